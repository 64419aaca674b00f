"""The search behind paths and loops: all routes if it may take its time, and an end to it if not."""

import math

import pytest

from calcviewer.core.route import Arrows, Effort, RouteSearch

COMPLETE: Arrows = [[target for target in range(6) if target != place] for place in range(6)]
"""Every place leads to every other one."""


def search(effort: Effort, ends: tuple[int, int] = (0, 5), least: int = 0) -> RouteSearch:
    return RouteSearch(COMPLETE, COMPLETE, ends, effort, least)


def test_every_route_is_found_once() -> None:
    effort = Effort()
    found = [*search(effort)]
    assert len({*found}) == len(found) == sum(math.perm(4, between) for between in range(5))
    assert found == sorted(found, key=lambda route: (len(route), route))
    assert not effort.is_spent


def test_places_below_the_least_are_not_used() -> None:
    assert [*search(Effort(), (3, 3), least=3)] == [(3, 4, 3), (3, 5, 3), (3, 4, 5, 3), (3, 5, 4, 3)]


@pytest.mark.parametrize("limit", [0, 30, 100, 200])
def test_a_spent_effort_ends_the_search_after_the_first(limit: int) -> None:
    effort = Effort(limit)
    found = [*search(effort)]
    assert found == [*search(Effort())][: len(found)]
    assert found[0] == (0, 5)
    assert effort.is_spent
    assert effort.spent <= max(limit, 30) + 60
    assert len(found) < 30


def test_searches_that_share_an_effort_stop_together() -> None:
    effort = Effort(100)
    first = [*search(effort)]
    assert len([*search(effort)]) == 1 < len(first)


def test_a_way_that_the_route_itself_bars_is_gone_around_or_given_up() -> None:
    after: Arrows = [[1], [2, 3], [1, 4], [2], [5], []]
    before: Arrows = [[], [0, 2], [1, 3], [1], [2], [4]]
    assert [*RouteSearch(after, before, (0, 5), Effort())] == [(0, 1, 2, 4, 5), (0, 1, 3, 2, 4, 5)]
