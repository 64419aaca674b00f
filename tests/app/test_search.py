"""Search: as one types, in both languages, over all diagrams; a hit says where it is."""

import pytest
from PySide6.QtCore import Qt

from tests.app.visitor import Open, Visitor


@pytest.mark.parametrize(
    ("words", "label"), [("foam", "Foam cell"), ("busa", "Foam cell"), ("FLEBOLIT", "Phlebolith (vein stone)")]
)
def test_a_word_is_found_in_either_language_and_shown_in_the_one_read(shipped: Visitor, words: str, label: str) -> None:
    shipped.do("search")
    shipped.type(words)
    shipped.wait(lambda: any(hit.startswith(label) for hit in shipped.hits))


def test_a_hit_says_in_which_diagram_it_is_and_shows_the_surroundings_of_the_word(shipped: Visitor) -> None:
    shipped.do("search")
    shipped.type("proteoglycans")
    shipped.wait(lambda: any("proteoglycans" in hit for hit in shipped.hits))
    hit = next(hit for hit in shipped.hits if "proteoglycans" in hit)
    label, context = hit.split("\n")
    assert label == "Lipoprotein or fat deposit in the intima"
    assert context.startswith("Arterial pathway: fat deposit, phagocyte death, calcium and plaque · ")


def test_results_follow_every_letter(shipped: Visitor) -> None:
    shipped.do("search")
    shipped.type("ne")
    shipped.wait(lambda: len(shipped.hits) > 20)
    shipped.type("crosis")
    shipped.wait(
        lambda: (
            len(shipped.hits) > 0 and all("necro" in hit.lower() or "nekro" in hit.lower() for hit in shipped.hits[:3])
        )
    )


def test_nothing_found_says_so(shipped: Visitor) -> None:
    shipped.do("search")
    shipped.type("qqqq")
    shipped.wait(lambda: shipped.hits == ["Nothing found. Try a shorter word."])
    shipped.key(Qt.Key.Key_Return)
    assert shipped.place == "overview#"


@pytest.mark.parametrize("is_in_the_results", [False, True])
def test_escape_brings_the_library_back(shipped: Visitor, is_in_the_results: bool) -> None:
    shipped.click("infection")
    shipped.do("search")
    shipped.type("necrosis")
    shipped.wait(lambda: bool(shipped.hits))
    if is_in_the_results:
        shipped.key(Qt.Key.Key_Down)
    shipped.key(Qt.Key.Key_Escape)
    assert shipped.hits == []
    assert shipped.window.around.library_panel.shelf.isVisible()
    assert shipped.window.around.library_panel.search_field.text() == ""
    assert shipped.place == "overview#infection"


def test_an_emptied_field_brings_the_library_back(shipped: Visitor) -> None:
    shipped.do("search")
    shipped.type("ab")
    shipped.wait(lambda: bool(shipped.hits))
    shipped.key(Qt.Key.Key_Backspace)
    shipped.key(Qt.Key.Key_Backspace)
    assert shipped.window.around.library_panel.shelf.isVisible()


def test_a_click_on_a_hit_opens_it_and_keeps_the_results(shipped: Visitor) -> None:
    shipped.do("search")
    shipped.type("foam cell")
    shipped.wait(lambda: bool(shipped.hits) and shipped.hits[0].startswith("Foam cell"))
    shipped.choose_hit("Foam cell")
    shipped.wait_for_drawing("arterial-atherosclerosis")
    assert shipped.place == "arterial-atherosclerosis#foam-cell"
    assert shipped.hits


@pytest.mark.parametrize("words", ["\\", "[", ".*", "%", "'; --", "🙂", "ﷺ", "a" * 5000])
def test_any_words_may_be_typed(shipped: Visitor, words: str) -> None:
    shipped.do("search")
    shipped.window.around.library_panel.search_field.setText(words)
    shipped.wait(lambda: bool(shipped.hits))


def test_a_word_typed_before_the_library_is_read_is_found_once_it_is(start: Open) -> None:
    visitor = start(None)
    visitor.do("search")
    visitor.type("phlebolith")
    visitor.wait(lambda: any(hit.startswith("Phlebolith") for hit in visitor.hits))
