"""The items of an action step, or those that a search found, as cards, with the keyboard's way through them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.model.changes import Changes
from secure_desktop.model.navigation import select
from secure_desktop.model.rubric import ActionStep, Item
from secure_desktop.shell.controls import PAGE_MARGIN, MutedLabel, PageTitle
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.earlier.earlier_words import waiting_line
from secure_desktop.shell.items.card_area import CardArea
from secure_desktop.shell.items.item_card import ItemCard
from secure_desktop.shell.items.item_detail import ItemDetail
from secure_desktop.shell.items.search_bar import SearchBar
from secure_desktop.shell.session import Session
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.theme import Theme

_AT_ONCE = 4  # cards shown before the window paints again; the others follow one by one


class ItemsPage(QWidget):
    """Shows one action step, or what a search finds in the whole checklist. One card is open: the current item."""

    item_opened = Signal(str)  # item id
    step_left = Signal(int)  # +1 or -1: the arrows went past the last or first item

    def __init__(
        self,
        session: Session,
        theme: Theme,
        dialogs: Dialogs,
        *,
        mail_limit: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._step = session.assessment.asked_steps[0]
        self._items: tuple[Item, ...] = ()
        self._cards: list[ItemCard] = []
        self._current = ""
        self._shown = 0
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_one_more)
        self._scroll = CardArea()
        self._list = self._scroll.list
        self.detail = ItemDetail(session, theme, dialogs, mail_limit, self)
        self.detail.hide()
        self.detail.stops_changed.connect(self._order_stops)
        self.detail.left_by_keyboard.connect(self.take_focus)
        self.detail.earlier.again_requested.connect(self._answer_by_button)
        self.detail.wants_to_be_seen.connect(self._scroll.show_field)
        self.search = SearchBar(has_earlier=session.earlier is not None)
        self.search.changed.connect(self._show_found)
        self._lay_out()
        session.changed.connect(self._show_changes)
        theme.changed.connect(self._follow_theme)

    @property
    def current_item(self) -> str:
        """The id of the open card's item; "" when no card is shown."""
        return self._current

    @property
    def step(self) -> ActionStep:
        """The action step that is shown, also behind a search."""
        return self._step

    def show_step(self, step: ActionStep) -> None:
        """Show all items of an action step, the first of them open."""
        self.search.reset()
        if step is self._step and self._items == step.items:
            return
        self._step = step
        self._title.setText(f"{step.number} {step.title}")
        self._guidance.setText(step.guidance)
        self._hint.setText(
            self.tr("{0} items · keys 1–4 answer, ↑ ↓ move. Every answer is saved at once.").format(
                len(step.items)
            )
        )
        self._guidance.show()
        self._show_items(step.items)

    def open_item(self, item_id: str, *, focus: bool = True) -> None:
        """Open the card of an item, bring it into view and move the keyboard there."""
        if item_id not in (item.id for item in self._items):
            self.show_step(self._session.rubric.step_of(item_id))
        index = next(i for i, item in enumerate(self._items) if item.id == item_id)
        while self._shown <= index:
            self._show_one_more()
        self._open(self._cards[index], focus=focus)

    def answer(self, answer: Answer) -> None:
        """Record an answer to the current item."""
        if self._current:
            self._record_answer(self._current, answer)

    def answer_as_before(self) -> None:
        """Record the earlier answer to the current item again, with its reason and note."""
        if self._current and not self._session.record_as_before(self._current):
            self._show_response(self._current)

    def toggle_mark(self) -> None:
        """Mark the current item for review, or take the mark away."""
        if self._current:
            marked = self._session.response(self._current).marked
            self._session.record_mark(self._current, marked=not marked)

    def edit_note(self) -> None:
        """Move the keyboard to the current item's note."""
        if self._current:
            self.detail.note.moveCursor(QTextCursor.MoveOperation.End)
            self.detail.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def move_by(self, offset: int) -> None:
        """Go to the item `offset` places further on."""
        ids = [item.id for item in self._items]
        index = ids.index(self._current) + offset if self._current in ids else 0
        if 0 <= index < len(ids):
            self.open_item(ids[index])
        elif not self.search.is_active:
            self.step_left.emit(1 if offset > 0 else -1)

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        self.detail.flush()

    def take_focus(self) -> None:
        """Move the keyboard to the open card."""
        for card in self._cards[: self._shown]:
            if card.item_id == self._current:
                card.answers.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        offset = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if offset is None:
            super().keyPressEvent(event)
        else:
            self.move_by(offset)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_cards()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.search)
        self._title, self._guidance, self._hint = PageTitle(""), MutedLabel(), MutedLabel()
        for label in (self._title, self._guidance, self._hint):
            self._list.addWidget(label)
        self._list.addStretch(1)
        column.addWidget(self._scroll, 1)

    def _show_found(self) -> None:
        if not self.search.is_active:
            step, current = self._step, self._current
            self._items = ()
            self.show_step(step)
            if current in (item.id for item in step.items):
                self.open_item(current, focus=False)
            return
        waiting = {item.id for item in self._session.waiting()}
        found = select(self._session.assessment, self.search.filter, self.search.words, waiting=waiting)
        self._title.setText(self._found_title(len(found)))
        self._guidance.hide()
        in_all = self.tr("Searched in all action steps. Escape goes back to the action step.")
        in_asked = self.tr("Searched in your action steps. Escape goes back to the action step.")
        self._hint.setText(in_all if self._session.reviewer is None else in_asked)
        self._show_items(found)

    def _found_title(self, count: int) -> str:
        if count == 1:
            return self.tr("1 item found")
        return self.tr("{0} items found").format(count)

    def _show_items(self, items: tuple[Item, ...]) -> None:
        self.detail.flush()
        self._close_open_card()
        self._items = items
        self._shown = 0
        for card in self._cards:
            card.hide()
        self._scroll.verticalScrollBar().setValue(0)
        for _ in range(min(_AT_ONCE, len(items))):
            self._show_one_more()
        if items:
            self._open(self._cards[0], focus=False)
        self._later.start()

    def _show_one_more(self) -> None:
        if self._shown >= len(self._items):
            self._later.stop()
            return
        item = self._items[self._shown]
        card = self._card(self._shown)
        card.show_item(item, self._session.rubric.label(item.id), self._session.response(item.id))
        card.show_combined(is_combined=item.id in self._session.combined_items)
        card.show_earlier(waiting_line(self._session, item.id))
        self._fit_card(card)
        card.show()
        self._shown += 1

    def _card(self, index: int) -> ItemCard:
        while len(self._cards) <= index:
            card = ItemCard(self._theme)
            card.answer_requested.connect(self._record_answer)
            card.mark_requested.connect(
                lambda item_id, marked: self._session.record_mark(item_id, marked=marked)
            )
            card.opening_requested.connect(self._open_clicked)
            card.file_dropped.connect(self._attach_dropped)
            card.set_editable(editable=self._session.is_editable)
            card.hide()
            self._list.insertWidget(self._list.count() - 1, card)
            before = self._cards[-1].mark if self._cards else self.search.last_stop
            set_tab_order(before, *card.answers.buttons, card.mark)
            self._cards.append(card)
        return self._cards[index]

    def _open(self, card: ItemCard, *, focus: bool) -> None:
        if card.item_id != self._current or not card.is_open:
            self.detail.flush()
            self._close_open_card()
            self._current = card.item_id
            self.detail.show_item(self._session.rubric.item(card.item_id))
            card.open(self.detail)
            self._order_stops()
            self.item_opened.emit(card.item_id)
        if focus:
            card.answers.take_focus()
            self._scroll.bring_into_view(card, is_first=card is self._cards[0])
            QTimer.singleShot(
                0, self, lambda: self._scroll.bring_into_view(card, is_first=card is self._cards[0])
            )  # sizes are final only then

    def _order_stops(self) -> None:
        for card in self._cards:
            if card.is_open:
                set_tab_order(card.mark, *self.detail.stops)

    def _attach_dropped(self, item_id: str, source: Path) -> None:
        if item_id != self._current:
            self._open_clicked(item_id)
        self.detail.evidence.attach(source)

    def _close_open_card(self) -> None:
        for card in self._cards:
            if card.is_open:
                card.close_detail()
        self.detail.hide()
        self.detail.setParent(self)
        self._current = ""

    def _open_clicked(self, item_id: str) -> None:
        card = next(card for card in self._cards if card.item_id == item_id and not card.isHidden())
        before = card.mapTo(self, QPoint(0, 0)).y()
        self._open(card, focus=False)
        card.answers.take_focus(Qt.FocusReason.MouseFocusReason)
        self._scroll.settle()
        after = card.mapTo(self, QPoint(0, 0)).y()
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + after - before)  # what was clicked stays under the mouse

    def _record_answer(self, item_id: str, answer: Answer) -> None:
        if self._current != item_id:
            self._open_clicked(item_id)
        if not self._session.record_answer(item_id, answer):
            self._show_response(item_id)
        elif answer is Answer.NOT_APPLICABLE and self._session.response(item_id).needs_reason:
            self.detail.ask_for_reason()

    def _answer_by_button(self) -> None:
        self.answer_as_before()
        self.take_focus()  # the button is gone now

    def _show_changes(self, changes: Changes) -> None:
        for item_id in changes.items:
            self._show_response(item_id)
        self._show_combined()
        if self._current in changes.next_steps | changes.evidence:
            self.detail.show_plan_and_evidence()
        if changes.sign_off:
            self._show_editable()

    def _show_editable(self) -> None:
        editable = self._session.is_editable
        self.detail.set_editable(editable=editable)
        for card in self._cards:
            card.set_editable(editable=editable)
        for item in self._items:
            self._show_response(item.id)

    def _show_combined(self) -> None:
        for card in self._cards[: self._shown]:
            card.show_combined(is_combined=card.item_id in self._session.combined_items)

    def _show_response(self, item_id: str) -> None:
        response = self._session.response(item_id)
        for card in self._cards[: self._shown]:
            if card.item_id == item_id:
                card.show_response(response)
                card.show_earlier(waiting_line(self._session, item_id))
        if item_id == self._current:
            self.detail.show_response(response)

    def _follow_theme(self) -> None:
        self._fit_cards()
        for card in self._cards[: self._shown]:
            if card.is_open:
                QTimer.singleShot(
                    0,
                    card,
                    lambda card=card: self._scroll.bring_into_view(card, is_first=card is self._cards[0]),
                )

    def _fit_cards(self) -> None:
        for card in self._cards[: self._shown]:
            self._fit_card(card)

    def _fit_card(self, card: ItemCard) -> None:
        number = card.fontMetrics().horizontalAdvance("2.10") + 14
        card.fit(room=self.width() - 2 * PAGE_MARGIN - 48, number_width=number)
