"""A picture painted by Qt: PNG. The same items as on the canvas, rendered off screen."""

import os

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsScene

from calcviewer.core.model import Diagram
from calcviewer.layout.marks import NO_MARKS, Marks
from calcviewer.layout.picture import Picture
from calcviewer.layout.theme import Theme
from calcviewer.view.fonts import load_fonts
from calcviewer.view.items import Drawing

LARGEST_SIDE = 16000
MOST_PIXELS = 100_000_000.0


_application: list[QApplication] = []


def _need_application() -> None:
    """Painting needs an application, but no screen: without a window there is an invisible one, for good."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _application.append(QApplication(["calcviewer"]))


def to_png(
    picture: Picture, diagram: Diagram, language: str, theme: Theme, scale: float, marks: Marks = NO_MARKS
) -> bytes:
    """The picture at `scale` px per px at 100 %; smaller if a side would pass the largest that images can have."""
    _need_application()
    load_fonts()
    scale = min(scale, LARGEST_SIDE / max(picture.width, picture.height, 1.0))
    scale = min(scale, (MOST_PIXELS / max(picture.width * picture.height, 1.0)) ** 0.5)  # 400 MB
    width, height = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.page))
    image.setText("Title", diagram.title.get(language))
    scene = QGraphicsScene()
    drawing = Drawing(scene, picture, theme, language)
    drawing.set_marks(marks)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scene.render(painter, QRectF(0, 0, width, height), QRectF(0, 0, picture.width, picture.height))
    painter.end()
    drawing.remove()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())
