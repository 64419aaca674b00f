"""Reads the libraries and programs of macOS as far as packing them asks: processors, what they load, signatures."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

FAT, THIN = b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"
PROCESSORS = {0x0100000C: "arm64", 0x01000007: "x86_64"}
LOAD = {0xC, 0x80000018, 0x8000001F}
SEARCH_PATH, SIGNATURE, MINIMUM, OLD_MINIMUM = 0x8000001C, 0x1D, 0x32, 0x24


@dataclass(frozen=True)
class Slice:
    """What one processor's part of a file says of itself."""

    processor: str
    loads: tuple[str, ...]
    search_paths: tuple[str, ...]
    is_signed: bool
    minimum: tuple[int, int]
    """The oldest macOS that it was built for."""


def is_macho(data: bytes) -> bool:
    return data[:4] in (FAT, THIN)


def thin(data: bytes, processor: str) -> bytes:
    """The part for one processor; signatures stay valid, since each part has its own."""
    for name, part in _parts(data):
        if name == processor:
            return part
    raise ValueError(f"nothing for {processor} inside")


def slices(data: bytes) -> list[Slice]:
    """Every part of a file."""
    return [_read(name, part) for name, part in _parts(data)]


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    if data[:4] == THIN:
        yield PROCESSORS[struct.unpack_from("<I", data, 4)[0]], data
        return
    (count,) = struct.unpack_from(">I", data, 4)
    for number in range(count):
        processor, _kind, start, size, _align = struct.unpack_from(">5I", data, 8 + 20 * number)
        yield PROCESSORS[processor], data[start : start + size]


def _read(processor: str, data: bytes) -> Slice:
    loads, search, is_signed, minimum = [], [], False, (0, 0)
    for command, body in _commands(data):
        if command in LOAD:
            loads.append(_text(body, struct.unpack_from("<I", body, 8)[0]))
        elif command == SEARCH_PATH:
            search.append(_text(body, struct.unpack_from("<I", body, 8)[0]))
        elif command == SIGNATURE:
            is_signed = True
        elif command in (MINIMUM, OLD_MINIMUM):
            (version,) = struct.unpack_from("<I", body, 12 if command == MINIMUM else 8)
            minimum = (version >> 16, version >> 8 & 255)
    return Slice(processor, tuple(loads), tuple(search), is_signed, minimum)


def _commands(data: bytes) -> Iterator[tuple[int, bytes]]:
    (count,) = struct.unpack_from("<I", data, 16)
    place = 32
    for _number in range(count):
        command, size = struct.unpack_from("<II", data, place)
        yield command, data[place : place + size]
        place += size


def _text(body: bytes, start: int) -> str:
    return body[start:].split(b"\0")[0].decode()
