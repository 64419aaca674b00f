"""Pictures of a library: ordinary ones are shown, everything else is None, quickly."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from calcviewer.view.pictures import BYTES_LIMIT, SIDE_LIMIT, load_picture

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}"><rect width="9" height="9" fill="red"/>'
    "{more}</svg>"
)


def image(path: Path, width: int = 40, height: int = 20) -> None:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("red"))
    assert made.save(str(path))


@pytest.mark.parametrize("form", ["png", "jpg", "bmp"])
def test_an_ordinary_picture_is_shown_in_its_size(qtbot: QtBot, tmp_path: Path, form: str) -> None:
    image(tmp_path / f"a.{form}")
    shown = load_picture(tmp_path, f"a.{form}", 300, "#ffffff")
    assert shown is not None
    assert (shown.width(), shown.height()) == (40, 20)


def test_a_wide_picture_is_made_narrow(qtbot: QtBot, tmp_path: Path) -> None:
    image(tmp_path / "a.png", 1200, 600)
    shown = load_picture(tmp_path, "a.png", 300, "#ffffff")
    assert shown is not None
    assert (shown.width(), shown.height()) == (300, 150)


def test_a_drawing_is_drawn_on_its_ground(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG.format(w=100, h=50, more=""))
    shown = load_picture(tmp_path, "a.svg", 300, "#fcfcfa")
    assert shown is not None
    assert shown.pixelColor(shown.width() - 2, shown.height() - 2).name() == "#fcfcfa"
    assert shown.pixelColor(2, 2).name() == "#ff0000"


def test_a_picture_in_a_folder_of_the_library(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    image(tmp_path / "images" / "a.png")
    assert load_picture(tmp_path, "images/a.png", 300, "#ffffff") is not None


REFUSED = ["../a.png", "images/../../a.png", "/etc/passwd", "C:\\x.png", "\\\\host\\x.png", "file:///x.png", "con.png"]


@pytest.mark.parametrize("name", [*REFUSED, "a\0.png", "", "missing.png", "."])
def test_nothing_outside_the_library_is_read(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    image(tmp_path / "a.png")
    folder = tmp_path / "library"
    folder.mkdir()
    assert load_picture(folder, name, 300, "#ffffff") is None


@pytest.mark.skipif(sys.platform == "win32", reason="no links and pipes there")
@pytest.mark.parametrize("kind", ["link out", "pipe", "device", "folder", "empty", "text", "huge", "broken"])
def test_what_is_no_ordinary_picture_is_refused_at_once(qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    image(tmp_path / "outside.png")
    folder = tmp_path / "library"
    folder.mkdir()
    path = folder / "a.png"
    make: dict[str, Callable[[], object]] = {
        "link out": lambda: path.symlink_to(tmp_path / "outside.png"),
        "pipe": lambda: os.mkfifo(path),
        "device": lambda: path.symlink_to("/dev/zero"),
        "folder": path.mkdir,
        "empty": path.touch,
        "text": lambda: path.write_text("not a picture"),
        "huge": lambda: path.write_bytes(b"\0" * (BYTES_LIMIT + 1)),
        "broken": lambda: path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
    }
    make[kind]()
    started = time.monotonic()
    assert load_picture(folder, "a.png", 300, "#ffffff") is None
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(("width", "height"), [(SIDE_LIMIT + 1, 1), (1, SIDE_LIMIT + 1)])
@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_picture_of_too_many_points_is_refused(
    qtbot: QtBot, tmp_path: Path, form: str, width: int, height: int
) -> None:
    if form == "png":
        image(tmp_path / "a.png", width, height)
    else:
        (tmp_path / "a.svg").write_text(SVG.format(w=width, h=height, more=""))
    assert load_picture(tmp_path, f"a.{form}", 300, "#ffffff") is None


MORE = [
    '<image href="file:///etc/passwd" width="9" height="9"/>',
    "<script>alert(1)</script>",
    '<use href="#a"/>' * 5_000,
    "<style>@import 'x'</style>",
]


@pytest.mark.parametrize("more", MORE)
def test_a_drawing_that_could_do_something_is_refused_or_drawn_at_once(qtbot: QtBot, tmp_path: Path, more: str) -> None:
    (tmp_path / "a.svg").write_text(SVG.format(w=100, h=50, more=more))
    started = time.monotonic()
    load_picture(tmp_path, "a.svg", 300, "#ffffff")
    assert time.monotonic() - started < 1
