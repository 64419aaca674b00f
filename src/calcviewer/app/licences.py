"""The licences of everything that comes with the program: a list in *About*, and each text to read."""

from collections.abc import Iterator

from calcviewer import paths
from calcviewer.core.model import Text
from calcviewer.i18n import _
from calcviewer.view.story import LICENCE, Part, Prose, Row, Section

SUFFIXES = (".txt", ".md")


def links() -> Iterator[Part]:
    """A heading and one link for each text; nothing where the folder is missing."""
    names = sorted(path.name for path in paths.licences().glob("*") if path.suffix in SUFFIXES)
    if names:
        yield Section(_("The texts of the licences"))
    for name in names:
        yield Row(_anyhow(name.rpartition(".")[0]), LICENCE + name)


def page(name: str) -> tuple[Part, ...]:
    """One text, by the name of its file. What is no name of a licence gives a sentence."""
    known = {path.name: path for path in paths.licences().glob("*") if path.suffix in SUFFIXES}
    if name not in known:
        return (Prose(_anyhow(_("This page is missing. Install CalcViewer again."))),)
    text = known[name].read_text("utf-8", "replace")
    plain = "\n".join(line.strip() for line in text.splitlines())  # four spaces would make a line of code of it
    return (Section(name.rpartition(".")[0]), Prose(_anyhow(plain)))


def _anyhow(words: str) -> Text:
    """Words that are the same in every language."""
    return Text((("", words),))
