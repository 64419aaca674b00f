"""Which names a diagram may use for its steps, arrows and treatments, and the problem where one leads nowhere."""

from collections.abc import Iterable, Mapping

from calcviewer.core.additions import new_step
from calcviewer.core.block import Block
from calcviewer.core.ids import is_id
from calcviewer.core.model import edge_id
from calcviewer.core.problems import Fix
from calcviewer.core.report import Report

ARROW = "->"


def arrow_parts(words: str) -> tuple[str, ...]:
    """The parts of ``a -> b -> c``, without blanks around them; a single part if there is no arrow."""
    return tuple(part.strip() for part in words.split(ARROW))


class Names:
    """The elements that exist: `steps` and `treatments` map a key as typed to its id, `arrows` holds ids."""

    def __init__(self, report: Report, steps: Mapping[str, str], treatments: Mapping[str, str]) -> None:
        self.report = report
        self.steps = steps
        self.treatments = treatments
        self.arrows: set[str] = set()

    def step(self, word: str, path: str, code: str = "E067") -> str:
        """The id of a step; '' with a problem if there is none."""
        return self.steps.get(word) or self._unknown(word, self.steps.values(), path, code)

    def step_or_arrow(self, word: str, path: str) -> str:
        """The id of a step or of an arrow ``a -> b``; '' with a problem if there is none."""
        return self._element(word) or self._unknown(word, self._near(word), path, "E067")

    def element(self, word: str, path: str) -> str:
        """The id of a step, arrow or treatment; '' with a problem if there is none."""
        found = self._element(word) or self.treatments.get(word)
        return found or self._unknown(word, (*self._near(word), *self.treatments.values()), path, "E067")

    def arrow(self, source: str, target: str) -> str:
        """The id that an arrow between these two keys would have."""
        return edge_id(self.steps.get(source, source), self.steps.get(target, target))

    def _element(self, word: str) -> str:
        if word in self.steps:
            return self.steps[word]
        parts = arrow_parts(word)
        arrow = self.arrow(*parts) if len(parts) == 2 else ""
        return arrow if arrow in self.arrows else ""

    def _near(self, word: str) -> Iterable[str]:
        return self.arrows if ARROW in word else self.steps.values()

    def _unknown(self, word: str, known: Iterable[str], path: str, code: str) -> str:
        if word:  # nothing at all has its problem already
            guess = self.report.guess(word, known)
            fix = self.report.mend(path, guess) or (self.new_step(word) if code == "E063" else None)
            self.report.problem(code, path, fix, id=word, suggestion=guess)
        return ""

    def new_step(self, word: str) -> Fix | None:
        """The fix that adds a step of that id, if it can be one."""
        room = self.report.rooms.get("nodes")
        return new_step(word, room, self.report.languages) if room and is_id(word) else None


def keys(blocks: Iterable[Block]) -> dict[str, str]:
    """How the ids of blocks may be written: as they are, and as they were typed."""
    found = {block.raw_id: block.id for block in blocks}
    return found | {name: name for name in found.values()}
