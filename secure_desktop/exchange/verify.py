"""Checking a PDF report or an assessment file, offline: was it altered, who signed it, and what differs here."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from secure_desktop.errors import FileUnreadable, IncompleteFile, NotADatabase
from secure_desktop.exchange import known_keys
from secure_desktop.exchange.verdict import Differences, DifferentItem, Verdict
from secure_desktop.exchange.verify_file import check_file
from secure_desktop.files import reason_of
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.form_differences import differences
from secure_desktop.model.signed_form import signed_form
from secure_desktop.signing_errors import NotCheckable, PdfTooLarge
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.inspection import look_at

LARGEST_PDF = 200 * 1024 * 1024  # bytes
_START = 1024  # bytes within which a PDF says that it is one


def verify(path: Path, *, at_hand: AssessmentFile | None = None) -> Verdict:
    """Return the verdict on a PDF report or an assessment file, and where the file at hand differs if it is given.

    Trust is by a key's number: who issued its certificate, and for how long, is not asked, and nothing is fetched.

    Raises:
        NotCheckable, PdfTooLarge, PdfEncrypted: when it is nothing that can be checked.
        KnownProblem: when it cannot be read. What is damaged gets a verdict.
    """
    keys = known_keys.load()
    if not _is_database(path):
        return _of_pdf(path, keys, at_hand)
    checked = check_file(path, keys)
    if at_hand is None or checked.assessment is None:
        return checked.verdict
    return _compared(checked.verdict, signed_form(checked.assessment), at_hand.assessment())


def _is_database(path: Path) -> bool:
    try:
        look_at(path)
    except NotADatabase:
        return False
    except IncompleteFile:
        return True  # the verdict says so
    return True


def _of_pdf(path: Path, keys: known_keys.KnownKeys, at_hand: AssessmentFile | None) -> Verdict:
    data = read_pdf(path)
    # 0.2 s that a check of an assessment file can do without
    from secure_desktop.exchange.verify_pdf import check_pdf  # noqa: PLC0415

    checked = check_pdf(data, path.name, keys)
    if at_hand is None or checked.form is None:
        return checked.verdict
    return _compared(checked.verdict, checked.form, at_hand.assessment())


def read_pdf(path: Path) -> bytes:
    """Return the bytes of a PDF.

    Raises:
        NotCheckable, PdfTooLarge: when it is none, or too large.
        FileUnreadable: when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            if b"%PDF-" not in file.read(_START):
                raise NotCheckable(name=path.name)
            size = file.seek(0, os.SEEK_END)
            if size > LARGEST_PDF:
                raise PdfTooLarge(name=path.name, megabytes=size // 1_000_000)
            file.seek(0)
            return file.read(size)
    except OSError as fault:
        raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault


def _compared(verdict: Verdict, form: dict[str, Any], at_hand: Assessment) -> Verdict:
    """Return the verdict with the differences between a signed form and the file at hand, as that stands now."""
    if verdict.contents.assessment_id != at_hand.id:
        return verdict
    try:
        found = differences(form, signed_form(at_hand))
    except (KeyError, TypeError, AttributeError):  # a form that somebody made up and sealed
        return verdict
    rubric = at_hand.rubric
    items = tuple(
        DifferentItem(item_id, rubric.label(item_id), rubric.item(item_id).short)
        if item_id in rubric
        else DifferentItem(item_id, item_id, "")
        for item_id in found.items
    )
    return replace(verdict, differences=Differences(items, found.other))
