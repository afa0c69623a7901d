"""What the help menu says, as plain text."""

import platform
from importlib import metadata

from PySide6.QtCore import QCoreApplication, qVersion

from secure_desktop import __version__, locations
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.actions import ROWS
from secure_desktop.storage.connection import SQLITE_VERSION


def keyboard_map() -> str:
    """Return every key and what it does, a line each."""
    lines = [
        (_tr("1, 2, 3, 4"), _tr("Answer the open item: in place, partly, not in place, not applicable")),
        (_tr("5 or ="), _tr("Give the earlier answer again, where there is one")),
        (_tr("Up, Down"), _tr("Go to the item before or behind")),
        (_tr("Left, Right"), _tr("Go from answer to answer; space or Enter chooses")),
        (_tr("Tab"), _tr("Go on to the next field or button")),
        (_tr("Space"), _tr("Tick a statement, or press a button")),
        (
            _tr("1 to 9, J"),
            _tr("Where reviewers’ files are combined: choose an opinion, or join the notes"),
        ),
        (
            _tr("Space, Backspace, N"),
            _tr("Where answers from paper are typed in: skip, go back, write a note"),
        ),
        (_tr("Escape"), _tr("Leave a note, the search, or the form of a signer")),
    ]
    lines += [
        (row.keys, QCoreApplication.translate("Actions", row.text)) for row in ROWS if len(row.keys) > 1
    ]
    return "\n".join(f"{keys}\t{_plain(text)}" for keys, text in lines)


def about_rubrics(rubrics: tuple[Rubric, ...]) -> str:
    """Return what the checklists are, which one to take, and where their wording comes from."""
    if not rubrics:
        return ""
    parts = []
    for rubric in rubrics:
        items = _tr("{0} items in {1} action steps.").format(len(rubric.items), len(rubric.steps))
        parts.append(f"{rubric.title.upper()}\n\n{rubric.purpose} {items}")
        parts.append(rubric.about)
    parts.append(_tr("WHERE THE WORDING COMES FROM"))
    parts.append(rubrics[0].attribution)
    parts.append(_tr("WORDS"))
    parts += [f"{definition.term}: {definition.text}" for definition in rubrics[0].definitions]
    return "\n\n".join(parts)


def where_things_are() -> str:
    """Return the folders that the program uses, with their paths."""
    rows = (
        (_tr("New assessments are proposed here"), locations.documents()),
        (_tr("Settings (your name, text size, recent files)"), locations.settings_file()),
        (_tr("Backups that are taken by themselves"), locations.backups_folder()),
        (_tr("This computer’s signing key"), locations.signing_key_file()),
        (_tr("The keys of others that you have compared"), locations.known_keys_file()),
        (_tr("Log files (no answers, notes or names)"), locations.log_folder()),
        (_tr("Rubrics that you added"), locations.own_rubrics()),
    )
    head = _tr(
        "Each assessment is one file, complete in itself, and lies where you put it. "
        "To move your work to another computer, copy that file."
    )
    return "\n\n".join([head, *(f"{name}:\n{path}" for name, path in rows)])


def about_program() -> str:
    """Return versions, origin and licences."""
    used = (
        ("PySide6 and Qt", qVersion(), "LGPL-3.0"),
        ("sqlite-utils", _version("sqlite-utils"), "Apache-2.0"),
        ("ReportLab", _version("reportlab"), "BSD-3-Clause"),
        ("pyHanko", _version("pyhanko"), "MIT"),
        ("cryptography", _version("cryptography"), "Apache-2.0"),
        ("XlsxWriter", _version("xlsxwriter"), "BSD-2-Clause"),
        ("python-docx", _version("python-docx"), "MIT"),
        ("Jinja2", _version("jinja2"), "BSD-3-Clause"),
        ("pyzipper", _version("pyzipper"), "MIT"),
        ("icalendar", _version("icalendar"), "BSD-2-Clause"),
        ("platformdirs", _version("platformdirs"), "MIT"),
        ("SQLite", SQLITE_VERSION, _tr("public domain")),
        ("Python", platform.python_version(), "PSF-2.0"),
        ("DejaVu Sans", "2.37", "Bitstream Vera"),
    )
    lines = "\n".join(f"{name} {version} ({licence})" for name, version, licence in used)
    return "\n\n".join(
        (
            _tr("SECURe Desktop {0}").format(__version__),
            _tr("Works without internet. It sends nothing anywhere."),
            _tr(
                "The checklists are adapted from the subject areas of the SECURe Local Implementation Rubric "
                "(U.S. Departments of Education and Justice, 2016). Their wording and item breakdown are this program's "
                "own, not the official text. The departments have neither made nor checked this program."
            ),
            _tr("SECURe Desktop is free software under the MIT licence. It is built with:"),
            lines,
        )
    )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Help", text)
