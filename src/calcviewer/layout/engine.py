"""The only module that starts a process: finds Graphviz, runs it with limits, and says in words what went wrong."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol

from calcviewer import paths
from calcviewer.core.problems import Problem, visible

if TYPE_CHECKING:
    import subprocess

TIME_LIMIT_S = 10.0
MEMORY_LIMIT = 1 << 30
OUTPUT_LIMIT = 32 << 20
POLL_S = 0.02
EMBEDDED = "graphviz-pure"
TOO_LARGE = frozenset({"E204", "E207"})
"""What is wrong with a layout that is too much for Graphviz, and that trying again would not mend."""


class Engine(NamedTuple):
    """A program that lays out graphs."""

    name: str
    path: Path


class LayoutError(Exception):
    """A layout that failed; `problem` says why, in words for the user."""

    def __init__(self, problem_code: str, **args: str) -> None:
        self.problem = Problem(problem_code, args=args)
        super().__init__(problem_code)


class Cancelled(Exception):  # noqa: N818 - not an error, an answer
    """Nobody wants the layout any more."""


class Flag(Protocol):
    """Tells that nobody waits any more (`threading.Event`)."""

    def is_set(self) -> bool: ...


def find_engine(chosen: str = "") -> Engine:
    """The engine of the settings; else the embedded one; else `dot` on the PATH. Raises LayoutError."""
    if chosen:
        path = Path(chosen).absolute()  # the process is started in another folder
        if not _is_file(path):
            raise LayoutError("E202", path=visible(chosen))
        return Engine(path.stem, path)
    for name, path in _candidates():
        if _is_file(path):
            return Engine(name, path)
    raise LayoutError("E201")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder of the PATH that this user may not enter
        return False


def _candidates() -> Iterator[tuple[str, Path]]:
    suffix = ".exe" if sys.platform == "win32" else ""
    folders = [
        paths.executable_folder(),
        paths.executable_folder() / "bin",
        *(folder for folder in map(Path, os.get_exec_path()) if folder.is_absolute()),
    ]
    for name in (EMBEDDED, "dot"):
        searched = folders if name == EMBEDDED else folders[2:]
        for folder in searched:
            yield name, folder / f"{name}{suffix}"


def lay_out(engine: Engine, dot: str, time_limit_s: float = TIME_LIMIT_S, cancelled: Flag | None = None) -> str:
    """Graphviz's plain output for a graph in DOT. Raises LayoutError, or Cancelled soon after the flag is set."""
    try:
        code, text, said = _run(engine, dot, time_limit_s, cancelled)
    except OSError as failure:  # no room or no right to write: the process was never started
        raise LayoutError("E203", path=visible(str(engine.path)), why=failure.strerror or str(failure)) from failure
    if code != 0:
        raise LayoutError("E205", code=str(code), said=visible(said or "–"))
    if not is_whole(text):
        raise LayoutError("E206")
    return text


def _run(engine: Engine, dot: str, time_limit_s: float, cancelled: Flag | None) -> tuple[int, str, str]:
    """Exit code, output, and the beginning of what was said on the error channel."""
    import tempfile  # 4 ms, so only when a layout is not cached

    with tempfile.TemporaryDirectory(prefix="calcviewer-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "in.gv"), Path(folder, "out.plain")
        source.write_text(dot, encoding="utf-8")
        with source.open("rb") as stdin, target.open("wb") as stdout, Path(folder, "errors").open("wb") as stderr:
            process = _start(engine, folder, stdin, stdout, stderr)
            try:
                code = _wait(process, target, time_limit_s, cancelled)
            finally:
                _kill(process)
        if target.stat().st_size > OUTPUT_LIMIT:
            raise LayoutError("E207")
        with Path(folder, "errors").open("rb") as errors:
            said = errors.read(2000).decode("utf-8", "replace").strip()
        return code, target.read_bytes().decode("utf-8", "replace"), said


def is_whole(text: str) -> bool:
    """Whether plain output begins and ends as it must: a process that died halfway leaves less."""
    return text.startswith("graph ") and text.rstrip().endswith("stop")


def _start(
    engine: Engine, folder: str, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]
) -> "subprocess.Popen[bytes]":
    import subprocess

    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    try:
        process = subprocess.Popen(
            [str(engine.path), "-Tplain"],
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            cwd=folder,
            env={**kept, "LC_ALL": "C.UTF-8"},
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as failure:
        raise LayoutError("E203", path=visible(str(engine.path)), why=failure.strerror or str(failure)) from failure
    _limit_memory(process.pid)
    return process


def _limit_memory(pid: int) -> None:
    """Linux alone can limit a process that runs already; elsewhere the time limit has to do."""
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _wait(process: "subprocess.Popen[bytes]", target: Path, time_limit_s: float, cancelled: Flag | None) -> int:
    import time

    end = time.monotonic() + time_limit_s
    with _sleeper(process) as sleep:
        sleep()
        while (code := process.poll()) is None:
            if cancelled is not None and cancelled.is_set():
                raise Cancelled
            if time.monotonic() > end:
                raise LayoutError("E204", seconds=f"{time_limit_s:g}")
            if target.stat().st_size > OUTPUT_LIMIT:
                raise LayoutError("E207")
            sleep()
    return code


@contextlib.contextmanager
def _sleeper(process: "subprocess.Popen[bytes]") -> Iterator[Callable[[], object]]:
    """Gives what sleeps until the process ends, for `POLL_S` at most.

    Linux wakes at the very end. Python alone looks at longer and longer intervals, and may see it 7 ms too late.
    """
    try:
        handle = os.pidfd_open(process.pid)
    except (AttributeError, OSError):
        yield lambda: _wait_a_while(process)
        return
    import select

    try:
        ended = select.poll()
        ended.register(handle, select.POLLIN)
        yield lambda: ended.poll(POLL_S * 1000)
    finally:
        os.close(handle)


def _wait_a_while(process: "subprocess.Popen[bytes]") -> None:
    import subprocess

    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(POLL_S)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """The whole group, whether or not its leader has ended: an engine may be a script that started another program."""
    if sys.platform == "win32":
        process.kill()
    else:
        import signal

        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
