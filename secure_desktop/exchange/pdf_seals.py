"""The seals of a PDF: does each fit every byte under it, and did nothing but further seals follow?"""

import hashlib
from itertools import pairwise
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel, StandardDiffPolicy
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    ObjectStreamRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import SigFieldCreationRule, SigFieldModificationRule
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from secure_desktop.exchange.keys import number_of, signature_holds
from secure_desktop.exchange.known_keys import KnownKeys, Standing
from secure_desktop.exchange.remarks import Remark, RemarkKind, remark
from secure_desktop.exchange.seal_envelope import read_envelope, says
from secure_desktop.exchange.verdict import CheckedSeal

# pyHanko's usual policy also lets title, metadata and form fields change; after a seal only seals may follow.
_ONLY_SEALS = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),  # type: ignore[no-untyped-call]
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(),  # type: ignore[no-untyped-call]
            SigFieldModificationRule(),
        ]
    ),
    ignore_orphaned_objects=False,
)


def check_seals(
    reader: PdfFileReader, data: bytes, keys: KnownKeys
) -> tuple[tuple[CheckedSeal, ...], list[Remark]]:
    """Return the seals of a PDF in the order in which they were added, and what is wrong with them."""
    found = list(reader.embedded_signatures)
    seals = tuple(_checked(signature, data, keys) for signature in found)
    remarks = [remark(RemarkKind.SEAL_BROKEN, seal=_spoken(seal.field)) for seal in seals if not seal.holds]
    remarks += [
        remark(RemarkKind.CHANGED_AFTER_SEAL, seal=_spoken(str(earlier.field_name)))
        for earlier, _ in pairwise(found)
        if not _only_seals_followed(earlier)
    ]
    if found and not _covers_everything(found[-1], data):
        remarks.append(remark(RemarkKind.ADDED_AFTER_SEAL))
    return seals, remarks


def _checked(signature: EmbeddedPdfSignature, data: bytes, keys: KnownKeys) -> CheckedSeal:
    said = signature.sig_object.get("/Name", "")
    name = str(said) if isinstance(said, str) else ""
    field = str(signature.field_name)
    try:
        envelope = read_envelope(_envelope_in(signature, data))
        at = says(envelope, _digest_under(signature, data))
        holds = at is not None and signature_holds(
            envelope.certificates[0], envelope.statement, envelope.signature
        )
    except Exception:  # noqa: BLE001 - whatever parsers say of bytes that somebody made up: it is no seal of ours
        return CheckedSeal(field, name, "", Standing.NEW, None, holds=False)
    number = number_of(envelope.certificates[0])
    return CheckedSeal(field, name, number, keys.standing(number), at, holds=holds)


def _envelope_in(signature: EmbeddedPdfSignature, data: bytes) -> bytes:
    """Return the envelope from the gap that the seal leaves open; raises ValueError when that is not all it leaves."""
    start, first, second, last = (int(entry) for entry in signature.byte_range)
    gap = data[first:second]
    der = bytes.fromhex(gap[1:-1].decode("ascii"))
    is_exact = gap == b"<" + der.hex().upper().encode("ascii") + b">" and der == signature.pkcs7_content
    if start != 0 or not is_exact or second + last > len(data):
        raise ValueError("the seal leaves something else open than itself")
    return der


def _digest_under(signature: EmbeddedPdfSignature, data: bytes) -> bytes:
    _, first, second, last = (int(entry) for entry in signature.byte_range)
    content = memoryview(data)
    whole = hashlib.sha256(content[:first])
    whole.update(content[second : second + last])
    return whole.digest()


def _covers_everything(signature: EmbeddedPdfSignature, data: bytes) -> bool:
    _, _, second, last = (int(entry) for entry in signature.byte_range)
    return bool(second + last == len(data))


def _only_seals_followed(signature: Any) -> bool:
    signature.coverage = signature.evaluate_signature_coverage()
    result = signature.evaluate_modifications(_ONLY_SEALS)
    return (
        signature.coverage is SignatureCoverageLevel.ENTIRE_REVISION
        and isinstance(result, DiffResult)
        and result.modification_level <= ModificationLevel.FORM_FILLING
    )


def _spoken(field: str) -> str:
    return field.replace("Seal", "Seal ", 1)
