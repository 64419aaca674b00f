"""A diagram that was never shown is drawn by a second process while the first imports Qt; or it is not, and no harm."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from calcviewer import paths
from calcviewer.app.ahead import drawn
from calcviewer.app.first_picture import FirstPictures, state_of, unpacked
from calcviewer.app.session import drawer_of
from calcviewer.app.settings import Settings, SettingsFile
from calcviewer.core.library import open_library
from tests.app.small import CLOT, diagram_with

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies a process")
BEGIN = """
import sys, time, os, threading
from pathlib import Path
from calcviewer.app import ahead
path = Path(sys.argv[1])
"""
SLOW = """
from calcviewer.layout import engine
engine.find_engine = lambda: engine.Engine("slow", Path(sys.argv[2]))
def children():
    try:
        return bool(os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT | os.WNOHANG) or True)
    except ChildProcessError:
        return False
def wait_for_the_end():
    end = time.monotonic() + 20
    while children() and time.monotonic() < end:
        time.sleep(0.01)
    return not children()
"""


def said_by(code: str, *words: object) -> str:
    command = [sys.executable, "-c", BEGIN + code, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.fixture
def clot(library: Callable[..., Path]) -> Path:
    return library(clot=CLOT) / "clot.yaml"


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """An engine that never ends by itself, and says in a file that it runs."""
    script = tmp_path / "slow"
    script.write_text(f"#!/bin/sh\necho $$ > {tmp_path / 'running'}\nexec sleep 60\n")
    script.chmod(0o755)
    return script


@pytest.mark.usefixtures("qapp")
def test_what_is_drawn_ahead_is_what_the_window_will_draw() -> None:
    for name in ("arterial-atherosclerosis", "overview"):
        path = paths.shipped_library() / f"{name}.yaml"
        diagram = open_library(path.parent).load(name).diagram
        assert diagram is not None
        promise = unpacked(drawn(path), state_of(path))
        assert promise is not None
        assert promise.picture == drawer_of(Settings()).draw(diagram)
        assert promise.titles == dict(diagram.title.values)


@pytest.mark.usefixtures("qapp")
def test_the_window_finds_the_layout(clot: Path) -> None:
    drawn(clot)
    diagram = open_library(clot.parent).load("clot").diagram
    assert diagram is not None
    assert drawer_of(Settings()).from_cache(diagram) is not None


@pytest.mark.parametrize("text", ["", "format: 1\nnodes: [", CLOT.replace('"Slow blood"', '"血"')])
def test_what_cannot_be_read_or_measured_is_left_to_the_window(library: Callable[..., Path], text: str) -> None:
    assert drawn(library(clot=text) / "clot.yaml") == b""


def test_a_file_that_the_library_does_not_know_is_left_to_the_window(clot: Path) -> None:
    assert drawn(clot.with_name("nowhere.yaml")) == b""
    assert drawn(clot.parent / "nowhere" / "clot.yaml") == b""
    clot.with_suffix(".yml").write_text(diagram_with("Other"), "utf-8")
    assert drawn(clot.with_suffix(".yml")) == b""  # the library has the other one of that name


@linux
def test_a_drawing_comes_from_the_other_process(clot: Path) -> None:
    code = "one = ahead.look_ahead(path).promise(); print(one.titles['en'], len(one.picture.boxes))"
    assert said_by(code, clot) == "A clot 4"


def test_a_file_that_changes_meanwhile_is_not_promised(clot: Path) -> None:
    data = drawn(clot)
    clot.write_text(CLOT + "# more\n", "utf-8")
    assert unpacked(data, state_of(clot)) is None


@linux
def test_a_process_with_a_second_thread_is_not_copied(clot: Path) -> None:
    code = "go = threading.Event(); threading.Thread(target=go.wait).start(); print(ahead.look_ahead(path)); go.set()"
    assert said_by(code, clot) == "None"


@linux
def test_what_was_kept_or_is_no_diagram_is_not_drawn_ahead(clot: Path, tmp_path: Path) -> None:
    large = clot.with_name("large.yaml")
    large.write_text(CLOT + "#" * 300_000)
    code = "print(*(ahead.look_ahead(Path(one)) for one in sys.argv[1:]), ahead.look_ahead(None))"
    shipped = paths.shipped_library() / "overview.yaml"
    assert said_by(code, clot.parent, clot.with_name("no.yaml"), large, shipped) == "None None None None None"
    promise = unpacked(drawn(clot), state_of(clot))
    assert promise is not None
    FirstPictures(paths.cache_folder() / "first").put(clot, promise)
    assert said_by(code, clot) == "None None"


@linux
@pytest.mark.parametrize(
    ("settings", "is_drawn"),
    [(Settings(), True), (Settings(is_basic=True), False), (Settings(graphviz="/usr/bin/dot"), False)],
    ids=["usual", "basic", "graphviz"],
)
def test_settings_that_change_the_drawing_are_respected(clot: Path, settings: Settings, is_drawn: bool) -> None:
    SettingsFile().write(settings)
    code = "one = ahead.look_ahead(path); print(one is not None); one and one.close()"
    assert said_by(code, clot) == str(is_drawn)


@linux
def test_one_that_takes_too_long_is_not_waited_for_and_ends(clot: Path, slow: Path) -> None:
    code = SLOW + "ahead.PATIENCE_S = 0.01\none = ahead.look_ahead(path)\n"
    code += "print(one.promise()); one.close(); print(wait_for_the_end())"
    assert said_by(code, clot, slow) == "None\nTrue"


@linux
def test_nobody_wants_it_any_more_and_graphviz_ends_too(clot: Path, slow: Path, tmp_path: Path) -> None:
    running = tmp_path / "running"
    code = SLOW + "one = ahead.look_ahead(path)\nwhile not Path(sys.argv[3]).exists(): time.sleep(0.01)\n"
    code += "one.close(); print(wait_for_the_end())"
    assert said_by(code, clot, slow, running) == "True"
    with pytest.raises(ProcessLookupError):
        os.kill(int(running.read_text()), 0)


@linux
def test_the_window_shows_it_and_goes_on_as_always(clot: Path) -> None:
    command = [sys.executable, "-m", "calcviewer", "--timings", str(clot)]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"}
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        said = ""
        while "everything around it is made" not in said:
            said += next(program.stderr)
        program.kill()
    ahead, painted, read = map(said.index, ("what was drawn ahead is there", "it is painted", "the diagram is read"))
    assert ahead < painted < read
