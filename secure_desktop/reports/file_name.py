"""The name that is proposed for a summary. Importing this module loads no PDF library."""

from secure_desktop import files
from secure_desktop.model.summary import Summary
from secure_desktop.reports.text import shortened

_LONGEST_DISTRICT = 60
_LONGEST_TITLE = 30


def propose_name(summary: Summary) -> str:
    """Return a file name made of the district, the checklist and the date, ending in ".pdf"."""
    district = shortened(summary.profile.district, _LONGEST_DISTRICT)
    title = shortened(summary.rubric.title, _LONGEST_TITLE)
    day = summary.made_at.astimezone().date().isoformat()
    return f"{files.safe_name(f'{district} – {title} – {day}')}.pdf"
