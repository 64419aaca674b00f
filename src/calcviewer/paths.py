"""The only module that knows where the program's own files and the user's files are.

The program's files are found in a checkout, in an installed wheel and in a frozen bundle alike.
"""

import os
import sys
from functools import cache
from pathlib import Path
from zlib import crc32


@cache
def _data_root() -> Path:
    bundled = Path(__file__).parent / "_data"
    if bundled.is_dir():
        return bundled
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Path:
    """A file of `resources/`: a font, an icon, a catalogue."""
    return _data_root().joinpath("resources", *parts)


def shipped_library() -> Path:
    """The folder of the diagrams that come with the program."""
    return _data_root() / "diagrams"


def executable_folder() -> Path:
    """Where programs that were installed with this Python lie (`.venv/bin`, `Scripts`)."""
    return Path(sys.executable).parent


def cache_folder() -> Path:
    """Where what can be made again may be kept. It need not exist yet."""
    return _user_folder("CALCVIEWER_CACHE", _CACHE)


def config_folder() -> Path:
    """Where settings are kept. It need not exist yet."""
    return _user_folder("CALCVIEWER_CONFIG", _CONFIG)


def meeting_point() -> Path:
    """Where a second start finds the window of the same user with the same settings."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    same = crc32(os.fsencode(config_folder().absolute()))
    return (folder if folder.is_absolute() and folder.is_dir() else cache_folder()) / f"calcviewer-{same:08x}"


def pipe_name(point: Path) -> str:
    """The name of that place on Windows, where it is no file."""
    return rf"\\.\pipe\{point.name}"


_CACHE = {
    "win32": ("LOCALAPPDATA", "AppData/Local", "CalcViewer/cache"),
    "darwin": ("", "Library/Caches", "CalcViewer"),
    "linux": ("XDG_CACHE_HOME", ".cache", "calcviewer"),
}
_CONFIG = {
    "win32": ("APPDATA", "AppData/Roaming", "CalcViewer"),
    "darwin": ("", "Library/Application Support", "CalcViewer"),
    "linux": ("XDG_CONFIG_HOME", ".config", "calcviewer"),
}


def _user_folder(override: str, table: dict[str, tuple[str, str, str]]) -> Path:
    if chosen := os.environ.get(override):
        return Path(chosen)
    variable, below_home, name = table.get(sys.platform, table["linux"])
    base = os.environ.get(variable, "") if variable else ""
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / below_home) / name
