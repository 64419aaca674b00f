"""What is said of a place in the text, where an id leads, and which element stands there."""

import pytest

from calcviewer.core.definition import defined_at, name_at, uses_of
from calcviewer.core.element_at import element_at, span_of
from calcviewer.core.hover import hover
from calcviewer.core.known import Known
from calcviewer.core.loader import load_diagram
from calcviewer.core.model import LibraryFile, Ref, Term, Text
from calcviewer.core.places import Places
from calcviewer.core.result import LoadResult

TEXT = """\
format: 1
title: {en: Vein, id: Vena}
nodes:
  stasis:
    kind: process
    label: {en: Slow flow, id: Aliran lambat}
    text:
      en: |
        To the [clot](#clot) and [later](#clot-late), [T](term:t), [D](trauma#h), [E](trauma), [F](vein#clot).
        Nothing: [a](#nothing), [b](term:nothing), [c](nowhere#x).
      id: x
    facts: [F1, F9]
    refs: [R1, R2]
    see-also: [trauma#h]
  clot: {kind: tissue, label: {en: Clot, id: Bekuan}}
  clot-late: {kind: finding, label: {en: Late, id: Lambat}}
edges:
  - stasis -> clot -> clot-late
  - from: stasis
    to: clot-late
  - "clot-late -> stasis"
treatments:
  drug: {label: {en: Drug, id: Obat}, acts-on: [clot, stasis -> clot]}
groups:
  wall: {label: {en: Wall, id: Dinding}, nodes: [clot]}
table:
  columns: [stasis, clot]
  rows:
    - label: {en: Row, id: Baris}
      cells: {stasis: {en: a, id: a}, clot: {en: b, id: b}}
tour:
  - show: [drug]
    text: {en: a, id: b}
quiz:
  - ask: {en: a, id: b}
    order: [{en: a, id: b}, {en: c, id: d}]
refs:
  R2: {text: Own}
"""
RESULT = load_diagram(TEXT, "vein")
KNOWN = Known(
    RESULT.diagram,
    LibraryFile(
        facts={"F1": Text((("en", "It flows."),))},
        glossary={"t": Term("t", Text((("en", "Term"),)), Text((("en", "A word."),)))},
        refs={"R1": Ref("R1", "Book")},
    ),
    {"trauma": Text((("en", "Trauma"),))},
    lambda name: {"h": Text((("en", "Haematoma"),))} if name == "trauma" else {},
)


def said(word: str, after: str = "", known: Known = KNOWN) -> tuple[str, str] | None:
    index = TEXT.index(word, TEXT.index(after))
    found = hover(TEXT, index + 1, known, "en")
    return (found.title, found.words) if found else None


@pytest.mark.parametrize(
    ("word", "after", "title", "words"),
    [
        ("kind", "stasis:", "Kind", "What sort of step this is."),
        ("process", "kind", "Process", "Kind: What sort of step this is."),
        ("stasis", "nodes", "Slow flow", "Steps"),
        ("en", "label", "English", ""),
        ("F1", "facts", "It flows.", "Facts"),
        ("F9", "facts", "Facts", "Ids of the library's facts that this carries."),
        ("R1", "refs", "Book", "References"),
        ("R2", "refs", "Own", "References"),
        ("trauma#h", "see-also", "Haematoma: Trauma", "See also"),
        ("#clot", "", "Clot", ""),
        ("term:t", "", "Term", "A word."),
        ("trauma#h", "", "Haematoma", "Trauma"),
        ("trauma)", "", "Trauma", ""),
        (
            "clot -> clot-late",
            "edges",
            "Clot",
            "The arrows: `a -> b`, a chain `a -> b -> c`, or a block with from and to.",
        ),
        ("clot]", "groups", "Clot", "Steps"),
        ("drug", "show", "Drug", "Show"),
        ("Vein", "title", "Title", "The title."),
    ],
)
def test_something_is_said(word: str, after: str, title: str, words: str) -> None:
    assert said(word, after) == (title, words)


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert said("#nothing") is None
    assert said("term:nothing") is None
    assert said("nowhere#x") is None
    assert said("R2: {text", "", Known()) is None
    assert said("R2", "refs: [", Known()) == ("References", "Ids of the references that support this.")
    assert hover("# x", 2, KNOWN, "en") is None
    assert hover("nothing: x", 3, KNOWN, "en") is None
    assert hover("nothing: x", 10, KNOWN, "en") is None
    assert hover("nodes:\n  a:\n    facts: ", 24, KNOWN, "en") is not None


def named(word: str, after: str = "") -> str:
    return name_at(TEXT, TEXT.index(word, TEXT.index(after)) + 1)


def test_what_a_word_names() -> None:
    assert named("clot -> clot-late", "edges") == "clot"
    assert named("stasis", "nodes") == "stasis"
    assert named("drug", "show") == "drug"
    assert named("#clot") == "clot"
    assert named("term:t") == "term:t"
    assert named("To the") == ""
    assert named("kind") == ""
    assert named("process") == ""
    assert named("en", "label") == ""


def test_where_an_id_is_defined() -> None:
    lines = {name: span.line for name in ("clot", "drug", "wall", "R2") if (span := defined_at(RESULT, name))}
    assert lines == {"clot": 15, "drug": 23, "wall": 25, "R2": 38}
    assert defined_at(RESULT, "stasis -> clot") is not None
    assert defined_at(RESULT, "nothing") is None


def test_everywhere_an_id_is_named() -> None:
    places = Places(TEXT)
    found = uses_of(TEXT, "clot", "vein")
    assert {places.slice(span) for span in found} == {"clot"}
    assert [span.line for span in found] == [9, 9, 15, 18, 23, 23, 25, 27, 30]
    assert uses_of("[", "clot") == ()
    assert uses_of("- a", "clot") == ()
    assert uses_of("table: {rows: [{cells: x}]}", "clot") == ()


def at(line: int, column: int, result: LoadResult = RESULT) -> str:
    return element_at(result, TEXT, line, column)


def test_the_element_at_a_place() -> None:
    assert at(5, 8) == "stasis"
    assert at(15, 4) == "clot"
    assert at(23, 8) == "drug"
    assert at(25, 5) == "groups.wall"
    assert at(33, 8) == "tour[0]"
    assert at(35, 8) == "quiz[0]"
    assert at(19, 8) == "stasis -> clot-late"
    assert at(1, 2) == ""
    assert at(5, 8, LoadResult(None, ())) == ""


def test_the_column_parts_the_arrows_of_a_chain() -> None:
    found = [at(18, column) for column in (5, 14, 15, 18, 25, 31)]
    assert found == ["stasis -> clot"] * 3 + ["clot -> clot-late"] * 3


def test_an_element_has_its_place_and_the_place_its_element() -> None:
    places = Places(TEXT)
    for name in (*(RESULT.diagram.node_by_id if RESULT.diagram else ()), "drug", "groups.wall", "tour[0]"):
        span = span_of(RESULT, TEXT, name)
        assert span is not None
        assert at(span.line, span.column) == name
    span = span_of(RESULT, TEXT, "clot -> clot-late")
    assert span is not None
    assert places.slice(span) == "clot -> clot-late"
    quoted = span_of(RESULT, TEXT, "clot-late -> stasis")
    assert quoted is not None
    assert at(quoted.line, quoted.column + 3) == "clot-late -> stasis"
    assert span_of(RESULT, TEXT, "nothing") is None
    assert span_of(LoadResult(None, ()), TEXT, "clot") is None
