"""What is asked in What-if: put on, taken back, compared, and cut down to what a diagram has."""

import pytest

from calcviewer.activities.what_if.question import Question
from calcviewer.core.what_if import Setting
from tests.layout.samples import diagram, treatment

SAMPLE = diagram(("a -> b", "b -> c"), nodes=("a", "b", "c"), treatments=[treatment("drug", "b")])


@pytest.mark.parametrize(
    ("element", "setting"),
    [
        ("drug", Setting(treatments=("drug",))),
        ("b", Setting(blocked=("b",))),
        ("a -> b", Setting(cut=("a -> b",))),
        ("nobody", Setting()),
    ],
)
def test_every_element_has_its_place_and_comes_off_again(element: str, setting: Setting) -> None:
    asked = Question().toggled(SAMPLE, element)
    assert asked.setting == setting
    assert asked.toggled(SAMPLE, element).setting == Setting()


def test_several_keep_their_order() -> None:
    asked = Question()
    for element in ("c", "a", "b"):
        asked = asked.toggled(SAMPLE, element)
    assert asked.setting.blocked == ("c", "a", "b")
    assert asked.toggled(SAMPLE, "a").setting.blocked == ("c", "b")


def test_b_begins_as_a_and_only_the_shown_one_changes() -> None:
    asked = Question().toggled(SAMPLE, "a").compared()
    assert asked.is_comparing
    changed = asked.toggled(SAMPLE, "b")
    assert [s.blocked for s in changed.settings] == [("a",), ("a", "b")]
    first = changed.showing(0).toggled(SAMPLE, "a")
    assert [s.blocked for s in first.settings] == [(), ("a", "b")]


def test_what_is_shown_stays_when_the_comparison_ends() -> None:
    asked = Question().toggled(SAMPLE, "a").compared().toggled(SAMPLE, "a")
    assert asked.showing(0).alone() == Question((Setting(blocked=("a",)),))
    assert asked.showing(1).alone() == Question()


def test_there_is_no_b_to_show_without_one() -> None:
    assert Question().showing(1) == Question()


def test_taking_back_empties_the_shown_one() -> None:
    asked = Question().toggled(SAMPLE, "a").compared().emptied()
    assert asked.settings == (Setting(blocked=("a",)), Setting())


def test_a_diagram_that_lost_something_is_not_asked_about_it() -> None:
    asked = Question((Setting(("drug", "gone"), ("a", "gone"), ("a -> b", "a -> gone")),))
    assert asked.within(SAMPLE).setting == Setting(("drug",), ("a",), ("a -> b",))
