"""The right side: the details, and beside them whatever panel is there for a while, each with a tab."""

from PySide6.QtWidgets import QTabWidget, QWidget


class SideTabs(QTabWidget):
    """With only one panel there are no tabs to see."""

    def __init__(self, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setTabBarAutoHide(True)
        self.addTab(first, "")

    def show_panel(self, panel: QWidget, name: str) -> None:
        """Brings a panel to the front; it has a tab from then on."""
        if self.indexOf(panel) < 0:
            self.addTab(panel, name)
        self.name_panel(panel, name)
        self.setCurrentWidget(panel)
        self.show()

    def name_panel(self, panel: QWidget, name: str) -> None:
        """The words on a panel's tab, if it has one."""
        if self.indexOf(panel) >= 0:
            self.setTabText(self.indexOf(panel), name)

    def hide_panel(self, panel: QWidget) -> None:
        """Takes a panel away."""
        if self.indexOf(panel) >= 0:
            self.removeTab(self.indexOf(panel))
            panel.setParent(None)
