"""What is said about combining, in the language of the screen."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.model.combining import THIS_FILE, Combination, News, Topic
from secure_desktop.shell.combine.register_words import part_words, value_in_short


def side_name(combination: Combination, side: int) -> str:
    """Return what to call a file: "This file", or its reviewer, with the file's name where two are called the same."""
    if side == THIS_FILE:
        return _tr("This file")
    name, file_name = combination.name_of(side), combination.sides[side].file_name
    others = [combination.name_of(other) for other in range(1, len(combination.sides)) if other != side]
    return _tr("{0} ({1})").format(name, file_name) if name in others and name != file_name else name


def topic_title(topic: Topic) -> str:
    """Return "1.6 Duties and chain of command", or what else a topic is about."""
    if topic.item_id:
        return f"{topic.label} {topic.title}"
    return _tr("About the district") if topic.key == "profile" else _tr("Partnership team")


def what_it_comes_to(combination: Combination, this: str) -> str:
    """Return which files are combined, and how much agrees, is news, and differs."""
    copies = [side.file_name for side in combination.sides[1:]]
    one, many = _tr("{0} (this file) with 1 copy: {2}."), _tr("{0} (this file) with {1} copies: {2}.")
    which = (one if len(copies) == 1 else many).format(this, len(copies), ", ".join(copies))
    agree, news, differ = len(combination.agreeing), len(combination.with_news), len(combination.differing)
    counts = (
        _tr("1 item agrees") if agree == 1 else _tr("{0} items agree").format(agree),
        _tr("1 has news from one side") if news == 1 else _tr("{0} have news from one side").format(news),
        _tr("1 differs and needs your choice")
        if differ == 1
        else _tr("{0} differ and need your choice").format(differ),
    )
    return " ".join(
        (which, _tr("{0}, {1}, {2}.").format(*counts), _tr("Nothing is written until you choose Combine."))
    )


def choices_left(count: int) -> str:
    """Return "2 choices left"."""
    if count == 0:
        return _tr("✓ Nothing is left to choose")
    return _tr("1 choice left") if count == 1 else _tr("{0} choices left").format(count)


def news_line(combination: Combination, news: News) -> str:
    """Return what is taken from one side: "Answer: ○ Unanswered → ✓ In place (Principal)"."""
    after = value_in_short(news.register, news.opinion.value)
    part = part_words(news.register, news.about)
    files = ", ".join(side_name(combination, side) for side in news.opinion.sides)
    if news.before is None:
        return _tr("{0}: new ({1})").format(part, files)
    if news.opinion.value is None:
        return _tr("{0}: removed ({1})").format(part, files)
    before = value_in_short(news.register, news.before)
    return _tr("{0}: {1} → {2} ({3})").format(part, before, after, files)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Combining", text)
