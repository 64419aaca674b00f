"""The source text: read at the steps that carry it, found by searching, and listed with the way to each step."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from calcviewer.core.library import Place
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor

LIBRARY = """\
format: 1
title: Veins
facts:
  F1: {en: "A clot can turn to stone.", id: "Bekuan dapat menjadi batu."}
  F2: {en: "Nobody carries this.", id: "Tidak ada yang memuat ini."}
"""


@pytest.fixture
def clot(start: Open, library: Callable[..., Path]) -> Visitor:
    """A library of two statements; a step and an arrow carry the first."""
    text = CLOT.replace('    text: {en: "It hardens."', '    facts: [F1, F9]\n    text: {en: "It hardens."')
    text = text.replace("kind: may-lead-to,", "kind: may-lead-to, facts: [F1],")
    visitor = start(library(clot=text, library=LIBRARY))
    visitor.wait_for_drawing("clot")
    return visitor


@pytest.mark.parametrize("element", ["clot", "clot -> stone"])
def test_the_details_say_what_the_source_text_says(clot: Visitor, element: str) -> None:
    clot.click(element)
    assert "The source text says → F1 A clot can turn to stone." in clot.text
    assert "F9" not in clot.text
    clot.do("content-id")
    assert "Bekuan dapat menjadi batu." in clot.text


def test_a_step_without_facts_says_nothing_of_them(clot: Visitor) -> None:
    clot.click("stasis")
    assert "The source text says" not in clot.text


def test_a_statement_leads_to_everything_that_carries_it(clot: Visitor) -> None:
    clot.click("clot")
    clot.follow("F1")
    assert clot.text.startswith("The source text, statement by statement")
    assert [words for words, target in clot.links() if target] == ["Clot", "Clot → Stone"]
    clot.follow("Clot → Stone")
    assert clot.place == "clot#clot -> stone"
    assert "Calcium settles." in clot.text


def test_the_page_has_every_statement_in_both_languages(clot: Visitor) -> None:
    clot.do("content-both")
    clot.do("show-facts")
    for words in ("A clot can turn to stone.", "Bekuan dapat menjadi batu.", "Nobody carries this."):
        assert words in clot.text
    clot.key(Qt.Key.Key_Escape)
    assert "statement by statement" not in clot.text.replace("→ The source text, statement by statement", "")


def test_a_search_finds_statements(clot: Visitor) -> None:
    clot.do("search")
    clot.type("nobody carries")
    clot.wait(lambda: bool(clot.hits))
    assert clot.hits == ["The source text says: F2\nNobody carries this."]
    clot.choose_hit("The source text says: F2")
    assert clot.text.startswith("The source text, statement by statement")


def test_the_page_opens_at_its_statement(shipped: Visitor) -> None:
    shipped.session.go(Place("venous-phlebolith", "phlebolith"))
    shipped.wait_for_drawing("venous-phlebolith")
    name = next(words for words, target in shipped.links() if target.startswith("fact:F5"))
    shipped.follow(name)
    top = shipped.details.cursorForPosition(shipped.details.viewport().rect().topLeft()).block()
    seen = {top.text(), top.next().text()}
    assert name in seen


def test_the_summary_of_a_diagram_leads_to_the_page(shipped: Visitor) -> None:
    shipped.follow("The source text, statement by statement")
    assert all(f"F{number} " in shipped.text for number in range(1, 67))


def test_a_library_without_facts_says_so(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=CLOT))
    visitor.wait_for_drawing("clot")
    assert "statement by statement" not in visitor.text
    visitor.do("show-facts")
    assert visitor.bar == "This library does not list what its source text says."
