from pathlib import Path

import pytest

from secure_desktop.errors import DiskFull
from secure_desktop.exchange.file_export import export_file
from secure_desktop.exchange.formats import PUBLIC_FORMATS, Format
from secure_desktop.storage.opening import open_file
from tests.builders import NOW


@pytest.mark.parametrize("small_drive", [4], indirect=True)
@pytest.mark.parametrize("kind", tuple(Format))
def test_a_drive_that_is_really_full_is_told_and_left_clean(
    sample: Path, small_drive: Path, kind: Format
) -> None:
    with open_file(sample, write=False) as file, pytest.raises(DiskFull):
        export_file(file, kind, small_drive / f"out{kind.ending}", made_at=NOW)

    assert list(small_drive.iterdir()) == []


@pytest.mark.parametrize("kind", [kind for kind in Format if kind not in PUBLIC_FORMATS])
def test_what_has_no_public_variant_is_never_written_as_one(
    sample: Path, tmp_path: Path, kind: Format
) -> None:
    with open_file(sample, write=False) as file, pytest.raises(ValueError, match=str(kind)):
        export_file(file, kind, tmp_path / "out", made_at=NOW, public=True)

    assert not (tmp_path / "out").exists()
