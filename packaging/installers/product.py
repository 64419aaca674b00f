"""What every system is told about the program: its names, its words, the files it opens, when it was made."""

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"

# To be set before the first release, here and nowhere else; `packaging/ready.py` refuses one until then.
HOMEPAGE = "https://github.com/calcviewer/calcviewer"
ID = "io.github.calcviewer.CalcViewer"
MAINTAINER = "CalcViewer contributors <calcviewer@users.noreply.github.com>"

NAME = "CalcViewer"
COMMAND = "calcviewer"
LICENCE = "MIT AND CC-BY-4.0"
SUMMARY = {
    "en": "Interactive flowcharts of pathological calcification",
    "id": "Bagan alir interaktif tentang kalsifikasi patologis",
}
EARLIEST = 1_577_836_800
"""1 January 2020: an archive of ours holds no older date, whatever the clock says."""


@dataclass(frozen=True)
class FileType:
    """A kind of file that the program opens when it is double-clicked."""

    suffixes: tuple[str, ...]
    mime: str
    name: str
    name_id: str
    is_ours: bool
    """Whether no other program should open it unless the user wants so."""


FILE_TYPES = (
    FileType((".yaml", ".yml"), "text/vnd.calcviewer.diagram+yaml", "CalcViewer diagram", "Diagram CalcViewer",
             is_ours=False),
    FileType((".calcpack",), "application/vnd.calcviewer.pack+zip", "CalcViewer course pack", "Paket kuliah CalcViewer",
             is_ours=True),
)  # fmt: skip


def version() -> str:
    """The version in `src/calcviewer/__init__.py`."""
    text = (ROOT / "src/calcviewer/__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    assert found, "no __version__"
    return found[1]


def plain_version() -> str:
    """The version as three numbers, which is all that Windows and macOS understand."""
    numbers = re.findall(r"\d+", re.split(r"[a-z+]|\.dev", version())[0])
    return ".".join([*numbers, "0", "0", "0"][:3])


def epoch() -> int:
    """When the commit was made that is being packed: the one date that stands in the packages."""
    if chosen := os.environ.get("SOURCE_DATE_EPOCH"):
        return max(int(chosen), EARLIEST)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        said = ""
    return max(int(said), EARLIEST) if said.isdigit() else EARLIEST


def day() -> datetime:
    """The date of `epoch`."""
    return datetime.fromtimestamp(epoch(), UTC)
