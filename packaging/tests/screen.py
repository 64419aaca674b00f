"""A display without a screen, and what stands on it."""

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")
PATIENCE_S = 60.0


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


def wait_for(ask: Callable[[], Answer], what: str, patience_s: float = PATIENCE_S) -> Answer:
    """The first answer that is not empty."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.2)
    raise TimeoutError(f"{what} did not come within {patience_s:.0f} s")
