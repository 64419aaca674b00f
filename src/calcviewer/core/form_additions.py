"""New stops, questions, rows, groups and references: blocks that say enough for the reader to take them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from calcviewer.core.edits import add_entry, section_of
from calcviewer.core.form_changes import add_block
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.source import compose
from calcviewer.core.uses import Block
from calcviewer.core.values import Path, Value, at, plain
from calcviewer.i18n import N_, in_language

STOP, QUESTION, ROW, GROUP, REF = ("tour",), ("quiz",), ("table", "rows"), ("groups",), ("refs",)
NO_CELL = "…"


@dataclass(frozen=True)
class Wish:
    """What a new block is made for: what the file says, the element that is selected, the languages of the file."""

    said: Block
    element: str
    languages: tuple[str, ...]

    def words(self, message: str) -> Block:
        """A message in each language of the file."""
        return {language: in_language(language, message) for language in self.languages}

    @property
    def shown(self) -> str:
        """The selected element, or else the first step."""
        return self.element or next(iter(section_of(self.said, "nodes")), "")

    @property
    def step(self) -> str:
        """The selected step, or else the first that stands in no group."""
        groups = section_of(self.said, "groups")
        taken = {name for group in groups.values() if isinstance(group, dict) for name in _listed(group.get("nodes"))}
        steps = section_of(self.said, "nodes")
        free = [step for step in (self.element, *steps) if step in steps and step not in taken]
        return free[0] if free else ""


def _listed(value: Value | None) -> Sequence[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _stop(wish: Wish) -> Block:
    return {"show": [wish.shown], "text": wish.words(N_("What is said at this stop."))}


def _question(wish: Wish) -> Block:
    answers: list[Value] = [wish.words(N_("The right answer")), wish.words(N_("A wrong answer"))]
    return {"ask": wish.words(N_("A new question?")), "choices": answers, "answer": "1"}


def _row(wish: Wish) -> Block:
    columns = _listed(at(wish.said, ("table", "columns")))
    return {"label": wish.words(N_("New row")), "cells": dict.fromkeys(columns, NO_CELL)}


def _group(wish: Wish) -> Block:
    return {"label": wish.words(N_("New group")), "nodes": [wish.step]}


def _ref(wish: Wish) -> Block:
    return {"text": in_language(wish.languages[0] if wish.languages else "en", N_("Authors, title, journal."))}


ADDITIONS: Mapping[Path, Callable[[Wish], Block]] = {
    STOP: _stop,
    QUESTION: _question,
    ROW: _row,
    GROUP: _group,
    REF: _ref,
}
"""Which lists a form can add to, and what it adds."""
_IDS: Mapping[Path, str] = {GROUP: "group-{number}", REF: "R{number}"}
"""How new ids are made where the entries have some."""


def can_add(said: Value, path: Path) -> bool:
    """Whether there is what a new block of this list has to name."""
    if path not in ADDITIONS or not isinstance(said, dict):
        return False
    wish = Wish(said, "", ())
    if path == GROUP:
        return bool(wish.step)
    return bool(wish.shown) if path == STOP else path != ROW or isinstance(said.get("table"), dict)


def added_path(said: Value, path: Path) -> Path:
    """Where a block will stand that is added to a list."""
    held = at(said, path)
    if path not in _IDS:
        return (*path, len(held) if isinstance(held, list) else 0)
    taken = held if isinstance(held, dict) else {}
    number = next(number for number in range(1, len(taken) + 2) if _IDS[path].format(number=number) not in taken)
    return (*path, _IDS[path].format(number=number))


def added(text: str, path: Path, element: str, languages: Sequence[str]) -> Rewritten:
    """Adds a block to a list, made for the selected element."""
    root, _ = compose(text)
    said = plain(root) if root else {}
    block = ADDITIONS[path](Wish(said if isinstance(said, dict) else {}, element, tuple(languages)))
    if path not in _IDS:
        return add_block(text, path, block)
    return add_entry(text, str(path[-1]), str(added_path(said, path)[-1]), block)
