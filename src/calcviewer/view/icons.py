"""Icons from `resources/icons`, drawn in the colour of the theme."""

from math import ceil

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from calcviewer import paths


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


def sharpness() -> int:
    """So many pixels to a side of one, for the finest screen there is. Twice as many take four times the memory."""
    application = QGuiApplication.instance()
    return ceil(application.devicePixelRatio()) if isinstance(application, QGuiApplication) else 1


def _drawn(data: bytes, colour: str, size: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(data.replace(b"currentColor", colour.encode())))
    pixmap = QPixmap(QSize(size, size) * sharpness())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(sharpness())
    return pixmap
