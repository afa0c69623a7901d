"""`copy`: a copy of an assessment on another drive, read back and compared before it counts."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secure_desktop.commands import opened
from secure_desktop.commands.arguments import add_file, add_json
from secure_desktop.commands.meter import Meter
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.terminal import say, say_json
from secure_desktop.file_names import free_name
from secure_desktop.files import absolute, is_folder

if TYPE_CHECKING:
    from secure_desktop.storage.drive_copy import DriveCopy

JSON_FORMAT = 1

_EPILOG = f"""\
The copy gets its name only once the drive has given back, byte for byte, what was written, and the
copy was opened as any file is. In a folder it is named as FILE, with a number if that is taken; no
file is replaced. Eject a USB stick before you pull it out.

--json prints:
  format        {JSON_FORMAT}, the version of this description
  assessment    the id of the assessment
  revision      its number
  file          the path of the copy
  size          in bytes
  sha256        of the copy, as it was read back
  read_back_at  when, in UTC
  other_drive   whether it lies on another drive than FILE: true or false
"""
_STAGES = {
    "drafting": "Preparing the copy",
    "writing": "Writing to the drive",
    "reading-back": "Reading it back",
}


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "copy",
        help="a copy on a USB stick or another drive, read back from there",
        description="Copy an assessment to another drive, such as a USB stick, and make sure that it can be read there.",
        epilog=_EPILOG,
    )
    add_file(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="TARGET",
        type=absolute,
        required=True,
        help="the new file, or a folder that is there",
    )
    add_json(parser)
    parser.set_defaults(run=_copy)


def _copy(args: argparse.Namespace) -> int:
    from secure_desktop.storage.drive_copy import CopyStage, Draft, carry  # noqa: PLC0415 - see opened
    from secure_desktop.storage.last_copies import remember_copy  # noqa: PLC0415 - see opened

    with Meter() as meter:

        def advance(stage: CopyStage, share: float) -> None:
            meter.show_line(f"{_STAGES[stage]}: {share:.0%}")

        with opened.to_read(args.file) as file:
            draft = Draft(file, advance=advance)
        with draft:
            copy = carry(draft, _target(args), advance=advance)
    if copy.is_on_other_drive:
        remember_copy(copy.assessment_id, copy.read_back_at)
    _tell(copy, as_json=args.json)
    return 0


def _target(args: argparse.Namespace) -> Path:
    from secure_desktop.storage.drive_copy import name_on_drive  # noqa: PLC0415 - see opened

    output: Path = args.output
    if not is_folder(output):
        return output
    return free_name(output / name_on_drive(args.file))


def _tell(copy: "DriveCopy", *, as_json: bool) -> None:
    if as_json:
        say_json(_as_json(copy))
        return
    say(f"The copy is complete and was read back from the drive: {copy.path}")
    say(f"  {copy.size:>12,} bytes  SHA-256 {copy.sha256}")
    if not copy.is_on_other_drive:
        say("It lies on the same drive as the assessment: should that drive fail, both are lost.")


def _as_json(copy: "DriveCopy") -> dict[str, Any]:
    from secure_desktop.storage.times import to_text  # noqa: PLC0415 - see opened

    return {
        "format": JSON_FORMAT,
        "assessment": copy.assessment_id,
        "revision": copy.revision,
        "file": str(copy.path),
        "size": copy.size,
        "sha256": copy.sha256,
        "read_back_at": to_text(copy.read_back_at),
        "other_drive": copy.is_on_other_drive,
    }
