"""The right panel: draws the parts of `story` as one rich text, and asks for what its links name.

Texts of a library are strangers' texts: Markdown without HTML, no resource is ever loaded, no link ever leaves the
program.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QHelpEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from calcviewer.core.model import TableRow, Term, Text
from calcviewer.i18n import _
from calcviewer.layout.theme import Theme
from calcviewer.view import story

TERM = "term:"
COLUMN_LETTERS, PAIR_LETTERS = 11, 34
"""A table whose columns would be narrower than so many letters, or its pairs of cells, takes another form."""
_NO_HTML = QTextDocument.MarkdownFeature.MarkdownDialectCommonMark | QTextDocument.MarkdownFeature.MarkdownNoHTML


class Details(QTextBrowser):
    """Signals: `link_activated(link)`: `#step`, `diagram#step` or `diagram`."""

    link_activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self._theme = theme
        self._document: QTextDocument | None = None
        self._folder = Path()
        self._parts: Sequence[story.Part] = ()
        self._languages: tuple[str, ...] = ("en",)
        self._glossary: Mapping[str, Term] = {}
        self.anchorClicked.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """Draws the same in other colours."""
        self._theme = theme
        self._draw()

    def set_folder(self, folder: Path) -> None:
        """Where pictures of the library lie."""
        self._folder = folder

    def show_story(self, parts: Sequence[story.Part], languages: tuple[str, ...], glossary: Mapping[str, Term]) -> None:
        """Shows `parts` in one language, or in two side by side."""
        is_same_place = self._parts[:1] == parts[:1]
        at = self.verticalScrollBar().value()
        self._parts, self._languages, self._glossary = parts, languages, glossary
        self._draw()
        self.verticalScrollBar().setValue(at if is_same_place else 0)

    @property
    def letters(self) -> float:
        """How many letters have room side by side, whether there is a scroll bar or not."""
        return self.width() / max(self.fontMetrics().averageCharWidth(), 1)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing is ever loaded. WORKAROUND: None would let Qt load it by itself."""
        return ""

    def event(self, event: QEvent) -> bool:
        """A word of the glossary shows its definition on hover."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            link = self.anchorAt(self.viewport().mapFrom(self, event.pos()))
            self._show_definition(link, event.globalPos()) if link.startswith(TERM) else QToolTip.hideText()
            return True
        return super().event(event)

    def _follow(self, url: QUrl) -> None:
        link = QUrl.fromPercentEncoding(url.toEncoded())
        if link.startswith(TERM):
            at = self.mapToGlobal(self.cursorRect().bottomLeft())
            self._show_definition(link, at)
        else:
            self.link_activated.emit(link)

    def _show_definition(self, link: str, at: object) -> None:
        from html import escape

        term = self._glossary.get(link.removeprefix(TERM))
        if term:
            lines = (f"<b>{escape(term.label.get(x))}</b><br>{escape(term.definition.get(x))}" for x in self._languages)
            QToolTip.showText(at, f"<qt>{'<br><br>'.join(lines)}</qt>", self)  # type: ignore[arg-type]

    def _draw(self) -> None:
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self.font())
        document.setDocumentMargin(16)
        pen = _Pen(document, self._theme, self._languages, self._folder, self.letters)
        for part in self._parts:
            pen.draw(part)
        self.setDocument(document)
        for picture in pen.pictures:
            QTimer.singleShot(0, document, picture)  # the words are on screen before a picture is drawn
        if self._document is not None:
            self._document.deleteLater()  # Qt deletes only the document that it made itself
        self._document = document


def cells_in_line(columns: int, letters: float) -> int:
    """How many cells of a table stand side by side: all of a row; or the name of the column and its cell; or one."""
    if letters >= COLUMN_LETTERS * (columns + 1):
        return columns + 1
    return 2 if letters >= PAIR_LETTERS else 1


class _Pen:
    """Writes parts into a document, one after the other. `letters` have room side by side."""

    def __init__(
        self, document: QTextDocument, theme: Theme, languages: tuple[str, ...], folder: Path, letters: float
    ) -> None:
        self._folder = folder
        self.pictures: list[Callable[[], None]] = []
        """Each sets one picture in its place, which is kept free for it."""
        self._letters = letters
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._languages = languages
        self._is_fresh = True
        self._size = document.defaultFont().pointSizeF()
        self._drawers: Mapping[type, Callable[[Any], None]] = {
            story.Title: self._title,
            story.Section: self._section,
            story.Prose: self._prose,
            story.Bullet: self._bullet,
            story.Row: self._row,
            story.Card: self._card,
            story.Line: self._line,
            story.Picture: self._picture,
            story.Comparison: self._comparison,
            story.Statement: self._statement,
        }

    def draw(self, part: story.Part) -> None:
        self._drawers[type(part)](part)

    # -- parts ------------------------------------------------------------------------------------------------

    def _title(self, part: story.Title) -> None:
        if part.kind:
            self._block(bottom=4)
            colours = self._theme.colours(part.kind)
            self._words(f"\u00a0{part.kind_label}\u00a0", _char(colours.text, bold=True, back=colours.fill))
            self._words(f"\u2002{part.origin_label}", _char(self._theme.muted))
        self._per_language(
            lambda language: self._words(
                part.text.get(language), _char(self._theme.text, bold=True, size=self._size * 1.45)
            ),
            bottom=6,
        )

    def _section(self, part: story.Section) -> None:
        self._block(top=14, bottom=3)
        self._words(part.label, _char(self._theme.muted, bold=True, size=self._size * 0.95))

    def _prose(self, part: story.Prose) -> None:
        colour = self._theme.muted if part.is_quiet else self._theme.text
        self._per_language(lambda language: self._markdown(part.text, language, colour), bottom=4)

    def _bullet(self, part: story.Bullet) -> None:
        def write(language: str) -> None:
            self._words("•\u2002", _char(self._theme.muted))
            self._markdown(part.text, language, self._theme.text)

        self._per_language(write, bottom=3, hang=14)

    def _row(self, part: story.Row) -> None:
        self._block(bottom=0, indent=1)
        frame = self._theme.colours(part.kind).frame if part.kind else self._theme.muted
        self._words("●\u2002" if part.kind else "→\u2002", _char(frame))
        self._words(self._in_all(part.text), _char(self._theme.link, link=part.link))
        if part.how:
            self._words(f"\u2002{part.how.lower()}", _char(self._theme.muted, italic=True))
        if part.sentence:
            self._per_language(
                lambda language: self._markdown(part.sentence, language, self._theme.muted), bottom=6, indent=1
            )

    def _card(self, part: story.Card) -> None:
        table = self._cursor_table(1, self._theme.colours("treatment").frame)
        outer, self._cursor = self._cursor, table
        self._is_fresh = True
        self._block(bottom=2)
        for language in self._languages[:1]:
            self._words(part.text.get(language), _char(self._theme.link, bold=True, link=part.link))
        self._words(f"\u2002{part.effect.lower()}", _char(self._theme.muted, italic=True))
        self._per_language(lambda language: self._markdown(part.note, language, self._theme.text), bottom=4)
        if part.evidence:
            self._block(bottom=2)
            self._words(f"{_('Evidence')}: ", _char(self._theme.muted, bold=True))
            self._words(", ".join(part.evidence), _char(self._theme.text))
        if part.caution:
            self._block(top=2)
            self._words(f"{_('Caution')}: ", _char(self._theme.muted, bold=True))
            self._per_language(lambda language: self._markdown(part.caution, language, self._theme.text), bottom=0)
        self._cursor = outer
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = False

    def _line(self, part: story.Line) -> None:
        self._block(bottom=3)
        self._words(part.text, _char(self._theme.muted if part.is_quiet else self._theme.text))

    def _statement(self, part: story.Statement) -> None:
        self._block(top=10, bottom=1)
        name = _char(self._theme.text, bold=True)
        name.setAnchor(True)
        name.setAnchorNames([part.id])
        self._words(part.id, name)
        self._per_language(lambda language: self._markdown(part.text, language, self._theme.text), bottom=2)
        for title, links in part.places:
            self._block(bottom=2, indent=3)
            self._words(f"{self._in_all(title)}: ", _char(self._theme.muted))
            for number, (label, link) in enumerate(links):
                self._words(" · " if number else "", _char(self._theme.muted))
                self._words(self._in_all(label), _char(self._theme.link, link=link))

    def _in_all(self, text: Text) -> str:
        """The words in each language that is read, once."""
        return "\u2002/\u2002".join(dict.fromkeys(text.get(language) for language in self._languages))

    def _comparison(self, part: story.Comparison) -> None:
        """With room one table with a head; without, a table for each row, so that nothing is squeezed."""
        side_by_side = cells_in_line(len(part.columns), self._letters)
        if side_by_side > len(part.columns):
            heads = [self._head_of(column) for column in part.columns]
            lines = [[self._name_of(row), *map(self._cell_of, row.cells)] for row in part.rows]
            self._table([[lambda: None, *heads], *lines], [100 / len(lines[0])] * len(lines[0]))
            return
        for row in part.rows:
            self._name_of(row, top=10)()
            pairs = [(self._head_of(h), self._cell_of(c)) for h, c in zip(part.columns, row.cells, strict=True)]
            if side_by_side == 2:
                self._table(pairs, [38, 62])
            else:
                self._table([[cell] for pair in pairs for cell in pair], [100])

    def _table(self, lines: Sequence[Sequence[Callable[[], None]]], widths: Sequence[float]) -> None:
        """A table with lines; each cell is written by its function, each column has its share of the width."""
        form = _columns(len(widths))
        form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, width) for width in widths])
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderBrush(QBrush(QColor(self._theme.line)))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setCellPadding(6)
        table, outer = self._cursor.insertTable(len(lines), len(widths), form), self._cursor
        for row, line in enumerate(lines):
            for column, write in enumerate(line):
                self._cursor = table.cellAt(row, column).firstCursorPosition()
                self._is_fresh = True
                write()
        self._cursor = outer
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = True

    def _head_of(self, column: tuple[Text, str]) -> Callable[[], None]:
        label, link = column
        form = _char(self._theme.link, bold=True, link=link)
        return lambda: self._stacked(lambda language: self._words(label.get(language), form))

    def _name_of(self, row: TableRow, top: float = 0) -> Callable[[], None]:
        form = _char(self._theme.text, bold=True)
        return lambda: self._stacked(lambda language: self._words(row.label.get(language), form), top)

    def _cell_of(self, cell: Text) -> Callable[[], None]:
        colours = dict(zip(self._languages, (self._theme.text, self._theme.muted), strict=False))
        return lambda: self._stacked(lambda language: self._markdown(cell, language, colours[language]))

    def _stacked(self, write: Callable[[str], None], top: float = 0) -> None:
        """Once for each language, one below the other: columns inside columns would be too narrow."""
        for language in self._languages:
            self._block(top=top, bottom=2)
            write(language)
            top = 0

    def _picture(self, part: story.Picture) -> None:
        """The place of the picture, with its description below."""
        self._block(top=6, bottom=4, spacing=100)
        place = QTextCursor(self._cursor)
        place.setKeepPositionOnInsert(True)
        self.pictures.append(partial(self._set_picture, place, part.image.file))
        self._per_language(
            lambda language: self._words(part.image.alt.get(language), _char(self._theme.muted, italic=True)), bottom=4
        )

    def _set_picture(self, place: QTextCursor, file: str) -> None:
        """The picture on white, as drawings are made; if it was refused, words that say so."""
        from calcviewer.view.pictures import load_picture  # few steps have one

        image = load_picture(self._folder, file)
        if image is None:
            words = _("The picture {file} cannot be shown.").format(file=file)
            place.insertText(words, _char(self._theme.muted))
        else:
            place.insertImage(image)

    # -- strokes ----------------------------------------------------------------------------------------------

    def _block(self, top: float = 0, bottom: float = 0, indent: int = 0, hang: float = 0, spacing: float = 118) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(top)
        form.setBottomMargin(bottom)
        form.setLineHeight(spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setLeftMargin(4 * indent + hang)
        form.setTextIndent(-hang)
        if self._is_fresh:
            self._cursor.setBlockFormat(form)
            self._is_fresh = False
        else:
            self._cursor.insertBlock(form, QTextCharFormat())

    def _words(self, text: str, form: QTextCharFormat) -> None:
        self._cursor.insertText(text, form)

    def _per_language(self, write: Callable[[str], None], bottom: float = 0, indent: int = 0, hang: float = 0) -> None:
        """Once for one language; for two, side by side in two columns."""
        if len(self._languages) == 1:
            self._block(bottom=bottom, indent=indent, hang=hang)
            write(self._languages[0])
            return
        table = self._cursor.insertTable(1, len(self._languages), _columns(len(self._languages)))
        outer = self._cursor
        for column, language in enumerate(self._languages):
            self._cursor = table.cellAt(0, column).firstCursorPosition()
            self._is_fresh = True
            self._block(bottom=bottom, hang=hang)
            write(language)
        self._cursor = outer
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = True

    def _markdown(self, text: Text, language: str, colour: str) -> None:
        words = text.get(language)
        if not text.has(language) and words:
            self._words(_("[only in another language]") + " ", _char(self._theme.muted, italic=True))
        fragment = QTextDocumentFragment.fromMarkdown(words, _NO_HTML)
        start = self._cursor.position()
        self._cursor.insertFragment(fragment)
        self._paint(start, colour)

    def _paint(self, start: int, colour: str) -> None:
        """Gives inserted Markdown the panel's colours and its links the glossary's look."""
        end = self._cursor.position()
        whole = QTextCursor(self._cursor)
        whole.setPosition(start)
        whole.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setForeground(QBrush(QColor(colour)))
        whole.mergeCharFormat(form)
        for first, last, link in _anchors(whole, start, end):
            mark = QTextCursor(self._cursor)
            mark.setPosition(first)
            mark.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            mark.mergeCharFormat(_term(self._theme) if link.startswith(TERM) else _char(self._theme.link))

    def _cursor_table(self, columns: int, edge: str) -> QTextCursor:
        form = QTextTableFormat()
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setBorder(0)
        form.setCellPadding(10)
        form.setCellSpacing(0)
        form.setTopMargin(6)
        form.setBottomMargin(6)
        table = self._cursor.insertTable(1, columns, form)
        cell = table.cellAt(0, 0)
        look = QTextTableCellFormat()
        look.setBackground(QColor(self._theme.card))
        look.setLeftBorder(4)
        look.setLeftBorderBrush(QColor(edge))
        look.setLeftBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        look.setPadding(10)
        cell.setFormat(look)
        return cell.firstCursorPosition()


def _char(
    colour: str, *, bold: bool = False, italic: bool = False, size: float = 0, back: str = "", link: str = ""
) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QBrush(QColor(colour)))
    if bold:
        form.setFontWeight(QFont.Weight.Bold)
    form.setFontItalic(italic)
    if size:
        form.setFontPointSize(size)
    if back:
        form.setBackground(QColor(back))
    if link:
        form.setAnchor(True)
        form.setAnchorHref(link)
    return form


def _term(theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QBrush(QColor(theme.text)))
    form.setFontUnderline(False)
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    form.setUnderlineColor(QColor(theme.link))
    return form


def _columns(count: int) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 100 / count)] * count)
    form.setBorder(0)
    form.setCellPadding(4)
    form.setCellSpacing(0)
    return form


def _anchors(cursor: QTextCursor, start: int, end: int) -> list[tuple[int, int, str]]:
    """(first, last, link) of every linked run between two positions."""
    found = []
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() < end:
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            form = fragment.charFormat()
            if form.isAnchor() and fragment.position() >= start:
                found.append((fragment.position(), fragment.position() + fragment.length(), form.anchorHref()))
            iterator += 1
        block = block.next()
    return found
