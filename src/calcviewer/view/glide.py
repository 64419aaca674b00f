"""A drawing that glides to its next picture, shortly, or not at all where the system asks for little motion."""

import ctypes
import sys

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QStyle, QWidget

from calcviewer.layout.passage import Passage
from calcviewer.view.items import Drawing

GLIDE_MS = 140
MOST_MOVED = 300
"""More would take longer than a frame each."""
SPI_GETCLIENTAREAANIMATION = 0x1042


class Glide(QVariantAnimation):
    """`finished` follows also where nothing glides."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._drawing: Drawing | None = None
        self._passage: Passage | None = None
        self._shown: float | None = None
        self.setDuration(GLIDE_MS)
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(self._show)

    def begin(self, drawing: Drawing, passage: Passage) -> None:
        """From where things are to where they will be; another glide ends where it is."""
        self.stop()
        if 0 < passage.moved <= MOST_MOVED and self._widget.isVisible() and is_motion_wanted(self._widget):
            self._drawing, self._passage, self._shown = drawing, passage, None
            self.start()
            self._show(0.0)  # which the start tells by itself, but not if the last glide came no further
        else:
            drawing.revise(passage.end)
            self.finished.emit()

    def end(self) -> None:
        """Stops without a last picture."""
        self.stop()
        self._drawing = self._passage = None

    @property
    def is_on(self) -> bool:
        """Whether something is still moving."""
        return self.state() == QAbstractAnimation.State.Running

    def _show(self, share: float) -> None:
        if self._drawing is not None and self._passage is not None and share != self._shown:
            self._shown = share
            self._drawing.revise(self._passage.at(share))


def is_motion_wanted(widget: QWidget) -> bool:
    """False if the style, or the settings of the system, ask for none."""
    duration = widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)
    return duration > 0 and _is_motion_on()


def _is_motion_on() -> bool:
    """What Windows says: Qt does not ask for *Show animations*."""
    if sys.platform == "win32":
        is_on = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(is_on), 0)
        return bool(is_on.value)
    return True
