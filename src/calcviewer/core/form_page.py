"""Everything that a form shows of a text at once: what is edited, its rows, and what else there is to edit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calcviewer.core.element_edits import place_of
from calcviewer.core.form_additions import can_add
from calcviewer.core.form_contents import Entry, Section, contents, entry_of
from calcviewer.core.form_fields import FormState, form_of
from calcviewer.core.nameable import Nameable
from calcviewer.core.problems import Problem
from calcviewer.core.source import compose
from calcviewer.core.translations import gaps
from calcviewer.core.values import Path, Value, plain


class Wanted(NamedTuple):
    """What somebody wants to edit: an element by its id, else what stands at a path; nothing of both is the diagram."""

    path: Path = ()
    element: str = ""


@dataclass(frozen=True)
class Page:
    """What is shown; `state` is None where the list at the path `section` is empty, or the text cannot be understood.

    `summary` says what is not translated in the whole file.
    """

    said: Value
    state: FormState | None = None
    section: Path = ()
    sections: tuple[Section, ...] = ()
    can_add: bool = False
    summary: str = ""

    @property
    def entry(self) -> Entry | None:
        """What is edited."""
        return self.state.entry if self.state else None

    def opened(self, section: Path) -> Wanted:
        """The first entry of a list, or where it will be."""
        found = next((part for part in self.sections if part.path == section), None)
        return wanted_of(found.entries[0]) if found and found.entries else Wanted((*section, 0) if section else ())

    def beside(self) -> Wanted:
        """What is there once the entry that is edited is gone: the next one of its list, or the one before."""
        last = self.entry.path[-1] if self.entry and self.entry.path else ""
        part = next((part for part in self.sections if part.path == self.section), None)
        left = len(part.entries) - 1 if part else 0
        return Wanted((*self.section, max(0, min(last, left - 1)))) if isinstance(last, int) else Wanted()


def page_of(
    text: str,
    wanted: Wanted,
    known: Nameable,
    languages: Sequence[str],
    base: Value | None = None,
    problems: Sequence[Problem] = (),
) -> Page:
    """The page for a text; `languages` begin with the one to be shown first, `base` is what the file said before."""
    root, _ = compose(text)
    said = plain(root) if root else None
    if root is None or not isinstance(said, dict):
        return Page({})
    sections, found = contents(said, known.language), gaps(said, languages, base)
    entry = _entry(said, wanted, known.language, sections)
    state = form_of(root, entry, known, languages, found, problems) if entry else None
    section = section_of(entry.path) if entry else wanted.path[:-1]
    return Page(said, state, section, sections, can_add(said, section), found.in_words())


def _entry(said: dict[str, Value], wanted: Wanted, language: str, sections: Sequence[Section]) -> Entry | None:
    """What is wanted; instead of what is gone, the last of its list, or the diagram."""
    path = place_of(said, wanted.element) if wanted.element else wanted.path
    found = entry_of(said, path, language, wanted.element) if path is not None else None
    part = next((part for part in sections if path and part.path == section_of(path)), None)
    if found is not None or (part is not None and not wanted.element):
        return found or (part.entries[-1] if part and part.entries else None)
    return entry_of(said, (), language)


def section_of(path: Path) -> Path:
    """The path of the list that an entry belongs to; a block of the diagram itself is a list of one."""
    return path[:-1] if len(path) > 1 else path


def wanted_of(entry: Entry) -> Wanted:
    """What names an entry however the file is changed around it."""
    return Wanted((), entry.element) if entry.element else Wanted(entry.path)


def ordered(languages: Sequence[str], first: str) -> tuple[str, ...]:
    """The languages of a library, the one of whoever looks first."""
    return tuple(sorted(languages, key=lambda code: code != first))
