"""Signing on the command line, and digital IDs to sign with."""

from pathlib import Path

from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.exchange.digital_ids import write_pfx

SUPERINTENDENT = ("--role", "superintendent", "--name", "Ann River", "--title", "Superintendent")
SHERIFF = ("--role", "law-enforcement", "--name", "Bob Lake", "--organization", "County Sheriff")
PASSPHRASE = "correct horse ñ"


def answered(path: Path) -> Path:
    """Answer every item of the small rubric, so that it can be signed."""
    with open_file(path) as file:
        for item_id in ("1S-01", "1S-02", "1S-03", "2S-01"):
            file.record_response(item_id, by="Ann", answer=Answer.IN_PLACE)
        file.record_response("2S-02", by="Ann", answer=Answer.PARTLY, note="A private note.")
    return path


def signed(console: Console, path: Path) -> Path:
    """Answer everything, and sign as superintendent and sheriff."""
    answered(path)
    console.done("sign", path, *SUPERINTENDENT, "--attest")
    console.done("sign", path, *SHERIFF, "--attest")
    return path


def digital_id(folder: Path) -> Path:
    """Write a digital ID that an authority issued, protected by `PASSPHRASE`."""
    return write_pfx(folder / "district.pfx", kind="rsa", passphrase=PASSPHRASE, issued=True)
