"""Taking typed values out of a TOML table, and collecting every fault on the way instead of stopping at the first."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from secure_desktop.model.rubric import LONGEST_RUBRIC_TEXT

_KINDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
    dt.date: "a date",
    dt.datetime: "a date with time",
    dt.time: "a time",
}


class TableReader:
    """Reads the fields of one table. `where` opens every finding: "Step 2, item “2S-03”"."""

    def __init__(self, table: Mapping[str, Any], where: str, findings: list[str]) -> None:
        self._table = table
        self._where = where
        self._findings = findings
        self._seen: set[str] = set()

    def fault(self, message: str) -> None:
        """Add a finding about this table."""
        self._findings.append(f"{self._where}: {message}")

    def has(self, field: str) -> bool:
        """Return whether the table has a field of this name."""
        return field in self._table

    def text(self, field: str, default: str | None = None) -> str:
        """Return a text that is not blank; "" after a finding. With a default the field may be absent."""
        value = self._value(field, default)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._wrong_kind(field, "a text", value)
            return ""
        if not value.strip() and value != default:
            self.fault(f"“{field}” is empty.")
        self._refuse_endless(field, value.strip())
        return value.strip()

    def number(self, field: str) -> int:
        """Return a whole number from 1 up; 0 after a finding."""
        value = self._value(field, None)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong_kind(field, "a whole number", value)
            return 0
        if not 1 <= value <= 99:
            self.fault(f"“{field}” must be from 1 to 99, but is {value}.")
            return 0
        return value

    def date(self, field: str) -> str:
        """Return a date as ISO 8601 text ("2016-09-08"); "" after a finding."""
        value = self._value(field, None)
        if value is None:
            return ""
        if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
            self._wrong_kind(field, "a date such as 2016-09-08, without quotes", value)
            return ""
        return value.isoformat()

    def choice(self, field: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """Return one of the choices; the first of them after a finding."""
        value = self.text(field, default)
        if value in choices:
            return value
        if value:
            self.fault(f"“{field}” must be one of {', '.join(choices)}, but is “{value}”.")
        return choices[0]

    def flag(self, field: str) -> bool:
        """Return true or false; false when the field is absent or after a finding."""
        value = self._value(field, False)  # noqa: FBT003 - the default is the value
        if not isinstance(value, bool):
            self._wrong_kind(field, "true or false", value)
            return False
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """Return a list of texts with at least one in it; empty after a finding."""
        value = self._value(field, None)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self._wrong_kind(field, "a list of texts", value)
            return ()
        if not value or not all(entry.strip() for entry in value):
            self.fault(f"“{field}” needs at least one text, and none of them empty.")
        for entry in value:
            self._refuse_endless(field, entry.strip())
        return tuple(entry.strip() for entry in value)

    def tables(self, field: str, *, required: bool = True) -> tuple[Mapping[str, Any], ...]:
        """Return a list of tables; empty after a finding."""
        value = self._value(field, None if required else [])
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self._wrong_kind(field, f"a list of tables, each headed [[{field}]]", value)
            return ()
        if required and not value:
            self.fault(f"“{field}” needs at least one entry.")
        return tuple(value)

    def table(self, field: str) -> Mapping[str, Any]:
        """Return a table of tables, as written [field.key]; empty when absent or after a finding."""
        value = self._value(field, {})
        if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
            self._wrong_kind(field, f"tables, each headed [{field}.…]", value)
            return {}
        return value

    def subtable(self, field: str) -> Mapping[str, Any]:
        """Return one table, as written [field]; empty after a finding."""
        value = self._value(field, None)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._wrong_kind(field, f"a table, headed [{field}]", value)
            return {}
        return value

    def refuse_unknown(self) -> None:
        """Add a finding for every field that nobody asked for: most are misspelled."""
        for field in self._table:
            if field not in self._seen:
                self.fault(f"“{field}” is not a known field.")

    def _refuse_endless(self, field: str, text: str) -> None:
        if len(text) > LONGEST_RUBRIC_TEXT:  # the assessment file would not open again
            self.fault(f"“{field}” has {len(text)} characters; the most is {LONGEST_RUBRIC_TEXT}.")

    def _value(self, field: str, default: Any) -> Any:
        self._seen.add(field)
        if field in self._table:
            return self._table[field]
        if default is None:
            self.fault(f"“{field}” is missing.")
        return default

    def _wrong_kind(self, field: str, wanted: str, value: Any) -> None:
        kind = _KINDS.get(type(value), "something else")
        self.fault(f"“{field}” must be {wanted}, but is {kind}.")
