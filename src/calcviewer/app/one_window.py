"""The one window of a user: a second start hands its file over to it (cli/hand_over.py) and ends.

A plain socket of the user's own, or a named pipe on Windows: nothing of Qt's network module is needed for a path.
The other side says an absolute path (nothing at all to come forward) and a zero byte, and is answered with a one.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from calcviewer import user_folders

LONGEST = 1 << 16
PATIENCE_S = 0.2
"""The other side speaks at once; one that does not may not keep the window waiting."""


class OneWindow(QObject):
    """Emits `asked(path)` when another start hands a path over; '' asks the window to come forward."""

    asked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._point = Path(user_folders.meeting_point())
        self._end: Callable[[], None] = _nothing

    def listen(self) -> bool:
        """Answers from now on; False if another window does, or if there is no place for it."""
        try:
            return self._listen()
        except OSError:
            return False

    def close(self) -> None:
        """Answers no more."""
        self._end()
        self._end = _nothing

    def _hear(self, words: bytes) -> None:
        self.asked.emit(os.fsdecode(words.split(b"\0")[0]))

    if sys.platform == "win32":

        def _listen(self) -> bool:
            import threading

            threading.Thread(target=self._answer_always, daemon=True).start()
            return True

        def _answer_always(self) -> None:
            """One pipe for each who asks; when the other side has read the answer and closed, the next one."""
            import _winapi

            first = _winapi.FILE_FLAG_FIRST_PIPE_INSTANCE
            with contextlib.suppress(OSError):
                while True:
                    pipe = _winapi.CreateNamedPipe(
                        *(
                            user_folders.pipe_name(str(self._point)),
                            _winapi.PIPE_ACCESS_DUPLEX | first,
                            _winapi.PIPE_WAIT,
                        ),
                        *(_winapi.PIPE_UNLIMITED_INSTANCES, LONGEST, LONGEST, 0, _winapi.NULL),
                    )
                    first = 0
                    _winapi.ConnectNamedPipe(pipe)
                    with contextlib.suppress(OSError):
                        words, _error = _winapi.ReadFile(pipe, LONGEST)
                        _winapi.WriteFile(pipe, b"\1")
                        self._hear(words)
                        _winapi.ReadFile(pipe, 1)
                    _winapi.CloseHandle(pipe)

    else:

        def _listen(self) -> bool:
            import _socket

            self._point.parent.mkdir(parents=True, exist_ok=True)
            self._door = door = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
            try:
                if self._point.exists() and not _answers(self._point):
                    self._point.unlink()  # of a window that ended without taking it along
                door.bind(os.fspath(self._point))
            except OSError:
                door.close()
                raise
            self._point.chmod(0o600)
            door.listen(8)
            self._notifier = QSocketNotifier(door.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._answer)
            self._end = self._take_away
            return True

        def _take_away(self) -> None:
            self._notifier.setEnabled(False)
            self._door.close()
            with contextlib.suppress(OSError):
                self._point.unlink()

        def _answer(self) -> None:
            import _socket

            with contextlib.suppress(OSError):
                line = _socket.socket(fileno=self._door._accept()[0])  # type: ignore[attr-defined]  # noqa: SLF001 - what socket.accept() calls
                try:
                    line.settimeout(PATIENCE_S)
                    words = line.recv(LONGEST)
                    line.send(b"\1")
                finally:
                    line.close()
                self._hear(words)


def _nothing() -> None:
    pass


if sys.platform != "win32":

    def _answers(point: Path) -> bool:
        """Whether somebody listens there."""
        import _socket

        line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        try:
            line.settimeout(PATIENCE_S)
            line.connect(os.fspath(point))
        except OSError:
            return False
        else:
            return True
        finally:
            line.close()
