"""Routes between two numbered places of a graph: lazily, shortest first, in bounded time. For paths and loops."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Arrows = Sequence[Sequence[int]]
"""For each place the places that its arrows lead to (or come from)."""
Route = tuple[int, ...]


@dataclass
class Effort:
    """How many arrows may be looked at, and have been. Searches that share one stop together."""

    limit: int = 500_000
    spent: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether it is time to stop."""
        return self.spent > self.limit


@dataclass(frozen=True, order=True)
class _Begun:
    """A route that has been begun. It will have `length` arrows at the least, or `is_exact`ly so many.

    `is_clear`: the shortest way on from its last place is known not to cross it.
    """

    length: int
    route: Route
    is_exact: bool = False
    is_clear: bool = False


class RouteSearch:
    """The routes from `start` to `end` (which may be the same place) that visit no other place twice.

    What has been begun waits in the order of the length that it will have at the least. That is exact while the
    shortest way on is free; where it crosses the route itself, the shortest way around is looked for. So no route is
    taken further that cannot be finished, and each one that is found costs at most a walk through the graph for each
    arrow that leaves it. Of routes that are equally long, the one with the lower numbers comes first.
    """

    def __init__(self, after: Arrows, before: Arrows, ends: tuple[int, int], effort: Effort, least: int = 0) -> None:
        """Places below `least` are not used."""
        self._after = after
        self._start, self._end = ends
        self._effort = effort
        self._distance = {self._end: 0}
        self._next: dict[int, int] = {}
        ring = [self._end]
        while ring:
            ring = [place for target in ring for place in self._enter(before[target], target, least)]

    def _enter(self, places: Sequence[int], target: int, least: int) -> Iterator[int]:
        self._effort.spent += len(places)
        for place in places:
            if place >= least and place not in self._distance:
                self._distance[place] = self._distance[target] + 1
                self._next[place] = target
                yield place

    def __iter__(self) -> Iterator[Route]:
        """Every route, unless the effort is spent after the first; then the rest is silently left out."""
        waiting = [*self._longer(_Begun(0, (self._start,), is_exact=True))]
        heapq.heapify(waiting)
        is_found = False
        while waiting and not (is_found and self._effort.is_spent):
            best = heapq.heappop(waiting)
            if best.route[-1] == self._end:
                is_found = True
                yield best.route
                continue
            known = best if best.is_exact else self._measured(best)
            if known and known.length > best.length:
                heapq.heappush(waiting, known)
            elif known:
                for longer in self._longer(known):
                    heapq.heappush(waiting, longer)

    def _longer(self, begun: _Begun) -> Iterator[_Begun]:
        """The routes with one arrow more."""
        last = begun.route[-1]
        self._effort.spent += len(self._after[last])
        for place in self._after[last]:
            if place == self._end or (place in self._distance and place not in begun.route):
                length = max(begun.length, len(begun.route) + self._distance[place])
                is_clear = begun.is_clear and self._next.get(last) == place
                yield _Begun(length, (*begun.route, place), is_clear or place == self._end, is_clear)

    def _measured(self, begun: _Begun) -> _Begun | None:
        """The same with the length that it will have; None if it cannot be finished."""
        *crossed, place = begun.route
        taken = {*crossed}
        while place != self._end:
            self._effort.spent += 1
            place = self._next[place]
            if place in taken and place != self._end:
                rest = self._way_around(begun.route[-1], taken)
                return _Begun(len(crossed) + rest, begun.route, is_exact=True) if rest else None
        return _Begun(begun.length, begun.route, is_exact=True, is_clear=True)

    def _way_around(self, place: int, taken: set[int]) -> int:
        """How many arrows it takes to the end without what is `taken`; 0 if there is no way."""
        seen, ring, away = {place, *taken} - {self._end}, [place], 0
        while ring:
            away += 1
            self._effort.spent += sum(len(self._after[here]) for here in ring)
            ring = [n for n in dict.fromkeys(t for here in ring for t in self._after[here]) if n not in seen]
            if self._end in ring:
                return away
            ring = [n for n in ring if n in self._distance]
            seen.update(ring)
        return 0
