"""What every test stands on: no trace outside its own folder, silence, golden files, garbage. Must not import Qt.

Silence means: a log record of WARNING or worse, or any message from Qt, that the test did not expect fails the test
(Python's own warnings are errors by `filterwarnings`). A test that provokes one says so with the `silence` fixture.
"""

import gc
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

Golden = Callable[[Path, str | bytes], None]
REDIRECTED = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/roaming",
    "LOCALAPPDATA": "home/local",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_DATA_HOME": "home/data",
    "XDG_STATE_HOME": "home/state",
    "XDG_RUNTIME_DIR": "runtime",
    "CALCVIEWER_CACHE": "cache",
    "CALCVIEWER_CONFIG": "config",
    "CALCVIEWER_DATA": "data",
}
# The offscreen platform says this of every window with size hints; it means nothing.
HARMLESS = r"This plugin does not support propagateSizeHints\(\)"


class Silence:
    """Collects what was said during a test. `expect` names, by regular expression, what may be said."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._expected: list[str] = [HARMLESS]

    def expect(self, pattern: str) -> None:
        """Let messages that match pass. They need not come."""
        self._expected.append(pattern)

    def hear(self, message: str) -> None:
        self._said.append(message)

    def said(self, pattern: str) -> bool:
        """Whether something that matches was said so far."""
        return any(re.search(pattern, message) for message in self._said)

    def unexpected(self) -> list[str]:
        return [said for said in self._said if not any(re.search(pattern, said) for pattern in self._expected)]


class _Listener(logging.Handler):
    def __init__(self, silence: Silence) -> None:
        super().__init__(logging.WARNING)
        self._silence = silence

    def emit(self, record: logging.LogRecord) -> None:
        self._silence.hear(f"log {record.levelname} {record.name}: {record.getMessage()}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files; then read the diff")


def pytest_configure(config: pytest.Config) -> None:
    # Python collects in whatever thread it happens to run, that of xdist too; a window freed there while Qt works in
    # the main thread kills the process (decision 0010). Garbage is collected between two tests and nowhere else.
    gc.disable()
    settings.register_profile("any machine", deadline=None)  # no test fails on a time
    settings.load_profile("any machine")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["PYTEST_QT_API"] = "pyside6"
    if not config.pluginmanager.hasplugin("pytest-qt"):  # the run that proves that nothing here needs Qt
        sys.modules["PySide6"] = None  # type: ignore[assignment]  # makes every import of it fail


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    due = [generation for generation, most in enumerate(gc.get_threshold()) if gc.get_count()[generation] > most]
    if due:
        gc.collect(due[-1])


def pytest_unconfigure() -> None:
    """The offscreen clipboard outlives Python: what Python put there must not."""
    if sys.modules.get("PySide6.QtGui"):
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def isolation(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Home, settings and caches of this test alone, in English; the folder that holds them."""
    base = tmp_path_factory.mktemp("user")
    for variable, name in REDIRECTED.items():
        folder = base / name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        monkeypatch.setenv(variable, str(folder))
    for variable in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return base


@pytest.fixture(autouse=True)
def silence() -> Iterator[Silence]:
    """Fails the test at its end if something was said that it did not expect."""
    silence = Silence()
    listener = _Listener(silence)
    logging.getLogger().addHandler(listener)
    stop_listening_to_qt = _listen_to_qt(silence)
    yield silence
    stop_listening_to_qt()
    logging.getLogger().removeHandler(listener)
    if unexpected := silence.unexpected():
        pytest.fail("not silent:\n" + "\n".join(unexpected), pytrace=False)


def _listen_to_qt(silence: Silence) -> Callable[[], object]:
    """Listen if Qt is there already; a test that brings it in later must not be the first to use it."""
    if not sys.modules.get("PySide6.QtCore"):
        return lambda: None
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def handler(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        silence.hear(f"Qt {kind.name}: {message}")

    before = qInstallMessageHandler(handler)
    return lambda: qInstallMessageHandler(before)


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """`golden(path, actual)` compares with the file, or writes the file under --update-golden."""
    is_update = bool(pytestconfig.getoption("--update-golden"))

    def compare(path: Path, actual: str | bytes) -> None:
        data = actual.encode() if isinstance(actual, str) else actual
        if is_update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            return
        assert path.is_file(), f"{path.name} is missing: run with --update-golden and read the new file"
        expected = path.read_bytes()
        if isinstance(actual, str) or b"\0" not in actual:
            expected = expected.replace(b"\r\n", b"\n")  # a checkout on Windows
        if isinstance(actual, str):
            assert actual.splitlines() == expected.decode().splitlines(), f"{path.name}: --update-golden accepts this"
        assert data == expected, f"{path.name} is not the same: --update-golden accepts this"

    return compare
