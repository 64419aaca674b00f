"""macOS hands the files that are opened in its Finder to the running program as events: they are passed on as paths."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class OpeningApplication(QApplication):
    """Emits `opened(path)`. What comes before somebody listens is kept until `pass_on` is called."""

    opened = Signal(str)

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._kept: list[str] | None = []

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return super().event(event)
        if self._kept is None:
            self.opened.emit(event.file())
        else:
            self._kept.append(event.file())
        return True

    def pass_on(self) -> None:
        """Emits what was kept; from now on paths are emitted as they come."""
        kept, self._kept = self._kept or [], None
        for path in kept:
            self.opened.emit(path)
