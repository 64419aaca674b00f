"""The only module that starts a process: finds Graphviz, runs it with limits, and says in words what went wrong."""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from calcviewer import paths
from calcviewer.core.problems import Problem, visible

if TYPE_CHECKING:
    import subprocess

TIME_LIMIT_S = 10.0
MEMORY_LIMIT = 1 << 30
OUTPUT_LIMIT = 32 << 20
POLL_S = 0.02
EMBEDDED = "graphviz-pure"


@dataclass(frozen=True)
class Engine:
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
        path = Path(chosen)
        if not path.is_file():
            raise LayoutError("E202", path=visible(chosen))
        return Engine(path.stem, path)
    for name, path in _candidates():
        if path.is_file():
            return Engine(name, path)
    raise LayoutError("E201")


def _candidates() -> Iterator[tuple[str, Path]]:
    suffix = ".exe" if sys.platform == "win32" else ""
    folders = [paths.executable_folder(), paths.executable_folder() / "bin", *map(Path, os.get_exec_path())]
    for name in (EMBEDDED, "dot"):
        searched = folders if name == EMBEDDED else folders[2:]
        for folder in searched:
            yield name, folder / f"{name}{suffix}"


def lay_out(engine: Engine, dot: str, time_limit_s: float = TIME_LIMIT_S, cancelled: Flag | None = None) -> str:
    """Graphviz's plain output for a graph in DOT. Raises LayoutError, or Cancelled soon after the flag is set."""
    with tempfile.TemporaryDirectory(prefix="calcviewer-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "in.gv"), Path(folder, "out.plain")
        source.write_text(dot, encoding="utf-8")
        with source.open("rb") as stdin, target.open("wb") as stdout, Path(folder, "errors").open("wb") as stderr:
            process = _start(engine, folder, stdin, stdout, stderr)
            code = _wait(process, target, time_limit_s, cancelled)
        text = target.read_bytes().decode("utf-8", "replace")
        if code != 0:
            said = Path(folder, "errors").read_bytes()[:2000].decode("utf-8", "replace").strip()
            raise LayoutError("E205", code=str(code), said=visible(said or "–"))
    if not is_whole(text):
        raise LayoutError("E206")
    return text


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
        import contextlib
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _wait(process: "subprocess.Popen[bytes]", target: Path, time_limit_s: float, cancelled: Flag | None) -> int:
    import subprocess
    import time

    end = time.monotonic() + time_limit_s
    while True:
        try:
            return process.wait(POLL_S)
        except subprocess.TimeoutExpired:
            pass
        if cancelled is not None and cancelled.is_set():
            _kill(process)
            raise Cancelled
        if time.monotonic() > end:
            _kill(process)
            raise LayoutError("E204", seconds=f"{time_limit_s:g}")
        if target.stat().st_size > OUTPUT_LIMIT:
            _kill(process)
            raise LayoutError("E207")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """The whole group: an engine may be a script that started another program."""
    if sys.platform == "win32":
        process.kill()
    else:
        import contextlib
        import signal

        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
