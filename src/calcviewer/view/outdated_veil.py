"""What lies over a drawing that is older than its text: a hatched band along the edges, and words in a corner."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from calcviewer.i18n import _
from calcviewer.layout.theme import Theme
from calcviewer.view.fonts import label_font

BAND = 9
HATCH = 12
LINE = 2.2
PAD_X, PAD_Y = 12.0, 6.0
WORDS_PX = 19
SIGN = 22.0


class OutdatedVeil(QWidget):
    """Lets everything through: the drawing can be looked at and clicked as before."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)  # what lies in its viewport is scrolled with it
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme: Theme | None = None
        self.hide()

    def show_over(self, theme: Theme, size: QSize) -> None:
        """Covers a view of this size."""
        self.set_theme(theme)
        self.setAccessibleName(words_of_veil())
        self.resize(size)
        self.show()
        self.raise_()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The band, and the words on it."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_band(painter, self._theme)
        self._paint_words(painter, self._theme)
        painter.end()

    def _paint_band(self, painter: QPainter, theme: Theme) -> None:
        whole, inner = QPainterPath(), QPainterPath()
        whole.addRect(QRectF(self.rect()))
        inner.addRect(QRectF(self.rect()).adjusted(BAND, BAND, -BAND, -BAND))
        painter.setClipPath(whole.subtracted(inner))
        painter.fillRect(self.rect(), QColor(theme.page))
        painter.setPen(QPen(QColor(theme.marks["stop"]), LINE))
        for x in range(-self.height(), self.width(), HATCH):
            painter.drawLine(x, self.height(), x + self.height(), 0)
        painter.setClipping(False)

    def _paint_words(self, painter: QPainter, theme: Theme) -> None:
        font = QFont(label_font(bold=True))
        font.setPixelSize(WORDS_PX)
        words, metrics = words_of_veil(), QFontMetricsF(font)
        width = min(self.width() - 2.0 * BAND, metrics.horizontalAdvance(words) + SIGN + 3 * PAD_X)
        within = QRect(0, 0, int(width - SIGN - 3 * PAD_X) + 1, self.height())
        high = metrics.boundingRect(within, int(Qt.TextFlag.TextWordWrap), words).height()
        height = high + 2 * PAD_Y
        ground = QRectF(BAND, self.height() - BAND - height, width, height)
        stop = QColor(theme.marks["stop"])
        painter.setPen(QPen(stop, 2))
        painter.setBrush(QColor(theme.page))
        painter.drawRoundedRect(ground, 6, 6)
        self._paint_sign(painter, ground.left() + PAD_X, ground.center().y(), stop)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        place = ground.adjusted(SIGN + 2 * PAD_X, PAD_Y, 0, -PAD_Y)
        painter.drawText(place, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_sign(self, painter: QPainter, left: float, middle: float, colour: QColor) -> None:
        """A triangle with an exclamation mark."""
        sign = QPainterPath()
        sign.moveTo(left + SIGN / 2, middle - SIGN / 2)
        sign.lineTo(left + SIGN, middle + SIGN / 2.2)
        sign.lineTo(left, middle + SIGN / 2.2)
        sign.closeSubpath()
        painter.setPen(QPen(colour, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(sign)
        x = left + SIGN / 2
        painter.drawLine(QPointF(x, middle - SIGN * 0.16), QPointF(x, middle + SIGN * 0.1))
        painter.drawPoint(QPointF(x, middle + SIGN * 0.27))


def words_of_veil() -> str:
    """What is wrong, in the language of the moment."""
    return _("Not up to date: the text has an error")
