"""Every action of the menus as a row: its name, menu, text and keys."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from secure_desktop.errors import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

FILE, ASSESSMENT, TEAM, VIEW, TOOLS, HELP = "file", "assessment", "team", "view", "tools", "help"


class Row(NamedTuple):
    """One action. `needs` says when it can be used.

    "" is always, "open" with an assessment, "whole" with one that is no reviewer copy, "own" when such a one can
    also be changed, "typing" where answers can change, "answer" with a writable one, "edit" as long as that is not signed, "signed" once it is.
    "earlier" is one that started from an earlier assessment, "confirm" when such a one can be answered.

    A `gap` puts a line before it in its menu. `also` are further keys that do the same.
    """

    name: str
    menu: str
    text: str
    keys: str = ""
    needs: str = ""
    gap: bool = False
    also: str = ""


ROWS = (
    Row("new", FILE, QT_TRANSLATE_NOOP("Actions", "&New assessment…"), "Ctrl+N"),
    Row("next_year", FILE, QT_TRANSLATE_NOOP("Actions", "S&tart from an earlier assessment…")),
    Row("open", FILE, QT_TRANSLATE_NOOP("Actions", "&Open a file…"), "Ctrl+O"),
    Row("save_copy", FILE, QT_TRANSLATE_NOOP("Actions", "Save a &copy…"), "Ctrl+Shift+S", "open", gap=True),
    Row("copy_to_drive", FILE, QT_TRANSLATE_NOOP("Actions", "Copy to &USB stick…"), "", "open"),
    Row("restore", FILE, QT_TRANSLATE_NOOP("Actions", "&Restore…"), "", "open"),
    Row("export", FILE, QT_TRANSLATE_NOOP("Actions", "Save the &PDF summary…"), "Ctrl+P", "whole"),
    Row("export_public", FILE, QT_TRANSLATE_NOOP("Actions", "Save a pu&blic summary…"), "", "whole"),
    Row("share", FILE, QT_TRANSLATE_NOOP("Actions", "S&hare…"), "Ctrl+Shift+E", "whole"),
    Row("export_plan", FILE, QT_TRANSLATE_NOOP("Actions", "&Export the plan…"), "Ctrl+E", "whole", gap=True),
    Row("export_other", FILE, QT_TRANSLATE_NOOP("Actions", "E&xport for other programs…"), "", "whole"),
    Row("print_blank", FILE, QT_TRANSLATE_NOOP("Actions", "Print a blan&k checklist…")),
    Row("settings", FILE, QT_TRANSLATE_NOOP("Actions", "&Settings…"), "Ctrl+,", gap=True),
    Row("close", FILE, QT_TRANSLATE_NOOP("Actions", "C&lose the assessment"), "Ctrl+W", "open", gap=True),
    Row("quit", FILE, QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q"),
    Row("answer_1", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "In place"), "1", "answer"),
    Row("answer_2", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "Partly"), "2", "answer"),
    Row("answer_3", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "Not in place"), "3", "answer"),
    Row("answer_4", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "Not applicable"), "4", "answer"),
    Row("as_before", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "As befor&e"), "5", "confirm", also="="),
    Row("clear", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "&Clear the answer"), "0", "answer", also="Del"),
    Row("mark", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "&Mark for review"), "Ctrl+M", "edit", gap=True),
    Row("note", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "Write a &note"), "F2", "open"),
    Row("undo", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z", "edit", gap=True),
    Row("redo", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Y", "edit", also="Ctrl+Shift+Z"),
    Row(
        "next_unanswered",
        ASSESSMENT,
        QT_TRANSLATE_NOOP("Actions", "Ne&xt unanswered"),
        "Ctrl+U",
        "open",
        gap=True,
    ),
    Row(
        "back",
        ASSESSMENT,
        QT_TRANSLATE_NOOP("Actions", "Section &before"),
        "Ctrl+PgUp",
        "open",
        also="Alt+Left",
    ),
    Row(
        "forward",
        ASSESSMENT,
        QT_TRANSLATE_NOOP("Actions", "Section be&hind"),
        "Ctrl+PgDown",
        "open",
        also="Alt+Right",
    ),
    Row(
        "paper", ASSESSMENT, QT_TRANSLATE_NOOP("Actions", "Type in from &paper"), "Ctrl+T", "typing", gap=True
    ),
    Row("copies", TEAM, QT_TRANSLATE_NOOP("Actions", "&Make reviewer copies…"), "", "own"),
    Row(
        "combine",
        TEAM,
        QT_TRANSLATE_NOOP("Actions", "&Combine reviewers’ files…"),
        "Ctrl+Shift+B",
        "whole",
    ),
    Row("sign_off", TEAM, QT_TRANSLATE_NOOP("Actions", "&Sign off…"), "Ctrl+Shift+F", "whole", gap=True),
    Row("reopen", TEAM, QT_TRANSLATE_NOOP("Actions", "&Reopen as the next revision…"), "", "signed"),
    Row("search", VIEW, QT_TRANSLATE_NOOP("Actions", "&Search the items"), "Ctrl+F", "open"),
    Row("show_unanswered", VIEW, QT_TRANSLATE_NOOP("Actions", "Show the &unanswered items"), "", "open"),
    Row("show_gaps", VIEW, QT_TRANSLATE_NOOP("Actions", "Show the &gaps"), "", "open"),
    Row("show_marked", VIEW, QT_TRANSLATE_NOOP("Actions", "Show the &marked items"), "", "open"),
    Row(
        "show_not_reconfirmed",
        VIEW,
        QT_TRANSLATE_NOOP("Actions", "Show what is not yet re-&confirmed"),
        "",
        "earlier",
    ),
    Row("larger", VIEW, QT_TRANSLATE_NOOP("Actions", "&Larger text"), "Ctrl++", gap=True, also="Ctrl+="),
    Row("smaller", VIEW, QT_TRANSLATE_NOOP("Actions", "Smalle&r text"), "Ctrl+-"),
    Row("normal_size", VIEW, QT_TRANSLATE_NOOP("Actions", "&Normal text size"), "Ctrl+0"),
    Row("compare", TOOLS, QT_TRANSLATE_NOOP("Actions", "&Compare…"), "Ctrl+Shift+C"),
    Row("overview", TOOLS, QT_TRANSLATE_NOOP("Actions", "Folder &overview…"), "Ctrl+Shift+O"),
    Row("check", TOOLS, QT_TRANSLATE_NOOP("Actions", "Chec&k a report…"), "Ctrl+K"),
    Row("recover", TOOLS, QT_TRANSLATE_NOOP("Actions", "&Get an assessment back from a PDF…"), gap=True),
    Row("rescue", TOOLS, QT_TRANSLATE_NOOP("Actions", "Rescue a &damaged file…")),
    Row("own_rubrics", TOOLS, QT_TRANSLATE_NOOP("Actions", "&Add or remove a rubric…"), gap=True),
    Row("signing_key", TOOLS, QT_TRANSLATE_NOOP("Actions", "This computer’s &signing key…")),
    Row("keys", HELP, QT_TRANSLATE_NOOP("Actions", "&Keyboard map"), "F1"),
    Row("rubrics", HELP, QT_TRANSLATE_NOOP("Actions", "What are the SECURe &rubrics?")),
    Row("sample", HELP, QT_TRANSLATE_NOOP("Actions", "Open the filled sa&mple")),
    Row("places", HELP, QT_TRANSLATE_NOOP("Actions", "Where the &files are")),
    Row("log", HELP, QT_TRANSLATE_NOOP("Actions", "Open the &log folder")),
    Row("about", HELP, QT_TRANSLATE_NOOP("Actions", "&About SECURe Desktop"), gap=True),
)


def make_actions(parent: "QWidget") -> dict[str, QAction]:
    """Return an action for every row, by name."""
    return {row.name: _action(row, parent) for row in ROWS}


def _action(row: Row, parent: "QWidget") -> QAction:
    action = QAction(QCoreApplication.translate("Actions", row.text), parent)
    action.setObjectName(row.name)
    action.setShortcuts([QKeySequence(keys) for keys in (row.keys, row.also) if keys])
    action.setEnabled(not row.needs)
    return action
