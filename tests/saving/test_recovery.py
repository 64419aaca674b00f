"""Texts that were not saved come back after a crash, those of open windows do not, and nothing damaged is deleted."""

import subprocess
import sys
from pathlib import Path

import pytest

from calcviewer.core.fingerprint import fingerprint
from calcviewer.saving.failure import WriteError
from calcviewer.saving.lock import Locks
from calcviewer.saving.recovery import Recovery, Unsaved
from calcviewer.saving.starts import ENOUGH, Starts


@pytest.fixture
def recovery(tmp_path: Path) -> Recovery:
    return Recovery(tmp_path / "data" / "recovery")


@pytest.fixture
def locks(tmp_path: Path) -> Locks:
    return Locks(tmp_path / "data" / "locks")


def test_what_was_typed_last_waits_and_is_gone_when_it_is_saved(
    recovery: Recovery, locks: Locks, tmp_path: Path
) -> None:
    path = tmp_path / "vena süß.yaml"
    assert recovery.waiting(locks) == ()
    for text in (b"a", "ä\n\r\n\0 b".encode()):
        recovery.put(path, text, fingerprint(b"as it was"))
    (unsaved,) = recovery.waiting(locks)
    assert unsaved == Unsaved(path, "ä\n\r\n\0 b".encode(), unsaved.kept_at, fingerprint(b"as it was"))
    recovery.drop(path)
    recovery.drop(path)
    assert recovery.waiting(locks) == ()


def test_files_of_one_name_in_two_folders_are_two(recovery: Recovery, locks: Locks, tmp_path: Path) -> None:
    for name in ("a", "b", "a"):
        recovery.put(tmp_path / name / "vein.yaml", name.encode(), "")
    assert sorted(unsaved.data for unsaved in recovery.waiting(locks)) == [b"a", b"b"]


def test_a_name_that_is_no_text_can_be_kept(recovery: Recovery, locks: Locks, tmp_path: Path) -> None:
    path = tmp_path / "v\udcffein.yaml"
    recovery.put(path, b"x", "")
    assert [unsaved.path for unsaved in recovery.waiting(locks)] == [path]


def test_what_is_open_in_another_window_is_not_offered(recovery: Recovery, locks: Locks, tmp_path: Path) -> None:
    other = Locks(tmp_path / "data" / "locks")
    assert other.take(tmp_path / "vein.yaml")
    recovery.put(tmp_path / "vein.yaml", b"x", "")
    assert recovery.waiting(locks) == ()
    other.release(tmp_path / "vein.yaml")
    assert len(recovery.waiting(locks)) == 1


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"[]\n", b"[" * 100_000, b"\xff\n", b'{"path": 1, "kept_at": 1, "base": "", "sum": ""}\nx']
)
def test_a_damaged_copy_is_put_aside_and_never_deleted(
    recovery: Recovery, locks: Locks, tmp_path: Path, damage: bytes
) -> None:
    path = tmp_path / "vein.yaml"
    for number in (1, 2):
        recovery.put(path, b"words " * 100, "")
        (copy,) = (tmp_path / "data" / "recovery").glob("*.recovery")
        copy.write_bytes(damage)
        assert recovery.waiting(locks) == ()
        assert [kept.read_bytes() for kept in recovery.aside()] == [damage] * number


def test_a_copy_that_was_cut_is_not_taken_for_a_whole_one(recovery: Recovery, locks: Locks, tmp_path: Path) -> None:
    recovery.put(tmp_path / "vein.yaml", b"words " * 100, "")
    (copy,) = (tmp_path / "data" / "recovery").glob("*.recovery")
    copy.write_bytes(copy.read_bytes()[:-1])
    assert recovery.waiting(locks) == ()
    assert len(recovery.aside()) == 1


def test_a_folder_that_cannot_be_written_is_told_and_one_that_is_not_there_is_empty(
    tmp_path: Path, locks: Locks
) -> None:
    (tmp_path / "file").touch()
    recovery = Recovery(tmp_path / "file" / "recovery")
    with pytest.raises(WriteError):
        recovery.put(tmp_path / "vein.yaml", b"x", "")
    assert (recovery.waiting(locks), recovery.aside()) == ((), ())


# -- one writer --------------------------------------------------------------------------------------------------------

HOLDER = """\
import sys
from pathlib import Path
from calcviewer.saving.lock import Locks
locks = Locks(Path(sys.argv[1]))
print(locks.take(Path(sys.argv[2])), flush=True)
sys.stdin.read()
"""


def test_the_second_window_is_told_and_a_lock_ends_with_its_holder(tmp_path: Path) -> None:
    path, folder = tmp_path / "vein.yaml", tmp_path / "locks"
    command = [sys.executable, "-c", HOLDER, str(folder), str(path)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    locks = Locks(folder)
    assert locks.is_taken(path)
    assert not locks.take(path)
    holder.kill()
    holder.communicate()
    assert not locks.is_taken(path)
    assert locks.take(path)


def test_two_windows_of_one_process_are_two(tmp_path: Path) -> None:
    path, first, second = tmp_path / "vein.yaml", Locks(tmp_path / "locks"), Locks(tmp_path / "locks")
    assert first.take(path)
    assert first.take(path)
    assert not first.is_taken(path)
    assert not second.take(path)
    assert second.take(tmp_path / "artery.yaml")
    first.release(path)
    first.release(path)
    assert second.take(path)
    second.release_all()
    assert not first.is_taken(path)
    assert not first.is_taken(tmp_path / "artery.yaml")


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_a_file_and_a_link_to_it_have_one_lock(tmp_path: Path) -> None:
    (tmp_path / "vein.yaml").touch()
    (tmp_path / "link.yaml").symlink_to("vein.yaml")
    (tmp_path / "loop").symlink_to("loop")
    first, second = Locks(tmp_path / "locks"), Locks(tmp_path / "locks")
    assert first.take(tmp_path / "vein.yaml")
    assert not second.take(tmp_path / "link.yaml")
    assert second.take(tmp_path / "loop")


def test_where_no_lock_can_be_had_everybody_may_write(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    first, second = Locks(tmp_path / "file"), Locks(tmp_path / "file")
    assert first.take(tmp_path / "vein.yaml")
    assert second.take(tmp_path / "vein.yaml")
    assert not first.is_taken(tmp_path / "vein.yaml")


def test_a_folder_in_the_place_of_a_lock_stops_nobody(tmp_path: Path) -> None:
    locks = Locks(tmp_path / "locks")
    assert locks.take(tmp_path / "vein.yaml")
    locks.release_all()
    (lock,) = (tmp_path / "locks").iterdir()
    lock.unlink()
    lock.mkdir()
    assert not locks.is_taken(tmp_path / "vein.yaml")
    assert locks.take(tmp_path / "vein.yaml")


# -- starts that died --------------------------------------------------------------------------------------------------


def test_after_two_starts_that_died_with_a_file_the_third_asks(tmp_path: Path) -> None:
    starts, path, other = Starts(tmp_path / "data" / "start"), tmp_path / "vein.yaml", tmp_path / "artery.yaml"
    for count in range(ENOUGH):
        assert not starts.is_suspect(path)
        assert starts.deaths(path) == count
        starts.begin(path)
    assert starts.is_suspect(path)
    assert not starts.is_suspect(other)
    starts.begin(other)
    assert not starts.is_suspect(path)  # two in a row: another one in between lived without it
    starts.begin(path)
    starts.lived()
    starts.lived()
    assert starts.deaths(path) == 0


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1, 2]", b'["x", -1]', b"[" * 100_000, b"\xff"])
def test_a_damaged_count_counts_nothing(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "start").write_bytes(damage)
    starts = Starts(tmp_path / "start")
    assert starts.deaths(tmp_path / "vein.yaml") == 0
    starts.begin(tmp_path / "vein.yaml")
    assert starts.deaths(tmp_path / "vein.yaml") == 1


def test_a_count_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    starts = Starts(tmp_path / "file" / "start")
    starts.begin(tmp_path / "vein.yaml")
    assert starts.deaths(tmp_path / "vein.yaml") == 0
