"""The bundled font."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from calcviewer import paths

FAMILY = "CalcViewer Sans"
LABEL_PX = 15
LINE_HEIGHT_PX = 20


@cache
def load_fonts() -> None:
    """Makes the bundled faces known to Qt. Needs a QGuiApplication."""
    for style in ("Regular", "Bold", "Italic"):
        QFontDatabase.addApplicationFont(str(paths.resource("fonts", f"CalcViewerSans-{style}.otf")))


@cache
def label_font(*, bold: bool = False) -> QFont:
    """The font of the drawing, the same on every machine: no hinting, so that widths scale."""
    font = QFont(FAMILY)
    font.setPixelSize(LABEL_PX)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
