"""Rubric and overlay files as an author might write them, whole and faulty."""

from pathlib import Path

HEAD = """\
id = "river-start"
version = "1.0"
checklist = "start"
language = "en"
title = "River checklist"
rubric = "River rubric"
publisher = "River School District"
date = 2026-11-23
purpose = "For our schools."
attribution = "Our own wording."
"""

STEP = """
[[step]]
number = {number}
title = "Step {number}, whole"
short_title = "Step {number}"
guidance = "What it is for."
"""

ITEM = """
[[step.item]]
id = "{id}"
text = "We have agreed on {id}."
short = "Agreement {id}"
tier = "core"
look_for = "A paper."
evidence = ["Paper"]
authority = ["Voluntary guidance"]
basis = ["Our board"]
"""

RUBRIC = (
    HEAD
    + STEP.format(number=1)
    + ITEM.format(id="R-1")
    + ITEM.format(id="R-2")
    + STEP.format(number=2)
    + ITEM.format(id="R-3")
)

OVERLAY = """\
overlay = "river-start"
name = "Español"
language = "es"
title = "Lista del río"

[steps.1]
title = "Primer paso"

[items.R-2]
text = "Estamos de acuerdo."
evidence = ["Papel"]
"""


def written(folder: Path, text: str, name: str = "river.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path
