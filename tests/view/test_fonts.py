"""What the tables say of the bundled font is what Qt measures, so that both give the same layout."""

import sys
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from calcviewer import paths
from calcviewer.core.library import open_library
from calcviewer.layout.widths import exact_width
from calcviewer.view.fonts import label_font, load_fonts
from calcviewer.view.measurer import QtMeasurer

NEARLY_PX = 0.0 if sys.platform == "linux" else 0.5
"""Other systems round each letter in their own way; a box has more room than that."""
COMMON = (
    "".join(
        map(
            chr,
            [*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x149), *range(0x14A, 0x180), *range(0x391, 0x3A2)],
        )
    )
    + "–—’“”→≤²⁺"
)


@cache
def metrics(*, bold: bool) -> QFontMetricsF:
    load_fonts()
    return QFontMetricsF(label_font(bold=bold))


@pytest.mark.usefixtures("qapp")
@given(st.text(st.sampled_from(COMMON), max_size=30), st.booleans())
def test_the_tables_and_qt_agree(text: str, bold: bool) -> None:
    assert exact_width(text, bold=bold) == pytest.approx(metrics(bold=bold).horizontalAdvance(text), abs=NEARLY_PX)


@pytest.mark.usefixtures("qapp")
def test_every_label_that_comes_with_the_program_is_in_the_tables() -> None:
    for diagram in open_library(paths.shipped_library()).diagrams():
        steps = [*(node.label for node in diagram.nodes), *(one.label for one in diagram.treatments)]
        for label in (*steps, *(group.label for group in diagram.groups)):
            for _language, words in label.values:
                found = exact_width(words)
                assert found == pytest.approx(metrics(bold=False).horizontalAdvance(words), abs=NEARLY_PX), words


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("text", ["漢字 🩸", "a\u0301", "bekuan"])
def test_what_the_tables_do_not_know_qt_measures(text: str) -> None:
    for bold in (False, True):
        assert QtMeasurer().width(text, bold=bold) == pytest.approx(
            metrics(bold=bold).horizontalAdvance(text), abs=NEARLY_PX
        )
