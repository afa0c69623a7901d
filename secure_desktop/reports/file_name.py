"""The name that is proposed for a summary. Importing this module loads no PDF library."""

from secure_desktop import files
from secure_desktop.model.summary import Summary
from secure_desktop.reports.text import shortened

_LONGEST_DISTRICT = 60
_LONGEST_TITLE = 30


def propose_name(summary: Summary, *, public: bool = False) -> str:
    """Return a file name made of the district, the checklist and the date, ending in ".pdf".

    The name of a public summary says so.
    """
    district = shortened(summary.profile.district, _LONGEST_DISTRICT)
    title = shortened(summary.rubric.title, _LONGEST_TITLE)
    day = summary.made_at.astimezone().date().isoformat()
    name = f"{district} – {title} – {day}" + (" – public" if public else "")
    return f"{files.safe_name(name)}.pdf"
