"""`python -m secure_desktop`: the window and the command line in one."""

import sys

from secure_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
