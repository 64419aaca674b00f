"""Whatever is open, and whatever is selected: every question can be asked, and none leaves anything behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from calcviewer.app.actions import ACTIONS
from tests.app.small import CLOT, chain
from tests.app.visitor import Open, Visitor

QUESTIONS = [row.id for row in ACTIONS if row.menu == "ask"]
FILES = {
    "clot": CLOT,
    "broken": "format: 1\ntitle: [",
    "empty": "format: 1\ntitle: Nothing\n",
    "alone": "format: 1\ntitle: One\nnodes:\n  one: {kind: process, label: One}\n",
    "ring": "format: 1\ntitle: Ring\nnodes:\n  a: {kind: process, label: A}\n  b: {kind: process, label: B}\n"
    "edges:\n  - a -> b\n  - b -> a\n",
    "long": chain(30),
}


@pytest.fixture(params=FILES)
def visitor(request: pytest.FixtureRequest, start: Open, library: Callable[..., Path]) -> Visitor:
    name: str = request.param
    opened = start(library(**{name: FILES[name]}) / f"{name}.yaml")
    opened.wait(lambda: opened.session.index.also_in is not None)
    opened.settle()
    return opened


def elements(visitor: Visitor) -> list[str]:
    """Nothing, and the first step, arrow and treatment that there are."""
    diagram = visitor.session.diagram
    tables = (diagram.node_by_id, diagram.edge_by_id, diagram.treatment_by_id) if diagram else ()
    return ["", *(next(iter(table)) for table in tables if table)]


def test_every_question_about_everything(visitor: Visitor) -> None:
    for element in elements(visitor):
        for question in QUESTIONS:
            visitor.session.select(element)
            visitor.do(question)
            visitor.settle()
    visitor.do("reload")
    visitor.settle()
    for _turn in range(4):
        visitor.window.do("deselect")
    if visitor.session.diagram is None or not visitor.session.diagram.nodes:
        assert visitor.lit == ""


def test_what_was_asked_of_one_diagram_is_not_shown_in_another(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(alone=FILES["alone"], clot=CLOT, ring=FILES["ring"]) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    visitor.click("clot")
    visitor.do("trace-both")
    visitor.do("what-if")
    visitor.do("block")
    visitor.do("solo")
    visitor.do("next-diagram")
    visitor.wait_for_drawing("ring")
    assert visitor.lit == ""
    assert {visitor.strength_of(step) for step in ("a", "b")} == {1.0}
    assert visitor.session.shown is visitor.session.diagram


def test_closing_the_window_in_the_middle_of_it_all(visitor: Visitor) -> None:
    visitor.session.select(elements(visitor)[-1])
    for question in ("what-if", "block", "trace-both", "solo", "loops", "in-words"):
        visitor.do(question)
    visitor.close()
