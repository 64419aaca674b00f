"""A random session at one window, for a short while."""

from pathlib import Path

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.app.random_session import RandomSession
from tests.app.visitor import Open


def test_whatever_somebody_does_nothing_is_lost(start: Open, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    RandomSession.visitor = start(tmp_path / "empty")
    RandomSession.folder = tmp_path
    short = settings(max_examples=15, stateful_step_count=15, deadline=None, derandomize=True)
    run_state_machine_as_test(RandomSession, settings=short)
