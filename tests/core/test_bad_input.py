"""Every kind of bad input: what is found in it, where, and that each fix on offer mends what it promises.

The files lie in `tests/data/bad`, what is expected of them in `expected.toml`; what would be too big is made here.
"""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calcviewer.core.file_text import SIZE_LIMIT, read_source
from calcviewer.core.loader import load_diagram
from calcviewer.core.places import Places
from calcviewer.core.problems import WORDING, Fix, Problem
from calcviewer.core.result import LoadResult

BAD = Path(__file__).parents[1] / "data" / "bad"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((BAD / "expected.toml").read_text(encoding="utf-8"))
START = "format: 1\ntitle: Clot\nnodes:\n"


def read(path: Path) -> tuple[str, LoadResult, tuple[Problem, ...]]:
    source, problems = read_source(path)
    text = source.text if source else ""
    result = load_diagram(text, path.stem) if source else LoadResult(None, ())
    return text, result, (*problems, *result.problems)


def listed(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.code} {problem.span.line}:{problem.span.column}" for problem in problems]


def applied(text: str, fix: Fix) -> str:
    places = Places(text)
    start = places.offset(fix.span.line, fix.span.column)
    return text[:start] + fix.text + text[places.offset(fix.span.end_line, fix.span.end_column) :]


def mended(text: str) -> LoadResult:
    """The result when the first fix was applied again and again."""
    for _ in range(30):
        result = load_diagram(text, "x")
        fix = next((problem.fix for problem in result.problems if problem.fix), None)
        if fix is None:
            return result
        text = applied(text, fix)
    raise AssertionError("the fixes never end")


def test_every_file_has_its_expectation() -> None:
    assert sorted(path.stem for path in BAD.glob("*.yaml")) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_problems_of_a_bad_file(name: str) -> None:
    _, result, problems = read(BAD / f"{name}.yaml")
    assert listed(problems) == EXPECTED[name]["problems"]
    assert (result.diagram is not None) == EXPECTED[name]["is_drawn"]
    assert [problem.message for problem in problems if re.search(r"\{[a-z]+\}", problem.message)] == []


@pytest.mark.parametrize("name", [name for name, row in EXPECTED.items() if "mended" in row])
def test_fixes_of_a_bad_file(name: str) -> None:
    text, _, _ = read(BAD / f"{name}.yaml")
    assert listed(mended(text).problems) == EXPECTED[name]["mended"]


def test_most_codes_of_the_reader_are_met_in_a_file() -> None:
    elsewhere = {
        *(
            "E001",
            "E004",
            "E006",
            "E007",
            "E008",
            "E014",
            "E015",
            "E018",
            "E049",
            "E087",
            "W002",
            "W009",
            "W015",
        ),  # made in tests
        *("E077", "E078", "E079", "E080", "E082"),  # these need a library
    }
    met = {row.split()[0] for expected in EXPECTED.values() for row in expected["problems"]}
    assert met | elsewhere == {code for code in WORDING if code[1] == "0"}


# -- what would be too big to store ------------------------------------------------------------------------------------

FLOODS: dict[str, tuple[Callable[[], str], str]] = {
    "a line of a million characters": (lambda: "x" * 1_000_000, "E004"),
    "brackets on one line": (lambda: "[" * 100_000, "E004"),
    "braces on one line": (lambda: "{a: " * 100_000, "E004"),
    "dashes on one line": (lambda: "- " * 100_000, "E004"),
    "brackets on many lines": (lambda: "[\n" * 100_000, "E015"),
    "braces on many lines": (lambda: "{a:\n" * 100_000, "E015"),
    "dashes, each line deeper": (lambda: "".join(" " * depth + "-\n" for depth in range(1_400)), "E015"),
    "1,400 nested maps": (lambda: "".join(" " * depth + "a:\n" for depth in range(1_400)), "E015"),
    "an endless list": (lambda: "- \n" * 600_000, "E014"),
    "an endless list of maps": (lambda: "- {}\n" * 300_000, "E014"),
    "an endless text": (lambda: "title: |\n" + "  clot clot clot\n" * 5_000, "E018"),
    "accents on one letter": (lambda: START + f"  a: {{kind: cell, label: e{chr(0x301) * 10_000}}}\n", "W002"),
    "strange characters": (lambda: "title: \u202e\n" * 100_000, "E005"),
    "anchors": (lambda: "".join(f"- &a{number} x\n" for number in range(100_000)), "E011"),
    "duplicates": (lambda: "a: 1\n" * 90_000, "E017"),
    "hidden comments": (lambda: "a: x #y\n" * 90_000, "W003"),
    "links that are none": (
        lambda: START + "".join(f"  a-{n}: {{label: '{'](x.' * 4_000}'}}\n" for n in range(40)),
        "E076",
    ),
    "questions that are none": (lambda: START + "quiz:\n" + "  - {ask: a}\n" * 20_000, "E070"),
    "chains to nowhere": (lambda: START + "edges:\n" + f"  - {' -> '.join(['b'] * 3_000)}\n" * 50, "E063"),
    "stops, the first shows nothing": (
        lambda: (
            START + "  a: {kind: cell, label: a}\ntour:\n  - {show: b, text: b}\n" + "  - {show: a, text: b}\n" * 20_000
        ),
        "E067",
    ),
    "10,000 steps": (
        lambda: START + "".join(f"  step-{number}: {{kind: cell, label: a}}\n" for number in range(10_000)),
        "W015",
    ),
    "14,400 arrows": (
        lambda: (
            START
            + "".join(f"  n{number}: {{kind: cell, label: a}}\n" for number in range(120))
            + "edges:\n"
            + "".join(f"  - n{one} -> n{other}\n" for one in range(120) for other in range(120))
        ),
        "W015",
    ),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_ends_soon(name: str) -> None:
    """It takes milliseconds to two seconds; only a step that grows with the square would meet the time limit."""
    make, code = FLOODS[name]
    text = make()
    result = load_diagram(text, "flood")
    assert code in {problem.code for problem in result.problems}
    assert len(result.problems) <= 201


def test_a_long_list_of_problems_is_cut_and_says_so() -> None:
    result = load_diagram("".join(f"key-{number}: 1\n" for number in range(300)), "x")
    assert (len(result.problems), result.problems[-1].code) == (201, "W009")
    assert result.problems[-1].args == {"count": "103"}  # 300 keys, no title, no format, no step: 200 are listed


def test_a_file_too_big_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    assert read(path)[2] == (Problem("E001", args={"size": "2.0 MiB", "limit": "2 MiB"}),)


def test_a_text_of_many_lines_stays_whole() -> None:
    lines = "\n".join("        a line of the label" for _ in range(2_000))
    result = load_diagram(f"{START}  clot:\n    kind: cell\n    label: |\n{lines}\n", "x")
    assert [problem.code for problem in result.problems] == ["W012"]
    assert result.diagram is not None
    assert result.diagram.nodes[0].label.get("en").count("\n") == 1_999
