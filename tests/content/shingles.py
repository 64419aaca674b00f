"""Runs of nine words as short digests: enough to tell whether a text repeats another, too little to read it.

`python -m tests.content.shingles FILE…` writes the digests of the notes that the library was written from into `NOTES`.
The notes themselves are not part of the project.
"""

import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from calcviewer.core.search import fold
from tests.content.content import plain

LENGTH = 9
BYTES = 5
"""So long a digest takes two different runs for the same once in a million."""
NOTES = Path(__file__).with_name("notes.shingles")


def shingles(text: str) -> Iterator[tuple[str, bytes]]:
    """Each run of nine words of a text, with its digest; case, accents and marks do not count."""
    words = fold(plain(text)).split()
    for start in range(len(words) - LENGTH + 1):
        run = " ".join(words[start : start + LENGTH])
        yield run, blake2b(run.encode(), digest_size=BYTES).digest()


def write(texts: Iterable[str], path: Path) -> int:
    """Writes the digests of all runs in order, each once; gives their number. No run goes beyond its line."""
    found = sorted({digest for text in texts for line in text.splitlines() for _run, digest in shingles(line)})
    path.write_bytes(b"".join(found))
    return len(found)


def read(path: Path) -> frozenset[bytes]:
    """The digests in a file."""
    data = path.read_bytes()
    return frozenset(data[start : start + BYTES] for start in range(0, len(data), BYTES))


if __name__ == "__main__":
    write((Path(name).read_text("utf-8") for name in sys.argv[1:]), NOTES)
