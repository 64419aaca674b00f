"""Notices that the open file was changed by another program. Only its content counts: neither its date nor its size.

A timer looks, since watching dies at the first atomic replace and does not exist on many network drives.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from calcviewer.core.fingerprint import fingerprint

PERIOD_MS = 2000
LARGEST = 4 << 20


class FileWatch(QObject):
    """Emits `changed` when the content differs from what was seen last, `vanished` when the file is gone."""

    changed = Signal()
    vanished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._stamp: tuple[int, int] | None = None
        self._digest = ""
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.look)

    def follow(self, path: Path | None) -> None:
        """Looks after this file from now on; None looks after nothing."""
        self._path = path
        self._stamp, self._digest = self._see()
        if path is None:
            self._timer.stop()
        else:
            self._timer.start()

    def look(self) -> None:
        """Looks now."""
        stamp = self._stamp_now()
        if self._path is None or stamp == self._stamp:
            return
        before = self._digest
        self._stamp, self._digest = self._see()
        if self._stamp is None:
            self.vanished.emit()
        elif self._digest != before:
            self.changed.emit()

    def _stamp_now(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat() if self._path else None
        except OSError:
            return None
        return (found.st_mtime_ns, found.st_size) if found else None

    def _see(self) -> tuple[tuple[int, int] | None, str]:
        stamp = self._stamp_now()
        if self._path is None or stamp is None or not self._path.is_file():
            return None, ""
        try:
            with self._path.open("rb") as file:
                return stamp, fingerprint(file.read(LARGEST))
        except OSError:
            return None, ""
