"""Floor 1: an empty Qt window with one painted widget."""

import sys

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

application = QApplication(sys.argv)
window = QMainWindow()
ground = QWidget()
palette = QPalette()
palette.setColor(QPalette.ColorRole.Window, QColor("#12c456"))
ground.setAutoFillBackground(True)
ground.setPalette(palette)
window.setCentralWidget(ground)
window.resize(1100, 700)
window.show()
application.exec()
