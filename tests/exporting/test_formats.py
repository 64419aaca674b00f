"""Exports by name, as the menu and the command line call them."""

from pathlib import Path

import pytest

from calcviewer.core.library import Library, open_library
from calcviewer.exporting import formats
from calcviewer.exporting.formats import EXPORTERS, drawn, render, write_sheet
from calcviewer.layout.cache import LayoutCache
from calcviewer.layout.engine import Engine, LayoutError
from calcviewer.layout.picture import EMPTY
from calcviewer.layout.theme import THEMES
from calcviewer.saving.failure import WriteError
from tests.layout.samples import diagram

SMALL = """format: 1
title: T
nodes:
  a: {kind: trigger, label: A}
  b: {kind: outcome, label: B}
edges: [a -> b]
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "small.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "in" / "broken.yaml").write_text("[", "utf-8")
    return open_library(tmp_path / "in")


def test_every_format_has_its_own_suffix() -> None:
    assert len({row.suffix for row in EXPORTERS.values()}) == len(EXPORTERS)
    assert all(row.name == name for name, row in EXPORTERS.items())


@pytest.mark.parametrize(("name", "start"), [("svg", b"<?xml"), ("dot", b"digraph")])
def test_a_diagram_is_written_into_a_new_folder(library: Library, tmp_path: Path, name: str, start: bytes) -> None:
    path = write_sheet(drawn(library, "small"), name, "en", "light", tmp_path / "out" / "new")
    assert path.name == f"small-en{EXPORTERS[name].suffix}"
    assert path.read_bytes().startswith(start)


def test_each_language_is_written_from_one_layout(library: Library, tmp_path: Path) -> None:
    layouts = LayoutCache(tmp_path / "layouts")
    sheet = drawn(library, "small", layouts=layouts)
    assert [write_sheet(sheet, "svg", lang, "light", tmp_path).name for lang in ("en", "id")] == [
        "small-en.svg",
        "small-id.svg",
    ]
    assert len(list((tmp_path / "layouts").iterdir())) == 1
    assert drawn(library, "small", layouts=layouts).picture == sheet.picture


def test_an_empty_picture_can_be_rendered() -> None:
    assert b"</svg>" in render("svg", EMPTY, diagram((), nodes=()), "en", THEMES["light"])


def codes(failing: pytest.ExceptionInfo[WriteError]) -> list[str]:
    return [problem.code for problem in failing.value.problems]


def test_a_file_that_cannot_be_read_says_why(library: Library) -> None:
    with pytest.raises(WriteError) as failing:
        drawn(library, "broken")
    assert codes(failing)[-1] == "E302"
    assert len(codes(failing)) > 1


def test_a_diagram_that_the_library_does_not_have_is_a_problem(library: Library) -> None:
    with pytest.raises(WriteError) as failing:
        drawn(library, "README")
    assert codes(failing) == ["E302"]


def test_without_an_engine_nothing_is_drawn(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Engine:
        raise LayoutError("E201")

    monkeypatch.setattr(formats, "find_engine", none)
    with pytest.raises(WriteError) as failing:
        drawn(library, "small")
    assert codes(failing) == ["E201"]


def test_a_folder_that_cannot_be_made_is_a_problem(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WriteError) as failing:
        write_sheet(drawn(library, "small"), "svg", "en", "light", tmp_path / "file" / "out")
    assert codes(failing) == ["E307"]
