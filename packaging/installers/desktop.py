"""What a Linux desktop is told: the entry of the menu, the type of the files, the icons, the page of the manual."""

import gzip
from pathlib import Path

from installers.files import put
from installers.icons import png, svg
from installers.product import COMMAND, FILE_TYPES, HOMEPAGE, ID, LICENCE, PACKAGING, day, version

TYPES = f"vnd.{COMMAND}.xml"
"""Of two types for one name of files, that of the file read first is taken when the content says nothing: after
freedesktop.org.xml, so that other YAML files keep their type."""
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def write(share: Path) -> None:
    """Everything below `share` (`/usr/share`, `~/.local/share`)."""
    put(share / "applications" / f"{COMMAND}.desktop", _filled("calcviewer.desktop"))
    put(share / "mime" / "packages" / TYPES, _filled("calcviewer.xml"))
    put(share / "metainfo" / f"{ID}.metainfo.xml", _filled("calcviewer.metainfo.xml"))
    put(share / "man" / "man1" / f"{COMMAND}.1.gz", gzip.compress(_filled("calcviewer.1").encode(), 9, mtime=0))
    icons = share / "icons" / "hicolor"
    for size in ICON_SIZES:
        put(icons / f"{size}x{size}" / "apps" / f"{COMMAND}.png", png(size))
    put(icons / "scalable" / "apps" / f"{COMMAND}.svg", svg().read_bytes())


def entry() -> str:
    """The entry of the menu."""
    return _filled("calcviewer.desktop")


def metainfo() -> str:
    """What software centres show."""
    return _filled("calcviewer.metainfo.xml")


def _filled(name: str) -> str:
    text = (PACKAGING / "linux" / name).read_text(encoding="utf-8")
    words = {
        "MIME": "".join(f"{kind.mime};" for kind in FILE_TYPES),
        "ID": ID, "LICENCE": LICENCE, "HOMEPAGE": HOMEPAGE, "VERSION": version(), "DATE": f"{day():%Y-%m-%d}",
    }  # fmt: skip
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text
