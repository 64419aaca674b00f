"""Find and replace: every hit is shown and counted, no pattern hangs, replacing all is one step of undoing."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviewer import i18n
from calcviewer.editor.finding import Counting, Matcher, Wanted, find
from tests.editor.conftest import Open, Writer, document_of

ENDLESS = ("(a+)+$", "(a|aa)+$", r"(\w+\s?)*$", "(a*)*b")
TEXT = "Clot and clot.\nclots 😀 clot\nCLOT"


def search(writer: Writer, words: str, *, can_replace: bool = False) -> None:
    writer.press("Ctrl+H" if can_replace else "Ctrl+F")
    writer.editor.searching.bar.words.setText(words)


def chosen(writer: Writer) -> tuple[int, str]:
    cursor = writer.editor.textCursor()
    return cursor.blockNumber() + 1, cursor.selectedText()


def said(writer: Writer) -> str:
    return writer.editor.searching.bar.count.text()


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted("clot"), 5),
        (Wanted("clot", is_case_kept=True), 3),
        (Wanted("clot", is_whole_word=True), 4),
        (Wanted("cl.t", is_pattern=True), 5),
        (Wanted("cl.t"), 0),
        (Wanted("."), 1),
        (Wanted(r"x*", is_pattern=True), 0),
        (Wanted(r"(?<=😀 )clot", is_pattern=True), 1),
        (Wanted("a|clot", is_pattern=True, is_whole_word=True), 4),
        (Wanted(""), 0),
    ],
)
def test_what_counts_as_a_hit(wanted: Wanted, count: int) -> None:
    matcher = Matcher(wanted)
    assert sum(len(matcher.spans(line)) for line in TEXT.split("\n")) == count


def test_a_wrong_pattern_says_why_and_finds_nothing() -> None:
    matcher = Matcher(Wanted("(a", is_pattern=True))
    assert matcher.error
    assert matcher.spans("(a") == []
    assert Matcher(Wanted("(a")).spans("(a") == [(0, 2)]


@pytest.mark.parametrize("pattern", ENDLESS)
def test_no_pattern_hangs(qapp: QApplication, pattern: str) -> None:
    document = document_of(("a" * 60 + "!" + " word" * 200 + "\n") * 500)
    begun = time.monotonic()
    matcher = Matcher(Wanted(pattern, is_pattern=True))
    find(document, matcher, 0)
    counting = Counting()
    counting.begin(document, matcher)
    counting.finish()
    assert counting.is_complete or counting.is_given_up
    assert time.monotonic() - begun < 20  # for ever would be longer


def test_hits_follow_one_another_round_the_text_both_ways(qapp: QApplication) -> None:
    document = document_of("x a\na x\nx")
    matcher = Matcher(Wanted("x"))
    assert [find(document, matcher, at) for at in (0, 1, 7, 8, 9)] == [(0, 1), (6, 7), (8, 9), (8, 9), (0, 1)]
    assert [find(document, matcher, at, is_back=True) for at in (9, 8, 7, 6, 0)] == [
        *((8, 9), (6, 7), (6, 7), (0, 1), (8, 9))
    ]
    assert find(document, Matcher(Wanted("y")), 3) is None
    assert find(document, Matcher(Wanted("")), 3) is None
    one = document_of("a x b")
    assert find(one, matcher, 4) == (2, 3)
    assert find(one, matcher, 0, is_back=True) == (2, 3)


def test_the_bar_finds_as_one_types_and_goes_on_with_enter(write: Open) -> None:
    writer = write(TEXT)
    writer.press("Ctrl+F")
    bar = writer.editor.searching.bar
    QTest.keyClicks(bar.words, "clot")
    assert chosen(writer) == (1, "Clot")
    assert said(writer) == "1 of 5"
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert chosen(writer) == (1, "clot")
    QTest.keyClick(bar.words, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert chosen(writer) == (2, "clot")
    QTest.keyClick(bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert said(writer) == "2 of 5"
    assert bar.words.accessibleDescription() == "2 of 5"
    bar.case.click()
    assert said(writer).endswith("of 3")
    bar.whole.click()
    assert said(writer).endswith("of 2")
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert writer.editor.hasFocus()


def test_what_is_chosen_is_looked_for(write: Open) -> None:
    writer = write(TEXT)
    writer.choose(9, 13)
    writer.press("Ctrl+F")
    assert writer.editor.searching.bar.words.text() == "clot"
    assert said(writer) == "2 of 5"
    writer.editor.setFocus()
    writer.press("Ctrl+G")
    assert said(writer) == "3 of 5"
    writer.press("Ctrl+Shift+G", "Ctrl+Shift+G")
    assert said(writer) == "1 of 5"


def test_nothing_and_no_pattern_are_said(write: Open) -> None:
    writer = write(TEXT)
    search(writer, "vein")
    assert said(writer) == "Nothing found"
    bar = writer.editor.searching.bar
    bar.pattern.click()
    bar.words.setText("(")
    assert said(writer) == "This is not a pattern"
    assert bar.count.toolTip()
    bar.words.setText("")
    assert said(writer) == ""


def test_every_hit_in_view_is_marked(write: Open) -> None:
    writer = write(TEXT)
    search(writer, "vein")
    plain = writer.editor.viewport().grab().toImage()
    writer.editor.searching.bar.words.setText("ots")
    writer.go(3, 1)
    assert writer.editor.viewport().grab().toImage() != plain


def test_replacing_one_goes_on_to_the_next(write: Open) -> None:
    writer = write(TEXT)
    search(writer, "clot", can_replace=True)
    bar = writer.editor.searching.bar
    bar.new_words.setText("thrombus")
    bar.replace.click()
    assert writer.text.startswith("thrombus and clot.")
    QTest.keyClick(bar.new_words, Qt.Key.Key_Return)
    assert writer.text.startswith("thrombus and thrombus.\nclots")
    writer.editor.undo()
    assert writer.text.startswith("thrombus and clot.")


def test_replacing_all_is_one_step(write: Open) -> None:
    writer = write(TEXT)
    search(writer, "(c)lo(t)", can_replace=True)
    bar = writer.editor.searching.bar
    bar.pattern.click()
    bar.new_words.setText(r"\2\1\\n")
    bar.replace_all.click()
    assert writer.text == "tC\\n and tc\\n.\ntc\\ns 😀 tc\\n\nTC\\n"
    assert said(writer) == "5 replaced"
    writer.editor.undo()
    assert writer.text == TEXT


def test_nothing_is_replaced_where_nothing_may_change(write: Open) -> None:
    writer = write(TEXT)
    writer.editor.set_read_only_reason("Shipped.")
    search(writer, "clot")
    bar = writer.editor.searching.bar
    bar.replace_wanted.emit("x", False)
    bar.replace_wanted.emit("x", True)
    assert writer.text == TEXT
    writer.editor.setFocus()
    writer.press("Ctrl+H")
    assert not bar.replace.isVisible()


def test_the_count_follows_what_is_typed(write: Open, qtbot: QtBot) -> None:
    writer = write(TEXT)
    search(writer, "clot")
    writer.editor.setFocus()
    writer.press("Ctrl+End")
    writer.type(" clot")
    qtbot.waitUntil(lambda: said(writer) == "6 found")


def test_a_hit_in_a_fold_opens_it(write: Open) -> None:
    writer = write("a:\n  b: clot\nc: d")
    writer.press("Ctrl+Shift+[")
    search(writer, "clot")
    assert writer.shown == writer.text


def test_keys_of_the_bar_do_not_reach_the_text(write: Open) -> None:
    writer = write(TEXT)
    search(writer, "clot")
    bar = writer.editor.searching.bar
    QTest.keyClick(bar.words, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(bar.words, Qt.Key.Key_Down)
    QTest.keyClick(bar.words, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert writer.text == TEXT
    assert chosen(writer) == (1, "Clot")
    assert bar.replace.isVisible()


def test_the_bar_speaks_indonesian_and_has_room_at_any_size(write: Open) -> None:
    writer = write(TEXT)
    search(writer, "clot", can_replace=True)
    i18n.use_language("id")
    try:
        writer.editor.retranslate()
        bar = writer.editor.searching.bar
        assert bar.whole.text() == "Kata utuh"
        writer.editor.resize(420, 400)
        QApplication.processEvents()
        assert bar.width() <= 420
        assert bar.geometry().bottom() <= writer.editor.viewport().geometry().top()
    finally:
        i18n.use_language("en")
