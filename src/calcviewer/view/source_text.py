"""What the page of the source text says, as plain values: every statement with the places that carry it. No Qt."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from calcviewer.core.library import Place
from calcviewer.core.model import LibraryFile, Text
from calcviewer.i18n import _
from calcviewer.view.story import Part, Prose, Section, Statement, Title

Carriers = Mapping[str, tuple[Place, ...]]


def source_text(
    file: LibraryFile, carriers: Carriers, title: Callable[[str], Text], place_label: Callable[[Place], Text]
) -> tuple[Part, ...]:
    """The page of a library; nothing for one that lists no facts."""
    if not file.facts:
        return ()
    places = {fact: tuple(_by_diagram(carriers.get(fact, ()), title, place_label)) for fact in file.facts}
    return (
        Title(Text((("", _("The source text, statement by statement")),))),
        *((Prose(file.source, is_quiet=True),) if file.source else ()),
        Section(_("Each statement, with the steps, arrows and treatments that carry it")),
        *(Statement(fact, text, places[fact]) for fact, text in file.facts.items()),
    )


def _by_diagram(
    places: Iterable[Place], title: Callable[[str], Text], place_label: Callable[[Place], Text]
) -> Iterator[tuple[Text, tuple[tuple[Text, str], ...]]]:
    found: dict[str, list[tuple[Text, str]]] = {}
    for place in places:
        found.setdefault(place.diagram, []).append((place_label(place), str(place)))
    return ((title(diagram), tuple(links)) for diagram, links in found.items())
