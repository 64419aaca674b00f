"""Bad files through the window: always a sentence, never a crash, and whatever can be read is shown."""

import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.small import CLOT, diagram_with, quoted
from tests.app.visitor import Open, Visitor

BAD = Path(__file__).parents[1] / "data" / "bad"

HOPELESS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The file is empty."),
    "a list": (b"- a\n- b\n", "A diagram must start with keys"),
    "huge": (b"title: x\n" + b"# filling\n" * 320_000, "The file is too big"),
    "nested": (b"[\n" * 100_000, "This is nested too deeply"),
    "Latin-1": (b"title: Gef\xe4\xdf\n", "The file is not in UTF-8"),
    "binary": (b"PK\x03\x04\x00\x00\x00binary", "This is not a text file"),
}
HALF_WRONG = """\
format: 1
title: {en: "Half wrong", id: "Setengah salah"}
nodes:
  good:
    kind: process
    label: {en: "Good step", id: "Langkah baik"}
  odd:
    kind: sorcery
    label: {en: "Odd step", id: "Langkah aneh"}
edges:
  - good -> odd
  - good -> nowhere
"""


@pytest.mark.parametrize("kind", HOPELESS)
def test_a_file_that_says_nothing_is_explained_in_the_place_of_the_drawing(
    start: Open, library: Callable[..., Path], kind: str
) -> None:
    data, sentence = HOPELESS[kind]
    visitor = start(library(trouble=data))
    assert visitor.empty.isVisible()
    assert visitor.empty.title.text() == "trouble.yaml cannot be drawn yet"
    assert sentence in visitor.empty.hint.text()
    assert visitor.empty.hint.text().startswith("Line ")
    assert "Read the file again" in visitor.buttons_of_the_empty_canvas
    visitor.press_on_the_empty_canvas("Open the diagrams that came with CalcViewer")
    visitor.wait_for_drawing("overview")
    assert visitor.canvas.isVisible()


def test_a_mended_file_is_read_again(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=CLOT.replace("title: {en", "title: {{en")))
    assert visitor.empty.isVisible()
    library(clot=CLOT)
    visitor.press_on_the_empty_canvas("Read the file again")
    visitor.wait_for_drawing("clot")
    assert visitor.canvas.isVisible()
    assert visitor.window.title.text() == "A clot"


REFUSED = {
    "alias bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "YAML's anchors and aliases are not used here"),
    "tag": ("title: !!python/object/apply:os.system [exit]\n", "A value cannot start with !"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_yaml_could_do_to_a_program_is_refused(start: Open, library: Callable[..., Path], kind: str) -> None:
    text, sentence = REFUSED[kind]
    visitor = start(library(trouble=CLOT + text))
    visitor.wait_for_drawing("trouble")
    visitor.press_button()
    assert any(sentence in line for line in visitor.problems)


def test_of_a_half_wrong_file_the_rest_is_drawn_and_the_problems_are_listed(
    start: Open, library: Callable[..., Path]
) -> None:
    visitor = start(library(half=HALF_WRONG))
    visitor.wait_for_drawing("half")
    assert {box.id for box in visitor.picture.boxes} >= {"good"}
    assert visitor.bar == "half.yaml has problems (2). Everything that could be read is shown."
    assert visitor.button == "Show"
    assert visitor.problems == []
    visitor.press_button()
    assert [line.partition(": ")[0] for line in visitor.problems] == ["Line 8, column 5", "Line 12, column 5"]
    assert "sorcery" in visitor.problems[0]
    assert "(E063)" in visitor.problems[1]
    visitor.do("deselect")
    assert visitor.problems == []
    visitor.click("good")
    assert "Good step" in visitor.text


@pytest.mark.parametrize("name", sorted(path.stem for path in BAD.glob("*.yaml")))
def test_no_bad_file_ever_costs_the_window(start: Open, name: str) -> None:
    """Opened among the others of its folder, each shows a drawing or says why there is none."""
    visitor = start(BAD / f"{name}.yaml")
    assert visitor.session.diagram_id == name
    if visitor.session.diagram is None:
        assert visitor.empty.hint.text()
        return
    visitor.wait(lambda: visitor.session.picture is not None)
    visitor.canvas.grab()
    for row in range(visitor.outline.topLevelItemCount()):
        if item := visitor.outline.topLevelItem(row):
            visitor.outline.setCurrentItem(item)


def test_a_folder_without_diagrams_says_so_and_what_to_do(start: Open, tmp_path: Path) -> None:
    visitor = start(tmp_path)
    assert visitor.empty.isVisible()
    assert visitor.empty.title.text() == "There is no diagram here"
    assert "Open a diagram…" in visitor.buttons_of_the_empty_canvas


def test_a_folder_without_diagrams_opened_later_shows_nothing_of_the_old_one(shipped: Visitor, tmp_path: Path) -> None:
    shipped.click("infection")
    shipped.window.open_path(tmp_path)
    assert shipped.empty.isVisible()
    assert shipped.window.title.text() == ""
    assert shipped.window.windowTitle() == "CalcViewer"
    assert shipped.shelf == []
    assert shipped.text == ""
    assert shipped.outline.topLevelItemCount() == 0
    for action in ("reload", "next-diagram", "home", "back", "export-svg", "deselect"):
        shipped.do(action)


def test_what_is_not_there_leaves_what_was_open(shipped: Visitor, tmp_path: Path) -> None:
    shipped.window.open_path(tmp_path / "gone.yaml")
    assert shipped.bar.endswith("gone.yaml cannot be opened: it is not there (any more).")
    assert shipped.place == "overview#"
    assert shipped.canvas.isVisible()


def test_a_start_with_a_path_that_is_not_there(start: Open, tmp_path: Path) -> None:
    visitor = start(tmp_path / "gone.yaml")
    assert visitor.bar.endswith("gone.yaml cannot be opened: it is not there (any more).")
    assert visitor.empty.isVisible()
    visitor.press_on_the_empty_canvas("Open the diagrams that came with CalcViewer")
    visitor.wait_for_drawing("overview")


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO and no links there")
@pytest.mark.parametrize("kind", ["folder", "dangling link", "pipe", "link to itself", "device"])
def test_what_only_looks_like_a_file(start: Open, tmp_path: Path, kind: str) -> None:
    make: dict[str, Callable[[Path], object]] = {
        "folder": lambda path: path.mkdir(),
        "dangling link": lambda path: path.symlink_to("nowhere"),
        "pipe": os.mkfifo,
        "link to itself": lambda path: path.symlink_to(path),
        "device": lambda path: path.symlink_to("/dev/zero"),
    }
    (tmp_path / "clot.yaml").write_text(CLOT)
    make[kind](tmp_path / "x.yaml")
    visitor = start(tmp_path)
    visitor.wait_for_drawing("clot")
    visitor.choose_diagram("X")
    assert visitor.empty.isVisible()
    assert visitor.empty.hint.text()


def test_a_file_that_is_no_diagram_is_not_passed_over_in_silence(start: Open, library: Callable[..., Path]) -> None:
    notes = library(clot=CLOT) / "notes.txt"
    notes.write_text("remember the milk")
    visitor = start(notes)
    assert visitor.bar.endswith("notes.txt cannot be opened: it is no diagram (.yaml).")


def test_a_damaged_library_file_is_no_obstacle(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(library=b"\x00\x01 not text", clot=CLOT))
    visitor.wait_for_drawing("clot")
    assert "problems" in visitor.bar


LABELS = {
    "long": "word " * 2_000,
    "one word": "a" * 10_000,
    "emoji": "🫀👩🏽‍⚕️🇮🇩 heart",
    "right to left": "التكلس الحثلي",
    "combining": "e" + "\u0301" * 5_000,
    "Devanagari and Thai": "क्षि नमस्ते สวัสดี",
    "DOT": r'\N \G \l "quoted" <b>bold</b> {a|b} &lt; \\',
    "blank": "\u00a0",
}


@pytest.mark.parametrize("kind", LABELS)
def test_any_label_is_drawn_and_told_in_full(start: Open, library: Callable[..., Path], kind: str) -> None:
    label = LABELS[kind]
    visitor = start(library(odd=diagram_with("It is odd.", label)))
    visitor.wait_for_drawing("odd")
    visitor.canvas.grab()
    box = visitor.picture.boxes[0]
    assert 0 < box.width < 1000
    assert 0 < box.height < 1000
    visitor.click("step")
    said = unicodedata.normalize("NFC", visitor.text)
    assert unicodedata.normalize("NFC", " ".join(label.split()))[:3000] in said
    assert visitor.window.width() <= 1400


def test_a_window_stays_within_its_size_whatever_the_title_is(start: Open, library: Callable[..., Path]) -> None:
    title = quoted("Unbreakable" * 300)
    visitor = start(library(odd=CLOT.replace('{en: "A clot", id: "Bekuan"}', f"{{en: {title}, id: {title}}}")))
    visitor.wait_for_drawing("odd")
    visitor.settle()
    assert visitor.window.width() <= 1400
    assert visitor.window.height() <= 900
    assert visitor.canvas.height() > 200


def test_the_file_is_never_changed(start: Open, library: Callable[..., Path]) -> None:
    folder = library(half=HALF_WRONG)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    visitor = start(folder)
    visitor.wait_for_drawing("half")
    visitor.do("reload")
    visitor.close()
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before
