"""The wording of problems: every code has its words, and they can be shown anywhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from calcviewer.core import problems
from calcviewer.core.problems import NOWHERE, WORDING, Problem, visible

SOURCES = Path(problems.__file__).parents[1]


def codes_in_sources() -> Iterator[str]:
    for path in SOURCES.rglob("*.py"):
        if path.name != "problems.py":
            yield from re.findall(r'"([EW]\d{3})"', path.read_text(encoding="utf-8"))


def test_every_code_that_is_used_has_words_and_every_word_is_used() -> None:
    used = set(codes_in_sources())
    assert used - set(WORDING) == set()
    assert set(WORDING) - used == set()


@pytest.mark.parametrize("code", WORDING)
def test_a_message_is_short_plain_and_complete(code: str) -> None:
    words = WORDING[code]
    assert re.fullmatch(r"[EW]\d{3}", code)
    assert 20 <= len(words) <= 170
    assert words[0].isupper() or words[0] in "“{"
    assert words[-1] in ".?}" or code == "E008"
    names = re.findall(r"\{([a-z]+)\}", words)
    message = Problem(code, NOWHERE, dict.fromkeys(names, "x")).message
    assert "{" not in message


def test_what_is_an_error_and_what_a_warning() -> None:
    assert [Problem("E051").severity, Problem("W010").severity] == ["error", "warning"]


def test_a_suggestion_is_added_to_the_words() -> None:
    problem = Problem("E050", args={"key": "labl", "suggestion": "label"})
    assert problem.message == "“labl” is not a field that can stand here. Did you mean “label”?"


def test_a_missing_argument_is_no_crash() -> None:
    assert "{key}" in Problem("E050").message


def test_what_a_file_says_cannot_harm_a_terminal() -> None:
    message = Problem("E050", args={"key": "\x1b[31m\r\n\u202e{key}\x9b"}).message
    assert message.isprintable()
    assert "\\x1b[31m\\r\\n\\u202e{key}\\x9b" in message


def test_a_long_value_is_shortened_in_the_middle() -> None:
    assert visible("x" * 500 + "y", 10) == "xxxxx … xxxxy"
