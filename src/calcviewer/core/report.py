"""What was found while one file was read: the problems, and the places of its values by their paths."""

from collections.abc import Iterable, Mapping, Sequence

from calcviewer.core.problems import NOWHERE, Fix, Problem, Span

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
        self._places: dict[str, tuple[Span | None, Span]] = {}
        self.rooms: dict[str, Span] = {}
        """Where an entry can be put into a section, by its path."""
        self.languages: tuple[str, ...] = ()

    def know(self, spans: Mapping[str, Span]) -> None:
        """Remembers where the value at each of these paths is."""
        self._places.update({path: (None, span) for path, span in spans.items()})

    def note(self, path: str, value: Span, key: Span | None = None) -> None:
        """Remembers where the value at `path` is, and the key before it."""
        self._places[path] = (key, value)

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
        while path not in self._places:
            if not path:
                return NOWHERE
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        key, value = self._places[path]
        return key or value

    def value_place(self, path: str) -> Span | None:
        """Where the value at `path` is, without its key."""
        return self._places[path][1] if path in self._places else None

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

    def alias(self, path: str, name: str, fields: Iterable[str] = ()) -> None:
        """Makes the places of `path`, of these fields of it and of their items known under `name` too."""
        self._places[name] = self._places[path]
        for row in fields:
            self._places[f"{name}.{row}"] = self._places[f"{path}.{row}"]
            index = 0
            while (item := f"{path}.{row}[{index}]") in self._places:
                self._places[f"{name}.{row}[{index}]"] = self._places[item]
                index += 1

    def renumber(self, name: str, kept: Sequence[int]) -> None:
        """Makes the places of the list `name` known under the numbers that its items have when only `kept` are left."""
        if list(kept) == list(range(len(kept))):
            return
        new = {str(old): str(number) for number, old in enumerate(kept)}
        before = f"{name}["
        inside = {path: place for path, place in self._places.items() if path.startswith(before)}
        for path in inside:
            del self._places[path]
        for path, place in inside.items():
            old, _, rest = path[len(before) :].partition("]")
            if old in new:
                self._places[f"{before}{new[old]}]{rest}"] = place

    @property
    def spans(self) -> dict[str, Span]:
        """The whole extent of what is at each path, from its key to the end of its value."""
        return {
            path: Span(key[0], key[1], value[2], value[3]) if key else value
            for path, (key, value) in self._places.items()
        }

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
