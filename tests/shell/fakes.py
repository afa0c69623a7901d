"""Dialogs that write down what they are told and give prepared answers, and a clock that stands still."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.shell.dialogs import Dialogs
from tests import builders


@dataclass
class FixedClock:
    """Shows the same time until it is moved."""

    moment: datetime = builders.NOW

    def __call__(self) -> datetime:
        return self.moment

    def pass_minutes(self, minutes: int) -> None:
        """Let time go by."""
        self.moment += timedelta(minutes=minutes)


class FakeDialogs(Dialogs):
    """Stands in for message boxes and file pickers."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.told: list[KnownProblem] = []
        self.news: list[tuple[str, str]] = []
        self.questions: list[tuple[str, str, str]] = []
        self.opened: list[Path] = []
        self.addresses: list[str] = []
        self.proposed: list[Path] = []
        self.ways: list[tuple[str, ...]] = []  # what was offered beside each file that was refused
        self.says_yes = False
        self.picks: int | None = None  # which of several buttons is pressed
        self.choice: Path | None = None
        self.choices: tuple[Path, ...] = ()  # what is picked where several can be
        self.words: str | None = None  # what is typed when it asks for a passphrase

    def tell(self, problem: KnownProblem) -> None:
        self.told.append(problem)

    def offer_ways(self, problem: KnownProblem, buttons: Sequence[str]) -> int | None:
        self.told.append(problem)
        self.ways.append(tuple(buttons))
        return self.picks

    def inform(self, sentence: str, detail: str = "") -> None:
        self.news.append((sentence, detail))

    def ask(self, sentence: str, detail: str, button: str) -> bool:
        self.questions.append((sentence, detail, button))
        return self.says_yes

    def ask_which(self, sentence: str, detail: str, buttons: Sequence[str]) -> int | None:
        self.questions.append((sentence, detail, " | ".join(buttons)))
        return self.picks

    def open(self, path: Path) -> None:
        self.opened.append(path)

    def open_address(self, address: str) -> None:
        self.addresses.append(address)

    def choose_assessment(self, folder: Path) -> Path | None:
        return self._choose(folder)

    def choose_new_assessment(self, proposed: Path) -> Path | None:
        return self._choose(proposed)

    def choose_copy(self, proposed: Path) -> Path | None:
        return self._choose(proposed)

    def choose_pdf(self, proposed: Path) -> Path | None:
        return self._choose(proposed)

    def choose_existing(self, title: str, kinds: str, folder: Path) -> Path | None:
        return self._choose(folder)

    def choose_several(self, title: str, kinds: str, folder: Path) -> tuple[Path, ...]:
        self.proposed.append(folder)
        return self.choices

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        return self._choose(folder)

    def choose_target(self, title: str, kinds: str, proposed: Path, *, overwrite: bool = True) -> Path | None:
        return self._choose(proposed)

    def ask_passphrase(self, title: str, prompt: str) -> str | None:
        self.questions.append((title, prompt, ""))
        return self.words

    def _choose(self, proposed: Path) -> Path | None:
        self.proposed.append(proposed)
        return self.choice
