"""`calcviewer --timings`: every step of the start and of an edit, with its time, on standard error; else nothing."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from calcviewer import paths, timings
from tests.app.small import CLOT
from tests.app.visitor import Open

LINE = re.compile(r" *(\d+\.\d) ms +\+(\d+\.\d)  (\S.*)")


@pytest.fixture
def timed() -> Iterator[None]:
    timings.set_on(True)
    yield
    timings.set_on(False)


def steps_of(said: str) -> list[tuple[float, float, str]]:
    found = [LINE.fullmatch(line) for line in said.splitlines()]
    return [(float(one[1]), float(one[2]), one[3]) for one in found if one]


def test_a_start_says_its_steps_in_their_order(tmp_path: Path) -> None:
    own = {f"CALCVIEWER_{name}": str(tmp_path / name) for name in ("CONFIG", "CACHE", "DATA")}
    env = {**os.environ, **own, "LANGUAGE": "en", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "calcviewer", "--timings", str(paths.shipped_library())]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        said = [next(program.stderr)]
        while not said[-1].endswith("everything around it is made\n"):
            said.append(next(program.stderr))
        program.kill()
    assert said[0] == "Start\n"
    steps = steps_of("".join(said[1:]))
    assert len(steps) == len(said) - 1
    assert [words for _at, _took, words in steps][:4] == [
        *("Python is there", "Qt is imported", "the program is imported", "Qt has started"),
    ]
    assert "it is painted" in [words for _at, _took, words in steps]
    times = [at for at, _took, _words in steps]
    assert times == sorted(times)
    assert sum(took for _at, took, _words in steps) == pytest.approx(times[-1], abs=0.1 * len(steps))


def test_an_edit_says_its_steps(
    start: Open, library: Callable[..., Path], timed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor = start(library(clot=CLOT) / "clot.yaml")
    visitor.do("edit")
    editing = visitor.window.around.editing
    visitor.wait(lambda: editing.is_read)
    editing.panels.go_to_text()
    capsys.readouterr()
    QTest.keyClicks(editing.panels.text_editor, "# ")
    said = ""

    def is_painted() -> bool:
        nonlocal said
        said += capsys.readouterr().err
        return "it is painted" in said

    visitor.wait(is_painted)
    assert said.startswith("Edit\n")
    assert [words for _at, _took, words in steps_of(said)] == [
        *("the text is read", "it is laid out", "nobody types any more", "the picture is changed", "it is painted"),
    ]


def test_nothing_is_said_unless_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    timings.begin("Edit")
    timings.mark("the text is read")
    assert capsys.readouterr() == ("", "")
