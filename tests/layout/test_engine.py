"""Running Graphviz: found, limited, killed with all that it started, and every failure in words."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from calcviewer import paths
from calcviewer.core.library import open_library
from calcviewer.layout import engine as module
from calcviewer.layout.assemble import assemble
from calcviewer.layout.dot import dot_text, layout_request
from calcviewer.layout.engine import Cancelled, Engine, LayoutError, find_engine, is_whole, lay_out
from calcviewer.layout.widths import TableMeasurer
from tests.layout.samples import PLAIN, engine

GRAPH = "digraph { a -> b }"
posix = pytest.mark.skipif(sys.platform == "win32", reason="fake engines are scripts with a first line for POSIX")


def code(failing: pytest.ExceptionInfo[LayoutError]) -> str:
    return failing.value.problem.code


def fails(it: Engine, limit: float = 10.0) -> str:
    with pytest.raises(LayoutError) as failing:
        lay_out(it, GRAPH, limit)
    assert failing.value.problem.message
    return code(failing)


def test_the_embedded_engine_lays_out() -> None:
    text = lay_out(find_engine(), GRAPH)
    assert is_whole(text)
    assert text.count("\nnode ") == 2


@pytest.mark.parametrize("text", ["", "graph 1 1 1\n", "stop\n", "<svg/>", "graph 1 1 1\nnode"])
def test_output_that_is_not_whole_is_known(text: str) -> None:
    assert not is_whole(text)


@posix
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("print('hello')", "E206"),
        ("print('graph 1 1 1')\nprint('node n0')", "E206"),
        ("import sys\nsys.stdout.buffer.write(bytes(range(256)))", "E206"),
        ("print('graph 1 1 1')\nprint('stop')\nraise SystemExit(3)", "E205"),
        ("import os\nos.kill(os.getpid(), 11)", "E205"),
        ("import sys\nsys.exit('no such layout \\x1b[31m')", "E205"),
    ],
    ids=["nonsense", "partial", "binary", "whole-but-failed", "crashed", "said-why"],
)
def test_a_bad_answer_has_its_problem(tmp_path: Path, body: str, expected: str) -> None:
    assert fails(engine(tmp_path, body)) == expected


@posix
def test_what_the_engine_said_is_told_without_control_characters(tmp_path: Path) -> None:
    with pytest.raises(LayoutError) as failing:
        lay_out(engine(tmp_path, "import sys\nsys.exit('no layout \\x1b[31m')"), GRAPH)
    assert "no layout \\x1b[31m" in failing.value.problem.message


@posix
@pytest.mark.parametrize(("pause", "poll_s"), [("", 30.0), ("\nimport time\ntime.sleep(60)", 0.02)])
def test_far_too_much_output_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: str, poll_s: float
) -> None:
    monkeypatch.setattr(module, "OUTPUT_LIMIT", 1 << 20)
    monkeypatch.setattr(module, "POLL_S", poll_s)
    body = f"import sys\nsys.stdout.write('x' * (2 << 20))\nsys.stdout.flush(){pause}"
    assert fails(engine(tmp_path, body)) == "E207"


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and ") Z " in stat.read_text("utf-8")  # dead, and only not yet fetched by its new parent


def _wait_until_gone(pid: int) -> bool:
    end = time.monotonic() + 5
    while not _is_gone(pid) and time.monotonic() < end:
        time.sleep(0.01)
    return _is_gone(pid)


PARENT = """
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path({file!r}).write_text(str(child.pid))
{then}
"""


@posix
@pytest.mark.parametrize(
    "then",
    ["time.sleep(60)", "print('graph 1 1 1\\nstop')", "sys.exit(2)"],
    ids=["hanging", "finished", "failed"],
)
def test_nothing_that_an_engine_started_is_left_running(tmp_path: Path, then: str) -> None:
    file = tmp_path / "child"
    it = engine(tmp_path, PARENT.format(file=str(file), then=then))
    with contextlib.suppress(LayoutError):
        lay_out(it, GRAPH, 1.0)
    assert _wait_until_gone(int(file.read_text("utf-8")))


@posix
def test_a_cancelled_run_ends_soon(tmp_path: Path) -> None:
    cancelled = threading.Event()
    threading.Timer(0.1, cancelled.set).start()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        lay_out(engine(tmp_path, "import time\ntime.sleep(60)"), GRAPH, cancelled=cancelled)
    assert time.monotonic() - start < 5


@posix
def test_a_flag_that_is_not_set_disturbs_nothing(tmp_path: Path) -> None:
    body = f"import time\ntime.sleep(0.1)\nprint({PLAIN!r}, end='')"
    assert lay_out(engine(tmp_path, body), GRAPH, cancelled=threading.Event()) == PLAIN


@posix
def test_the_engine_runs_in_an_empty_folder_of_its_own_with_little_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GVBINDIR", "/elsewhere")
    body = "import os, sys\nsys.exit(os.getcwd() + ' ' + str('GVBINDIR' in os.environ) + ' ' + ' '.join(sys.argv[1:]))"
    with pytest.raises(LayoutError) as failing:
        lay_out(engine(tmp_path, body), GRAPH)
    folder, has_variable, *arguments = failing.value.problem.args["said"].split()
    assert (has_variable, arguments) == ("False", ["-Tplain"])
    assert not Path(folder).exists()


def test_an_engine_that_cannot_be_started_says_so(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello", "utf-8")
    assert fails(Engine("x", tmp_path / "text")) == "E203"
    assert fails(Engine("x", tmp_path / "missing")) == "E203"


@posix
def test_without_room_for_its_files_nothing_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert fails(engine(tmp_path, "print()")) == "E203"


def test_the_chosen_engine_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = tmp_path / "my dot"
    chosen.touch()
    assert find_engine(str(chosen)) == Engine("my dot", chosen)
    monkeypatch.chdir(tmp_path)
    assert find_engine("my dot").path == chosen


@pytest.mark.parametrize("chosen", ["{}", "{}/missing", "a\0b"])
def test_a_chosen_engine_that_is_no_file_says_so(tmp_path: Path, chosen: str) -> None:
    with pytest.raises(LayoutError) as failing:
        find_engine(chosen.format(tmp_path))
    assert code(failing) == "E202"


def _only(monkeypatch: pytest.MonkeyPatch, embedded: Path, *path: str) -> None:
    monkeypatch.setattr(paths, "executable_folder", lambda: embedded)
    monkeypatch.setenv("PATH", os.pathsep.join(path))


SUFFIX = ".exe" if sys.platform == "win32" else ""


def test_the_embedded_engine_comes_before_one_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / f"dot{SUFFIX}").touch()
    _only(monkeypatch, tmp_path, str(tmp_path))
    assert find_engine().name == "dot"
    (tmp_path / "bin" / f"graphviz-pure{SUFFIX}").touch()
    assert find_engine().name == "graphviz-pure"


def test_without_any_engine_a_problem_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _only(monkeypatch, tmp_path, str(tmp_path))
    with pytest.raises(LayoutError) as failing:
        find_engine()
    assert code(failing) == "E201"


def test_the_current_folder_is_never_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"dot{SUFFIX}").touch()
    monkeypatch.chdir(tmp_path)
    _only(monkeypatch, tmp_path / "gone", "", ".")
    with pytest.raises(LayoutError):
        find_engine()


def test_a_folder_of_the_path_that_is_closed_to_us_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _only(monkeypatch, tmp_path, str(tmp_path))

    def closed(_path: Path) -> bool:
        raise PermissionError(13, "closed")

    monkeypatch.setattr(Path, "is_file", closed)
    with pytest.raises(LayoutError) as failing:
        find_engine()
    assert code(failing) == "E201"


@posix
def test_where_memory_cannot_be_limited_the_layout_still_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert lay_out(engine(tmp_path, f"print({PLAIN!r}, end='')"), GRAPH) == PLAIN


@posix
@pytest.mark.parametrize("failure", [OSError, AttributeError])
def test_where_the_system_does_not_wake_at_the_end_python_looks_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    def no_handle(_pid: int) -> int:
        raise failure

    monkeypatch.setattr(os, "pidfd_open", no_handle, raising=False)
    assert is_whole(lay_out(find_engine(), GRAPH))
    assert fails(engine(tmp_path, "import time\ntime.sleep(60)"), limit=0.1) == "E204"


def test_on_windows_the_process_itself_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    class Process:
        pid = 1

        def __init__(self, *_arguments: object, **options: object) -> None:
            assert options["start_new_session"] is False

        def kill(self) -> None:
            calls.append("kill")

        def wait(self, _timeout_s: float | None = None) -> int:
            calls.append("wait")
            return 1

        def poll(self) -> int:
            return 1

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "Popen", Process)
    assert fails(Engine("x", tmp_path)) == "E205"
    assert "kill" in calls
    assert next(iter(find_engine_names())).endswith(".exe")


def find_engine_names() -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "is_file", lambda _path: True)
        return [find_engine().path.name]


def test_the_embedded_engine_draws_the_shipped_diagrams_as_graphviz_does() -> None:
    dot = shutil.which("dot")
    if dot is None:
        pytest.skip("no Graphviz is installed here to compare with")
    for diagram in open_library(paths.shipped_library()).diagrams():
        request = layout_request(diagram, ("en", "id"), TableMeasurer())
        text = dot_text(request)
        ours, theirs = (assemble(request, lay_out(e, text)) for e in (find_engine(), Engine("dot", Path(dot))))
        for a, b in zip(ours.boxes, theirs.boxes, strict=True):
            assert (a.x, a.y) == pytest.approx((b.x, b.y), abs=8), diagram.id
