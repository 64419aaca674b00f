"""A person at the window: looks only at what is shown, and does only what mouse, keyboard and menus can do."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGraphicsRectItem,
    QListWidget,
    QMenu,
    QPushButton,
    QToolButton,
    QToolTip,
    QTreeWidgetItem,
    QWidget,
)

from calcviewer.activities.trace.bar import TraceBar
from calcviewer.app.main import Program
from calcviewer.layout.hit import bezier
from calcviewer.layout.picture import Arrow, Picture
from calcviewer.view.items import BoxItem

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PATIENCE_MS = 20_000


class Waits(Protocol):
    """What waits until something is seen, while the program works: pytest-qt's `qtbot`."""

    def waitUntil(self, callback: Callable[[], bool], *, timeout: int) -> None: ...


class Visitor:
    """Wraps one open program. Waiting is always for something to be seen, never for time to pass."""

    def __init__(self, program: Program, qtbot: Waits) -> None:
        self.program = program
        self.window = program.window
        self.session = program.session
        self.canvas = program.window.canvas
        around = program.window.around
        self.actions, self.details, self.legend = around.actions, around.details, around.legend
        self.library_panel, self.outline, self.sidebar = around.library_panel, around.outline, around.sidebar
        self.problem_list, self.empty = around.problem_list, around.empty
        self._bot = qtbot
        self._is_open = True

    # -- seeing -----------------------------------------------------------------------------------------------

    def wait(self, is_done: Callable[[], bool], timeout_ms: int = PATIENCE_MS) -> None:
        self._bot.waitUntil(is_done, timeout=timeout_ms)

    def wait_for_drawing(self, diagram: str = "") -> Picture:
        """Until the diagram (that one, if named) is drawn and the library is known."""
        self.wait(lambda: self.session.picture is not None and diagram in ("", self.session.diagram_id))
        self.wait(lambda: self.session.index.also_in is not None)
        return self.picture

    def settle(self) -> None:
        """Until the panels have taken their places."""
        for _turn in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    @property
    def picture(self) -> Picture:
        assert self.session.picture is not None
        return self.session.picture

    @property
    def text(self) -> str:
        """What the details say, on one line."""
        return " ".join(self.details.toPlainText().replace("\xa0", " ").replace("\u2002", " ").split())

    @property
    def bar(self) -> str:
        """The sentence in the bar; '' while there is none."""
        return self.window.message_bar.label.text() if self.window.message_bar.isVisible() else ""

    @property
    def button(self) -> str:
        """The button beside the sentence."""
        action = self.window.message_bar.action
        return action.text() if action.isVisible() else ""

    @property
    def place(self) -> str:
        """Where one is: `diagram#element`."""
        return f"{self.session.diagram_id}#{self.session.element}"

    @property
    def shelf(self) -> list[str]:
        """The rows of the library."""
        return [
            self.window.around.library_panel.shelf.item(row).text()
            for row in range(self.window.around.library_panel.shelf.count())
        ]

    @property
    def hits(self) -> list[str]:
        """The rows of the search results, as far as they are shown."""
        hits = self.window.around.library_panel.hits
        return [hits.item(row).text() for row in range(hits.count())] if hits.isVisible() else []

    @property
    def problems(self) -> list[str]:
        """The rows of the list of problems, as far as it is shown."""
        rows = self.window.around.problem_list
        return [rows.item(row).text() for row in range(rows.count())] if rows.isVisible() else []

    @property
    def outline_row(self) -> QTreeWidgetItem | None:
        """The marked row of the outline."""
        marked = self.window.around.outline.selectedItems()
        return marked[0] if marked else None

    @property
    def tooltip(self) -> str:
        return " ".join(QToolTip.text().split()) if QToolTip.isVisible() else ""

    @property
    def trace_bar(self) -> TraceBar:
        return self.window.around.lens.bar

    @property
    def lit(self) -> str:
        """The sentence that says what is lit; '' while nothing is."""
        return self.trace_bar.sentence.text() if self.trace_bar.isVisible() else ""

    @property
    def tabs(self) -> list[str]:
        """The tabs of the right side; only one has no tab to see."""
        side = self.window.around.side
        return [side.tabText(index) for index in range(side.count())] if side.tabBar().isVisible() else []

    def strength_of(self, element_id: str) -> float:
        """How much of its own colour an element shows: 1 as usual, less under a veil (all of the drawing in view)."""
        scene, box = self.canvas.scene(), self.picture.box_by_id[element_id]
        middle = QPointF(box.x, box.y)
        above = [item for item in scene.items(middle) if isinstance(item, QGraphicsRectItem) and item.isVisible()]
        own = next(item.zValue() for item in scene.items(middle) if isinstance(item, BoxItem))
        left = 1.0
        for veil in above:
            if veil.zValue() > own and veil.brush().color().name() == self.window.look.theme.page:
                left *= 1 - veil.brush().color().alphaF()
        return round(left, 2)

    # -- the drawing ------------------------------------------------------------------------------------------

    def point_of(self, element_id: str, beside: float = 0.0) -> QPoint:
        """A place of an element on screen: a box's middle, or an arrow's, `beside` px away from the line."""
        box = self.picture.box_by_id.get(element_id)
        if box is not None:
            return self.canvas.mapFromScene(QPointF(box.x, box.y))
        arrow = next(arrow for arrow in self.picture.arrows if arrow.id == element_id)
        return self._beside(arrow, beside)

    def _beside(self, arrow: Arrow, distance: float) -> QPoint:
        """Off the middle of the arrow's middle curve, square to it."""
        first = 3 * ((len(arrow.points) - 1) // 3 // 2)
        p0, p1, p2, p3 = arrow.points[first : first + 4]
        x, y = bezier(p0, p1, p2, p3, 0.5)
        before, after = bezier(p0, p1, p2, p3, 0.45), bezier(p0, p1, p2, p3, 0.55)
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        zoom = self.canvas.zoom
        return self.canvas.mapFromScene(QPointF(x - dy / length * distance / zoom, y + dx / length * distance / zoom))

    def ground(self) -> QPoint:
        """A place where nothing is drawn, away from any arrow."""
        area = self.canvas.viewport().rect()
        for x in range(12, area.width(), 12):
            for y in range(12, area.height(), 12):
                if self._is_ground(QPoint(x, y)):
                    return QPoint(x, y)
        raise AssertionError("the drawing leaves no ground")

    def _is_ground(self, place: QPoint) -> bool:
        if self.canvas.viewport().childAt(place) is not None:
            return False
        point, reach = self.canvas.mapToScene(place), 40 / self.canvas.zoom
        near_box = any(
            abs(box.x - point.x()) < box.width / 2 + reach and abs(box.y - point.y()) < box.height / 2 + reach
            for box in self.picture.boxes
        )
        near_arrow = any(
            abs(x - point.x()) < 4 * reach and abs(y - point.y()) < 4 * reach
            for arrow in self.picture.arrows
            for x, y in arrow.points
        )
        return not near_box and not near_arrow

    def click(self, element_id: str, beside: float = 0.0) -> None:
        """Clicks an element of the drawing, scrolled into view first."""
        self.canvas.centre_on(element_id)
        self.click_at(self.point_of(element_id, beside))

    def click_at(self, place: QPoint, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseClick(self.canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, place)

    def double_click_at(self, place: QPoint) -> None:
        """The four events that two quick clicks are."""
        self.click_at(place)
        viewport, none = self.canvas.viewport(), Qt.KeyboardModifier.NoModifier
        QTest.mouseDClick(viewport, LEFT, none, place)
        QTest.mouseRelease(viewport, LEFT, none, place)

    def drag(self, start: QPoint, end: QPoint, pieces: int = 5) -> None:
        """Presses, moves in pieces, and lets go."""
        viewport, none = self.canvas.viewport(), Qt.KeyboardModifier.NoModifier
        QTest.mousePress(viewport, LEFT, none, start)
        for piece in range(1, pieces + 1):
            QTest.mouseMove(viewport, start + (end - start) * piece / pieces)
        QTest.mouseRelease(viewport, LEFT, none, end)

    # -- the panels -------------------------------------------------------------------------------------------

    def follow(self, words: str) -> None:
        """Clicks the link that reads `words` in the details."""
        self.click_in_details(self._place_of(self._link(words)))

    def hover_place(self, words: str) -> QPoint:
        """Where the link that reads `words` lies in the details."""
        return self._place_of(self._link(words))

    def click_in_details(self, place: QPoint) -> None:
        QTest.mouseClick(self.details.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)

    def links(self) -> list[tuple[str, str]]:
        """(words, target) of every link in the details."""
        return [
            (piece.text(), piece.charFormat().anchorHref()) for piece in self._pieces() if piece.charFormat().isAnchor()
        ]

    def _pieces(self) -> list[QTextFragment]:
        found: list[QTextFragment] = []
        block: QTextBlock = self.details.document().begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                found.append(iterator.fragment())
                iterator += 1
            block = block.next()
        return found

    def _link(self, words: str) -> QTextFragment:
        for piece in self._pieces():
            if piece.charFormat().isAnchor() and piece.text() == words:
                return piece
        raise AssertionError(f"no link reads {words!r}; there are {self.links()}")

    def _place_of(self, piece: QTextFragment) -> QPoint:
        """The middle of its first letter, scrolled into view."""
        cursor = QTextCursor(self.details.document())
        cursor.setPosition(piece.position())
        bar = self.details.verticalScrollBar()
        top = self.details.cursorRect(cursor).top()
        if not 0 <= top < self.details.viewport().height() - 30:
            bar.setValue(bar.value() + top - 60)
        rect = self.details.cursorRect(cursor)
        return rect.center() + QPoint(4, 0)

    def choose_diagram(self, title: str) -> None:
        """Clicks a row of the library."""
        self._click_row(self.window.around.library_panel.shelf, title)

    def choose_hit(self, label: str) -> None:
        """Clicks a row of the search results."""
        self._click_row(self.window.around.library_panel.hits, label)

    def _click_row(self, rows: QListWidget, words: str) -> None:
        row = next(item for item in map(rows.item, range(rows.count())) if item.text().split("\n")[0] == words)
        rows.scrollToItem(row)
        place = rows.visualItemRect(row).center()
        QTest.mouseClick(rows.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)

    @property
    def buttons_of_the_empty_canvas(self) -> list[str]:
        return [button.text() for button in self.empty.findChildren(QPushButton) if button.isVisible()]

    def press_on_the_empty_canvas(self, words: str) -> None:
        button = next(b for b in self.empty.findChildren(QPushButton) if b.text() == words and b.isVisible())
        QTest.mouseClick(button, LEFT)

    def choose_mode(self, mode: str) -> None:
        """Clicks a button of the rail."""
        self.settle()
        self.press(next(b for b in self.window.findChildren(QToolButton, f"mode-{mode}") if b.isVisible()))

    def press(self, button: QAbstractButton) -> None:
        """Clicks a button that can be seen."""
        assert button.isVisible(), button.text()
        QTest.mouseClick(button, LEFT)

    def press_button(self) -> None:
        """Clicks the button beside the sentence in the bar."""
        QTest.mouseClick(self.window.message_bar.action, LEFT)

    # -- keys and menus ---------------------------------------------------------------------------------------

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """A key, on whatever has the focus."""
        pressed = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            pressed |= modifier
        QTest.keyClick(self.focus, key, pressed)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus, words)

    def has_focus(self, widget: QWidget) -> bool:
        """Whether keys go to this widget now."""
        return QApplication.focusWidget() is widget

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def do(self, action: str) -> None:
        """Chooses a row of the menus by its id."""
        self.window.around.actions[action].trigger()

    def is_enabled(self, action: str) -> bool:
        return self.window.around.actions[action].isEnabled()

    def is_checked(self, action: str) -> bool:
        return self.window.around.actions[action].isChecked()

    def menu(self) -> QMenu:
        """The menu that is open over the window."""
        self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def close(self) -> None:
        """Ends the program as closing its window does; a second time does nothing."""
        if self._is_open:
            self._is_open = False
            self.window.close()
            self.program.close()


Open = Callable[[Path | None], Visitor]
