"""The summary of an assessment as a document: what the PDF summary says, in the same order."""

from collections.abc import Callable, Iterator

from secure_desktop.exchange.documents import closing, items
from secure_desktop.exchange.documents.opening import opening
from secure_desktop.exchange.documents.parts import Document, Part
from secure_desktop.exchange.documents.stage import status
from secure_desktop.exchange.documents.telling import Telling
from secure_desktop.model.public import public_summary
from secure_desktop.model.summary import Summary
from secure_desktop.model.wording import Wording


def summary_document(
    summary: Summary, *, public: bool = False, editable: bool, translate: Callable[[str], str] = str
) -> Document:
    """Return the summary in parts; with `public`, without what `model.public.left_out` lists.

    `editable` is for a format that people can change: then the document says so. Drawn signatures are never in it,
    because a copy of them is not what their owners gave them for.
    """
    shown = public_summary(summary) if public else summary
    tell = Telling(shown, Wording(translate), is_public=public)
    title = translate("Public summary for {0}") if public else translate("Summary for {0}")
    rubric = shown.rubric
    return Document(
        title=title.format(shown.profile.district),
        caption=" · ".join(text for text in (rubric.rubric, rubric.title) if text.strip()),
        status=status(tell),
        author=shown.profile.district,
        language=rubric.language or "en",
        made_at=shown.made_at,
        origin=rubric.attribution,
        parts=tuple(_parts(tell, editable=editable)),
    )


def _parts(tell: Telling, *, editable: bool) -> Iterator[Part]:
    yield from opening(tell, editable=editable)
    yield from items.items(tell)
    yield from items.next_steps(tell)
    if not tell.is_public:
        yield from items.register(tell)
    yield from closing.open_points(tell)
    yield from closing.sign_off(tell)
    yield from closing.team(tell)
    yield from closing.revisions(tell)
    if tell.is_public:
        yield from closing.what_is_left_out(tell)
    yield from closing.about(tell)
