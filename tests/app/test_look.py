"""Themes and text sizes: everything stays legible, whole, and inside the window."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QScrollArea, QToolButton, QWidget

from calcviewer import paths
from calcviewer.core.library import Place
from calcviewer.layout.theme import THEMES
from calcviewer.view.fonts import FAMILY
from tests.app.visitor import Open, Visitor

ROOM = [
    *((1366, 768, percent) for percent in (80, 100, 150, 200, 250)),
    *((1024, 600, percent) for percent in (80, 100, 150)),
]


@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
def test_a_theme_reaches_every_part_of_the_window(shipped: Visitor, theme: str) -> None:
    shipped.do("theme-light" if theme != "light" else "theme-dark")
    before = shipped.window.grab().toImage()
    shipped.do(f"theme-{theme}")
    shipped.settle()
    after = shipped.window.grab().toImage()
    page = THEMES[theme].page
    for widget in (shipped.canvas.viewport(), shipped.details.viewport()):
        corner = widget.mapTo(shipped.window, widget.rect().bottomLeft())
        assert after.pixelColor(corner.x() + 2, corner.y() - 2).name() == page
    middle = shipped.library_panel.mapTo(shipped.window, shipped.library_panel.rect().bottomLeft())
    assert after.pixelColor(middle.x() + 4, middle.y() - 3).name() == THEMES[theme].panel
    assert after != before
    assert shipped.is_checked(f"theme-{theme}")


def test_the_system_theme_is_that_of_the_system(shipped: Visitor) -> None:
    shipped.do("theme-system")
    assert shipped.window.look.theme in THEMES.values()
    assert shipped.is_checked("theme-system")


def test_a_theme_moves_nothing(shipped: Visitor) -> None:
    shipped.settle()
    before = {box.id: shipped.canvas.mapFromScene(box.x, box.y) for box in shipped.picture.boxes}
    for theme in THEMES:
        shipped.do(f"theme-{theme}")
        shipped.settle()
        assert {box.id: shipped.canvas.mapFromScene(box.x, box.y) for box in shipped.picture.boxes} == before


def test_text_grows_and_shrinks_between_80_and_250_percent(shipped: Visitor) -> None:
    heights = []
    for _turn in range(20):
        shipped.do("text-larger")
        heights.append(shipped.details.font().pointSizeF())
    assert shipped.window.look.text_size == 250
    for _turn in range(30):
        shipped.do("text-smaller")
    assert shipped.window.look.text_size == 80
    shipped.do("text-normal")
    assert shipped.window.look.text_size == 100
    assert heights == sorted(heights)
    assert heights[-1] == pytest.approx(shipped.details.font().pointSizeF() * 2.5)


def clipped(visitor: Visitor) -> list[str]:
    """Texts that have less room than they ask for, and widgets that stand outside the window."""
    found = []
    window = visitor.window
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible() or not widget.text():
            continue
        wanted = widget.sizeHint()
        is_wrapped = isinstance(widget, QLabel) and widget.wordWrap()
        is_short = widget.height() + 1 < (widget.heightForWidth(widget.width()) if is_wrapped else wanted.height())
        is_narrow = not is_wrapped and widget.width() + 1 < wanted.width()
        corner = widget.mapTo(window, widget.rect().bottomRight())
        is_outside = not window.rect().contains(corner) and not can_be_scrolled_to(widget)
        if is_short or is_narrow or is_outside:
            found.append(f"{type(widget).__name__} {widget.text()!r} {widget.size()} {wanted}")
    return found


def can_be_scrolled_to(widget: QWidget) -> bool:
    """Whether it stands in something that scrolls."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above is not None


def hidden_buttons(visitor: Visitor) -> list[str]:
    """Rows of the tool bar that found no room."""
    bar = visitor.window.around.tool_bar
    buttons = [bar.widgetForAction(action) for action in bar.actions() if not action.isSeparator()]
    return [b.text() or b.toolTip() for b in buttons if isinstance(b, QToolButton) and not b.isVisible()]


@pytest.mark.parametrize(("width", "height", "percent"), ROOM)
@pytest.mark.parametrize("language", ["en", "id"])
def test_nothing_is_cut_off_at_any_text_size(start: Open, width: int, height: int, percent: int, language: str) -> None:
    visitor = start(None)
    visitor.do(f"interface-{language}")
    visitor.do(f"content-{language}")
    visitor.window.resize(width, height)
    visitor.window.look.choose_text_size(percent)
    visitor.session.go(Place("arterial-atherosclerosis", "foam-cell"))
    visitor.wait_for_drawing("arterial-atherosclerosis")
    visitor.window.say("A sentence of some length that says what is the matter with a file.", "Try again")
    visitor.settle()
    assert (visitor.window.width(), visitor.window.height()) == (width, height)
    assert clipped(visitor) == []
    assert hidden_buttons(visitor) == []
    assert visitor.details.horizontalScrollBar().maximum() == 0
    assert visitor.canvas.height() >= 120
    assert visitor.canvas.width() >= 200


@pytest.mark.parametrize(("width", "height", "percent"), ROOM)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("question", ["trace-both", "what-if", "loops", "in-words"])
def test_nothing_is_cut_off_while_something_is_asked(
    start: Open, width: int, height: int, percent: int, language: str, question: str
) -> None:
    visitor = start(None)
    visitor.do(f"interface-{language}")
    visitor.do(f"content-{language}")
    visitor.window.resize(width, height)
    visitor.window.look.choose_text_size(percent)
    visitor.session.go(Place("arterial-atherosclerosis", "foam-cell"))
    visitor.wait_for_drawing("arterial-atherosclerosis")
    visitor.do(question)
    if question == "what-if":
        visitor.do("block")
    visitor.settle()
    assert (visitor.window.width(), visitor.window.height()) == (width, height)
    assert clipped(visitor) == []
    assert hidden_buttons(visitor) == []
    assert visitor.canvas.height() >= 60
    assert visitor.canvas.width() >= 200


def test_lists_and_menus_have_our_font_in_the_chosen_size_where_the_system_has_fonts_for_them(shipped: Visitor) -> None:
    shipped.do("text-larger")
    for name in ("QAbstractItemView", "QMenu", "QMenuBar"):  # as Windows and macOS do, at any time
        QApplication.setFont(QFont("monospace", 5), name)  # type: ignore[arg-type]  # the stubs want bytes, which it refuses
    shipped.do("edit")
    shipped.settle()
    panel, chosen = shipped.library_panel, QApplication.font()
    menus = [menu for menu in shipped.window.menuBar().findChildren(QMenu) if menu.actions()]
    assert len(menus) >= 5
    for widget in (panel.shelf, panel.hits, shipped.window.around.legend, shipped.outline, *menus):
        widget.ensurePolished()
        assert (widget.font().family(), widget.font().pointSizeF()) == (FAMILY, chosen.pointSizeF()), widget
    assert shipped.window.menuBar().font().family() == FAMILY
    QApplication.setFont(chosen)


@pytest.fixture
def long_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every message of the interface 40 % longer, as a language of long words would have it."""
    template = paths.resource("locale", "calcviewer.pot")
    with template.open("rb") as file:
        known = read_po(file)
    pseudo = Catalog(locale="id")
    for message in known:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            longer = tuple(f"{words}{'~' * max(2, round(len(words) * 0.4))}" for words in ids)
            pseudo.add(message.id, longer[:1] if len(ids) > 1 else longer[0])
    folder = tmp_path / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "calcviewer.mo").open("wb") as compiled:
        write_mo(compiled, pseudo)
    real = paths.resource

    def resource(*parts: str) -> Path:
        return tmp_path.joinpath(*parts) if parts[0] == "locale" else real(*parts)

    monkeypatch.setattr(paths, "resource", resource)


def test_a_language_of_long_words_fits_a_small_screen(long_words: None, start: Open) -> None:
    visitor = start(None)
    visitor.do("interface-id")
    visitor.window.resize(1024, 600)
    visitor.settle()
    assert visitor.window.width() <= 1024
    assert visitor.window.minimumSizeHint().width() <= 1024
    assert [text for text in clipped(visitor) if "~" in text] == []
    names = [action.text() for action in visitor.window.menuBar().actions()]
    assert names
    assert all("~" in name for name in names)


def test_a_small_window_still_shows_a_drawing(shipped: Visitor) -> None:
    shipped.window.resize(800, 480)
    shipped.settle()
    assert shipped.window.width() <= 800
    assert shipped.window.height() <= 480
    assert shipped.canvas.width() > 100
    assert shipped.canvas.height() > 100
