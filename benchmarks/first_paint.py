"""From the start of any program until its diagram is painted, by looking at the screen; then its memory.

"Painted" is seen without any mark made for it: pixels in exactly the fill colours of the boxes (those of the light
theme; a peer's graph and the floors get such a fill). Antialiased edges and text never have that colour, so only box
areas count. The moment is the first look at which 90 % of the final number of such pixels are there.
"""

import os
import signal
import subprocess
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.screen import Screen

POLL_S, QUIET_S, TIMEOUT_S = 0.003, 0.4, 30.0
FEWEST_PIXELS, SHARE = 300, 0.9


class NotPaintedError(Exception):
    """The program ended, or painted nothing in time."""


@dataclass(frozen=True)
class Start:
    """What one start showed: ms until any pixel changed, until the diagram was painted; MiB of all its processes.

    Resident memory counts what is shared with other programs in full, PSS counts it in parts.
    """

    window_ms: float
    painted_ms: float
    resident_mib: float
    pss_mib: float


def measure_start(
    screen: Screen, command: Sequence[str], colours: Sequence[str], extra: Mapping[str, str], rest_s: float = QUIET_S
) -> Start:
    """Starts the program, waits until its picture was quiet for `rest_s`, and ends it."""
    empty = zlib.adler32(screen.pixels())
    log = (screen.folder / "said.log").open("wb")
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=_environment(screen, extra),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        looks = _watch(screen, process, [screen.key(colour) for colour in colours], start, rest_s)
        memory = [sum(_mib(pid, kind) for pid in _session(process.pid)) for kind in ("Rss:", "Pss:")]
    finally:
        log.close()
        _end(process)
        _wait_until_empty(screen, empty)
    painted = next(at for at, count in looks if count >= SHARE * looks[-1][1])
    return Start(looks[0][0] * 1e3, painted * 1e3, *memory)


def _watch(
    screen: Screen, process: subprocess.Popen[bytes], keys: Sequence[bytes], start: float, rest_s: float
) -> list[tuple[float, int]]:
    """(seconds, pixels in the colours) of every change, until nothing changes any more."""
    looks: list[tuple[float, int]] = []
    before = zlib.adler32(screen.pixels())
    while True:
        now = time.perf_counter() - start
        picture = screen.pixels()
        digest = zlib.adler32(picture)
        if digest != before:
            before = digest
            looks.append((now, sum(picture.count(key) for key in keys)))
        is_there = bool(looks) and looks[-1][1] >= FEWEST_PIXELS
        if is_there and now - looks[-1][0] > rest_s:
            return looks
        if now > TIMEOUT_S or process.poll() is not None:
            said = (screen.folder / "said.log").read_text("utf-8", "replace")[-500:]
            raise NotPaintedError(f"{process.args!r}: nothing painted after {now:.1f} s. {said}")
        time.sleep(POLL_S)


def _environment(screen: Screen, extra: Mapping[str, str]) -> dict[str, str]:
    quiet = {"GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1", "GTK_A11Y": "none", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    unwanted = ("QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE", "WAYLAND_DISPLAY")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    place = {"DISPLAY": screen.display, "XDG_RUNTIME_DIR": str(screen.folder), "LC_ALL": "C.UTF-8"}
    return {**kept, **quiet, **place, **extra}


def _session(leader: int) -> list[int]:
    """The processes of a session: a program and all that it started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append(int(folder.name))
    return found


def _mib(pid: int, kind: str) -> float:
    """Memory of a process, of a kind that Linux tells."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(kind)), 0.0)


def _end(process: subprocess.Popen[bytes]) -> None:
    for pid in {process.pid, *_session(process.pid)}:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait()


def _wait_until_empty(screen: Screen, empty: int) -> None:
    end = time.monotonic() + 5
    while zlib.adler32(screen.pixels()) != empty and time.monotonic() < end:
        time.sleep(0.02)
