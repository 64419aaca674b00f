"""Random sessions at one window for a long while: `main(seconds)`. `test_random_session.py` runs a few."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from PySide6.QtWidgets import QApplication

ROUND = 40
"""So many sessions between two looks at the clock."""


class Patience:
    """Waits as pytest-qt does."""

    def waitUntil(self, callback: Callable[[], bool], *, timeout: int) -> None:
        end = time.monotonic() + timeout / 1000
        while not callback():
            assert time.monotonic() < end, "waited in vain"
            QApplication.processEvents()


def main(seconds: float) -> int:
    """Runs sessions until the time is over and says how many; one that fails says how it came to that."""
    from calcviewer.app.main import Program, make_application
    from tests.app.random_session import RandomSession
    from tests.app.visitor import Visitor

    application = make_application()
    end, sessions = time.monotonic() + seconds, 0
    with tempfile.TemporaryDirectory() as folder:
        program = Program(application)
        program.begin(Path(folder))
        program.window.show()
        program.finish()
        RandomSession.visitor = Visitor(program, Patience())
        RandomSession.folder = Path(folder)
        many = settings(
            max_examples=ROUND,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        while time.monotonic() < end:
            run_state_machine_as_test(RandomSession, settings=many)
            sessions += ROUND
        program.close()
    return sessions
