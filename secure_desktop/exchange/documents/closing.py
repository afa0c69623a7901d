"""The end of a summary: open points, sign-off, team, history of revisions, and where the checklist comes from."""

from collections.abc import Iterator

from secure_desktop.exchange.documents.parts import (
    Cell,
    Facts,
    Heading,
    Line,
    Listing,
    Paragraph,
    Part,
    Table,
    Tone,
)
from secure_desktop.exchange.documents.telling import Telling, cell
from secure_desktop.model.assessment import Answer
from secure_desktop.model.excerpts import paragraphs
from secure_desktop.model.public import left_out
from secure_desktop.model.quality import Concern, Finding
from secure_desktop.model.rubric import Tier
from secure_desktop.model.sign_off import Revision, SignOff
from secure_desktop.model.signed_form import grouped
from secure_desktop.model.wording import start_of
from secure_desktop.model.words import CONCERNS, DECISIONS, FERPA, SIGNS

_DECIDED = {True: (SIGNS[Answer.IN_PLACE], Tone.GOOD), False: (SIGNS[Answer.NOT_IN_PLACE], Tone.BAD)}


def open_points(tell: Telling) -> Iterator[Part]:
    """Yield the table of what the check before sign-off found and people may accept."""
    summary, translate = tell.summary, tell.translate
    title = translate("Open points")
    yield Heading(2, title, "open-points")
    if not summary.open_points:
        yield Paragraph(Line(translate("The check before sign-off found no open points.")))
        return
    if summary.is_locked:
        yield Paragraph(Line(translate("Known to the signers and accepted by them.")))
    else:
        yield Paragraph(
            Line(translate("Whoever signs is asked to accept these points, or they are mended before."))
        )
    rows = tuple(_point_row(tell, point) for point in summary.open_points)
    yield Table(title, (translate("Open point"), translate("Items")), (50, 50), rows)


def sign_off(tell: Telling) -> Iterator[Part]:
    """Yield who signed or declined and under which statements; nothing when nobody has."""
    summary, translate = tell.summary, tell.translate
    if not summary.sign_offs:
        return
    yield Heading(2, translate("Sign-off"), "sign-off")
    yield Paragraph(Line(translate("Revision {0} of this assessment.").format(summary.revision)))
    for entry in summary.sign_offs:
        role, decision = tell.say.role(entry.role), translate(DECISIONS[entry.decision])
        yield Heading(3, translate("{0}: {1}").format(role, decision))
        yield Facts(tuple(_signer(tell, entry)))
    if summary.missing:
        words = translate("Signatures still missing: {0}")
        yield Paragraph(Line(words.format(tell.roles(summary.missing)), "◐", Tone.PARTLY))
    if summary.is_locked:
        words = translate("Fingerprint of revision {0} (SHA-256):").format(summary.revision)
        yield Paragraph(Line(grouped(summary.fingerprint), words))


def team(tell: Telling) -> Iterator[Part]:
    """Yield the table of the partnership team."""
    translate, people = tell.translate, tell.summary.participants
    title = translate("Partnership team")
    yield Heading(2, title, "team")
    if not people:
        yield Paragraph(Line(translate("Nobody is named as a member of the partnership team yet.")))
    elif tell.is_public:
        rows = tuple((cell(tell.say.role(person.role)), cell(person.organization)) for person in people)
        yield Table(title, (translate("Role"), translate("Organization")), (40, 60), rows)
    else:
        columns = (translate("Name"), translate("Role"), translate("Title"), translate("Organization"))
        everybody = tuple(
            (
                cell(person.name),
                cell(tell.say.role(person.role)),
                cell(person.title),
                cell(person.organization),
            )
            for person in people
        )
        yield Table(title, columns, (26, 24, 24, 26), everybody)


def revisions(tell: Telling) -> Iterator[Part]:
    """Yield the table of the revisions that were signed; nothing when none was."""
    translate, signed = tell.translate, tell.summary.revisions
    if not signed:
        return
    title = translate("History of revisions")
    yield Heading(2, title, "history")
    columns = (translate("Revision"), translate("Signed"), translate("By"), translate("Opened again"))
    yield Table(title, columns, (13, 17, 38, 32), tuple(_revision_row(tell, each) for each in signed))


def what_is_left_out(tell: Telling) -> Iterator[Part]:
    """Yield the list of what a public summary leaves out."""
    yield Heading(2, tell.translate("What this public summary leaves out"), "left-out")
    yield Listing(tuple(Line(tell.translate(text)) for text in left_out()))


def about(tell: Telling) -> Iterator[Part]:
    """Yield where the checklist comes from, and what its words mean."""
    rubric, translate = tell.summary.rubric, tell.translate
    yield Heading(2, translate("About this checklist"), "about")
    named = (
        (translate("Checklist"), rubric.title),
        (translate("Rubric"), rubric.rubric),
        (translate("Version"), rubric.version),
        (translate("Publisher"), rubric.publisher),
        (translate("Date"), tell.say.iso_day(rubric.date)),
        (translate("Items"), _tiers(tell)),
    )
    yield Facts(tuple((name, cell(text)) for name, text in named if text.strip()))
    for text in _texts(tell):
        yield Paragraph(Line(text))
    if rubric.definitions:
        yield Heading(3, translate("What the words mean"))
        yield Facts(tuple((each.term, cell(each.text)) for each in rubric.definitions))


def _point_row(tell: Telling, point: Finding) -> tuple[Cell, ...]:
    one, many = (tell.translate(words) for words in CONCERNS[point.concern])
    count = len(point.items)
    lines = [Line(one if count == 1 else many.format(count))]
    if point.concern is Concern.NAMES_STUDENT:
        lines.append(Line(tell.translate(FERPA), tone=Tone.QUIET))
    labels = ", ".join(tell.summary.rubric.label(item_id) for item_id in point.items)
    return tuple(lines), cell(labels)


def _signer(tell: Telling, entry: SignOff) -> Iterator[tuple[str, Cell]]:
    translate = tell.translate
    when = translate("Signed on") if entry.is_signed else translate("Declined on")
    sign, tone = _DECIDED[entry.is_signed]
    yield translate("Decision"), (Line(translate(DECISIONS[entry.decision]), sign, tone),)
    said = (
        (translate("Name"), entry.name),
        (translate("Title"), entry.title),
        (translate("Organization"), entry.organization),
        (when, tell.say.moment(entry.signed_at)),
        (translate("Reason"), entry.reason),
    )
    yield from ((name, cell(text)) for name, text in said if text.strip())
    if entry.attestations and entry.is_signed:
        yield translate("Attested"), tuple(Line(translate(text), "✓") for text in entry.attestations)
    if entry.scan:
        yield (
            translate("Signature"),
            cell(translate("Signed on paper; the scan is part of the assessment file.")),
        )
    elif entry.drawing:
        yield translate("Signature"), cell(translate("Drawn; it stands in the PDF summary."))
    if entry.key:
        yield translate("Key number"), cell(f"{start_of(entry.key)} …")


def _revision_row(tell: Telling, revision: Revision) -> tuple[Cell, ...]:
    translate = tell.translate
    by = tuple(
        Line(_who(tell, entry)) for entry in tell.summary.all_sign_offs if entry.revision == revision.number
    )
    digest = translate("Fingerprint {0} …").format(start_of(revision.fingerprint))
    return (
        cell(str(revision.number)),
        cell(tell.say.day(revision.signed_at)),
        (*by, Line(digest, tone=Tone.QUIET)),
        _opened_again(tell, revision),
    )


def _who(tell: Telling, entry: SignOff) -> str:
    translate = tell.translate
    who = translate("{0}, {1}").format(entry.name, tell.say.role(entry.role))
    if entry.is_signed:
        return who
    return translate("{0} ({1})").format(who, translate(DECISIONS[entry.decision]))


def _opened_again(tell: Telling, revision: Revision) -> Cell:
    if revision.reopened_at is None:
        return ()
    words = tell.translate("{0} by {1}").format(tell.say.day(revision.reopened_at), revision.reopened_by)
    return Line(words), Line(revision.reopened_because, tell.translate("Reason:"))


def _texts(tell: Telling) -> list[str]:
    rubric = tell.summary.rubric
    texts = [rubric.purpose, rubric.attribution, *paragraphs(rubric.about)]
    state_law = tell.translate("State law may require more.")
    if not any(state_law in text for text in texts):
        texts.append(state_law)
    return [text for text in texts if text.strip()]


def _tiers(tell: Telling) -> str:
    every = tell.summary.rubric.items
    core = sum(item.tier is Tier.CORE for item in every)
    return tell.translate(
        "{0} core (the subject is very likely in the federal document), "
        "{1} supplementary (drawn from closely related federal or State material)"
    ).format(core, len(every) - core)
