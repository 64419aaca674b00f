"""A long run of the reader on spoilt diagrams: `main(seconds)`. `core/test_reader_properties.py` runs a short one.

It looks for exceptions, for diagrams that are not consistent, and for files that take too long.
"""

import random
import time
from collections.abc import Callable, Sequence

from calcviewer import paths
from calcviewer.core.build_library import LANGUAGES
from calcviewer.core.encoding import decode
from calcviewer.core.glance import glance
from calcviewer.core.loader import load_diagram, load_library
from calcviewer.core.places import Places
from calcviewer.core.problems import Problem
from calcviewer.core.result import LoadResult

SLOWEST_S = 2.0
FRAGMENTS: tuple[str, ...] = (
    *"[]{}:,-#&*!|>'\"%@`?\t\r\n\0\x85\u00a0\u2028\u202e\ufeff\ud800é🦴\\",
    *(
        "- ",
        ": ",
        " #",
        "---\n",
        "...\n",
        "<<: ",
        "? ",
        "!!str ",
        "&a ",
        "*a",
        "|\n",
        ">-\n",
        "\r\n",
        "  ",
        "\n  ",
        "\n- ",
    ),
    *("](#", "](term:", "](javascript:", " -> ", "->", "=>", "needs: all", "any", "format: 2", "nodes:\n", "title:\n"),
    *(
        "{en: x}",
        "{id: [y]}",
        "[[[[",
        "{{ a }}",
        "'it's'",
        '"\\q"',
        "%YAML 1.2\n",
        "x" * 300,
        "[" * 40,
        "0x1F",
        "null",
        "yes",
    ),
)

Spoil = Callable[[str, random.Random], str]


def _insert(text: str, chance: random.Random) -> str:
    index = chance.randint(0, len(text))
    return text[:index] + chance.choice(FRAGMENTS) + text[index:]


def _delete(text: str, chance: random.Random) -> str:
    index = chance.randint(0, len(text))
    return text[:index] + text[index + chance.choice((1, 1, 2, 5, 40)) :]


def _swap_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _repeat_line(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return "\n".join(lines)


def _shift_line(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    number = chance.randrange(len(lines))
    lines[number] = chance.choice((" ", "  ", "\t", "\u00a0", "- ")) + lines[number]
    return "\n".join(lines)


def _replace_word(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] = chance.choice((chance.choice(words), chance.choice(FRAGMENTS)))
    return " ".join(words)


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randint(0, len(text))]


SPOILS: Sequence[Spoil] = (_insert, _insert, _delete, _swap_lines, _repeat_line, _shift_line, _replace_word, _cut)


def spoilt(text: str, chance: random.Random) -> str:
    """The text with one to six things done to it."""
    for _ in range(chance.randint(1, 6)):
        text = chance.choice(SPOILS)(text, chance)
    return text


def check(text: str) -> LoadResult:
    """Loads a text and checks what must hold for every text; raises AssertionError where it does not."""
    result = load_diagram(text, "fuzz")
    library = load_library(text)
    places = Places(text)
    for problem in (*result.problems, *library.problems):
        _check_problem(problem, places)
    assert list(result.problems) or result.diagram, "nothing was read and nobody said why"
    if seen := glance(text, "fuzz", LANGUAGES):
        assert (seen.diagram, seen.problems, seen.links, seen.spans) == (result.diagram, (), result.links, result.spans)
    if result.diagram:
        _check_consistent(result)
    return result


def _check_problem(problem: Problem, places: Places) -> None:
    assert problem.message.isprintable()
    spans = [problem.span, *([problem.fix.span] if problem.fix else [])]
    for span in spans:
        start, end = places.offset(span.line, span.column), places.offset(span.end_line, span.end_column)
        assert 0 <= start <= end <= len(places.text)
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert places.position(start)[0] == span.line, (problem, "line")


def _check_consistent(result: LoadResult) -> None:
    diagram = result.diagram
    assert diagram
    steps, arrows, treatments = diagram.node_by_id, diagram.edge_by_id, diagram.treatment_by_id
    assert len(steps) == len(diagram.nodes)
    assert len(arrows) == len(diagram.edges)
    assert not set(steps) & set(treatments)
    assert all(edge.source in steps and edge.target in steps and edge.source != edge.target for edge in diagram.edges)
    for treatment in diagram.treatments:
        assert all(name in steps or name in arrows for name in treatment.acts_on)
        assert all(name in steps for name in treatment.may_lead_to)
    assert all(name in steps for group in diagram.groups for name in group.nodes)
    assert all(diagram.element(name) for stop in diagram.tour for name in stop.show)
    for question in diagram.quiz:
        assert bool(question.choices) != bool(question.order)
        assert not question.choices or 1 <= question.answer <= len(question.choices)
    for name in (*steps, *arrows, *treatments):
        assert name in result.spans


def texts() -> list[str]:
    """The shipped diagrams, to be spoilt."""
    return [path.read_text(encoding="utf-8") for path in sorted(paths.shipped_library().glob("*.yaml"))]


def main(seconds: float, seed: int = 0) -> int:
    """Runs for so many seconds; gives the number of texts. A failure prints the seed that brings it back."""
    originals = texts()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seed += 1
        chance = random.Random(seed)
        text = spoilt(chance.choice(originals), chance)
        started = time.perf_counter()
        try:
            check(text)
            decode(text.encode("utf-8", "surrogatepass")[chance.randint(0, 3) :])
        except BaseException:
            print(f"the reader fails with seed {seed}")  # noqa: T201 - what the person at the terminal needs
            raise
        assert time.perf_counter() - started < SLOWEST_S, f"the reader is slow with seed {seed}"
    return seed
