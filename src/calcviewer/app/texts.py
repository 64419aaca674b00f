"""What the window says: lines and lists made from the model, in the languages of the moment. No widgets."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from calcviewer import __version__, paths
from calcviewer.app.actions import shortcuts
from calcviewer.app.session import Session, problems_of
from calcviewer.core.library import CONVERGENCE, LIBRARY_FILE, Library, Place, fact_places
from calcviewer.core.model import NO_TEXT, Diagram, Edge, Heading, Text
from calcviewer.core.part import has_basic_view
from calcviewer.core.problems import ERROR, Problem, visible
from calcviewer.core.schema import DRAWN_KINDS, EDGE_KINDS
from calcviewer.i18n import N_, _
from calcviewer.layout.picture import Picture
from calcviewer.layout.theme import Theme
from calcviewer.view.legend_icons import LEGEND_ICON, legend_icon
from calcviewer.view.library_panel import Found, Shelf
from calcviewer.view.outline import spoken
from calcviewer.view.story import FACT, Part, Prose, Surroundings, story

if TYPE_CHECKING:
    from calcviewer.core.search import Hit

KIND_NAMES = {
    **DRAWN_KINDS,
    "treatment": N_("Treatment"),
    **EDGE_KINDS,
    "treats": N_("Acts on"),
    "treatment-effect": N_("Treatment may lead to"),
}
SHORT = 60


def short(text: str) -> str:
    """A stranger's text, shortened and harmless on one line."""
    return visible(text, SHORT)


def shelves(session: Session, language: str) -> tuple[Shelf, ...]:
    """The library as the left panel shows it; on top, where its diagrams share anything, where they meet."""
    library = session.library
    merged = (CONVERGENCE,) if session.index.library is library and session.index.has_shared else ()
    headings = (*((Heading(NO_TEXT, merged),) if merged else ()), *library.headings())
    return tuple(
        Shelf(h.heading.get(language), tuple((d, library.title(d).get(language)) for d in h.diagrams)) for h in headings
    )


def found(session: Session, query: str, language: str) -> tuple[Found, ...] | None:
    """The results of a search as lines; None while the diagrams are being read."""
    hits = session.search(query)
    return None if hits is None else tuple(_found(session.library, hit, language) for hit in hits)


def _found(library: Library, hit: "Hit", language: str) -> Found:
    if not hit.diagram:  # a statement of the source text
        label = f"{_('The source text says')}: {hit.element}"
        return Found(f"{FACT}{hit.element}", label, hit.snippet or library.file.facts[hit.element].get(language))
    title = library.title(hit.diagram).get(language)
    context = f"{title} · {hit.snippet}" if hit.snippet else title
    label = hit.label.get(language)
    return Found(str(Place(hit.diagram, hit.element)), label, "" if context == label else context)


def story_of(session: Session) -> tuple[Part, ...]:
    """The details of what is selected."""
    diagram, library = session.diagram, session.library
    assert diagram is not None
    around = Surroundings(
        glossary=library.file.glossary,
        facts=library.file.facts,
        ref=lambda ref_id: library.ref(diagram, ref_id),
        title=library.title,
        place_label=partial(place_label, library),
        also_in={} if session.diagram_id == CONVERGENCE else session.index.also_in or {},
        shown=session.shown,
    )
    return story(diagram, session.element, around)


def why_one_view(diagram: Diagram | None) -> str:
    """Why there is nothing to choose between the source text and everything; '' if there is."""
    if diagram is None:
        return _("There is no drawing.")
    if has_basic_view(diagram):
        return ""
    if any(node.origin == "source" for node in diagram.nodes):
        return _("Everything in this diagram stands in the source text.")
    return _("Nothing in this diagram stands in the source text; all of it is an extension.")


def facts_of(session: Session) -> tuple[Part, ...]:
    """The source text, statement by statement, with what carries each in all diagrams."""
    library = session.library
    from calcviewer.view.source_text import source_text

    cards = ((name, library.card(name)) for name in library.paths)
    carriers = fact_places(cards) if library.file.facts else {}
    return source_text(library.file, carriers, library.title, partial(place_label, library))


def place_label(library: Library, place: Place) -> Text:
    """What a place is called; no text if it is nowhere."""
    if place.diagram not in library.paths:
        return Text()
    if not place.element:
        return library.title(place.diagram)
    diagram = library.load(place.diagram).diagram
    element = diagram.element(place.element) if diagram else None
    if diagram and isinstance(element, Edge):
        return diagram.arrow_label(element)
    return getattr(element, "label", Text())


def canvas_words(diagram: Diagram, element_id: str, language: str) -> str:
    """What a screen reader hears of the canvas."""
    element = diagram.element(element_id) if element_id else None
    if element is not None:
        return spoken(diagram, element, language)
    return f"{diagram.title.get(language)}. {diagram.summary.get(language)}"


def file_name(session: Session) -> str:
    """The name of the open file; '' where the diagram is none."""
    path = session.library.paths.get(session.diagram_id)
    return path.name if path else ""


def place_words(library: Library, place: Place, language: str) -> str:
    """A place of another diagram: its short title and, after a colon, what stands there."""
    diagram = library.load(place.diagram).diagram
    element = diagram.element(place.element) if diagram and place.element else None
    title = library.title(place.diagram).get(language).partition(":")[0]
    if diagram is None or element is None:
        return title
    label = diagram.arrow_label(element) if isinstance(element, Edge) else element.label
    return f"{title}: {label.get(language)}"


def legend(picture: Picture, theme: Theme) -> tuple[list[tuple[str, str, QIcon]], QSize]:
    """The kinds that the picture uses, in the order of the tables, each with its picture."""
    used = kinds_of(picture)
    entries = [(kind, _(name), legend_icon(kind, theme)) for kind, name in KIND_NAMES.items() if kind in used]
    return entries, LEGEND_ICON


def kinds_of(picture: Picture) -> frozenset[str]:
    """The kinds of steps and arrows that are drawn."""
    return frozenset({box.kind for box in picture.boxes} | {arrow.kind for arrow in picture.arrows})


def page(name: str, language: str) -> tuple[Part, ...]:
    """The help or the page about the program, from `resources/help`."""
    try:
        words = paths.resource("help", f"{name}.{language}.md").read_text("utf-8")
    except OSError:
        words = _("This page is missing. Install CalcViewer again.")
    from importlib.metadata import version  # 20 ms that only this page needs

    from calcviewer.editor.commands import editor_keys

    engine = version("graphviz-pure")
    filled = (
        words.replace("{shortcuts}", _listed(shortcuts()))
        .replace("{text_keys}", _listed(editor_keys()))
        .replace("{version}", __version__)
    )
    filled = filled.replace("{qt}", version("PySide6-Essentials")).replace("{graphviz}", engine)
    parts: tuple[Part, ...] = (Prose(Text((("", filled),))),)
    if name == "about":
        from calcviewer.app import licences

        parts += tuple(licences.links())
    return parts


def _listed(keys: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"- **{pressed}**: {what}" for what, pressed in keys)


def cannot_open(path: Path, failure: OSError) -> str:
    """Why a file or folder was not opened, in words."""
    reasons = {
        FileNotFoundError: _("it is not there (any more)"),
        PermissionError: _("you may not read it"),
        NotADirectoryError: _("it is not a folder"),
    }
    why = reasons.get(type(failure), failure.strerror or type(failure).__name__)
    return _("{path} cannot be opened: {why}.").format(path=visible(str(path)), why=why)


def problem_lines(session: Session) -> Iterator[tuple[str, str]]:
    """(severity, words) of each problem of the open file."""
    for problem in problems_of(session):
        yield problem.severity, problem_line(problem)


def problem_line(problem: Problem) -> str:
    """A problem with its place."""
    place = _("Line {line}, column {column}").format(line=problem.span.line, column=problem.span.column)
    return f"{place}: {problem.message} ({problem.code})"


def problem_summary(session: Session) -> str:
    """One sentence on the problems of the open file; '' without any error."""
    if session.library.is_outdated(session.diagram_id):
        return _("{name} cannot be read as it is now. The drawing shows what was read before.").format(
            name=file_name(session)
        )
    errors = sum(problem.severity == ERROR for problem in problems_of(session))
    if not errors:
        return ""
    return _("{name} has problems ({count}). Everything that could be read is shown.").format(
        name=file_name(session) or LIBRARY_FILE, count=errors
    )
