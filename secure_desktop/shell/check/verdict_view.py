"""What a check found, as people read it: the outcome in large, why, who signed, with which keys, and what differs here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.exchange.verdict import Differences, Verdict
from secure_desktop.model.signed_form import grouped
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.check.key_rows import KeyRows
from secure_desktop.shell.check.verdict_words import (
    outcome_tone,
    outcome_with_sign,
    person_sentence,
    remark_sentence,
    seal_sentence,
    sign_off_sentence,
)
from secure_desktop.shell.controls import MutedLabel, PageTitle, PlainLabel, SectionTitle
from secure_desktop.shell.form_words import part_word
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.tone_box import ToneBox


class VerdictView(QWidget):
    """Shows one verdict at a time."""

    key_accepted = Signal(str, str)  # its number, and whose it is

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outcome = PageTitle("")
        self.headline = PlainLabel()
        self._subject = MutedLabel()
        self._box = ToneBox(theme)
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(18, 14, 18, 14)
        for label in (self.outcome, self.headline):
            inner.addWidget(label)
        self._findings, self._details, self._differences = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.keys = KeyRows()
        self.keys.accepted.connect(self.key_accepted)
        self._keys_title = SectionTitle(self.tr("Keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._box)
        column.addWidget(self._subject)
        column.addLayout(self._findings)
        column.addLayout(self._details)
        column.addWidget(self._keys_title)
        column.addWidget(self.keys)
        column.addLayout(self._differences)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is shown, line by line."""
        labels = self.findChildren(PlainLabel)
        return tuple(label.text() for label in labels if label.isVisibleTo(self) and label.text())

    def show_verdict(self, verdict: Verdict) -> None:
        """Show a verdict, and let a screen reader say its outcome."""
        self._box.show_tone(outcome_tone(verdict))
        self.outcome.setText(outcome_with_sign(verdict))
        self.headline.setText(remark_sentence(verdict.headline))
        self._show_subject(verdict)
        self._show_findings(verdict)
        self._show_signers(verdict)
        self.keys.show_verdict(verdict)
        self._keys_title.setVisible(bool(verdict.sign_offs or verdict.seals))
        self._show_differences(verdict.differences)
        self.show()
        announce(self, f"{self.outcome.text()}. {self.headline.text()}")

    def _show_subject(self, verdict: Verdict) -> None:
        contents = verdict.contents
        parts = [contents.district, contents.title]
        if contents.revision:
            parts.append(self.tr("revision {0}").format(contents.revision))
        if contents.is_public:
            parts.append(self.tr("public summary"))
        about = " · ".join(part for part in parts if part)
        self._subject.setText("\n".join(text for text in (verdict.name, about) if text))

    def _show_findings(self, verdict: Verdict) -> None:
        clear(self._findings)
        if verdict.findings:
            self._findings.addWidget(SectionTitle(self.tr("What is wrong")))
        for finding in verdict.findings:
            self._findings.addWidget(PlainLabel(f"✕ {remark_sentence(finding)}"))
        if verdict.cautions:
            self._findings.addWidget(SectionTitle(self.tr("What you have to judge")))
        for caution in verdict.cautions:
            self._findings.addWidget(PlainLabel(f"• {remark_sentence(caution)}"))

    def _show_signers(self, verdict: Verdict) -> None:
        clear(self._details)
        if verdict.sign_offs:
            self._details.addWidget(SectionTitle(self.tr("Who signed")))
        for entry in verdict.sign_offs:
            person = QVBoxLayout()
            person.setSpacing(2)
            person.addWidget(StrongLabel(person_sentence(entry)))
            person.addWidget(PlainLabel(sign_off_sentence(entry)))
            self._details.addLayout(person)
        if verdict.seals:
            self._details.addWidget(SectionTitle(self.tr("Seals of the PDF")))
        for seal in verdict.seals:
            self._details.addWidget(PlainLabel(seal_sentence(seal)))
        if verdict.contents.fingerprint:
            self._details.addWidget(SectionTitle(self.tr("Fingerprint")))
            label = PlainLabel(grouped(verdict.contents.fingerprint))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._details.addWidget(label)

    def _show_differences(self, found: Differences | None) -> None:
        clear(self._differences)
        if found is None:
            return
        self._differences.addWidget(SectionTitle(self.tr("Compared with the assessment at hand")))
        if not (found.items or found.parts):
            self._differences.addWidget(PlainLabel(self.tr("✓ It says the same.")))
        for part in found.parts:
            self._differences.addWidget(PlainLabel(self.tr("{0} differs").format(part_word(part))))
        for item in found.items:
            text = " ".join(part for part in (item.label, item.short) if part)
            self._differences.addWidget(PlainLabel(self.tr("{0} differs").format(text)))
