"""The sentences of a summary: whole, so that they can be translated, and in the right number."""

from collections.abc import Callable
from datetime import date, datetime

from secure_desktop.model.assessment import Answer
from secure_desktop.model.progress import Tally
from secure_desktop.model.roles import Role
from secure_desktop.model.signed_form import grouped
from secure_desktop.model.words import ANSWERS, ROLES, SIGNS

_MEGABYTE = 1_000_000


class Wording:
    """Finds words through a translation. Counts and names are filled in after it."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        self.translate = translate

    def answer(self, answer: Answer) -> str:
        """Return an answer's word."""
        return self.translate(ANSWERS[answer])

    def role(self, role: Role) -> str:
        """Return a role's words."""
        return self.translate(ROLES[role])

    def size(self, count: int) -> str:
        """Return a number of bytes as people read it: "340 KB"."""
        if count < _MEGABYTE:
            return self.translate("{0} KB").format(max(1, round(count / 1000)))
        return self.translate("{0:.1f} MB").format(count / _MEGABYTE)

    def legend(self) -> str:
        """Return what the signs in the bars mean."""
        return " · ".join(f"{SIGNS[answer]} {self.answer(answer)}" for answer in Answer)

    def day(self, moment: datetime) -> str:
        """Return the local date of a moment: "23 November 2026"."""
        return self.on(moment.astimezone().date())

    def moment(self, moment: datetime) -> str:
        """Return a local date and time with its distance from UTC: "23 November 2026, 13:00 (UTC+01:00)"."""
        local = moment.astimezone()
        return self.translate("{0}, {1} (UTC{2})").format(
            self.on(local.date()), local.strftime("%H:%M"), local.isoformat()[-6:]
        )

    def iso_day(self, text: str) -> str:
        """Return an ISO date in words, and any other text as it is."""
        try:
            return self.on(date.fromisoformat(text))
        except ValueError:
            return text

    def on(self, day: date | None) -> str:
        """Return a date in words; nothing for none."""
        if day is None:
            return ""
        translate = self.translate
        months = (
            translate("January"),
            translate("February"),
            translate("March"),
            translate("April"),
            translate("May"),
            translate("June"),
            translate("July"),
            translate("August"),
            translate("September"),
            translate("October"),
            translate("November"),
            translate("December"),
        )
        return translate("{0} {1} {2}").format(day.day, months[day.month - 1], day.year)

    def tally(self, tally: Tally) -> str:
        """Return in sentences how an action step stands."""
        sentences = [
            self._standing(tally),
            self._gaps(tally),
            self._not_applicable(tally),
            self.unanswered(tally),
        ]
        return " ".join(sentence for sentence in sentences if sentence)

    def unanswered(self, tally: Tally) -> str:
        """Return how many items have no answer yet; nothing when all have one."""
        if not tally.unanswered:
            return ""
        if tally.unanswered == tally.total:
            return self.translate("No item is answered yet.")
        if tally.unanswered == 1:
            return self.translate("1 item is not answered yet.")
        return self.translate("{0} items are not answered yet.").format(tally.unanswered)

    def draft(self, tally: Tally) -> str:
        """Return that items are missing, and what that makes of the summary."""
        if tally.unanswered == tally.total:
            return self.translate("No item is answered yet; this summary is a draft of work in progress.")
        if tally.unanswered == 1:
            return self.translate("1 item is not answered yet; this summary is a draft of work in progress.")
        sentence = self.translate(
            "{0} items are not answered yet; this summary is a draft of work in progress."
        )
        return sentence.format(tally.unanswered)

    def bar(self, name: str, tally: Tally) -> str:
        """Return what a bar of answers shows."""
        counts = [
            (tally.in_place, self.translate("{0} in place")),
            (tally.partly, self.translate("{0} partly in place")),
            (tally.not_in_place, self.translate("{0} not in place")),
            (tally.not_applicable, self.translate("{0} not applicable")),
            (tally.unanswered, self.translate("{0} unanswered")),
        ]
        shown = ", ".join(words.format(count) for count, words in counts if count)
        return self.translate("{0}: {1}.").format(name, shown or self.translate("no items"))

    def first_gaps(self, shown: int, tally: Tally) -> str:
        """Return how the first gaps relate to all of them."""
        translate, total = self.translate, tally.gaps
        if shown < total:
            return translate("The first {0} of {1} gaps. Every item follows on the next pages.").format(
                shown, total
            )
        if total == 1:
            return (
                translate("This is the only gap so far.")
                if tally.unanswered
                else translate("This is the only gap.")
            )
        sentence = (
            translate("These are all {0} gaps so far.")
            if tally.unanswered
            else translate("These are all {0} gaps.")
        )
        return sentence.format(total)

    def no_next_steps(self, gaps: int) -> str:
        """Return that there is no next step, for none of the gaps."""
        if not gaps:
            return self.translate("There are no gaps and no next steps.")
        if gaps == 1:
            return self.translate("The gap has no next step yet.")
        return self.translate("None of the {0} gaps has a next step yet.").format(gaps)

    def team(self, count: int, page: int) -> str:
        """Return who completed the checklist, and where they are named."""
        if count == 1:
            return self.translate("Partnership team, 1 person (page {0})").format(page)
        return self.translate("Partnership team, {0} people (page {1})").format(count, page)

    def _standing(self, tally: Tally) -> str:
        standing = tally.standing
        if tally.unanswered == tally.total:
            return ""
        if standing.applicable == 1:
            return self.translate("{0} of 1 applicable item is in place.").format(standing.in_place)
        return self.translate("{0} of {1} applicable items are in place.").format(
            standing.in_place, standing.applicable
        )

    def _gaps(self, tally: Tally) -> str:
        if not tally.gaps:
            return ""
        if tally.gaps == 1:
            if tally.partly:
                return self.translate("1 gap: partly in place.")
            return self.translate("1 gap: not in place.")
        return self.translate("{0} gaps: {1} partly, {2} not in place.").format(
            tally.gaps, tally.partly, tally.not_in_place
        )

    def _not_applicable(self, tally: Tally) -> str:
        if not tally.not_applicable:
            return ""
        if tally.not_applicable == 1:
            return self.translate("1 item is not applicable.")
        return self.translate("{0} items are not applicable.").format(tally.not_applicable)


def start_of(digest: str) -> str:
    """Return the first 16 digits of a digest in groups, enough for people to tell it from others."""
    return grouped(digest[:16])


def counts_in_signs(tally: Tally) -> str:
    """Return how often each answer was given, as short as can be: "✓6 ◐2". A dash keeps off its number, or it were a minus."""
    gaps = {Answer.NOT_APPLICABLE: "\u00a0"}
    return " ".join(
        f"{SIGNS[answer]}{gaps.get(answer, '')}{tally.of(answer)}" for answer in Answer if tally.of(answer)
    )
