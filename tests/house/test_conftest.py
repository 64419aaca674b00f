"""The net under the tests holds: noise fails a test unless it was expected; golden files compare and are rewritten."""

import subprocess
import sys
from pathlib import Path

import dev
import pytest

NOISY = {
    "log": "import logging\ndef test() -> None:\n    logging.getLogger('x').warning('boo')",
    "warning": "import warnings\ndef test() -> None:\n    warnings.warn('boo')",
    "qt": "from PySide6.QtCore import qWarning\ndef test() -> None:\n    qWarning('boo')",
    "teardown": "import logging, pytest\n@pytest.fixture\ndef late():\n    yield\n    logging.error('boo')\n"
    "def test(late) -> None: ...",
}
SILENT = {
    "info": "import logging\ndef test() -> None:\n    logging.getLogger('x').info('fine')",
    "expected": "import logging\ndef test(silence) -> None:\n    silence.expect('boo')\n    logging.warning('boo')\n"
    "    assert silence.said('boo')",
    "harmless": "from PySide6.QtCore import qWarning\ndef test() -> None:\n"
    "    qWarning('This plugin does not support propagateSizeHints()')",
    "home": "import os, pathlib\ndef test(isolation) -> None:\n    assert isolation in pathlib.Path.home().parents",
}
GOLDEN = "import pathlib\ndef test(golden) -> None:\n    golden(pathlib.Path(__file__).with_name('g.txt'), 'new\\n')"


def _run(folder: Path, code: str, *options: str) -> int:
    (folder / "test_it.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-n0", "-ptests.conftest", f"-c{dev.ROOT / 'pyproject.toml'}", "--quiet"]
    command += [f"--rootdir={folder}", *options, str(folder)]
    return subprocess.run(command, cwd=dev.ROOT, capture_output=True, check=False).returncode


@pytest.mark.parametrize("kind", NOISY)
def test_noise_fails(kind: str, tmp_path: Path) -> None:
    assert _run(tmp_path, NOISY[kind]) == 1


@pytest.mark.parametrize("kind", SILENT)
def test_silence_passes(kind: str, tmp_path: Path) -> None:
    assert _run(tmp_path, SILENT[kind]) == 0


def test_qt_cannot_be_imported_in_the_run_without_qt(tmp_path: Path) -> None:
    code = "def test() -> None:\n    import PySide6"
    assert (_run(tmp_path, code), _run(tmp_path, code, "-pno:pytest-qt")) == (0, 1)


def test_golden_compares_and_is_rewritten(tmp_path: Path) -> None:
    golden = tmp_path / "g.txt"
    assert _run(tmp_path, GOLDEN) == 1
    golden.write_text("old\n", encoding="utf-8")
    assert _run(tmp_path, GOLDEN) == 1
    assert golden.read_text(encoding="utf-8") == "old\n"
    assert _run(tmp_path, GOLDEN, "--update-golden") == 0
    assert _run(tmp_path, GOLDEN) == 0
