"""What `combine --json` prints."""

from typing import Any

from secure_desktop.commands.combine_choices import Outcome, name_of
from secure_desktop.model.combining import THIS_FILE, Combination, Conflict, News, Opinion, Topic
from secure_desktop.model.register import RECORD, Register, Value

JSON_FORMAT = 1
"""Raised when a key of the JSON changes its meaning or goes away; new keys may come at any time."""


def as_json(outcome: Outcome, output: str | None) -> dict[str, Any]:
    """Return what `combine --json` prints; the command's --help describes the keys."""
    combination = outcome.combination
    return {
        "format": JSON_FORMAT,
        "assessment": combination.sides[THIS_FILE].assessment.id,
        "written": outcome.is_written,
        "output": output,
        "files": [{"name": side.file_name, "reviewer": side.reviewer} for side in combination.sides],
        "refused": [
            {
                "file": refusal.file_name,
                "kind": type(refusal.problem).__name__,
                "reason": refusal.problem.sentence_text(),
                "advice": refusal.problem.advice_text(),
            }
            for refusal in combination.refused
        ],
        "agreeing": len(combination.agreeing),
        "news": [_news(topic, news) for topic in combination.topics for news in topic.news],
        "conflicts": [
            _conflict(combination, outcome, topic, conflict)
            for topic in combination.topics
            for conflict in topic.conflicts
        ],
        "open": len(combination.open_conflicts(outcome.choices)),
    }


def _news(topic: Topic, news: News) -> dict[str, Any]:
    return {
        "key": news.register.key,
        "item": topic.item_id or None,
        "label": topic.label or None,
        "about": news.about,
        "before": _value(news.register, news.before),
        **_opinion(news.register, news.opinion),
    }


def _conflict(combination: Combination, outcome: Outcome, topic: Topic, conflict: Conflict) -> dict[str, Any]:
    return {
        "key": conflict.key,
        "choose": name_of(conflict, combination),
        "item": topic.item_id or None,
        "label": topic.label or None,
        "about": conflict.about,
        "opinions": [_opinion(conflict.register, opinion) for opinion in conflict.opinions],
        "chosen": outcome.choices.get(conflict.key),
    }


def _opinion(register: Register, opinion: Opinion) -> dict[str, Any]:
    return {
        "value": _value(register, opinion.value),
        "files": list(opinion.sides),
        "by": list(opinion.names),
        "at": opinion.when.isoformat() if opinion.when else None,
    }


def _value(register: Register, value: Value) -> dict[str, str] | None:
    if value is None:
        return None
    return {RECORD: value[0]} if register.field == RECORD else dict(zip(register.fields, value, strict=True))
