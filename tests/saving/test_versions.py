"""Ten earlier versions of each file, within bounds; and saving, which keeps them."""

import time
from pathlib import Path

import pytest

from calcviewer.core.fingerprint import fingerprint
from calcviewer.saving.failure import WriteError
from calcviewer.saving.save import save
from calcviewer.saving.versions import KEPT, Version, Versions


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path / "data" / "versions")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vein.yaml"


def texts(versions: Versions, path: Path) -> list[bytes | None]:
    return [versions.read(path, version) for version in versions.list(path)]


def test_the_last_ten_versions_are_there_the_newest_first(versions: Versions, path: Path) -> None:
    for number in range(KEPT + 5):
        assert save(path, f"text {number}".encode(), versions) is None
    assert path.read_bytes() == b"text 14"
    assert texts(versions, path) == [f"text {number}".encode() for number in range(13, 3, -1)]
    assert {version.size for version in versions.list(path)} == {6, 7}
    assert versions.list(path.with_name("other.yaml")) == ()


def test_the_same_content_is_kept_once_as_the_newest(versions: Versions, path: Path) -> None:
    for text in (b"a", b"b", b"a", b"b", b"c", b"c", b"c"):
        save(path, text, versions)
    assert texts(versions, path) == [b"b", b"a"]


def test_what_stood_there_before_the_program_came_is_kept(versions: Versions, path: Path) -> None:
    path.write_bytes(b"by hand")
    save(path, b"by program", versions, fingerprint(b"by hand"))
    assert texts(versions, path) == [b"by hand"]


def test_a_clock_that_is_set_back_changes_no_order(
    versions: Versions, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, now in enumerate((3e9, 2e9, 1e9, 0.0, -1.0)):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        save(path, f"text {number}".encode(), versions)
    assert texts(versions, path) == [b"text 3", b"text 2", b"text 1", b"text 0"]
    assert [version.kept_at for version in versions.list(path)] == [-1.0, 0.0, 1e9, 2e9]


def test_all_versions_together_stay_within_their_bound(tmp_path: Path) -> None:
    bounded = Versions(tmp_path / "versions", size_limit=5000)
    for number in range(8):
        for name in ("a", "b"):
            save(tmp_path / f"{name}.yaml", f"{name}{number}".encode() * 500, bounded)
    held = [path.stat().st_size for path in (tmp_path / "versions").rglob("*.version")]
    assert 2000 < sum(held) <= 5000
    for name in ("a", "b"):
        assert texts(bounded, tmp_path / f"{name}.yaml")[0] == f"{name}6".encode() * 500


def test_a_damaged_version_is_left_out_and_a_vanished_one_is_none(versions: Versions, path: Path) -> None:
    for text in (b"a", b"b", b"c"):
        save(path, text, versions)
    newest, oldest = versions.list(path)
    for kept in (path.parent / "data" / "versions").rglob("*.version"):
        if kept.name.startswith(f"{newest.number:010d}"):
            kept.write_bytes(b"rubbish")
    (path.parent / "data" / "versions" / "a-file").touch()
    assert versions.list(path) == (oldest,)
    assert versions.read(path, newest) is None
    assert versions.read(path, Version(99, 0.0, 1, "1-1")) is None
    save(path, b"d", versions)
    assert texts(versions, path) == [b"c", b"a"]


def test_a_file_is_saved_even_where_no_version_can_be_kept(tmp_path: Path, path: Path) -> None:
    (tmp_path / "file").touch()
    path.write_bytes(b"old")
    told = save(path, b"new", Versions(tmp_path / "file" / "versions"))
    assert told is not None
    assert told.code == "W301"
    assert path.read_bytes() == b"new"


def test_saving_over_what_somebody_else_wrote_is_refused_and_keeps_that(versions: Versions, path: Path) -> None:
    path.write_bytes(b"of somebody else")
    with pytest.raises(WriteError) as failing:
        save(path, b"mine", versions, fingerprint(b"old"))
    assert failing.value.problems[0].code == "E315"
    assert path.read_bytes() == b"of somebody else"
    save(path, b"mine", versions)
    assert texts(versions, path) == [b"of somebody else"]
