"""What stories of saving have in common: the label of the clot is changed, seen and saved."""

from calcviewer.core.edits import set_text
from tests.app.visitor import Visitor

LABEL = ("nodes", "clot", "label")


def edit(visitor: Visitor, words: str) -> None:
    """The label of the clot by whatever way but typing, and seen in the drawing."""
    editing = visitor.window.around.editing
    editing.ask(lambda text: set_text(text, LABEL, "en", words), "clot")
    visitor.wait(lambda: label(visitor) == words and visitor.session.picture is not None)


def label(visitor: Visitor) -> str:
    diagram = visitor.session.diagram
    return diagram.node_by_id["clot"].label.get("en") if diagram else ""


def save(visitor: Visitor) -> None:
    visitor.window.do("save")
    visitor.wait(lambda: not visitor.window.windowTitle().startswith("●"))
