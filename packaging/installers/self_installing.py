"""The installer for any Linux and any user: a shell script with the archive behind it, that can also only unpack."""

import hashlib
import io
import lzma
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from installers import desktop, linux
from installers.files import PROGRAM, copy, copy_tree, fresh, put, settle
from installers.product import BUILD, DIST, NAME, PACKAGING, epoch, version


def packages(bundles: Iterable[Path]) -> Iterator[Path]:
    """The installer around the one bundle."""
    for bundle in bundles:
        yield build(bundle)


def build(bundle: Path) -> Path:
    """Wraps the bundle."""
    root = fresh(BUILD / "tar" / NAME)
    copy_tree(bundle, root)
    linux.helpers(root)
    desktop.write(root / "share")
    copy(PACKAGING / "linux" / "uninstall.sh", root / "uninstall.sh", PROGRAM)
    settle(root)
    archive = lzma.compress(_tar(root), lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, filters=_filters())
    script = (PACKAGING / "linux" / "installer.sh").read_text(encoding="utf-8")
    script = script.replace("@SUM@", hashlib.sha256(archive).hexdigest())
    script = script.replace("@SKIP@", str(script.count("\n") + 1))
    output = DIST / f"{NAME}-{version()}-linux-x86_64.run"
    put(output, script.encode() + archive, PROGRAM)
    return output


def _filters() -> list[dict[str, int]]:
    return [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 1 << 26}]


def _tar(root: Path) -> bytes:
    """Everything in the folder, in one order, with one owner and one date."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = epoch()
        return member

    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for path in sorted(root.rglob("*")):
            archive.add(path, path.relative_to(root).as_posix(), recursive=False, filter=plain)
    return buffer.getvalue()
