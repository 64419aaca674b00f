"""Pieces of a diagram to put in while typing: a step, an arrow, a treatment … with the places to fill in.

In the table ``<words>`` is a place to fill in; ``TEXT`` and ``LINES`` stand for a text in each language of the library.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from calcviewer.core.schema import Kind
from calcviewer.core.where import Where
from calcviewer.i18n import N_

Stop = tuple[int, int]
"""A place to fill in: the indices of its ends in the words of the snippet."""


@dataclass(frozen=True)
class Snippet:
    """One row: `section` is where it can stand, `name` its word on screen. Its lines are indented from the first."""

    name: str
    section: str
    body: str


SNIPPETS: tuple[Snippet, ...] = (
    Snippet(N_("New step"), "nodes", "<new-step>:\n  kind: <process>\n  label: {TEXT}\n  text:\n    LINES"),
    Snippet(N_("New arrow"), "edges", "<from> -> <to>"),
    Snippet(N_("New arrow with a reason"), "edges", "from: <from>\nto: <to>\nkind: <causes>\ntext:\n  LINES"),
    Snippet(
        N_("New treatment"),
        "treatments",
        "<new-treatment>:\n  label: {TEXT}\n  acts-on: [<step>]\n  effect: <prevents>\n  text:\n    LINES",
    ),
    Snippet(N_("New group"), "groups", "<new-group>:\n  label: {TEXT}\n  nodes: [<step>]"),
    Snippet(N_("New stop of the tour"), "tour", "show: [<step>]\ntext:\n  LINES"),
    Snippet(
        N_("New question with choices"),
        "quiz",
        "ask: {TEXT}\nchoices:\n  - {TEXT}\n  - {TEXT}\nanswer: <1>\nwhy: {TEXT}",
    ),
    Snippet(N_("New question on an order"), "quiz", "ask: {TEXT}\norder:\n  - {TEXT}\n  - {TEXT}\nwhy: {TEXT}"),
    Snippet(
        N_("New what-if question"),
        "quiz",
        "ask: {TEXT}\nblock: [<step>]\nchoices:\n  - {TEXT}\n  - {TEXT}\nanswer: <1>\nwhy: {TEXT}",
    ),
    Snippet(N_("New reference"), "refs", '<R1>:\n  text: "<>"\n  year: <>\n  doi: <>'),
)
_STOP = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True)
class Filled:
    """A snippet ready for its place: the words to put in, and the places to fill in, the first one first."""

    name: str
    words: str
    stops: tuple[Stop, ...]


def snippets_at(where: Where, languages: Sequence[str]) -> tuple[Filled, ...]:
    """The snippets that can stand where the cursor is, with the indentation of that place."""
    if where.is_flow or where.is_block_text or not where.path:
        return ()
    section, depth = where.path[0], len(where.path)
    is_open = depth == 1 or (depth == 2 and where.is_item and not where.present)
    if not is_open or not (where.is_key or where.slot.kind in (Kind.RECORDS, Kind.ARROWS)):
        return ()
    return tuple(_filled(row, where, languages) for row in SNIPPETS if row.section == section)


def _filled(row: Snippet, where: Where, languages: Sequence[str]) -> Filled:
    is_list = where.slot.kind in (Kind.RECORDS, Kind.ARROWS)
    dash = "- " if is_list and not where.is_item else ""
    blanks = " " * (where.column + len(dash))
    pieces, stops, at = [], [], len(dash)
    words = "\n".join(_lines(row.body, languages)).replace("\n", f"\n{blanks}")
    last = 0
    for found in _STOP.finditer(words):
        pieces += [words[last : found.start()], found[1]]
        start = at + found.start() - last
        at = start + len(found[1])
        stops.append((start, at))
        last = found.end()
    return Filled(row.name, dash + "".join((*pieces, words[last:])), tuple(stops))


def _lines(body: str, languages: Sequence[str]) -> list[str]:
    """The lines of a snippet, with the texts in each language."""
    inline = ", ".join(f'{code}: "<>"' for code in languages)
    found: list[str] = []
    for line in body.replace("TEXT", inline).split("\n"):
        if line.endswith("LINES"):
            found += (line.replace("LINES", f'{code}: "<>"') for code in languages)
        else:
            found.append(line)
    return found
