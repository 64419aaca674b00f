"""The outline: the drawing as a tree of words, always in step with it, for screen readers and for the keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from calcviewer.core.graph import reading_order
from calcviewer.core.model import Diagram, Edge, Node, Treatment
from calcviewer.core.schema import DRAWN_KINDS, EDGE_KINDS
from calcviewer.i18n import _, ngettext

if TYPE_CHECKING:
    from calcviewer.layout.marks import Marks

ID_ROLE = Qt.ItemDataRole.UserRole


def spoken(diagram: Diagram, element: Node | Edge | Treatment, language: str) -> str:
    """What a screen reader says of an element: kind, label, number of causes and effects."""
    if isinstance(element, Node):
        causes, effects = len(diagram.incoming(element.id)), len(diagram.outgoing(element.id))
        numbers = (
            ngettext("{n} cause", "{n} causes", causes).format(n=causes),
            ngettext("{n} effect", "{n} effects", effects).format(n=effects),
        )
        return f"{_(DRAWN_KINDS[element.kind])}: {element.label.get(language)}. {', '.join(numbers)}."
    if isinstance(element, Edge):
        ends = (diagram.node_by_id[i].label.get(language) for i in (element.source, element.target))
        source, target = ends
        return _("Arrow: {source}, {how}, {target}.").format(
            source=source, how=_(EDGE_KINDS[element.kind]).lower(), target=target
        )
    return f"{_('Treatment')}: {element.label.get(language)}."


class Outline(QTreeWidget):
    """Steps in reading order; under each, its arrows and the treatments that act on it. Emits `element_chosen(id)`."""

    element_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._rows: list[_Row] = []
        self._marks: Marks | None = None
        self._current = ""
        self._unfilled: tuple[Diagram, str] | None = None
        self.currentItemChanged.connect(self._choose)
        self.itemActivated.connect(self._activate)

    def set_diagram(self, diagram: Diagram | None, language: str) -> None:
        """Shows the outline of `diagram` with labels in `language`, written when somebody looks."""
        self.setAccessibleName(_("Outline of the diagram"))
        with QSignalBlocker(self):
            self.clear()
        self._items, self._rows = {}, []
        self._unfilled = (diagram, language) if diagram else None
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        if self._unfilled is None:
            return
        diagram, language = self._unfilled
        self._unfilled = None
        with QSignalBlocker(self):
            for node_id in reading_order(diagram):
                self._add_step(diagram, diagram.node_by_id[node_id], language)
        self._note_marks()

    def set_marks(self, marks: "Marks") -> None:
        """What is lit, and how each step fares, in words behind its row."""
        self._marks = marks
        self._note_marks()

    def showEvent(self, event: QShowEvent) -> None:
        """What came while nobody looked is written now."""
        super().showEvent(event)
        self._fill()
        self._note_marks()
        self.set_current(self._current)

    def set_current(self, element_id: str) -> None:
        """Marks the selected element; says nothing back."""
        self._current = element_id
        with QSignalBlocker(self):
            item = self._items.get(element_id)
            current = self.currentItem()
            if item is None:
                self.setCurrentIndex(QModelIndex())
            elif current is None or current.data(0, ID_ROLE) != element_id:  # a treatment may stand here twice
                self.setCurrentItem(item)
                self.scrollToItem(item)

    def _add_step(self, diagram: Diagram, node: Node, language: str) -> None:
        step = self._item(None, node.label.get(language), spoken(diagram, node, language), node.id)
        for text, element in _children(diagram, node, language):
            self._item(step, text, spoken(diagram, element, language), element.id)

    def _item(self, parent: QTreeWidgetItem | None, text: str, said: str, element_id: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        item.setData(0, ID_ROLE, element_id)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
        item.setToolTip(0, said)
        self._items.setdefault(element_id, item)
        self._rows.append(_Row(item, element_id, text, said))
        return item

    def _note_marks(self) -> None:
        if self._marks is None or not self.isVisible():
            return
        with QSignalBlocker(self):
            for row in self._rows:
                row.note(_note(self._marks, row.element_id))

    def _activate(self, item: QTreeWidgetItem) -> None:
        self._choose(item)

    def _choose(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None = None) -> None:
        if item is not None:
            self.element_chosen.emit(item.data(0, ID_ROLE))


@dataclass
class _Row:
    """A row without and with what is noted behind it."""

    item: QTreeWidgetItem
    element_id: str
    text: str
    said: str
    noted: str = ""

    def note(self, words: str) -> None:
        if words != self.noted:
            self.noted = words
            said = f"{self.said} {words.capitalize()}." if words else self.said
            self.item.setText(0, f"{self.text}  ({words})" if words else self.text)
            self.item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
            self.item.setToolTip(0, said)


def _note(marks: "Marks", element_id: str) -> str:
    from calcviewer.layout.marks import LIT, MARK_NAMES

    mark = marks.of.get(element_id)
    said = [_(MARK_NAMES[mark])] if mark else []
    if marks.lit is not None and element_id in marks.lit:
        said.append(_(LIT))
    return ", ".join(said)


def _children(diagram: Diagram, node: Node, language: str) -> Iterator[tuple[str, Edge | Treatment]]:
    for edge in diagram.outgoing(node.id):
        target = diagram.node_by_id[edge.target].label.get(language)
        how = "→" if edge.kind == "causes" else f"→ ({_(EDGE_KINDS[edge.kind]).lower()})"
        yield f"{how} {target}", edge
        for treatment in diagram.treatments_on(edge.id):
            yield f"✚ {treatment.label.get(language)}", treatment
    for treatment in diagram.treatments_on(node.id):
        yield f"✚ {treatment.label.get(language)}", treatment
