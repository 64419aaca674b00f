"""The programs that building asks of a Debian or Ubuntu, and the packages that bring them."""

import shutil
import sysconfig
from collections.abc import Callable, Iterable
from pathlib import Path

from installers.recipe import HELPER_LIBRARIES
from installers.target import PYTHON

IsThere = Callable[[], bool]


def _program(name: str) -> IsThere:
    return lambda: shutil.which(name) is not None


def _file(*names: str) -> IsThere:
    places = [Path("/usr/include"), *Path("/usr/lib").glob("*-linux-gnu"), Path("/usr/lib64"), Path("/usr/lib")]
    return lambda: all(any((place / name).exists() for place in places) for name in names)


def _has_python() -> bool:
    """The shared library and the headers of the Python that builds."""
    library = Path(sysconfig.get_config_var("LIBDIR") or "")
    folders = [library, library / (sysconfig.get_config_var("MULTIARCH") or "")]
    has_library = any((folder / f"libpython{PYTHON}.so.1.0").is_file() for folder in folders)
    return has_library and Path(sysconfig.get_path("include"), "Python.h").is_file()


BUNDLE: dict[str, IsThere] = {
    f"libpython{PYTHON}-dev": _has_python,
    "binutils": _program("strip"),
    "patchelf": _program("patchelf"),
}
HELPERS: dict[str, IsThere] = {
    package: _file(library)
    for library, package in zip(
        HELPER_LIBRARIES,
        ("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-render-util0", "libxcb-util1",
         "libxcb-xkb1", "libxkbcommon-x11-0", "libxkbcommon0", "libwayland-cursor0"),
        strict=True,
    )
}  # fmt: skip
NEEDED: dict[str, dict[str, IsThere]] = {
    "deb": BUNDLE | {"dpkg": _program("dpkg-deb")},
    "tar": BUNDLE | HELPERS,
    "appimage": BUNDLE
    | HELPERS
    | {
        "gcc": _program("gcc"),
        "squashfs-tools": _program("mksquashfs"),
        "libsquashfuse-dev": _file("squashfuse/ll.h"),
        "libfuse3-dev": _file("fuse3/fuse.h", "libfuse3.a"),
        "libzstd-dev": _file("zstd.h", "libzstd.a"),
        "liblzma-dev": _file("lzma.h", "liblzma.a"),
        "liblz4-dev": _file("lz4.h", "liblz4.a"),
        "zlib1g-dev": _file("zlib.h", "libz.a"),
    },
    "windows": {"nsis": _program("makensis"), "wixl": _program("wixl"), f"libpython{PYTHON}-dev": _has_python},
    "macos": {"genisoimage": _program("genisoimage"), f"libpython{PYTHON}-dev": _has_python},
}


def missing(kinds: Iterable[str]) -> list[str]:
    """The Debian packages without which these kinds cannot be built here."""
    wanted: dict[str, IsThere] = {}
    for kind in kinds:
        wanted |= NEEDED[kind]
    return sorted(package for package, is_there in wanted.items() if not is_there())
