"""The seal of a PDF: an invisible certificate signature over every byte, added without changing what is there."""

import io
import re

from pyhanko.pdf_utils.generic import TextStringObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from secure_desktop.exchange.keys import SigningKey
from secure_desktop.exchange.seal_envelope import Envelope, in_order, statement
from secure_desktop.storage.times import Clock, now

FIELD = "Seal"
_ROOM = (
    2048  # bytes for the envelope without its certificates; an RSA signature of 8192 bits takes half of it
)


def seal(pdf: bytes, key: SigningKey, *, name: str = "", reason: str = "", clock: Clock = now) -> bytes:
    """Return a PDF with one more seal on it; seals that it carries already stay valid.

    `name` says who seals, `reason` why; both can be read in every PDF viewer.
    """
    at = clock().replace(microsecond=0)
    certificates = in_order(key.certificate, key.issuers)
    room = sum(map(len, certificates)) + _ROOM
    placeholder = SignatureObject(
        timestamp=at,
        subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        name=name or None,
        reason=reason or None,
        bytes_reserved=2 * room,
    )
    writer = _Addition(io.BytesIO(pdf))
    steps = PdfCMSEmbedder(_invisible(_next_field(writer))).write_cms(_next_field(writer), writer)
    field = next(steps).get_object()
    field[pdf_name("/TU")] = TextStringObject("Seal")  # what a screen reader says of the field
    steps.send(SigObjSetup(placeholder))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256", output=io.BytesIO()))
    said = statement(prepared.document_digest, certificates, at, is_rsa=key.is_rsa)
    envelope = Envelope(certificates, said, key.sign(said), is_rsa=key.is_rsa)
    prepared.fill_with_cms(output, envelope.to_der())
    return bytes(output.getvalue())


class _Addition(IncrementalPdfFileWriter):
    """An update that adds a seal and leaves title, dates and metadata alone, so that nothing else can hide in it."""

    def _update_meta(self) -> None:
        pass


def _next_field(writer: IncrementalPdfFileWriter) -> str:
    named = (re.fullmatch(rf"{FIELD}(\d+)", str(name)) for name, _, _ in enumerate_sig_fields(writer))
    taken = [int(found[1]) for found in named if found]
    return f"{FIELD}{max(taken, default=0) + 1}"


def _invisible(field: str) -> SigFieldSpec:
    # PDF/UA wants a widget without a tag hidden; a visible one would also cover what the page says.
    hidden = InvisSigSettings(set_print_flag=False, set_hidden_flag=True)
    return SigFieldSpec(field, on_page=0, invis_sig_settings=hidden)
