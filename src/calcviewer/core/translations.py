"""Which texts of a diagram lack a language, and in which one language was changed and another was not.

Works on what a file says (`core.values`); the schema tells where texts stand.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from calcviewer.core.schema import DIAGRAM, Field, Kind, Record
from calcviewer.core.values import Path, Value, at
from calcviewer.i18n import _, ngettext

Gap = tuple[Path, str]
"""A text by its path, and a language."""
_Words = Mapping[str, str]


@dataclass(frozen=True)
class Gaps:
    """What is not translated, and what is perhaps out of date since another language of the same text was changed."""

    missing: frozenset[Gap] = frozenset()
    stale: frozenset[Gap] = frozenset()

    def within(self, path: Path) -> "Gaps":
        """Only what stands at a path or inside of it."""
        found = (frozenset(gap for gap in gaps if gap[0][: len(path)] == path) for gaps in (self.missing, self.stale))
        return Gaps(*found)

    def in_words(self) -> str:
        """How many there are, as a sentence; '' where nothing is wanting."""
        missing, stale = len({path for path, _language in self.missing}), len({path for path, _language in self.stale})
        parts = []
        if missing:
            parts.append(ngettext("{count} text is not translated", "{count} texts are not translated", missing))
        if stale:
            parts.append(
                ngettext("{count} translation may be out of date", "{count} translations may be out of date", stale)
            )
        counts = (count for count in (missing, stale) if count)
        said = ", ".join(part.format(count=count) for part, count in zip(parts, counts, strict=True))
        return _("{facts}.").format(facts=said) if said else ""


def gaps(said: Value, languages: Sequence[str], base: Value | None = None) -> Gaps:
    """What lacks one of these languages, and what is out of date since the file said `base`."""
    return Gaps(missing(said, languages), stale(base, said) if base is not None else frozenset())


def missing(said: Value, languages: Collection[str]) -> frozenset[Gap]:
    """The languages that texts lack. One without languages is the same in all; one without any words lacks none."""
    return frozenset(
        (path, language)
        for path, words in _texts(said)
        if "" not in words and any(words.values())
        for language in languages
        if not words.get(language)
    )


def stale(base: Value, now: Value) -> frozenset[Gap]:
    """The languages that stayed as they were while another language of the same text was changed.

    A text is known again by its path; one that stands in a list or under a new id, by the words that stayed.
    """
    before = dict(_texts(base))
    alike = _by_words(before)
    return frozenset(
        (path, language)
        for path, words in _texts(now)
        if "" not in words and before.get(path) != words
        for language in _left_behind(_earlier(path, words, before, alike), words)
    )


def accepted(base: Value, now: Value, path: Path) -> Value:
    """`base` as if it had always said of a text what it says now: what was out of date in it counts as looked at."""
    found, words = at(base, path), at(now, path)
    if found is None or words is None:
        return base
    return _with(base, path, words)


def _with(value: Value, path: Path, new: Value) -> Value:
    if not path:
        return new
    if isinstance(value, dict):
        return {key: _with(item, path[1:], new) if key == path[0] else item for key, item in value.items()}
    items = cast("list[Value]", value)
    return [_with(item, path[1:], new) if number == path[0] else item for number, item in enumerate(items)]


_Shape = tuple[str, ...]
_Alike = Mapping[tuple[_Shape, str, str], list[_Words]]


def _by_words(before: Mapping[Path, _Words]) -> _Alike:
    """Texts by where texts like them stand, a language, and the words in it."""
    found: dict[tuple[_Shape, str, str], list[_Words]] = {}
    for path, words in before.items():
        for language, said in words.items():
            found.setdefault((_shape(path), language, said), []).append(words)
    return found


def _shape(path: Path) -> _Shape:
    """A path without the ids and numbers that may change: the section, and the fields."""
    return tuple(part for part in (*path[:1], *path[2:]) if isinstance(part, str))


def _earlier(path: Path, words: _Words, before: Mapping[Path, _Words], alike: _Alike) -> Sequence[_Words]:
    """What a text said before; several where that is not certain."""
    if path in before and all(isinstance(part, str) for part in path):
        return (before[path],)
    shape = _shape(path)
    return [text for language, said in words.items() if said for text in alike.get((shape, language, said), ())]


def _left_behind(earlier: Sequence[_Words], words: _Words) -> frozenset[str]:
    """The languages that no longer fit; none if one of the earlier texts says that all fit."""
    found = [
        frozenset(code for code in words if words[code] and text.get(code) == words[code])
        for text in earlier
        if any(words[code] and text.get(code, "") not in ("", words[code]) for code in words)
    ]
    return found[0] if found and len(found) == len(earlier) else frozenset()


def _texts(value: Value, record: Record = DIAGRAM, path: Path = ()) -> Iterator[tuple[Path, _Words]]:
    """Every text of a block with its path; words without blanks at their ends, in one line."""
    for row in record.fields if isinstance(value, dict) else ():
        if (held := cast("dict[str, Value]", value).get(row.name)) is not None:
            yield from _held(held, row, (*path, row.name))


def _held(value: Value, row: Field, path: Path) -> Iterator[tuple[Path, _Words]]:
    if row.kind is Kind.TEXT:
        yield path, _words(value)
    elif row.kind is Kind.RECORD and row.record:
        yield from _texts(value, row.record, path)
    elif row.kind in (Kind.TEXTS, Kind.TEXT_MAP):
        yield from ((place, _words(item)) for place, item in children(value, path))
    elif row.record:
        for place, item in children(value, path):
            yield from _texts(item, row.record, place)


def children(value: Value, path: Path) -> Iterator[tuple[Path, Value]]:
    """What a map or a list holds, with the paths."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    yield from (((*path, key), item) for key, item in pairs)


def _words(value: Value) -> _Words:
    """A text by its languages; one that is the same in every language stands under ''."""
    entries = value.items() if isinstance(value, dict) else [("", value)]
    return {language: " ".join(words.split()) for language, words in entries if isinstance(words, str)}
