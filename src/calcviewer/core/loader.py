"""From the text of a file to the diagram, or the library, that it describes. Never raises, whatever the text is.

A problem stops only what it touches: what is handed on is consistent, and everything left out has its problem.
"""

from collections.abc import Mapping, Sequence

from calcviewer.core.block import Block
from calcviewer.core.build import diagram as built_diagram
from calcviewer.core.build_library import LANGUAGES, languages_of, library_file
from calcviewer.core.checks import check_diagram
from calcviewer.core.link_checks import LinkCheck
from calcviewer.core.problems import Fix, Problem, Span
from calcviewer.core.records import RecordReader
from calcviewer.core.report import Report
from calcviewer.core.result import LibraryResult, LoadResult
from calcviewer.core.schema import DIAGRAM, FORMAT, LIBRARY, Record
from calcviewer.core.source import compose
from calcviewer.core.spans import of_file
from calcviewer.core.tree import Mapping as MappingNode
from calcviewer.core.tree import Node, Scalar
from calcviewer.core.tree import Sequence as SequenceNode

TEMPLATE = """\
format: 1
title: {en: "New diagram", id: "Diagram baru"}

nodes:
  cause:
    kind: trigger
    label: {en: "Cause", id: "Penyebab"}
  effect:
    kind: finding
    label: {en: "Effect", id: "Akibat"}

edges:
  - cause -> effect
"""
"""A small diagram to start from."""


def load_diagram(text: str, diagram_id: str, languages: Sequence[str] = LANGUAGES) -> LoadResult:
    """The diagram that a text describes; `languages` are those that every text should have, the fallback first."""
    root, report = _root(text)
    reader = RecordReader(report, languages, _fixes(root, text))
    block = _block(root, DIAGRAM, reader)
    if block is None:
        return LoadResult(None, report.problems)
    diagram = built_diagram(block, diagram_id, report)
    check_diagram(diagram, report)
    elements = (*diagram.node_by_id, *diagram.treatment_by_id)
    links = LinkCheck(text, dict.fromkeys(elements), None, report)
    links.check(reader.texts)
    return LoadResult(diagram, report.problems, report.spans, tuple(links.found))


def load_library(text: str) -> LibraryResult:
    """What a `library.yaml` says."""
    root, report = _root(text)
    languages = _languages(root)
    reader = RecordReader(report, languages, _fixes(root, text))
    block = _block(root, LIBRARY, reader)
    if block is None:
        return LibraryResult(None, report.problems)
    file = library_file(block, languages, report)
    LinkCheck(text, (), file.glossary, report).check(reader.texts)
    return LibraryResult(file, report.problems, report.spans)


def _root(text: str) -> tuple[Node | None, Report]:
    root, problems = compose(text)
    if root is None and not problems:
        problems = (Problem("E021", fix=Fix(Span(), TEMPLATE)),)
    return root, Report(problems)


def _fixes(root: Node | None, text: str) -> Mapping[str, Fix]:
    """How to put in the format where it is missing: as the first line."""
    if not isinstance(root, MappingNode) or not root.entries or text.lstrip().startswith("{"):
        return {}
    first = root.entries[0][0].span
    here = Span(first.line, first.column, first.line, first.column)
    return {"format": Fix(here, f"format: {FORMAT}\n{' ' * (first.column - 1)}")}


def _block(root: Node | None, record: Record, reader: RecordReader) -> Block | None:
    if root is None:
        return None
    if not isinstance(root, MappingNode):
        reader.report.add(Problem("E020", root.span))
        return None
    reader.report.note(of_file(root, record))
    block = reader.block(root, record, "")
    if block and (version := block.word("format")) not in ("", FORMAT):
        reader.report.problem("E023", "format", value=version)
    return block


def _languages(root: Node | None) -> tuple[str, ...]:
    entries = root.entries if isinstance(root, MappingNode) else ()
    items = next((v.items for k, v in entries if k.value == "languages" and isinstance(v, SequenceNode)), ())
    return languages_of(item.value for item in items if isinstance(item, Scalar))
