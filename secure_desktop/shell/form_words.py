"""What two signed forms say differently about an item, line by line, in the language of the screen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from secure_desktop.model.assessment import Answer
from secure_desktop.model.next_step import Effort, State
from secure_desktop.shell.words import answer_word, effort_word, state_word

_LONGEST = 200  # characters of a text that is quoted

Form = Mapping[str, Any]


def lines_about(item_id: str, before: Form, after: Form) -> tuple[str, ...]:
    """Return what is different about an item, the former first: "Answer: Partly → In place"."""
    return (
        *_answer(item_id, before, after),
        *_remarks(item_id, before, after),
        *_steps(_steps_of(item_id, before), _steps_of(item_id, after)),
        *_evidence(_evidence_of(item_id, before), _evidence_of(item_id, after)),
    )


def part_word(part: str) -> str:
    """Return what a further part is called that two forms differ in."""
    words = {
        "profile": _tr("District, school year, state or agency"),
        "participants": _tr("The partnership team"),
        "rubric": _tr("The wording of the checklist"),
        "revision": _tr("The number of the revision"),
    }
    return words.get(part, part)


def _answer(item_id: str, before: Form, after: Form) -> Iterator[str]:
    old, new = (form["public"]["answers"].get(item_id, "") for form in (before, after))
    if old != new:
        yield _changed(_tr("Answer"), _answer_word(old), _answer_word(new))


def _remarks(item_id: str, before: Form, after: Form) -> Iterator[str]:
    old, new = (_private(form)["remarks"].get(item_id, {}) for form in (before, after))
    for name, title in (("note", _tr("Note")), ("reason", _tr("Reason"))):
        if old.get(name, "") != new.get(name, ""):
            yield _changed(title, _quoted(old.get(name, "")), _quoted(new.get(name, "")))
    if old.get("marked") != new.get("marked"):
        yield _tr("Marked for review") if new.get("marked") else _tr("No longer marked for review")


def _steps_of(item_id: str, form: Form) -> dict[str, Form]:
    owners = _private(form)["next_steps"]
    return {
        step["id"]: {**step, **owners.get(step["id"], {})}
        for step in form["public"]["next_steps"]
        if step["item"] == item_id
    }


def _steps(before: Mapping[str, Form], after: Mapping[str, Form]) -> Iterator[str]:
    yield from (_tr("Next step removed: {0}").format(_quoted(step["text"])) for step in _gone(before, after))
    for key in before.keys() & after.keys():
        yield from _step(before[key], after[key])
    for step in _gone(after, before):
        who = ", ".join(text for text in (step.get("owner", ""), step["due"]) if text)
        text = _tr("New next step: {0}").format(_quoted(step["text"]))
        yield f"{text} ({who})" if who else text


def _step(old: Form, new: Form) -> Iterator[str]:
    titles = {
        "text": _tr("Next step"),
        "owner": _tr("Owner of the next step"),
        "due": _tr("Due date of the next step"),
        "effort": _tr("Effort of the next step"),
        "state": _tr("State of the next step"),
        "reason": _tr("Reason for dropping the next step"),
    }
    for name, title in titles.items():
        if old.get(name, "") != new.get(name, ""):
            yield _changed(title, _step_word(name, old.get(name, "")), _step_word(name, new.get(name, "")))


def _step_word(name: str, value: str) -> str:
    if name == "effort":
        return {str(effort): effort_word(effort) for effort in Effort}.get(value, value)
    if name == "state":
        return {str(state): state_word(state) for state in State}.get(value, value)
    return _quoted(value)


def _evidence_of(item_id: str, form: Form) -> dict[str, Form]:
    return {entry["id"]: entry for entry in _private(form)["evidence"] if entry["item"] == item_id}


def _evidence(before: Mapping[str, Form], after: Mapping[str, Form]) -> Iterator[str]:
    for entry in _gone(before, after):
        yield _tr("Evidence removed: {0}").format(_quoted(_name_of(entry)))
    for key in before.keys() & after.keys():
        if before[key] != after[key]:
            yield _tr("Evidence changed: {0}").format(_quoted(_name_of(after[key])))
    for entry in _gone(after, before):
        yield _tr("New evidence: {0}").format(_quoted(_name_of(entry)))


def _gone(before: Mapping[str, Form], after: Mapping[str, Form]) -> Iterable[Form]:
    return (entry for key, entry in before.items() if key not in after)


def _name_of(entry: Form) -> str:
    return str(entry["title"] or entry["file_name"] or entry["place"])


def _private(form: Form) -> Form:
    """Return the private part; an empty one where only its digest is known."""
    private = form["private"]
    empty: Form = {"remarks": {}, "next_steps": {}, "evidence": []}
    return private if isinstance(private, Mapping) else empty


def _answer_word(answer: str) -> str:
    return {str(known): answer_word(known) for known in Answer}.get(answer) or _quoted(answer)


def _changed(title: str, old: str, new: str) -> str:
    return _tr("{0}: {1} → {2}").format(title, old, new)


def _quoted(text: str) -> str:
    if not text:
        return _tr("nothing")
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _LONGEST else f"“{words[:_LONGEST].rstrip()}…”"


def _tr(text: str) -> str:
    return QCoreApplication.translate("FormWords", text)
