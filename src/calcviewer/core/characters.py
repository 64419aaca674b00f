"""A look at the bare characters before any parsing: what hides or confuses text, and lines without end."""

import re
from itertools import islice

from calcviewer.core.places import Places
from calcviewer.core.problems import Fix, Problem, Span
from calcviewer.core.report import Report

LINE_LIMIT = 20_000
REPORT_LIMIT = 50
"""So many strange characters are reported one by one; a file with more of them is hardly a text."""
STRANGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, marks of direction (they make text read otherwise than it is), line ends that no editor shows."""
REPLACEMENT = "\ufffd"
ODD_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Blanks that look like blanks and are none for YAML."""

_CONTROL = bytes(code for code in range(128) if STRANGE.match(chr(code)))
_STRANGE_LINE_ENDS = "\x85\u2028\u2029"
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{20,}")


def screened(text: str, report: Report) -> str | None:
    """The text as the parser may see it: strange characters replaced one by one, so that every place stays.

    None if a line is too long.
    """
    if problem := _long_line(text):
        report.add(problem)
        return None
    found = [] if _is_printable(text) else list(islice(STRANGE.finditer(text), REPORT_LIMIT))
    accents = [] if text.isascii() else list(islice(_ACCENTS.finditer(text), REPORT_LIMIT))
    if not (found or accents):
        return text
    places = Places(text)
    for match in found:
        span = places.span(*match.span())
        mended = " " if match[0] in _STRANGE_LINE_ENDS else ""
        report.add(Problem("E005", span, {"character": character_name(match[0])}, Fix(span, mended)))
    for match in accents:
        report.add(Problem("W002", places.span(*match.span())))
    return STRANGE.sub(REPLACEMENT, text)


def _is_printable(text: str) -> bool:
    """Whether no character of `STRANGE` can be there: none of them is printable, and to ask so is far faster."""
    if text.isascii():
        data = text.encode()
        return len(data.translate(None, _CONTROL)) == len(data)
    return text.replace("\n", "").isprintable()


def character_name(character: str) -> str:
    """How a character is called where it cannot be shown: U+202E."""
    return f"U+{ord(character):04X}"


def _long_line(text: str) -> Problem | None:
    if len(text) <= LINE_LIMIT or max(map(len, text.split("\n"))) <= LINE_LIMIT:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LIMIT:
            span = Span(number, 1, number, len(line) + 1)
            return Problem("E004", span, {"size": f"{len(line):,}", "limit": f"{LINE_LIMIT:,}"})
    return None
