"""Where the cursor stands, in texts that are whole, broken or half typed. ``¦`` is the cursor."""

from typing import Any

import pytest

from calcviewer.core.flow import closers
from calcviewer.core.schema import LIBRARY, Kind
from calcviewer.core.where import Where, slot_at, where

TEXT = """\
format: 1
title: {en: "A: b", id: c}
# nodes below
nodes:
  stasis:
    kind: process
    label: {en: Slow, id: Lambat}
    text:
      en: |
        Some: words
          more: here

        - and this
      id: x
  clot:
    kind: tissue
edges:
  - stasis -> clot -> stone
  - from: stasis
    to: clot
quiz:
- ask: What?
- why: So.
  answer: 1
"""


def at(text: str) -> Where:
    index = text.index("¦")
    return where(text.replace("¦", ""), index)


def changed(old: str, new: str) -> Where:
    assert old in TEXT
    return at(TEXT.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "path", "prefix"),
    [
        ("format", "¦format", (), ""),
        ("kind: tissue", "ki¦nd: tissue", ("nodes", "clot"), "ki"),
        ("kind: tissue", "kind: tissue\n    ¦", ("nodes", "clot"), ""),
        ("kind: tissue", "kind: tissue\n  ¦", ("nodes",), ""),
        ("en: Slow, id: Lambat", "en: Slow, ¦", ("nodes", "stasis", "label"), ""),
        ("stasis -> clot -> stone", "¦", ("edges", 0), ""),
        ("to: clot", "¦", ("edges", 1), ""),
        ("quiz:\n", "¦", (), ""),
        ("- why", "- ¦why", ("quiz", 1), ""),
        ("  answer: 1", "  ans¦", ("quiz", 1), "ans"),
    ],
)
def test_a_key_is_typed(old: str, new: str, path: tuple[Any, ...], prefix: str) -> None:
    found = changed(old, new)
    assert (found.path, found.prefix, found.is_key) == (path, prefix, True)


@pytest.mark.parametrize(
    ("old", "new", "path", "prefix"),
    [
        ("process", "pro¦cess", ("nodes", "stasis", "kind"), "pro"),
        ("process", "process # a ¦", ("nodes", "stasis", "kind"), "process # a "),
        ("Slow", "Sl¦ow", ("nodes", "stasis", "label", "en"), "Sl"),
        ('"A: b"', '"A: ¦b"', ("title", "en"), "A: "),
        ("Some: words", "Some: wo¦rds", ("nodes", "stasis", "text", "en"), "Some: wo"),
        ("more: here", "more: h¦ere", ("nodes", "stasis", "text", "en"), "more: h"),
        ("- and this", "- and ¦this", ("nodes", "stasis", "text", "en"), "- and "),
        ("clot -> stone", "cl¦ot -> stone", ("edges", 0), "cl"),
        ("clot -> stone", "clot -> st¦", ("edges", 0), "st"),
        ("from: stasis", "from: ¦", ("edges", 1, "from"), ""),
        ("ask: What?", "ask:\n    Wh¦", ("quiz", 0, "ask"), "Wh"),
    ],
)
def test_a_value_is_typed(old: str, new: str, path: tuple[Any, ...], prefix: str) -> None:
    found = changed(old, new)
    assert (found.path, found.prefix) == (path, prefix)


@pytest.mark.parametrize(
    ("tail", "path", "prefix"),
    [
        ("tour: [{show: [a, b¦", ("tour", 0, "show", 1), "b"),
        ("tour: [{show: [a], text: 'it''s ¦", ("tour", 0, "text"), "it''s "),
        ("tour:\n  - show: [a,\n      ¦]", ("tour", 0, "show", 1), ""),
        ("tour:\n  - [a, ¦", ("tour", 0, 1), ""),
        ("tour:\n  - |\n    word ¦", ("tour", 0), "word "),
        ("tags: [a]\nauthors: [x, 'y'¦", ("authors", 1), ""),
        ("table: {columns: [a], rows: [{label: {en: Row¦}}]}", ("table", "rows", 0, "label", "en"), "Row"),
        ('summary: "a: b ¦', ("summary",), "a: b "),
        ("summary: 'closed' ¦", ("summary",), "'closed' "),
        ("tags: [a] ¦", ("tags",), "[a] "),
        ("tags: {a: b, ,: ¦", ("tags", ""), ""),
        ("tags: [a, 'b': ¦", ("tags", 1), ""),
    ],
)
def test_brackets_and_quotes_may_be_open(tail: str, path: tuple[Any, ...], prefix: str) -> None:
    found = at(TEXT + tail)
    assert (found.path, found.prefix) == (path, prefix)


def test_the_keys_that_are_there_are_known_above_and_below() -> None:
    assert changed("    kind: process", "    ¦\n    kind: process").present == {"kind", "label", "text"}
    assert at(TEXT + "x¦").present == {"format", "title", "nodes", "edges", "quiz"}
    assert changed("{en: Slow, id: Lambat}", "{¦, id: Lambat}").present == {"id"}
    assert changed("  clot:\n    kind: tissue\n", "  clot:\n    ¦\n\n    # x\n    kind: tissue\n").present == {"kind"}
    assert changed("    to: clot", "    ¦").present == {"from"}
    assert at("title: x\n¦").present == {"title"}


def test_in_a_comment_nothing_is_typed() -> None:
    assert changed("# nodes", "# no¦des").slot.kind is None


def test_lines_may_end_as_on_windows() -> None:
    found = at("nodes:\r\n  clot:\r\n    kind: tis¦\r\n  stone:\r\n")
    assert (found.path, found.prefix, found.end) == (("nodes", "clot", "kind"), "tis", 30)


def test_the_word_ends_before_a_comment_and_before_the_colon() -> None:
    text = "nodes:\n  a:\n    kind: ce¦ll  # why\n"
    found = at(text)
    assert text.replace("¦", "")[found.start : found.end] == "cell"
    found = at("ti¦tle: x")
    assert (found.start, found.end) == (0, 5)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ((), Kind.RECORD),
        (("nodes",), Kind.RECORD_MAP),
        (("nodes", "a", "text", "en"), Kind.STRING),
        (("edges", 0), Kind.RECORD),
        (("quiz", 0, "choices", 1), Kind.TEXT),
        (("table", "rows", 0, "cells", "a"), Kind.TEXT),
        (("treatments", "a", "evidence", 0), Kind.CHOICE),
        (("nodes", "a", "nothing"), None),
        (("nodes", "a", "nothing", "deeper"), None),
        (("title", 0), None),
    ],
)
def test_the_table_says_what_stands_at_a_path(path: tuple[Any, ...], kind: Kind | None) -> None:
    assert slot_at(path).kind is kind


def test_a_library_file_has_its_own_fields() -> None:
    text = "glossary:\n  clot:\n    de"
    found = where(text, len(text), LIBRARY)
    assert found.slot.record is not None
    assert found.slot.record.name == "term"


@pytest.mark.parametrize(
    ("value", "missing"),
    [
        ("[a, b", "]"),
        ('{en: "a', '"}'),
        ("{a: [b, {c: 'd'", "}]}"),
        ('"a', '"'),
        ("[a]", None),
        ('"a"', None),
        ("plain", None),
        ("", None),
    ],
)
def test_what_closes_a_value(value: str, missing: str | None) -> None:
    assert closers(value, 0) == missing
