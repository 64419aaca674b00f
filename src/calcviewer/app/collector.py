"""Collects garbage on the window's thread alone, while nothing else is to do.

Python collects wherever it happens to run, in the background too; a Qt object that is freed there takes the program
with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 1000


class Collector(QObject):
    """From `start` to `stop` nothing else collects; every period it looks whether there is enough to collect."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Takes over from Python's own collection."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Gives it back. No background work may run any more."""
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Collects the oldest generation that is due, if one is.

        The oldest of all takes a tenth of a second in a large library: it waits for a period in which nothing was made.
        """
        counts = gc.get_count()
        due = [generation for generation, most in enumerate(self._thresholds) if counts[generation] > most]
        if due:
            gc.collect(1 if len(due) > 1 else due[0])
