"""Kills a process while it saves and copies what is not saved, at random moments and at every step: `main(seconds)`.

`saving/test_kills.py` runs a short form. Whatever happens, a file is the old one or the new one, and nothing that was
kept before the kill is lost. Needs `fork`, and a process without threads.
"""

import os
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from calcviewer.core.fingerprint import fingerprint
from calcviewer.saving.lock import Locks
from calcviewer.saving.recovery import Recovery
from calcviewer.saving.save import save
from calcviewer.saving.versions import Versions
from calcviewer.saving.write import write_whole

KILLS = 500
STRIDE = 3
LONGEST_S = 0.05
SAVED_EVERY = 3
"""So many copies of what is not saved are made before the file itself is saved."""
MOST_STEPS = 10_000
STEPPED = ("write.py", "save.py", "versions.py", "recovery.py", "fuzz_saving.py")
"""The modules between whose lines a process may die."""
SIZES = (10, 5_000, 300_000)
_REVISION = re.compile(rb"# ([0-9]+)\n")


def text(revision: int) -> bytes:
    """What the file says in a revision; long enough that half of it would be noticed."""
    return f"# {revision}\n{'words ' * (SIZES[revision % 3] + revision)}\n# {revision}\n".encode()


def revision_of(data: bytes) -> int:
    """The revision that the bytes are, whole; fails if they are half of one."""
    found = _REVISION.match(data)
    assert found, data[:50]
    assert data == text(int(found[1])), f"half of revision {int(found[1])}: {len(data)} bytes"
    return int(found[1])


class Place(NamedTuple):
    """A file that somebody edits, and the folders of what is kept of it."""

    folder: Path
    path: Path
    recovery: Recovery
    versions: Versions
    locks: Locks


def place_in(folder: Path) -> Place:
    """A file in its first revision."""
    path = folder / "documents" / "vein.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(text(0))
    data = folder / "data"
    return Place(folder, path, Recovery(data / "recovery"), Versions(data / "versions"), Locks(data / "locks"))


def edit(place: Place, first: int, told: Callable[[int, bool], None]) -> None:
    """Types, copies and saves for ever, and tells each revision that is kept, or saved, now."""
    place.locks.take(place.path)
    base = fingerprint(place.path.read_bytes())
    revision = first
    while True:
        place.recovery.put(place.path, text(revision), base)
        told(revision, False)
        if revision % SAVED_EVERY == 0:
            save(place.path, text(revision), place.versions, base)
            base = fingerprint(text(revision))
            told(revision, True)
            place.recovery.drop(place.path)
        revision += 1


def check(place: Place, kept: int, saved: int) -> int:
    """Nothing is half, and nothing that was told is lost; the newest revision that is there."""
    on_disk = revision_of(place.path.read_bytes())
    assert on_disk >= saved, f"saved {saved}, but the file is {on_disk}"
    waiting = [revision_of(unsaved.data) for unsaved in place.recovery.waiting(place.locks)]
    assert max([on_disk, *waiting]) >= kept, f"kept {kept}, but there are {on_disk} and {waiting}"
    assert place.recovery.aside() == ()
    versions = place.versions.list(place.path)
    earlier = [revision_of(place.versions.read(place.path, version) or b"") for version in versions]
    assert earlier == sorted(earlier, reverse=True)
    assert len(earlier) == len(list(place.folder.rglob("*.version"))), "half an earlier version"
    return max([on_disk, *waiting])


def begin(place: Place, first: int, is_step_left: Callable[[], bool]) -> tuple[int, int]:
    """A process that edits until it dies: its id, and where it tells what it did."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        os.close(reading)
        die_when(lambda: not is_step_left())
        edit(place, first, lambda revision, is_saved: tell(writing, revision, is_saved))
    except BaseException:  # noqa: BLE001 - said before this copy of the parent ends
        traceback.print_exc()
    finally:
        os._exit(1)


def tell(writing: int, revision: int, is_saved: bool) -> None:
    """Hands a number to the parent, which outlives this process."""
    os.write(writing, f"{revision} {int(is_saved)}\n".encode())


def heard(reading: int) -> tuple[int, int]:
    """The last revision that was kept, and the last that was saved; 0 if none was."""
    with os.fdopen(reading, "rb") as pipe:
        told = [tuple(map(int, line.split())) for line in pipe.read().splitlines()]
    return max((line[0] for line in told), default=0), max((line[0] for line in told if line[1]), default=0)


def die_when(is_over: Callable[[], bool]) -> None:
    """From now on this process may end, as if killed, before each line that it runs and each request to the system."""

    def hook(_event: str, _arguments: object) -> None:
        if is_over():
            os._exit(9)

    def step(frame: FrameType, event: str, argument: object) -> Any:
        code = frame.f_code
        if not code.co_filename.endswith(STEPPED) and code.co_name != "write_bytes":
            return None
        hook(event, argument)
        return step

    sys.addaudithook(hook)
    sys.settrace(step)


def kill_at_random(place: Place, rng: random.Random, first: int) -> int:
    """One process, killed by the system at some moment; the newest revision that it leaves."""
    pid, reading = begin(place, first, lambda: True)
    time.sleep(rng.uniform(0, LONGEST_S))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    kept, saved = heard(reading)
    return check(place, kept, saved)


def kill_at_every_step(folder: Path, stride: int = 1) -> int:
    """Processes that die at their first step, at the second …, or at every so many; how many steps there are."""
    for steps in range(1, MOST_STEPS, stride):
        place = place_in(folder / str(steps))
        left = iter(range(steps))
        pid, reading = begin(place, 1, lambda left=left: next(left, None) is not None)  # type: ignore[misc]
        os.waitpid(pid, 0)
        kept, saved = heard(reading)
        check(place, kept, saved)
        if kept > SAVED_EVERY:  # by then it has done everything that it ever does
            return steps
    raise AssertionError("it never came to its end")


def run(folder: Path, seed: int, kills: int, seconds: float = 0) -> int:
    """At least so many kills of processes that edit one file, and so many seconds; how many there were."""
    rng, place, revision, done = random.Random(seed), place_in(folder), 0, 0
    end = time.monotonic() + seconds
    while done < kills or time.monotonic() < end:
        revision = kill_at_random(place, rng, revision + 1)
        done += 1
    write_whole(place.path, text(revision + 1))
    assert [path.name for path in place.path.parent.iterdir()] == ["vein.yaml"], "something is left beside the file"
    return done


def main(seconds: float, seed: int = 0) -> int:
    """Runs for so many seconds, and for at least `KILLS` kills; gives the number of kills."""
    with tempfile.TemporaryDirectory() as name:
        steps = kill_at_every_step(Path(name, "steps"), STRIDE)
        try:
            return steps + run(Path(name, "random"), seed, KILLS, seconds)
        except BaseException:
            print(f"saving fails with seed {seed}")  # noqa: T201 - what the person at the terminal needs
            raise
