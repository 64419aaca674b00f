"""The bundled font, and labels measured with it."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from calcviewer import paths
from calcviewer.layout.widths import ByTables

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


class QtMeasurer(ByTables):
    """Measures labels by the tables, which give the same layout on every system, and by Qt what has characters that
    only other fonts have.
    """

    line_height = float(LINE_HEIGHT_PX)

    def __init__(self) -> None:
        load_fonts()
        self._metrics = {bold: QFontMetricsF(label_font(bold=bold)) for bold in (False, True)}

    def beyond(self, text: str, bold: bool) -> float:
        """As wide as Qt will write it."""
        return self._metrics[bold].horizontalAdvance(text)
