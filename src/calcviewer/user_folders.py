"""Where the user's own files are, and where a second start finds the open window: plain strings.

Nothing is imported that the interpreter has not got already: a second start hands its file over and ends before
`pathlib` would be there. Everything else asks `paths`.
"""

import os
import sys

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


def cache_folder() -> str:
    """Where what can be made again may be kept. It need not exist yet."""
    return _folder("CALCVIEWER_CACHE", _CACHE)


def config_folder() -> str:
    """Where settings are kept. It need not exist yet."""
    return _folder("CALCVIEWER_CONFIG", _CONFIG)


def data_folder() -> str:
    """Where what must not be lost is kept: recovery copies, earlier versions. It need not exist yet."""
    return _folder("CALCVIEWER_DATA", _DATA)


def portable_folder() -> str:
    """The folder `settings` beside an installed program, if there is one: on a stick, everything of the user's."""
    folder = os.path.join(os.path.dirname(sys.executable), "settings")
    return folder if getattr(sys, "frozen", False) and os.path.isdir(folder) else ""


def meeting_point() -> str:
    """Where a second start finds the window of the same user with the same settings."""
    from zlib import crc32

    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    same = crc32(os.fsencode(os.path.abspath(config_folder())))
    return os.path.join(
        folder if os.path.isabs(folder) and os.path.isdir(folder) else cache_folder(), f"calcviewer-{same:08x}"
    )


def pipe_name(point: str) -> str:
    """The name of that place on Windows, where it is no file."""
    return rf"\\.\pipe\{os.path.basename(point)}"


def _folder(override: str, table: dict[str, tuple[str, str, str]]) -> str:
    if chosen := os.environ.get(override):
        return chosen
    if portable := portable_folder():
        return os.path.join(portable, override.removeprefix("CALCVIEWER_").lower())
    variable, below_home, name = table.get(sys.platform, table["linux"])
    base = os.environ.get(variable, "") if variable else ""
    return os.path.join(base if os.path.isabs(base) else os.path.join(os.path.expanduser("~"), below_home), name)
