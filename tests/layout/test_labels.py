"""Labels: broken into short lines of about the same length, sized for the longest language."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviewer import paths
from calcviewer.core.library import open_library
from calcviewer.core.model import Text
from calcviewer.layout.labels import (
    GRID,
    MOST_LINES,
    WIDEST,
    WIDEST_TITLE,
    TextMeasurer,
    fit,
    on_grid,
    title,
    wrap,
)
from calcviewer.layout.widths import LINE_HEIGHT, TableMeasurer

TABLE = TableMeasurer()
LANGUAGES = ("en", "id")
WORDS = st.text(st.characters(codec="utf-8"), max_size=300)


def lines_of(words: str, measurer: TextMeasurer = TABLE) -> tuple[str, ...]:
    lines, width = wrap(words, measurer)
    assert width == max(measurer.width(line) for line in lines)
    return lines


class Fuzzy(TableMeasurer):
    """Measures like the table, but for a hair: two font engines never agree wholly."""

    def width(self, text: str, *, bold: bool = False) -> float:
        return super().width(text, bold=bold) + (0.4 if len(text) % 2 else -0.4)

    ruler = TextMeasurer.ruler


@settings(deadline=None)
@given(WORDS)
def test_a_label_has_at_most_four_lines_and_none_is_too_wide(words: str) -> None:
    lines = lines_of(words)
    assert 1 <= len(lines) <= MOST_LINES
    assert all(TABLE.width(line) <= WIDEST for line in lines)


@given(st.text("Wi \u0301", max_size=300))
def test_letters_of_any_width_stay_within_the_line(words: str) -> None:
    assert all(TABLE.width(line) <= WIDEST for line in lines_of(words))


@pytest.mark.parametrize("sign", ["👩‍👩‍👧‍👦", "e\u0301", "👍🏽", "🇮🇩", "क्\u200dष"])
def test_a_long_word_is_never_cut_within_a_sign(sign: str) -> None:
    lines = lines_of(sign * 30)
    assert all(line.removesuffix("…").replace(sign, "") == "" for line in lines)
    assert len(lines) > 1


def test_a_sign_wider_than_a_line_is_not_cut() -> None:
    family = "👨" + "\u200d👩" * 12
    assert lines_of(f"{family}ab") == (family, "ab")
    assert lines_of(family) == (family,)


def test_no_line_begins_with_a_slash() -> None:
    lines = lines_of("Bisphosphonate / pyrophosphate analogue")
    assert lines == ("Bisphosphonate /", "pyrophosphate", "analogue")
    assert lines_of("/ x") == ("/ x",)


def test_words_after_much_blank_space_are_not_lost() -> None:
    assert lines_of("a" + " " * 5000 + "b") == ("a b",)


@given(st.lists(st.sampled_from(["calcium", "salts", "deposit", "in", "tissue"]), max_size=8))
def test_no_word_is_lost_where_there_is_room(words: list[str]) -> None:
    assert " ".join(lines_of("  \n".join(words))).split() == words


def test_a_line_end_in_a_label_is_a_space() -> None:
    assert lines_of("Calcium\nsalts") == lines_of("Calcium salts")


def test_lines_are_of_about_the_same_length() -> None:
    first, second = lines_of("Lipoprotein deposits between intima")
    assert abs(TABLE.width(first) - TABLE.width(second)) < WIDEST / 2


def test_a_label_that_is_too_long_ends_with_an_ellipsis() -> None:
    lines = lines_of("necrosis and calcification " * 20)
    assert len(lines) == MOST_LINES
    assert lines[-1].endswith("…")


def test_a_long_word_is_broken() -> None:
    lines = lines_of("x" * 40)
    assert "".join(lines) == "x" * 40
    assert len(lines) > 1


def test_a_character_wider_than_a_line_still_has_its_place() -> None:
    class Huge(TableMeasurer):
        def width(self, text: str, *, bold: bool = False) -> float:
            return 500.0 * len(text) * (2 if bold else 1)

        ruler = TextMeasurer.ruler

    assert lines_of("ab", Huge()) == ("a", "b")


@pytest.mark.parametrize(
    "words",
    ["x" * 20_000, "e" + "\u0301" * 10_000, "👩‍👩‍👧‍👦" * 3000, "نخر " * 5000, "word " * 4000, "\u200b" * 20_000],
    ids=["letters", "combining", "emoji", "right-to-left", "words", "zero-width"],
)
def test_any_label_takes_little_time(words: str) -> None:
    start = time.process_time()
    assert len(lines_of(words)) <= MOST_LINES
    assert time.process_time() - start < 0.5


def test_nothing_is_one_empty_line() -> None:
    assert lines_of(" \n ") == ("",)


def test_a_box_fits_its_longest_language() -> None:
    label = Text((("en", "Clot"), ("id", "Bekuan darah di vena tungkai bawah")))
    both, longest = fit(label, LANGUAGES, TABLE), fit(label, ("id",), TABLE)
    assert (both.width, both.height) == (longest.width, longest.height)
    assert dict(both.lines)["en"] == ("Clot",)


def test_without_a_language_there_is_still_a_size() -> None:
    assert fit(Text(), (), TABLE).height == on_grid(LINE_HEIGHT)


def test_sizes_lie_on_the_grid_above_what_is_measured() -> None:
    for length in range(200):
        assert on_grid(length) % GRID == 0
        assert length < on_grid(length) <= length + GRID + 1


def test_two_measurers_nearly_always_agree_on_the_shipped_labels() -> None:
    labels = [n.label for d in open_library(paths.shipped_library()).diagrams() for n in d.nodes]
    same = [
        (a.width, a.height) == (b.width, b.height)
        for a, b in ((fit(x, LANGUAGES, TABLE), fit(x, LANGUAGES, Fuzzy())) for x in labels)
    ]
    assert sum(same) > 0.7 * len(same)


def test_unknown_characters_are_an_em_wide_and_combining_ones_nothing() -> None:
    assert TABLE.width("\U0001f600") == 15
    assert TABLE.width("e\u20e3"[:1] + "\u093c") == TABLE.width("e")
    assert TABLE.width("calcium", bold=True) > TABLE.width("calcium")


def test_a_title_is_one_line() -> None:
    assert dict(title(Text((("", "Inside  the\ncell"),)), LANGUAGES, TABLE).lines)["en"] == ("Inside the cell",)
    (cut,) = dict(title(Text((("", "necrosis " * 50),)), LANGUAGES, TABLE).lines)["id"]
    assert cut.endswith("s…")
    assert TABLE.width(cut, bold=True) <= WIDEST_TITLE
    assert title(Text(), (), TABLE).width == on_grid(0)


def test_a_longer_title_is_never_narrower() -> None:
    widths = [title(Text((("", "m" * n),)), ("en",), TABLE).width for n in range(1, 15)]
    assert all(a <= b for a, b in pairwise(widths))
