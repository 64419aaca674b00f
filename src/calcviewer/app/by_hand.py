"""Drawing by hand: what the gestures on the canvas, the menus and the keys of the mode Edit change in the text.

Nothing is changed here: each asks `editing` for one change of the text, which is one step of undoing.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt

from calcviewer.app.over_drawing import OverDrawing
from calcviewer.core import element_edits, step_edits
from calcviewer.core.edits import add_arrow
from calcviewer.core.in_words import label
from calcviewer.core.model import Diagram, Edge, Element, Node, Treatment, edge_id
from calcviewer.core.nameable import Choice
from calcviewer.core.problems import visible
from calcviewer.core.removal_words import removal_sentences
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.schema import EDGE_KINDS, NODE_KINDS
from calcviewer.editor.hand import Hand
from calcviewer.editor.step_field import StepField, WordField
from calcviewer.i18n import N_, _
from calcviewer.view.announcement import announce

if TYPE_CHECKING:
    from calcviewer.app.editing import Editing
    from calcviewer.app.main_window import MainWindow

SHORT, LINE = 60, 32
DELETED = "deleted"
NEW_STEP, NO_GROUP = "+", "-"
"""Choices that are no id."""
KINDS: Mapping[type, Mapping[str, str]] = {Node: NODE_KINDS, Edge: EDGE_KINDS}


class ByHand(QObject):
    """Made when the mode Edit is first entered."""

    def __init__(self, window: "MainWindow", editing: "Editing") -> None:
        super().__init__(editing)
        self._window, self._session, self._editing = window, window.session, editing
        self._over = OverDrawing(window)
        self._hand = Hand(window.canvas, window.look.theme)
        self._hand.arrow_drawn.connect(self.make_arrow)
        self._hand.step_wanted.connect(self._ask_step_at)
        self._hand.label_wanted.connect(self.ask_label)
        self._hand.pressed.connect(self._over.let_go)
        self._session.selection_changed.connect(self._follow)
        self._session.picture_changed.connect(self._follow)
        self._session.diagram_changed.connect(self._leave_if_other)

    def do(self, name: str) -> None:
        """Does what an action of the table names."""
        {
            "add-step": self.add_step,
            "draw-arrow": self.draw_arrow,
            "edit-label": self.edit_label,
            "change-kind": self.choose_kind,
            "reverse-arrow": self.reverse,
            "duplicate-step": self.duplicate,
            "change-group": self.choose_group,
            "rename-id": self.ask_id,
            "delete": self.delete,
        }[name]()

    def show(self, is_shown: bool) -> None:
        """The mode is entered, or left."""
        self._over.leave()
        self._hand.set_on(is_shown)
        self._follow()

    def refresh(self) -> None:
        """In the colours of the moment."""
        self._hand.set_theme(self._window.look.theme)
        self._over.refresh()

    def _follow(self, _news: object = None) -> None:
        self._hand.set_source(self._session.element)

    def _leave_if_other(self) -> None:
        if not self._session.is_revision:
            self._over.leave()
            self._hand.cancel()

    # -- what is there ----------------------------------------------------------------------------------------

    def _diagram(self) -> Diagram | None:
        """The open diagram; says so if there is none."""
        if self._session.diagram is None:
            self._window.say(_("There is no diagram that could be changed."), topic="edit")
        return self._session.diagram

    def _selected(self, *kinds: type) -> Element | None:
        """What is selected, if it is one of these; else says what to select."""
        diagram = self._diagram()
        if diagram is None:
            return None
        element = diagram.element(self._session.element) if self._session.element else None
        if isinstance(element, kinds):
            return element
        self._window.say(_(_SELECT[kinds]), topic="edit")
        return None

    def _label(self, element: str, most: int = SHORT) -> str:
        diagram = self._session.diagram
        return visible(label(diagram, element, self._window.language), most) if diagram else element

    def _taken(self) -> frozenset[str]:
        diagram = self._session.diagram
        return frozenset((*diagram.node_by_id, *diagram.treatment_by_id)) if diagram else frozenset()

    # -- steps ------------------------------------------------------------------------------------------------

    def add_step(self) -> None:
        """Asks for a new step, after the selected one if one is selected."""
        diagram = self._diagram()
        if diagram is not None:
            element = self._session.element
            self._ask_step(element if element in diagram.node_by_id else "", self._over.place_of(element))

    def _ask_step_at(self, after: str, at: QPoint) -> None:
        self._ask_step(after, QRect(at, at))

    def _ask_step(self, after: str, place: QRect, words: str = "") -> None:
        field = StepField(self._window.canvas, self._window.look.theme, self._label(after, LINE) if after else "")
        field.label.setText(words)
        field.made.connect(lambda said, kind, is_after: self._make_step(said, kind, after if is_after else ""))
        self._over.open(field, place)

    def _make_step(self, words: str, kind: str, after: str) -> None:
        step, languages = step_edits.free_id(words, self._taken()), self._session.library.file.languages
        fields = {"kind": kind, "label": step_edits.new_label(words, self._window.language, languages)}
        self._ask(lambda text: step_edits.add_step(text, step, fields, after), step, _("Added “{label}”."), words)

    def duplicate(self) -> None:
        """A second step that says the same as the selected one."""
        if isinstance(step := self._selected(Node), Node):
            copy, same = step_edits.free_id(step.id, self._taken()), step.id
            words = self._label(same)
            self._ask(lambda text: step_edits.duplicate_step(text, same, copy), copy, _("Copied “{label}”."), words)

    def choose_group(self) -> None:
        """Asks into which group the selected step goes."""
        step, diagram = self._selected(Node), self._session.diagram
        if not isinstance(step, Node) or diagram is None:
            return
        language = self._window.language
        groups = [Choice(group.id, group.label.get(language) or group.id) for group in diagram.groups]
        if not groups:
            self._window.say(_("This diagram has no groups."), topic="edit")
            return
        choices = (Choice(NO_GROUP, _("In no group")), *groups)
        self._over.choose(choices, _("Into which group?"), step.id, partial(self.put_into_group, step.id))

    def put_into_group(self, step: str, group: str) -> None:
        """Into that group, or out of every group."""
        wanted = "" if group == NO_GROUP else group
        self._ask(lambda text: step_edits.put_into_group(text, step, wanted), step)

    # -- arrows -----------------------------------------------------------------------------------------------

    def draw_arrow(self) -> None:
        """Asks where an arrow from the selected step leads: the keyboard's way to draw one."""
        step, diagram = self._selected(Node), self._session.diagram
        if not isinstance(step, Node) or diagram is None:
            return
        there = {step.id, *(edge.target for edge in diagram.outgoing(step.id))}
        language = self._window.language
        ends = [Choice(n.id, label(diagram, n.id, language), n.kind) for n in diagram.nodes if n.id not in there]
        choices = (*ends, Choice(NEW_STEP, _("A new step…")))
        heading = _("An arrow from “{label}” to").format(label=self._label(step.id))
        chooser = self._over.choose(choices, heading, step.id, partial(self._draw_to, step.id))
        chooser.list.currentItemChanged.connect(
            lambda item: self._hand.light(_step(item.data(Qt.ItemDataRole.UserRole)) if item is not None else "")
        )
        chooser.destroyed.connect(self._unlight)
        self._hand.light(_step(chooser.list.item(0).data(Qt.ItemDataRole.UserRole)))

    def _unlight(self) -> None:
        self._hand.light("")

    def _draw_to(self, source: str, target: str) -> None:
        if target == NEW_STEP:
            self._ask_step(source, self._over.place_of(source))
        else:
            self.make_arrow(source, target)

    def make_arrow(self, source: str, target: str) -> None:
        """An arrow from one step to another; it is selected afterwards, so that its kind can be changed."""
        arrow = edge_id(source, target)
        diagram = self._session.diagram
        if diagram is not None and arrow in diagram.edge_by_id:
            words = _("There is an arrow from “{source}” to “{target}” already.")
            self._window.say(words.format(source=self._label(source), target=self._label(target)), topic="edit")
            self._session.select(arrow)
            return
        words = f"{self._label(source)} → {self._label(target)}"
        self._ask(lambda text: add_arrow(text, source, target), arrow, _("Drawn: {label}"), words)

    def reverse(self) -> None:
        """The selected arrow the other way round."""
        if isinstance(arrow := self._selected(Edge), Edge):
            old = arrow.id
            self._ask(lambda text: element_edits.reverse_arrow(text, old), edge_id(arrow.target, arrow.source))

    # -- both -------------------------------------------------------------------------------------------------

    def choose_kind(self) -> None:
        """Asks for another kind of the selected step or arrow."""
        element = self._selected(Node, Edge)
        if element is not None:
            kinds = [Choice(kind, _(name), kind) for kind, name in KINDS[type(element)].items()]
            self._over.choose(kinds, _("Kind"), element.id, partial(self.set_kind, element.id))

    def set_kind(self, element: str, kind: str) -> None:
        """Another kind of a step or an arrow."""
        diagram = self._session.diagram
        is_arrow = diagram is not None and element in diagram.edge_by_id
        change = element_edits.set_arrow if is_arrow else element_edits.set_field
        self._ask(lambda text: change(text, element, "kind", kind), element)

    def edit_label(self) -> None:
        """Asks for another label of what is selected, where it stands."""
        element = self._selected(Node, Treatment)
        if element is not None:
            self.ask_label(element.id)

    def ask_label(self, element: str) -> None:
        """Asks for another label, in the language of the drawing."""
        diagram, language = self._diagram(), self._window.language
        if diagram is None:
            return
        self._session.select(element)
        words = label(diagram, element, language)
        field = WordField(self._window.canvas, self._window.look.theme, _name_of_label(language), words)
        languages = self._session.library.file.languages
        field.changed.connect(
            lambda said: self._ask(
                lambda text: element_edits.set_label(text, element, language, said, languages), element
            )
        )
        self._over.open(field, self._over.place_of(element))

    def ask_id(self) -> None:
        """Asks for another id, by which the file names the selected step or treatment."""
        element = self._selected(Node, Treatment)
        if element is not None:
            old, diagram = element.id, self._session.diagram_id
            field = WordField(self._window.canvas, self._window.look.theme, _("Id, by which the file names it"), old)
            field.changed.connect(
                lambda new: self._ask(lambda text: element_edits.rename(text, old, new, diagram), new)
            )
            self._over.open(field, self._over.place_of(old))

    def delete(self) -> None:
        """Takes away what is selected, and says what goes with it; one undo brings all of it back."""
        is_done = self._editing.is_changing or self._window.message_bar.is_about(DELETED)
        if not self._session.element and is_done:
            return  # the key was held down
        element = self._selected(Node, Edge, Treatment)
        if element is None:
            return
        self._session.select("")
        gone, words, diagram = element.id, self._label(element.id), self._session.diagram_id

        def tell(made: Rewritten) -> None:
            if isinstance(made, element_edits.Removed) and made.refused is None:
                self._offer_undo(removal_sentences(gone, words, made.consequences))

        self._editing.ask(lambda text: element_edits.remove(text, gone, diagram), "", tell)

    # -- inside -----------------------------------------------------------------------------------------------

    def _ask(self, change: Callable[[str], Rewritten], element: str, said: str = "", words: str = "") -> None:
        """Asks for a change; what was done is said to who cannot see it."""

        def tell(made: Rewritten) -> None:
            if made.refused is None and said:
                announce(self._window.canvas, said.format(label=words))

        diagram = self._session.diagram
        if self._session.part is not None and diagram is not None and diagram.element(element) is None:
            self._session.draw_only(None)  # what is new is in no part
        self._editing.ask(change, element, tell)

    def _offer_undo(self, sentence: str) -> None:
        """Says what was done, with a way back, until something else is done."""
        self._window.say(sentence, _("Undo"), lambda: self._window.do("undo"), DELETED)
        announce(self._window.canvas, sentence)
        document = self._editing.document
        if document is not None:
            document.changed.connect(self._withdraw, Qt.ConnectionType.SingleShotConnection)

    def _withdraw(self) -> None:
        if self._window.message_bar.is_about(DELETED):
            self._window.say("")


def _step(name: str) -> str:
    """The step that a choice stands for; '' for one that is not there yet."""
    return "" if name == NEW_STEP else name


def _name_of_label(language: str) -> str:
    return _("Label in Indonesian") if language == "id" else _("Label in English")


_SELECT: Mapping[tuple[type, ...], str] = {
    (Node,): N_("Select a step first."),
    (Edge,): N_("Select an arrow first."),
    (Node, Edge): N_("Select a step or an arrow first."),
    (Node, Treatment): N_("Select a step or a treatment first."),
    (Node, Edge, Treatment): N_("Select a step, an arrow or a treatment first."),
}
