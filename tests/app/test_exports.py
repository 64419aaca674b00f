"""Exports by the menu: what is on screen, as a file; and the old file intact if that fails."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from tests.app.visitor import Open, Visitor

Answer = Callable[[Path | str], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """What the person types into the dialog that asks for a file name."""

    def type_name(name: Path | str) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(name), ""))

    return type_name


@pytest.mark.parametrize("language", ["en", "id"])
def test_an_svg_says_what_the_screen_says(shipped: Visitor, answer: Answer, tmp_path: Path, language: str) -> None:
    shipped.do(f"content-{language}")
    answer(tmp_path / "out.svg")
    shipped.do("export-svg")
    assert shipped.bar.startswith("Saved as ")
    root = ElementTree.parse(tmp_path / "out.svg").getroot()
    words = " ".join(root.itertext())
    assert ("Infection" in words) == (language == "en")
    assert ("Infeksi" in words) == (language == "id")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_png_has_the_colours_of_the_screen(shipped: Visitor, answer: Answer, tmp_path: Path, theme: str) -> None:
    shipped.do(f"theme-{theme}")
    answer(tmp_path / "out.png")
    shipped.do("export-png")
    image = QImage(str(tmp_path / "out.png"))
    assert image.width() == round(shipped.picture.width * 2)
    assert image.pixelColor(2, 2).name() == shipped.window.look.theme.page


def test_what_is_traced_is_exported_as_it_is_seen(shipped: Visitor, answer: Answer, tmp_path: Path) -> None:
    shipped.click("infection")
    shipped.do("trace-effects")
    answer(tmp_path / "out.svg")
    shipped.do("export-svg")
    root = ElementTree.parse(tmp_path / "out.svg").getroot()
    dimmed = {element.get("data-id") for element in root if element.get("opacity") == "0.25"}
    assert "infection" not in dimmed
    assert dimmed


def test_a_dialog_that_is_closed_writes_nothing(shipped: Visitor, answer: Answer, tmp_path: Path) -> None:
    answer("")
    before = shipped.bar
    shipped.do("export-svg")
    assert shipped.bar == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["missing/out.svg", "folder", "x" * 300 + ".svg", "nul\0.svg"])
def test_what_cannot_be_written_is_said(shipped: Visitor, answer: Answer, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    answer(tmp_path / name)
    shipped.do("export-svg")
    assert "was not saved" in shipped.bar or "could not be written" in shipped.bar
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_without_a_drawing_there_is_nothing_to_export(start: Open, answer: Answer, tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").touch()
    visitor = start(tmp_path)
    answer(tmp_path / "out.svg")
    visitor.do("export-svg")
    assert visitor.bar == "There is no drawing to export."
    assert not (tmp_path / "out.svg").exists()


def test_the_suggested_name_says_diagram_and_language(shipped: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
        asked.append(name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    shipped.do("export-png")
    assert [Path(name).name for name in asked] == ["overview-en.png"]


@pytest.mark.parametrize("action", ["open-file", "open-folder"])
def test_open_by_the_menu(shipped: Visitor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, action: str) -> None:
    from tests.app.small import CLOT

    (tmp_path / "clot.yaml").write_text(CLOT)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "clot.yaml"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    shipped.do(action)
    shipped.wait_for_drawing("clot")
    assert shipped.shelf == ["A clot"]
    shipped.do("open-shipped")
    shipped.wait_for_drawing("overview")


@pytest.mark.parametrize("action", ["open-file", "open-folder"])
def test_a_closed_dialog_opens_nothing(shipped: Visitor, monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    shipped.do(action)
    assert shipped.place == "overview#"
