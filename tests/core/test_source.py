"""A file as text and as a tree: encodings, line ends, places, and the two parsers side by side."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from calcviewer import paths
from calcviewer.core import file_text, source
from calcviewer.core.encoding import Source, decode
from calcviewer.core.file_text import read_source, read_to_look
from calcviewer.core.places import Places
from calcviewer.core.problems import Problem, Span
from calcviewer.core.source import compose
from calcviewer.core.tree import Mapping, Node, Scalar, Sequence


def tree(text: str) -> Node:
    root, problems = compose(text)
    assert problems == ()
    assert root is not None
    return root


def codes(text: str) -> list[str]:
    return [problem.code for problem in compose(text)[1]]


def walk(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from walk(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from walk(item)


def value_of(text: str, key: str) -> Node:
    root = tree(text)
    assert isinstance(root, Mapping)
    return next(value for name, value in root.entries if name.value == key)


# -- reading a file ----------------------------------------------------------------------------------------------------


def test_a_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "clot.yaml"
    path.write_bytes("\ufefftitle: Bekuan di véna\r\nformat: 1\r\n".encode())
    assert read_source(path) == (Source("title: Bekuan di véna\r\nformat: 1\r\n", "\r\n", has_bom=True), ())


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    assert [problem.code for problem in read_source(tmp_path)[1]] == ["E006"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_pipe_does_not_make_the_reader_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert [problem.code for problem in read_source(tmp_path / "pipe.yaml")[1]] == ["E006"]


@pytest.mark.parametrize("name", ["missing.yaml", "nul\0.yaml", "x" * 300])
def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path, name: str) -> None:
    found, problems = read_source(tmp_path / name)
    assert found is None
    assert [problem.code for problem in problems] == ["E007"]


def test_a_file_that_grows_while_it_is_read_is_too_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "growing.yaml"
    path.write_text("title: Clot")
    monkeypatch.setattr(file_text, "SIZE_LIMIT", 11)
    assert read_source(path)[1] == ()
    before = path.stat()
    path.write_text("title: Clots")
    monkeypatch.setattr(Path, "stat", lambda _: before)
    assert [problem.code for problem in read_source(path)[1]] == ["E001"]


@pytest.mark.parametrize(
    ("data", "line_end", "is_mixed"),
    [
        (b"a: 1", "\n", False),
        (b"a: 1\nb: 2\n", "\n", False),
        (b"a: 1\r\nb: 2\r\n", "\r\n", False),
        (b"a: 1\rb: 2\r", "\r", False),
        (b"a: 1\r\nb: 2\r\nc: 3\n", "\r\n", True),
        (b"a: 1\r\nb: 2\n", "\n", True),
    ],
)
def test_line_ends_are_remembered(data: bytes, line_end: str, is_mixed: bool) -> None:
    found, _ = decode(data)
    assert found == Source(data.decode(), line_end, is_mixed)


def test_a_bad_byte_is_counted_from_the_start_of_the_file() -> None:
    _, problems = decode(b"\xef\xbb\xbfa: 1\r\nb: \xff")
    assert [(problem.span, problem.args) for problem in problems] == [
        (Span(2, 4, 2, 5), {"byte": "0xFF", "offset": "13"})
    ]


# -- the tree ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "~", "null", "1.10", "010", "1_000", "0x1F", "12:30:45", "2026-11-22"]
)
def test_every_value_stays_the_text_that_was_typed(word: str) -> None:
    node = value_of(f"{word}: {word}", word)
    assert isinstance(node, Scalar)
    assert node.value == word


def test_a_tree_knows_keys_values_styles_and_places() -> None:
    assert tree("title: 'Clot'\ntags: [a, b]\n") == Mapping(
        (
            (
                Scalar("title", "", Span(1, 1, 1, 6)),
                Scalar("Clot", "'", Span(1, 8, 1, 14)),
            ),
            (
                Scalar("tags", "", Span(2, 1, 2, 5)),
                Sequence(
                    (Scalar("a", "", Span(2, 8, 2, 9)), Scalar("b", "", Span(2, 11, 2, 12))),
                    Span(2, 7, 2, 13),
                ),
            ),
        ),
        Span(1, 1, 2, 13),
    )


def test_an_empty_value_is_told_from_empty_quotes() -> None:
    empty, quotes = value_of("a:\nb: ''", "a"), value_of("a:\nb: ''", "b")
    assert isinstance(empty, Scalar)
    assert isinstance(quotes, Scalar)
    assert (empty.is_empty, quotes.is_empty) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  one\n  two\n\n\n# comment\nb: 1\n",
        "a: >-\r\n  one\r\n  two\r\n\r\nb: 1\r\n",
        "a:\n  - one\n  - two\n\n# comment\nb: 1\n",
        "a:\n  c: one\n  d: two\n\n# comment\n\nb: 1\n",
    ],
)
def test_a_block_ends_where_its_last_word_ends(text: str) -> None:
    """libyaml's own marks run on over blank lines and comments."""
    span = value_of(text, "a").span
    assert Places(text).slice(span).endswith("two")
    assert span.end_line == 3


def test_a_place_counts_characters_not_bytes() -> None:
    assert value_of('"🦴": 1\nb: "é" ', "b").span == Span(2, 4, 2, 7)


def test_an_empty_text_has_no_tree_and_no_problem() -> None:
    assert compose("") == (None, ())
    assert compose("# a comment") == (None, ())


def test_a_mark_at_the_start_of_a_plain_text_is_kept_as_typed() -> None:
    root, problems = compose("a: *bold\nb: &x y\nc: !note z\nd: !!str z\ne: &x 'z'\nf: *\n")
    assert root is None  # line 6 cannot be understood
    assert [problem.code for problem in problems] == ["E011", "E011", "E013", "E013", "E011", "E037"]
    root, _ = compose("a: *bold\nb: &x y\nc: !note z\nd: !!str z\ne: &x 'z'\n")
    assert isinstance(root, Mapping)
    values = [value.value for _, value in root.entries if isinstance(value, Scalar)]
    assert values == ["*bold", "&x y", "!note z", "z", "z"]


def test_what_follows_from_a_mark_is_not_reported_again() -> None:
    assert codes("a: *very bold\n") == ["E011"]


def test_a_duplicate_gets_a_new_id_that_is_free() -> None:
    _, problems = compose("a:\n  x: 1\n  x-2: 1\n  x: 1\n")
    assert [problem.fix and problem.fix.text for problem in problems] == ["x-3"]
    many = "".join(f"x-{number}: 1\n" for number in range(2, 30))
    fixes = [problem.fix for problem in compose(f"x: 1\n{many}x: 1\n")[1]]
    assert [fix.text for fix in fixes if fix] == ["# x: 1"]


def test_a_comment_inside_brackets_is_reported_without_a_fix() -> None:
    _, problems = compose("a: [b #c\n  ]")
    assert [(problem.code, problem.fix) for problem in problems] == [("W003", None)]


def test_without_libyaml_the_reader_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "CParser", None)
    assert codes("a: 1") == ["E008"]


def test_a_complaint_without_a_place_is_still_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, text: str) -> None:
            raise yaml.YAMLError(text)

    monkeypatch.setattr(source, "CParser", Broken)
    assert codes("a: 1") == ["E049"]


# -- both parsers ------------------------------------------------------------------------------------------------------


class PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's parser without libyaml, in the shape of the fast one."""

    def __init__(self, stream: str) -> None:
        yaml.reader.Reader.__init__(self, stream)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


SHIPPED = sorted(paths.shipped_library().glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_both_parsers_see_the_same_tree(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    fast = compose(text)
    monkeypatch.setattr(source, "CParser", PureParser)
    slow = compose(text)
    assert [_bare(node) for node in walk(fast[0] or Sequence((), Span()))] == [
        _bare(node) for node in walk(slow[0] or Sequence((), Span()))
    ]


def _bare(node: Node) -> tuple[Any, ...]:
    return (node.value, node.style, node.span) if isinstance(node, Scalar) else (type(node), node.span)


def test_what_is_too_big_can_be_looked_at_as_far_as_that_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_text, "SIZE_LIMIT", 10)
    monkeypatch.setattr(file_text, "LOOK_LIMIT", 12)
    (tmp_path / "big.yaml").write_text("title: véna é and more", "utf-8")  # the limit lies inside a letter
    seen, problems = read_to_look(tmp_path / "big.yaml")
    assert seen is not None
    assert "title: véna é and more".startswith(seen.text)
    assert [problem.code for problem in problems] == ["E001"]


def test_what_is_not_utf_8_can_be_looked_at_as_it_was_probably_meant(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_bytes("title: véna".encode("cp1252"))
    seen, problems = read_to_look(tmp_path / "old.yaml")
    assert seen is not None
    assert seen.text == "title: véna"
    assert [problem.code for problem in problems] == ["E003"]


def test_a_good_file_is_looked_at_as_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text("title: a")
    assert read_to_look(tmp_path / "good.yaml") == read_source(tmp_path / "good.yaml")
    assert read_to_look(tmp_path / "gone.yaml")[0] is None


def test_a_line_that_is_too_long_is_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "long.yaml").write_text("title: " + "x" * 30_000)
    seen, problems = read_to_look(tmp_path / "long.yaml")
    assert seen is None
    assert [problem.code for problem in problems] == ["E004"]


def test_a_file_that_goes_away_meanwhile_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem("E003")
    monkeypatch.setattr(file_text, "read_source", lambda _path: (None, (problem,)))
    assert read_to_look(tmp_path / "gone.yaml") == (None, (problem,))


def test_brackets_are_a_way_to_write_not_another_value() -> None:
    place = Span(1, 1, 1, 3)
    for kind in (Mapping, Sequence):
        assert kind((), place, is_flow=True) == kind((), place)
        assert hash(kind((), place, is_flow=True)) == hash(kind((), place))
    assert Mapping((), place) != Sequence((), place)
    assert Sequence((), place) != Mapping((), place)
