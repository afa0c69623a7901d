"""What the program remembers for the person who runs it: name, look, recent files. Never answers or notes."""

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

TEXT_SIZES = (100, 125, 150, 175, 200)  # per cent of the system's size
THEMES = ("system", "light", "dark")
MOST_RECENT = 9
MAIL_LIMIT = 10  # megabytes that most mail systems take
MAIL_LIMITS = range(1, 151)  # megabytes that can be chosen
_LARGEST_FILE = 1024 * 1024  # bytes


class Recent(NamedTuple):
    """A file that was open lately, with what the start page says of it until it has looked again."""

    path: str
    district: str = ""
    checklist: str = ""
    school_year: str = ""
    answered: int = 0
    total: int = 0
    changed_at: str = ""
    stage: str = ""  # as in the model's Stage
    revision: int = 1
    missing: int = 0  # sign-offs that are still expected
    kind: str = ""  # as in the model's Checklist
    reviewer: str = ""  # for whom it was made, if it is a reviewer copy


class Settings(NamedTuple):
    """One person's settings. `places` holds by assessment id where its reader was last."""

    name: str = ""
    text_size: int = 100
    theme: str = "system"
    recent: tuple[Recent, ...] = ()
    places: Mapping[str, str] = MappingProxyType({})
    geometry: str = ""
    mail_limit_mb: int = MAIL_LIMIT

    def with_recent(self, entry: Recent) -> "Settings":
        """Return the settings with this file on top of the recent ones."""
        others = tuple(known for known in self.recent if known.path != entry.path)
        return self._replace(recent=(entry, *others)[:MOST_RECENT])

    def without_recent(self, path: str) -> "Settings":
        """Return the settings without this file among the recent ones."""
        return self._replace(recent=tuple(known for known in self.recent if known.path != path))

    def with_place(self, assessment_id: str, place: str) -> "Settings":
        """Return the settings that remember where the reader of an assessment was."""
        kept = [(key, value) for key, value in self.places.items() if key != assessment_id]
        return self._replace(places=dict([*kept, (assessment_id, place)][-100:]))

    def with_changes_of(self, other: "Settings") -> "Settings":
        """Return the settings with what others have that began as the defaults: what was set, opened and left there."""
        changed = self
        for entry in reversed(other.recent):
            changed = changed.with_recent(entry)
        for assessment_id, place in other.places.items():
            changed = changed.with_place(assessment_id, place)
        default = Settings()._asdict()
        ours = {key: value for key, value in other._asdict().items() if value != default[key]}
        return changed._replace(**{**ours, "recent": changed.recent, "places": changed.places})


def load(
    path: Path,
    *,
    set_aside: Callable[[Path], object] = lambda _: None,
    unread: Callable[[Path], object] = lambda _: None,
) -> Settings:
    """Return the settings in a file; what is missing or makes no sense there gets its default.

    A file that cannot be understood is set aside as "settings.json.bad", so that nothing of it is lost; `set_aside`
    is told where it is then. One that cannot be read just now stays where it is: `unread` is told, and nothing must be
    saved over it.
    """
    try:
        content = _read(path)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError:
        if not os.path.isdir(path):  # noqa: PTH112 - Path's own raises what the drive says
            unread(path)
            return Settings()
        content = b""
    import json  # noqa: PLC0415 - a first start has no settings to read

    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        with contextlib.suppress(OSError):
            set_aside(path.replace(path.with_name(f"{path.name}.bad")))
        return Settings()
    return _settings(data) if isinstance(data, dict) else Settings()


def save(settings: Settings, path: Path) -> None:
    """Write the settings whole or not at all. A drive that does not take them is no reason to stop working."""
    import json  # noqa: PLC0415 - the first paint does without

    from secure_desktop.errors import KnownProblem  # noqa: PLC0415
    from secure_desktop.files import make_folder, written_whole  # noqa: PLC0415

    with contextlib.suppress(OSError, KnownProblem):
        make_folder(path.parent)
        with written_whole(path) as draft:
            draft.write_text(json.dumps(_plain(settings), indent=1), encoding="utf-8")


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST_FILE)


def _plain(settings: Settings) -> dict[str, Any]:
    recent = [entry._asdict() for entry in settings.recent]
    return {**settings._asdict(), "recent": recent, "places": dict(settings.places)}


def _settings(data: Mapping[str, Any]) -> Settings:
    recent = data.get("recent")
    places = data.get("places")
    return Settings(
        name=_text(data, "name"),
        text_size=data["text_size"] if data.get("text_size") in TEXT_SIZES else 100,
        theme=data["theme"] if data.get("theme") in THEMES else "system",
        recent=tuple(_recent(entry) for entry in recent if isinstance(entry, dict) and _text(entry, "path"))
        if isinstance(recent, list)
        else (),
        places={str(key): str(value) for key, value in places.items()} if isinstance(places, dict) else {},
        geometry=_text(data, "geometry"),
        mail_limit_mb=limit if (limit := _number(data, "mail_limit_mb")) in MAIL_LIMITS else MAIL_LIMIT,
    )


def _recent(data: Mapping[str, Any]) -> Recent:
    return Recent(
        path=_text(data, "path"),
        district=_text(data, "district"),
        checklist=_text(data, "checklist"),
        school_year=_text(data, "school_year"),
        answered=_number(data, "answered"),
        total=_number(data, "total"),
        changed_at=_text(data, "changed_at"),
        stage=_text(data, "stage"),
        revision=_number(data, "revision"),
        missing=_number(data, "missing"),
        kind=_text(data, "kind"),
        reviewer=_text(data, "reviewer"),
    )


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _number(data: Mapping[str, Any], key: str) -> int:
    value = data.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
