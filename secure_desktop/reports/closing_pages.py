"""The last pages: who took part, and what the checklist is."""

from collections.abc import Callable

from secure_desktop.model.excerpts import paragraphs
from secure_desktop.model.public import left_out
from secure_desktop.model.rubric import Tier
from secure_desktop.reports import styles
from secure_desktop.reports.report import Report
from secure_desktop.reports.structure import Element
from secure_desktop.reports.table import Row, Table
from secure_desktop.reports.text import STAND_IN, TextCleaner

_HEADING = 42.0  # points of a heading with the room around it
_MOST_NAMED = 12  # missing characters that are named one by one


def put_team(report: Report) -> None:
    """Draw the table of the partnership team."""
    translate, people = report.translate, report.summary.participants
    title = translate("Partnership team")
    if not people:
        sentence = translate("Nobody is named as a member of the partnership team yet.")
        report.section(title, [report.setter.text(sentence)], key="team")
        return
    table = _nameless_team(report) if report.is_public else _team(report)
    report.section(title, table=table, key="team", keep_whole=True)


def put_about(report: Report) -> None:
    """Draw the last page: where the checklist comes from, and what its words mean."""
    rubric, translate, setter = report.summary.rubric, report.translate, report.setter
    report.flow.new_page()
    report.section(translate("About this checklist"), key="about")
    report.put_facts(
        [
            report.fact(translate("Checklist"), rubric.title),
            report.fact(translate("Rubric"), rubric.rubric),
            report.fact(translate("Publisher"), rubric.publisher),
            report.fact(translate("Date"), report.say.iso_day(rubric.date)),
            report.fact(translate("Items"), _tiers(report)),
        ]
    )
    texts = [setter.text(text, styles.PARAGRAPH) for text in _about(report)]
    definitions = [
        setter.text(definition.text, styles.DEFINITION, lead=f"{definition.term}:")
        for definition in rubric.definitions
    ]
    # Only now the setter has met every text of the summary.
    remarks = [
        setter.text(remark, styles.PARAGRAPH)
        for remark in remarks_on_signs(report.setter.cleaner, report.translate)
    ]
    for text in (*texts, *remarks):
        report.flow.put(text, before=2)
    if definitions:
        report.section(translate("What the words mean"))
    for definition in definitions:
        report.flow.put(definition)


def put_left_out(report: Report) -> None:
    """Draw the list of what a public summary leaves out."""
    the_list, translate = Element("L"), report.translate
    lines = [
        report.setter.text(
            translate(text), styles.POINT, tag="LBody", lead="–", within=(the_list, Element("LI"))
        )
        for text in left_out()
    ]
    report.flow.need(_HEADING + sum(line.wrap(styles.WIDTH) for line in lines))
    report.section(translate("What this public summary leaves out"), key="left-out")
    for line in lines:
        report.flow.put(line)


def _team(report: Report) -> Table:
    translate, cell = report.translate, report.text_cell
    rows = [
        Row(
            [
                cell(person.name),
                cell(report.say.role(person.role)),
                cell(person.title),
                cell(person.organization),
            ]
        )
        for person in report.summary.participants
    ]
    head = report.head(translate("Name"), translate("Role"), translate("Title"), translate("Organization"))
    return Table((132, 126, 122, styles.WIDTH - 380), rows, head)


def _nameless_team(report: Report) -> Table:
    translate, cell = report.translate, report.text_cell
    rows = [
        Row([cell(report.say.role(person.role)), cell(person.organization)])
        for person in report.summary.participants
    ]
    head = report.head(translate("Role"), translate("Organization"))
    return Table((190, styles.WIDTH - 190), rows, head)


def _about(report: Report) -> list[str]:
    rubric, translate = report.summary.rubric, report.translate
    texts = [rubric.purpose, rubric.attribution, *paragraphs(rubric.about)]
    state_law = translate("State law may require more.")
    if not any(state_law in text for text in texts):
        texts.append(state_law)
    return [text for text in texts if text.strip()]


def _tiers(report: Report) -> str:
    items = report.summary.rubric.items
    core = sum(item.tier is Tier.CORE for item in items)
    return report.translate(
        "{0} core (the subject is very likely in the federal document), "
        "{1} supplementary (drawn from closely related federal or State material)"
    ).format(core, len(items) - core)


def remarks_on_signs(cleaner: TextCleaner, translate: Callable[[str], str]) -> list[str]:
    """Return what to say about text that the font could not show."""
    missing = cleaner.missing
    remarks = []
    if missing:
        named = ", ".join(missing[:_MOST_NAMED]) + (", …" if len(missing) > _MOST_NAMED else "")
        remarks.append(
            translate(
                "The sign {0} stands where a text holds a character that the font of this document lacks: {1}. "
                "The assessment file still holds it."
            ).format(STAND_IN, named)
        )
    if cleaner.met_right_to_left:
        remarks.append(
            translate(
                "Some texts hold words of a script written from right to left; this document shows their letters "
                "in the wrong order. The assessment file still holds them as they were typed."
            )
        )
    return remarks
