"""What a Linux package asks of the system's own libraries, held against the oldest system that it is promised for."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from installers.files import files

UBUNTU_22_04 = {"GLIBC": (2, 35), "GLIBCXX": (3, 4, 30), "CXXABI": (1, 3, 13), "GCC": (12, 0, 0), "ZLIB": (1, 2, 9)}
"""The newest version of each family of symbols there: glibc 2.35, the run-time libraries of gcc 12, zlib 1.2.11."""
ASKED = re.compile(r"^\s+0x[0-9a-f]+ 0x[0-9a-f]+ [0-9]+ ([A-Z]+)_([0-9.]+)$", re.MULTILINE)
ELF = b"\x7fELF"


def check(folder: Path) -> None:
    """Stops the build if something below needs a newer system."""
    if found := too_new({path: references(path) for path in programs(folder)}):
        raise ValueError("Ubuntu 22.04 has no such symbols:\n" + "\n".join(found))


def programs(folder: Path) -> Iterator[Path]:
    """The programs and libraries below."""
    for path in files(folder):
        if not path.is_symlink():
            with path.open("rb") as file:
                if file.read(len(ELF)) == ELF:
                    yield path


def references(path: Path) -> str:
    """The versions of symbols that a program asks for, as `objdump` lists them."""
    said = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
    return said.partition("Version References:")[2]


def too_new(asked: Mapping[Path, str]) -> list[str]:
    """Each program with the versions that Ubuntu 22.04 lacks."""
    lacking = ((path, list(_lacking(ASKED.findall(text)))) for path, text in asked.items())
    return [f"{path.name}: {', '.join(names)}" for path, names in lacking if names]


def _lacking(asked: Iterable[tuple[str, str]]) -> Iterator[str]:
    for family, version in asked:
        newest = UBUNTU_22_04.get(family)
        if newest and tuple(map(int, version.split("."))) > newest:
            yield f"{family}_{version}"
