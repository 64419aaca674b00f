"""A measured figure as a value: its numbers, what it is held against, what is wanted of it; and the table of all.

Nothing here measures, and nothing here fails: a wanted limit that is missed gets a mark.
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Numbers = tuple[float, ...]


@dataclass(frozen=True)
class Wanted:
    """A limit for one way to judge a figure: a row of JUDGES."""

    judge: str
    limit: float


@dataclass(frozen=True)
class Figure:
    """`floor_values` belong to the same rounds as `values`; the ratio is the median of the pairs."""

    group: str
    name: str
    unit: str
    values: Numbers
    floor: str = ""
    floor_values: Numbers = ()
    wanted: Wanted | None = None
    note: str = ""

    @property
    def judged(self) -> float | None:
        """The number that the limit is for; None if there is none."""
        return JUDGES[self.wanted.judge](self) if self.wanted and self.values else None

    @property
    def is_reached(self) -> bool | None:
        """Whether it is what was wanted; None if nothing was wanted or measured."""
        judged = self.judged
        return None if judged is None or self.wanted is None else judged <= self.wanted.limit


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` (0 to 1) of all do not exceed; the last one is the largest."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ratio(figure: Figure) -> float | None:
    """Median of the ratios of each round; of the medians if the rounds do not match."""
    if not figure.values or not figure.floor_values:
        return None
    if len(figure.values) == len(figure.floor_values):
        return statistics.median(a / b for a, b in zip(figure.values, figure.floor_values, strict=True))
    return statistics.median(figure.values) / statistics.median(figure.floor_values)


def _excess(figure: Figure) -> float | None:
    if not figure.floor_values:
        return None
    return statistics.median(figure.values) - statistics.median(figure.floor_values)


JUDGES: Mapping[str, Callable[[Figure], float | None]] = {
    "ratio": ratio,
    "excess": _excess,
    "median": lambda figure: statistics.median(figure.values),
    "p99": lambda figure: percentile(figure.values, 0.99),
    "max": lambda figure: max(figure.values),
}


def table(figures: Sequence[Figure]) -> list[str]:
    """The figures as a Markdown table whose columns also line up on a terminal."""
    rows = [list(_HEADS), *([_row(figure) for figure in figures])]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEADS))]
    rows.insert(1, ["-" * width for width in widths])
    lines = [f"| {' | '.join(map(str.ljust, row, widths))} |" for row in rows]
    notes = dict.fromkeys(figure.note for figure in figures if figure.note)
    return [*lines, *([""] if notes else []), *(f"- {note}" for note in notes)]


_HEADS = ("figure", "n", "median", "p10–p90", "p99", "against", "ratio", "wanted", "")


def _row(figure: Figure) -> list[str]:
    values = figure.values
    if not values:
        return [figure.name, "0", "–", "–", "–", figure.floor, "–", _limit(figure), "–"]
    spread = f"{_number(percentile(values, 0.1))}–{_number(percentile(values, 0.9))}"
    tail = _number(percentile(values, 0.99)) if len(values) >= 20 else ""
    held = f"{figure.floor} {_number(statistics.median(figure.floor_values))}" if figure.floor_values else ""
    times = ratio(figure)
    mark = {True: "✓", False: "✗", None: ""}[figure.is_reached]
    shown = f"{times:.2f} ×" if times is not None else ""
    middle = f"{_number(statistics.median(values))} {figure.unit}".strip()
    return [figure.name, str(len(values)), middle, spread, tail, held, shown, _limit(figure), mark]


def _limit(figure: Figure) -> str:
    if figure.wanted is None:
        return ""
    limit = figure.wanted.limit
    words = {"ratio": f"{limit:.2f} ×", "excess": f"+ {_number(limit)} {figure.unit}"}
    return words.get(figure.wanted.judge) or f"{figure.wanted.judge} {_number(limit)} {figure.unit}"


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
