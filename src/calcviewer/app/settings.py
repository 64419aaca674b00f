"""What the program remembers between two starts: a typed value in front of QSettings.

A settings file that cannot be read is kept aside and replaced by defaults; nothing here ever raises.
"""

import math
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QSettings

from calcviewer import i18n, paths

VERSION = 1
BOTH = "both"
USUAL_ROOM = (323, 71, 351, 92)


class Settings(NamedTuple):
    """One field per remembered thing; the type of the default is the type that is read back."""

    interface_language: str = ""
    content_language: str = ""
    theme: str = "system"
    text_size: int = 100
    graphviz: str = ""
    library: str = ""
    diagram: str = ""
    element: str = ""
    zoom: float = 0.0
    centre_x: float = 0.0
    centre_y: float = 0.0
    is_basic: bool = False
    is_hint_seen: bool = False
    is_legend_visible: bool = True
    is_sidebar_visible: bool = True
    is_details_visible: bool = True
    geometry: bytes = b""
    splitter: bytes = b""
    room: str = ""

    def margins(self) -> tuple[int, int, int, int]:
        """The room (left, top, right, bottom, px) that the panels took around the drawing when it was last seen."""
        try:
            left, top, right, bottom = (min(max(int(part), 0), 600) for part in self.room.split(","))
        except ValueError:
            return USUAL_ROOM
        return left, top, right, bottom

    def resolved(self) -> "Settings":
        """The same with empty languages replaced by the system's, and wild values put in bounds."""
        system = i18n.system_language()
        return self._replace(
            interface_language=self.interface_language if self.interface_language in ("en", "id") else system,
            content_language=self.content_language if self.content_language in ("en", "id", BOTH) else system,
            text_size=min(max(self.text_size, 80), 250),
            zoom=min(max(self.zoom, 0.0), 8.0),
        )


class SettingsFile:
    """Reads and writes `Settings`. `was_damaged` says that a file was there and could not be used."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.config_folder() / "settings.ini"
        self.was_damaged = False
        self._store = self._open()

    def _open(self) -> QSettings:
        store = QSettings(str(self._path), QSettings.Format.IniFormat)
        is_broken = store.status() != QSettings.Status.NoError or _has_no_ini(self._path)
        if is_broken or _as(1, store.value("version", VERSION)) > VERSION:
            self.was_damaged = True
            kept = _free_name(self._path.with_suffix(".damaged.ini"))
            try:
                self._path.replace(kept)
            except OSError:
                self._path = kept.with_suffix(".new.ini")
            store = QSettings(str(self._path), QSettings.Format.IniFormat)
        return store

    def read(self) -> Settings:
        """What is remembered; a missing or senseless value is the default."""
        known = Settings._field_defaults
        return Settings(**{name: _as(default, self._store.value(name, default)) for name, default in known.items()})

    def write(self, settings: Settings) -> None:
        """Remembers `settings`. A folder that cannot be written is no error: the next start has the older values."""
        self._store.setValue("version", VERSION)
        for name, value in settings._asdict().items():
            self._store.setValue(name, QByteArray(value) if isinstance(value, bytes) else value)
        self._store.sync()


def _free_name(path: Path) -> Path:
    """`path`, or with a number in it so that what was kept before stays."""
    names = (path, *(path.with_suffix(f".{number}.ini") for number in range(2, 100)))
    return next((name for name in names if not name.exists()), path)


def _has_no_ini(path: Path) -> bool:
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return bool(data.strip()) and (b"\0" in data or b"=" not in data)


def _as(default: Any, value: Any) -> Any:
    try:
        if isinstance(default, bool):
            return str(value).lower() == "true"
        if isinstance(default, bytes):
            return bytes(value.data()) if isinstance(value, QByteArray) else default
        if isinstance(default, str):
            return value if isinstance(value, str) else default
        number = type(default)(value)
        return number if math.isfinite(number) else default
    except (TypeError, ValueError, OverflowError):
        return default
