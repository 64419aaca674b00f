"""Kills a whole window while somebody types in it and saves: `main(seconds)`. `test_deaths.py` does it a few times.

Whatever the moment: the file is whole, as it was or as it was saved, and what was typed two seconds before is there.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviewer.saving.lock import Locks
from calcviewer.saving.recovery import Recovery
from tests.app.small import CLOT

ROOT = Path(__file__).parents[2]
WINDOWS = 4
"""So many windows are typed in at the same time: most of the time a typist waits."""
MOST_LOST_S, LONGEST_S = 2.0, 5.0
FASTEST_S, SLOWEST_S = 0.01, 0.25
SAVE_EVERY = 30
TYPED = "# " + " ".join(f"word{number}" for number in range(1000))
_TYPIST = "import sys; from tests.app.fuzz_deaths import type_for_ever; type_for_ever(sys.argv[1], sys.argv[2])"


class Key(NamedTuple):
    """So many characters were typed when this key was pressed, at this moment of the monotonic clock."""

    length: int
    at_s: float


def type_for_ever(file: str, seed: str) -> None:
    """Opens a window at the file, types at its end, saves now and then, and tells every key, until it is killed."""
    from calcviewer.app.main import Program, make_application

    rng, application = random.Random(seed), make_application()
    program = Program(application)
    program.open(Path(file))
    window = program.window
    window.show()
    window.do("edit")
    editing = window.around.editing
    while not editing.is_read:
        QApplication.processEvents()
    editing.panels.go_to_text()
    editor = editing.panels.text_editor
    editor.go_to(CLOT.count("\n") + 1, 1)
    keys = count(1)

    def press() -> None:
        length, now = next(keys), time.monotonic()
        QTest.keyClicks(editor, TYPED[length - 1])
        os.write(1, f"{length} {now}\n".encode())
        if not rng.randrange(SAVE_EVERY):
            window.do("save")
        timer.start(round(1000 * rng.uniform(FASTEST_S, SLOWEST_S)))

    timer = QTimer(window, singleShot=True)
    timer.timeout.connect(press)
    timer.start(0)
    application.exec()


def die_while_typing(folder: Path, seed: int) -> int:
    """One window, killed at some moment of typing; how many characters were left of those that were typed."""
    file = folder / "library" / "clot.yaml"
    file.parent.mkdir(parents=True)
    file.write_bytes(CLOT.encode())
    own = {f"CALCVIEWER_{name}": str(folder / name) for name in ("CONFIG", "CACHE", "DATA")}
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    env = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": path}
    with subprocess.Popen([sys.executable, "-c", _TYPIST, file, str(seed)], env=env, stdout=subprocess.PIPE) as typist:
        assert typist.stdout is not None
        told = [typist.stdout.readline()]
        time.sleep(random.Random(seed).uniform(0, LONGEST_S))
        typist.kill()
        killed_s = time.monotonic()
        told += typist.stdout.read().splitlines()
    keys = [Key(int(line.split()[0]), float(line.split()[1])) for line in told]
    left = max(_length_of(text) for text in (file.read_bytes(), *_recovered(folder)))
    lost_s = [killed_s - key.at_s for key in keys if key.length > left]
    assert max(lost_s, default=0.0) <= MOST_LOST_S, f"typed {max(lost_s):.2f} s before the end, and lost"
    return left


def _recovered(folder: Path) -> list[bytes]:
    waiting = Recovery(folder / "DATA" / "recovery").waiting(Locks(folder / "DATA" / "locks"))
    return [unsaved.data for unsaved in waiting]


def _length_of(data: bytes) -> int:
    """How many typed characters a text has; fails if it is not whole."""
    text = data.decode()
    assert text.startswith(CLOT), "the file is not whole"
    typed = text.removeprefix(CLOT)
    assert TYPED.startswith(typed), "other words than those that were typed"
    return len(typed)


def run(folder: Path, seeds: Sequence[int]) -> list[int]:
    """One death for each seed, some at the same time; what was left of each."""
    with ThreadPoolExecutor(WINDOWS) as windows:
        return list(windows.map(lambda seed: die_while_typing(folder / str(seed), seed), seeds))


def main(seconds: float, first: int = 0) -> int:
    """Kills windows until the time is over, and says how many."""
    end, seed = time.monotonic() + seconds, first
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            run(Path(folder), range(seed, seed + 2 * WINDOWS))
            seed += 2 * WINDOWS
    return seed - first
