"""The answer of What-if: marks for the drawing, and parts of a story, held against the outcome itself."""

from collections.abc import Iterator

import pytest

from calcviewer import paths
from calcviewer.activities.what_if.answer import MOST_ROWS, answer, marks_of
from calcviewer.core.library import open_library
from calcviewer.core.model import Diagram
from calcviewer.core.part import part_of
from calcviewer.core.what_if import Outcome, Setting, what_if
from calcviewer.layout.marks import Mark
from calcviewer.view.story import Card, Line, Part, Row, Section
from tests.layout.samples import diagram, treatment

SHIPPED = tuple(open_library(paths.shipped_library()).diagrams())
CHAIN = diagram(("a -> b", "b -> c"), nodes=("a", "b", "c"), treatments=[treatment("drug", "b", may_lead_to=("c",))])


def outcome(asked: Diagram = CHAIN, **setting: tuple[str, ...]) -> Outcome:
    return what_if(asked, Setting(**setting))


def sections(parts: tuple[Part, ...]) -> Iterator[str]:
    return (part.label for part in parts if isinstance(part, Section))


def test_nothing_asked_is_nothing_marked_and_nothing_said() -> None:
    assert marks_of(CHAIN, outcome()) == {}
    assert answer(CHAIN, (outcome(),), 0, "en") == ()


def test_a_blocked_step_stops_the_arrows_behind_it() -> None:
    assert marks_of(CHAIN, outcome(blocked=("b",))) == {
        "b": Mark.BLOCKED,
        "c": Mark.PREVENTED,
        "b -> c": Mark.STOPPED,
    }


def test_a_cut_arrow_is_marked_as_cut_even_if_nothing_comes_along_it() -> None:
    marks = marks_of(CHAIN, outcome(blocked=("a",), cut=("a -> b",)))
    assert marks["a -> b"] is Mark.CUT
    assert marks["b -> c"] is Mark.STOPPED


def test_a_treatment_is_ticked_and_what_it_brings_about_may_increase() -> None:
    marks = marks_of(CHAIN, outcome(treatments=("drug",)))
    assert marks["drug"] is Mark.GIVEN
    assert marks["b"] is Mark.BLOCKED
    assert what_if(CHAIN, Setting(("drug",))).state("c") == "reduced"
    assert marks["c"] is Mark.REDUCED


def test_a_part_is_marked_as_far_as_it_goes() -> None:
    assert marks_of(part_of(CHAIN, ("a", "b")), outcome(blocked=("b",))) == {"b": Mark.BLOCKED}


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda diagram: diagram.id)
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_step_that_is_not_blocked_is_listed_once_with_its_reason(shipped: Diagram, language: str) -> None:
    for given in shipped.treatments:
        found = what_if(shipped, Setting((given.id,)))
        parts = answer(shipped, (found,), 0, language)
        rows = [part for part in parts if isinstance(part, Row)]
        expected = [f"#{node.id}" for node in shipped.nodes if found.state(node.id) != "blocked"]
        assert sorted(row.link for row in rows) == sorted(expected)
        assert all(row.sentence.get(language).endswith(".") for row in rows)
        (card,) = (part for part in parts if isinstance(part, Card))
        assert card.text == given.label
        assert len(card.evidence) == len(given.evidence)
        assert card.caution == given.caution


def test_the_sections_count() -> None:
    parts = answer(CHAIN, (outcome(blocked=("b",)),), 0, "en")
    assert [label.replace("\u2002", " ") for label in sections(parts)] == [
        "× Prevented: 1",
        "↓ Reduced: 0",
        "↑ May increase: 0",
        "· Unaffected: 1",
    ]


def test_two_settings_are_told_apart() -> None:
    parts = answer(CHAIN, (outcome(blocked=("b",)), outcome(blocked=("c",))), 1, "en")
    assert next(sections(parts)) == "A against B: 2"
    rows = [part.sentence.get("en") for part in parts if isinstance(part, Row)][:2]
    assert rows == ["“Step b”: blocked with A, unaffected with B.", "“Step c”: prevented with A, blocked with B."]
    assert "With B" in sections(parts)


def test_a_long_list_ends_with_a_count() -> None:
    names = [f"s{i}" for i in range(MOST_ROWS + 6)]
    long = diagram([f"s0 -> {name}" for name in names[1:]], nodes=names)
    parts = answer(long, (outcome(long, blocked=("s0",)),), 0, "en")
    assert sum(isinstance(part, Row) for part in parts) == MOST_ROWS
    assert Line("… and 5 more, marked in the drawing.") in parts


def test_words_of_a_stranger_are_no_markup() -> None:
    odd = diagram(("*a* -> b",), nodes=("*a*", "b"))
    parts = answer(odd, (outcome(odd, blocked=("b",)),), 0, "en")
    assert any("\\*a\\*" in part.sentence.get("en") for part in parts if isinstance(part, Row))
