"""How everything looks at the moment: the theme, chosen or the system's, and the size of the text."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from calcviewer.layout.theme import THEMES, Theme
from calcviewer.view.fonts import FAMILY, load_fonts
from calcviewer.view.style import stylesheet

SYSTEM = "system"
BASE_POINTS = 10.5


class Look(QObject):
    """The present `theme`; `changed` after the user or the system chose another one, or another text size."""

    changed = Signal()

    def __init__(self, application: QApplication, theme_name: str = SYSTEM, text_size: int = 100) -> None:
        super().__init__()
        self._application = application
        self.theme_name = theme_name
        self.text_size = text_size
        load_fonts()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_change)
        self._apply()

    @property
    def theme(self) -> Theme:
        """The colours of the moment."""
        return THEMES.get(self.theme_name) or THEMES[_system_theme(self._application)]

    def choose_theme(self, name: str) -> None:
        """'system' or the name of a theme."""
        self.theme_name = name
        self._apply()
        self.changed.emit()

    def choose_text_size(self, percent: int) -> None:
        """The size of the text in the panels, 80 to 250 %."""
        self.text_size = min(max(percent, 80), 250)
        self._apply()
        self.changed.emit()

    def _on_system_change(self) -> None:
        if self.theme_name not in THEMES:
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        font = QFont(FAMILY)
        font.setPointSizeF(BASE_POINTS * self.text_size / 100)
        self._application.setFont(font)
        self._application.setPalette(palette(self.theme))
        self._application.setStyleSheet(stylesheet(self.theme, font.pointSizeF()))


def _system_theme(application: QApplication) -> str:
    hints = application.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    if accessibility is not None:
        contrast = accessibility().contrastPreference()
        if getattr(contrast, "name", "") == "HighContrast":
            return "high-contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, so that every stock widget follows it."""
    role = QPalette.ColorRole
    made = QPalette()
    for colour, roles in (
        (theme.panel, (role.Window, role.Button, role.ToolTipBase)),
        (theme.page, (role.Base,)),
        (theme.card, (role.AlternateBase,)),
        (theme.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (theme.accent, (role.Highlight,)),
        (theme.on_accent, (role.HighlightedText,)),
        (theme.link, (role.Link, role.LinkVisited)),
        (theme.muted, (role.PlaceholderText,)),
        (theme.line, (role.Mid, role.Dark)),
    ):
        for one in roles:
            made.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, QColor(theme.muted))
    return made
