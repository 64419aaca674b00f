"""The benchmark runs and yields numbers. No time is asserted: that would fail on a busy machine and prove nothing."""

import itertools
import json
import math
from pathlib import Path

import pytest
from benchmarks import __main__ as bench
from benchmarks import first_paint, graphs, marks, programs, reach, reading, typing
from benchmarks.figures import Figure, Wanted, percentile, ratio, table
from benchmarks.plan import Plan, interleaved

from calcviewer.core.graph import reached
from calcviewer.core.library import load_text
from calcviewer.layout.theme import THEMES


def _plan(folder: Path) -> Plan:
    return Plan(folder, runs=1, is_quick=True)


def test_percentiles_are_values_of_the_sample() -> None:
    assert [percentile(range(100), share) for share in (0.0, 0.1, 0.5, 0.99, 1.0)] == [0, 10, 50, 99, 99]


def test_ratio_is_that_of_the_rounds() -> None:
    assert ratio(Figure("g", "n", "ms", (2.0, 30.0, 4.0), "floor", (1.0, 10.0, 2.0))) == 2.0
    assert ratio(Figure("g", "n", "ms", (2.0, 4.0), "floor", (1.0,))) == 3.0
    assert ratio(Figure("g", "n", "ms", (2.0,))) is None


def test_table_marks_what_is_reached() -> None:
    reached = Figure("g", "quick", "ms", (1.0, 2.0), "floor", (1.0, 2.0), Wanted("ratio", 1.1), "A note.")
    missed = Figure("g", "slow", "ms", (9.0,), wanted=Wanted("max", 1))
    lines = table([reached, missed, Figure("g", "absent", "ms", ())])
    assert len({len(line) for line in lines[:5]}) == 1
    assert ["✓" in lines[2], "✗" in lines[3], "✓" in lines[4]] == [True, True, False]
    assert lines[-1] == "- A note."


def test_rounds_hold_every_job() -> None:
    numbers = itertools.count()
    found = interleaved({"a": lambda: next(numbers), "b": lambda: next(numbers)}, 2)
    assert [sorted(pair) for pair in zip(found["a"], found["b"], strict=True)] == [[2, 3], [4, 5]]  # 0 and 1 warm up


@pytest.mark.parametrize("steps", [1, 2, 50])
def test_generated_diagrams_are_sound(steps: int) -> None:
    result = load_text(graphs.diagram_text(steps).encode(), "pathway-1")
    assert result.diagram is not None
    assert len(result.diagram.nodes) == steps
    assert [problem for problem in result.problems if problem.severity == "error"] == []
    assert graphs.diagram_text(steps) == graphs.diagram_text(steps)


def test_reading_and_searching_yield_numbers(tmp_path: Path) -> None:
    figures = reading.measure_check(_plan(tmp_path)) + reading.measure_search(_plan(tmp_path))
    assert len(figures) == 7
    assert all(figure.values and all(math.isfinite(value) for value in figure.values) for figure in figures)


def test_marks_yield_numbers(tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtWidgets")
    figures = marks.measure(_plan(tmp_path))
    assert [figure.name.partition(",")[0] for figure in figures][::2] == ["a trace shown", "a what-if shown"]
    assert all(figure.values and all(math.isfinite(value) for value in figure.values) for figure in figures)


def test_typing_yields_numbers(tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtWidgets")
    figures = typing.measure(_plan(tmp_path))
    assert len(figures) == 6
    assert all(figure.values and all(math.isfinite(value) for value in figure.values) for figure in figures)


def test_questions_to_a_large_diagram_yield_numbers(tmp_path: Path) -> None:
    figures = reach.measure(_plan(tmp_path))
    assert len(figures) == 9
    assert all(figure.values and all(math.isfinite(value) for value in figure.values) for figure in figures)
    tangle = reach.tangle(50, 150)
    assert (len(tangle.node_by_id), len(tangle.edge_by_id)) == (50, 150)
    assert reached(tangle) == tangle.node_by_id.keys()


def test_fills_are_those_of_boxes_alone() -> None:
    """What is counted as a painted box must not be the colour of the page or of a panel."""
    theme = THEMES["light"]
    assert not set(programs.FILLS) & {theme.page, theme.panel, theme.card, theme.group_fill, theme.text}
    assert 0 < first_paint.SHARE < 1


def test_values_and_page_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bench.GROUPS, "search", lambda _plan: [Figure("search", "made up", "ms", (1.0, 2.0))])
    monkeypatch.setattr(bench, "PAGE", tmp_path / "performance.md")
    file = tmp_path / "values.json"
    assert bench.main(["--quick", "--write", "--json", str(file), "search"]) == 0
    assert json.loads(file.read_text("utf-8"))["figures"][0]["values"] == [1.0, 2.0]
    assert "made up" in (tmp_path / "performance.md").read_text("utf-8")
