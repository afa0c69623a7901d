"""The formats that an assessment can be exported to. Importing this module loads no library for any of them."""

from enum import StrEnum


class Format(StrEnum):
    """A format to export to, under the name that the command line knows it by."""

    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"
    JSON = "json"
    DOCX = "docx"
    HTML = "html"
    MOU = "mou"

    @property
    def ending(self) -> str:
        """The ending of such a file's name, with its dot."""
        return ".docx" if self is Format.MOU else f".{self}"


PLAN_FORMATS = (Format.XLSX, Format.CSV, Format.ICS)
"""The formats that can hold a plan alone."""

PUBLIC_FORMATS = (Format.DOCX, Format.HTML)
"""The formats that have a public variant, without what only the partners should read."""
