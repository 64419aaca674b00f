"""What keys do on the canvas: arrow keys walk, Enter reads, the space bar acts, the menu key asks for the menu."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from calcviewer.core.model import Diagram
from calcviewer.layout.walk import walk

if TYPE_CHECKING:
    from calcviewer.view.canvas import Canvas

_DIRECTIONS = {
    (Qt.Key.Key_Down, False): "down",
    (Qt.Key.Key_Up, False): "up",
    (Qt.Key.Key_Left, False): "left",
    (Qt.Key.Key_Right, False): "right",
    (Qt.Key.Key_Down, True): "arrow-out",
    (Qt.Key.Key_Up, True): "arrow-in",
}
"""Key, with or without Shift → a direction of `layout.walk`."""


def press(canvas: "Canvas", event: QKeyEvent, diagram: Diagram | None, selected: str) -> bool:
    """Does what a key is for; False if it is for nothing here."""
    key = Qt.Key(event.key())
    direction = _DIRECTIONS.get((key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)))
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return False
    if direction and diagram is not None:
        canvas.element_chosen.emit(walk(diagram, canvas.picture, selected, direction))
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        canvas.details_requested.emit()
    elif key == Qt.Key.Key_Space:
        canvas.element_acted_on.emit(selected)
    elif key == Qt.Key.Key_Menu and not (rect := canvas.rect_of(selected)).isNull():
        middle = canvas.mapFromScene(rect.center())
        canvas.menu_requested.emit(selected, canvas.viewport().mapToGlobal(middle))
    else:
        return False
    return True
