"""Two diagrams side by side: a second session beside the window's, and what joins the two.

At most one of them has a selection; the details tell the story of that one, and its twins are ringed in the other.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from calcviewer.app import convergence_view, panels, texts
from calcviewer.app.watch import FileWatch
from calcviewer.core.convergence import Shared, shared
from calcviewer.core.library import CONVERGENCE, Place
from calcviewer.core.problems import Problem
from calcviewer.i18n import _, ngettext
from calcviewer.layout.picture import Picture
from calcviewer.view.badges import ICON, Badges, badge_icon
from calcviewer.view.second_panel import LEAST_PX, Pair, SecondPanel, SharedBar

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow
    from calcviewer.app.session import Session
    from calcviewer.view.canvas import Canvas

ROOMY_PX = 1500
"""In a narrower window the library makes room for the second drawing."""
SLOW_MS = 300
PROBLEM_LINES = 8


class Comparison(QObject):
    """Made when it is first asked for; it then lives as long as the window, open or not."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.is_open = False
        self.hides_sidebar = False
        self.second: Session = window.session.beside()
        self.panel = SecondPanel(window.look.theme)
        self.bar = SharedBar()
        self.pair = Pair()
        self.watch = FileWatch(self)
        self._shared: tuple[Shared, ...] = ()
        self._badges = Badges(window.canvas.scene())
        self._second_badges = Badges(self.panel.canvas.scene())
        self._first_id = ""
        self._least_px = window.centre.minimumWidth()
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._shown = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._join()

    def _build(self) -> None:
        window, splitter = self._window, self._window.splitter
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pair, 1)
        column.addWidget(self.bar)
        place, sizes = splitter.indexOf(window.centre), splitter.sizes()
        self.pair.addWidget(window.centre)
        self.pair.addWidget(self.panel)
        for index in range(self.pair.count()):
            self.pair.setStretchFactor(index, 1)
        splitter.insertWidget(place, frame)
        splitter.setStretchFactor(place, 1)
        window.centre.show()
        splitter.setSizes(sizes)

    def _join(self) -> None:
        first, second, panel = self._window.session, self.second, self.panel
        first.library_changed.connect(self.close)
        first.index_changed.connect(self._on_index)
        first.diagram_changed.connect(self._on_first_diagram)
        first.picture_changed.connect(self._mark)
        first.selection_changed.connect(self._on_first_selection)
        second.diagram_changed.connect(self._on_second_diagram)
        second.picture_changed.connect(self._on_second_picture)
        second.selection_changed.connect(self._on_second_selection)
        second.layout_started.connect(self._slow.start)
        second.layout_failed.connect(self._on_failure)
        self._shown.timeout.connect(self._settle)
        self._slow.timeout.connect(self._show_progress)
        self.watch.changed.connect(self._read_again)
        panel.diagram_chosen.connect(self._choose)
        panel.asked.connect(lambda what: {"swap": self.swap, "alone": self.open_alone, "close": self.close}[what]())
        panel.empty.chosen.connect(lambda what: {"stop": self._stop, "again": self._read_again}[what]())
        panel.canvas.element_chosen.connect(second.select)
        panel.canvas.details_requested.connect(lambda: self._window.do("go-details"))
        panel.canvas.menu_requested.connect(self._show_menu)
        self.bar.row_chosen.connect(lambda row: first.select(self._shared[row - 1].ours[0]))

    # -- what the window asks ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Shows another diagram beside the open one: that which shares most with it, until somebody chooses."""
        window = self._window
        if self.is_open:
            self.panel.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        others = [diagram_id for diagram_id in window.session.library.paths if diagram_id != window.session.diagram_id]
        if not others or not window.session.diagram_id:
            window.say(_("There is no other diagram in this library to compare with."))
            return
        self.is_open = True
        self.hides_sidebar = window.settings.is_sidebar_visible and window.width() < ROOMY_PX
        self._first_id = window.session.diagram_id
        window.centre.setMinimumWidth(LEAST_PX)
        self.panel.show()
        self.bar.show()
        panels.show_panels(window)
        self._shown.start()
        self.second.library, self.second.index = window.session.library, window.session.index
        shares = self.second.index.shared_with(window.session.diagram_id)
        self.second.go(Place(max(others, key=lambda diagram_id: shares[diagram_id])))
        self.refresh()
        self.panel.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> None:
        """One diagram again."""
        if not self.is_open:
            return
        window = self._window
        self.is_open = self.hides_sidebar = False
        self._slow.stop()
        self.second.cancel_layout()
        self.second.diagram_id = self.second.element = ""
        self.watch.follow(None)
        self._shared = ()
        self._badges.remove()
        self._second_badges.remove()
        self.panel.canvas.clear()
        self.panel.hide()
        self.bar.hide()
        window.centre.setMinimumWidth(self._least_px)
        panels.show_panels(window)
        window.around.show_details()
        window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def swap(self) -> None:
        """What stands on the left goes to the right, and the other way round."""
        first, second = self._window.session, self.second
        element = first.element
        first.go(Place(second.diagram_id, second.element))  # the other one then makes room by itself
        if element:
            second.select(element)

    def open_alone(self) -> None:
        """The second diagram as the only one."""
        place = Place(self.second.diagram_id, self.second.element)
        self.close()
        self._window.session.go(place)

    def follow(self, link: str) -> None:
        """Goes where a link of the details leads: on the side where that diagram stands, else on the left."""
        full = f"{self.shown.diagram_id}{link}" if link.startswith("#") else link
        place = self.second.library.place(full, "")
        if place and place.diagram == self.second.diagram_id:
            self.second.go(place)
        else:
            self._window.follow(full)

    @property
    def shown(self) -> Session:
        """The one whose story the details tell."""
        return self.second if self.is_open and self.second.element else self._window.session

    @property
    def canvas(self) -> Canvas:
        """The drawing that has the keyboard; else the first."""
        return self.panel.canvas if self.is_open and self.panel.canvas.hasFocus() else self._window.canvas

    def go_to_other(self) -> None:
        """The keyboard to the other drawing."""
        other = self.panel.canvas if self._window.canvas.hasFocus() else self._window.canvas
        other.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Everything in the languages and colours of the moment. Nothing moves."""
        theme, language = self._window.look.theme, self._window.language
        self.panel.retranslate(theme, panels.icon_px(self._window))
        self.panel.canvas.set_theme(theme)
        self.panel.canvas.set_language(language)
        if self.is_open:
            self._fill_choices()
            self._show_missing()
            self._mark()

    # -- what the sessions say --------------------------------------------------------------------------------

    def _settle(self) -> None:
        """When everything has its place: the same room for both, and what is selected in view."""
        self.pair.share()
        self._window.canvas.reveal(self._window.session.element)
        self._ring()

    def _on_index(self) -> None:
        self.second.index = self._window.session.index
        if self.is_open:
            self._fill_choices()

    def _on_first_diagram(self) -> None:
        if not self.is_open:
            return
        before, self._first_id = self._first_id, self._window.session.diagram_id
        self._badges.remove()
        if self.second.diagram_id == self._first_id and before != self._first_id:
            self.second.go(Place(before))
        self._fill_choices()
        self._mark()

    def _on_first_selection(self, element: str) -> None:
        if self.is_open:
            if element and self.second.element:
                self.second.select("")
            self._ring()

    def _on_second_diagram(self) -> None:
        self._slow.stop()
        self._second_badges.remove()
        self.panel.canvas.clear()
        self.panel.show_drawing()
        self.watch.follow(self.second.library.paths.get(self.second.diagram_id))
        self._fill_choices()
        self._show_missing()
        self._mark()

    def _on_second_picture(self, picture: Picture) -> None:
        self._slow.stop()
        if self.second.diagram is not None:
            self.panel.show_drawing()
            self.panel.canvas.show_picture(picture, self.second.diagram, self._window.language)
            self.panel.canvas.set_selected(self.second.element)
            self._mark()

    def _on_second_selection(self, element: str) -> None:
        self.panel.canvas.set_selected(element)
        if element and self._window.session.element:
            self._window.session.select("")
        self._ring()
        self._window.around.show_details()

    def _on_failure(self, problem: object) -> None:
        assert isinstance(problem, Problem)
        self._slow.stop()
        self.panel.say(problem.message, actions=[("again", _("Try again"))])

    def _show_progress(self) -> None:
        self.panel.say(_("The drawing is being laid out …"), actions=[("stop", _("Stop"))])

    def _stop(self) -> None:
        self.second.cancel_layout()
        self.panel.say(_("The drawing was stopped."), actions=[("again", _("Try again"))])

    def _read_again(self) -> None:
        self.second.reload()
        self._window.session.start_index()

    # -- what is seen -----------------------------------------------------------------------------------------

    def _choose(self, diagram_id: str) -> None:
        show = partial(self.second.go, Place(diagram_id))
        self._window.around.meeting.when_merged(show) if diagram_id == CONVERGENCE else show()

    def _fill_choices(self) -> None:
        session, language = self._window.session, self._window.language
        merged = (CONVERGENCE,) if session.index.has_shared else ()
        ids = [diagram_id for diagram_id in (*session.library.paths, *merged) if diagram_id != session.diagram_id]
        choices = [(diagram_id, session.library.title(diagram_id).get(language)) for diagram_id in ids]
        self.panel.set_choices(choices, self.second.diagram_id)

    def _show_missing(self) -> None:
        """In the place of a drawing that cannot be: why."""
        if self.second.diagram is None:
            name = texts.file_name(self.second)
            title = _("{name} cannot be drawn yet").format(name=name) if name else convergence_view.nothing_shared()
            lines = [texts.problem_line(problem) for problem in self.second.result.problems[:PROBLEM_LINES]]
            self.panel.say(title, "\n\n".join(lines), [("again", _("Read the file again"))])

    def _mark(self, _picture: object = None) -> None:
        """The same number on the steps of both that stand for one idea, and the list of these ideas."""
        first, second = self._window.session, self.second
        if not self.is_open:
            return
        self._shared = shared(first.diagram, second.diagram) if first.diagram and second.diagram else ()
        theme, numbered = self._window.look.theme, list(enumerate(self._shared, 1))
        if first.picture:
            self._badges.put(first.picture, {step: n for n, found in numbered for step in found.ours}, theme)
        if second.picture:
            self._second_badges.put(second.picture, {step: n for n, found in numbered for step in found.theirs}, theme)
        rows = [(self._words(found), badge_icon(n, theme)) for n, found in numbered]
        self.bar.set_rows(self._sentence(), rows, ICON)
        self._ring()

    def _sentence(self) -> str:
        count = len(self._shared)
        if count:
            return ngettext("{n} shared step:", "{n} shared steps:", count).format(n=count)
        return _("These two diagrams share no step.") if self.second.diagram else ""

    def _words(self, found: Shared) -> str:
        """A shared idea as the two diagrams call it; once if they call it alike."""
        names = self._labels(self._window.session, found.ours[:1]) + self._labels(self.second, found.theirs[:1])
        return " ↔ ".join(dict.fromkeys(names))

    def _labels(self, session: Session, steps: tuple[str, ...]) -> list[str]:
        nodes = session.diagram.node_by_id if session.diagram else {}
        return [nodes[step].label.get(self._window.language) for step in steps if step in nodes]

    def _ring(self) -> None:
        """The twins of what is selected, ringed and in view on the other side, and said."""
        first, second, theme = self._window.session, self.second, self._window.look.theme
        theirs = next((found.theirs for found in self._shared if first.element in found.ours), ())
        ours = next((found.ours for found in self._shared if second.element in found.theirs), ())
        if first.picture:
            self._badges.ring(first.picture, ours, theme)
        if second.picture:
            self._second_badges.ring(second.picture, theirs, theme)
        for canvas, twins in ((self._window.canvas, ours), (self.panel.canvas, theirs)):
            if twins:
                canvas.reveal(twins[0])
        self._speak(first, self._window.canvas, second, theirs)
        self._speak(second, self.panel.canvas, first, ours)

    def _speak(self, session: Session, canvas: Canvas, other: Session, twins: tuple[str, ...]) -> None:
        if session.diagram is None:
            return
        words = texts.canvas_words(session.diagram, session.element, self._window.language)
        if twins:
            title = other.library.title(other.diagram_id).get(self._window.language)
            steps = ", ".join(self._labels(other, twins))
            words = f"{words} {_('Shared with {title}: {steps}.').format(title=title, steps=steps)}"
        canvas.set_spoken(words)

    def _show_menu(self, element: str, at: QPoint) -> None:
        menu = QMenu(self._window)
        if element:
            menu.addAction(_("Show the details"), partial(self.second.select, element))
            menu.addAction(_("Centre this"), partial(self.panel.canvas.centre_on, element))
            menu.addSeparator()
        menu.addAction(_("Swap the two diagrams"), self.swap)
        menu.addAction(_("Open this diagram on its own"), self.open_alone)
        menu.addAction(_("Close the comparison"), self.close)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
