"""What is read at a glance is what the careful reader reads, places and all; the least mistake is left to it."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from calcviewer import paths
from calcviewer.core.encoding import decode
from calcviewer.core.glance import glance, glance_at_library
from calcviewer.core.loader import load_diagram, load_library
from calcviewer.core.plain_records import READERS
from calcviewer.core.records import READERS as CAREFUL_READERS
from calcviewer.core.schema import Kind
from tests import fuzz_reader

BOTH = ("en", "id")
BAD = sorted((Path(__file__).parents[1] / "data" / "bad").glob("*.yaml"))
SHIPPED = sorted(paths.shipped_library().glob("*.yaml"))
START = "format: 1\ntitle: Clot\n"
EVERY_FIELD = """\
format: 1
title: {id: Bekuan, en: Clot, fr: Caillot}
objectives: [{en: See it, id: Lihat}]
direction: " right "
nodes:
  stasis: {kind: trigger, label: Stasis, text: "See [it](#clot) and [this](other#step), [it](#clot)."}
  clot:
    kind: finding
    label: {en: Clot, id: Bekuan}
    text:
      en: |
        Why [it](#stasis) hardens, in [words](term:salt).

      id: "Mengapa [ini](#stasis) mengeras."
    needs: all
    image: {file: images/clot.svg, alt: A clot}
edges:
  - stasis -> clot
  - {from: clot, to: stasis, kind: inhibits, text: {en: Slows, id: Melambat}}
treatments:
  heparin: {label: Heparin, acts-on: [clot, stasis -> clot], evidence: trials}
  statin: {label: Statin, acts-on: clot, evidence: [trials, guideline]}
groups: {vein: {label: Vein, nodes: [stasis]}}
table:
  columns: [stasis, clot]
  rows:
    - {label: Where, cells: {stasis: "Here, [there](#clot)", clot: There}}
tour: [{show: stasis, text: Look}]
quiz: [{ask: Which, choices: [a, b], answer: 1}, {ask: Order, order: [a, b]}]
refs: {R1: {text: Somebody, year: 2001, checked: true}}
"""
A_LIBRARY = """\
format: 1
title: Library
languages: [id, en]
diagrams: [{heading: First, diagrams: [clot]}]
facts: {F1: "A fact about [clots](clot)"}
glossary: {clot: {label: Clot, definition: "See [it](term:clot)."}}
"""
HARMLESS = (
    *(("en: ", "fr: "), ("source", "extension"), ("- ", "-   "), ("  ", "    "), ('"', "'"), ("|", ">"), ("|", "|-")),
    *(("\n", "\n\n"), ("\n", " # x\n"), (": ", ":  "), ("](", "] ("), ("]", "] "), ("{", "{ "), (", ", ",")),
    *(("all", "any"), ("true", "false"), ('"', ""), ("id:", "id :"), ("-> ", "->"), ("clot", "stasis"), ("1", "2")),
)  # fmt: skip
"""Changes after which much is still right."""


def is_read(text: str, languages: tuple[str, ...] = BOTH) -> bool:
    """Whether a glance is enough; then it has to give what the careful reader gives."""
    found = glance(text, "d", languages)
    if found is None:
        return False
    careful = load_diagram(text, "d", languages)
    assert careful.problems == ()
    assert repr(found.diagram) == repr(careful.diagram)
    assert (found.links, found.spans) == (careful.links, careful.spans)
    return True


def is_read_library(text: str) -> bool:
    """The same for a library."""
    found = glance_at_library(text)
    if found is None:
        return False
    careful = load_library(text)
    assert careful.problems == ()
    assert (repr(found.file), found.spans) == (repr(careful.file), careful.spans)
    return True


def test_every_field() -> None:
    assert is_read(EVERY_FIELD)
    assert is_read(EVERY_FIELD, ("id", "en", "fr")) is False  # not everything is translated into French
    assert is_read_library(A_LIBRARY)
    assert is_read_library(A_LIBRARY.replace("languages: [id, en]\n", ""))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_glance_is_enough_for_the_shipped_files(path: Path) -> None:
    text = path.read_text("utf-8")
    assert is_read_library(text) if path.stem == "library" else is_read(text)


def test_of_a_bad_file_a_glance_sees_no_more_and_no_less() -> None:
    texts = [source.text for path in BAD if (source := decode(path.read_bytes())[0])]
    assert 0 < sum(map(is_read, texts)) < len(texts)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("format: 1", "format: 2"),
        ("format: 1\n", ""),
        ("title:", "titel:"),
        ("title: {id: Bekuan, en: Clot, fr: Caillot}\n", ""),
        ("en: See it", "en: ' '"),
        ("{en: See it, id: Lihat}", "{en: See it}"),
        ("{en: See it, id: Lihat}", "{en: See it, id: Lihat, Klingon: x}"),
        ("{en: See it, id: Lihat}", "{en: See it, id: [x]}"),
        ("[{en: See it, id: Lihat}]", "x"),
        ("title: {id", "title: [x]\nsummary: {id"),
        ("kind: trigger", "kind: triger"),
        ("kind: trigger", "kind: [trigger]"),
        ("  clot:\n", "  Clot:\n"),
        ("groups: {vein: {label: Vein, nodes: [stasis]}}", "groups: x"),
        ("nodes: [stasis]", "nodes: [thrombus]"),
        ("table:\n", "table: x\nsummary:\n"),
        ("year: 2001", "year: [2001]"),
        ("checked: true", "checked: yes"),
        ("answer: 1", "answer: one"),
        ("choices: [a, b], answer: 1", "choices: [a, b]"),
        ("choices: [a, b], answer: 1", "choices: [a, b], answer: 3"),
        ("[it](#clot)", "[it](#thrombus)"),
        ("images/clot.svg", "../clot.svg"),
        ("show: stasis", "show: x"),
        ("label: Heparin", "label: Heparin, concept: A Drug"),
        ("Clot, id", "Clot\u202e, id"),
    ],
)
def test_the_least_mistake_is_left_to_the_careful_reader(before: str, after: str) -> None:
    text = EVERY_FIELD.replace(before, after, 1)
    assert text != EVERY_FIELD
    assert not is_read(text)
    assert load_diagram(text, "d").problems


@pytest.mark.parametrize(
    "text", ["- a\n", "format: 1\n", A_LIBRARY.replace("[id, en]", "x"), A_LIBRARY.replace("term:clot", "term:salt")]
)
def test_so_is_that_of_a_library(text: str) -> None:
    assert not is_read_library(text)
    assert load_library(text).problems


def test_whatever_is_changed_a_glance_says_the_same_or_nothing() -> None:
    count = 0
    for seed in range(2000):
        chance = random.Random(seed)
        text = chance.choice((EVERY_FIELD, EVERY_FIELD, A_LIBRARY))
        for _ in range(chance.choice((1, 1, 2, 3))):
            text = _changed(text, chance)
        count += is_read(text, chance.choice((BOTH, ("id", "en"), ("en",)))) or is_read_library(text)
    assert count > 200


def _changed(text: str, chance: random.Random) -> str:
    if chance.random() < 0.3:
        return chance.choice(fuzz_reader.SPOILS)(text, chance)
    before, after = chance.choice(HARMLESS)
    pieces: Sequence[str] = text.split(before)
    cut = chance.randint(1, len(pieces))
    return before.join(pieces[:cut]) + (after if cut < len(pieces) else "") + before.join(pieces[cut:])


def test_every_kind_of_value_is_read_at_a_glance_and_with_care() -> None:
    assert READERS.keys() == CAREFUL_READERS.keys() == set(Kind)
