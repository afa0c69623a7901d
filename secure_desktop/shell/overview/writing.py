"""Writing an overview in the format that the ending of its name says."""

from collections.abc import Callable
from pathlib import Path

from secure_desktop.exchange.overview_files import OverviewFormat, Stopped, write_overview
from secure_desktop.model.overview import Overview

__all__ = ["Stopped", "write"]


def write(overview: Overview, target: Path, *, with_notes: bool, go_on: Callable[[], bool]) -> Path:
    """Write an overview and return where. Raises as `write_overview` does."""
    ending = target.suffix.casefold()[1:]
    if ending == "pdf":
        from secure_desktop.reports.overview_pdf import write_overview_pdf

        write_overview_pdf(overview, target)
        return target
    kind = OverviewFormat(ending) if ending in tuple(OverviewFormat) else OverviewFormat.XLSX
    write_overview(overview, kind, target, with_notes=with_notes, go_on=go_on)
    return target
