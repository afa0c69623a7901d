"""What somebody could do to a report who has a PDF editor, or our source."""

import hashlib
import io

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas


def comment() -> FreeText:
    return FreeText(text="I never said this.", rect=(50, 550, 200, 650))


def add_script(writer: PdfWriter) -> None:
    action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('Hello')")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(key): value for key, value in action.items()}
    )


def draw_over(writer: PdfWriter, place: int) -> None:
    page = writer.pages[place]
    page.merge_page(PdfReader(io.BytesIO(one_page())).pages[0])


def move_page(writer: PdfWriter) -> None:
    page = writer.pages[1]
    writer.remove_page(1)
    writer.insert_page(page, 2)


def show_seal(writer: PdfWriter) -> None:
    """Spread the first seal's field over the whole first page."""
    field = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    field[NameObject("/Rect")] = RectangleObject((0, 0, 612, 792))


def put_pages_in_a_circle(writer: PdfWriter) -> None:
    root = writer.root_object["/Pages"]
    root["/Kids"].append(writer.root_object.raw_get("/Pages"))  # type: ignore[index]


def attach_instead(writer: PdfWriter, name: str, content: bytes) -> None:
    """Exchange an attached file, with everything that is noted of it."""
    names = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"]  # type: ignore[index]
    entry = names[names.index(name) + 1].get_object()
    stream = entry["/EF"]["/F"].get_object()
    stream.set_data(content)
    stream["/Params"][NameObject("/Size")] = NumberObject(len(content))
    stream["/Params"][NameObject("/CheckSum")] = ByteStringObject(hashlib.md5(content).digest())


def drop_attachments(writer: PdfWriter) -> None:
    del writer.root_object["/Names"]
    del writer.root_object["/AF"]


def one_page() -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.drawString(72, 720, "Something else")
    canvas.save()
    return content.getvalue()
