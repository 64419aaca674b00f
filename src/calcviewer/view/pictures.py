"""Pictures of a library, read within bounds: ordinary files inside the folder, of a moderate size."""

import stat
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from calcviewer.core.image_path import is_inside_library

BYTES_LIMIT = 8 << 20
SIDE_LIMIT = 6000
WIDTH, PAPER = 300, "#ffffff"
FORMATS = ("png", "jpeg", "jpg", "gif", "webp", "bmp")


def load_picture(folder: Path, file: str, width: int = WIDTH, ground: str = PAPER) -> QImage | None:
    """The picture at most `width` px wide; None if it is missing, outside the folder, too big or not a picture."""
    data = _read(folder, file)
    if data is None:
        return None
    return _made(data, file.lower().endswith(".svg"), width, ground)


@lru_cache(maxsize=24)
def _made(data: bytes, is_svg: bool, width: int, ground: str) -> QImage | None:
    return _svg(data, width, ground) if is_svg else _raster(data, width)


def _read(folder: Path, file: str) -> bytes | None:
    if not is_inside_library(file):
        return None
    path = folder / file
    try:
        found = path.stat()
        is_inside = path.resolve().is_relative_to(folder.resolve())
        if not stat.S_ISREG(found.st_mode) or not is_inside or not 0 < found.st_size <= BYTES_LIMIT:
            return None
        return path.read_bytes()
    except OSError:
        return None


def _raster(data: bytes, width: int) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    is_known = bytes(reader.format().data()).decode() in FORMATS
    if not is_known or not size.isValid() or max(size.width(), size.height()) > SIDE_LIMIT:
        return None
    if size.width() > width:
        reader.setScaledSize(size.scaled(QSize(width, SIDE_LIMIT), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _svg(data: bytes, width: int, ground: str) -> QImage | None:
    from PySide6.QtSvg import QSvgRenderer

    from calcviewer.core.safe_svg import is_safe_svg

    if not is_safe_svg(data):
        return None

    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty() or max(size.width(), size.height()) > SIDE_LIMIT:
        return None
    size = size.scaled(QSize(width, SIDE_LIMIT), Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(ground))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image
