"""Labels measured as Qt will write them. Not in `fonts`, which every start imports before it paints."""

from PySide6.QtGui import QFontMetricsF

from calcviewer.layout.widths import ByTables
from calcviewer.view.fonts import LINE_HEIGHT_PX, label_font, load_fonts


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
