"""The kinds of machine that packages are made for, and what differs between them."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """One kind of machine."""

    name: str
    system: str
    """As `sys.platform` says there."""
    machine: str
    wheel_platforms: tuple[str, ...]
    """The platform tags whose wheels run there, the best first."""
    zig: str
    """What the C compiler calls it."""


def _macos(machine: str) -> tuple[str, ...]:
    versions = ("13_0", "12_0", "11_0", "10_15", "10_13", "10_12", "10_9")
    return tuple(f"macosx_{version}_{kind}" for version in versions for kind in (machine, "universal2"))


LINUX = Target(
    "linux-x86_64", "linux", "x86_64",
    ("manylinux_2_34_x86_64", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "x86_64-linux-gnu.2.28",
)  # fmt: skip
WINDOWS = Target("windows-x86_64", "win32", "x86_64", ("win_amd64",), "x86_64-windows-gnu")
MACOS_ARM = Target("macos-arm64", "darwin", "arm64", _macos("arm64"), "aarch64-macos.13.0")
MACOS_INTEL = Target("macos-x86_64", "darwin", "x86_64", _macos("x86_64"), "x86_64-macos.13.0")

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
"""The Python inside is of the version that builds: its standard library is taken from there."""
PYTHON_TAG = PYTHON.replace(".", "")
