"""What was found while one file was read: the problems, and the places of its values by their paths."""

from collections.abc import Iterable, Mapping, Sequence

from calcviewer.core.problems import NOWHERE, Fix, Problem, Span
from calcviewer.core.spans import Note, Places, Spans

PROBLEM_LIMIT = 200
_GUESS_LIMIT = 40
_CANDIDATE_LIMIT = 400
_WORD_LIMIT = 100


class Report:
    """Collects the problems of a file, up to a limit, and the places of what is at each path (``edges[3].text``)."""

    def __init__(self, problems: Sequence[Problem] = ()) -> None:
        self._problems = [problem for problem in problems if problem.code != "W009"]
        self._left_out = sum(int(problem.args["count"]) for problem in problems if problem.code == "W009")
        self._guesses = 0
        self._notes: list[Note] = []
        self._places: Places = {}
        self._taken = 0
        self.rooms: dict[str, Span] = {}
        """Where an entry can be put into a section, by its path."""
        self.languages: tuple[str, ...] = ()

    def know(self, spans: Mapping[str, Span]) -> None:
        """Remembers where the value at each of these paths is."""
        self.note(lambda places: places.update((path, (None, span)) for path, span in spans.items()))

    def note(self, note: Note) -> None:
        """Remembers how places are found; it is done when one of them is wanted."""
        self._notes.append(note)

    def _known(self) -> Places:
        """The places, after everything that was noted so far."""
        while self._taken < len(self._notes):
            self._taken += 1
            self._notes[self._taken - 1](self._places)
        return self._places

    def add(self, problem: Problem) -> None:
        """Takes a problem; past the limit it is only counted."""
        if self.is_full:
            self._left_out += 1
        else:
            self._problems.append(problem)

    def problem(self, code: str, path: str, fix: Fix | None = None, **args: str) -> None:
        """Takes a problem with the value at `path`."""
        self.add(Problem(code, self.place(path), args, fix))

    def place(self, path: str) -> Span:
        """Where a problem with `path` is shown: its key, its value, or else the nearest that is around it."""
        places = self._known()
        while path not in places:
            if not path:
                return NOWHERE
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        key, value = places[path]
        return key or value

    def value_place(self, path: str) -> Span | None:
        """Where the value at `path` is, without its key."""
        found = self._known().get(path)
        return found[1] if found else None

    def mend(self, path: str, text: str) -> Fix | None:
        """The fix that replaces the whole value at `path`, quotes included; None if `text` is empty."""
        span = self.value_place(path)
        return Fix(span, text) if span and text else None

    def guess(self, word: str, candidates: Iterable[str]) -> str:
        """The candidate that was probably meant, or ''. After many guesses it stops guessing: guessing is slow."""
        known = tuple(candidates)
        if self._guesses >= _GUESS_LIMIT or len(known) > _CANDIDATE_LIMIT or len(word) > _WORD_LIMIT:
            return ""
        self._guesses += 1
        import difflib  # slow to import, and most files need no guess

        return next(iter(difflib.get_close_matches(word, known, 1)), "")

    @property
    def spans(self) -> Spans:
        """The whole extent of what is at each path, from its key to the end of its value."""
        return Spans(self._notes)

    @property
    def is_full(self) -> bool:
        """Whether further problems are only counted, so that nobody need prepare their fixes."""
        return len(self._problems) >= PROBLEM_LIMIT

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found, in the order of the file."""
        found = sorted(self._problems, key=lambda problem: (problem.span, problem.code))
        if self._left_out:
            found.append(Problem("W009", found[-1].span, {"count": str(self._left_out)}))
        return tuple(found)
