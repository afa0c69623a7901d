"""An assessment with a plan, evidence and a sign-off, for exports."""

from dataclasses import replace
from datetime import date

from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision, SignOff
from tests.builders import CHANGED, assessment, participant, response

STEP_ID = "aaaaaaaa-0000-4000-8000-00000000000"
EVIDENCE_ID = "bbbbbbbb-0000-4000-8000-00000000000"


def step(number: int, item_id: str, **fields: object) -> NextStep:
    """Return an open next step."""
    made = NextStep(f"{STEP_ID}{number}", item_id, f"Step {number}", changed_at=CHANGED, changed_by="Ann")
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields of NextStep, by name


def evidence(number: int, item_id: str, **fields: object) -> Evidence:
    """Return evidence that is filed in a cabinet."""
    made = Evidence(
        f"{EVIDENCE_ID}{number}", item_id, EvidenceKind.PLACE, f"Paper {number}", f"Cabinet {number}"
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields of Evidence, by name


def sign_off(role: Role = Role.SUPERINTENDENT, name: str = "Sample Person 1") -> SignOff:
    """Return a sign-off of revision 1, with nothing behind its signature."""
    return SignOff(
        id="cccccccc-0000-4000-8000-000000000001",
        revision=1,
        role=role,
        name=name,
        title="Title",
        organization="Sample District 12",
        decision=Decision.SIGNED,
        reason="",
        attestations=("I have read it.",),
        drawing=(),
        scan="",
        fingerprint="0" * 64,
        history_entries=1,
        history_digest="0" * 64,
        previous="",
        signed_at=CHANGED,
        key="0" * 64,
        certificate="",
        signature="",
    )


def planned() -> Assessment:
    """Return an assessment of five items: two gaps with next steps, one of them done, and three pieces of evidence."""
    return replace(
        assessment(
            responses=[
                response("1S-01", Answer.IN_PLACE, note="=1+1"),
                response("1S-02", Answer.PARTLY, note="Two\nlines", marked=True),
                response("2S-01", Answer.NOT_IN_PLACE),
            ],
            participants=[participant(1)],
        ),
        next_steps=(
            step(1, "1S-02", owner="Bob", due=date(2027, 1, 15), effort=Effort.WEEKS),
            step(2, "1S-02", state=State.DONE, due=date(2026, 1, 1)),
            step(3, "2S-01", text="=cmd|' /C calc'!A0", due=date(2027, 3, 1)),
        ),
        evidence=(
            evidence(1, "1S-01", renew_by=date(2027, 6, 30)),
            evidence(2, "1S-01", title="", effective=date(2025, 5, 12)),
            evidence(
                3,
                "1S-03",
                kind=EvidenceKind.FILE,
                place="",
                file_name="mou.pdf",
                media_type="application/pdf",
                size=12,
                sha256="ab" * 32,
            ),
        ),
    )
