"""Shows the start page, lists at its first paint what was imported, and quits.

Run as `python -m tests.shell.first_paint`.
"""

import sys

import secure_desktop.cli  # noqa: F401 - the way in
from secure_desktop.shell.app import application, build


def main() -> int:
    """Print the names of the modules that the first paint took."""
    app = application()
    program = build(app)
    program.window.first_painted.disconnect()  # what comes next is loaded then, on another thread
    program.window.first_painted.connect(lambda: sys.stdout.write("\n".join(sys.modules)))
    program.window.first_painted.connect(app.quit)
    program.window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
