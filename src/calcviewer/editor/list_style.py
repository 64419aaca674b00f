"""Lists in which something is chosen or ticked, and their style: what the style sheet of the window does not say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from calcviewer import paths
from calcviewer.layout.theme import Theme


def wrapping_list() -> QListWidget:
    """A list whose entries may have several lines and are never cut."""
    made = QListWidget()
    made.setWordWrap(True)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setTextElideMode(Qt.TextElideMode.ElideNone)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def list_style(theme: Theme, side_px: int) -> str:
    """The theme as a style sheet for a panel with lists and ticks; a tick has sides of so many pixels."""
    tick = paths.resource("icons", f"check-{'black' if theme.is_dark else 'white'}.svg").as_posix()
    return f"""
    QLabel, QCheckBox {{ color: {theme.text}; }}
    QCheckBox {{ padding: 3px; border: 2px solid transparent; border-radius: 6px; }}
    QCheckBox:focus {{ border-color: {theme.accent}; }}
    QCheckBox:disabled {{ color: {theme.muted}; }}
    QCheckBox::indicator, QListWidget::indicator {{ width: {side_px}px; height: {side_px}px;
        border: 2px solid {theme.muted}; border-radius: 4px; background: {theme.page}; }}
    QCheckBox::indicator:checked, QListWidget::indicator:checked {{ background: {theme.accent};
        border-color: {theme.accent}; image: url("{tick}"); }}
    QListWidget {{ border: 2px solid transparent; border-radius: 6px; }}
    QListWidget:focus {{ border-color: {theme.accent}; }}
    QListWidget::item:selected {{ background: {theme.card}; color: {theme.text};
        border-left: 4px solid {theme.accent}; }}
    #differences {{ background: {theme.page}; color: {theme.text}; border: 1px solid {theme.line};
        border-radius: 6px; }}
    #differences:focus {{ border: 2px solid {theme.accent}; }}
    """
