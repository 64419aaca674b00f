"""Characters that Qt's text documents take for the end of a paragraph, and others that stand there in their place.

A line of YAML may hold them; without stand-ins they would come back as line ends. No Qt here.
"""

from dataclasses import dataclass
from itertools import chain, islice

BREAKING = "\u2029\ufdd0\ufdd1"
"""What Qt takes for the end of a paragraph, or for the beginning and end of a frame."""
_PARAGRAPH = "\u2029"
_CANDIDATES = (range(0xFDD2, 0xFDF0), range(0xE000, 0xF900), range(1, 0xD800))
"""Where stand-ins are looked for: what is no character at all, then private use, then anything of one UTF-16 unit."""


@dataclass(frozen=True)
class StandIns:
    """One stand-in for each character of `BREAKING`, of one UTF-16 unit, so that every place stays.

    They are chosen once for a text and stay while it is edited.
    """

    characters: str

    def shown(self, text: str) -> str:
        """A text, or a piece of it, as Qt may have it."""
        return text.translate(str.maketrans(BREAKING, self.characters))

    def meant(self, raw: str) -> str:
        """What the raw text of a document means: paragraphs end with LF, and stand-ins are what they stand for."""
        return raw.translate(str.maketrans(_PARAGRAPH + self.characters, "\n" + BREAKING))


def stand_ins(text: str) -> StandIns:
    """Stand-ins that do not occur in a text."""
    used = BREAKING if text.isascii() else frozenset(BREAKING + text)
    free = (character for character in map(chr, chain(*_CANDIDATES)) if character not in used)
    return StandIns("".join(islice(free, len(BREAKING))))
