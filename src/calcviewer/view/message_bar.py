"""The bar above the drawing: one sentence that stays until it is read, never a modal box."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from calcviewer.i18n import _


class MessageBar(QFrame):
    """One sentence above the drawing that stays until it is read; never a modal box. Emits `action_chosen`."""

    action_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.action = QPushButton()
        self.close_button = QToolButton(autoRaise=True)
        self.close_button.setText("×")
        self.close_button.clicked.connect(self.hide)
        self.action.clicked.connect(self.action_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.addWidget(self.label, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self._topic = ""
        self.hide()

    def is_about(self, *topics: str) -> bool:
        """Whether what it says now is on one of these topics."""
        return self._topic in topics

    def say(self, sentence: str, action: str = "", topic: str = "") -> None:
        """Shows a sentence, with a button if `action` names one. '' hides the bar."""
        self._topic = topic if sentence else ""
        self.label.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.close_button.setToolTip(_("Close"))
        self.close_button.setAccessibleName(_("Close"))
        self.setVisible(bool(sentence))
