"""The first start: the overview is there, one hint says what to do, and nothing stands in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from calcviewer.app.main_window import MainWindow
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor


def test_the_first_start_opens_the_overview_with_one_hint(start: Open) -> None:
    visitor = start(None)
    assert visitor.session.diagram_id == "overview"
    assert visitor.window.title.text() == "Dystrophic calcification at a glance"
    assert visitor.window.windowTitle() == "Dystrophic calcification at a glance – CalcViewer"
    assert "Click a step or an arrow" in visitor.bar
    assert visitor.button == ""
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None


def test_the_hint_goes_with_the_first_step_and_does_not_come_back(start: Open) -> None:
    visitor = start(None)
    visitor.wait_for_drawing()
    visitor.click("infection")
    assert visitor.bar == ""
    visitor.close()
    assert start(None).bar == ""


def test_with_nothing_selected_the_details_are_those_of_the_diagram(shipped: Visitor) -> None:
    said = shipped.text
    assert "Six common kinds of trigger injure or kill tissue" in said
    assert "Learning objectives • Define dystrophic calcification" in said
    assert "Reviewed by: not yet reviewed" in said
    assert "Licence: CC-BY-4.0" in said
    assert "For education only; this is no medical advice." in said


def test_the_panels_wait_for_a_drawing_that_is_laid_out_for_the_first_time(
    start: Open, library: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish, drawn = MainWindow.furnish, []

    def look_and_furnish(window: MainWindow) -> object:
        drawn.append(window.session.picture is not None)
        return furnish(window)

    monkeypatch.setattr(MainWindow, "furnish", look_and_furnish)
    monkeypatch.setattr("calcviewer.app.main.PATIENCE_MS", 20_000)  # a busy machine
    start(library(clot=CLOT) / "clot.yaml")
    assert drawn[0]
