"""A process that is killed while it saves leaves the old file or the new one, and what was kept before."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source_files import ROOT

SHORT = """\
import sys
from pathlib import Path
from tests.fuzz_saving import kill_at_every_step, run
print(run(Path(sys.argv[1], "random"), 1, 20), kill_at_every_step(Path(sys.argv[1], "steps"), 97))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", SHORT, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=100)
    assert done.returncode == 0, done.stderr
    kills, steps = map(int, done.stdout.split())
    assert kills == 20
    assert steps > 50
