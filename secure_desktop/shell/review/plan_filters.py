"""What to show of the plan, and in which order."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.model.next_step import State
from secure_desktop.model.plan import Due, Order, PlanFilter
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.fields.choice import Choice, beside_its_label
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.words import state_word

_DUE = {
    Due.ANY: QT_TRANSLATE_NOOP("PlanFilters", "Any date"),
    Due.OVERDUE: QT_TRANSLATE_NOOP("PlanFilters", "Overdue"),
    Due.SOON: QT_TRANSLATE_NOOP("PlanFilters", "In the next 90 days"),
    Due.LATER: QT_TRANSLATE_NOOP("PlanFilters", "Later"),
    Due.NO_DATE: QT_TRANSLATE_NOOP("PlanFilters", "No date yet"),
}

_ORDERS = {
    Order.ITEM: QT_TRANSLATE_NOOP("PlanFilters", "Item"),
    Order.ANSWER: QT_TRANSLATE_NOOP("PlanFilters", "Status"),
    Order.NEXT_STEP: QT_TRANSLATE_NOOP("PlanFilters", "Next step"),
    Order.OWNER: QT_TRANSLATE_NOOP("PlanFilters", "Owner"),
    Order.DUE: QT_TRANSLATE_NOOP("PlanFilters", "Due"),
    Order.EFFORT: QT_TRANSLATE_NOOP("PlanFilters", "Effort"),
    Order.STATE: QT_TRANSLATE_NOOP("PlanFilters", "State"),
}

_SHOWN = 9  # characters of a choice; longer ones are cut until the list is open


class PlanFilters(QWidget):
    """Five choices and the direction. `changed` comes when a person chose something else."""

    changed = Signal()

    def __init__(self, rubric: Rubric, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        steps = ((step.number, step.heading) for step in rubric.steps)
        self.step = Choice([(0, self.tr("All steps")), *steps])
        self.owner = Choice()
        self.state = Choice([(None, self.tr("All states")), *((state, state_word(state)) for state in State)])
        self.due = Choice((due, _tr(word)) for due, word in _DUE.items())
        self.order = Choice((order, _tr(word)) for order, word in _ORDERS.items())
        self.reverse = Button("↑")
        self.reverse.setCheckable(True)
        self.reverse.setAccessibleName(self.tr("Last first"))
        self.reverse.setToolTip(self.tr("Last first"))
        self.reverse.toggled.connect(self._show_direction)
        self.offer_owners(())
        row = FlowLayout(self, spacing=12)
        for name, choice in (
            (self.tr("Step"), self.step),
            (self.tr("Owner"), self.owner),
            (self.tr("State"), self.state),
            (self.tr("Due"), self.due),
            (self.tr("Sorted by"), self.order),
        ):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(_SHOWN)
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())
            row.addWidget(beside_its_label(name, choice))
        row.addWidget(self.reverse)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.step, self.owner, self.state, self.due, self.order, self.reverse

    @property
    def filter(self) -> PlanFilter:
        """Which rows are wanted."""
        return PlanFilter(self.step.value, self.owner.value, self.state.value, self.due.value)

    @property
    def is_descending(self) -> bool:
        """Whether the last comes first."""
        return self.reverse.isChecked()

    def offer_owners(self, owners: tuple[str, ...]) -> None:
        """Offer the owners that are named now."""
        named = ((owner, owner) for owner in owners)
        self.owner.offer([(None, self.tr("All owners")), ("", self.tr("No owner yet")), *named])

    def sort_by(self, order: Order) -> None:
        """Sort by a column; by the same one again the other way round."""
        is_same = self.order.value is order
        blocked = self.blockSignals(True)
        self.order.show_value(order)
        self.reverse.setChecked(is_same and not self.reverse.isChecked())
        self.blockSignals(blocked)
        self.changed.emit()

    def _show_direction(self, is_descending: bool) -> None:  # noqa: FBT001 - Qt hands over what the signal carries
        self.reverse.setText("↓" if is_descending else "↑")
        self.changed.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlanFilters", text)
