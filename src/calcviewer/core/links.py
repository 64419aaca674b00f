"""The links of a Markdown text: where they lead, read in linear time. Nothing is followed or shown here."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from calcviewer.core.ids import is_id

LINK_MARK = "]("
"""Where this does not stand, there is no link."""
_TARGET = re.compile(r"\]\([ ]{0,8}<?([^\s<>()]{0,500})")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})


class Link(NamedTuple):
    """A link: `start` and `end` are the indices of `target` in the text."""

    start: int
    end: int
    target: str


class Goal(NamedTuple):
    """What a target means: a step `id` of `diagram` ('' for this one), a glossary word, or a web address.

    `kind` is one of: step, diagram, term, web, unsafe, wrong.
    """

    kind: str
    id: str = ""
    diagram: str = ""


def links(text: str) -> Iterator[Link]:
    """The links ``[words](target)`` and pictures of a text, in order."""
    for found in _TARGET.finditer(text):
        yield Link(found.start(1), found.end(1), found[1])


def goal(target: str) -> Goal:
    """Where a target leads, by how it is written."""
    scheme, _, rest = target.partition(":")
    if scheme == "term":
        return Goal("term", rest) if is_id(rest) else Goal("wrong")
    if _SCHEME.match(target):
        return Goal("web" if scheme.lower() in _SAFE_SCHEMES else "unsafe")
    if target.startswith(("//", "\\\\")):
        return Goal("unsafe")
    diagram, mark, step = target.partition("#")
    if (diagram and not is_id(diagram)) or (mark and not is_id(step)) or not target:
        return Goal("wrong")
    return Goal("step", step, diagram) if mark else Goal("diagram", diagram=diagram)
