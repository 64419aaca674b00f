"""The statements of the source text: each is carried where it should be, and a hedge stays a hedge."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import pytest

from tests.content.content import diagrams, elements, library

Places = Mapping[str, Mapping[str, list[str]]]
"""Fact → diagram → steps, arrows and treatments."""

TABLES = cast("Mapping[str, Places]", tomllib.loads((Path(__file__).parent / "facts.toml").read_text("utf-8")))

HEDGES = {
    "can": "F8 F12 F13 F20 F21 F40 F44 F46 F49 F50 F51 F52 F53 F54 F55 F56 F58",
    "often": "F18 F23 F36 F37",
    "usually": "F28 F43",
    "regularly": "F29 F30",
    "generally": "F33",
    "most": "F57",
    "normally": "F61",
}
"""How sure the source is where it does not say that something is so."""
HEDGE_WORDS = {
    "can": (r"can|may", r"dapat|mungkin|bisa"),
    "often": (r"often", r"sering"),
    "usually": (r"usually", r"biasanya"),
    "regularly": (r"regularly", r"kerap|secara teratur"),
    "generally": (r"generally", r"umumnya"),
    "most": (r"most", r"sebagian besar|kebanyakan"),
    "normally": (r"normally", r"dalam keadaan normal|biasanya|normalnya"),
}
"""The words that say so, in English and in Indonesian."""

MAY = {
    "en": "can|may|might|could|some|sometimes|often|usually|commonly|rarely|seldom|most|many|not always|perhaps",
    "id": "dapat|mungkin|bisa|kadang|sebagian|sering|kerap|biasanya|umumnya|jarang|kebanyakan|tidak selalu",
}
"""One of these stands in the text of every arrow that may lead on."""


def test_the_source_has_sixty_six_statements() -> None:
    assert list(library().file.facts) == [f"F{number}" for number in range(1, 67)]
    assert [*TABLES["carried"]] == [*library().file.facts]


@pytest.mark.parametrize("fact", TABLES["carried"])
def test_fact_is_carried_where_it_should_be(fact: str) -> None:
    carriers = {
        f"{d.id}: {element.id}" for d in diagrams().values() for element in elements(d) if fact in element.facts
    }
    assert {*_places(TABLES["carried"][fact])} - carriers == set()


def test_only_what_is_from_the_source_carries_facts() -> None:
    both = [(d.id, element) for d in diagrams().values() for element in elements(d)]
    assert [f"{name}: {e.id}" for name, e in both if e.facts and e.origin != "source"] == []
    assert [f"{name}: {e.id}" for name, e in both if len({*e.facts}) < len(e.facts)] == []


@pytest.mark.parametrize("fact", TABLES["hedged"])
def test_arrow_of_a_hedged_fact_only_may_lead_on(fact: str) -> None:
    assert fact in " ".join(HEDGES.values()).split()
    arrows = [diagrams()[name].edge_by_id[arrow] for name, ids in TABLES["hedged"][fact].items() for arrow in ids]
    assert [arrow.id for arrow in arrows if arrow.kind != "may-lead-to" or fact not in arrow.facts] == []


@pytest.mark.parametrize("hedge", HEDGES)
def test_hedge_stands_in_the_words_of_the_fact(hedge: str) -> None:
    facts = {fact: library().file.facts[fact] for fact in HEDGES[hedge].split()}
    for language, pattern in zip(("en", "id"), HEDGE_WORDS[hedge], strict=True):
        found = re.compile(rf"(?i)\b(?:{pattern})\b")
        assert [fact for fact, text in facts.items() if not found.search(text.get(language))] == []


@pytest.mark.parametrize(("language", "hedge"), MAY.items())
def test_an_arrow_that_may_lead_on_says_so(language: str, hedge: str) -> None:
    says_so = re.compile(rf"(?i)\b(?:{hedge})\b")
    arrows = [(f"{d.id}: {edge.id}", edge) for d in diagrams().values() for edge in d.edges]
    may_lead = [(place, edge.text.get(language)) for place, edge in arrows if edge.kind == "may-lead-to"]
    assert [place for place, text in may_lead if not says_so.search(text)] == []


def _places(table: Mapping[str, list[str]]) -> Iterator[str]:
    return (f"{diagram}: {element}" for diagram, ids in table.items() for element in ids)
