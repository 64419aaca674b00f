"""Pictures of the window in every theme and language, for people to look at: out/pictures, kept by CI."""

from pathlib import Path

import pytest

from calcviewer.core.library import Place
from calcviewer.layout.theme import THEMES
from tests.app.visitor import Open

OUT = Path(__file__).parents[2] / "out" / "pictures"


@pytest.mark.parametrize("theme", THEMES)
def test_pictures_of_the_window(start: Open, theme: str) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    visitor = start(None)
    visitor.window.resize(1366, 768)
    visitor.session.go(Place("arterial-atherosclerosis", "foam-cell"))
    visitor.wait_for_drawing("arterial-atherosclerosis")
    visitor.do(f"theme-{theme}")
    pictures = []
    for language in ("en", "id"):
        visitor.do(f"interface-{language}")
        visitor.do(f"content-{language}")
        visitor.settle()
        image = visitor.window.grab().toImage()
        assert image.save(str(OUT / f"story-{theme}-{language}.png"))
        pictures.append(image)
        colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
        assert len(colours) > 20
    assert pictures[0] != pictures[1]
