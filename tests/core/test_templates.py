"""What a new diagram begins with is in order in both languages; copies and lists change only what they must."""

import re
from collections import Counter

import pytest

from calcviewer.core.link_checks import across_library
from calcviewer.core.loader import load_diagram, load_library
from calcviewer.core.loops import loops
from calcviewer.core.model import LibraryFile
from calcviewer.core.templates import (
    LIBRARY_TEMPLATE,
    TEMPLATES,
    listed,
    marked_as_copy,
    new_diagram,
    new_library,
    template_text,
)
from calcviewer.core.text_edit import apply

TITLES = {"en": "My: diagram #1", "id": "Diagram saya"}
each_template = pytest.mark.parametrize("name", TEMPLATES)


@each_template
def test_a_template_has_nothing_to_complain_of(name: str) -> None:
    result = load_diagram(template_text(name), name)
    assert result.problems == ()
    assert result.diagram is not None
    assert list(across_library(result, {name: tuple(result.diagram.node_by_id)}, LibraryFile())) == []
    for text in (result.diagram.title, *(node.label for node in result.diagram.nodes)):
        assert text.has("en")
        assert text.has("id")


@each_template
def test_a_new_diagram_has_its_title_and_day_and_every_other_line_of_the_template(name: str) -> None:
    text = new_diagram(name, TITLES, "2027-01-31")
    result = load_diagram(text, "mine")
    assert result.problems == ()
    assert result.diagram is not None
    assert (result.diagram.title.get("en"), result.diagram.title.get("id")) == ("My: diagram #1", "Diagram saya")
    changed = set(template_text(name).splitlines()) ^ set(text.splitlines())
    assert len(changed) == 4
    assert all(line.startswith(("title:", "updated: 20")) for line in changed)


def test_one_title_is_enough_and_none_is_possible() -> None:
    assert 'title: {en: "Vena", id: "Vena"}' in new_diagram("empty", {"id": " Vena "}, "2027-01-31")
    assert 'title: {en: "", id: "Vena"}' in new_diagram("empty", {"id": "Vena", "en": " "}, "2027-01-31")
    assert new_diagram("empty", {"en": ""}, "2026-11-22") == template_text("empty")


def test_each_template_is_what_its_name_says() -> None:
    diagrams = {name: load_diagram(template_text(name), name).diagram for name in TEMPLATES}
    found = [diagram for diagram in diagrams.values() if diagram]
    assert [len(diagram.nodes) for diagram in found] == [1, 5, 5, 5, 6]
    ways = {diagram.id: Counter(edge.source for edge in diagram.edges) for diagram in found}
    assert set(ways["chain"].values()) == {1}
    assert ways["branch"]["clot"] == 3
    rings = {diagram.id: bool(loops(diagram).found) for diagram in found}
    assert rings == {"empty": False, "chain": False, "branch": False, "loop": True, "example": False}
    assert len(re.findall("#", template_text("example"))) > 20


def test_a_new_library_lists_its_diagrams() -> None:
    assert load_library(template_text(LIBRARY_TEMPLATE)).problems == ()
    result = load_library(new_library(TITLES, ["id", "en"], ["vein", "artery"]))
    assert result.problems == ()
    assert result.file is not None
    assert result.file.languages == ("id", "en")
    assert result.file.title.get("id") == "Diagram saya"
    assert [heading.diagrams for heading in result.file.headings] == [("vein", "artery")]


@pytest.mark.parametrize(
    ("title", "copy"),
    [
        ('{en: "Vein", id: Vena}', '{en: "Vein (copy)", id: Vena (salinan)}'),
        ("Vein  # n", "Vein (salinan)  # n"),
        ("{en: Vein, id: ''}", "{en: Vein (copy), id: ''}"),
        ("[a]", "[a]"),
    ],
)
def test_a_copy_says_in_its_title_that_it_is_one(title: str, copy: str) -> None:
    text = "# c\r\nformat: 1\r\ntitle: {}\r\nnodes: {{a: {{kind: trigger, label: A}}}}\r\n"
    before = text.format(title)
    assert apply(before, marked_as_copy(before, "id").edits) == text.format(copy)


def test_what_cannot_be_read_is_copied_as_it_is() -> None:
    assert marked_as_copy("title: [", "en").edits == ()
    assert marked_as_copy("format: 1\n", "en").edits == ()


@pytest.mark.parametrize(
    ("headings", "after", "expected"),
    [
        ("[{heading: A, diagrams: [a, b]}, {heading: B, diagrams: [c]}]", "a", "[a, new, b]"),
        ("[{heading: A, diagrams: [a, b]}, {heading: B, diagrams: [c]}]", "", "[c, new]"),
        ("[{heading: A, diagrams: [a, new]}]", "a", ""),
        ("[{heading: A, diagrams: a}, B]", "a", ""),
        ("[]", "a", ""),
        ("a", "a", ""),
    ],
)
def test_a_new_diagram_is_listed_after_the_one_it_comes_from(headings: str, after: str, expected: str) -> None:
    before = f"# c\ntitle: L\ndiagrams: {headings}\n"
    text = apply(before, listed(before, "new", after).edits)
    assert expected in text
    assert (text == before) == (not expected)
