"""From the start of any program until its diagram is painted, by looking at the screen; and its memory, then and later.

"Painted" is seen without any mark made for it: 90 % of the pixels that are in exactly the fill colours of the boxes (of
the light theme; a peer's graph and the floors get such a fill) at the end. Edges and text never have that colour. While
memory is read the program stands still, and so does the clock.
"""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.screen import Screen

POLL_S, QUIET_S, TIMEOUT_S = 0.003, 0.4, 30.0
FEWEST_PIXELS, SHARE = 300, 0.9


class NotPaintedError(Exception):
    """The program ended, or painted nothing in time."""


@dataclass(frozen=True)
class Start:
    """What one start showed: ms until any pixel changed, until the diagram was painted; MiB of all its processes.

    Resident memory counts what is shared with other programs in full, PSS counts it in parts; `first_pss_mib` is that
    of the moment of painting.
    """

    window_ms: float
    painted_ms: float
    first_pss_mib: float
    resident_mib: float
    pss_mib: float


class _Look(NamedTuple):
    """The screen at a moment: how many pixels are in the colours; how much memory the program has, if that is known."""

    seconds: float
    pixels: int
    pss_mib: float


def measure_start(
    screen: Screen, command: Sequence[str], colours: Sequence[str], extra: Mapping[str, str], rest_s: float = QUIET_S
) -> Start:
    """Starts the program, waits until its picture was quiet for `rest_s`, and ends it."""
    empty = screen.pixels()
    start = time.perf_counter()
    process = begin(screen, command, extra)
    try:
        looks = watch(screen, process, colours, start, rest_s)
        memory = [_memory(process.pid, kind) for kind in ("Rss:", "Pss:")]
    finally:
        end(process)
        _wait_until_empty(screen, empty)
    painted = _painted(looks)
    return Start(looks[0].seconds * 1e3, painted.seconds * 1e3, painted.pss_mib, *memory)


def begin(screen: Screen, command: Sequence[str], extra: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Starts a program on that screen; `end` ends it."""
    with (screen.folder / "said.log").open("wb") as log:
        return subprocess.Popen(
            command,
            env=_environment(screen, extra),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def painted_ms(
    screen: Screen, process: subprocess.Popen[bytes], colours: Sequence[str], start: float, rest_s: float = QUIET_S
) -> float:
    """Milliseconds from `start` (perf_counter) until what the running program shows in the colours is painted."""
    return _painted(watch(screen, process, colours, start, rest_s)).seconds * 1e3


def _painted(looks: Sequence[_Look]) -> _Look:
    return next(look for look in looks if look.pixels >= SHARE * looks[-1].pixels)


def watch(
    screen: Screen, process: subprocess.Popen[bytes], colours: Sequence[str], start: float, rest_s: float
) -> list[_Look]:
    """Every change of the screen, until nothing changes any more."""
    keys = [screen.key(colour) for colour in colours]
    looks: list[_Look] = []
    picture, before, paused = screen.pixels(), screen.pixels(), 0.0
    while True:
        now = time.perf_counter() - start - paused
        if screen.pixels(picture) != before:
            count = sum(picture.count(key) for key in keys)
            picture, before = before, picture
            pss, took = _look_inside(process) if count >= FEWEST_PIXELS and not _is_known(looks, count) else (0.0, 0.0)
            paused += took
            looks.append(_Look(now, count, pss or (looks[-1].pss_mib if looks else 0.0)))
        is_there = bool(looks) and looks[-1].pixels >= FEWEST_PIXELS
        if is_there and now - looks[-1].seconds > rest_s:
            return looks
        if now > TIMEOUT_S or process.poll() is not None:
            said = (screen.folder / "said.log").read_text("utf-8", "replace")[-500:]
            raise NotPaintedError(f"{process.args!r}: nothing painted after {now:.1f} s. {said}")
        time.sleep(POLL_S)


def _is_known(looks: Sequence[_Look], count: int) -> bool:
    """Whether this cannot be the first look at a whole diagram: as much of it was there before."""
    return any(look.pixels >= SHARE * count for look in looks)


def _look_inside(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """PSS of the program as it is now, and the seconds for which it was held for that."""
    start = time.perf_counter()
    os.killpg(process.pid, signal.SIGSTOP)
    pss = _memory(process.pid, "Pss:")
    os.killpg(process.pid, signal.SIGCONT)
    return pss, time.perf_counter() - start


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


def _memory(leader: int, kind: str) -> float:
    return sum(_mib(pid, kind) for pid in _session(leader))


def _mib(pid: int, kind: str) -> float:
    """Memory of a process, of a kind that Linux tells."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(kind)), 0.0)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and all that it started."""
    for pid in {process.pid, *_session(process.pid)}:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait()


def _wait_until_empty(screen: Screen, empty: bytearray) -> None:
    end = time.monotonic() + 5
    while screen.pixels() != empty and time.monotonic() < end:
        time.sleep(0.02)
