"""Collects garbage on the window's thread alone, while nothing else is to do.

Python collects wherever it happens to run, in the background too; a Qt object that is freed there takes the program
with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 1000
MANY = 30_000
"""So many new objects take some 10 ms to look through."""
QUIET_PERIODS = 10


class Collector(QObject):
    """From `start` to `stop` nothing else collects; every period it looks whether there is enough to collect."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._was_enabled = True
        self._is_owed = False
        self._quiet_periods = 0
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Takes over from Python's own collection."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Gives it back, if it was on. No background work may run any more."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    def look(self) -> None:
        """Collects the oldest generation that is due, if one is.

        What comes at once when a large file is read would take a tenth of a second to look through. It is set aside
        until little was made for some seconds, when nobody is waiting.
        """
        counts = gc.get_count()
        due = [generation for generation, most in enumerate(self._thresholds) if counts[generation] > most]
        self._quiet_periods = 0 if due else self._quiet_periods + 1
        if counts[0] > MANY:
            self._is_owed = True
            gc.freeze()
        elif self._is_owed and self._quiet_periods >= QUIET_PERIODS:
            self._is_owed = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        elif due:
            gc.collect(due[-1])
