"""Icons from `resources/icons`, drawn in the colour of the theme."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from calcviewer import paths

SCALE = 2
"""Icons are drawn at twice their size, which serves every screen."""


def icon(name: str, colour: str, size: int = 24) -> QIcon:
    """The icon of that name; an empty one if the file is not there."""
    from PySide6.QtSvg import QSvgRenderer

    try:
        data = paths.resource("icons", f"{name}.svg").read_bytes()
    except OSError:
        return QIcon()
    renderer = QSvgRenderer(QByteArray(data.replace(b"currentColor", colour.encode())))
    pixmap = QPixmap(QSize(size, size) * SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(SCALE)
    return QIcon(pixmap)
