"""The table of a diagram in the place of the drawing: broad where there is room, row by row where there is none."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from calcviewer.core.model import Diagram, Term, Text
from calcviewer.core.search import without_marks
from calcviewer.i18n import _
from calcviewer.layout.theme import Theme
from calcviewer.view import story
from calcviewer.view.details import Details, cells_in_line


class TablePage(Details):
    """Shows the table of one diagram. Its links are those of the details, and `story.SHOW_DRAWING` to go back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("tablePage")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._diagram: Diagram | None = None
        self._written = 0
        self._said: tuple[tuple[str, ...], Mapping[str, Term]] = (), {}

    def show_table(self, diagram: Diagram, languages: tuple[str, ...], glossary: Mapping[str, Term]) -> None:
        """Shows the table of `diagram`."""
        self.setAccessibleName(_("Table"))
        self._diagram, self._said = diagram, (languages, glossary)
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another form of the table where the width asks for it."""
        super().resizeEvent(event)
        if self._form() != self._written:
            self._write()

    def _form(self) -> int:
        table = self._diagram.table if self._diagram else None
        return cells_in_line(len(table.columns), self.letters) if table else 0

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: the selection; the whole table, ready for a spreadsheet, if all of it is selected."""
        data: QMimeData = super().createMimeDataFromSelection()
        cursor = self.textCursor()
        if cursor.selectionStart() > 0 or cursor.selectionEnd() < self.document().characterCount() - 1:
            return data
        whole = QMimeData()  # Qt's own makes its plain text late, over whatever was put there
        whole.setHtml(data.html())
        whole.setText(self._in_tabs())
        return whole

    def _write(self) -> None:
        if self._diagram is not None:
            self._written = self._form()
            back = story.Row(Text((("", _("Back to the drawing")),)), story.SHOW_DRAWING)
            self.show_story((back, *story.comparison(self._diagram)), *self._said)

    def _in_tabs(self) -> str:
        """A line for each row, a tab between two cells."""
        diagram = self._diagram
        if diagram is None or diagram.table is None:
            return ""
        heads = [diagram.node_by_id[column].label for column in diagram.table.columns]
        lines = [(Text(), *heads), *((row.label, *row.cells) for row in diagram.table.rows)]
        return "\n".join("\t".join(map(self._plain, line)) for line in lines)

    def _plain(self, cell: Text) -> str:
        words = dict.fromkeys(without_marks(cell.get(language)) for language in self._said[0])
        return " / ".join(" ".join(part.split()) for part in words)
