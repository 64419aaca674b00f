"""The package for Debian and Ubuntu."""

import gzip
import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from email.utils import format_datetime
from pathlib import Path

from installers import desktop
from installers.files import copy, copy_tree, files, fresh, put, settle, size
from installers.product import BUILD, COMMAND, DIST, HOMEPAGE, MAINTAINER, PACKAGING, ROOT, SUMMARY, day, epoch, version

NEEDED = (
    "libc6 (>= 2.35)", "libdbus-1-3", "libegl1", "libfontconfig1", "libfreetype6", "libgcc-s1", "libgl1",
    "libglib2.0-0t64 | libglib2.0-0", "libstdc++6 (>= 11)", "libwayland-client0", "libwayland-cursor0", "libx11-6",
    "libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0",
    "libxcb-render-util0", "libxcb-render0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-util1",
    "libxcb-xfixes0", "libxcb-xkb1", "libxcb1", "libxkbcommon-x11-0", "libxkbcommon0", "libzstd1",
    "zlib1g",
)  # fmt: skip
RECOMMENDED = ("xdg-desktop-portal",)
DESCRIPTION = """\
 CalcViewer shows the pathways of dystrophic calcification as flowcharts that
 explain themselves: click a step or an arrow and read its story, trace causes
 and effects, switch treatments on and see what they prevent. Everything is
 there in Indonesian and English.
 .
 It is made for classrooms without a network: Python, Qt and Graphviz, in the
 versions that it was tested with, are inside. For education only.
"""


def packages(bundles: Iterable[Path]) -> Iterator[Path]:
    """The package around the one bundle."""
    for bundle in bundles:
        yield build(bundle)


def build(bundle: Path) -> Path:
    """Wraps the bundle."""
    root = fresh(BUILD / "deb")
    usr = root / "usr"
    copy_tree(bundle, usr / "lib" / COMMAND)
    documents = usr / "share" / "doc" / COMMAND
    (usr / "lib" / COMMAND / "licences").rename(_made(documents) / "licences")
    (usr / "lib" / COMMAND / "licences").symlink_to(f"../../share/doc/{COMMAND}/licences")
    (_made(usr / "bin") / COMMAND).symlink_to(f"../lib/{COMMAND}/{COMMAND}")
    desktop.write(usr / "share")
    put(documents / "copyright", _copyright())
    put(documents / "changelog.gz", gzip.compress(_changelog().encode(), 9, mtime=0))
    copy(PACKAGING / "linux" / "lintian-overrides", usr / "share" / "lintian" / "overrides" / COMMAND)
    put(root / "DEBIAN" / "control", _control(size(usr)))
    put(root / "DEBIAN" / "md5sums", _sums(root))
    settle(root)
    output, made = DIST / f"{COMMAND}_{version()}_amd64.deb", BUILD / "made.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--threads-max=1", "--build", str(root), str(made)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch())}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    made.replace(output)  # whole, or not at all
    return output


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _control(size_of_all: int) -> str:
    return (
        f"Package: {COMMAND}\nVersion: {version()}\nSection: education\nPriority: optional\nArchitecture: amd64\n"
        f"Maintainer: {MAINTAINER}\nHomepage: {HOMEPAGE}\nInstalled-Size: {-(-size_of_all // 1024)}\n"
        f"Depends: {', '.join(NEEDED)}\nRecommends: {', '.join(RECOMMENDED)}\n"
        f"Description: {SUMMARY['en'][0].lower()}{SUMMARY['en'][1:]}\n{DESCRIPTION}"
    )


def _sums(root: Path) -> str:
    plain = [path for path in files(root / "usr") if not path.is_symlink()]
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(root).as_posix()}\n"
        for path in plain
    )


def _changelog() -> str:
    return (
        f"{COMMAND} ({version()}) stable; urgency=medium\n\n  * See CHANGELOG.md in CalcViewer's repository.\n\n"
        f" -- {MAINTAINER}  {format_datetime(day())}\n"
    )


def _copyright() -> str:
    """In Debian's form: who made what, and under which licence; the long texts lie in the folder beside it."""
    mit = (ROOT / "LICENSE").read_text(encoding="utf-8").partition("\n\n")[2].partition("\n-----")[0]
    text = (PACKAGING / "linux" / "copyright").read_text(encoding="utf-8")
    body = mit.partition("\n\n")[2].strip().splitlines()
    return text.replace("@HOMEPAGE@", HOMEPAGE).replace(
        "@MIT@", "\n".join(f" {line}" if line else " ." for line in body)
    )
