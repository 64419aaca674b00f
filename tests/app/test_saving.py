"""What was changed is saved, or comes back: nothing that somebody wrote is lost."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from calcviewer import paths
from calcviewer.core.edits import set_text
from calcviewer.saving.versions import Versions
from tests.app.saved_clot import LABEL, edit, label, save
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor


@pytest.fixture
def clot(start: Open, library: Callable[..., Path]) -> Visitor:
    visitor = start(library(clot=CLOT) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    visitor.window.do("edit")
    return visitor


def test_what_is_not_saved_is_marked_until_it_is(clot: Visitor) -> None:
    assert not clot.actions["save"].isEnabled()
    edit(clot, "Thrombus")
    assert clot.window.windowTitle().startswith("●")
    assert clot.actions["save"].isEnabled()
    save(clot)
    file = clot.session.library.paths["clot"]
    assert file.read_text() == CLOT.replace('"Clot"', '"Thrombus"')
    assert not clot.actions["save"].isEnabled()


def test_undoing_after_saving_is_a_change_again(clot: Visitor) -> None:
    edit(clot, "Thrombus")
    save(clot)
    clot.window.do("undo")
    clot.wait(lambda: label(clot) == "Clot")
    assert clot.window.windowTitle().startswith("●")
    clot.window.do("redo")
    clot.wait(lambda: label(clot) == "Thrombus")
    assert not clot.window.windowTitle().startswith("●")


def test_our_own_saving_is_no_news(clot: Visitor) -> None:
    edit(clot, "Thrombus")
    save(clot)
    clot.window.watch.look()
    assert clot.bar == ""


def test_every_saving_keeps_the_version_before(clot: Visitor) -> None:
    file = clot.session.library.paths["clot"]
    for words in ("Thrombus", "Embolus"):
        edit(clot, words)
        save(clot)
    versions = Versions(paths.versions_folder())
    kept = [versions.read(file, version) for version in versions.list(file)]
    assert kept == [CLOT.replace('"Clot"', '"Thrombus"').encode(), CLOT.encode()]


def test_line_ends_and_byte_order_mark_stay(start: Open, library: Callable[..., Path]) -> None:
    before = b"\xef\xbb\xbf" + CLOT.replace("\n", "\r\n").encode()
    visitor = start(library(clot=before) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    edit(visitor, "Thrombus")
    save(visitor)
    assert visitor.session.library.paths["clot"].read_bytes() == before.replace(b'"Clot"', b'"Thrombus"')


def test_back_to_the_saved_text_can_be_undone(clot: Visitor) -> None:
    edit(clot, "Thrombus")
    clot.window.do("revert")
    clot.wait(lambda: label(clot) == "Clot")
    clot.window.do("undo")
    clot.wait(lambda: label(clot) == "Thrombus")


def test_closing_without_saving_loses_nothing(start: Open, clot: Visitor) -> None:
    file = clot.session.library.paths["clot"]
    edit(clot, "Thrombus")
    clot.close()
    assert file.read_text() == CLOT
    again = start(file)
    again.wait_for_drawing("clot")
    assert "not saved" in again.bar
    assert label(again) == "Clot"
    again.press_button()
    again.wait(lambda: label(again) == "Thrombus")
    assert again.window.windowTitle().startswith("●")
    again.window.do("undo")
    again.wait(lambda: label(again) == "Clot")
    again.window.do("redo")
    save(again)
    again.close()
    assert "Thrombus" in file.read_text()
    assert start(file).bar.find("not saved") == -1


def test_a_window_that_died_is_survived(start: Open, clot: Visitor) -> None:
    """What is on the disk two seconds after the last key is all that a power cut leaves."""
    edit(clot, "Thrombus")
    clot.wait(lambda: any(paths.recovery_folder().glob("*.recovery")))
    clot.window.around.editing.keeping.locks.release_all()  # as the system does for a process that is gone
    again = start(clot.session.library.paths["clot"])
    again.wait_for_drawing("clot")
    again.press_button()
    again.wait(lambda: label(again) == "Thrombus")


def test_an_unsaved_text_of_a_file_that_is_gone_can_be_saved_elsewhere(
    start: Open, clot: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = clot.session.library.paths["clot"]
    edit(clot, "Thrombus")
    clot.close()
    file.unlink()
    again = start(paths.shipped_library())
    again.wait_for_drawing()
    again.press_button()
    assert "not there any more" in again.bar
    other = tmp_path / "library" / "other.yaml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(other), ""))
    again.press_button()
    again.wait_for_drawing("other")
    assert label(again) == "Thrombus"


@pytest.mark.skipif(os.name == "nt", reason="there a file is read-only by an attribute")
def test_what_cannot_be_saved_stays_in_the_window(
    clot: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = clot.session.library.paths["clot"]
    file.chmod(0o444)
    edit(clot, "Thrombus")
    clot.window.do("save")
    clot.wait(lambda: "read-only" in clot.bar)
    assert file.read_text() == CLOT
    assert label(clot) == "Thrombus"
    assert clot.window.windowTitle().startswith("●")
    other = tmp_path / "library" / "copy.yaml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(other), ""))
    clot.press_button()
    clot.wait_for_drawing("copy")
    assert "Thrombus" in other.read_text()


def test_the_folder_is_gone_and_comes_back(clot: Visitor, tmp_path: Path) -> None:
    edit(clot, "Thrombus")
    (tmp_path / "library").rename(tmp_path / "pulled")
    clot.window.do("save")
    clot.wait(lambda: "its folder is gone" in clot.bar)
    (tmp_path / "pulled").rename(tmp_path / "library")
    save(clot)
    assert "Thrombus" in (tmp_path / "library" / "clot.yaml").read_text()
    assert clot.bar == ""


def test_another_window_has_the_file_already(start: Open, clot: Visitor) -> None:
    edit(clot, "Thrombus")
    other = start(clot.session.library.paths["clot"])
    other.wait_for_drawing("clot")
    editing = other.window.around.editing
    editing.ask(lambda text: set_text(text, LABEL, "en", "Mine"))
    assert "another window" in other.bar
    assert label(other) == "Clot"


def test_the_diagram_is_left_and_found_again_as_it_was_edited(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=CLOT, other=CLOT) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    edit(visitor, "Thrombus")
    visitor.window.do("next-diagram")
    visitor.wait_for_drawing("other")
    assert not visitor.window.windowTitle().startswith("●")
    visitor.window.do("previous-diagram")
    visitor.wait_for_drawing("clot")
    visitor.wait(lambda: label(visitor) == "Thrombus")
    assert visitor.window.windowTitle().startswith("●")


def test_a_change_outside_is_taken_as_one_step_that_can_be_undone(clot: Visitor) -> None:
    file = clot.session.library.paths["clot"]
    file.write_text(CLOT.replace('"Clot"', '"Outside"'))
    clot.window.watch.look()
    clot.wait(lambda: label(clot) == "Outside")
    assert "another program" in clot.bar
    clot.window.do("undo")
    clot.wait(lambda: label(clot) == "Clot")
