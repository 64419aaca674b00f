"""What-if: the tables of the content come out of the diagrams, row by row: by the program, and by the `oracle`."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from calcviewer.core import graph
from calcviewer.core.model import Diagram, Edge, Node, Text, Treatment
from calcviewer.core.what_if import Outcome, setting_of, what_if
from tests.content.content import diagrams
from tests.content.oracle import Answer, WhatIf, answer, reached, roots

Row = Mapping[str, list[str]]
"""A row of `what_if.toml`; its `name` and `why` are words."""

TABLES: Mapping[str, list[Row]] = tomllib.loads((Path(__file__).parent / "what_if.toml").read_text("utf-8"))


ROWS = [(name, row) for name, rows in TABLES.items() for row in rows]

each_row = pytest.mark.parametrize(("diagram", "row"), ROWS, ids=[f"{name}: {row['name']}" for name, row in ROWS])


def _answer(diagram: str, row: Row) -> Answer:
    names = ("treatments", "block", "present")
    return answer(diagrams()[diagram], WhatIf(*(tuple(row.get(name, ())) for name in names)))


def _found(diagram: str, row: Row) -> Outcome:
    setting = setting_of(diagrams()[diagram], (*row.get("treatments", ()), *row.get("block", ())))
    return what_if(diagrams()[diagram], replace(setting, present=tuple(row.get("present", ()))))


def test_every_diagram_and_every_treatment_has_its_row() -> None:
    assert {*TABLES} == {*diagrams()}
    rows = {(name, *row.get("treatments", ())) for name, table in TABLES.items() for row in table}
    assert {(d.id, t.id) for d in diagrams().values() for t in d.treatments} - rows == set()


@each_row
def test_row_comes_out(diagram: str, row: Row) -> None:
    found = _found(diagram, row)
    prevented = {*row.get("prevented", ())} - {*row.get("not_prevented", ())}
    assert found.prevented - found.blocked == prevented
    assert found.reduced == {*row.get("reduced", ()), *row.get("also_reduced", ())}
    assert {*row.get("may_increase", ())} - found.may_increase == set()


@each_row
def test_the_program_answers_as_the_oracle_does(diagram: str, row: Row) -> None:
    found, expected = _found(diagram, row), _answer(diagram, row)
    assert found.blocked == expected.blocked
    assert found.prevented == expected.prevented
    assert found.reduced == expected.reduced
    assert found.may_increase == expected.may_increase


@each_row
def test_deviation_is_one_and_has_its_reason(diagram: str, row: Row) -> None:
    steps = diagrams()[diagram].node_by_id
    named = {s for key in ("prevented", "reduced", "may_increase", "also_reduced") for s in row.get(key, ())}
    assert named - steps.keys() == set()
    assert {*row.get("not_prevented", ())} <= {*row.get("prevented", ())}
    assert not {*row.get("also_reduced", ())} & {*row.get("reduced", ())}
    assert ("why" in row) == ("not_prevented" in row or "also_reduced" in row)


@pytest.mark.parametrize("diagram", diagrams().values(), ids=diagrams())
def test_the_program_starts_where_the_oracle_starts(diagram: Diagram) -> None:
    assert {*graph.roots(diagram)} == roots(diagram)
    assert graph.reached(diagram) == reached(diagram, roots(diagram), ())


# -- the oracle itself, on a diagram small enough to be worked out by hand ---------------------------------------------


def _small(**needs: tuple[str, ...]) -> Diagram:
    """a → b → c → d, x → c; c inhibits e; y → e; d promotes f."""
    ends = [("a", "b", "causes"), ("b", "c", "may-lead-to"), ("c", "d", "causes"), ("x", "c", "causes")]
    ends += [("c", "e", "inhibits"), ("y", "e", "causes"), ("d", "f", "promotes")]
    nodes = tuple(Node(name, "process", Text(), needs=needs.get(name, ("any",))) for name in "abcdefxy")
    drug = Treatment("drug", Text(), ("b",), "reduces", may_lead_to=("d",))
    return Diagram("small", Text(), nodes=nodes, edges=tuple(Edge(*end) for end in ends), treatments=(drug,))


@pytest.mark.parametrize(
    ("question", "prevented", "reduced", "may_increase"),
    [
        (WhatIf(), "", "", ""),
        (WhatIf(block=("b",)), "b", "cdf", "e"),
        (WhatIf(block=("a",)), "ab", "cdf", "e"),
        (WhatIf(block=("x", "b", "y")), "bcdexy", "f", ""),
        (WhatIf(block=("c -> e",)), "", "", "e"),
        (WhatIf(block=("b", "x")), "bcdx", "f", "e"),
        (WhatIf(block=("a -> b",)), "b", "cdf", "e"),
        (WhatIf(block=("d -> f",)), "", "f", ""),
        (WhatIf(block=("b", "x"), present=("c",)), "bx", "cdf", "e"),
        (WhatIf(treatments=("drug",)), "", "bcdf", "de"),
        (WhatIf(treatments=("drug",), block=("c",)), "c", "bdf", "de"),
    ],
    ids=str,
)
def test_the_oracle(question: WhatIf, prevented: str, reduced: str, may_increase: str) -> None:
    found = answer(_small(), question)
    assert found.prevented == {*prevented}
    assert found.reduced == {*reduced}
    assert found.may_increase == {*may_increase}


def test_the_oracle_knows_what_a_step_needs() -> None:
    assert answer(_small(c=("all",)), WhatIf(block=("x",))).prevented == {*"xcd"}
    assert answer(_small(c=("all",)), WhatIf(block=("x -> c",))).prevented == {*"cd"}
    assert answer(_small(c=("b",)), WhatIf(block=("x",))).prevented == {"x"}
    assert answer(_small(c=("b",)), WhatIf(block=("b",))).prevented == {*"bcd"}
