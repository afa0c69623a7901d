"""A document as one web page that needs nothing else. Importing this module loads Jinja2, so import it at first need."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from secure_desktop import locations
from secure_desktop.exchange.documents.parts import Document, Heading, StepStanding
from secure_desktop.exchange.visible import visible
from secure_desktop.files import written_whole
from secure_desktop.model.assessment import Answer
from secure_desktop.model.wording import Wording
from secure_desktop.model.words import SIGNS

_TEMPLATE = "document.html"


def write_html(of: Document, target: Path, *, translate: Callable[[str], str] = str) -> None:
    """Write a document as a page. The same document gives the same bytes.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
        ResourceMissing: when the template was not installed with the program.
    """
    content = as_html(of, translate=translate)
    with written_whole(target) as draft:
        draft.write_bytes(content.encode("utf-8"))


def as_html(of: Document, *, translate: Callable[[str], str] = str) -> str:
    """Return what `write_html` writes: everything in it is escaped by the template, in which nothing is fetched or run."""
    folder = locations.resource("templates")
    say = Wording(translate)
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.finalize = _finalized
    environment.filters["bar"] = lambda step: list(_bar(step, say))
    environment.filters["kind"] = lambda part: type(part).__name__
    contents = [part for part in of.parts if isinstance(part, Heading) and part.level == 2 and part.key]
    rendered = environment.get_template(_TEMPLATE).render(
        document=of,
        contents=contents,
        legend=[(SIGNS[answer], say.answer(answer)) for answer in Answer],
        sections=list(_sections(of)),
        words=_words(translate),
    )
    return rendered.lstrip()  # the macros before the page leave their line ends


def _finalized(value: Any) -> Any:
    """Return a value as the page shows it: what HTML cannot hold is made visible."""
    return visible(value) if type(value) is str else value  # what the template made is markup already


def _bar(step: StepStanding, say: Wording) -> Iterator[dict[str, str | int]]:
    """Yield the parts of a step's bar that are not empty."""
    for answer in Answer:
        count = step.tally.of(answer)
        if count:
            yield {"name": str(answer), "sign": SIGNS[answer], "word": say.answer(answer), "count": count}


def _sections(of: Document) -> Iterator[dict[str, Any]]:
    """Yield the parts under their headings of level 2; what stands before the first has None for a heading."""
    heading: Heading | None = None
    parts: list[Any] = []
    for part in of.parts:
        if isinstance(part, Heading) and part.level == 2:
            yield {"heading": heading, "parts": parts}
            heading, parts = part, []
        else:
            parts.append(part)
    yield {"heading": heading, "parts": parts}


def _words(translate: Callable[[str], str]) -> dict[str, str]:
    """Return the words of the page itself."""
    return {
        "skip": translate("Skip to the summary"),
        "contents": translate("Contents"),
        "step": translate("Action step"),
        "answers": translate("Answers"),
        "in_place": translate("In place of applicable"),
        "answered": translate("Answered of all"),
        "of": translate("{0} of {1}"),
    }
