"""The quick look at the characters of a text lets nothing through that the slow one would find."""

import sys

from calcviewer.core.characters import STRANGE


def test_nothing_strange_is_printable() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    found = STRANGE.findall(every)
    assert "\u202e" in found
    assert [character for character in found if character.isprintable()] == []
