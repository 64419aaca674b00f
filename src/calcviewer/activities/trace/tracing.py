"""What is being traced, as a value. No Qt."""

import dataclasses
from dataclasses import dataclass

from calcviewer.core.model import Diagram
from calcviewer.core.trace import Direction, Trace, trace

FARTHEST_CHOICE = 3
"""Up to so many steps away can be chosen; after that comes everything."""


@dataclass(frozen=True)
class Tracing:
    """The step or arrow, which way, and how far; `limit` None is all the way."""

    origin: str
    direction: Direction = Direction.EFFECTS
    limit: int | None = None

    def of(self, diagram: Diagram) -> Trace:
        """What is lit in `diagram`."""
        return trace(diagram, self.origin, self.direction, self.limit)

    def further(self) -> "Tracing":
        """One step further; after the last choice, all the way."""
        if self.limit is None or self.limit >= FARTHEST_CHOICE:
            return dataclasses.replace(self, limit=None)
        return dataclasses.replace(self, limit=self.limit + 1)

    def nearer(self) -> "Tracing":
        """One step less; at least one."""
        return dataclasses.replace(self, limit=max((self.limit or FARTHEST_CHOICE + 1) - 1, 1))
