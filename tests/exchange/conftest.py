import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from secure_desktop import locations
from secure_desktop.exchange.keys import SigningKey, own_key
from tests.exchange.trust import Signed, make_signed


@pytest.fixture(scope="session")
def signed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a signed assessment, its reports, and the home of those who signed."""
    folder = tmp_path_factory.mktemp("signed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(folder / "home"))
        make_signed(folder)
    return folder


@pytest.fixture
def signed(signed_once: Path, tmp_path: Path, home: Path) -> Signed:
    """A signed assessment with its reports, on the computer where it was signed."""
    shutil.copytree(signed_once / "home", home)
    folder = tmp_path / "files"
    folder.mkdir()
    names = dict(zip([field.name for field in fields(Signed)], _NAMES, strict=True))
    return Signed(**{field: Path(shutil.copy(signed_once / name, folder)) for field, name in names.items()})


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    """The key of somebody else, on another computer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(tmp_path_factory.mktemp("stranger")))
        return own_key()


@pytest.fixture
def small_drive(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A drive of its own of so many kilobytes; it takes the right to mount one."""
    folder = tmp_path / "drive"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={request.param}k", "tmpfs", str(folder)]
    if os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a small drive")
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no drive can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


_NAMES = ("river.sqlite", "report.pdf", "public.pdf", "unsealed.pdf")
