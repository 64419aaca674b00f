"""What a file held before is seen, in text and drawing, and comes back; what two programs changed goes together."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from calcviewer.app.editing import Editing
from calcviewer.core.edits import add_entry
from calcviewer.layout.marks import Mark
from tests.app.saved_clot import edit, label, save
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor

EMPTY_STEP = {"kind": "process", "label": {"en": "Repair", "id": "Perbaikan"}}


@pytest.fixture
def clot(start: Open, library: Callable[..., Path]) -> Visitor:
    visitor = start(library(clot=CLOT) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    visitor.window.do("edit")
    return visitor


def editing_of(visitor: Visitor) -> Editing:
    return visitor.window.around.editing


def file_of(visitor: Visitor) -> Path:
    return visitor.session.library.paths["clot"]


def test_an_earlier_version_is_compared_marked_and_restored(clot: Visitor) -> None:
    edit(clot, "Thrombus")
    save(clot)
    editing_of(clot).ask(lambda text: add_entry(text, "nodes", "repair", EMPTY_STEP))  # type: ignore[arg-type]
    clot.wait(lambda: bool(clot.session.diagram and "repair" in clot.session.diagram.node_by_id))
    save(clot)
    clot.window.do("versions")
    panel = editing_of(clot).versions.panel
    assert panel.versions.count() == 2
    clot.wait(lambda: panel.elements.count() == 1)
    assert "Repair" in panel.elements.item(0).text()
    panel.versions.setCurrentRow(1)
    clot.wait(lambda: panel.elements.count() == 2)
    assert "+   clot:" not in panel.text.toPlainText()
    assert "Thrombus" in panel.text.toPlainText()
    panel.marks.setChecked(True)
    assert clot.window.around.marks().of == {"repair": Mark.ADDED, "clot": Mark.CHANGED}
    panel.elements.itemActivated.emit(panel.elements.item(0))
    assert clot.session.element == "repair"
    panel.restore_button.click()
    clot.wait(lambda: label(clot) == "Clot")
    document = editing_of(clot).document
    assert document is not None
    assert document.text() == CLOT
    clot.window.do("undo")
    clot.wait(lambda: label(clot) == "Thrombus")
    editing_of(clot).versions.close()
    assert clot.window.around.marks().of == {}


def test_a_file_that_was_never_saved_says_when_there_will_be_a_version(clot: Visitor) -> None:
    clot.window.do("versions")
    assert "no earlier version" in editing_of(clot).versions.panel.note.text()
    edit(clot, "Thrombus")
    save(clot)
    clot.wait(lambda: editing_of(clot).versions.panel.versions.count() == 1)


def both_changed(visitor: Visitor, old: str, new: str) -> str:
    """The file as another program wrote it, after a label was changed here; the panel shows both."""
    edit(visitor, "Thrombus")
    outside = CLOT.replace(old, new)
    file_of(visitor).write_text(outside, "utf-8")
    editing_of(visitor).look_outside()
    assert visitor.window.message_bar.is_about("outside")
    visitor.window.message_bar.action.click()
    assert editing_of(visitor).outside.is_shown
    return outside


@pytest.mark.parametrize("way", ["mine", "theirs", "merge"])
def test_what_two_programs_changed_is_settled_by_whoever_sits_there(clot: Visitor, way: str) -> None:
    outside = both_changed(clot, "Slow blood", "Stasis")
    editing = editing_of(clot)
    panel, document = editing.outside.panel, editing.document
    assert document is not None
    assert panel.conflicts.count() == 0
    mine = document.text()
    {"mine": panel.mine_button, "theirs": panel.theirs_button, "merge": panel.merge_button}[way].click()
    assert not editing.outside.is_shown
    merged = outside.replace('"Clot"', '"Thrombus"')
    expected = {"mine": mine, "theirs": outside, "merge": merged}[way]
    assert document.text() == expected
    assert document.is_modified == (way != "theirs")
    if document.is_modified:
        save(clot)
    assert file_of(clot).read_text("utf-8") == expected
    if way != "mine":
        clot.window.do("undo")
        assert document.text() == mine


def test_saving_over_what_another_program_wrote_shows_both_instead(clot: Visitor) -> None:
    edit(clot, "Thrombus")
    outside = CLOT.replace('"Clot"', '"Bekuan darah"')
    file_of(clot).write_text(outside, "utf-8")
    clot.window.do("save")
    clot.wait(lambda: clot.window.message_bar.is_about("outside"))
    assert file_of(clot).read_text("utf-8") == outside
    clot.window.message_bar.action.click()
    panel = editing_of(clot).outside.panel
    assert panel.conflicts.count() == 1
    QTest.qWait(0)
    panel.close_button.click()
    assert not editing_of(clot).outside.is_shown


def test_both_panels_speak_the_language_of_the_moment(clot: Visitor) -> None:
    both_changed(clot, "Slow blood", "Stasis")
    clot.window.do("versions")
    clot.window.do("interface-id")
    assert editing_of(clot).outside.panel.merge_button.text() == "Gabungkan keduanya"
    assert editing_of(clot).versions.panel.heading.text() == "Versi sebelumnya"
