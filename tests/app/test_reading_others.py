"""The other diagrams of a library are read when nobody waits for the open one any more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from calcviewer.view.canvas import Canvas
from tests.app.small import CLOT, diagram_with
from tests.app.visitor import Open


def test_a_drawing_is_made_whole_before_the_others_are_read(
    start: Open, library: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, is_made = [], False

    def is_whole(_canvas: Canvas) -> bool:
        asked.append(is_made)
        return is_made

    monkeypatch.setattr(Canvas, "is_whole", property(is_whole))
    visitor = start(library(clot=CLOT, other=diagram_with("Other")) / "clot.yaml")
    visitor.wait(lambda: len(asked) > 1)
    assert visitor.session.index.also_in is None
    is_made = True
    visitor.wait(lambda: visitor.session.index.also_in is not None)
