"""Random edits on every style of writing and on the shipped diagrams: `tests/fuzz_edits.py`, for a short while."""

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from calcviewer.core.source import compose
from calcviewer.core.text_edit import (
    Draft,
    TextEdit,
    apply,
    in_utf16,
    index_of_utf16,
    inverse,
    trimmed,
    utf16_index,
)
from calcviewer.core.values import Value, plain
from calcviewer.core.writing import entry, inline, scalar
from tests import fuzz_edits

SHIPPED = fuzz_edits.originals()
STYLED = SHIPPED[-4:]
WORDS = st.text(
    st.one_of(st.sampled_from("[]{}:,-#&*!|>'\"%@`? \t\nab\\🦴"), st.characters(codec="utf-8")), max_size=30
)
ANY_TEXT = st.text(st.sampled_from("ab\r\n🦴é "), max_size=30)
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), ANY_TEXT), max_size=5)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_a_session_of_edits_on_every_style(seed: int) -> None:
    chance = random.Random(seed)
    fuzz_edits.session(chance.choice(STYLED), chance, 5)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_a_session_of_edits_on_a_shipped_diagram(seed: int) -> None:
    chance = random.Random(seed)
    fuzz_edits.session(chance.choice(SHIPPED), chance, 3)


def test_hardly_any_edit_is_refused_for_want_of_certainty() -> None:
    chance = random.Random(7)
    cases = [case for _ in range(25) for case in fuzz_edits.session(chance.choice(STYLED), chance, 10)]
    codes = Counter(case.done.refused.code if case.done.refused else "" for case in cases)
    assert codes[""] > 200
    assert codes["E402"] == 0


@settings(max_examples=400, deadline=None, derandomize=True)
@given(WORDS, st.sampled_from(["", "'", '"', "|", ">"]), st.booleans())
def test_a_text_reads_back_as_it_was_in_every_style(words: str, style: str, is_flow: bool) -> None:
    written = scalar(words.rstrip("\n"), style, 0, is_flow)
    root, problems = compose(f"{{k: {written}, l: m}}" if is_flow else f"k: {written}\nl: m\n")
    if not any(problem.code == "E005" for problem in problems):
        assert root
        assert plain(root) == {"k": words.rstrip("\n"), "l": "m"}


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.recursive(
        st.sampled_from(fuzz_edits.AWKWARD).map(lambda words: words.replace("\r", "").rstrip("\n")),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b-c", "x: y", "#"]), inner),
        max_leaves=8,
    )
)
def test_a_value_reads_back_as_it_was(value: Value) -> None:
    for text in (f"k: {inline(value)}\n", f"{entry('k', value, 0, None)}\n"):
        root, _ = compose(text)
        assert root
        assert plain(root) == {"k": value}, text


def _edits(text: str, spans: list[tuple[int, int, str]]) -> tuple[TextEdit, ...]:
    found, at = [], 0
    for start, length, new in sorted(spans):
        first = min(max(start, at), len(text))
        last = min(first + length, len(text))
        found.append(TextEdit(first, last, new))
        at = last
    return tuple(found)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ANY_TEXT, SPANS, SPANS)
def test_edits_go_back_and_can_be_put_together(
    text: str, spans: list[tuple[int, int, str]], more: list[tuple[int, int, str]]
) -> None:
    edits = _edits(text, spans)
    after = apply(text, edits)
    assert apply(after, inverse(text, edits)) == text
    assert apply(text, [trimmed(text, edit) for edit in edits]) == after
    draft = Draft(text)
    draft.apply(edits)
    assert draft.text == apply(text, draft.edits) == after
    draft.apply(_edits(after, more))
    assert apply(text, draft.edits) == draft.text == apply(after, _edits(after, more))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ANY_TEXT, SPANS)
def test_the_places_of_qt_are_those_of_utf_16(text: str, spans: list[tuple[int, int, str]]) -> None:
    edits, units = _edits(text, spans), text.encode("utf-16-le")
    for edit in reversed(in_utf16(text, edits)):
        units = units[: 2 * edit.start] + edit.new.encode("utf-16-le") + units[2 * edit.end :]
    assert units.decode("utf-16-le") == apply(text, edits)
    for index in range(len(text) + 1):
        assert index_of_utf16(text, utf16_index(text, index)) == index
