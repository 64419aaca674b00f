"""Cuts ICU's data down to two languages: Qt's library for Linux brings 32 MB of it, for every language on earth.

The library of data is made anew, under its own name, and can be replaced by the full one (LGPL). The format is ICU's
`.dat`: a header, a table of (name, place) relative to the table, the names, and the items in the order of their names.
"""

import struct
from pathlib import Path

from installers.compiler import build
from installers.recipe import ICU_KEPT
from installers.target import Target

DYNAMIC_SYMBOLS = 11
ASSEMBLY = """\
    .section .rodata
    .globl {symbol}
    .type {symbol}, @object
    .balign 16
{symbol}:
    .incbin "{file}"
    .size {symbol}, .-{symbol}
    .section .note.GNU-stack,"",@progbits
"""


def cut(target: Target, library: bytes, name: str, output: Path, work: Path) -> None:
    """Writes a library `name` like `library` whose data holds only what the recipe keeps."""
    symbol, data = _find(library)
    work.mkdir(parents=True, exist_ok=True)
    file, assembly = work / "icu.dat", work / "icu.S"
    file.write_bytes(kept(data))
    assembly.write_text(ASSEMBLY.format(symbol=symbol, file=file.as_posix()), encoding="utf-8")
    options = ["-shared", "-nostdlib", f"-Wl,-soname,{name}", "-Wl,-z,noexecstack", "-Wl,--build-id=none", "-s"]
    build(target, output, [*options, assembly])


def kept(data: bytes) -> bytes:
    """The data with fewer items."""
    (start,) = struct.unpack_from("<H", data)
    chosen = [(name, item) for name, item in _items(data, start) if ICU_KEPT.fullmatch(name.partition("/")[2])]
    names = [name.encode() + b"\0" for name, _item in chosen]
    place = 4 + 8 * len(chosen)
    table = struct.pack("<I", len(chosen))
    entries, places = b"", []
    for name in names:
        places.append(place)
        place += len(name)
    body = b"".join(names)
    offset = _aligned(place, start)
    body += bytes(offset - place)
    for name_place, (_name, item) in zip(places, chosen, strict=True):
        entries += struct.pack("<II", name_place, len(table) + 8 * len(chosen) + len(body))
        body += item + bytes(-len(item) % 16)
    return data[:start] + table + entries + body


def _aligned(place: int, start: int) -> int:
    """Items begin at multiples of 16 of the whole file."""
    return place + -(place + start) % 16


def _items(data: bytes, start: int) -> list[tuple[str, bytes]]:
    (count,) = struct.unpack_from("<I", data, start)
    entries = [struct.unpack_from("<II", data, start + 4 + 8 * number) for number in range(count)]
    ends = [place for _name, place in entries[1:]] + [len(data) - start]
    return [
        (data[start + name : data.index(b"\0", start + name)].decode(), data[start + place : start + end])
        for (name, place), end in zip(entries, ends, strict=True)
    ]


def _find(library: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the one big symbol in an ELF library."""
    (table,), (count,) = struct.unpack_from("<Q", library, 0x28), struct.unpack_from("<H", library, 0x3C)
    sections = [struct.unpack_from("<IIQQQQIIQQ", library, table + 64 * number) for number in range(count)]
    symbols = next(section for section in sections if section[1] == DYNAMIC_SYMBOLS)
    texts = sections[symbols[6]][4]
    for place in range(symbols[4], symbols[4] + symbols[5], 24):
        name_at, _info, _other, section, value, size = struct.unpack_from("<IBBHQQ", library, place)
        name = library[texts + name_at : library.index(b"\0", texts + name_at)].decode()
        if name.endswith("_dat"):
            start = value - sections[section][3] + sections[section][4]
            return name, library[start : start + size]
    raise ValueError("no ICU data in this library")
