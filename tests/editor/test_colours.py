"""Colours of the editor: what a teacher wrote is as legible as can be, every piece can be read on every ground."""

import pytest

from calcviewer.editor.colours import blend, colours
from calcviewer.editor.tokens import Sort
from calcviewer.layout.theme import THEMES
from tests.layout.test_theme import contrast


@pytest.mark.parametrize("name", THEMES)
def test_text_and_its_pieces_stand_out_on_every_ground(name: str) -> None:
    shown = colours(name)
    pieces = {"text": (shown.text, 7.0), "words": (shown.sorts[Sort.WORDS], 7.0)}
    pieces |= {sort.name: (colour, 4.5) for sort, colour in shown.sorts.items() if sort is not Sort.WORDS}
    low = {
        f"{what} on {where}": round(contrast(colour, ground), 2)
        for what, (colour, least) in pieces.items()
        for where, ground in shown.grounds.items()
        if contrast(colour, ground) < least
    }
    assert not low


@pytest.mark.parametrize("name", THEMES)
def test_numbers_and_marks_stand_out(name: str) -> None:
    shown = colours(name)
    assert contrast(shown.number, shown.gutter) >= 4.5
    assert contrast(shown.number_here, shown.gutter) >= 7
    for severity, colour in shown.problems.items():
        assert contrast(colour, shown.page) >= 3, severity
        assert contrast(colour, shown.gutter) >= 3, severity
    assert contrast(shown.lit_bar, shown.lit) >= 3
    assert contrast(shown.hit_frame, shown.page) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_every_sort_has_a_colour(name: str) -> None:
    assert set(colours(name).sorts) == set(Sort)


def test_a_blend_lies_between_its_two_colours() -> None:
    assert [blend("#ffffff", "#000000", share) for share in (0.0, 0.5, 1.0)] == ["#000000", "#808080", "#ffffff"]
