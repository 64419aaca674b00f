"""Hands a file to the window that is open already, without importing Qt. What is said is in app/one_window.py."""

import os
import sys
from pathlib import Path

from calcviewer import paths

PATIENCE_S = 2.0
"""A window that does not answer in this time is busy or gone: another one opens."""


def hand_over(path: Path | None) -> bool:
    """Asks the open window to show `path`, or to come forward; False if there is no such window."""
    asked = os.fsencode(path.absolute()) if path is not None else b""
    try:
        return _ask(paths.meeting_point(), asked + b"\0")
    except OSError:
        return False


if sys.platform == "win32":

    def _ask(point: Path, words: bytes) -> bool:
        with Path(paths.pipe_name(point)).open("r+b", buffering=0) as pipe:
            pipe.write(words)
            return pipe.read(1) == b"\1"

else:
    import _socket  # the module around it takes 5 ms to import

    def _ask(point: Path, words: bytes) -> bool:
        if not point.exists():
            return False
        line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        try:
            line.settimeout(PATIENCE_S)
            line.connect(os.fspath(point))
            line.send(words)
            return line.recv(1) == b"\1"
        finally:
            line.close()
