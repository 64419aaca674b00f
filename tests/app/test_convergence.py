"""Where the pathways meet: all diagrams merged, and the ways from there into each of them."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from calcviewer.core import convergence
from calcviewer.core.convergence import Convergence
from tests.app.small import CLOT
from tests.app.test_exports import Answer, answer
from tests.app.test_outline import all_rows
from tests.app.visitor import Open, Visitor

Key = Qt.Key
MERGED = "*convergence*"
TITLE = "Where the pathways meet"
OTHER = CLOT.replace("A clot", "A scar").replace('Bekuan"', 'Parut"').replace("walking", "resting")
__all__ = ["answer"]


@pytest.fixture
def meeting(shipped: Visitor) -> Visitor:
    """The shipped library, opened where its pathways meet."""
    shipped.do("convergence")
    shipped.wait_for_drawing(MERGED)
    return shipped


@pytest.fixture
def two(start: Open, library: Callable[..., Path]) -> Visitor:
    """A library of two diagrams that tell nearly the same story."""
    visitor = start(library(clot=CLOT, scar=OTHER))
    visitor.wait_for_drawing("clot")
    return visitor


def rows_of_menu(visitor: Visitor) -> list[QAction]:
    return [action for action in visitor.menu().actions() if not action.isSeparator()]


def test_the_menu_draws_every_diagram_as_an_entry(meeting: Visitor) -> None:
    boxes = meeting.picture.box_by_id
    assert {f"*{name}" for name in meeting.session.library.paths} <= set(boxes)
    assert boxes["*infection"].kind == "entry"
    assert "necrosis" in boxes
    assert meeting.window.title.text() == TITLE
    assert meeting.text.startswith(f"{TITLE} Each diagram of this library enters")
    assert "not yet reviewed" not in meeting.text
    assert "no medical advice" in meeting.text
    legend = meeting.legend
    assert "Diagram" in [legend.item(row).text() for row in range(legend.count())]


def test_it_stands_on_top_of_the_library(shipped: Visitor) -> None:
    assert shipped.shelf[0] == TITLE
    shipped.choose_diagram(TITLE)
    shipped.wait_for_drawing(MERGED)
    current = shipped.library_panel.shelf.currentItem()
    assert current is not None
    assert current.text() == TITLE


def test_a_shared_step_lists_the_diagrams_and_a_link_opens_one_there(meeting: Visitor) -> None:
    meeting.click("necrosis")
    assert meeting.place == f"{MERGED}#necrosis"
    assert meeting.text.startswith("Tissue change From the source text Necrosis In these diagrams:")
    assert "Also in" not in meeting.text
    meeting.follow("Infection pathway: Caseous necrosis")
    meeting.wait_for_drawing("infection")
    assert meeting.place == "infection#caseous-necrosis"
    meeting.do("back")
    meeting.wait_for_drawing(MERGED)
    assert meeting.place == f"{MERGED}#necrosis"


def test_an_arrow_names_the_diagrams_that_tell_it_and_leads_to_their_own_arrow(meeting: Visitor) -> None:
    meeting.session.select("calcium-salt-deposition -> dystrophic-calcification")
    assert "Infection pathway · " in meeting.text
    meeting.follow("Venous pathway")
    meeting.wait_for_drawing("venous-phlebolith")
    assert meeting.place == "venous-phlebolith#calcium-salt-deposition -> phlebolith"


def test_an_entry_tells_what_its_diagram_is_about_and_opens_it(meeting: Visitor) -> None:
    meeting.click("*trauma")
    assert meeting.text.startswith("Diagram Trauma pathway Open this diagram: Trauma pathway: haematoma")
    assert "Leads to" in meeting.text
    meeting.follow("Open this diagram")
    meeting.wait_for_drawing("trauma")


def test_a_link_between_its_own_steps_stays_there(meeting: Visitor) -> None:
    meeting.click("necrosis")
    meeting.follow("Trauma pathway")
    assert meeting.place == f"{MERGED}#*trauma"


def test_a_double_click_on_an_entry_opens_its_diagram(meeting: Visitor) -> None:
    meeting.double_click_at(meeting.point_of("*autoimmune"))
    meeting.wait_for_drawing("autoimmune")
    assert meeting.place == "autoimmune#"


def test_a_double_click_in_an_ordinary_diagram_opens_nothing(shipped: Visitor) -> None:
    shipped.double_click_at(shipped.point_of("macrophage"))
    assert shipped.place == "overview#macrophage"


def test_by_keyboard_into_a_diagram_and_back(meeting: Visitor) -> None:
    assert meeting.has_focus(meeting.canvas)
    meeting.key(Key.Key_Down)
    assert meeting.session.element.startswith("*")
    entry = meeting.session.element
    meeting.key(Key.Key_Down)
    assert meeting.session.diagram is not None
    assert meeting.session.element in {edge.target for edge in meeting.session.diagram.outgoing(entry)}
    meeting.session.select("dystrophic-calcification")
    meeting.key(Key.Key_Return)
    rows = rows_of_menu(meeting)
    assert len(rows) == 10
    assert rows[0].text() == "Dystrophic calcification at a glance: Dystrophic calcification"
    assert meeting.menu().activeAction() is rows[0]
    rows[-1].trigger()
    meeting.menu().close()
    meeting.wait_for_drawing("compare-types")
    assert meeting.place == "compare-types#dystrophic"
    meeting.do("back")
    meeting.wait_for_drawing(MERGED)
    assert meeting.place == f"{MERGED}#dystrophic-calcification"


def test_enter_on_an_entry_opens_its_diagram_and_elsewhere_reads_the_details(meeting: Visitor) -> None:
    meeting.key(Key.Key_Return)
    assert meeting.has_focus(meeting.details)
    meeting.do("go-canvas")
    meeting.key(Key.Key_Down)
    entry = meeting.session.element
    meeting.key(Key.Key_Return)
    meeting.wait_for_drawing(entry.removeprefix("*"))


def test_an_arrow_of_several_diagrams_asks_which(meeting: Visitor) -> None:
    meeting.session.select("necrosis -> macrophage")
    meeting.key(Key.Key_Return)
    rows = [action.text() for action in rows_of_menu(meeting)]
    assert "Tumour pathway: Tumour necrosis → Tumour-associated macrophages" in rows
    meeting.menu().close()


def test_escape_lets_go_and_then_returns_to_where_one_was(shipped: Visitor) -> None:
    shipped.click("macrophage")
    shipped.do("convergence")
    shipped.wait_for_drawing(MERGED)
    shipped.click("necrosis")
    shipped.key(Key.Key_Escape)
    assert shipped.place == f"{MERGED}#"
    shipped.key(Key.Key_Escape)
    shipped.wait_for_drawing("overview")
    assert shipped.place == "overview#macrophage"


def test_the_right_button_offers_the_diagrams_too(meeting: Visitor) -> None:
    meeting.click_at(meeting.point_of("inflammation"), Qt.MouseButton.RightButton)
    words = [action.text() for action in meeting.menu().actions()]
    assert "Show the details" in words
    assert "Trauma pathway: Inflammation" in words
    meeting.menu().close()


def test_it_speaks_both_languages_and_tells_a_screen_reader_the_same(meeting: Visitor) -> None:
    said = Qt.ItemDataRole.AccessibleTextRole
    meeting.do("go-outline")
    rows = {item.text(0): item.data(0, said) for item in all_rows(meeting)}
    assert rows["Infection pathway"] == "Diagram: Infection pathway. 0 causes, 1 effect."
    meeting.click("necrosis")
    assert meeting.canvas.accessibleDescription().startswith("Tissue change: Necrosis.")
    meeting.do("content-id")
    assert meeting.window.title.text() == "Titik temu jalur-jalur"
    assert meeting.shelf[0] == "Titik temu jalur-jalur"
    assert "Jalur infeksi: Nekrosis kaseosa" in meeting.text
    assert "Dalam diagram berikut:" in meeting.text
    meeting.do("content-both")
    assert "Infection pathway: Caseous necrosis" in meeting.text
    assert "Jalur infeksi: Nekrosis kaseosa" in meeting.text


def test_the_keys_to_the_next_and_the_first_diagram_lead_out(meeting: Visitor) -> None:
    meeting.do("next-diagram")
    meeting.wait_for_drawing("overview")
    meeting.do("back")
    meeting.do("home")
    meeting.wait_for_drawing("overview")


def test_asked_for_twice_it_stays(meeting: Visitor) -> None:
    meeting.click("necrosis")
    meeting.do("convergence")
    assert meeting.place == f"{MERGED}#necrosis"


def test_its_drawing_can_be_exported(meeting: Visitor, answer: Answer, tmp_path: Path) -> None:
    answer(tmp_path / "meet.svg")
    meeting.do("export-svg")
    assert "Infection pathway" in (tmp_path / "meet.svg").read_text("utf-8")


def test_diagrams_that_share_nothing_meet_nowhere(start: Open, library: Callable[..., Path]) -> None:
    alone = CLOT.replace("stasis", "rush").replace("clot", "lump").replace("stone", "end")
    alone = alone.replace("walking", "resting")
    visitor = start(library(one=CLOT, two=alone))
    visitor.wait_for_drawing("one")
    assert TITLE not in visitor.shelf
    visitor.do("convergence")
    visitor.wait(lambda: visitor.bar.startswith("The diagrams of this library share no step"))
    assert visitor.place == "one#"


class Slowly:
    """Merging says that it began, and ends when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.began, self.may_end = threading.Event(), threading.Event()
        self._converge = convergence.converge
        monkeypatch.setattr(convergence, "converge", self.converge)

    def converge(self, *arguments: Any) -> Convergence:
        self.began.set()
        self.may_end.wait(20)
        return self._converge(*arguments)


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> Slowly:
    return Slowly(monkeypatch)


def test_what_takes_long_is_said_and_can_be_stopped(two: Visitor, slowly: Slowly) -> None:
    two.do("convergence")
    two.wait(lambda: two.bar == "The diagrams are being read …")
    two.press_button()
    assert two.bar == ""
    slowly.may_end.set()
    two.do("convergence")
    two.wait_for_drawing(MERGED)
    assert two.bar == ""


def test_another_diagram_opened_meanwhile_stays(two: Visitor, slowly: Slowly) -> None:
    two.do("convergence")
    two.wait(slowly.began.is_set)
    two.do("next-diagram")
    slowly.may_end.set()
    two.wait(lambda: two.session.library.is_merged)
    two.settle()
    assert two.place == "scar#"


def test_a_change_of_one_diagram_is_a_change_of_all(two: Visitor) -> None:
    two.do("convergence")
    two.wait_for_drawing(MERGED)
    two.click("stone")
    assert "A scar: Stone" in two.text
    two.session.library.paths["scar"].write_text(OTHER.replace('en: "Stone"', 'en: "Pebble"'))
    two.do("reload")
    two.wait_for_drawing(MERGED)
    two.wait(lambda: "A scar: Pebble" in two.text)
    assert two.place == f"{MERGED}#stone"


def test_when_nothing_is_shared_any_more_the_window_says_so(two: Visitor) -> None:
    two.do("convergence")
    two.wait_for_drawing(MERGED)
    two.session.library.paths["scar"].write_text("format: 1\n: [")
    two.do("reload")
    two.wait(two.empty.isVisible)
    assert two.empty.title.text() == "There is no diagram here"
    two.do("home")
    two.wait_for_drawing("clot")


def test_errors_of_the_library_file_are_told_there_too(two: Visitor) -> None:
    (two.session.library.folder / "library.yaml").write_text("format: 1\ntitle: [")
    two.window.open_path(two.session.library.folder)
    two.wait_for_drawing("clot")
    two.do("convergence")
    two.wait_for_drawing(MERGED)
    assert two.bar.startswith("library.yaml has problems")


def test_the_next_start_opens_it_again(start: Open) -> None:
    visitor = start(None)
    visitor.wait_for_drawing()
    visitor.do("convergence")
    visitor.wait_for_drawing(MERGED)
    visitor.click("scar")
    visitor.close()
    again = start(None)
    again.wait_for_drawing(MERGED)
    assert again.place == f"{MERGED}#scar"
    assert again.shelf[0] == TITLE
