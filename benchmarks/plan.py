"""What every group of figures gets: how often to measure, where to put things, and whom to tell what was skipped."""

import random
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "diagrams"
PYTHON = sys.executable
T = TypeVar("T")


@dataclass(frozen=True)
class Plan:
    """`folder` is a private one for everything that is written; `runs` counts starts of programs."""

    folder: Path
    runs: int = 15
    is_quick: bool = False
    skipped: list[str] = field(default_factory=list)

    @property
    def calls(self) -> int:
        """How often a short call is measured."""
        return 2 * self.runs

    def has(self, program: str) -> bool:
        """Whether a program is installed; one that is not is named in the report."""
        if shutil.which(program) is None:
            self.skipped.append(program)
            return False
        return True


def interleaved(jobs: Mapping[str, Callable[[], T]], runs: int) -> dict[str, list[T]]:
    """Every job once to warm up, then `runs` rounds of all of them in changing order: noise meets all alike."""
    found: dict[str, list[T]] = {name: [] for name in jobs}
    for round_number, names in enumerate(_rounds(list(jobs), runs + 1)):
        for name in names:
            result = jobs[name]()
            if round_number:
                found[name].append(result)
    return found


def _rounds(names: list[str], count: int) -> Iterator[list[str]]:
    chance = random.Random(1)
    for _number in range(count):
        yield chance.sample(names, len(names))
