"""Icons from `resources/icons`, drawn in the colour of the theme."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from calcviewer import paths

SCALE = 2
"""Icons are drawn at twice their size, which serves every screen."""


def icon(name: str, colour: str, size: int = 24, *, checked: str = "") -> QIcon:
    """The icon of that name, in another colour while its button is checked; an empty one if the file is not there."""
    try:
        data = paths.resource("icons", f"{name}.svg").read_bytes()
    except OSError:
        return QIcon()
    made = QIcon(_drawn(data, colour, size))
    if checked:
        made.addPixmap(_drawn(data, checked, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _drawn(data: bytes, colour: str, size: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(data.replace(b"currentColor", colour.encode())))
    pixmap = QPixmap(QSize(size, size) * SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(SCALE)
    return pixmap
