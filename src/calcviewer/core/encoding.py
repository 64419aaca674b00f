"""From the bytes of a file to its text, remembering how it was written so that it can be written back the same way."""

import codecs
import re
from dataclasses import dataclass

from calcviewer.core.problems import Problem, Span

_MAGIC = (b"PK\x03\x04", b"%PDF-", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"BZh", b"{\\rtf")
"""How files of other sorts begin: ZIP and DOCX, PDF, gzip, old Office, PNG, JPEG, bzip2, RTF."""
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOK = 4096
_LINE_ENDS = {"\r\n": re.compile("\r\n"), "\n": re.compile("(?<!\r)\n"), "\r": re.compile("\r(?!\n)")}


@dataclass(frozen=True)
class Source:
    """The text of a file, every character as it was; line ends inside it are not touched.

    `line_end` is the one that most lines have; `is_mixed` tells that some have another.
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
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return None, (Problem("E002"),)
    return _source(text, has_bom=True, encoding="utf-16"), (Problem("W001"),)


def _source(text: str, has_bom: bool, encoding: str = "utf-8") -> Source:
    counts = {mark: len(pattern.findall(text)) for mark, pattern in _LINE_ENDS.items()}
    most = max(counts, key=lambda mark: (counts[mark], mark == "\n"))
    return Source(text, most, sum(map(bool, counts.values())) > 1, has_bom, encoding)


def _is_binary(data: bytes) -> bool:
    if data.startswith(_MAGIC) or b"\0" in data:
        return True
    head = data[:_LOOK]
    return len(_CONTROL.findall(head)) * 10 > len(head)


def _bad_byte(data: bytes, index: int, shift: int) -> Problem:
    before = data[:index].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    span = Span(line, column, line, column + 1)
    return Problem("E003", span, {"byte": f"0x{data[index]:02X}", "offset": str(index + shift + 1)})
