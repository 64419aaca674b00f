"""Which lines of one text became which of another, in bounded time: for line ends, differences and merging."""

from collections.abc import Sequence
from typing import NamedTuple

EQUAL = "equal"
THOROUGH = 2000
"""Between longer stretches of changed lines, lines that stand everywhere (blank ones) count for nothing."""


class Stretch(NamedTuple):
    """Lines `start` to `end` of the old text are lines `new_start` to `new_end` of the new one, or became them."""

    is_equal: bool
    start: int
    end: int
    new_start: int
    new_end: int


def stretches(old: Sequence[str], new: Sequence[str]) -> tuple[Stretch, ...]:
    """Stretches that cover both texts from beginning to end, equal and changed ones."""
    from difflib import SequenceMatcher  # slow to import, and few need it

    most = min(len(old), len(new))
    head = next((index for index in range(most) if old[index] != new[index]), most)
    rest = most - head
    tail = next((index for index in range(rest) if old[-1 - index] != new[-1 - index]), rest)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    is_long = max(len(before), len(after)) > THOROUGH
    middle = SequenceMatcher(None, before, after, autojunk=is_long).get_opcodes() if before or after else []
    found = [Stretch(True, 0, head, 0, head)]
    found += [Stretch(tag == EQUAL, *(head + place for place in places)) for tag, *places in middle]
    found.append(Stretch(True, len(old) - tail, len(old), len(new) - tail, len(new)))
    return tuple(stretch for stretch in found if stretch.end > stretch.start or stretch.new_end > stretch.new_start)
