"""What leads from one place to another: links, glossary, references, and the ideas that diagrams share."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from calcviewer.core.library import check_library, concept_places
from calcviewer.core.model import Node, Ref
from calcviewer.core.result import card_of
from tests.content.content import LANGUAGES, all_texts, diagrams, elements, library, targets

TABLES = tomllib.loads((Path(__file__).parent / "concepts.toml").read_text("utf-8"))
CONCEPTS: Mapping[str, list[str]] = TABLES["concept"]
JUMPS: Mapping[str, list[str]] = TABLES["jump"]
EXPLAINED: Mapping[str, str] = TABLES["explained"]

SEEN = {f"R{number:02}" for number in range(1, 73)} - {
    *("R01", "R29"),  # a textbook and guidelines: nobody looked up the pages or the edition
    *("R14", "R42", "R59", "R60"),  # the abstract was seen without its authors
    *("R16", "R17", "R61", "R69", "R72"),  # the same; no authors are given
    *("R37", "R51"),  # not enough is known to find it again
}
"""The references whose record or abstract somebody has seen: no other may say `checked: true`."""


def test_the_library_has_no_problem() -> None:
    assert [f"{path.name}: {problem.code}" for path, problem in check_library(library())] == []


def test_every_link_leads_somewhere() -> None:
    found = [
        (w.place, target) for w in all_texts() for language in LANGUAGES for target in targets(w.text.get(language))
    ]
    assert [f"{place}: {target}" for place, target in found if not _leads_somewhere(target, place)] == []


def _leads_somewhere(target: str, place: str) -> bool:
    if target.startswith("term:"):
        return target.removeprefix("term:") in library().file.glossary
    return library().place(target, here=re.split("[# ]", place)[0]) is not None


def test_both_languages_have_the_same_links() -> None:
    texts = [(w.place, [Counter(targets(w.text.get(language))) for language in LANGUAGES]) for w in all_texts()]
    assert [place for place, (english, indonesian) in texts if english != indonesian] == []


def test_every_word_of_the_glossary_is_linked() -> None:
    linked = {target for w in all_texts() for target in targets(w.text.get("en"))}
    assert [term for term in library().file.glossary if f"term:{term}" not in linked] == []


# -- references --------------------------------------------------------------------------------------------------------


def test_every_reference_is_used() -> None:
    used = {ref for d in diagrams().values() for element in elements(d) for ref in element.refs}
    assert {*library().file.refs} - used == set()


def test_what_was_seen_is_called_checked_and_nothing_else() -> None:
    assert {ref.id for ref in library().file.refs.values() if ref.checked} == SEEN


def test_no_reference_tells_how_it_was_found() -> None:
    odd = re.compile(r"(?i)[\[\]]|memory|verified|\bseen\b|abstract")
    assert [ref.id for ref in library().file.refs.values() if odd.search(ref.text)] == []


@pytest.mark.parametrize("ref", library().file.refs.values(), ids=library().file.refs)
def test_reference_agrees_with_itself(ref: Ref) -> None:
    assert re.fullmatch(r"10\.\d{4,}/\S+", ref.doi) or not ref.doi
    assert re.fullmatch(r"\d{5,9}", ref.pmid) or not ref.pmid
    assert re.fullmatch(r"PMC\d{5,9}", ref.pmcid) or not ref.pmcid
    years = re.findall(r"\b(?:19|20)\d\d(?=[;:.)]|\(| \()", ref.text)
    assert years[-1:] == ([ref.year] if ref.year else [])


@pytest.mark.parametrize("field", ["doi", "pmid", "pmcid", "text"])
def test_no_reference_stands_twice(field: str) -> None:
    counts = Counter(getattr(ref, field) for ref in library().file.refs.values())
    assert [value for value, count in counts.items() if value and count > 1] == []


# -- what diagrams share -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("concept", CONCEPTS)
def test_idea_is_shared_by_the_steps_that_show_it(concept: str) -> None:
    places = concept_places((name, card_of(diagram)) for name, diagram in diagrams().items())[concept]
    assert {*CONCEPTS[concept]} - {str(place) for place in places} == set()
    assert len({place.diagram for place in places}) >= 2


@pytest.mark.parametrize("place", JUMPS)
def test_step_sends_the_reader_on(place: str) -> None:
    assert {*JUMPS[place]} - _jumps(place) == set()


@pytest.mark.parametrize("concept", EXPLAINED)
def test_idea_leads_to_its_explanation(concept: str) -> None:
    goal = EXPLAINED[concept]
    elsewhere = [place for place in CONCEPTS[concept] if place.partition("#")[0] != goal.partition("#")[0]]
    assert [place for place in elsewhere if goal not in _jumps(place)] == []


def _jumps(place: str) -> set[str]:
    diagram, _, element = place.partition("#")
    node = diagrams()[diagram].element(element)
    assert isinstance(node, Node)
    return {*node.see_also, *targets(node.text.get("en"))}
