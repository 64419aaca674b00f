"""For any text at all: no exception, only consistent diagrams, and every problem at a place of that text."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from calcviewer.core.encoding import decode
from calcviewer.core.quoting import quoted
from calcviewer.core.source import compose
from calcviewer.core.tree import Mapping, Scalar
from tests import fuzz_reader

ORIGINALS = fuzz_reader.texts()
SMALL = """\
format: 1
title: {en: Clot, id: Bekuan}
nodes:
  stasis: {kind: trigger, label: Stasis, text: "See [it](#clot)."}
  clot: {kind: finding, label: Clot, needs: all}
edges: [stasis -> clot]
treatments: {heparin: {label: Heparin, acts-on: [clot, stasis -> clot], evidence: trials}}
quiz: [{ask: Which?, choices: [a, b], answer: 1}]
tour:
  - show: stasis
    text: |
      Look.
"""


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_a_shipped_diagram_however_spoilt(seed: int) -> None:
    chance = random.Random(seed)
    fuzz_reader.check(fuzz_reader.spoilt(chance.choice(ORIGINALS), chance))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_a_small_diagram_however_spoilt(seed: int) -> None:
    chance = random.Random(seed)
    fuzz_reader.check(fuzz_reader.spoilt(SMALL, chance))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.one_of(st.sampled_from("[]{}:,-#&*!|>'\"%@`? \t\r\nab\\"), st.characters()), max_size=60))
def test_any_text(text: str) -> None:
    fuzz_reader.check(text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    source, problems = decode(data)
    assert source is not None or problems


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=40))
def test_quoted_words_come_back_as_they_were(words: str) -> None:
    for text in (f"a: {quoted(words)}", f"a: [{quoted(words)}, b]"):
        root, problems = compose(text)
        assert problems == ()
        assert isinstance(root, Mapping)
        value = root.entries[0][1]
        node = value if isinstance(value, Scalar) else value.items[0] if not isinstance(value, Mapping) else None
        assert isinstance(node, Scalar)
        assert node.value == words
