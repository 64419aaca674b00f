"""What reading a file gives: the values that hold it, and what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calcviewer.core.model import Diagram, LibraryFile
from calcviewer.core.problems import Problem, Span


@dataclass(frozen=True)
class LoadResult:
    """What a diagram file holds. `diagram` is None if the text cannot be understood at all.

    `spans` gives the place of each value by its path (``nodes.stasis.label``, ``edges[3]``, ``tour[0]``), the parts of
    steps, arrows and treatments also by id (``stasis``, ``stasis -> thrombus.text``), of links as ``path(target)``.
    Where a step is called like a field (``title``), the step has that name.
    """

    diagram: Diagram | None
    problems: tuple[Problem, ...]
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class LibraryResult:
    """What a library file holds; `file` is None if the text cannot be understood at all."""

    file: LibraryFile | None
    problems: tuple[Problem, ...]
    spans: Mapping[str, Span] = field(default_factory=dict)
