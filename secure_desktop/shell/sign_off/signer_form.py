"""The form in which one person signs or declines: role, statements, name, drawing, key."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from secure_desktop.model.roles import Role
from secure_desktop.model.seats import Seat
from secure_desktop.model.sign_off import Decision, Wish, attestations
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button, LinkButton, PrimaryButton
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.fields.choice import Choice
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import labeled, line_edit
from secure_desktop.shell.key_choice import KeyChoice
from secure_desktop.shell.labels import DangerLabel, StrongLabel
from secure_desktop.shell.reason_form import ReasonForm
from secure_desktop.shell.side_by_side import SideBySide
from secure_desktop.shell.sign_off.pen_part import PenPart
from secure_desktop.shell.sign_off.signature_field import SignatureField
from secure_desktop.shell.sign_off.statements import Statements
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import role_word
from secure_desktop.shell.working_sign import WorkingSign

if TYPE_CHECKING:
    from secure_desktop.model.sign_off import Signer


class SignerForm(Card):
    """Asks everything that a sign-off needs. `wished` carries the wish, what fetches the key, and the scan or None."""

    wished = Signal(object, object, object)  # Wish, Callable[[], Signer], Path | None
    pen_page_requested = Signal()
    left = Signal()

    def __init__(self, dialogs: Dialogs, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("open", "true")
        self._has_open_points = False
        self._is_blocked = False
        self._title = StrongLabel()
        self._role = Choice((role, role_word(role)) for role in Role)
        self._role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._role.setMinimumContentsLength(8)  # the longest role must not widen the page at 200 %
        self._position = line_edit()
        self._organization = line_edit()
        self.statements = Statements(theme)
        self.name = line_edit()
        self.drawing = SignatureField(theme)
        self.key = KeyChoice(self.tr("Digital ID (optional)"), dialogs, folder)
        self.pen = PenPart(theme, dialogs, folder)
        self._missing = DangerLabel()
        self.sign = PrimaryButton(self.tr("Sign"))
        self.decline = Button(self.tr("Decline with a reason…"))
        self._cancel = LinkButton(self.tr("Cancel"))
        self.reason = ReasonForm(self.tr("Why do you decline to sign?"), self.tr("Decline"))
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def role(self) -> Role:
        """The role that was chosen."""
        return Role(self._role.value)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (
            self._role,
            self._position,
            self._organization,
            *self.statements.stops,
            self.name,
            *self.key.stops,
            *self.drawing.stops,
            *self.pen.stops,
            self.sign,
            self.decline,
            self._cancel,
            *self.reason.stops,
        )

    def open(self, seat: Seat, *, has_open_points: bool, is_blocked: bool) -> None:
        """Show the form, empty but for what is known of the seat, with the keyboard on the first statement."""
        self._has_open_points, self._is_blocked = has_open_points, is_blocked
        self._role.show_value(seat.role)
        self._position.setText(seat.title)
        self._organization.setText(seat.organization)
        self.name.clear()
        self.name.setPlaceholderText(seat.name)
        self.statements.show_sentences(())
        self._show_statements()
        self.drawing.pad.clear()
        self.pen.forget()
        self._missing.hide()
        self.reason.hide()
        self.show_signing(is_signing=False)
        self.show()
        (self.statements.stops[0] if seat.name else self._role).setFocus()

    def show_signing(self, *, is_signing: bool) -> None:
        """Show that the sign-off is being written, or no longer."""
        self.working.show(is_busy=is_signing)
        for button in (self.sign, self.decline, self._cancel):
            button.setVisible(not is_signing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._title)
        who = SideBySide(at_least=20)
        who.add(labeled(self.tr("Role"), self._role))
        who.add(labeled(self.tr("Title"), self._position))
        who.add(labeled(self.tr("Organization"), self._organization))
        column.addWidget(who)
        column.addWidget(self.statements)
        hands = SideBySide(at_least=26)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(labeled(self.tr("Type your full name"), self.name))
        left.addWidget(self.key)
        left.addStretch(1)
        hands.add(left)
        hands.add(self.drawing)
        column.addWidget(hands)
        column.addWidget(self.pen)
        column.addWidget(self._missing)
        row = FlowLayout(spacing=12)
        for widget in (self.sign, self.decline, self._cancel):
            row.addWidget(widget)
        self.working = WorkingSign(row, self.tr("Signing…"))
        column.addLayout(row)
        column.addWidget(self.reason)

    def _connect(self) -> None:
        self._role.currentIndexChanged.connect(lambda _: self._show_statements())
        for field in (self.name, self._organization):
            field.textChanged.connect(lambda _: self._show_title())
        self.sign.clicked.connect(self._wish_to_sign)
        self.decline.clicked.connect(self._ask_reason)
        self._cancel.clicked.connect(self._leave)
        self.reason.given.connect(self._wish_to_decline)
        self.reason.left.connect(self.decline.setFocus)
        self.pen.page_requested.connect(self.pen_page_requested)

    def _show_statements(self) -> None:
        sentences = attestations(self.role, has_open_points=self._has_open_points)
        self.statements.show_sentences(sentences)
        self._show_title()
        set_tab_order(*self.stops)

    def _show_title(self) -> None:
        name = self.name.text().strip() or self.name.placeholderText() or role_word(self.role)
        organization = self._organization.text().strip()
        if organization:
            self._title.setText(self.tr("{0} signs for {1}").format(name, organization))
        else:
            self._title.setText(self.tr("{0} signs").format(name))

    def _wish_to_sign(self) -> None:
        unconfirmed = self.statements.first_open
        if self._is_blocked:
            self._refuse(self.tr("Nobody can sign yet: see above what is missing."), self.sign)
        elif unconfirmed is not None:
            self._refuse(self.tr("Read each statement and tick it first."), unconfirmed)
        elif not self.name.text().strip():
            self._refuse(self.tr("Type your full name; that is your signature."), self.name)
        else:
            self._hand_out(Decision.SIGNED, attested=self.statements.sentences)

    def _ask_reason(self) -> None:
        if self.name.text().strip():
            self._missing.hide()
            self.reason.ask()
        else:
            self._refuse(self.tr("Type your full name, so that it is known who declines."), self.name)

    def _wish_to_decline(self, reason: str) -> None:
        self._hand_out(Decision.DECLINED, reason=reason)

    def _hand_out(self, decision: Decision, *, reason: str = "", attested: tuple[str, ...] = ()) -> None:
        if self.key.is_busy:
            self._refuse(self.tr("The digital ID is still being opened."), self.sign)
            return
        maker: Callable[[], Signer] | None = self.key.maker()
        if maker is None:
            return
        self._missing.hide()
        signs = decision is Decision.SIGNED
        wish = Wish(
            role=self.role,
            name=self.name.text().strip(),
            title=self._position.text().strip(),
            organization=self._organization.text().strip(),
            decision=decision,
            reason=reason,
            attestations=attested,
            drawing=self.drawing.pad.strokes() if signs else (),
        )
        self.wished.emit(wish, maker, self.pen.scan if signs else None)

    def _refuse(self, sentence: str, place: QWidget) -> None:
        self._missing.setText(sentence)
        self._missing.show()
        place.setFocus()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
