"""Links: inside the library they jump, a glossary word explains itself, and nothing ever leads out of the program."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from calcviewer.core.library import Place
from tests.app.small import CLOT, diagram_with
from tests.app.visitor import Open, Visitor

OUTWARD = [
    "https://example.org/page",
    "http://example.org",
    "mailto:a@example.org",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "smb://host/share",
    "ms-msdt:/id",
    "vscode://file/x",
    "//host/share",
    "\\\\\\\\host\\\\share",
]


def test_see_also_opens_the_other_diagram(shipped: Visitor) -> None:
    shipped.click("infection")
    target = next(words for words, target in shipped.links() if target == "infection")
    assert "See also" in shipped.text
    shipped.follow(target)
    shipped.wait_for_drawing("infection")
    assert shipped.window.title.text() == target
    assert shipped.place == "infection#"
    assert shipped.window.around.library_panel.shelf.currentItem().text() == target


def test_also_in_leads_to_the_same_thing_elsewhere(shipped: Visitor) -> None:
    shipped.click("macrophage")
    after = shipped.text[shipped.text.index("Also in") :]
    words, target = next((w, t) for w, t in shipped.links() if t.startswith("core-mechanism#"))
    assert words in after
    shipped.follow(words)
    shipped.wait_for_drawing("core-mechanism")
    assert shipped.place == target


def test_because_of_and_leads_to_walk_along_the_arrows(shipped: Visitor) -> None:
    shipped.click("infection")
    shipped.follow("Severely damaged or degenerating tissue")
    assert shipped.place == "overview#tissue-damage"
    shipped.follow("Infection (parasites, TB)")
    assert shipped.place == "overview#infection"


def test_a_link_in_a_text_leads_to_a_step_of_another_diagram(shipped: Visitor) -> None:
    shipped.session.go(Place("compare-types", "local-damage"))
    shipped.wait_for_drawing("compare-types")
    shipped.follow("tissue damage")
    assert shipped.place == "overview#tissue-damage"


def test_a_treatment_leads_to_the_arrow_it_acts_on(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=CLOT.replace("[stasis, clot]", '["stasis -> clot"]')))
    visitor.wait_for_drawing("clot")
    visitor.click("walking")
    visitor.follow("Slow blood → Clot")
    assert visitor.place == "clot#stasis -> clot"
    assert "Slow blood clots." in visitor.text


def test_a_glossary_word_shows_its_definition_and_leads_nowhere(shipped: Visitor) -> None:
    shipped.click("infection")
    shipped.follow("Ghon complex")
    assert shipped.place == "overview#infection"
    assert shipped.bar == ""
    term = shipped.session.library.file.glossary["ghon-complex"]
    assert " ".join(term.definition.get("en").split()) in shipped.tooltip
    QToolTip.hideText()


def test_a_definition_stands_at_its_word(shipped: Visitor) -> None:
    shipped.click("infection")
    place = shipped.hover_place("Ghon complex")
    shipped.click_in_details(place)
    shown = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "qtooltip_label" and w.isVisible())
    off = shown.geometry().topLeft() - shipped.details.viewport().mapToGlobal(place)
    assert abs(off.y()) < 60
    QToolTip.hideText()


def test_hovering_over_a_glossary_word_is_enough(shipped: Visitor) -> None:
    shipped.click("infection")
    hover(shipped, shipped.hover_place("cysticercosis"))
    assert "<b>Cysticercosis</b>" in shipped.tooltip
    hover(shipped, QPoint(3, 3))
    shipped.wait(lambda: shipped.tooltip == "")


def test_a_definition_is_given_in_both_languages_when_both_are_read(shipped: Visitor) -> None:
    shipped.do("content-both")
    shipped.click("infection")
    hover(shipped, shipped.hover_place("cysticercosis"))
    assert "<b>Cysticercosis</b>" in shipped.tooltip
    assert "<b>Sistiserkosis</b>" in shipped.tooltip
    QToolTip.hideText()


def hover(visitor: Visitor, place: QPoint) -> None:
    viewport = visitor.details.viewport()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)


@pytest.mark.parametrize(
    "target", ["#nothing", "nowhere", "nowhere#clot", "clot#nothing", "#", "Clot#stasis", "..%2Fx"]
)
def test_a_link_to_nowhere_says_so(start: Open, library: Callable[..., Path], target: str) -> None:
    visitor = start(library(clot=CLOT, trap=diagram_with(f"Go [there]({target}).")) / "trap.yaml")
    visitor.wait_for_drawing("trap")
    visitor.click("step")
    visitor.follow("there")
    assert visitor.session.diagram_id == "trap"
    if target != "#":
        assert visitor.bar.startswith("This link leads nowhere: ")


@pytest.mark.parametrize("target", OUTWARD)
def test_nothing_outside_is_ever_opened(start: Open, library: Callable[..., Path], target: str) -> None:
    visitor = start(library(trap=diagram_with(f"Go [there]({target}).")))
    visitor.wait_for_drawing("trap")
    visitor.click("step")
    if any(words == "there" for words, _target in visitor.links()):
        visitor.follow("there")
        assert visitor.bar.startswith("This link leads nowhere: ")
    assert "Go there." in visitor.text or target in visitor.text
    assert visitor.place == "trap#step"


def test_a_word_that_the_glossary_has_not_shows_nothing(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(trap=diagram_with("What is [this](term:unknown)?")))
    visitor.wait_for_drawing("trap")
    visitor.click("step")
    visitor.follow("this")
    assert visitor.tooltip == ""
    assert visitor.place == "trap#step"
