"""Where things are: the data that came with the program, and the folders of the person who runs it."""

import os
from pathlib import Path

NAME = "SECURe Desktop"
HOME_VARIABLE = "SECURE_DESKTOP_HOME"
"""Set to a folder, it holds settings, logs and everything else that the program keeps for itself."""

_PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """Return the folder that holds `resources` and `rubrics`: inside the installed package, or the checkout.

    Raises:
        ResourceMissing: when neither is there; the program was not installed whole.
    """
    installed = _PACKAGE / "_data"
    if installed.is_dir():
        return installed
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        return _PACKAGE.parent
    from secure_desktop.errors import ResourceMissing  # noqa: PLC0415 - the first paint does without

    raise ResourceMissing(name=str(installed))


def rubrics() -> Path:
    """Return the folder of the bundled rubrics."""
    return data_root() / "rubrics"


def resource(*parts: str) -> Path:
    """Return the path of a bundled resource."""
    return data_root().joinpath("resources", *parts)


def settings_file() -> Path:
    """Return where this person's settings are kept."""
    return _own("user_config_path") / "settings.json"


def own_rubrics() -> Path:
    """Return the folder for rubrics and overlays that this person added."""
    return _own("user_data_path") / "rubrics"


def signing_key_file() -> Path:
    """Return where this person's signing key on this computer is kept: a PKCS #12 file in a folder of its own."""
    return _own("user_data_path") / "keys" / "signing-key.p12"


def known_keys_file() -> Path:
    """Return where the numbers of the keys that this person has met are kept."""
    return _own("user_data_path") / "keys" / "known-keys.json"


def last_copies_file() -> Path:
    """Return where it is kept when each assessment was last copied to another drive."""
    return _own("user_data_path") / "last-copies.json"


def backups_folder() -> Path:
    """Return the folder of the backups that are taken by themselves, of every assessment that this person works on."""
    return _own("user_data_path") / "backups"


def lock_folder() -> Path:
    """Return the folder of the locks by which this computer knows a file under all its names."""
    return _own("user_data_path") / "locks"


def log_folder() -> Path:
    """Return the folder of the log files, which hold no answers, notes or names."""
    return _own("user_log_path")


def documents() -> Path:
    """Return the folder that new assessments are proposed in."""
    override = os.environ.get(HOME_VARIABLE)
    if override:
        return Path(override).absolute() / "Documents" / NAME
    import platformdirs  # noqa: PLC0415 - 15 ms that most starts can do without

    return platformdirs.user_documents_path() / NAME


def _own(kind: str) -> Path:
    override = os.environ.get(HOME_VARIABLE)
    if override:
        return Path(override).absolute()
    import platformdirs  # noqa: PLC0415 - 15 ms that most starts can do without

    dirs = platformdirs.PlatformDirs(NAME, appauthor=False, roaming=False)
    found: Path = getattr(dirs, kind)
    return found
