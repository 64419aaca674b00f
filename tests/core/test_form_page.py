"""What a form shows of a text at once, where it goes when things are added and removed, and what is added."""

import pytest

from calcviewer.core.form_additions import ADDITIONS, added, added_path, can_add
from calcviewer.core.form_contents import Entry
from calcviewer.core.form_page import Page, Wanted, ordered, page_of, section_of, wanted_of
from calcviewer.core.loader import load_diagram
from calcviewer.core.nameable import Nameable
from calcviewer.core.problems import ERROR
from calcviewer.core.text_edit import apply
from calcviewer.core.values import Path
from tests.core.small_form import BOTH, DIAGRAM, TEXT, said

NO_TOUR = TEXT[: TEXT.index("tour:")]


def page(wanted: Wanted, text: str = TEXT) -> Page:
    return page_of(text, wanted, Nameable(DIAGRAM), BOTH)


def shown(wanted: Wanted, text: str = TEXT) -> tuple[Path, str] | None:
    entry = page(wanted, text).entry
    return (entry.path, entry.element) if entry else None


@pytest.mark.parametrize(
    ("wanted", "found", "section"),
    [
        (Wanted(), ((), ""), ()),
        (Wanted(element="middle"), (("nodes", "middle"), "middle"), ("nodes",)),
        (Wanted(element="middle -> end"), (("edges", 0), "middle -> end"), ("edges",)),
        (Wanted(element="gone"), ((), ""), ()),
        (Wanted(("tour", 0)), (("tour", 0), ""), ("tour",)),
        (Wanted(("tour", 7)), (("tour", 0), ""), ("tour",)),
        (Wanted(("table",)), (("table",), ""), ("table",)),
        (Wanted(("table", "rows", 0)), (("table", "rows", 0), ""), ("table", "rows")),
        (Wanted(("gone", 0)), ((), ""), ()),
    ],
)
def test_what_is_wanted_is_shown_or_what_is_nearest(wanted: Wanted, found: tuple[Path, str], section: Path) -> None:
    assert shown(wanted) == found
    assert page(wanted).section == section


def test_an_empty_list_has_no_form_but_can_be_added_to() -> None:
    empty = page(Wanted(("tour", 0)), NO_TOUR)
    assert empty.entry is None
    assert empty.section == ("tour",)
    assert empty.can_add
    assert empty.opened(("tour",)) == Wanted(("tour", 0))


def test_a_text_that_cannot_be_understood_has_an_empty_page() -> None:
    for text in ("[", "", "- a"):
        found = page(Wanted(), text)
        assert found == Page({})
        assert found.opened(()) == Wanted()
        assert found.beside() == Wanted()


def test_a_page_says_what_is_not_translated() -> None:
    assert page(Wanted()).summary == "3 texts are not translated."


def test_opening_a_list_opens_its_first_entry() -> None:
    assert page(Wanted()).opened(("nodes",)) == Wanted(element="start")
    assert page(Wanted()).opened(("tour",)) == Wanted(("tour", 0))
    assert page(Wanted()).opened(()) == Wanted()


def test_what_is_left_when_an_entry_goes() -> None:
    two = TEXT.replace("quiz:", "  - {show: [end], text: Last}\nquiz:")
    assert page(Wanted(("tour", 0)), two).beside() == Wanted(("tour", 0))
    assert page(Wanted(("tour", 1)), two).beside() == Wanted(("tour", 0))
    assert page(Wanted(("groups", "wall"))).beside() == Wanted()
    assert page(Wanted()).beside() == Wanted()
    assert Page(said(), page(Wanted(("tour", 0))).state, ("gone",)).beside() == Wanted(("gone", 0))


def test_paths_of_lists_and_the_order_of_languages() -> None:
    assert section_of(()) == ()
    assert wanted_of(Entry(("tour", 1), "x")) == Wanted(("tour", 1))
    assert ordered(("en", "id", "fr"), "id") == ("id", "en", "fr")
    assert ordered(("en", "fr"), "id") == ("en", "fr")


@pytest.mark.parametrize("section", ADDITIONS)
@pytest.mark.parametrize("element", ["", "middle", "start -> middle", "cure"])
def test_what_is_added_can_be_read_and_stands_where_it_is_said(section: Path, element: str) -> None:
    assert can_add(said(), section)
    path = added_path(said(), section)
    found = added(TEXT, section, element, BOTH)
    assert found.refused is None
    text = apply(TEXT, found.edits)
    assert shown(Wanted(path), text) == (path, "")
    assert errors(text) == errors(TEXT)


def errors(text: str) -> list[str]:
    return [problem.code for problem in load_diagram(text, "x", BOTH).problems if problem.severity == ERROR]


def test_lists_that_are_not_there_are_made() -> None:
    bare = "format: 1\ntitle: T\nnodes:\n  a: {kind: trigger, label: A}\n"
    for section in (("tour",), ("quiz",), ("groups",), ("refs",)):
        assert can_add(said(bare), section)
        found = added(bare, section, "", ())
        assert found.refused is None or section != ("refs",)
    assert not can_add(said(bare), ("table", "rows"))
    assert not can_add(said(bare), ("nodes",))
    assert not can_add("words", ("tour",))
    assert not can_add({}, ("tour",))
    assert not can_add({}, ("groups",))
    assert added("[", ("tour",), "", BOTH).refused is not None


def test_new_ids_are_not_taken_twice() -> None:
    assert added_path(said(), ("refs",)) == ("refs", "R2")
    assert added_path(said(), ("groups",)) == ("groups", "group-1")
    assert added_path({}, ("refs",)) == ("refs", "R1")
    assert added_path({}, ("tour",)) == ("tour", 0)


def test_a_group_takes_a_step_that_is_in_none() -> None:
    one = apply(TEXT, added(TEXT, ("groups",), "start", BOTH).edits)  # start is in a group already
    assert said(one)["groups"]["group-1"]["nodes"] == ["middle"]  # type: ignore[index,call-overload]
    odd = {"nodes": {"a": {}}, "groups": {"g": "x", "h": {"nodes": "a"}}}
    assert can_add(odd, ("groups",))  # type: ignore[arg-type]
