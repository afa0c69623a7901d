"""Shows the start page, lists at its first paint what was imported and who has Qt's enums at hand, and quits.

Run as `python -m tests.shell.first_paint`.
"""

import sys

import secure_desktop.cli  # noqa: F401 - the way in
from secure_desktop.shell.app import application, build


def main() -> int:
    """Print the names of the modules that the first paint took; behind those that hold Qt's enums once more with ":Qt"."""
    app = application()
    program = build(app)
    program.window.first_painted.disconnect()  # what comes next is loaded then, on another thread
    program.window.first_painted.connect(_tell)
    program.window.first_painted.connect(app.quit)
    program.window.show()
    return app.exec()


def _tell() -> None:
    ours = [module for name, module in sys.modules.items() if name.startswith("secure_desktop.")]
    holding = [f"{module.__name__}:Qt" for module in ours if hasattr(module, "Qt")]
    sys.stdout.write("\n".join((*sys.modules, *holding)))


if __name__ == "__main__":
    sys.exit(main())
