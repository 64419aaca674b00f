"""The only module that knows where the program's own files and the user's files are.

The program's files are found in a checkout, in an installed wheel and in a frozen bundle alike.
"""

import os
import re
import sys
from functools import cache
from pathlib import Path


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


def licences() -> Path:
    """The folder with the texts of all licences."""
    return _data_root() / "LICENSES"


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
    from zlib import crc32  # no command asks

    folder = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    same = crc32(os.fsencode(config_folder().absolute()))
    return (folder if folder.is_absolute() and folder.is_dir() else cache_folder()) / f"calcviewer-{same:08x}"


def pipe_name(point: Path) -> str:
    """The name of that place on Windows, where it is no file."""
    return rf"\\.\pipe\{point.name}"


def data_folder() -> Path:
    """Where what must not be lost is kept: recovery copies, earlier versions. It need not exist yet."""
    return _user_folder("CALCVIEWER_DATA", _DATA)


def versions_folder() -> Path:
    """Where earlier versions of files are kept."""
    return data_folder() / "versions"


def recovery_folder() -> Path:
    """Where texts that are not saved yet are kept."""
    return data_folder() / "recovery"


def locks_folder() -> Path:
    """Where it stands which files are being edited."""
    return data_folder() / "locks"


def own_library() -> Path:
    """Where somebody's own diagrams are kept unless they choose another folder. It need not exist yet."""
    return _documents_folder() / "CalcViewer"


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
_DATA = {
    "win32": ("LOCALAPPDATA", "AppData/Local", "CalcViewer/data"),
    "darwin": ("", "Library/Application Support", "CalcViewer/data"),
    "linux": ("XDG_DATA_HOME", ".local/share", "calcviewer"),
}


def portable_folder() -> Path | None:
    """The folder `settings` beside an installed program, if there is one: on a stick, everything of the user's."""
    folder = executable_folder() / "settings"
    return folder if getattr(sys, "frozen", False) and folder.is_dir() else None


def _user_folder(override: str, table: dict[str, tuple[str, str, str]]) -> Path:
    if chosen := os.environ.get(override):
        return Path(chosen)
    if portable := portable_folder():
        return portable / override.removeprefix("CALCVIEWER_").lower()
    variable, below_home, name = table.get(sys.platform, table["linux"])
    base = os.environ.get(variable, "") if variable else ""
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / below_home) / name


def _documents_folder() -> Path:
    """The folder of documents: on Linux the one that the desktop names, in whatever language that is."""
    usual = Path.home() / "Documents"
    if sys.platform in ("win32", "darwin"):
        return _windows_documents() or usual
    base = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(base) if Path(base).is_absolute() else Path.home() / ".config"
    return _named_folder(folder / "user-dirs.dirs") or usual


def _named_folder(table: Path) -> Path | None:
    """What the file of the desktop says of documents: ``XDG_DOCUMENTS_DIR="$HOME/Dokumen"``."""
    try:
        found = re.search(r'^\s*XDG_DOCUMENTS_DIR="(.*)"\s*$', table.read_text("utf-8"), re.MULTILINE)
    except (OSError, UnicodeError):
        return None
    words = found[1] if found else ""
    named = Path(re.sub(r"\\(.)", r"\1", words.replace("$HOME", str(Path.home()), 1)))
    return named if named.is_absolute() and named != Path.home() else None  # the desktop says so if there is none


def _windows_documents() -> Path | None:
    """Where Windows has the folder of documents, which may be moved to another drive or into a cloud."""
    if sys.platform == "win32":
        import ctypes

        words = ctypes.create_unicode_buffer(260)
        if ctypes.windll.shell32.SHGetFolderPathW(None, 5, None, 0, words) == 0 and words.value:
            return Path(words.value)
    return None
