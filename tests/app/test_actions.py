"""The table of actions: every row does something, says so in both languages, and has its keys alone."""

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from calcviewer import i18n, paths
from calcviewer.app import commands, pages
from calcviewer.app.actions import ACTIONS, MENUS, shortcuts
from tests.app.test_languages import needs_catalogue
from tests.app.visitor import Visitor

CONTENT_LANGUAGE_NEUTRAL = {"interface-id", "interface-en"}


def test_every_action_does_something(shipped: Visitor) -> None:
    assert {row.id for row in ACTIONS} <= set(commands.handlers(shipped.window))


def test_no_two_actions_share_an_id_or_a_key() -> None:
    ids = [row.id for row in ACTIONS]
    keys = [QKeySequence(key).toString() for row in ACTIONS for key in row.keys]
    assert len(ids) == len(set(ids))
    assert "" not in keys
    assert len(keys) == len(set(keys))


def _entries(menu: object) -> list[QAction]:
    return menu.actions() if isinstance(menu, QWidget) else []


def test_every_action_stands_in_a_menu(shipped: Visitor) -> None:
    assert {row.menu for row in ACTIONS} == set(MENUS)
    shown = {action.objectName() for menu in shipped.window.menuBar().actions() for action in _entries(menu.menu())}
    assert {row.id for row in ACTIONS} <= shown


@needs_catalogue
@pytest.mark.parametrize("row", ACTIONS, ids=lambda row: row.id)
def test_every_action_is_named_in_both_languages(row: object) -> None:
    text = getattr(row, "text", "")
    i18n.use_language("id")
    indonesian = i18n._(text)
    i18n.use_language("en")
    assert i18n._(text) == text
    assert indonesian
    assert indonesian != text or getattr(row, "id", "") in CONTENT_LANGUAGE_NEUTRAL


def test_the_help_lists_every_key(shipped: Visitor) -> None:
    shipped.do("help")
    listed = dict(shortcuts())
    assert len(listed) == len([row for row in ACTIONS if row.keys])
    for what, keys in listed.items():
        assert f"{keys}: {what}" in shipped.text


def test_about_names_licences_and_versions(shipped: Visitor) -> None:
    shipped.do("about")
    assert "About CalcViewer" in shipped.text
    assert "Creative Commons" in shipped.text
    assert "{" not in shipped.text


def test_about_leads_to_the_text_of_every_licence(shipped: Visitor) -> None:
    shipped.do("about")
    names = sorted(path.name for path in paths.licences().iterdir())
    assert all(name.rpartition(".")[0] in shipped.text for name in names)
    for name, words in (("LGPL-3.0.txt", "GNU LESSER GENERAL PUBLIC LICENSE"), ("nothing.txt", "This page is missing")):
        pages.follow(shipped.window, f"licence:{name}")
        assert words in shipped.text


def test_every_button_has_a_name(shipped: Visitor) -> None:
    nameless = [
        button.parent()
        for button in shipped.window.findChildren(QToolButton)
        if button.isVisible() and not (button.text() or button.accessibleName() or button.toolTip())
    ]
    assert nameless == []


@needs_catalogue
@pytest.mark.parametrize(("interface", "name"), [("interface-en", "More"), ("interface-id", "Lainnya")])
@pytest.mark.parametrize("theme", ["theme-light", "theme-dark", "theme-high-contrast"])
def test_what_a_narrow_window_has_no_room_for_is_behind_a_button_that_is_seen_and_has_a_name(
    shipped: Visitor, interface: str, name: str, theme: str
) -> None:
    shipped.do(interface)
    shipped.do(theme)
    shipped.window.resize(700, 500)
    bar, rest = shipped.window.around.tool_bar, shipped.window.around.actions["help"]
    (helping,) = [b for b in bar.findChildren(QToolButton) if b.defaultAction() is rest]
    shipped.wait(lambda: not helping.isVisible())
    (more,) = [b for b in bar.findChildren(QToolButton) if b.isVisible() and b.accessibleName() == name]
    seen = more.grab().toImage()
    ground = seen.pixelColor(0, 0).lightness()
    assert any(abs(seen.pixelColor(x, y).lightness() - ground) > 100 for x in range(12) for y in range(seen.height()))
    more.click()
    shipped.wait(helping.isVisible)


@pytest.mark.parametrize("action", ["back", "forward"])
def test_what_cannot_be_done_now_is_grey(shipped: Visitor, action: str) -> None:
    assert not shipped.is_enabled(action)
