"""A folder of diagrams: its order, its glossary, and what the diagrams have in common.

Diagrams are read when they are asked for and kept; a `Library` never changes what lies on disk.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calcviewer.core.model import LANGUAGES, NO_TEXT, Diagram, Heading, LibraryFile, Ref, Text
from calcviewer.core.problems import Problem
from calcviewer.core.result import Card, LibraryResult, LoadResult, card_of
from calcviewer.i18n import N_, in_language

if TYPE_CHECKING:
    from calcviewer.core.convergence import Convergence
    from calcviewer.core.read_cache import ReadCache

LIBRARY_FILE = "library.yaml"
SUFFIXES = (".yaml", ".yml")
NO_FILE = LibraryFile()
NO_PATHS: Mapping[str, Path] = {}
CARD, WHOLE = 0, 1
"""The parts in which what was read of a diagram is kept."""


class Place(NamedTuple):
    """A step, arrow or treatment of a diagram of this library; with an empty element, the diagram itself."""

    diagram: str
    element: str = ""

    def __str__(self) -> str:
        return f"{self.diagram}#{self.element}" if self.element else self.diagram


MERGED_TITLE = N_("Where the pathways meet")
CONVERGENCE = "*convergence*"
"""Not a file: all diagrams of the library merged on what they share. No file of a library is called so."""


class Library:
    """The diagrams of one folder. `file` holds what `library.yaml` says, or defaults; `paths` is in order."""

    def __init__(
        self,
        folder: Path,
        file: LibraryFile = NO_FILE,
        paths: Mapping[str, Path] = NO_PATHS,
        problems: tuple[Problem, ...] = (),
        kept: "ReadCache | None" = None,
    ) -> None:
        self.folder = folder
        self.file = file
        self.paths = paths
        self.problems = problems
        self.kept = kept
        self._convergence: Convergence | None = None
        self._loaded: dict[str, LoadResult] = {}
        self._cards: dict[str, Card] = {}
        self._outdated: set[str] = set()
        self._former_titles: Mapping[str, Text] = {}

    def load(self, diagram_id: str) -> LoadResult:
        """The diagram as read from its file, with its problems."""
        if diagram_id == CONVERGENCE:
            merged = self.convergence().diagram
            return LoadResult(merged if merged.nodes else None, ())
        if diagram_id not in self._loaded:
            self._loaded[diagram_id] = self.peek(diagram_id)
        return self._loaded[diagram_id]

    def peek(self, diagram_id: str) -> LoadResult:
        """The same, but what is not loaded yet is not held on to: a look at each of a thousand diagrams."""
        return self._loaded.get(diagram_id) or self.read(diagram_id)

    def read(self, diagram_id: str) -> LoadResult:
        """The diagram as its file says it now, whatever was loaded. Safe on any thread."""
        return load_file(self.paths[diagram_id], self.file, self.kept)

    def keep(self, diagram_id: str, result: LoadResult) -> None:
        """What was read elsewhere stands for the diagram from now on."""
        self.forget(diagram_id)
        self._loaded[diagram_id] = result

    def keep_last(self, diagram_id: str, problems: tuple[Problem, ...]) -> None:
        """What was read last stays, though the file says something else now that cannot be read."""
        last = self._loaded[diagram_id]
        self._loaded[diagram_id] = LoadResult(last.diagram, problems)
        self._outdated.add(diagram_id)

    def is_outdated(self, diagram_id: str) -> bool:
        """Whether what is loaded is older than its file, which cannot be read."""
        return diagram_id in self._outdated

    def is_loaded(self, diagram_id: str) -> bool:
        """Whether `load` has it at hand."""
        return diagram_id in self._loaded

    def card(self, diagram_id: str) -> Card:
        """Title and concepts of a diagram; if its card was kept, nothing else of it is read."""
        card = self.kept_card(diagram_id) or card_of(self.peek(diagram_id).diagram)
        self._cards[diagram_id] = card
        return card

    def kept_card(self, diagram_id: str) -> Card | None:
        """The card, if it can be had without reading the diagram: in a millisecond."""
        if diagram_id not in self._cards and diagram_id in self._loaded:
            self._cards[diagram_id] = card_of(self._loaded[diagram_id].diagram)
        elif diagram_id not in self._cards and self.kept:
            found = self.kept.get(_key(self.kept, self.paths[diagram_id], self.file), CARD)
            if isinstance(found, Card):
                self._cards[diagram_id] = found
        return self._cards.get(diagram_id)

    def forget(self, diagram_id: str) -> None:
        """The next `load` reads the file again; every file, if what is merged of all is to be forgotten."""
        self._convergence = None
        if diagram_id == CONVERGENCE:
            for name in self.paths:
                self.forget(name)
        self._loaded.pop(diagram_id, None)
        self._cards.pop(diagram_id, None)
        self._outdated.discard(diagram_id)

    def follow(self, before: "Library") -> bool:
        """Until a diagram is read it is called as it was `before`; False if that was no library of the same files."""
        if (before.folder, before.paths) != (self.folder, self.paths):
            return False
        self._former_titles = {name: before.title(name) for name in self.paths}
        return True

    def diagrams(self) -> Iterator[Diagram]:
        """Every diagram that can be read, in order."""
        for diagram_id in self.paths:
            if diagram := self.load(diagram_id).diagram:
                yield diagram

    @property
    def is_merged(self) -> bool:
        """Whether `convergence` is at hand; else it reads every diagram that was not read yet."""
        return self._convergence is not None

    def convergence(self) -> "Convergence":
        """All diagrams merged on what they share."""
        if self._convergence is None:
            from calcviewer.core.convergence import converge  # few ask for it

            names = {term.id: term.label for term in self.file.glossary.values()}
            diagrams = filter(None, (self.peek(name).diagram for name in self.paths))
            self._convergence = converge(diagrams, tuple(LANGUAGES), names)
        return self._convergence

    def has(self, diagram_id: str) -> bool:
        """Whether there is a diagram of that id: a file, or what is merged of all, if they share anything."""
        return diagram_id in self.paths or (diagram_id == CONVERGENCE and self.load(diagram_id).diagram is not None)

    def headings(self) -> tuple[Heading, ...]:
        """The headings with the diagrams that exist; diagrams that no heading names stand under an empty one."""
        named = [Heading(h.heading, tuple(d for d in h.diagrams if d in self.paths)) for h in self.file.headings]
        seen = {d for h in named for d in h.diagrams}
        rest = tuple(d for d in self.paths if d not in seen)
        return (*(h for h in named if h.diagrams), *((Heading(NO_TEXT, rest),) if rest else ()))

    def title(self, diagram_id: str) -> Text:
        """The title of a diagram; while it is not read, that which it had before, or else its id in words."""
        if diagram_id == CONVERGENCE:
            return _merged_title()
        result = self._loaded.get(diagram_id)
        card = self._cards.get(diagram_id)
        if result is None and card is None and diagram_id in self._former_titles:
            return self._former_titles[diagram_id]
        card = card or card_of(result.diagram if result else None)
        return card.title or Text((("", diagram_id.replace("-", " ").capitalize()),))

    def place(self, link: str, here: str) -> Place | None:
        """Where a link of a text leads: `#step`, `diagram#step` or `diagram`; None if it leads nowhere."""
        diagram_id, _, element = link.partition("#")
        place = Place(diagram_id or here, element)
        if not self.has(place.diagram):
            return None
        if not element:
            return place
        diagram = self.load(place.diagram).diagram
        return place if diagram and diagram.element(element) else None

    def ref(self, diagram: Diagram, ref_id: str) -> Ref | None:
        """A reference, the diagram's own before the library's."""
        return diagram.refs.get(ref_id) or self.file.refs.get(ref_id)


def open_library(folder: Path, kept: "ReadCache | None" = None) -> Library:
    """Reads `library.yaml` and lists the diagrams. Raises OSError if the folder cannot be listed.

    With `kept`, files that were read before are not read again; what they give then has no spans.
    """
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.name != LIBRARY_FILE)
    paths: dict[str, Path] = {}
    hidden = [path for path in found if paths.setdefault(path.stem, path) is not path]
    file, problems = _library_file(folder / LIBRARY_FILE, kept)
    doubles = (Problem("E087", args={"file": path.name, "other": paths[path.stem].name}) for path in hidden)
    order = [d for h in file.headings for d in h.diagrams if d in paths]
    return Library(folder, file, {d: paths[d] for d in [*order, *sorted(paths)]}, (*problems, *doubles), kept)


def load_file(path: Path, library: LibraryFile, kept: "ReadCache | None" = None) -> LoadResult:
    """One diagram file, whatever is in it."""
    if kept is None:
        return _read(path, library)
    key = _key(kept, path, library)
    found = kept.get(key, WHOLE)
    if isinstance(found, LoadResult):
        return found
    result = _read(path, library)
    kept.put(key, card_of(result.diagram), LoadResult(result.diagram, result.problems))
    return result


def _key(kept: "ReadCache", path: Path, library: LibraryFile) -> str | None:
    return kept.key(path, *library.languages)


def load_text(data: bytes, diagram_id: str) -> LoadResult:
    """The same for bytes that are in no file."""
    from calcviewer.core.encoding import decode
    from calcviewer.core.glance import read_diagram

    source, problems = decode(data)
    if source is None:
        return LoadResult(None, problems)
    return _with(problems, read_diagram(source.text, diagram_id))


def _read(path: Path, library: LibraryFile) -> LoadResult:
    # The reader costs 20 ms to import; a start that finds everything kept does without it.
    from calcviewer.core.file_text import read_source
    from calcviewer.core.glance import read_diagram

    source, problems = read_source(path)
    if source is None:
        return LoadResult(None, problems)
    return _with(problems, read_diagram(source.text, path.stem, library.languages))


def check_library(library: Library, only: str = "") -> Iterator[tuple[Path, Problem]]:
    """The problems of `library.yaml` and of every diagram (or of `only` one), links between them included."""
    from calcviewer.core.link_checks import across_library

    if not only:
        yield from ((library.folder / LIBRARY_FILE, problem) for problem in library.problems)
    ids = {diagram.id: (*diagram.node_by_id, *diagram.treatment_by_id) for diagram in library.diagrams()}
    for diagram_id, path in library.paths.items():
        if only in ("", diagram_id):
            result = library.load(diagram_id)
            yield from ((path, problem) for problem in result.problems)
            if result.diagram:
                yield from ((path, problem) for problem in across_library(result, ids, library.file))


def _with(problems: tuple[Problem, ...], result: LoadResult) -> LoadResult:
    return result._replace(problems=(*problems, *result.problems)) if problems else result


def concept_places(cards: Iterable[tuple[str, Card]]) -> Mapping[str, tuple[Place, ...]]:
    """Where each concept appears, from the cards of the diagrams (id, card)."""
    return _places((concept, Place(name, element)) for name, card in cards for concept, element in card.concepts)


def fact_places(cards: Iterable[tuple[str, Card]]) -> Mapping[str, tuple[Place, ...]]:
    """Where each fact is carried: by steps, arrows and treatments, in the order of the diagrams."""
    return _places((fact, Place(name, element)) for name, card in cards for fact, element in card.facts)


def _places(pairs: Iterable[tuple[str, Place]]) -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for name, place in pairs:
        found.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


def _library_file(path: Path, kept: "ReadCache | None") -> tuple[LibraryFile, tuple[Problem, ...]]:
    if not path.exists():
        return LibraryFile(), ()
    key = kept.key(path) if kept else None
    found = kept.get(key) if kept else None
    if isinstance(found, LibraryResult):
        return found.file or LibraryFile(), found.problems
    result = _read_library(path)
    if kept:
        kept.put(key, LibraryResult(result.file, result.problems))
    return result.file or LibraryFile(), result.problems


def _read_library(path: Path) -> LibraryResult:
    from calcviewer.core.file_text import read_source
    from calcviewer.core.glance import read_library

    source, problems = read_source(path)
    if source is None:
        return LibraryResult(None, problems)
    result = read_library(source.text)
    return LibraryResult(result.file, (*problems, *result.problems))


def _merged_title() -> Text:
    """Read without the merged diagram itself, which few ask for."""
    return Text(tuple((language, in_language(language, MERGED_TITLE)) for language in LANGUAGES))
