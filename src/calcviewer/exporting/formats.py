"""The formats of an export, as one table for the menu and for the command line."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from calcviewer.core.library import Library
from calcviewer.core.model import LANGUAGES, Diagram
from calcviewer.core.part import basic_view
from calcviewer.core.problems import Problem
from calcviewer.i18n import N_
from calcviewer.layout.cache import LayoutCache
from calcviewer.layout.dot import dot_text, layout_request
from calcviewer.layout.engine import LayoutError, find_engine
from calcviewer.layout.marks import NO_MARKS, Marks
from calcviewer.layout.picture import Picture
from calcviewer.layout.pipeline import Drawer
from calcviewer.layout.theme import THEMES, Theme
from calcviewer.layout.widths import TableMeasurer
from calcviewer.saving.failure import WriteError, problem_of
from calcviewer.saving.write import write_whole

PNG_SCALE = 2.0


class Exporter(NamedTuple):
    """One format: `render(picture, diagram, language, theme, marks)` gives the bytes of the file."""

    name: str
    suffix: str
    label: str
    render: Callable[[Picture, Diagram, str, Theme, Marks], bytes]


def _svg(picture: Picture, diagram: Diagram, language: str, theme: Theme, marks: Marks) -> bytes:
    from calcviewer.exporting.svg import to_svg

    return to_svg(picture, diagram, language, theme, marks).encode()


def _png(picture: Picture, diagram: Diagram, language: str, theme: Theme, marks: Marks) -> bytes:
    from calcviewer.exporting.paint import to_png

    return to_png(picture, diagram, language, theme, PNG_SCALE, marks)


def _dot(_picture: Picture, diagram: Diagram, _language: str, _theme: Theme, _marks: Marks) -> bytes:
    return dot_text(layout_request(diagram, tuple(LANGUAGES), TableMeasurer())).encode()


EXPORTERS: Mapping[str, Exporter] = {
    row.name: row
    for row in (
        Exporter("svg", ".svg", N_("Drawing that scales (SVG)"), _svg),
        Exporter("png", ".png", N_("Picture (PNG)"), _png),
        Exporter("dot", ".gv", N_("Graph for Graphviz (DOT)"), _dot),
    )
}


def render(
    name: str, picture: Picture, diagram: Diagram, language: str, theme: Theme, marks: Marks = NO_MARKS
) -> bytes:
    """The file of one format, with marks if it can show them."""
    return EXPORTERS[name].render(picture, diagram, language, theme, marks)


def export_name(diagram_id: str, language: str, exporter: Exporter, is_basic: bool = False) -> str:
    """The name of a file: `id-language.suffix`, or `id-basic-language.suffix`."""
    return f"{diagram_id.strip('*')}{'-basic' if is_basic else ''}-{language}{exporter.suffix}"


class Sheet(NamedTuple):
    """A diagram that is drawn and can be written in each language and format: all share one layout."""

    diagram_id: str
    picture: Picture
    diagram: Diagram
    is_basic: bool


def drawn(
    library: Library,
    diagram_id: str,
    layouts: LayoutCache | None = None,
    *,
    is_basic: bool = False,
    is_simple: bool = False,
) -> Sheet:
    """Draws one diagram of a library, or its basic view, with the layout that was kept if there is one.

    Simply, it is drawn in plain rows without Graphviz. Raises WriteError.
    """
    if not library.has(diagram_id):
        raise WriteError(Problem("E302"))
    result = library.load(diagram_id)
    if result.diagram is None:
        raise WriteError(*result.problems, Problem("E302"))
    shown = basic_view(result.diagram) if is_basic else result.diagram
    try:
        picture = Drawer(TableMeasurer(), find_engine, layouts, is_simple=is_simple).draw(shown)
    except LayoutError as failure:
        raise WriteError(failure.problem) from failure
    return Sheet(diagram_id, picture, shown, shown is not result.diagram)


def write_sheet(sheet: Sheet, name: str, language: str, theme: str, folder: Path) -> Path:
    """Writes what is drawn into `folder`, in one format and one language. Raises WriteError."""
    exporter = EXPORTERS[name]
    path = folder / export_name(sheet.diagram_id, language, exporter, sheet.is_basic)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise WriteError(problem_of(failure, folder)) from failure
    write_whole(path, render(name, sheet.picture, sheet.diagram, language, THEMES[theme]), is_lasting=False)
    return path
