"""strace, with which the tests cut the power and break the drive under a real process; they can do without."""

import shutil
import sys

import debian
from problems import Problem, say
from setup_log import SetupLog

PACKAGE = "strace"
LEFT_OUT = "strace is not here, so what happens after power failures and faults of the drive is not checked."


def provide() -> None:
    """Install strace where we may; elsewhere say what is left out without it, and how to get it."""
    if sys.platform != "linux" or shutil.which(PACKAGE):
        return
    try:
        if debian.may_install():
            with SetupLog() as log:
                debian.refresh(log)
                debian.install([PACKAGE], log)
            return
    except Problem as problem:
        say(f"{problem}\n{problem.advice}")
    say(LEFT_OUT)
    if debian.is_here():
        say(f"To check it as well, install it: {debian.command_for([PACKAGE])}")
