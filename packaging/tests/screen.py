"""Displays without a screen, of X11 and of Wayland, and what stands on them."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")
PATIENCE_S = 60.0
WAYLAND = Path("/tmp/.wayland-tried")  # a bare root has it, too


@contextmanager
def display(size: str = "1366x768") -> Iterator[str]:
    """The name of a display that lives as long as the block."""
    with tempfile.TemporaryFile() as told:
        command = ["Xvfb", "-displayfd", str(told.fileno()), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-ac"]
        server = subprocess.Popen(command, pass_fds=[told.fileno()], stderr=subprocess.DEVNULL)
        try:
            yield f":{wait_for(lambda: _said(told.fileno()), 'a display')}"
        finally:
            server.terminate()
            server.wait()


def _said(file: int) -> str:
    return os.pread(file, 64, 0).decode().strip()


def title(name: str) -> str:
    """The titles of the windows on a display; '' while one of them is just going."""
    said = subprocess.run(
        ["xwininfo", "-root", "-tree", "-display", name], capture_output=True, text=True, check=False
    ).stdout
    return " | ".join(re.findall(r'0x[0-9a-f]+ "([^"]+)"', said))


def picture(name: str, output: Path) -> Path:
    """A picture of the display."""
    output.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-display", name, "-window", "root", str(output)], check=True)
    return output


@contextmanager
def wayland() -> Iterator[Path]:
    """The socket of a Wayland display that lives as long as the block."""
    WAYLAND.mkdir(mode=0o755, exist_ok=True)
    socket = WAYLAND / "display"
    size = ["--width=1366", "--height=768", "--use-pixman", "--idle-time=0"]
    command = ["weston", "--backend=headless-backend.so", f"--socket={socket.name}", *size, "--debug", "--no-config"]
    nothing = subprocess.DEVNULL
    server = subprocess.Popen(command, env=_on_wayland(), stdout=nothing, stderr=nothing)
    try:
        wait_for(socket.is_socket, "a Wayland display")
        socket.chmod(0o777)
        yield socket
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(WAYLAND)


def wayland_windows() -> str:
    """What the Wayland display shows, in its own words."""
    command = ["timeout", "2", "weston-debug", "scene-graph"]
    return subprocess.run(command, env=_on_wayland(), capture_output=True, text=True, check=False).stdout


def wayland_picture(output: Path) -> Path:
    """A picture of the Wayland display."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["weston-screenshooter"], env=_on_wayland(), cwd=folder, check=True)
        shutil.move(next(Path(folder).glob("*.png")), output)
    return output


def _on_wayland() -> dict[str, str]:
    return {**os.environ, "XDG_RUNTIME_DIR": str(WAYLAND), "WAYLAND_DISPLAY": "display"}


def wait_for(ask: Callable[[], Answer], what: str, patience_s: float = PATIENCE_S) -> Answer:
    """The first answer that is not empty."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.2)
    raise TimeoutError(f"{what} did not come within {patience_s:.0f} s")
