"""What macOS gets: an image (.dmg) for each processor, written without a Mac; on a Mac, by its own tool."""

import bz2
import plistlib
import shutil
import struct
import subprocess
import sys
import uuid
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from installers import macos
from installers.files import copy, copy_tree, fresh, settle
from installers.product import BUILD, DIST, NAME, PACKAGING, day, version

SECTOR, CHUNK = 512, 512
ZEROS, RAW, PACKED, END = 2, 1, 0x80000006, 0xFFFFFFFF
"""Pieces are packed by bzip2, which every macOS unpacks."""


def packages(bundles: Iterable[Path]) -> Iterator[Path]:
    """An image of each application, after a look at what can be checked here."""
    for application in bundles:
        if found := macos.problems(application):
            raise ValueError("\n".join(found))
        yield image(application)


def image(application: Path) -> Path:
    """The application beside a link to where applications go."""
    machine = application.parent.name.removeprefix("macos-")
    root = fresh(BUILD / f"dmg-{machine}")
    copy_tree(application, root / application.name)
    (root / "Applications").symlink_to("/Applications")
    copy(PACKAGING / "macos" / "READ ME - BACA.txt", root / "READ ME - BACA.txt")
    settle(root)
    output = DIST / f"{NAME}-{version()}-macos-{machine}.dmg"
    output.unlink(missing_ok=True)
    if sys.platform == "darwin" and shutil.which("hdiutil"):
        command = ["hdiutil", "create", "-quiet", "-fs", "HFS+", "-format", "ULMO", "-volname", NAME]
        subprocess.run([*command, "-srcfolder", str(root), str(output)], check=True)
    else:
        disc = BUILD / f"{machine}.iso"
        command = ["genisoimage", "-quiet", "-V", NAME, "-D", "-R", "-apple", "-no-pad", "-o", str(disc), str(root)]
        subprocess.run(command, check=True)
        output.write_bytes(udif(_dated(disc.read_bytes())))
    return output


def _dated(disc: bytes) -> bytes:
    """A disc whose own dates are that of the commit."""
    text, first = bytearray(disc), 16 * 2048
    when = f"{day():%Y%m%d%H%M%S}00".encode() + b"\0"
    for sector in range(first, first + 2 * 2048, 2048):
        if bytes(text[sector : sector + 6]) in (b"\x01CD001", b"\x02CD001"):
            for place in (813, 830, 864):
                text[sector + place : sector + place + 17] = when
    return bytes(text)


def udif(raw: bytes) -> bytes:
    """A disc in the form of Apple's images: packed in pieces, a table of them, and a trailer."""
    raw += bytes(-len(raw) % SECTOR)
    sectors = len(raw) // SECTOR
    body, runs = bytearray(), []
    for first in range(0, sectors, CHUNK):
        count = min(CHUNK, sectors - first)
        piece = raw[first * SECTOR : (first + count) * SECTOR]
        packed = bz2.compress(piece, 9)
        kind, data = (ZEROS, b"") if not any(piece) else (PACKED, packed) if len(packed) < len(piece) else (RAW, piece)
        runs.append((kind, first, count, len(body), len(data)))
        body += data
    runs.append((END, sectors, 0, len(body), 0))
    table = _table(sectors, runs, zlib.crc32(raw))
    name = "whole disk (Apple_ISO : 0)"
    blocks = [{"Attributes": "0x0050", "CFName": name, "Data": table, "ID": "0", "Name": name}]
    names = [{"Attributes": "0x0050", "Data": bytes(1032), "ID": "0", "Name": ""}]
    words = plistlib.dumps({"resource-fork": {"blkx": blocks, "plst": names}})
    return bytes(body) + words + _trailer(bytes(body), words, sectors, zlib.crc32(raw))


def _sum(value: int) -> bytes:
    return struct.pack(">III", 2, 32, value) + bytes(124)


def _table(sectors: int, runs: list[tuple[int, int, int, int, int]], digest: int) -> bytes:
    head = b"mish" + struct.pack(">IQQQII", 1, 0, sectors, 0, CHUNK + 8, 0) + bytes(24) + _sum(digest)
    lines = (struct.pack(">IIQQQQ", kind, 0, *numbers) for kind, *numbers in runs)
    return head + struct.pack(">I", len(runs)) + b"".join(lines)


def _trailer(body: bytes, words: bytes, sectors: int, digest: int) -> bytes:
    return (
        b"koly"
        + struct.pack(">IIIQQQQQII", 4, 512, 1, 0, 0, len(body), 0, 0, 1, 1)
        + uuid.UUID(int=digest).bytes
        + _sum(zlib.crc32(body))
        + struct.pack(">QQ", len(body), len(words))
        + bytes(120)
        + _sum(zlib.crc32(struct.pack(">I", digest)))
        + struct.pack(">IQ", 1, sectors)
        + bytes(12)
    )
