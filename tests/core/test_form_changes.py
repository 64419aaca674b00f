"""Rows of a form that are changed: what stands in the file afterwards, and that nothing else was touched."""

import pytest

from calcviewer.core.form_changes import add_block, change_value, remove_value, set_words, split_languages
from calcviewer.core.form_contents import Entry
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.text_edit import apply
from calcviewer.core.values import Path, Value
from tests.core.small_form import BOTH, TEXT, entry, form


def done(found: Rewritten, text: str = TEXT) -> str:
    assert found.refused is None, found.refused
    return apply(text, found.edits)


def difference(found: Rewritten, text: str = TEXT) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    old, new = text.splitlines(), done(found, text).splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def words(
    path: Path, name: str, language: str, said: str, element: str = "", item: Path = (), text: str = TEXT
) -> Rewritten:
    state = form(path, element, text)
    row = state.row(name)
    assert row is not None
    return set_words(text, state.entry, row, (*row.path, *item), language, said, BOTH)


START, END = ("nodes", "start"), ("nodes", "end")
LINE = "  start: {kind: trigger, label: {en: Start, id: Awal}}"


def test_one_language_of_a_text_changes_its_characters_only() -> None:
    found = words(START, "label", "id", "Mula", "start")
    assert difference(found) == ([LINE], [LINE.replace("Awal", "Mula")])


def test_the_same_words_change_nothing() -> None:
    assert words(START, "label", "id", "Awal", "start") == Rewritten()
    assert words(START, "text", "id", "", "start") == Rewritten()


def test_a_missing_language_is_added() -> None:
    found = words(("nodes", "middle"), "label", "id", "Tengah", "middle")
    assert difference(found) == (["    label: {en: Middle}"], ["    label: {en: Middle, id: Tengah}"])


def test_a_missing_text_is_put_where_the_schema_has_it() -> None:
    found = words(START, "text", "en", "Why", "start")
    assert difference(found)[1] == [LINE.replace("Awal}", "Awal}, text: {en: Why}")]


def test_line_ends_of_a_paragraph_stay_around_a_change() -> None:
    found = words(("nodes", "middle"), "text", "en", "A line of one paragraph.", "middle")
    assert difference(found) == (["        a paragraph."], ["        one paragraph."])


def test_a_text_that_is_the_same_everywhere_stays_so_or_gets_languages() -> None:
    old = "  end: {kind: outcome, label: DNA}"
    assert difference(words(END, "label", "", "RNA", "end")) == ([old], [old.replace("DNA", "RNA")])
    both = old.replace("DNA", "{en: DNA, id: ADN}")
    assert difference(words(END, "label", "id", "ADN", "end")) == ([old], [both])
    split = split_languages(TEXT, entry(END, "end"), (*END, "label"), BOTH)
    assert difference(split) == ([old], [old.replace("DNA", "{en: DNA, id: DNA}")])
    assert split_languages(TEXT, entry(START, "start"), (*START, "label"), BOTH) == Rewritten()


def test_an_emptied_language_goes_and_with_the_last_one_the_field() -> None:
    assert difference(words(START, "label", "id", "", "start"))[1] == [LINE.replace(", id: Awal", "")]
    gone = difference(words(("nodes", "middle"), "text", "en", "", "middle"))
    assert gone == (["    text:", "      en: |", "        A line of", "        a paragraph."], [])


def test_a_label_that_is_emptied_is_refused_or_stays_as_a_field() -> None:
    found = words(("nodes", "middle"), "label", "en", "", "middle")
    assert found.refused is not None or "label" in done(found)


def test_an_item_that_is_emptied_stays_so_that_the_others_keep_their_numbers() -> None:
    found = words((), "objectives", "", "", item=(1,))
    assert found.refused is not None or done(found).count("\n  - ") == TEXT.count("\n  - ")


def test_an_item_of_a_list_is_changed_in_place() -> None:
    found = words(("quiz", 0), "choices", "en", "C", item=(1,))
    assert difference(found)[1] == ["    choices: [{en: A, id: A}, {en: C}]"]


def test_a_text_inside_a_block_that_is_there() -> None:
    found = words(("nodes", "middle"), "alt", "en", "A vein", "middle")
    assert difference(found)[1] == ["    image: {file: images/a.svg, alt: {en: A vein}}"]


def test_a_block_is_made_for_its_first_field_and_goes_with_its_last() -> None:
    made = change_value(TEXT, entry(START, "start"), (*START, "image", "file"), "images/b.svg")
    assert difference(made)[1] == [LINE.replace("Awal}", "Awal}, image: {file: images/b.svg}")]
    middle = ("nodes", "middle")
    gone = remove_value(TEXT, entry(middle, "middle"), (*middle, "image", "file"))
    assert difference(gone) == (["    image: {file: images/a.svg}"], [])
    assert remove_value(TEXT, entry(START, "start"), (*START, "image", "file")) == Rewritten()


VALUES: list[tuple[Path, str, Path, Value, str]] = [
    (START, "start", ("kind",), "cell", LINE.replace("trigger", "cell")),
    (("nodes", "middle"), "middle", ("needs",), "all", "    needs: all"),
    (("quiz", 0), "", ("answer",), "2", "    answer: 2"),
    (("refs", "R1"), "", ("checked",), "true", "  R1: {text: Own reference, year: 1999, checked: true}"),
    ((), "", ("reviewers",), ["A. Reviewer"], "reviewers: [A. Reviewer]"),
    (
        ("groups", "wall"),
        "",
        ("nodes",),
        ["start", "end"],
        "  wall: {label: {en: Wall, id: Dinding}, nodes: [start, end]}",
    ),
]


@pytest.mark.parametrize(("path", "element", "field", "value", "line"), VALUES)
def test_values_change_only_their_line(path: Path, element: str, field: Path, value: Value, line: str) -> None:
    found = change_value(TEXT, entry(path, element), (*path, *field), value)
    assert difference(found)[1] == [line]


def test_a_field_of_an_arrow_in_a_chain_gives_it_a_block() -> None:
    arrow = entry(("edges", 0), "middle -> end")
    text = done(change_value(TEXT, arrow, ("edges", 0, "kind"), "inhibits"))
    assert "  - start -> middle\n" in text
    assert "kind: inhibits" in text
    row = form(("edges", 0), "middle -> end").row("text")
    assert row is not None
    again = done(set_words(text, arrow, row, row.path, "en", "Because", BOTH), text)  # it is at another place now
    assert "Because" in again
    assert "Because" in done(set_words(TEXT, arrow, row, row.path, "en", "Because", BOTH))


def test_an_arrow_is_led_elsewhere_with_all_that_names_it() -> None:
    arrow = entry(("edges", 0), "start -> middle")
    text = done(change_value(TEXT, arrow, ("edges", 0, "to"), "end"))
    assert "acts-on: start -> end" in text
    assert "  - start -> end\n" in text
    assert "needs" not in text
    text = TEXT.replace("  - start -> middle -> end", "  - {from: start, to: middle}\n  - middle -> end")
    changed = done(change_value(text, arrow, ("edges", 0, "from"), "end"), text)
    assert "{from: end, to: middle}" in changed
    gone = Entry(("edges", 7), "x", "causes", "a -> b")
    assert change_value(TEXT, gone, ("edges", 7, "to"), "end").refused is not None


def test_blocks_are_added_to_lists_that_need_not_be_there() -> None:
    stop: dict[str, Value] = {"show": ["start"], "text": {"en": "Second."}}
    assert done(add_block(TEXT, ("tour",), stop)).count("show:") == 2
    bare = TEXT[: TEXT.index("table:")]
    assert "tour:\n" in done(add_block(bare, ("tour",), stop), bare)
    row: dict[str, Value] = {"label": {"en": "Size"}, "cells": {"start": "Big", "end": "Small"}}
    assert "Size" in done(add_block(TEXT, ("table", "rows"), row))
    assert add_block(bare, ("table", "rows"), row).refused is not None


def test_a_file_that_cannot_be_understood_is_left_as_it_is() -> None:
    for text in ("[", "", "- a\n"):
        state = form(START, "start")
        row = state.row("label")
        assert row is not None
        assert set_words(text, state.entry, row, row.path, "en", "New", BOTH).edits == ()
        assert change_value(text, state.entry, (*START, "kind"), "cell").edits == ()
        assert remove_value(text, state.entry, (*START, "kind")).edits == ()
