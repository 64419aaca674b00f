"""What becomes of the text of a file when a row of a form is changed: text in, the smallest edits or a refusal out.

Where a row leads is found anew in the text of the moment. A field of an arrow in the short form needs a block first.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from calcviewer.core.edits import changed, refill, set_text, set_value
from calcviewer.core.edits import remove_value as without
from calcviewer.core.element_edits import place_of, redirect_arrow, set_arrow
from calcviewer.core.form_contents import Entry
from calcviewer.core.form_fields import FormRow
from calcviewer.core.names import arrow_parts
from calcviewer.core.paragraphs import put_back
from calcviewer.core.problems import Problem
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.source import compose
from calcviewer.core.uses import Block
from calcviewer.core.values import Path, Value, at, plain, written_path

NOTHING = Rewritten()
_ENDS = ("from", "to")


class _Now:
    """A file as it is now, and where something of an entry stands in it."""

    def __init__(self, text: str, entry: Entry, path: Path) -> None:
        root, _ = compose(text)
        said = plain(root) if root else {}
        self.said: Block = said if isinstance(said, dict) else {}
        found = place_of(self.said, entry.element) if entry.element else None
        self.entry_path = found or entry.path
        self.path = (*self.entry_path, *path[len(entry.path) :])
        is_arrow = bool(entry.element) and self.entry_path[0] == "edges"
        self.is_short_arrow = is_arrow and isinstance(at(self.said, self.entry_path), str)
        self.is_arrow_end = is_arrow and self.path[-1] in _ENDS
        self.value = at(self.said, self.path)
        self.holder = at(self.said, self.path[:-1])


def set_words(
    text: str, entry: Entry, row: FormRow, path: Path, language: str, words: str, languages: Sequence[str]
) -> Rewritten:
    """Sets one language of a text as it is read in the form; language '' sets a text that is the same in all.

    `path` leads to the text: that of the row, or of one of its items. Without words the language goes, with the last
    one the field; a field that must be there stays.
    """
    now = _Now(text, entry, path)
    old = now.value.get(language) if isinstance(now.value, dict) else now.value
    new = put_back(old, words) if isinstance(old, str) else words
    if new == (old or ""):
        return NOTHING
    if not new and not (row.is_required and _is_last(now.value, language)):
        return _without_language(text, now, language)
    if isinstance(now.value, str) and not language:
        return set_value(text, now.path, new)
    if now.value is None:
        return _put(text, entry, now, {language: new} if language else new)
    return set_text(text, now.path, language, new, languages)


def _is_last(value: Value | None, language: str) -> bool:
    """Whether a text has no words in another language."""
    return not isinstance(value, dict) or not any(words for code, words in value.items() if code != language)


def _without_language(text: str, now: _Now, language: str) -> Rewritten:
    """A text without one of its languages; an item of a list stays, so that the others keep their numbers."""
    if not _is_last(now.value, language):
        return without(text, (*now.path, language))
    return set_value(text, now.path, "") if isinstance(now.path[-1], int) else _remove(text, now)


def change_value(text: str, entry: Entry, path: Path, value: Value) -> Rewritten:
    """Sets a field that is no text in languages; a block around it is made if it is not there."""
    now = _Now(text, entry, path)
    if now.is_arrow_end and isinstance(value, str):
        source, target = arrow_parts(entry.element)
        return redirect_arrow(text, entry.element, *((value, target) if now.path[-1] == "from" else (source, value)))
    return _put(text, entry, now, value)


def _put(text: str, entry: Entry, now: _Now, value: Value) -> Rewritten:
    if now.is_short_arrow:
        return set_arrow(text, entry.element, cast("str", now.path[-1]), value)
    if now.holder is None:
        return set_value(text, now.path[:-1], {cast("str", now.path[-1]): value})
    return set_value(text, now.path, value)


def remove_value(text: str, entry: Entry, path: Path) -> Rewritten:
    """Takes a field away; a block inside of an element goes with its last field."""
    return _remove(text, _Now(text, entry, path))


def _remove(text: str, now: _Now) -> Rewritten:
    if now.value is None:
        return NOTHING
    is_inner = len(now.path) - len(now.entry_path) > 1
    is_last = is_inner and isinstance(now.holder, dict) and len(now.holder) == 1
    return without(text, now.path[:-1] if is_last else now.path)


def split_languages(text: str, entry: Entry, path: Path, languages: Sequence[str]) -> Rewritten:
    """Gives a text that is the same in every language words of its own for each of them."""
    now = _Now(text, entry, path)
    if not isinstance(now.value, str) or not languages:
        return NOTHING
    return set_text(text, now.path, languages[0], now.value, languages)


def add_block(text: str, path: Path, block: Mapping[str, Value]) -> Rewritten:
    """Adds a block at the end of a list, which is made if it is not there."""

    def change(root: Block) -> Problem | None:
        holder, name = at(root, path[:-1]), cast("str", path[-1])
        if not isinstance(holder, dict):
            return Problem("E401", args={"path": written_path(path)})
        found = holder.get(name)
        refill(holder, {**holder, name: [*(found if isinstance(found, list) else ()), dict(block)]})
        return None

    return changed(text, change)
