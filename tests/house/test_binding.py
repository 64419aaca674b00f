"""The canary for the pair of Python and PySide6: a bad pair aborts the program after minutes of use.

PySide6 6.12 on Python 3.11 drops one reference to None with every call that returns nothing (docs/decisions/0003).
"""

import sys

from PySide6.QtGui import QImage, QPainter


def test_void_calls_leave_none_alone() -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.drawRect(0, 0, 4, 4)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < 100  # other objects come and go; a bad pair loses 1,000
