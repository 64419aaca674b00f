"""The style sheet of forms: what the one of the window does not say."""

from calcviewer import paths
from calcviewer.layout.theme import Theme
from calcviewer.view.style import BAR_POINTS


def form_style(theme: Theme, points: float) -> str:
    """The theme as a style sheet for a form and the lists that come up over it."""
    small, side = min(points, BAR_POINTS), round(points * 1.3)
    arrow = paths.resource("icons", f"chevron-down-{'white' if theme.is_dark else 'black'}.svg").as_posix()
    return f"""
    #form, #formPage {{ background: {theme.page}; }}
    #helpStrip {{ background: {theme.panel}; border: none; border-top: 1px solid {theme.line}; }}
    QLabel {{ color: {theme.text}; }}
    QLabel[isHeading="true"] {{ font-weight: bold; font-size: 115%; }}
    QLabel[isField="true"] {{ font-weight: bold; }}
    QLabel[isQuiet="true"], QLabel[isHint="true"] {{ color: {theme.muted}; font-size: {small}pt; }}
    QLabel[isSigned="true"] {{ color: {theme.marks["less"]}; font-weight: bold; }}
    QLabel[isWarning="true"] {{ color: {theme.marks["stop"]}; }}
    QPlainTextEdit {{ background: {theme.page}; color: {theme.text}; border: 1px solid {theme.group_line};
        border-radius: 6px; padding: 3px 4px; selection-background-color: {theme.accent};
        selection-color: {theme.on_accent}; }}
    QPlainTextEdit:focus {{ border: 2px solid {theme.accent}; padding: 2px 3px; }}
    QPushButton, QToolButton {{ font-size: {small}pt; padding: 3px 8px; }}
    QToolButton {{ border: 1px solid {theme.line}; background: {theme.page}; }}
    QToolButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QToolButton[hasPicture="true"]:checked {{ background: {theme.card}; color: {theme.text};
        border: 3px solid {theme.accent}; padding: 1px 6px; }}
    #contentsBar QToolButton {{ padding: 3px 6px; }}
    QToolButton:disabled {{ color: {theme.line}; }}
    QToolButton:focus, QPushButton:focus {{ border: 2px solid {theme.accent}; }}
    QPushButton[isChip="true"] {{ border: 1px solid {theme.group_line}; border-radius: 10px;
        background: {theme.card}; }}
    QPushButton[isChip="true"]:focus {{ border: 2px solid {theme.accent}; }}
    #contentsBar {{ background: {theme.panel}; border: none; border-bottom: 1px solid {theme.line}; }}
    QComboBox {{ font-size: {small}pt; font-weight: bold; padding: 4px 8px; border: 1px solid {theme.group_line};
        border-radius: 6px; background: {theme.page}; color: {theme.text}; }}
    QComboBox::drop-down {{ border: none; width: {side + 8}px; }}
    QComboBox::down-arrow {{ image: url("{arrow}"); width: {side}px; height: {side}px; }}
    QComboBox:focus {{ border: 2px solid {theme.accent}; padding: 3px 7px; }}
    QComboBox QAbstractItemView {{ background: {theme.page}; color: {theme.text}; border: 1px solid {theme.group_line};
        selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
    QCheckBox::indicator {{ width: {side}px; height: {side}px; }}
    #chooser {{ background: {theme.panel}; border: 1px solid {theme.group_line}; }}
    #chooser QListWidget::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
    """
