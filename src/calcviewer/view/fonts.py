"""The bundled font, and labels measured with it."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

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


class QtMeasurer:
    """Measures labels for the layout as Qt will draw them (`layout.labels.TextMeasurer`)."""

    line_height = float(LINE_HEIGHT_PX)

    def __init__(self) -> None:
        load_fonts()
        self._metrics = {bold: QFontMetricsF(label_font(bold=bold)) for bold in (False, True)}

    def width(self, text: str, *, bold: bool = False) -> float:
        """Width in px at 100 %."""
        return self._metrics[bold].horizontalAdvance(text)
