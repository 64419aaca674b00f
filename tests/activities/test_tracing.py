"""How far a trace goes, one step at a time."""

from calcviewer.activities.trace.tracing import FARTHEST_CHOICE, Tracing
from calcviewer.core.trace import Direction
from tests.layout.samples import diagram

CHAIN = diagram([f"s{i} -> s{i + 1}" for i in range(8)], nodes=[f"s{i}" for i in range(9)])


def test_nearer_from_all_the_way_down_to_one() -> None:
    tracing, limits = Tracing("s0"), []
    for _turn in range(FARTHEST_CHOICE + 2):
        tracing = tracing.nearer()
        limits.append(tracing.limit)
    assert limits == [3, 2, 1, 1, 1]


def test_further_from_one_to_all_the_way() -> None:
    tracing, limits = Tracing("s0", limit=1), []
    for _turn in range(FARTHEST_CHOICE + 1):
        tracing = tracing.further()
        limits.append(tracing.limit)
    assert limits == [2, 3, None, None]


def test_it_lights_what_it_says() -> None:
    assert Tracing("s4", Direction.BOTH, 1).of(CHAIN).steps == {"s3", "s4", "s5"}
    assert Tracing("s4").of(CHAIN).steps == {"s4", "s5", "s6", "s7", "s8"}
