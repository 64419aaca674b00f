"""What the proof of one package is given."""

from pathlib import Path
from typing import NamedTuple


class Trial(NamedTuple):
    """A package, and where and with what it is tried."""

    package: Path
    work: Path
    """Where roots, prefixes and pictures are made."""
    diagram: Path
    """A diagram to open."""
    suite: str
    """The Debian or Ubuntu of the bare root."""


def say(what: str, words: str) -> None:
    print(f"   {what}: {words.strip()}", flush=True)
