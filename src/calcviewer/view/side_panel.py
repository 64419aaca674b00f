"""The frame of a panel at the right side: a heading, and a button that closes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from calcviewer.i18n import _


class SidePanel(QWidget):
    """A heading over a column of widgets. Emits `closed` when its button is pressed."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.heading.setProperty("isHeading", True)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.close_button = QToolButton(autoRaise=True)
        self.close_button.setText("✕")
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 8, 8)
        self.column.addLayout(head)

    def name(self, heading: str) -> None:
        """The heading, and the button in the language of the moment."""
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        self.close_button.setToolTip(_("Close"))
        self.close_button.setAccessibleName(_("Close"))


def wrapping_label() -> QLabel:
    """Plain words that are broken where the panel ends, and can be selected."""
    made = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
