"""A start shows what was on screen before anything is read, and what is read has the last word."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from calcviewer import paths
from calcviewer.app import first_picture
from calcviewer.app.first_picture import FirstPictures, Promise, packed
from calcviewer.app.main import Program
from calcviewer.app.session import drawer_of
from calcviewer.app.settings import Settings
from calcviewer.core.fingerprint import fingerprint
from calcviewer.core.loader import load_diagram
from calcviewer.core.model import LANGUAGES
from calcviewer.layout.picture import Arrow, Box, Frame, Picture
from tests.app.small import CLOT
from tests.app.visitor import Open
from tests.conftest import Golden

BOX = Box("a", "trigger", 30, 40, 60, 42, (("en", ("A", "clot")), ("id", ("Bekuan",))), is_extension=True)
ARROW = Arrow("a -> b", "causes", "a", "b", ((0, 0), (1, 2), (3, 4), (5, 6)))
PICTURE = Picture(300, 200, (BOX,), (ARROW,), (Frame("g", 0, 0, 90, 50, (("en", ("Vein",)),)),), "right")
PROMISE = Promise({"en": "Clot", "id": "Bekuan darah"}, PICTURE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clot.yaml"
    path.write_text("format: 1\n")
    return path


@pytest.fixture
def kept(tmp_path: Path) -> FirstPictures:
    return FirstPictures(tmp_path / "first")


def test_a_promise_comes_back_as_it_was(kept: FirstPictures, file: Path, tmp_path: Path) -> None:
    assert kept.get(file) is None
    kept.put(file, PROMISE)
    assert FirstPictures(tmp_path / "first").get(file) == PROMISE
    assert kept.get(file, is_basic=True) is None


def test_a_changed_or_missing_file_has_no_promise(kept: FirstPictures, file: Path) -> None:
    kept.put(file, PROMISE)
    file.write_text("format: 1 # more\n")
    assert kept.get(file) is None
    file.unlink()
    assert kept.get(file) is None
    kept.put(file, PROMISE)
    assert kept.get(file) is None


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:0], lambda data: data[:-3], lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:]],
)
def test_a_damaged_promise_is_none(
    kept: FirstPictures, file: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    kept.put(file, PROMISE)
    for entry in (tmp_path / "first").iterdir():
        entry.write_bytes(damage(entry.read_bytes()))
    assert kept.get(file) is None


def test_a_folder_that_cannot_be_written_and_a_huge_drawing_keep_nothing(file: Path, tmp_path: Path) -> None:
    (tmp_path / "way").write_text("in the way")
    FirstPictures(tmp_path / "way").put(file, PROMISE)
    huge = PICTURE._replace(boxes=(BOX,) * (first_picture.MOST_BOXES + 1))
    FirstPictures(tmp_path / "first").put(file, Promise({}, huge))
    assert not (tmp_path / "first").exists()


def test_the_folder_is_bounded_and_the_oldest_go_first(
    kept: FirstPictures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_picture, "KEPT_FILES", 3)
    files = [tmp_path / f"{name}.yaml" for name in "abcd"]
    for age, path in enumerate(files):
        path.write_text("format: 1\n")
        kept.put(path, PROMISE)
        for entry in set((tmp_path / "first").iterdir()):
            os.utime(entry, (min(age, entry.stat().st_mtime),) * 2)
    assert kept.get(files[0]) is None
    assert kept.get(files[3]) == PROMISE


# -- what comes with the program ----------------------------------------------------------------------------------

SHIPPED = sorted(path for path in paths.shipped_library().glob("*.yaml") if path.stem != "library")


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_every_shipped_diagram_brings_its_drawing(
    qapp: QApplication, path: Path, kept: FirstPictures, golden: Golden
) -> None:
    diagram = load_diagram(path.read_text("utf-8"), path.stem).diagram
    assert diagram is not None
    promise = Promise({code: diagram.title.get(code) for code in LANGUAGES}, drawer_of(Settings()).draw(diagram))
    if sys.platform == "linux":  # elsewhere another Graphviz may differ by the last digit
        golden(paths.resource("first", f"{path.stem}.first"), packed(promise, fingerprint(path.read_bytes())))
    brought = kept.get(path)
    assert brought is not None
    assert brought.titles == promise.titles
    assert [box.lines for box in brought.picture.boxes] == [box.lines for box in promise.picture.boxes]
    places = [place for box in promise.picture.boxes for place in (box.x, box.y)]
    assert [place for box in brought.picture.boxes for place in (box.x, box.y)] == pytest.approx(places, abs=1)
    assert kept.get(path, is_basic=True) is None


def test_nothing_else_comes_with_the_program() -> None:
    assert {path.stem for path in paths.resource("first").iterdir()} == {path.stem for path in SHIPPED}


# -- stories ----------------------------------------------------------------------------------------------------


@pytest.fixture
def looked_at(start: Open, library: Callable[..., Path]) -> Path:
    """A library whose only diagram was on screen until its picture was kept, at an effect, and then left."""
    folder = library(clot=CLOT)
    visitor = start(folder)
    visitor.wait_for_drawing("clot")
    visitor.wait(lambda: any((paths.cache_folder() / "first").glob("*.first")), 5000)
    visitor.close()
    return folder


def begun(qapp: QApplication, path: Path | None) -> Program:
    program = Program(qapp)
    program.begin(path)
    program.window.show()
    qapp.processEvents()
    return program


@pytest.mark.parametrize("is_named", [True, False])
def test_the_drawing_is_there_before_the_diagram_is_read(qapp: QApplication, looked_at: Path, is_named: bool) -> None:
    program = begun(qapp, looked_at / "clot.yaml" if is_named else None)
    window = program.window
    assert window.title.text() == "A clot"
    drawn = set(window.canvas.scene().items())
    assert len(drawn) > 10
    program.finish()
    assert program.session.diagram_id == "clot"
    assert set(window.canvas.scene().items()) == drawn  # the same drawing, only now it can be walked
    program.close()


@pytest.mark.parametrize(
    ("named", "title"), [(None, "Dystrophic calcification at a glance"), ("trauma", "Trauma pathway")]
)
def test_the_first_start_of_all_has_its_drawing_before_it_is_read(
    qapp: QApplication, named: str | None, title: str
) -> None:
    program = begun(qapp, paths.shipped_library() / f"{named}.yaml" if named else None)
    assert title in program.window.title.text()
    drawn = set(program.window.canvas.scene().items())
    assert len(drawn) > 30
    program.finish()
    assert set(program.window.canvas.scene().items()) == drawn
    program.close()


def test_what_is_read_has_the_last_word(start: Open, qapp: QApplication, looked_at: Path) -> None:
    file = looked_at / "clot.yaml"
    before = file.stat()
    text = file.read_text("utf-8")
    file.write_text(text.replace('"A clot"', '"A cold"'), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))  # as a coarse clock on a stick has it
    visitor = start(file)
    visitor.wait_for_drawing("clot")
    assert visitor.window.title.text() == "A cold"


def test_a_file_that_broke_since_shows_no_old_drawing(start: Open, looked_at: Path) -> None:
    file = looked_at / "clot.yaml"
    before = file.stat()
    file.write_bytes(b"\0" * before.st_size)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    visitor = start(file)
    assert visitor.window.stage.currentWidget() is visitor.window.around.empty
    assert not any(item.isVisible() for item in visitor.canvas.scene().items())


def test_a_window_that_is_closed_at_once_leaves_nothing_behind(qapp: QApplication, looked_at: Path) -> None:
    program = begun(qapp, looked_at / "clot.yaml")
    program.window.close()
    program.close()
    assert not program.window.isVisible()
