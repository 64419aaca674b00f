"""A small diagram file with everything that has a form, as text, as what it says, and as a diagram."""

from calcviewer.core.form_contents import Entry, entry_of
from calcviewer.core.form_fields import FormState, form_of
from calcviewer.core.loader import load_diagram
from calcviewer.core.model import Diagram
from calcviewer.core.nameable import Nameable
from calcviewer.core.source import compose
from calcviewer.core.translations import gaps
from calcviewer.core.values import Path, Value, plain

BOTH = ("en", "id")
TEXT = """\
format: 1
title: {en: Small, id: Kecil}   # a comment that stays
reviewers: []
objectives:
  - {en: Know, id: Tahu}
  - DNA
nodes:
  start: {kind: trigger, label: {en: Start, id: Awal}}
  middle:
    kind: process
    label: {en: Middle}
    text:
      en: |
        A line of
        a paragraph.
    needs: [start]
    image: {file: images/a.svg}
  end: {kind: outcome, label: DNA}
edges:
  - start -> middle -> end
bridges: [start -> end]
treatments:
  cure: {label: {en: Cure, id: Obat}, acts-on: start -> middle, evidence: trials}
groups:
  wall: {label: {en: Wall, id: Dinding}, nodes: [start]}
table:
  columns: [start, end]
  rows:
    - {label: {en: Age, id: Usia}, cells: {start: Old, more: x}}
tour:
  - show: [start]
    text: {en: "First.", id: "Pertama."}
quiz:
  - ask: {en: Which?, id: Mana?}
    choices: [{en: A, id: A}, {en: B}]
    answer: 1
refs:
  R1: {text: Own reference, year: 1999}
"""


def _diagram() -> Diagram:
    found = load_diagram(TEXT, "small", BOTH).diagram
    assert found is not None
    return found


DIAGRAM = _diagram()


def said(text: str = TEXT) -> Value:
    """What a text says."""
    root, _ = compose(text)
    assert root is not None
    return plain(root)


def entry(path: Path, element: str = "", text: str = TEXT) -> Entry:
    """The entry at a path, which must be there."""
    found = entry_of(said(text), path, "en", element)
    assert found is not None
    return found


def form(path: Path, element: str = "", text: str = TEXT) -> FormState:
    """The form at a path, with the problems that the reader finds."""
    root, _ = compose(text)
    assert root is not None
    problems = load_diagram(text, "small", BOTH).problems
    known = Nameable(DIAGRAM)
    found = form_of(root, entry(path, element, text), known, BOTH, gaps(plain(root), BOTH), problems)
    assert found is not None
    return found
