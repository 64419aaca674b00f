"""The ten commonest mistakes, made at random places of the shipped diagrams: each has its words and a fix.

What is tried for other mistakes is in `tests/core/test_syntax.py` and the files of `tests/data/bad`.
"""

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviewer.core.edits import apply_fix
from calcviewer.core.loader import load_diagram
from calcviewer.core.problems import ERROR, Problem
from calcviewer.core.source import compose
from calcviewer.core.text_edit import apply

FOLDER = Path(__file__).parents[2] / "diagrams"
FILES = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.yaml")) if path.stem != "library"}
KEY = re.compile(r"\s*(- )?[\w-]+: ")
Lines = list[str]
Chance = random.Random


def plain_lines(lines: Lines, wanted: Callable[[str], object]) -> list[int]:
    """The numbers of the lines that are no comment and no part of a text over several lines."""
    found, deeper = [], None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if deeper is not None and (not line.strip() or indent > deeper):
            continue
        deeper = indent if re.search(r":\s*[|>]-?\s*$", line) else None
        if line.strip() and not line.lstrip().startswith("#") and wanted(line):
            found.append(number)
    return found


def tab(chance: Chance, lines: Lines) -> None:
    number = chance.choice(plain_lines(lines, lambda line: line.startswith("  ")))
    lines[number] = "\t" + lines[number][2:]


def no_blank_after_colon(chance: Chance, lines: Lines) -> None:
    number = chance.choice(plain_lines(lines, lambda line: KEY.match(line) and not line.endswith(("|", ">", ">-"))))
    lines[number] = lines[number].replace(": ", ":", 1)


def unclosed_quote(chance: Chance, lines: Lines) -> None:
    number = chance.choice(plain_lines(lines, lambda line: re.search(r'"[^"]*"', line)))
    end = chance.choice([*re.finditer(r'"[^"]*"', lines[number])]).end()
    lines[number] = lines[number][: end - 1] + lines[number][end:]


def wrong_indentation(chance: Chance, lines: Lines) -> None:
    number = chance.choice(plain_lines(lines, lambda line: re.match(r"\s{4,}(kind|label|text|origin|to|why):", line)))
    lines[number] = chance.choice(["", "", "   "]) + lines[number][1:]


def colon_in_text(chance: Chance, lines: Lines) -> None:
    number = chance.choice(plain_lines(lines, lambda line: re.search(r'"[^"{}\[\],#:]* [^"{}\[\],#:]*"', line)))
    found = re.search(r'"([^"{}\[\],#:]* [^"{}\[\],#:]*)"', lines[number])
    assert found
    lines[number] = lines[number].replace(found[0], found[1].replace(" ", ": ", 1), 1)


def duplicate_key(chance: Chance, lines: Lines) -> None:
    number = chance.choice(plain_lines(lines, lambda line: re.match(r"\s+(kind|origin|facts|refs): \S", line)))
    lines.insert(number + 1, lines[number])


def dash_forgotten(chance: Chance, lines: Lines) -> None:
    number = chance.choice(plain_lines(lines, lambda line: re.match(r"\s*- (from|show|ask|en|\{)", line)))
    lines[number] = lines[number].replace("- ", chance.choice(["", "  "]), 1)


def bare_mark(chance: Chance, lines: Lines) -> None:
    number = chance.choice(plain_lines(lines, lambda line: re.match(r"\s*(- )?[\w-]+: \w", line)))
    key, _, value = lines[number].partition(": ")
    lines[number] = f"{key}: {chance.choice('@%')}{value}"


def mixed(chance: Chance, lines: Lines) -> None:
    number = chance.choice(plain_lines(lines, lambda line: re.match(r"\s{4,}(kind|origin|refs): ", line)))
    indent = len(lines[number]) - len(lines[number].lstrip())
    lines.insert(number + 1, f"{' ' * indent}- thrombus")


def unfinished(chance: Chance, lines: Lines) -> None:
    number = chance.choice(plain_lines(lines, lambda line: re.search(r"[\]}]\s*$", line)))
    lines[number] = lines[number].rstrip()[:-1]


MISTAKES: dict[str, tuple[Callable[[Chance, Lines], None], frozenset[str]]] = {
    "tab": (tab, frozenset({"E030"})),
    "no blank after the colon": (no_blank_after_colon, frozenset({"E031"})),
    "unclosed quote": (unclosed_quote, frozenset({"E032", "E033"})),
    "wrong indentation": (wrong_indentation, frozenset({"E040"})),
    "colon in a text": (colon_in_text, frozenset({"E038"})),
    "duplicate key": (duplicate_key, frozenset({"E017"})),
    "dash forgotten": (dash_forgotten, frozenset({"E041"})),
    "bare mark": (bare_mark, frozenset({"E037"})),
    "mixed list and map": (mixed, frozenset({"E044"})),
    "unfinished block": (unfinished, frozenset({"E034"})),
}


def errors(text: str) -> list[Problem]:
    return [problem for problem in load_diagram(text, "x", ("en", "id")).problems if problem.severity == ERROR]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def broken(name: str, seed: int) -> str:
    chance = random.Random(f"{name} {seed}")
    lines = FILES[chance.choice(sorted(FILES))].split("\n")
    MISTAKES[name][0](chance, lines)
    return "\n".join(lines)


def mended(text: str, problem: Problem) -> str:
    assert problem.fix is not None
    return apply(text, apply_fix(text, problem.fix).edits)


@pytest.mark.parametrize("name", MISTAKES)
@settings(max_examples=8, deadline=None, derandomize=True, database=None)
@given(seed=st.integers(0, 10**6))
def test_a_mistake_has_its_own_words_and_a_fix_that_mends_it(name: str, seed: int) -> None:
    text = broken(name, seed)
    found = errors(text)
    assert found, "no mistake was made"
    problem = next(problem for problem in found if problem.fix)
    assert problem.code in MISTAKES[name][1]
    assert problem.fix_words
    after = mended(text, problem)
    assert not words(text) - words(after)
    assert problem.code not in {problem.code for problem in errors(after)}
    assert compose(after)[0] is not None


def test_the_mistakes_have_ten_different_wordings() -> None:
    codes = [sorted(codes)[0] for _, codes in MISTAKES.values()]
    assert len({Problem(code).message for code in codes}) == len(MISTAKES)


def fixed(text: str) -> str:
    found = errors(text)
    return mended(text, next(problem for problem in found if problem.fix))


def test_what_is_missing_is_put_in_empty() -> None:
    head = "format: 1\ntitle: x\nnodes:\n"
    block = f"{head}  a:\n    kind: process\n    text: y\n"
    assert fixed(block) == f'{head}  a:\n    kind: process\n    label: {{en: "", id: ""}}\n    text: y\n'
    assert fixed(f"{head}  a: {{kind: process}}\n") == f'{head}  a: {{label: {{en: "", id: ""}}, kind: process}}\n'
    assert fixed(f"{head}  a:\n") == f'{head}  a: {{kind: process, label: {{en: "", id: ""}}}}\n'
    assert [problem.fix for problem in errors(f"{head}  a: {{}}\n")] == [None, None]


def put_in(text: str) -> str:
    result = load_diagram(text, "x", ("en", "id", "ms"))
    return mended(text, next(problem for problem in result.problems if problem.code == "W010"))


def test_a_language_is_put_in_empty() -> None:
    head = "format: 1\ntitle:"
    assert put_in(f"{head} {{en: x}}\n") == f'{head} {{en: x, id: "", ms: ""}}\n'
    assert put_in(f"{head}\n  en: |\n    x\n") == f'{head}\n  id: ""\n  ms: ""\n  en: |\n    x\n'
    there = load_diagram(f'{head} {{en: x, id: "", ms: ""}}\n', "x", ("en", "id", "ms")).problems
    assert [problem.fix for problem in there if problem.code == "W010"] == [None]


def test_an_arrow_to_nowhere_can_get_its_step() -> None:
    text = "format: 1\ntitle: x\nnodes:\n  a: {kind: trigger, label: A}\nedges:\n  - a -> far-away\n"
    after = fixed(text)
    assert "  far-away:\n    kind: process\n    label: {en: Far away, id: Far away}\n  a: {" in after
    assert errors(after) == []
    for other in (text.replace("far-away", "Far away!"), text.replace("\n  a: {", " {a: {").replace("A}", "A}}")):
        assert [problem.fix for problem in errors(other)] == [None]
    block = text.replace("a -> far-away", "{from: a, to: far-away}")
    assert errors(fixed(block)) == []


def test_a_key_that_swallowed_its_value_gets_its_blank() -> None:
    head = "format: 1\ntitle: x\nnodes:\n  a: {kind: trigger, label: A}\n"
    assert fixed(f"{head}summary: {{en:x, id: y}}\n").endswith("{en: x, id: y}\n")
    assert fixed(f"{head}table: {{columns:[a], rows: []}}\n").endswith("{columns: [a], rows: []}\n")


def test_the_only_number_of_an_answer_is_taken() -> None:
    quiz = "format: 1\ntitle: x\nnodes:\n  a: {kind: trigger, label: A}\nquiz:\n  - {ask: x, choices: [a, b], answer: "
    assert fixed(f"{quiz}no. 2}}\n").endswith("answer: 2}\n")
    assert [problem.fix for problem in errors(f"{quiz}1 or 2}}\n")][:1] == [None]


def test_a_second_language_key_is_the_other_language() -> None:
    assert fixed("format: 1\ntitle: {en: x, en: y}\nnodes: {a: {kind: trigger, label: A}}\n").startswith(
        "format: 1\ntitle: {en: x, id: y}\n"
    )
    assert [problem.fix for problem in compose("title: {en: x, en: y, id: z}")[1]] == [None]


def test_a_list_without_its_first_dash_gets_it() -> None:
    text = "format: 1\ntitle: x\nnodes:\n  a: {kind: trigger, label: A}\n  b: {kind: cell, label: B}\nedges:\n  "
    assert fixed(f"{text}a -> b\n  - b -> a\n").endswith("edges:\n  - a -> b\n  - b -> a\n")


def test_a_mistake_far_inside_a_long_file_is_mended() -> None:
    head = FILES["trauma"][: FILES["trauma"].index("nodes:")]
    steps = "".join(f"  s{number}:\n    kind: process\n    label: {{en: a, id: b}}\n" for number in range(1000))
    text = f"{head}nodes:\n{steps}".replace("  s900:\n    kind: process\n", "  s900:\n      kind: process\n")
    assert [problem.code for problem in errors(text)] == ["E040"]
    assert "E040" not in {problem.code for problem in errors(fixed(text))}


def test_a_field_among_the_languages_of_another_moves_out() -> None:
    head = "format: 1\ntitle: x\nnodes:\n  a:\n    kind: trigger\n    label:\n      en: A\n      id: A\n"
    assert fixed(f"{head}      origin: source\n") == f"{head}    origin: source\n"
    assert [problem.fix for problem in errors(f"{head}      nothing: x\n")] == [None]


def test_a_bracket_may_be_open_from_far_above() -> None:
    plain = "".join(f"  key-{number}: value,\n" for number in range(1000))
    text = f"title: {{\n{plain}  x: value\n  y: value,\n{plain}}}\n"
    assert compose(text)[0] is None
    assert compose(text)[1][0].code in {"E036", "E038", "E034"}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("nodes:\n  a: {kind:cell, label: A}\n", "nodes:\n  a: {kind: cell, label: A}\n"),
        ('title: {en: "x, id: "y"}\nlicence: z\n', 'title: {en: "x", id: "y"}\nlicence: z\n'),
        ("edges:\n  - a -> b\n  -b -> c\n", "edges:\n  - a -> b\n  - b -> c\n"),
        (
            "edges:\n  - a -> b\n  cells: c\n  - b -> c\n",
            "edges:\n  - a -> b\n  # cells: c\n  - b -> c\n",
        ),
        ("tour:\n  - show: [a]\n    show: [b]\n", "tour:\n  - show: [a]\n  - show: [b]\n"),
        ("tour:\n  - {a: b}\n  - {c: d, c: e}\n", "tour:\n  - {a: b}\n  - {c: d, c-2: e}\n"),
        ("- a: b\n  c: d\n  a: e\n", "- a: b\n  c: d\n- a: e\n"),
    ],
)
def test_smaller_mistakes(text: str, after: str) -> None:
    found = [problem for problem in load_diagram(text, "x").problems if problem.fix]
    codes = ("E017", "E031", "E032", "E041", "E044")
    problem = next((problem for problem in found if problem.code in codes), None)
    problem = problem or next(problem for problem in compose(text)[1] if problem.fix)
    assert mended(text, problem) == after


def test_what_has_no_better_fix_becomes_a_comment() -> None:
    text = "format: 1\ntitle: x\n%clot\n"
    problem = errors(text)[0]
    assert (problem.fix_words, mended(text, problem)) == ("Turn it into a comment", "format: 1\ntitle: x\n# %clot\n")


def test_a_fix_says_what_it_does() -> None:
    assert Problem("E049").fix_words == ""
    found = errors("format: 1\ntitle: x\nnodes:\n  a: {kind: triger, label: A}\n")[0]
    assert found.fix_words == "Write “trigger” instead"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_entry_is_moved_with_its_lines_whatever_their_ends_are(line_end: str) -> None:
    entry = f"   - from: b\n     to: c{line_end}\n     text: x{line_end}"
    text = f"format: 1\ntitle: A\nedges:\n  - from: a\n    to: b\n{entry}"
    problem = load_diagram(text, "x").problems[0]
    assert problem.code == "E040"
    assert problem.fix is not None
    assert problem.fix.text == f"  - from: b\n    to: c{line_end}\n    text: x{line_end}"
