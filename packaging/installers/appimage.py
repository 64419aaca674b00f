"""The AppImage: one file that starts without being installed."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from installers import desktop, linux
from installers.files import PROGRAM, copy_tree, fresh, put, settle
from installers.icons import png
from installers.product import BUILD, COMMAND, DIST, ID, NAME, PACKAGING, epoch, version

COMPRESSION = ("-comp", "zstd", "-Xcompression-level", "19", "-b", "128K")
"""Large blocks pack better and start slower: every first look at a file unpacks a whole block."""
MAGIC_AT, MAGIC = 8, b"AI\x02"
LIBRARIES = ("squashfuse_ll", "squashfuse", "fuse3", "zstd", "lzma", "lz4", "z", "pthread", "dl")


def packages(bundles: Iterable[Path]) -> Iterator[Path]:
    """The AppImage of the one bundle."""
    for bundle in bundles:
        yield build(bundle)


def build(bundle: Path) -> Path:
    """Wraps the bundle."""
    root = fresh(BUILD / "appimage" / "AppDir")
    copy_tree(bundle, root / "usr" / "lib" / COMMAND)
    linux.helpers(root / "usr" / "lib" / COMMAND)
    put(root / f"{COMMAND}.desktop", desktop.entry())
    put(root / f"{COMMAND}.png", png(256))
    put(root / "usr" / "share" / "metainfo" / f"{ID}.appdata.xml", desktop.metainfo())
    (root / ".DirIcon").symlink_to(f"{COMMAND}.png")
    (root / "AppRun").symlink_to(f"usr/lib/{COMMAND}/{COMMAND}")
    settle(root)
    image = BUILD / "appimage" / "image.squashfs"
    image.unlink(missing_ok=True)
    options = ["-all-root", "-noappend", "-no-xattrs", "-quiet", "-no-progress"]
    # the dates come from the variable: the options for them may not be given as well
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch())}
    subprocess.run(["mksquashfs", str(root), str(image), *COMPRESSION, *options], check=True, env=environment)
    output = DIST / f"{NAME}-{version()}-x86_64.AppImage"
    head = bytearray(_runtime().read_bytes())
    head[MAGIC_AT : MAGIC_AT + len(MAGIC)] = MAGIC
    put(output, bytes(head) + image.read_bytes(), PROGRAM)
    return output


def _runtime() -> Path:
    """The part that mounts the rest, linked with Debian's own libraries."""
    output = BUILD / "appimage" / "runtime"
    options = [
        "-Os",
        "-s",
        "-static",
        "-Wl,--build-id=none",
        "-o",
        str(output),
        str(PACKAGING / "appimage" / "runtime.c"),
    ]
    command = ["gcc", *options, *(f"-l{name}" for name in LIBRARIES)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    if said.returncode:
        raise OSError(
            f"{said.stderr}\nOn Debian: apt-get install gcc libsquashfuse-dev libfuse3-dev libzstd-dev liblz4-dev"
        )
    return output
