"""The name that is proposed for a summary. Importing this module loads no PDF library."""

from secure_desktop import file_names
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.summary import Summary

_LONGEST_DISTRICT = 60
_LONGEST_TITLE = 30


def propose_name(
    summary: Summary, *, public: bool = False, revision: int = 0, ending: str = ".pdf", addition: str = ""
) -> str:
    """Return a file name made of the district, the checklist and the date.

    The name of a public summary says so, and that of an earlier revision says which one it is. `addition` names
    what else it is.
    """
    district = shortened(summary.profile.district, _LONGEST_DISTRICT)
    title = shortened(summary.rubric.title, _LONGEST_TITLE)
    day = summary.made_at.astimezone().date().isoformat()
    parts = [
        district,
        title,
        f"revision {revision}" if revision else day,
        addition,
        "public" if public else "",
    ]
    return f"{file_names.safe_name(' – '.join(part for part in parts if part))}{ending}"
