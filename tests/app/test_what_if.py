"""What-if: treatments given, steps blocked, arrows cut; the answer on the drawing, in words, and A against B."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from calcviewer.activities.what_if.panel import WhatIfPanel
from calcviewer.core.in_words import NOTICE
from calcviewer.core.library import Place
from calcviewer.core.model import Diagram
from calcviewer.core.what_if import Setting, what_if
from calcviewer.layout.marks import STRENGTH, Level
from tests.app.small import CLOT
from tests.app.visitor import LEFT, RIGHT, Open, Visitor

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CORE = "core-mechanism"


class Asker:
    """A visitor who asks what would happen if."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.panel: WhatIfPanel = visitor.window.around.asking.panel

    @property
    def diagram(self) -> Diagram:
        assert self.visitor.session.diagram is not None
        return self.visitor.session.diagram

    @property
    def said(self) -> str:
        """What the answer says, on one line."""
        document = self.panel.answer.document()
        return " ".join(document.toRawText().replace("\u2029", " ").replace("\u2002", " ").split())

    @property
    def summary(self) -> str:
        return self.panel.summary.text()

    @property
    def chips(self) -> list[str]:
        return [chip.accessibleName() for chip in self.panel.chips.values() if chip.isVisible()]

    @property
    def ticked(self) -> list[str]:
        return [box.accessibleName().split(". ")[0] for box in self.panel.treatments.boxes.values() if box.isChecked()]

    def tick(self, label: str) -> None:
        """Clicks the little square before a treatment."""
        box = next(b for b in self.panel.treatments.boxes.values() if b.accessibleName().startswith(label))
        box.setFocus()
        self.visitor.key(Key.Key_Space)


@pytest.fixture
def asker(shipped: Visitor) -> Asker:
    """In the mode What-if, at the core mechanism, all of it in view."""
    shipped.session.go(Place(CORE))
    shipped.wait_for_drawing(CORE)
    shipped.session.select("necrosis")  # the hint of a first start goes
    shipped.session.select("")
    shipped.key(Key.Key_F9)
    shipped.do("zoom-fit")
    return Asker(shipped)


def seen(visitor: Visitor) -> QImage:
    """All of the drawing, with nothing selected."""
    visitor.session.select("")
    visitor.do("zoom-fit")
    visitor.settle()
    return visitor.canvas.grab().toImage()


def test_the_mode_brings_its_panel_and_moves_nothing(shipped: Visitor) -> None:
    shipped.settle()
    picture = shipped.picture
    assert shipped.tabs == []
    shipped.do("what-if")
    assert shipped.tabs == ["Details", "What-if"]
    assert shipped.picture is picture
    assert shipped.is_checked("what-if")
    panel = Asker(shipped).panel
    assert panel.isVisible()
    assert panel.notice.text() == NOTICE
    assert "Tick a treatment" in panel.summary.text()
    shipped.choose_mode("explore")
    assert shipped.tabs == []
    assert not shipped.is_checked("what-if")


def test_a_click_blocks_a_step_and_a_second_click_lifts_it(asker: Asker) -> None:
    before = seen(asker.visitor)
    asker.visitor.click("necrosis")
    outcome = what_if(asker.diagram, Setting(blocked=("necrosis",)))
    assert asker.chips == ["Lift: Necrotic tissue"]
    assert asker.summary == "Blocked: Necrotic tissue."
    assert f"Prevented: {sum(outcome.state(n.id) == 'prevented' for n in asker.diagram.nodes)}" in asker.said
    assert seen(asker.visitor) != before
    asker.visitor.click("necrosis")
    assert asker.chips == []
    assert seen(asker.visitor) == before


def test_the_drawing_shows_how_each_step_fares(asker: Asker) -> None:
    asker.visitor.click("necrosis")
    outcome = what_if(asker.diagram, Setting(blocked=("necrosis",)))
    level = {"prevented": Level.FADED, "reduced": Level.LIGHTER}
    expected = {n.id: STRENGTH[level.get(outcome.state(n.id), Level.PLAIN)] for n in asker.diagram.nodes}
    found = {n.id: asker.visitor.strength_of(n.id) for n in asker.diagram.nodes}
    assert found == pytest.approx(expected, abs=0.011)


def test_an_arrow_is_cut_by_a_click(asker: Asker) -> None:
    asker.visitor.click("severe-injury -> membrane-damage")
    assert asker.chips == ["Lift: Severe tissue injury → Membrane damage and calcium influx"]
    assert asker.summary.startswith("Cut: Severe tissue injury")
    assert "the arrow “Severe tissue injury → Membrane damage and calcium influx” is cut" in asker.said


def test_a_treatment_is_ticked_or_clicked_in_the_drawing(asker: Asker) -> None:
    asker.tick("Surgical removal")
    assert asker.ticked == ["Surgical removal"]
    assert asker.summary == "With: Surgical removal."
    assert "Treatments that are on" in asker.said
    assert asker.said.endswith("a silent deposit is usually left alone.\ufdd1")
    asker.visitor.click("excision")
    assert asker.ticked == []
    asker.visitor.click("bisphosphonate")
    assert asker.ticked == ["Bisphosphonate / pyrophosphate analogue"]


def test_every_treatment_shows_effect_and_evidence(asker: Asker) -> None:
    boxes = asker.panel.treatments.boxes
    assert list(boxes) == [treatment.id for treatment in asker.diagram.treatments]
    assert boxes["excision"].accessibleName() == "Surgical removal. Removes · Case series or expert opinion"
    assert boxes["excision"].accessibleDescription().startswith("Caution: ")
    shown = [label.text() for label in asker.panel.treatments.findChildren(QLabel)]
    assert "Surgical removal\nRemoves · Case series or expert opinion" in shown


def test_a_click_on_the_words_of_a_treatment_ticks_it(asker: Asker) -> None:
    label = next(w for w in asker.panel.treatments.findChildren(QLabel) if w.text().startswith("Surgical removal"))
    QTest.mouseClick(label, LEFT)
    assert asker.ticked == ["Surgical removal"]


def test_several_at_once(asker: Asker) -> None:
    asker.visitor.click("macrophage")
    asker.visitor.click("residual-debris -> matrix-vesicles")
    asker.tick("Bisphosphonate")
    setting = Setting(("bisphosphonate",), ("macrophage",), ("residual-debris -> matrix-vesicles",))
    outcome = what_if(asker.diagram, setting)
    assert f"Prevented: {sum(outcome.state(n.id) == 'prevented' for n in asker.diagram.nodes)}" in asker.said
    asker.visitor.press(asker.panel.chips["macrophage"])
    assert asker.chips == ["Lift: Undigested membrane and lipid remnants → Matrix vesicles with phosphatidylserine"]


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_by_keyboard(asker: Asker, key: Qt.Key) -> None:
    asker.visitor.session.select("necrosis")
    asker.visitor.key(Key.Key_F6)
    asker.visitor.key(key)
    assert asker.chips == ["Lift: Necrotic tissue"]
    asker.visitor.key(Key.Key_Down)
    assert asker.chips == ["Lift: Necrotic tissue"]
    asker.visitor.key(Key.Key_Up)
    asker.visitor.key(key)
    assert asker.chips == []


def test_what_the_keyboard_ticks_keeps_its_place(asker: Asker) -> None:
    asker.tick("Bisphosphonate")
    assert asker.visitor.has_focus(asker.panel.treatments.boxes["bisphosphonate"])
    assert asker.ticked == ["Bisphosphonate / pyrophosphate analogue"]
    asker.visitor.key(Key.Key_Space)
    assert asker.ticked == []


def test_exploring_a_click_blocks_nothing_but_the_menu_asks(shipped: Visitor) -> None:
    shipped.session.go(Place(CORE))
    shipped.wait_for_drawing(CORE)
    shipped.click("necrosis")
    assert shipped.tabs == []
    shipped.click_at(shipped.point_of("necrosis"), RIGHT)
    menu = shipped.menu()
    words = [action.text() for action in menu.actions()]
    menu.setActiveAction(menu.actions()[words.index("Block this, or lift the block")])
    QTest.keyClick(menu, Key.Key_Return)
    assert shipped.tabs == ["Details", "What-if"]
    assert Asker(shipped).chips == ["Lift: Necrotic tissue"]


def test_each_answer_is_a_link_to_its_step(asker: Asker) -> None:
    asker.visitor.click("necrosis")
    answer = asker.panel.answer
    assert "because “Necrotic tissue” is blocked" in asker.said
    answer.link_activated.emit("#macrophage")
    assert asker.visitor.place == f"{CORE}#macrophage"
    assert asker.chips == ["Lift: Necrotic tissue"]


def test_a_screen_reader_hears_the_answer_and_why(asker: Asker) -> None:
    asker.visitor.click("necrosis")
    asker.visitor.session.select("macrophage")
    heard = asker.visitor.canvas.accessibleDescription()
    assert "Blocked: Necrotic tissue." in heard
    assert "prevented" in heard
    assert "“Macrophage” is prevented, because “Necrotic tissue” is blocked." in heard


def test_a_against_b(asker: Asker) -> None:
    panel = asker.panel
    asker.visitor.click("necrosis")
    asker.visitor.press(panel.keep)
    asker.visitor.click("necrosis")
    asker.tick("Bisphosphonate")
    assert "A against B" in asker.said
    assert "“Macrophage”: prevented with A, unaffected with B." in asker.said
    shown_b = seen(asker.visitor)
    asker.visitor.press(panel.slots[0])
    assert asker.chips == ["Lift: Necrotic tissue"]
    assert asker.ticked == []
    assert seen(asker.visitor) != shown_b
    asker.visitor.press(panel.slots[1])
    assert seen(asker.visitor) == shown_b
    asker.visitor.press(panel.alone)
    assert "A against B" not in asker.said
    assert asker.ticked == ["Bisphosphonate / pyrophosphate analogue"]


def test_two_settings_that_come_to_the_same(asker: Asker) -> None:
    asker.visitor.click("necrosis")
    asker.visitor.press(asker.panel.keep)
    assert "A against B: 0 Every step fares the same" in asker.said


def test_reset_takes_everything_back(asker: Asker) -> None:
    before = seen(asker.visitor)
    asker.visitor.click("necrosis")
    asker.tick("Surgical removal")
    asker.visitor.press(asker.panel.reset)
    assert (asker.chips, asker.ticked) == ([], [])
    assert not asker.panel.reset.isVisible()
    assert seen(asker.visitor) == before


def test_leaving_takes_the_marks_away_and_coming_back_brings_them(asker: Asker) -> None:
    asker.visitor.click("necrosis")
    asker.visitor.choose_mode("explore")
    assert asker.visitor.strength_of("macrophage") == 1.0
    asker.visitor.choose_mode("what-if")
    assert asker.visitor.strength_of("macrophage") < 1.0
    assert asker.chips == ["Lift: Necrotic tissue"]


def test_each_diagram_has_its_own_question(asker: Asker) -> None:
    asker.visitor.click("necrosis")
    asker.visitor.do("next-diagram")
    asker.visitor.wait_for_drawing("infection")
    assert asker.chips == []
    asker.visitor.do("previous-diagram")
    asker.visitor.wait_for_drawing(CORE)
    assert asker.chips == ["Lift: Necrotic tissue"]
    assert asker.visitor.strength_of("macrophage") < 1.0


def test_a_step_that_the_file_loses_is_asked_no_more(start: Open, library: Callable[..., Path]) -> None:
    folder = library(clot=CLOT)
    visitor = start(folder / "clot.yaml")
    visitor.wait_for_drawing("clot")
    visitor.do("what-if")
    asker = Asker(visitor)
    visitor.click("stasis")
    visitor.click("clot -> stone")
    assert len(asker.chips) == 2
    shorter = CLOT.replace("{from: clot, to: stone, kind: may-lead-to", "{from: stasis, to: stone, kind: causes")
    (folder / "clot.yaml").write_text(shorter, encoding="utf-8")
    visitor.do("reload")
    visitor.wait_for_drawing("clot")
    assert asker.chips == ["Lift: Slow blood"]


def test_a_broken_file_has_nothing_to_ask(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=CLOT, torn="title: ["))
    visitor.wait_for_drawing("clot")
    visitor.do("what-if")
    visitor.session.go(Place("torn"))
    assert Asker(visitor).summary == "There is no diagram to ask."


def test_both_languages(asker: Asker) -> None:
    asker.visitor.click("necrosis")
    asker.visitor.do("content-id")
    assert asker.chips == ["Lift: Jaringan nekrotik"]
    asker.visitor.do("interface-id")
    assert asker.chips == ["Lepaskan: Jaringan nekrotik"]
    assert asker.visitor.tabs == ["Rincian", "Andai"]
    assert "Tercegah: " in asker.said
    assert asker.panel.notice.text() != NOTICE


def test_in_another_theme_the_same_is_marked(asker: Asker) -> None:
    asker.visitor.click("necrosis")
    light = seen(asker.visitor)
    asker.visitor.do("theme-dark")
    assert asker.visitor.strength_of("macrophage") == pytest.approx(STRENGTH[Level.FADED], abs=0.011)
    asker.visitor.do("theme-light")
    assert seen(asker.visitor) == light


def test_a_traced_step_in_what_if_keeps_both(asker: Asker) -> None:
    asker.visitor.click("necrosis")
    asker.visitor.do("trace-effects")
    assert asker.visitor.strength_of("severe-injury") == 0.25
    assert asker.visitor.strength_of("macrophage") == pytest.approx(STRENGTH[Level.FADED], abs=0.011)


def test_presenting_keeps_the_mode(asker: Asker) -> None:
    asker.visitor.do("present")
    assert asker.panel.isVisible()
    asker.visitor.click("necrosis")
    assert asker.chips == ["Lift: Necrotic tissue"]
    asker.visitor.do("present")
    assert asker.visitor.tabs == ["Details", "What-if"]


def test_the_details_stay_within_reach(asker: Asker) -> None:
    asker.visitor.click("necrosis")
    asker.visitor.key(Key.Key_F8)
    assert asker.visitor.details.isVisible()
    assert asker.visitor.text.startswith("Tissue change From the source text Necrotic tissue")


def test_the_close_button_leaves_the_mode(asker: Asker) -> None:
    QTest.mouseClick(asker.panel.close_button, LEFT)
    assert asker.visitor.tabs == []
    assert not asker.visitor.is_checked("what-if")
