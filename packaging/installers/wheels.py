"""Fetches the locked wheels of a target with pip, and reads what is in them."""

import re
import subprocess
import sys
import zipfile
from functools import cached_property
from pathlib import Path

from installers.product import BUILD, PACKAGING
from installers.target import PYTHON, Target

LOCK = PACKAGING / "locks" / "package.txt"
PROGRAM = ("graphviz", "graphviz-pure", "pyside6-essentials", "pyyaml", "shiboken6")
"""What the program needs at run time, by the names of the lock."""


class Wheel:
    """One wheel: its files by name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._archive = zipfile.ZipFile(path)
        self.names = tuple(sorted(name for name in self._archive.namelist() if not name.endswith("/")))

    @cached_property
    def distribution(self) -> str:
        """The name and version, as its folder of metadata is called."""
        return next(name.partition("/")[0] for name in self.names if name.endswith(".dist-info/METADATA"))

    def read(self, name: str) -> bytes:
        return self._archive.read(name)

    def below(self, folder: str) -> list[str]:
        """The files of a folder, at any depth."""
        return [name for name in self.names if name.startswith(f"{folder}/")]


def fetch(target: Target, names: tuple[str, ...]) -> dict[str, Wheel]:
    """The wheels of these packages for the target, downloaded once, each checked against its hash in the lock."""
    folder = BUILD / "wheels" / target.name
    folder.mkdir(parents=True, exist_ok=True)
    wanted = write_wanted(folder / "wanted.txt", names)
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-input", "--quiet"]
    command += ["--no-deps", "--only-binary=:all:", "--require-hashes", f"--python-version={PYTHON}"]
    command += [f"--platform={platform}" for platform in target.wheel_platforms]
    subprocess.run([*command, "--dest", str(folder), "--requirement", str(wanted)], check=True)
    return {name: Wheel(_newest(folder, name)) for name in names}


def write_wanted(path: Path, names: tuple[str, ...]) -> Path:
    """A list of requirements: the lock's own lines of these packages."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(pins()[name] for name in names), encoding="utf-8")
    return path


def _newest(folder: Path, name: str) -> Path:
    version = pins()[name].split("==")[1].split(" ")[0]
    return next(folder.glob(f"{name.replace('-', '_')}-{version}-*.whl"))


def pins() -> dict[str, str]:
    """Name → its lines of the lock, hashes included."""
    text = LOCK.read_text(encoding="utf-8")
    blocks = re.findall(r"^[\w.-]+==.*(?:\n    .*)*\n", text, re.MULTILINE)
    return {block.split("==")[0]: block for block in blocks}


def version_of(name: str) -> str:
    """The version that the lock holds."""
    return pins()[name].split("==")[1].split()[0]
