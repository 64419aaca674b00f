"""The part of the menu of a step, arrow or treatment that changes it, while the diagram is edited."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from calcviewer.app.by_hand import KINDS, NO_GROUP, ByHand
from calcviewer.core.model import Diagram, Edge, Node, Treatment
from calcviewer.i18n import _
from calcviewer.view.legend_icons import legend_icon

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow

CHANGES: Mapping[type, tuple[str, ...]] = {
    Node: ("edit-label", "kind", "add-step", "draw-arrow", "duplicate-step", "group", "rename-id", "delete"),
    Edge: ("kind", "reverse-arrow", "delete"),
    Treatment: ("edit-label", "rename-id", "delete"),
}
"""Rows of the table of actions, and the two lists of choices."""
GROUND = ("add-step",)


def add_changes(menu: QMenu, window: "MainWindow", diagram: Diagram, element_id: str) -> None:
    """What can be done to an element, or on the ground, each with it selected."""
    element = diagram.element(element_id) if element_id else None
    hand = window.around.editing.hand
    menu.addSection(_("Edit"))
    for name in CHANGES[type(element)] if element is not None else GROUND:
        if name == "kind" and isinstance(element, Node | Edge):
            _add_kinds(menu, window, hand, element)
        elif name == "group" and isinstance(element, Node):
            _add_groups(menu, window, diagram, element.id)
        else:
            menu.addAction(window.around.actions[name].text(), _doing(window, element_id, name))


def _doing(window: "MainWindow", element_id: str, name: str) -> Callable[[], None]:
    def do() -> None:
        window.session.select(element_id)
        window.do(name)

    return do


def _add_kinds(menu: QMenu, window: "MainWindow", hand: ByHand, element: Node | Edge) -> None:
    kinds = menu.addMenu(_("Kind"))
    for kind, name in KINDS[type(element)].items():
        row = kinds.addAction(legend_icon(kind, window.look.theme), _(name), partial(hand.set_kind, element.id, kind))
        _tick(row, element.kind == kind)


def _add_groups(menu: QMenu, window: "MainWindow", diagram: Diagram, step: str) -> None:
    if not diagram.groups:
        return
    hand, groups = window.around.editing.hand, menu.addMenu(_("Group"))
    own = next((group.id for group in diagram.groups if step in group.nodes), NO_GROUP)
    names = {NO_GROUP: _("In no group")} | {one.id: one.label.get(window.language) or one.id for one in diagram.groups}
    for group, name in names.items():
        row = groups.addAction(name.replace("&", "&&"), partial(hand.put_into_group, step, group))
        _tick(row, own == group)


def _tick(row: QAction, is_ticked: bool) -> None:
    row.setCheckable(True)
    row.setChecked(is_ticked)
