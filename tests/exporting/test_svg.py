"""SVG: valid for any text, the same look as the canvas, every element found by its id."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviewer import paths
from calcviewer.core.library import open_library
from calcviewer.core.model import Diagram, Group, Text
from calcviewer.exporting.svg import to_svg
from calcviewer.layout.engine import find_engine
from calcviewer.layout.marks import Mark, Marks
from calcviewer.layout.picture import Box, Frame, Picture
from calcviewer.layout.pipeline import Drawer
from calcviewer.layout.theme import THEMES
from calcviewer.layout.widths import TableMeasurer
from tests.conftest import Golden
from tests.layout.samples import diagram, text, treatment

GOLDEN = Path(__file__).parents[1] / "golden" / "svg"
DRAWER = Drawer(TableMeasurer(), find_engine)
SHIPPED = tuple(open_library(paths.shipped_library()).diagrams())
SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg.encode())  # the text is our own


def sheet(words: str) -> tuple[Picture, Diagram]:
    """A picture whose every text is `words`."""
    lines = (("en", (words,)),)
    picture = Picture(100, 50, (Box("a", "cell", 50, 25, 80, 40, lines),), frames=(Frame("g", 0, 0, 90, 50, lines),))
    return picture, diagram()._replace(title=text(words), summary=text(words))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_makes_a_valid_file(words: str) -> None:
    parsed(to_svg(*sheet(words), "en", THEMES["light"]))


@pytest.mark.parametrize(
    "words", ["]]>", "</text><script>", "&lt;", "a\x00b\x1b", "\ud800", "\ufffe", "نخر", "👩‍👩‍👧‍👦", "\"'"]
)
def test_tricky_words_stay_words(words: str) -> None:
    root = parsed(to_svg(*sheet(words), "en", THEMES["light"]))
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {"svg", "title", "desc", "rect", "g", "path", "text"}
    shown = "".join(c if c not in "\x00\x1b\ud800\ufffe" else "\ufffd" for c in words)
    assert shown in [e.text for e in root.iter(f"{SVG}text")]


MARKED = Marks(
    {"a": Mark.BLOCKED, "b": Mark.PREVENTED, "c": Mark.REDUCED, "a -> b": Mark.STOPPED, "b -> c": Mark.CUT},
)


def marked(marks: Marks) -> ET.Element:
    sample = diagram(("a -> b", "b -> c"), nodes=("a", "b", "c"))
    return parsed(to_svg(DRAWER.draw(sample), sample, "en", THEMES["light"], marks))


def test_marks_are_drawn_above_everything_and_never_by_colour_alone() -> None:
    root = marked(MARKED)
    classes = [e.get("class", "").split(" ")[0] for e in root if e.get("class")]
    assert classes[-6:] == ["mark"] * 6  # a ring, a stroke, and four signs
    assert classes.count("mark") == 6
    strengths = {e.get("data-id"): e.get("opacity") for e in root if e.get("data-id")}
    assert strengths == {"a": None, "b": "0.55", "c": "0.75", "a -> b": "0.55", "b -> c": "0.55"}
    page = THEMES["light"].page
    fills = {e.get("data-id"): e[1].get("fill") for e in root if (e.get("class") or "").startswith("box")}
    assert [step for step, fill in fills.items() if fill == page] == ["a", "b"]


def test_what_is_not_lit_is_exported_dimmed() -> None:
    root = marked(Marks(lit=frozenset({"a", "a -> b", "b"})))
    assert {e.get("data-id") for e in root if e.get("opacity") == "0.25"} == {"c", "b -> c"}
    assert not [e for e in root if e.get("class") == "mark"]


def test_every_element_is_there_once_under_its_id() -> None:
    sample = diagram(treatments=[treatment("drug", "b")], groups=[Group("g", text("G"), ("a",))])
    root = parsed(to_svg(DRAWER.draw(sample), sample, "en", THEMES["light"]))
    ids = [e.get("data-id") for e in root.iter() if e.get("data-id")]
    assert sorted(filter(None, ids)) == ["a", "a -> b", "b", "drug", "g"]
    assert [e.get("data-of") for e in root.iter() if e.get("data-of")] == ["drug"]  # the arrow of the treatment


def test_an_arrow_is_named_by_what_it_joins() -> None:
    sample = diagram(treatments=[treatment("drug", "a -> b")])
    root = parsed(to_svg(DRAWER.draw(sample), sample, "en", THEMES["light"]))
    names = [g.findtext(f"{SVG}title") for g in root.iter(f"{SVG}g") if "arrow" in g.get("class", "")]
    assert names == ["Step a → Step b", "drug → Step a → Step b"]


def test_the_file_says_what_it_shows_in_its_language() -> None:
    sample = diagram()._replace(title=Text((("en", "Clot"), ("id", "Bekuan"))))
    root = parsed(to_svg(DRAWER.draw(sample), sample, "id", THEMES["light"]))
    assert root.findtext(f"{SVG}title") == "Bekuan"
    assert root.get("lang") == "id"


@pytest.mark.parametrize("name", THEMES)
def test_the_page_has_the_colour_of_the_theme(name: str) -> None:
    root = parsed(to_svg(DRAWER.draw(diagram()), diagram(), "en", THEMES[name]))
    page = root.find(f"{SVG}rect")
    assert page is not None
    assert page.get("fill") == THEMES[name].page


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("sample", SHIPPED, ids=lambda d: d.id)
def test_the_shipped_diagrams_look_as_they_did(sample: Diagram, language: str, golden: Golden) -> None:
    svg = to_svg(DRAWER.draw(sample), sample, language, THEMES["light"])
    golden(GOLDEN / f"{sample.id}-{language}.svg", svg)


@pytest.mark.parametrize("sample", SHIPPED, ids=lambda d: d.id)
def test_another_language_moves_nothing(sample: Diagram) -> None:
    picture = DRAWER.draw(sample)
    shapes = [
        [e.get("d") for e in parsed(to_svg(picture, sample, language, THEMES["light"])).iter(f"{SVG}path")]
        for language in ("en", "id")
    ]
    assert shapes[0] == shapes[1]


def test_an_arrow_of_more_weight_is_thicker() -> None:
    thin, thick = diagram(), diagram()
    thick = thick._replace(edges=tuple(edge._replace(weight=2.5) for edge in thick.edges))
    drawn = [to_svg(DRAWER.draw(it), it, "en", THEMES["light"]) for it in (thin, thick)]
    assert ['stroke-width="4.5"' in svg for svg in drawn] == [False, True]
