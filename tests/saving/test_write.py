"""A file is written whole or not at all, and what stops it is said in words that help."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from calcviewer.core.fingerprint import fingerprint
from calcviewer.saving import process, write
from calcviewer.saving.failure import CODES, WINDOWS_CODES, WriteError, problem_of
from calcviewer.saving.write import write_new, write_whole

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, modes and pipes of POSIX")
as_root = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(path: Path, data: bytes = b"new", base: str | None = None) -> str:
    with pytest.raises(WriteError) as failing:
        write_whole(path, data, base)
    (problem,) = failing.value.problems
    assert problem.message
    return problem.code


def test_what_need_not_last_does_not_wait_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.EIO, "no disk was asked for")

    monkeypatch.setattr(os, "fsync", fail)
    write_whole(tmp_path / "x.svg", b"new", is_lasting=False)
    assert (tmp_path / "x.svg").read_bytes() == b"new"
    assert names(tmp_path) == ["x.svg"]


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    for data in (b"first", b"second"):
        write_whole(tmp_path / "x.svg", data)
        assert (tmp_path / "x.svg").read_bytes() == data
    assert names(tmp_path) == ["x.svg"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("gone/x.svg", "E307"), ("a\0b", "E301"), ("n" * 300, "E311"), ("folder", "E313"), ("file/x.svg", "E307")],
)
def test_what_cannot_be_written_is_a_problem_and_leaves_nothing_behind(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old", "utf-8")
    assert refused(tmp_path / name) == code
    assert names(tmp_path) == ["file", "folder"]
    assert (tmp_path / "file").read_text("utf-8") == "old"


def test_a_path_without_a_name_is_a_problem() -> None:
    assert refused(Path(Path.cwd().anchor)) == "E313"


def test_the_longest_name_that_a_file_can_have_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 250}.yaml"
    write_whole(path, b"new")
    assert names(tmp_path) == [path.name]


def test_a_file_that_holds_something_else_than_it_should_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"of somebody else")
    assert refused(path, base=fingerprint(b"ours")) == "E315"
    assert path.read_bytes() == b"of somebody else"
    write_whole(path, b"new", fingerprint(b"of somebody else"))
    path.unlink()
    write_whole(path, b"back again", fingerprint(b"new"))  # what is gone overwrites nothing
    assert path.read_bytes() == b"back again"


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_takes_the_place_of_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool) -> None:
    def fail(_one: Path, _other: Path) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    if not has_links:
        monkeypatch.setattr(os, "link", fail)
    write_new(tmp_path / "x.yaml", b"new")
    with pytest.raises(WriteError) as failing:
        write_new(tmp_path / "x.yaml", b"newer")
    assert failing.value.problems[0].code == "E316"
    with pytest.raises(WriteError) as failing:
        write_new(tmp_path / "gone" / "x.yaml", b"new")
    assert failing.value.problems[0].code == "E307"
    assert (tmp_path / "x.yaml").read_bytes() == b"new"
    assert names(tmp_path) == ["x.yaml"]


# -- words for every failure -------------------------------------------------------------------------------------------

TABLED = [(code, name) for code, names_ in CODES.items() for name in names_ if hasattr(errno, name)]


@pytest.mark.parametrize(("code", "name"), TABLED)
def test_every_failure_of_the_system_has_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, name: str
) -> None:
    def fail(_descriptor: int) -> None:
        number = getattr(errno, name)
        raise OSError(number, os.strerror(number))

    path = tmp_path / "x.svg"
    path.write_text("old", "utf-8")
    monkeypatch.setattr(os, "fsync", fail)
    assert refused(path) == code
    assert path.read_text("utf-8") == "old"
    assert names(tmp_path) == ["x.svg"]


@pytest.mark.parametrize(("code", "number"), [(code, n) for code, numbers in WINDOWS_CODES.items() for n in numbers])
def test_every_failure_of_windows_has_its_words(code: str, number: int) -> None:
    failure = OSError(errno.EINVAL, "as Windows says it")
    failure.winerror = number  # type: ignore[misc, attr-defined, unused-ignore]
    assert problem_of(failure, Path("x.yaml")).code == code


def test_another_failure_is_told_in_the_words_of_the_system() -> None:
    assert "Strange thing" in problem_of(OSError(9999, "Strange thing"), Path("x")).message
    assert "no number" in problem_of(ValueError("no number"), Path("x")).message


def test_a_file_system_that_cannot_be_asked_to_finish_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", fail)
    write_whole(tmp_path / "x.yaml", b"new")
    assert names(tmp_path) == ["x.yaml"]


# -- real disks --------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], check=False)
    if made.returncode:
        pytest.skip("no file system can be mounted here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=False)


@as_root
def test_a_really_full_disk_leaves_the_old_file_as_it_was(small_disk: Path) -> None:
    path = small_disk / "x.yaml"
    write_whole(path, b"o" * 40_000)
    assert refused(path, b"n" * 40_000) == "E303"
    assert path.read_bytes() == b"o" * 40_000
    assert names(small_disk) == ["x.yaml"]
    write_whole(path, b"shorter")
    assert path.read_bytes() == b"shorter"


@as_root
def test_a_medium_that_can_only_be_read_is_told(small_disk: Path) -> None:
    path = small_disk / "x.yaml"
    path.write_bytes(b"old")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert refused(small_disk / "y.yaml") == "E306"
    assert refused(path) in {"E304", "E306"}
    assert path.read_bytes() == b"old"


@as_root
def test_a_drive_that_is_pulled_out_is_told(small_disk: Path) -> None:
    path = small_disk / "folder" / "x.yaml"
    path.parent.mkdir()
    write_whole(path, b"old")
    subprocess.run(["umount", "--lazy", str(small_disk)], check=True)
    assert refused(path) == "E307"


LIMITED = """\
import resource, sys
from pathlib import Path
from calcviewer.saving.failure import WriteError
from calcviewer.saving.write import write_new, write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"n" * 5000)
except WriteError as failure:
    print(failure.problems[0].code)
"""


@posix
def test_a_place_that_takes_no_file_of_that_size_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "E314"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["x.yaml"]


NOBODY = """\
import os, sys
from pathlib import Path
from calcviewer.saving.failure import WriteError
from calcviewer.saving.write import write_new, write_whole
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
try:
    write_whole(Path(sys.argv[1]), b"new")
except WriteError as failure:
    print(failure.problems[0].code)
"""


def as_nobody(path: Path) -> str:
    """What somebody is told who is not root, for whom no permission counts."""
    done = subprocess.run([sys.executable, "-c", NOBODY, str(path)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach, unlike those that pytest makes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


@posix
def test_a_folder_that_may_not_be_written_is_told(open_folder: Path) -> None:
    path = open_folder / "x.yaml"
    path.write_bytes(b"old")
    path.chmod(0o666)
    open_folder.chmod(0o555)
    assert as_nobody(path) == "E305"
    assert path.read_bytes() == b"old"
    open_folder.chmod(0o777)
    assert as_nobody(path) == ""
    assert path.read_bytes() == b"new"


@posix
def test_a_file_that_may_not_be_written_is_not_replaced_though_the_folder_would_allow_it(open_folder: Path) -> None:
    path = open_folder / "x.yaml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert as_nobody(path) == "E304"
    assert refused(path) == "E304"  # nor by somebody who may write everything
    assert path.read_bytes() == b"old"
    assert names(open_folder) == ["x.yaml"]


# -- what a file is besides its bytes ----------------------------------------------------------------------------------


@posix
def test_a_pipe_and_a_link_to_itself_are_refused_and_stay(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refused(tmp_path / "pipe") == "E313"
    assert refused(tmp_path / "loop") == "E301"
    assert (tmp_path / "pipe").is_fifo()
    assert names(tmp_path) == ["loop", "pipe"]


@posix
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o755, 0o666])
def test_a_link_stays_a_link_and_the_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    real = tmp_path / "real.svg"
    real.write_text("old", "utf-8")
    real.chmod(mode)
    (tmp_path / "link.svg").symlink_to("real.svg")
    write_whole(tmp_path / "link.svg", b"new")
    assert (tmp_path / "link.svg").is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == mode


@as_root
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"old")
    os.chown(path, 65534, 65534)
    path.chmod(0o640)
    write_whole(path, b"new")
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (65534, 65534, 0o640)


def test_a_file_that_another_program_reads_for_a_moment_is_replaced_when_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, refusals = tmp_path / "x.yaml", [5, 32]
    replace = Path.replace

    def replace_later(self: Path, target: Path) -> Path:
        if refusals:
            failure = PermissionError(errno.EACCES, "in use")
            failure.winerror = refusals.pop()  # type: ignore[misc, attr-defined, unused-ignore]
            raise failure
        return replace(self, target)

    monkeypatch.setattr(write, "RETRY_PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr(Path, "replace", replace_later)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    refusals[:] = [32] * 3
    assert refused(path, b"newer") == "E312"
    refusals[:] = [123]
    assert refused(path, b"newer") == "E311"  # that does not pass by waiting
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["x.yaml"]


# -- what a killed program leaves --------------------------------------------------------------------------------------


def stray(folder: Path, pid: int, machine: str = "", age_s: float = 0) -> str:
    path = folder / f".x.{machine or process.machine()}-{pid}-1.part"
    path.write_bytes(b"half")
    os.utime(path, (path.stat().st_mtime - age_s,) * 2)
    return path.name


def test_what_a_killed_program_left_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    stray(tmp_path, dead.pid)
    stray(tmp_path, dead.pid, machine="0badcafe", age_s=2 * write.STRAY_AGE_S)
    kept = {stray(tmp_path, os.getpid()), stray(tmp_path, dead.pid, machine="0badcafe")}
    for other in (".x.part", ".x.of-a-person.part", ".y.1.part", "x.yaml.part"):
        (tmp_path / other).write_bytes(b"of somebody else")
        kept.add(other)
    write_whole(tmp_path / "x.yaml", b"new")
    assert set(names(tmp_path)) == {"x.yaml", *kept}


def test_whether_a_process_lives_is_known() -> None:
    assert process.is_alive(os.getpid())
    assert process.is_alive(os.getppid())
    assert not process.is_alive(0)
    assert not process.is_alive(10**12)
