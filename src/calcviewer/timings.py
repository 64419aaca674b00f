"""The profile mode, `calcviewer --timings`: says on standard error when each step of a start or of an edit has ended.

A step is marked where it ends. Without the option a mark costs one look at a name.
"""

import sys
import time
from typing import NamedTuple

from calcviewer.i18n import N_, _


class _Series(NamedTuple):
    """What is being timed, since when, and when its last step ended: seconds of `perf_counter`."""

    title: str
    begun: float
    last: float


_series: _Series | None = None
_is_on = False


def set_on(is_on: bool) -> None:
    """Whether marks are printed; the start is timed from the start of the process.

    What Python itself took by then is told as processor time: nobody held a watch yet.
    """
    global _is_on, _series
    _is_on, _series = is_on, None
    begin(N_("Start"), time.perf_counter() - time.process_time())
    mark(N_("Python is there"))


def begin(title: str, since: float | None = None) -> None:
    """Another series of steps begins now, or began at that moment. Nothing is printed before one of them ends."""
    global _series
    if _is_on:
        now = time.perf_counter() if since is None else since
        _series = _Series(title, now, now)


def mark(step: str) -> None:
    """A step of the series has ended: prints how long after the beginning, and how long it took, in milliseconds."""
    global _series
    if not _is_on or _series is None:
        return
    title, begun, last = _series
    now = time.perf_counter()
    _series = _Series("", begun, now)
    heading = f"{_(title)}\n" if title else ""
    line = f"{(now - begun) * 1e3:9.1f} ms {(now - last) * 1e3:+9.1f}  {_(step)}"
    if sys.stderr is not None:
        print(f"{heading}{line}", file=sys.stderr, flush=True)
