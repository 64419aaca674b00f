"""Floor 2: a Qt window with a view of 20 boxes and their labels, whose places are known beforehand."""

import sys

from PySide6.QtGui import QBrush, QColor, QPainterPath
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QMainWindow,
)

application = QApplication(sys.argv)
window = QMainWindow()
scene = QGraphicsScene()
brush = QBrush(QColor("#12c456"))
for number in range(20):
    path = QPainterPath()
    path.addRoundedRect(0, 0, 130, 44, 8, 8)
    box = QGraphicsPathItem(path)
    box.setBrush(brush)
    box.setPos(number % 4 * 160, number // 4 * 80)
    label = QGraphicsSimpleTextItem(f"Node {number}", box)
    label.setPos(20, 12)
    scene.addItem(box)
window.setCentralWidget(QGraphicsView(scene))
window.resize(1100, 700)
window.show()
application.exec()
