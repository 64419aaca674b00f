"""Where the reader has been: back and forward, as in a browser. No Qt."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class History(Generic[T]):
    """Places looked at; `index` is the present one. Every change gives a new value."""

    places: tuple[T, ...] = ()
    index: int = -1
    limit: int = 200

    @property
    def present(self) -> T | None:
        return self.places[self.index] if self.places else None

    @property
    def can_go_back(self) -> bool:
        return self.index > 0

    @property
    def can_go_forward(self) -> bool:
        return self.index < len(self.places) - 1

    def visit(self, place: T) -> "History[T]":
        """The same with `place` as the present; what lay forward is forgotten. The present place changes nothing."""
        if place == self.present:
            return self
        places = (*self.places[: self.index + 1], place)[-self.limit :]
        return History(places, len(places) - 1, self.limit)

    def back(self) -> "History[T]":
        """One step back, if there is one."""
        return History(self.places, max(self.index - 1, min(0, self.index)), self.limit)

    def forward(self) -> "History[T]":
        """One step forward, if there is one."""
        return History(self.places, min(self.index + 1, len(self.places) - 1), self.limit)
