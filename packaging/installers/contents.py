"""What must be inside every package, and what must not: looked up in the list of its files, whatever wraps it."""

import io
import lzma
import re
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from installers import modules
from installers.files import files
from installers.product import ROOT

LIMITS = {
    ".deb": 27.0,
    ".run": 27.0,
    ".AppImage": 35.0,
    "-setup.exe": 24.0,
    ".msi": 34.0,
    ".dmg": 31.0,
    "-portable.zip": 34.0,
}
"""MB of each package at most."""
INSTALLED_LIMIT = 95.0

UNWANTED = re.compile(
    r"opengl32sw|/Qt6?(Network|Qml|Quick|Pdf|Sql|Test|Designer|Help|OpenGLWidgets|Multimedia|WebEngine)\w*\."
    r"|/translations/|\.pyi$|\.po$|\.pot$|/(gtk3|eglfs|vnc|linuxfb)|/tests?/|/include/|libpyside6qml|_(ssl|tkinter|sqlite3)\."
)
LICENCES = ("CalcViewer.txt", "SOURCES.txt", "third-party.md", "sbom.cdx.json")


def wanted() -> list[str]:
    """The ends of the paths that every package holds: modules, data, licences."""
    source = ROOT / "src" / "calcviewer"
    found = [f"lib/calcviewer/{path.relative_to(source).as_posix()}c" for path in sorted(source.rglob("*.py"))]
    for folder in modules.DATA:
        names = [
            path.relative_to(ROOT).as_posix() for path in files(ROOT / folder) if path.suffix not in (".po", ".pot")
        ]
        found += [f"lib/calcviewer/_data/{name}" for name in names]
    found += [f"lib/PySide6/{name}." for name in modules.qt_modules()]
    found += [f"licences/{name}" for name in (*LICENCES, *(path.name for path in (ROOT / "LICENSES").iterdir()))]
    return [
        *found,
        "lib/calcviewer_start.pyc",
        "lib/start.modules",
        "graphviz-pure",
        "shibokensupport/signature/mapping.code",
        "yaml/_yaml.",
    ]


def problems(names: Iterable[str]) -> list[str]:
    """What is missing from a list of files, and what should not be there."""
    text = "\n".join(sorted(names)) + "\n"
    missing = [f"missing: {name}" for name in wanted() if not _holds(text, name)]
    return missing + [f"not wanted: {name}" for name in text.splitlines() if UNWANTED.search(name)]


def _holds(text: str, end: str) -> bool:
    return (
        end in text
        if end.endswith(".")
        else re.search(rf"(^|/){re.escape(end)}(\.exe)?$", text, re.MULTILINE) is not None
    )


def listed(package: Path) -> list[str] | None:
    """The files in a package; None where the tool that reads it is not at hand."""
    for end, read in READERS.items():
        if package.name.endswith(end):
            return read(package)
    return None


def _deb(package: Path) -> list[str] | None:
    return _said(["dpkg-deb", "--fsys-tarfile", str(package)], "tar")


def _appimage(package: Path) -> list[str] | None:
    offset = subprocess.run(
        [str(package), "--appimage-offset"], capture_output=True, text=True, check=True
    ).stdout.strip()
    return _said(["unsquashfs", "-ls", "-o", offset, str(package)])


def _zip(package: Path) -> list[str]:
    with zipfile.ZipFile(package) as archive:
        return archive.namelist()


def _run(package: Path) -> list[str]:
    data = package.read_bytes()
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(data[data.index(b"\xfd7zXZ\0") :]))) as archive:
        return archive.getnames()


def _seven_zip(package: Path) -> list[str] | None:
    lines = _said(["7z", "l", "-ba", "-slt", str(package)])
    return None if lines is None else [line[7:].replace("\\", "/") for line in lines if line.startswith("Path = ")]


def _said(command: list[str], kind: str = "") -> list[str] | None:
    if not shutil.which(command[0]):
        return None
    output = subprocess.run(command, capture_output=True, check=True).stdout
    if kind == "tar":
        with tarfile.open(fileobj=io.BytesIO(output)) as archive:
            return archive.getnames()
    return output.decode(errors="replace").splitlines()


READERS = {
    ".deb": _deb,
    ".AppImage": _appimage,
    ".run": _run,
    "-portable.zip": _zip,
    "-setup.exe": _seven_zip,
}
"""How the files of each kind are listed."""


def too_large(sizes: Mapping[str, int]) -> list[str]:
    """The packages above their limit."""
    return [
        f"{name}: {size / 1e6:.1f} MB, at most {limit:g}"
        for name, size in sizes.items()
        for end, limit in LIMITS.items()
        if name.endswith(end) and size / 1e6 > limit
    ]
