"""What a death leaves: what was typed, but for its last two seconds; and a file that kills is not opened for ever."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from calcviewer.app.main import Program
from tests.app import fuzz_deaths
from tests.app.small import CLOT
from tests.app.visitor import Open


def die_with(qapp: QApplication, file: Path) -> None:
    """A start of which nothing is heard after it opened the file."""
    program = Program(qapp)
    program.begin(file)
    program.close()


def test_after_two_deaths_with_a_file_the_third_start_asks_first(
    qapp: QApplication, start: Open, library: Callable[..., Path]
) -> None:
    file = library(clot=CLOT) / "clot.yaml"
    for _time in range(2):
        die_with(qapp, file)
    visitor = start(file)
    visitor.wait_for_drawing("overview")
    assert "clot.yaml" in visitor.bar
    visitor.press_button()
    visitor.wait_for_drawing("clot")


def test_one_death_is_forgiven(qapp: QApplication, start: Open, library: Callable[..., Path]) -> None:
    file = library(clot=CLOT) / "clot.yaml"
    die_with(qapp, file)
    start(file).wait_for_drawing("clot")
    die_with(qapp, file)
    start(file).wait_for_drawing("clot")


def test_a_window_that_is_killed_loses_two_seconds_at_most(tmp_path: Path) -> None:
    """Four of them, each typed in for three seconds or so; the long form is `fuzz_deaths.py`."""
    assert min(fuzz_deaths.run(tmp_path, (5, 6, 10, 19))) > 0
