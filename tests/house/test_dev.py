"""dev.py and the lock files: old Pythons can read the refusal, every version is pinned, dev holds what run holds."""

import ast
import re
import subprocess
import sys
import tomllib
from typing import Any

import dev
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^ ]+)(?: ; [^\\]+)? \\$")


def _lines(kind: str) -> list[str]:
    return (dev.LOCKS / f"{kind}.txt").read_text(encoding="utf-8").splitlines()


def _pins(kind: str) -> dict[str, str]:
    return {found["name"]: found["version"] for line in _lines(kind) if (found := PIN.match(line))}


def _project() -> dict[str, Any]:
    return tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_old_pythons_can_read_the_refusal() -> None:
    ast.parse((dev.ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize(("word", "code"), [("--help", 0), ("nonsense", 2)])
def test_usage_names_every_command(word: str, code: int) -> None:
    result = subprocess.run([sys.executable, dev.ROOT / "dev.py", word], capture_output=True, text=True, check=False)
    assert result.returncode == code
    assert all(command.__name__ in result.stdout for command in dev.COMMANDS)


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_every_line_of_a_lock_is_a_pin_or_its_hash(kind: str) -> None:
    others = [line for line in _lines(kind) if not PIN.match(line)]
    assert [line for line in others if not re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line)] == []


def test_the_dev_lock_holds_the_run_lock() -> None:
    assert _pins("run").items() <= _pins("dev").items()


@pytest.mark.parametrize(("kind", "groups"), [("run", ["build"]), ("dev", ["build", "test"])])
def test_locks_hold_what_the_project_asks_for(kind: str, groups: list[str]) -> None:
    project = _project()
    texts = project["project"]["dependencies"] + [
        item for name in groups for item in project["dependency-groups"][name]
    ]
    pins = _pins(kind)
    for requirement in map(Requirement, texts):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), "run: python3 dev.py lock"
