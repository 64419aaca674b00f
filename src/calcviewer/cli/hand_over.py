"""Hands a file to the window that is open already, without importing Qt. What is said is in app/one_window.py.

Every start comes by here first, and most that are made in a lesson end here: no `pathlib` yet.
"""

import os
import sys

from calcviewer import user_folders

PATIENCE_S = 2.0
"""A window that does not answer in this time is busy or gone: another one opens."""


def hand_over(path: str) -> bool:
    """Asks the open window to show `path`, or with '' to come forward; False if there is no such window."""
    try:
        return _ask(user_folders.meeting_point(), os.fsencode(os.path.abspath(path) if path else "") + b"\0")
    except OSError:
        return False


if sys.platform == "win32":

    def _ask(point: str, words: bytes) -> bool:
        with open(user_folders.pipe_name(point), "r+b", buffering=0) as pipe:
            pipe.write(words)
            return pipe.read(1) == b"\1"

else:
    import _socket  # the module around it takes 5 ms to import

    def _ask(point: str, words: bytes) -> bool:
        if not os.path.exists(point):
            return False
        line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        try:
            line.settimeout(PATIENCE_S)
            line.connect(point)
            line.send(words)
            return line.recv(1) == b"\1"
        finally:
            line.close()
