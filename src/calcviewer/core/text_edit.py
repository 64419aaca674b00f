"""A change of a text as replaced stretches: applied, turned round, put one after another. Knows nothing of YAML.

Indices count characters (code points) of the text before the change; `in_utf16` gives them as Qt counts.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Edits = tuple["TextEdit", ...]
"""Stretches of one text that do not overlap, in their order."""


class TextEdit(NamedTuple):
    """Put `new` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    new: str


def apply(text: str, edits: Iterable[TextEdit]) -> str:
    """The text after the edits, whose indices all mean the text as it was; ValueError if two of them overlap."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(edit)
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join((*parts, text[at:]))


def inverse(text: str, edits: Sequence[TextEdit]) -> Edits:
    """The edits that bring `text` back once `edits` were applied to it."""
    found, shift = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start = edit.start + shift
        found.append(TextEdit(start, start + len(edit.new), text[edit.start : edit.end]))
        shift += len(edit.new) - (edit.end - edit.start)
    return tuple(found)


def trimmed(text: str, edit: TextEdit) -> TextEdit:
    """The same change without the characters at both ends that stay as they are; never half of a CR LF."""
    old, new = text[edit.start : edit.end], edit.new
    most = min(len(old), len(new))
    head = next((index for index in range(most) if old[index] != new[index]), most)
    while head > 0 and old[head - 1] == "\r":
        head -= 1
    rest = most - head
    tail = next((index for index in range(rest) if old[-1 - index] != new[-1 - index]), rest)
    while tail > 0 and old[len(old) - tail] == "\n":
        tail -= 1
    return TextEdit(edit.start + head, edit.end - tail, new[head : len(new) - tail])


def in_utf16(text: str, edits: Iterable[TextEdit]) -> Edits:
    """The same edits with indices in UTF-16 units, as Qt counts: an emoji is two of them."""
    if text.isascii():
        return tuple(edits)
    return tuple(TextEdit(utf16_index(text, edit.start), utf16_index(text, edit.end), edit.new) for edit in edits)


def utf16_index(text: str, index: int) -> int:
    """How many UTF-16 units the first `index` characters are."""
    head = text[:index]
    return len(head) if head.isascii() else len(head) + sum(character > "\uffff" for character in head)


def index_of_utf16(text: str, units: int) -> int:
    """How many characters the first `units` UTF-16 units are; one inside a character counts as before it."""
    if text.isascii():
        return min(units, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))


class Draft:
    """A text that is changed in several goes, and what all of them are as edits of the text it began with."""

    def __init__(self, text: str) -> None:
        self.text = self._original = text
        self._pieces: list[tuple[int, int] | str] = [(0, len(text))]

    def apply(self, edits: Sequence[TextEdit]) -> None:
        """Makes these changes; their indices mean the text as it is now."""
        for edit in reversed(sorted(edits, key=lambda edit: (edit.start, edit.end))):  # noqa: C413 - equals stay in order
            head = self._cut(0, edit.start)
            self._pieces = [*head, edit.new, *self._cut(edit.end, len(self.text))]
            self.text = self.text[: edit.start] + edit.new + self.text[edit.end :]

    def _cut(self, start: int, end: int) -> list[tuple[int, int] | str]:
        found: list[tuple[int, int] | str] = []
        at = 0
        for piece in self._pieces:
            length = len(piece) if isinstance(piece, str) else piece[1] - piece[0]
            first, last = max(start - at, 0), min(end - at, length)
            if first < last:
                found.append(piece[first:last] if isinstance(piece, str) else (piece[0] + first, piece[0] + last))
            at += length
        return found

    @property
    def edits(self) -> Edits:
        """Everything that was changed, as edits of the text at the beginning, each as small as can be."""
        found, at, new = [], 0, ""
        for piece in (*self._pieces, (len(self._original), len(self._original))):
            if isinstance(piece, str):
                new += piece
                continue
            if new or piece[0] > at:
                found.append(trimmed(self._original, TextEdit(at, piece[0], new)))
            at, new = piece[1], ""
        return tuple(edit for edit in found if edit.new or edit.start < edit.end)
