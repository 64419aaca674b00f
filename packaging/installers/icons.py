"""The program's icon in the forms that systems want, all of them drawn from `packaging/icon.svg`."""

import os
import struct
import subprocess
import sys
from pathlib import Path

from installers.product import BUILD, PACKAGING

SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
ICNS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}
DRAW = """\
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
application, source, folder = QGuiApplication([]), sys.argv[1], sys.argv[2]
for size in map(int, sys.argv[3:]):
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(source).render(painter)
    painter.end()
    assert image.save(f"{folder}/{size}.png")
"""


def png(size: int) -> bytes:
    """The icon as a PNG."""
    folder = BUILD / "icons"
    if not (folder / f"{SIZES[-1]}.png").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-c", DRAW, str(PACKAGING / "icon.svg"), str(folder), *map(str, SIZES)]
        subprocess.run(command, check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    return (folder / f"{size}.png").read_bytes()


def ico() -> bytes:
    """For Windows: several sizes in one file."""
    sizes = [size for size in SIZES if size <= 256]
    pictures = [png(size) for size in sizes]
    place = 6 + 16 * len(sizes)
    table = struct.pack("<HHH", 0, 1, len(sizes))
    for size, picture in zip(sizes, pictures, strict=True):
        table += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return table + b"".join(pictures)


def icns() -> bytes:
    """For macOS."""
    body = b"".join(kind + struct.pack(">I", 8 + len(png(size))) + png(size) for size, kind in ICNS.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def svg() -> Path:
    return PACKAGING / "icon.svg"
