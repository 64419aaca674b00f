"""From the bytes of a file to its text, remembering how it was written so that it can be written back the same way."""

import codecs
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from calcviewer.core.line_match import stretches
from calcviewer.core.problems import Problem, Span

_MAGIC = (b"PK\x03\x04", b"%PDF-", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"BZh", b"{\\rtf")
"""How files of other sorts begin: ZIP and DOCX, PDF, gzip, old Office, PNG, JPEG, bzip2, RTF."""
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROL = bytes([*range(9), *range(14, 27), *range(28, 32)])
_LOOK = 4096
GUESSED = "windows-1252"
"""What a file is probably in that is neither UTF-8 nor UTF-16; as in a browser, no byte is without a character."""
_LINE_END = re.compile("\r\n|\n|\r")


class Source(NamedTuple):
    """The text of a file, every character as it was; line ends inside it are not touched.

    `line_end` is the one that most lines have; `is_mixed` tells that some have another. `encoding` is ``utf-8``,
    or ``utf-16-le`` or ``utf-16-be``, or what was `guessed`.
    """

    text: str
    line_end: str = "\n"
    is_mixed: bool = False
    has_bom: bool = False
    encoding: str = "utf-8"


def decode(data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """The text that the bytes hold. Never raises; what is no text, or not in UTF-8 or UTF-16, is a problem."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not data.startswith(_UTF_32):
        return _decode_utf16(data)
    has_bom = data.startswith(codecs.BOM_UTF8)
    body = data[len(codecs.BOM_UTF8) :] if has_bom else data
    if _is_binary(body):
        return None, (Problem("E002"),)
    try:
        return _source(body.decode("utf-8"), has_bom=has_bom), ()
    except UnicodeDecodeError as error:
        return None, (_bad_byte(body, error.start, len(data) - len(body)),)


def _decode_utf16(data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    encoding = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    try:
        text = data[len(codecs.BOM_UTF16) :].decode(encoding)
    except UnicodeDecodeError:
        return None, (Problem("E002"),)
    return _source(text, has_bom=True, encoding=encoding), (Problem("W001"),)


def _source(text: str, has_bom: bool, encoding: str = "utf-8") -> Source:
    if "\r" not in text:
        return Source(text, "\n", False, has_bom, encoding)
    both = text.count("\r\n")
    counts = {"\r\n": both, "\n": text.count("\n") - both, "\r": text.count("\r") - both}
    most = max(counts, key=lambda mark: (counts[mark], mark == "\n"))
    return Source(text, most, sum(map(bool, counts.values())) > 1, has_bom, encoding)


@cache
def _from_guessed() -> Mapping[int, str]:
    """Byte → character. Made when it is wanted: hardly any file is so old, and Python has to load what knows it."""
    return {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}


def _is_binary(data: bytes) -> bool:
    if data.startswith(_MAGIC) or b"\0" in data:
        return True
    head = data[:_LOOK]
    return (len(head) - len(head.translate(None, _CONTROL))) * 10 > len(head)


def guessed(data: bytes) -> Source | None:
    """The text of bytes that are not UTF-8, if they were written as old programs on Windows do; None for no text."""
    if _is_binary(data):
        return None
    return _source(data.decode("latin-1").translate(_from_guessed()), has_bom=False, encoding=GUESSED)


def _bad_byte(data: bytes, index: int, shift: int) -> Problem:
    before = data[:index].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    span = Span(line, column, line, column + 1)
    return Problem("E003", span, {"byte": f"0x{data[index]:02X}", "offset": str(index + shift + 1)})


def editable(source: Source) -> str:
    """The text as it is edited: every line ends with LF; every other character is as it was."""
    return _LINE_END.sub("\n", source.text) if "\r" in source.text else source.text


def encoded(source: Source, text: str, *, keeps_encoding: bool = False) -> bytes:
    """The bytes of an edited text, written as the file was: byte order mark, line ends, in a mixed file each its own.

    What is not in UTF-8 becomes UTF-8 unless it shall keep its encoding.
    """
    written = _with_own_ends(source, text) if source.is_mixed else text.replace("\n", source.line_end)
    return in_bytes(source, written, keeps_encoding=keeps_encoding)


def in_bytes(source: Source, written: str, *, keeps_encoding: bool = False) -> bytes:
    """The same for a text whose lines have their ends already, as those of the source."""
    if source.encoding == "utf-8":
        return (codecs.BOM_UTF8 if source.has_bom else b"") + written.encode()
    if not keeps_encoding:
        return written.encode()
    if source.encoding == GUESSED:
        to_guessed = {ord(character): byte for byte, character in _from_guessed().items()}
        return written.translate(to_guessed).encode("latin-1")
    mark = codecs.BOM_UTF16_LE if source.encoding == "utf-16-le" else codecs.BOM_UTF16_BE
    return mark + written.encode(source.encoding)


def _with_own_ends(source: Source, text: str) -> str:
    """Every line that was there before ends as it did; new ones end like most."""
    old, new = editable(source).split("\n"), text.split("\n")
    ends = [*_LINE_END.findall(source.text), source.line_end]
    chosen = [source.line_end] * len(new)
    for stretch in stretches(old, new):  # equal lines, and what stands in the place of others
        for index, other in zip(
            range(stretch.start, stretch.end), range(stretch.new_start, stretch.new_end), strict=False
        ):
            chosen[other] = ends[index]
    parts, before = [], ""
    for line, end in zip(new[:-1], chosen, strict=False):
        is_swallowed = before == "\r" and not line and end == "\n"  # both would be read as one line end
        before = "\r\n" if is_swallowed else end
        parts += [line, before]
    return "".join((*parts, new[-1]))
