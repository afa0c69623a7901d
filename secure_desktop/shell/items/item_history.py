"""All that was ever said about one item, by whom and when, to read."""

import itertools
import json
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from secure_desktop.model.history import Entry, in_order
from secure_desktop.shell.combine.register_words import entry_words
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.moments import clock_time, date_words, marked_if_ahead
from secure_desktop.shell.session import Session
from secure_desktop.shell.text_dialog import TextDialog
from secure_desktop.signing_errors import Busy


def show_item_history(session: Session, item_id: str, dialogs: Dialogs, parent: QWidget) -> None:
    """Show the history of an item; say so when another thread has the file just now."""
    if session.is_busy:
        dialogs.tell(Busy(name=session.path.name))
        return
    rubric = session.rubric
    title = _tr("History of {0}").format(f"{rubric.label(item_id)} {rubric.item(item_id).short}")
    lead = _tr("Every opinion stays here, also those that were not chosen when files were combined.")
    text = history_text(session.file.history_of(item_id), session.file.clock()) or _tr(
        "Nothing was entered so far."
    )
    TextDialog(title, lead, text, parent=parent).exec()


def history_text(entries: Sequence[Entry], now: datetime) -> str:
    """Return entries in the order in which they were made, under the name and time of whoever made them."""
    names = _names(entries)
    parts = []
    for (at, by), group in itertools.groupby(in_order(entries), key=lambda entry: (entry.at, entry.by)):
        told = marked_if_ahead(f"{date_words(at)} {clock_time(at)}", at, now)
        head = _tr("{0}, {1}").format(told, by or _tr("without a name"))
        lines = (f"    {entry_words(entry, names.get(entry.subject, ''))}" for entry in group)
        parts.append("\n".join((head, *lines)))
    return "\n\n".join(parts)


def _names(entries: Sequence[Entry]) -> dict[str, str]:
    """Return what evidence and next steps are called, by their ids."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.field in ("added", "removed"):
            said = json.loads(entry.after or entry.before or "{}")
            name = said.get("text") or said.get("title") or said.get("file_name") or said.get("place") or ""
            found[entry.subject] = str(name)
    return found


def _tr(text: str) -> str:
    return QCoreApplication.translate("History", text)
