"""Work off the window's thread: each lane runs one job at a time, and only the newest result arrives."""

import contextlib
import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMetaMethod, QObject, QRunnable, QThreadPool, Signal

SWITCH_S = 0.001 if sys.platform == "win32" else 0.0001
"""So long a background job may keep the window's thread waiting for Python, each time it comes back from Qt: some 150
times in the making of 100 items. Usually it is 5 ms; 1 ms made that 166 ms long in place of 16. Windows cannot wait
for less than one."""


class Lane(QObject):
    """Jobs of one sort. A newer job cancels the older one; a late result is dropped.

    `done(result)` or `failed(error)` is emitted on the thread of the lane's owner.
    """

    done = Signal(object)
    failed = Signal(object)
    _arrived = Signal(int, object, object)

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._newest = 0
        self._cancel = threading.Event()
        self.is_closed = self.is_busy = False
        self._arrived.connect(self._receive)

    def start(self, job: Callable[[threading.Event], Any]) -> None:
        """Runs `job(cancelled)` in the background. The job may look at the event to stop early."""
        self.cancel()
        if self.is_closed:
            return
        self._cancel = threading.Event()
        self.is_busy = True
        self._pool.start(_Job(job, self._newest, self._cancel, self._arrived))

    def cancel(self) -> None:
        """Whatever runs is told to stop, and its result is not wanted any more."""
        self._cancel.set()
        self._newest += 1
        self.is_busy = False

    def _receive(self, number: int, result: object, error: object) -> None:
        if number != self._newest:
            return
        self.is_busy = False
        if isinstance(error, BaseException) and not self.isSignalConnected(QMetaMethod.fromSignal(self.failed)):
            raise error  # nobody expects it: it must not pass in silence
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(result)


class _Job(QRunnable):
    def __init__(self, job: Callable[[threading.Event], Any], number: int, cancel: threading.Event, to: Any) -> None:
        super().__init__()
        self._parts = job, number, cancel, to

    def run(self) -> None:
        job, number, cancel, arrived = self._parts
        result: object = None
        error: object = None
        try:
            if not cancel.is_set():
                result = job(cancel)
        except Exception as failure:  # noqa: BLE001 - carried to the owner, who decides
            error = failure
        with contextlib.suppress(RuntimeError):  # The owner is gone: the program is closing.
            arrived.emit(number, result, error)


class Background:
    """The threads of the program; `shutdown` waits until nothing runs."""

    def __init__(self) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(2)
        self._usual_s = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_S)
        self._lanes: list[Lane] = []

    def lane(self, parent: QObject | None = None) -> Lane:
        """A new lane for one sort of job."""
        self._lanes.append(Lane(self._pool, parent))
        return self._lanes[-1]

    def shutdown(self) -> None:
        """Cancels every job and waits for the threads to end."""
        for lane in self._lanes:
            lane.is_closed = True
            lane.cancel()
        self._pool.waitForDone()
        sys.setswitchinterval(self._usual_s)
