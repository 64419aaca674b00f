"""The quick way to read a file: one look, which is enough if it is written plainly and nothing in it is wrong.

Most files are so. Of all others `loader` says what is wrong, and where; it gives the same of these too, only later.
"""

from collections.abc import Sequence
from typing import Any, NoReturn

from calcviewer.core.block import Block
from calcviewer.core.build import diagram as built_diagram
from calcviewer.core.build_library import LANGUAGES, languages_of, library_file
from calcviewer.core.characters import screened
from calcviewer.core.checks import check_diagram
from calcviewer.core.link_checks import LinkCheck
from calcviewer.core.plain_records import PlainReader
from calcviewer.core.plain_yaml import Unusual, read
from calcviewer.core.report import Report
from calcviewer.core.result import LibraryResult, LoadResult
from calcviewer.core.schema import DIAGRAM, FORMAT, LIBRARY, Record
from calcviewer.core.spans import Note, Places, Spans


class _NoProblem(Report):
    """Takes no problem, and knows no places: whoever reports something, or asks for a place, needs the careful way."""

    def note(self, note: Note) -> None:
        """Nothing is noted."""

    def add(self, *_: object) -> NoReturn:
        raise Unusual

    def guess(self, *_: object) -> NoReturn:
        raise Unusual

    def place(self, *_: object) -> NoReturn:
        raise Unusual

    def value_place(self, *_: object) -> NoReturn:
        raise Unusual


def read_diagram(text: str, diagram_id: str, languages: Sequence[str] = LANGUAGES) -> LoadResult:
    """The diagram that a text describes, in the quickest way that does for it."""
    found = glance(text, diagram_id, tuple(languages))
    if found is None:
        from calcviewer.core.loader import load_diagram  # brings YAML, which a file without problems can do without

        found = load_diagram(text, diagram_id, languages)
    return found


def read_library(text: str) -> LibraryResult:
    """The same for a `library.yaml`."""
    found = glance_at_library(text)
    if found is None:
        from calcviewer.core.loader import load_library

        found = load_library(text)
    return found


def glance(text: str, diagram_id: str, languages: tuple[str, ...]) -> LoadResult | None:
    """What `load_diagram` gives for the text, if that has no problem; None means only that this is not the way."""
    report = _NoProblem()
    try:
        reader = PlainReader(languages)
        diagram = built_diagram(_block(_values(text, report), DIAGRAM, reader), diagram_id, report)
        check_diagram(diagram, report)
        links = LinkCheck(text, {*diagram.node_by_id, *diagram.treatment_by_id}, None, report)
        links.check(reader.texts)
    except Unusual:
        return None

    def note(places: Places) -> None:
        from calcviewer.core.loader import load_diagram  # few ask for places

        places.update((path, (None, span)) for path, span in load_diagram(text, diagram_id, languages).spans.items())

    return LoadResult(diagram, (), Spans((note,)), tuple(links.found))


def glance_at_library(text: str) -> LibraryResult | None:
    """The same for `load_library`."""
    report = _NoProblem()
    try:
        values = _values(text, report)
        reader = PlainReader(_languages(values))
        file = library_file(_block(values, LIBRARY, reader), reader.languages, report)
        LinkCheck(text, (), file.glossary, report).check(reader.texts)
    except Unusual:
        return None

    def note(places: Places) -> None:
        from calcviewer.core.loader import load_library

        places.update((path, (None, span)) for path, span in load_library(text).spans.items())

    return LibraryResult(file, (), Spans((note,)))


def _values(text: str, report: Report) -> Any:
    screened(text, report)
    return read(text)


def _block(values: Any, record: Record, reader: PlainReader) -> Block:
    block = reader.block(values, record, "")
    if block.word("format") != FORMAT:
        raise Unusual
    return block


def _languages(values: Any) -> tuple[str, ...]:
    words = values.get("languages") if isinstance(values, dict) else None
    return languages_of(word for word in words if isinstance(word, str)) if isinstance(words, list) else LANGUAGES
