"""The open file, changed by another program: read again, and never lost."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor


@pytest.fixture
def clot(start: Open, library: Callable[..., Path]) -> Visitor:
    visitor = start(library(clot=CLOT))
    visitor.wait_for_drawing("clot")
    visitor.click("stone")
    return visitor


def look(visitor: Visitor) -> None:
    """The watch looks every two seconds; here it looks now."""
    visitor.window.watch.look()


def file_of(visitor: Visitor) -> Path:
    return visitor.session.library.paths["clot"]


def test_a_changed_file_is_read_again_and_says_so(clot: Visitor) -> None:
    file_of(clot).write_text(CLOT.replace('en: "Stone"', 'en: "Pebble"'))
    look(clot)
    clot.wait_for_drawing("clot")
    assert clot.bar == "The file was changed by another program and was read again."
    assert clot.place == "clot#stone"
    clot.wait(lambda: "Pebble" in clot.text)


def _reads(visitor: Visitor, name: str) -> bool:
    return name in visitor.text


def test_a_file_replaced_in_one_go_is_seen_every_time(clot: Visitor) -> None:
    for name in ("Pebble", "Rock", "Boulder"):
        beside = file_of(clot).with_suffix(".new")
        beside.write_text(CLOT.replace('en: "Stone"', f'en: "{name}"'))
        beside.replace(file_of(clot))
        look(clot)
        clot.wait(partial(_reads, clot, name))


def test_the_watch_looks_by_itself(clot: Visitor) -> None:
    file_of(clot).write_text(CLOT.replace('en: "Stone"', 'en: "Pebble"'))
    clot.wait(lambda: "Pebble" in clot.text)


def test_a_file_that_was_only_touched_is_left_alone(clot: Visitor) -> None:
    picture = clot.picture
    os.utime(file_of(clot), (1, 1))
    look(clot)
    assert clot.bar == ""
    assert clot.picture is picture


def test_a_file_from_the_future_is_a_file(clot: Visitor) -> None:
    file_of(clot).write_text(CLOT.replace('en: "Stone"', 'en: "Pebble"'))
    os.utime(file_of(clot), (1 << 33, 1 << 33))
    look(clot)
    clot.wait(lambda: "Pebble" in clot.text)


@pytest.mark.parametrize("is_a_folder_now", [False, True])
def test_a_file_that_is_gone_stays_on_screen(clot: Visitor, is_a_folder_now: bool) -> None:
    file_of(clot).unlink()
    if is_a_folder_now:
        file_of(clot).mkdir()
    look(clot)
    assert clot.bar == "The file is not there any more. What was read stays open."
    assert clot.canvas.isVisible()
    assert "Stone" in clot.text


def test_a_file_that_comes_back_is_read(clot: Visitor) -> None:
    file_of(clot).unlink()
    look(clot)
    file_of(clot).write_text(CLOT.replace('en: "Stone"', 'en: "Pebble"'))
    look(clot)
    clot.wait(lambda: "Pebble" in clot.text)


def test_a_step_that_was_taken_out_is_let_go(clot: Visitor) -> None:
    file_of(clot).write_text(CLOT.replace("stone", "pebble").replace('"Stone"', '"Pebble"'))
    look(clot)
    clot.wait_for_drawing("clot")
    assert clot.place == "clot#"
    assert "How a clot turns to pebble." in clot.text
    clot.canvas.grab()


def test_a_file_that_breaks_keeps_the_last_good_drawing_and_says_so(clot: Visitor) -> None:
    picture = clot.picture
    file_of(clot).write_text(CLOT + "nodes: [\n")
    look(clot)
    assert clot.bar == "clot.yaml cannot be read as it is now. The drawing shows what was read before."
    assert clot.picture is picture
    assert clot.window.stage.currentWidget() is clot.canvas
    assert clot.place == "clot#stone"
    clot.press_button()
    assert clot.problems
    clot.click("clot")
    assert "It hardens." in clot.text
    file_of(clot).write_text(CLOT.replace('en: "Stone"', 'en: "Pebble"'))
    look(clot)
    clot.wait_for_drawing("clot")
    assert clot.bar == "The file was changed by another program and was read again."
    clot.click("stone")
    assert "Pebble" in clot.text


def test_what_broke_is_said_at_the_next_start_without_an_old_drawing(clot: Visitor, start: Open) -> None:
    file_of(clot).write_text("nodes: [\n")
    look(clot)
    path = file_of(clot)
    clot.close()
    again = start(path)
    assert again.window.stage.currentWidget() is again.window.around.empty
