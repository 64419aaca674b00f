"""Where the program's own files and the user's files are; nothing else knows it (but `user_folders`, asked here).

The program's files are found in a checkout, in an installed wheel and in a frozen bundle alike.
"""

import os
import re
import sys
from functools import cache
from pathlib import Path

from calcviewer import user_folders


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


def is_shipped(path: Path) -> bool:
    """Whether a file or folder came with the program: what lies there is never changed."""
    return path.is_relative_to(shipped_library())


def cache_folder() -> Path:
    """Where what can be made again may be kept. It need not exist yet."""
    return Path(user_folders.cache_folder())


def config_folder() -> Path:
    """Where settings are kept. It need not exist yet."""
    return Path(user_folders.config_folder())


def data_folder() -> Path:
    """Where what must not be lost is kept: recovery copies, earlier versions. It need not exist yet."""
    return Path(user_folders.data_folder())


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
