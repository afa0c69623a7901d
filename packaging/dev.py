"""One way to start, check and measure the program from a checkout: ``python3 packaging/dev.py run``.

Needs nothing but a Python of 3.11 or newer; it makes ``.venv`` and fetches the rest by itself, once. This file
is written so that an older Python can still read it and say what is wrong.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is what this is here to notice
    sys.stderr.write(
        "SECURe Desktop needs Python 3.11 or newer, and this is Python {}.{}; "
        "start it with a newer one, for example: python3.11 packaging/dev.py run\n".format(
            *sys.version_info[:2]
        )
    )
    sys.exit(2)

import argparse

import checks
import environment
import launch
import locks
from problems import Problem, say

COMMANDS = {
    "run": (launch.run, "start the program; further arguments are passed to it"),
    "test": (checks.test, "run every check; further arguments are passed to pytest"),
    "bench": (launch.bench, "measure the program against its budgets"),
    "torture": (
        launch.torture,
        "kill it, cut its power, break its disk and its input, for about an hour; torture --help",
    ),
    "audit": (
        launch.audit,
        "list licenses and known vulnerabilities of what is inside; --sbom FILE writes CycloneDX",
    ),
    "screenshots": (launch.screenshots, "draw the program's pages into a FOLDER"),
    "lock": (locks.lock, "renew the lock files; further arguments are passed to uv, such as --upgrade"),
}


def main(arguments: list[str]) -> int:
    """Carry out one command and return its exit code: 2 for a problem with a name and advice."""
    # Only the first word is ours: a flag after it belongs to the program or tool that is started.
    command = _parser().parse_args(arguments[:1]).command
    try:
        return COMMANDS[command][0](arguments[1:])
    except Problem as problem:
        say(f"{problem}\n{problem.advice}")
    except OSError as error:
        name = error.filename or environment.ROOT
        say(
            f"{name} could not be used: {error.strerror or error}.\nSee that you may write there and that the disk has room."
        )
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return 2


def _parser() -> argparse.ArgumentParser:
    """Return the reader of the first word on the command line."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description="Start, check and measure SECURe Desktop from a checkout."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (_, explanation) in COMMANDS.items():
        commands.add_parser(name, help=explanation, add_help=False)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
