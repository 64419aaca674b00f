"""The style sheet of the window: what the palette alone cannot say."""

from calcviewer import paths
from calcviewer.layout.theme import Theme
from calcviewer.view.fonts import FAMILY

BAR_POINTS = 15.0
_WITH_SYSTEM_FONTS = "QAbstractItemView, QMenu, QMenuBar, QToolTip, QMessageBox QLabel"
"""For these Windows and macOS have fonts of their own, which come back whenever the system's theme changes."""


def stylesheet(theme: Theme, points: float) -> str:
    """The theme as a Qt style sheet, for a text size in points. The bars grow less than the text to be read."""
    small = min(points, BAR_POINTS)
    return f"""
    {_WITH_SYSTEM_FONTS} {{ font-family: "{FAMILY}"; font-size: {points}pt; }}
    QMainWindow, QToolBar, QTabWidget::pane, #library, #centre {{ background: {theme.panel}; border: none; }}
    QToolBar {{ spacing: 4px; padding: 4px 6px; border-bottom: 1px solid {theme.line}; }}
    #rail {{ border-bottom: none; border-right: 1px solid {theme.line}; padding: 6px; }}
    QToolBar QToolButton, QMenuBar {{ font-size: {small}pt; }}
    QToolButton {{ padding: 5px 8px; border: 1px solid transparent; border-radius: 6px; color: {theme.text}; }}
    QToolButton:hover {{ background: {theme.card}; border-color: {theme.line}; }}
    QToolButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QToolButton:focus, QPushButton:focus {{ border: 2px solid {theme.accent}; }}
    QToolBarExtension {{ padding: 0; font-weight: bold; }}
    QToolButton::menu-indicator {{ image: none; }}
    QSplitter::handle {{ background: {theme.line}; width: 1px; height: 1px; }}
    QLineEdit {{ padding: 6px 8px; border: 1px solid {theme.line}; border-radius: 6px; background: {theme.page};
        color: {theme.text}; }}
    QLineEdit:focus {{ border: 2px solid {theme.accent}; }}
    QTreeWidget, QListWidget {{ border: none; background: transparent; color: {theme.text}; outline: 0; }}
    QTreeWidget::item, QListWidget::item {{ padding: 5px 4px; border-radius: 5px; color: {theme.text}; }}
    #library QListWidget::item:disabled {{ color: {theme.muted}; }}
    #library QListWidget::item {{ padding: 5px 0px; }}
    QTreeWidget::item:hover, #library QListWidget::item:hover {{ background: {theme.card}; }}
    QTreeWidget::item:selected, #library QListWidget::item:selected {{ background: {theme.accent};
        color: {theme.on_accent}; }}
    QTabBar::tab {{ padding: 8px 14px; color: {theme.muted}; border: none; background: transparent; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 3px solid {theme.accent}; }}
    QTabBar::tab:focus {{ color: {theme.accent}; }}
    #title {{ padding: 10px 18px 8px 18px; font-weight: bold; font-size: 130%; background: {theme.page};
        color: {theme.text}; }}
    #messageBar {{ background: {theme.card}; border-top: 1px solid {theme.line};
        border-bottom: 1px solid {theme.line}; }}
    #messageBar QLabel {{ color: {theme.text}; }}
    QPushButton {{ padding: 5px 12px; border: 1px solid {theme.line}; border-radius: 6px; background: {theme.page};
        color: {theme.text}; }}
    QPushButton:hover {{ border-color: {theme.accent}; }}
    #legend {{ font-size: 88%; background: {theme.page}; border-top: 1px solid {theme.line}; padding: 2px 8px; }}
    #legend::item {{ padding: 2px 4px; color: {theme.text}; }}
    #emptyState {{ background: {theme.page}; }}
    #emptyTitle {{ font-weight: bold; color: {theme.text}; }}
    #problems {{ background: {theme.page}; border-top: 1px solid {theme.line}; max-height: 180px; }}
    #tablePage {{ border: none; background: {theme.page}; color: {theme.text}; }}
    #details {{ border: none; border-left: 1px solid {theme.line}; background: {theme.page}; color: {theme.text}; }}
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {theme.group_line}; border-radius: 4px; margin: 2px; min-height: 32px;
        min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {theme.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QToolTip {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px; }}
    QMenu, QMenuBar {{ background: {theme.panel}; color: {theme.text}; }}
    QMenu::item:selected, QMenuBar::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
    {_asking(theme, points)}
    {_comparison(theme, min(points, BAR_POINTS))}
    """


def _asking(theme: Theme, points: float) -> str:
    """The bar and the panels of what is asked of a diagram."""
    small, side = min(points, BAR_POINTS), round(points * 1.3)
    tick = paths.resource("icons", f"check-{'black' if theme.is_dark else 'white'}.svg").as_posix()
    return f"""
    #traceBar {{ background: {theme.panel}; border-top: 1px solid {theme.line};
        border-bottom: 1px solid {theme.line}; }}
    #traceBar QLabel {{ color: {theme.text}; font-weight: bold; font-size: {small}pt; }}
    #traceBar QToolButton, #traceBar QPushButton, #traceBar QComboBox {{ font-size: {small}pt; }}
    #traceBar QToolButton, #traceBar QPushButton {{ padding: 3px 9px; }}
    #traceBar QToolButton {{ border-color: {theme.line}; background: {theme.page}; }}
    #traceBar QToolButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; }}
    SidePanel {{ background: {theme.page}; border-left: 1px solid {theme.line}; }}
    QLabel[isHeading="true"] {{ font-weight: bold; font-size: 115%; color: {theme.text}; }}
    QLabel[isQuiet="true"] {{ color: {theme.muted}; font-size: {small}pt; }}
    SidePanel QPushButton, SidePanel QToolButton {{ font-size: {small}pt; }}
    QPushButton[isChip="true"] {{ border: 2px solid {theme.marks["stop"]}; border-radius: 10px; padding: 3px 8px; }}
    #treatments, #treatments > QWidget > QWidget {{ background: {theme.page}; }}
    #treatments QLabel {{ color: {theme.text}; }}
    #findBar {{ background: {theme.panel}; border-bottom: 1px solid {theme.line}; }}
    #treatments QCheckBox, #findBar QCheckBox {{ padding: 2px; border: 2px solid transparent; border-radius: 6px; }}
    #treatments QCheckBox:focus, #findBar QCheckBox:focus {{ border-color: {theme.accent}; }}
    #treatments QCheckBox::indicator, #findBar QCheckBox::indicator {{ width: {side}px; height: {side}px;
        border: 2px solid {theme.muted};
        border-radius: 4px; background: {theme.page}; }}
    #treatments QCheckBox::indicator:checked, #findBar QCheckBox::indicator:checked {{
        background: {theme.accent}; border-color: {theme.accent};
        image: url("{tick}"); }}
    #answer {{ border: none; border-top: 1px solid {theme.line}; background: {theme.page}; color: {theme.text}; }}
    #wordsPreview {{ border: 1px solid {theme.line}; background: {theme.page}; color: {theme.text}; }}
    """


def _comparison(theme: Theme, small: float) -> str:
    """Two drawings side by side."""
    return f"""
    #second, #sharedBar {{ background: {theme.page}; }}
    #sharedBar {{ border-top: 1px solid {theme.line}; }}
    #sharedBar QLabel {{ font-weight: bold; color: {theme.text}; }}
    #shared {{ font-size: 92%; background: {theme.page}; }}
    #shared::item {{ padding: 2px 4px; color: {theme.text}; }}
    #shared::item:hover {{ background: {theme.card}; }}
    QComboBox {{ font-weight: bold; font-size: {small}pt; }}
    """
