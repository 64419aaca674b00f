"""Graphviz missing, crashing, hanging or talking nonsense: a sentence says so, everything else goes on working."""

import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QFileDialog

from calcviewer.app.settings import Settings, SettingsFile
from calcviewer.core.library import Place
from calcviewer.layout.engine import find_engine
from tests.app.small import CLOT, chain
from tests.app.visitor import Open, Visitor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the engines of these stories are shell scripts")

HANG = "sleep 600"
TROUBLE = {
    "crashing": ("kill -11 $$", "Graphviz stopped with an error"),
    "failing": ("echo 'syntax error' >&2; exit 1", "syntax error"),
    "talking nonsense": ("echo '<html>'", "Graphviz gave an answer that makes no sense"),
    "stopping halfway": ("echo 'graph 1 2 3'; echo 'node n0 1 1'", "Graphviz gave an answer that makes no sense"),
    "silent": ("true", "Graphviz gave an answer that makes no sense"),
}


@pytest.fixture
def engine(tmp_path: Path) -> Callable[[str], Path]:
    """`engine(commands)` is a Graphviz that does that; written again it does something else."""
    path = tmp_path / "my dot"

    def write(commands: str) -> Path:
        path.write_text(f"#!/bin/sh\n{commands}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return write


@pytest.fixture
def begin(start: Open, library: Callable[..., Path]) -> Callable[[Path], Visitor]:
    """Opens the clot with that Graphviz."""

    def begin(graphviz: Path, text: str = CLOT) -> Visitor:
        SettingsFile().write(Settings(graphviz=str(graphviz), is_hint_seen=True))
        return start(library(clot=text))

    return begin


def working() -> str:
    return f'exec "{find_engine().path}" "$@"'


def children() -> set[int]:
    """Processes that this one started and that still run."""
    task = Path("/proc/self/task")
    return {int(pid) for thread in task.iterdir() for pid in (thread / "children").read_text().split()}


@pytest.mark.parametrize("kind", TROUBLE)
def test_a_sentence_says_what_is_wrong_and_trying_again_mends_it(
    engine: Callable[[str], Path], begin: Callable[..., Visitor], kind: str
) -> None:
    commands, sentence = TROUBLE[kind]
    visitor = begin(engine(commands))
    visitor.wait(lambda: sentence in visitor.bar)
    assert visitor.button == "Try again"
    visitor.do("go-outline")
    row = visitor.outline.topLevelItem(0)
    assert row is not None
    visitor.outline.setCurrentItem(row)
    assert "Blood lingers." in visitor.text
    visitor.press_button()
    visitor.wait(lambda: sentence in visitor.bar)
    engine(working())
    visitor.press_button()
    visitor.wait_for_drawing("clot")
    assert visitor.bar == ""
    assert visitor.place == "clot#stasis"


@pytest.mark.parametrize("make", ["missing", "folder", "not executable"])
def test_a_program_that_cannot_be_started(tmp_path: Path, begin: Callable[..., Visitor], make: str) -> None:
    path = tmp_path / "dot"
    if make == "folder":
        path.mkdir()
    elif make == "not executable":
        path.write_text("text")
    visitor = begin(path)
    visitor.wait(lambda: "Graphviz program" in visitor.bar and str(path) in visitor.bar)
    assert visitor.button == "Try again"
    visitor.do("own-graphviz")
    visitor.wait_for_drawing("clot")
    assert visitor.bar == ""


def test_another_program_can_be_chosen(
    shipped: Visitor, engine: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = engine("echo 'my own error' >&2; exit 3")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    shipped.do("choose-graphviz")
    shipped.choose_diagram("Comparison: types of soft-tissue calcification")
    shipped.wait(lambda: "my own error" in shipped.bar)


def test_a_hanging_program_shows_progress_and_can_be_stopped(
    engine: Callable[[str], Path], begin: Callable[..., Visitor]
) -> None:
    before = children()
    visitor = begin(engine(HANG))
    visitor.wait(lambda: visitor.bar == "The drawing is being laid out …")
    assert visitor.button == "Stop"
    assert children() > before
    visitor.press_button()
    visitor.wait(lambda: children() == before)
    assert visitor.bar != "The drawing is being laid out …"
    assert visitor.button == "Try again"
    engine(working())
    visitor.press_button()
    visitor.wait_for_drawing("clot")
    assert visitor.bar == ""


def test_what_is_too_much_for_graphviz_can_be_drawn_simply_and_laid_out_again(
    engine: Callable[[str], Path], begin: Callable[..., Visitor]
) -> None:
    visitor = begin(engine("yes 'edge n0 n1' | head -c 60000000"))
    visitor.wait(lambda: "far too much" in visitor.bar)
    assert visitor.button == "Draw it simply"
    visitor.press_button()
    visitor.wait_for_drawing("clot")
    assert visitor.bar == "This is a simple drawing: rows of steps, in the order of their causes."
    simple = visitor.picture
    places = {box.id: (box.x, box.y) for box in simple.boxes}
    assert len(set(places.values())) == len(places) > 2
    engine(working())
    assert visitor.button == "Lay out again"
    visitor.press_button()
    visitor.wait(lambda: visitor.picture not in (None, simple))
    assert visitor.bar == ""


def test_progress_is_not_shown_for_what_nobody_waits_for_any_more(
    engine: Callable[[str], Path], start: Open, library: Callable[..., Path]
) -> None:
    SettingsFile().write(Settings(graphviz=str(engine(HANG)), is_hint_seen=True))
    visitor = start(library(clot=CLOT, empty=""))
    visitor.session.go(Place("empty"))
    clock, ticks = QElapsedTimer(), QTimer()
    clock.start()
    ticks.start(20)
    visitor.wait(lambda: clock.elapsed() > 500)
    assert visitor.bar == ""
    assert visitor.empty.isVisible()


def test_closing_during_a_layout_leaves_no_process(
    engine: Callable[[str], Path], begin: Callable[..., Visitor]
) -> None:
    before = children()
    visitor = begin(engine(HANG))
    visitor.wait(lambda: children() > before)
    visitor.close()
    assert children() == before


def test_closing_leaves_no_thread() -> None:
    """In a process of its own: Qt keeps threads for pictures that other stories may have called in."""
    code = (
        "import time; from pathlib import Path; from calcviewer import paths; from calcviewer.app.main import *\n"
        "count = lambda: len(list(Path('/proc/self/task').iterdir()))\n"
        "program = Program(make_application()); before = count(); program.open(paths.shipped_library())\n"
        "program.session.start_index(); during = count(); program.close(); end = time.monotonic() + 20\n"
        "while count() > before and time.monotonic() < end: pass  # a thread is forgotten after it ended\n"
        "print(before, during, count())"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    before, during, after = map(int, result.stdout.split())
    assert during > before == after


def test_only_the_newest_diagram_is_drawn(
    engine: Callable[[str], Path], start: Open, library: Callable[..., Path]
) -> None:
    """The slow one, asked for first, must not come in over the quick one."""
    slow = f'data=$(cat); case "$data" in *n2*) sleep 0.4;; esac; printf "%s" "$data" | "{find_engine().path}" "$@"'
    SettingsFile().write(Settings(graphviz=str(engine(slow)), is_hint_seen=True))
    quick = CLOT[: CLOT.index("  stone:")] + "edges:\n  - {from: stasis, to: clot}\n"
    visitor = start(library(a_quick=quick, b_slow=CLOT))
    shown: list[int] = []
    visitor.session.picture_changed.connect(lambda picture: shown.append(len(picture.boxes)))
    for place in ("b-slow", "a-quick", "b-slow", "a-quick"):
        visitor.session.go(Place(place))
    visitor.wait_for_drawing("a-quick")
    clock, ticks = QElapsedTimer(), QTimer()
    clock.start()
    ticks.start(20)
    visitor.wait(lambda: clock.elapsed() > 700)
    assert set(shown) == {2}
    assert len(visitor.picture.boxes) == 2


def test_a_thousand_steps_never_stop_the_window(start: Open, library: Callable[..., Path]) -> None:
    """The event loop comes round while they are read, laid out and drawn; how soon is a matter of the benchmark."""
    visitor = start(library(a_clot=CLOT, long=chain(1000)))
    visitor.wait_for_drawing("a-clot")
    turns: list[str] = []
    ticks = QTimer(visitor.window)  # ends with it
    ticks.timeout.connect(lambda: turns.append(stage(visitor)))
    ticks.start(0)
    visitor.session.go(Place("long"))
    assert visitor.session.diagram_id == "a-clot"
    visitor.wait(lambda: stage(visitor) == "drawn", 60_000)
    assert len(visitor.picture.boxes) == 1000
    ticks.stop()
    assert turns.count("read") + turns.count("laid out") >= 10
    assert turns.count("shown") >= 5


def stage(visitor: Visitor) -> str:
    """How far the long diagram has come."""
    if visitor.session.diagram_id != "long":
        return "read"
    if visitor.session.picture is None:
        return "laid out"
    return "drawn" if len(visitor.canvas.scene().items()) > 4000 else "shown"


def test_the_engine_runs_in_an_empty_folder_without_our_surroundings(
    engine: Callable[[str], Path], begin: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "do not tell")
    visitor = begin(engine('pwd >&2; ls >&2; echo "${SECRET-nothing}" >&2; exit 9'))
    visitor.wait(lambda: "code 9" in visitor.bar)
    assert "do not tell" not in visitor.bar
    assert str(Path.cwd()) not in visitor.bar


def test_a_long_file_that_changed_is_read_again_without_stopping_the_window(
    start: Open, library: Callable[..., Path]
) -> None:
    folder = library(long=chain(1000))
    visitor = start(folder)
    visitor.wait(lambda: stage(visitor) == "drawn", 60_000)
    (folder / "long.yaml").write_text(chain(1001).replace("en: Long", "en: Longer"), "utf-8")
    visitor.do("reload")
    assert visitor.window.title.text() == "Long"
    visitor.wait(lambda: visitor.window.title.text() == "Longer", 60_000)
    visitor.wait(lambda: visitor.session.picture is not None and len(visitor.picture.boxes) == 1001, 60_000)


def test_reading_can_be_stopped_and_what_was_open_stays(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(a_clot=CLOT, long=chain(1000)))
    visitor.wait_for_drawing("a-clot")
    visitor.session.go(Place("long"))
    visitor.session.cancel_layout()
    visitor.session.go(Place("a-clot", "stasis"))
    assert visitor.place == "a-clot#stasis"
    visitor.session.go(Place("long"))
    visitor.session.go(Place("a-clot", "stone"))  # another place was asked for meanwhile: that one counts
    visitor.wait(lambda: not visitor.session.is_busy)
    assert visitor.place == "a-clot#stone"
    assert len(visitor.picture.boxes) == 4
