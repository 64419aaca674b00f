"""Any row of keys, folds and undoing: characters change only where somebody typed, and undoing leads back."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.editor.conftest import Open, Writer
from tests.editor.test_text_editor import DIAGRAM

TYPED = st.sampled_from(
    ["a", "😀", ":", '"', "'", "{", "[", "]", "}", "-", " ", "#", "(", "Return", "Backspace", "Del"]
)
CHANGES = st.sampled_from(["Tab", "Shift+Tab", "Ctrl+/", "Ctrl+Shift+D", "Ctrl+Shift+Up", "Ctrl+Shift+Down", "Ctrl+Z"])
LOOKS = st.sampled_from(["Ctrl+Shift+[", "Ctrl+Shift+]", "Ctrl+Alt+[", "Ctrl+Alt+]", "Alt+Z", "Ctrl++"])
MOVES = st.sampled_from(
    ["Up", "Down", "Left", "Right", "Home", "End", "Shift+Down", "Shift+End", "Ctrl+Home", "Ctrl+End"]
)
KEYS = st.lists(TYPED | CHANGES | LOOKS | MOVES, min_size=5, max_size=40)
ANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def press(writer: Writer, key: str) -> None:
    if len(key) == 1:
        writer.type(key) if key.isascii() else writer.editor.insertPlainText(key)
    else:
        writer.press(key)


@ANY
@given(KEYS)
def test_undoing_everything_gives_the_text_back(write: Open, keys: list[str]) -> None:
    writer = write(DIAGRAM)
    for key in keys:
        press(writer, key)
    end = writer.text
    while writer.document.isUndoAvailable():
        writer.press("Ctrl+Z")
    assert writer.text == DIAGRAM
    while writer.document.isRedoAvailable():
        writer.press("Ctrl+Y")
    if "Ctrl+Z" not in keys:
        assert writer.text == end


@ANY
@given(st.lists(LOOKS | MOVES, min_size=5, max_size=40))
def test_looking_changes_no_character(write: Open, keys: list[str]) -> None:
    writer = write(DIAGRAM)
    for key in keys:
        writer.press(key)
    assert writer.text == DIAGRAM
    assert not writer.document.isUndoAvailable()


@ANY
@given(KEYS)
def test_nothing_stays_hidden_without_a_line_that_stands_for_it(write: Open, keys: list[str]) -> None:
    writer = write(DIAGRAM)
    for key in keys:
        press(writer, key)
    assert writer.document.firstBlock().isVisible()
    assert writer.editor.textCursor().block().isVisible()
    block = writer.document.firstBlock()
    while block.isValid():
        below = block.next()
        if block.isVisible() and below.isValid() and not below.isVisible():
            writer.go(block.blockNumber() + 1)
            writer.press("Ctrl+Shift+]")
            assert below.isVisible()
        block = below
    writer.press("Ctrl+Alt+]")
    assert writer.shown == writer.text
