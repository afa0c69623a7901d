"""The words and signs for what became of items, the same on screen, in the PDF and on the command line."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.model.comparison import Caution, Comparison, ItemChange, Kind
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.next_step import State
from secure_desktop.model.progress import tally
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.trend import Trend

_ = QT_TRANSLATE_NOOP

Translate = Callable[[str], str]

KIND_SIGNS = {
    Kind.IMPROVED: "▲",
    Kind.SLIPPED: "▼",
    Kind.CHANGED: "◆",
    Kind.NOT_RECONFIRMED: "○",
    Kind.NEW: "+",
    Kind.REMOVED: "−",
    Kind.UNCHANGED: "=",
}

KINDS = {
    Kind.IMPROVED: _("Comparison", "Improved"),
    Kind.SLIPPED: _("Comparison", "Slipped"),
    Kind.CHANGED: _("Comparison", "Changed otherwise"),
    Kind.NOT_RECONFIRMED: _("Comparison", "Not yet re-confirmed"),
    Kind.NEW: _("Comparison", "New"),
    Kind.REMOVED: _("Comparison", "Removed"),
    Kind.UNCHANGED: _("Comparison", "Unchanged"),
}

EXPLAINED = {
    Kind.IMPROVED: _("Comparison", "On the way from “not in place” over “partly” to “in place”."),
    Kind.SLIPPED: _("Comparison", "Less in place than before."),
    Kind.CHANGED: _("Comparison", "Answered now, or to or from “not applicable”."),
    Kind.NOT_RECONFIRMED: _("Comparison", "Answered before, and without an answer now."),
    Kind.NEW: _("Comparison", "Only the later checklist has them."),
    Kind.REMOVED: _("Comparison", "Only the earlier checklist has them."),
    Kind.UNCHANGED: _("Comparison", "The same answer as before."),
}

_CAUTIONS = {
    Caution.OTHER_DISTRICT: _("Comparison", "The districts have different names: “{0}” and “{1}”."),
    Caution.OTHER_RUBRIC: _(
        "Comparison",
        "The checklists are different ones, “{0}” and “{1}”. Only items with the same id are compared.",
    ),
    Caution.OTHER_VERSION: _(
        "Comparison",
        "The versions of the checklist differ, {0} and {1}. Only items with the same id are compared.",
    ),
    Caution.REVIEWER_COPY: _(
        "Comparison", "A reviewer copy is among them; it holds one person’s answers, perhaps to a part only."
    ),
    Caution.BACKWARDS: _(
        "Comparison", "By school year and last change, what stands here as the earlier one is the later one."
    ),
}


def caution_sentence(comparison: Comparison, caution: Caution, translate: Translate = str) -> str:
    """Return what a reader has to know, in one sentence."""
    if caution is Caution.REWORDED:
        count = sum(item.is_reworded for item in comparison.items)
        if count == 1:
            return translate("1 item is worded differently, which may be why its answer is another.")
        return translate(
            "{0} items are worded differently, which may be why their answers are others."
        ).format(count)
    if caution is Caution.UNFINISHED:
        return _unfinished(comparison, translate)
    before, after = comparison.before, comparison.after
    parts = {
        Caution.OTHER_DISTRICT: (before.profile.district, after.profile.district),
        Caution.OTHER_RUBRIC: _rubric_names(before.rubric, after.rubric),
        Caution.OTHER_VERSION: (before.rubric.version, after.rubric.version),
    }
    return translate(_CAUTIONS[caution]).format(*parts.get(caution, ()))


def _rubric_names(before: Rubric, after: Rubric) -> tuple[str, str]:
    if before.title != after.title:
        return before.title, after.title
    return f"{before.title} ({before.id})", f"{after.title} ({after.id})"


def _unfinished(comparison: Comparison, translate: Translate) -> str:
    first, last = (tally(each).progress for each in (comparison.before, comparison.after))
    sentences = []
    if not first.is_complete:
        sentence = translate("In the earlier one {0} of {1} items are answered.")
        sentences.append(sentence.format(first.answered, first.total))
    if not last.is_complete:
        sentence = translate(
            "In the later one {0} of {1} items are answered so far; its figures are not final."
        )
        sentences.append(sentence.format(last.answered, last.total))
    return " ".join(sentences)


def point_names(trend: Trend, day: Callable[[datetime], str], translate: Translate = str) -> tuple[str, ...]:
    """Return a short name for each point: its school year if that tells them apart, else its day, else its revision."""
    years = tuple(point.school_year.strip() for point in trend.points)
    days = tuple(day(point.at) for point in trend.points)
    template = translate("{0}, revision {1}")
    revisions = tuple(
        template.format(name, point.revision) for name, point in zip(days, trend.points, strict=True)
    )
    for names in (years, days):
        if all(names) and len(set(names)) == len(names):
            return names
    return revisions


class Detail(NamedTuple):
    """Something else that differs under an item: what it is, and a text that somebody typed, as it is."""

    name: str
    text: str


def details(item: ItemChange, translate: Translate = str) -> tuple[Detail, ...]:
    """Return what differs under an item besides its answer."""
    found = [Detail(translate("Worded before:"), item.earlier_text)] if item.is_reworded else []
    if item.before is not None and item.after is not None:
        if item.has_other_note:
            found += _told(item.before.note, item.after.note, _NOTE, translate)
        if item.has_other_reason:
            found += _told(item.before.reason, item.after.reason, _REASON, translate)
    return (*found, *_of_evidence(item, translate), *_of_next_steps(item, translate))


_NOTE = (_("Comparison", "Note before:"), _("Comparison", "Note now:"))
_REASON = (_("Comparison", "Reason before:"), _("Comparison", "Reason now:"))
_STATES = {
    State.OPEN: _("Comparison", "Next step open again:"),
    State.DONE: _("Comparison", "Next step done:"),
    State.DROPPED: _("Comparison", "Next step dropped:"),
}
_CHANGED_STEP = _("Comparison", "Next step changed:")


def _told(before: str, after: str, names: tuple[str, str], translate: Translate) -> list[Detail]:
    pairs = zip(names, (before, after), strict=True)
    return [Detail(translate(name), text.strip()) for name, text in pairs if text.strip()]


def _of_evidence(item: ItemChange, translate: Translate) -> Iterator[Detail]:
    found = item.evidence
    for entry in found.added:
        yield Detail(translate("New evidence:"), _name(entry))
    for entry in found.removed:
        yield Detail(translate("Evidence no longer there:"), _name(entry))
    for _old, entry in found.changed:
        yield Detail(translate("Evidence changed:"), _name(entry))


def _of_next_steps(item: ItemChange, translate: Translate) -> Iterator[Detail]:
    found = item.next_steps
    for step in found.added:
        yield Detail(translate("New next step:"), step.text)
    for step in found.removed:
        yield Detail(translate("Next step no longer there:"), step.text)
    for old, step in found.changed:
        name = _STATES[step.state] if old.state is not step.state else _CHANGED_STEP
        yield Detail(translate(name), step.text)


def _name(entry: Evidence) -> str:
    return entry.title or entry.file_name or entry.place
