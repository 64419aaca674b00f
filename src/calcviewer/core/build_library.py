"""From the blocks of fields of a `library.yaml` to what it says."""

import re
from collections.abc import Iterable, Iterator

from calcviewer.core.block import Block
from calcviewer.core.build import refs
from calcviewer.core.model import Heading, LibraryFile, Term
from calcviewer.core.report import Report
from calcviewer.core.schema import LANGUAGE

LANGUAGES = LibraryFile().languages


def library_file(block: Block, languages: tuple[str, ...], report: Report) -> LibraryFile:
    """The library that the fields of a file describe; problems go to `report`."""
    _check_languages(block, report)
    terms = block.blocks("glossary")
    return LibraryFile(
        title=block.text("title"),
        languages=languages,
        source=block.text("source"),
        headings=tuple(_headings(block, report)),
        facts=block.text_map("facts"),
        glossary={item.id: Term(item.id, item.text("label"), item.text("definition")) for item in terms},
        refs=refs(block),
    )


def languages_of(words: Iterable[str]) -> tuple[str, ...]:
    """The languages of a library, from the codes in its file: read first, because every text depends on them."""
    stripped = (word.strip() for word in words)
    return tuple(dict.fromkeys(word for word in stripped if _is_language(word))) or LANGUAGES


def _is_language(word: str) -> bool:
    return re.fullmatch(LANGUAGE, word) is not None


def _check_languages(block: Block, report: Report) -> None:
    for index, word in enumerate(block.words("languages")):
        if word and not _is_language(word):
            report.problem("E081", block.where("languages", index), value=word)


def _headings(block: Block, report: Report) -> Iterator[Heading]:
    seen: set[str] = set()
    for item in block.blocks("diagrams"):
        names = []
        for index, name in enumerate(item.words("diagrams")):
            if name in seen:
                report.problem("E082", item.where("diagrams", index), id=name)
            elif name:
                seen.add(name)
                names.append(name)
        yield Heading(item.text("heading"), tuple(names))
