"""Garbage: collected on the window's thread, a little at a time, and much of it when nobody waits."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtWidgets import QApplication

from calcviewer.app.collector import MANY, QUIET_PERIODS, Collector


class Knot:
    """Holds itself, so that only a collection frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    gc.collect()
    made = Collector()
    made.start()
    yield made
    made.stop()


def some(count: int) -> list[Knot]:
    return [Knot() for _ in range(count)]


def test_a_little_is_collected_at_the_next_look(collector: Collector) -> None:
    knots = some(2000)
    gone = ref(knots[0])
    del knots
    assert gone() is not None
    collector.look()
    assert gone() is None


def test_much_at_once_waits_until_nobody_does(collector: Collector) -> None:
    knots = some(MANY)
    gone = ref(knots[0])
    del knots
    collector.look()
    assert gone() is not None
    for _period in range(QUIET_PERIODS + 2):  # the first looks may find what the test itself has made
        collector.look()
    assert gone() is None


@pytest.mark.parametrize("is_on", [True, False])
def test_afterwards_python_collects_as_before(qapp: QApplication, is_on: bool) -> None:
    if is_on:
        gc.enable()
    collector = Collector()
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled() == is_on
    assert gc.get_freeze_count() == 0
    gc.disable()
