"""What the form of an element shows: a row for each field of the schema that its block may have, with what it says now.

Made from the text of the file as it is read; `form_changes` says what becomes of the text when a row is changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from calcviewer.core.form_contents import Entry, entry_of
from calcviewer.core.nameable import NAMING, Nameable
from calcviewer.core.names import arrow_parts
from calcviewer.core.problems import Problem, Span
from calcviewer.core.schema import DIAGRAM, EDGE, Field, Hint, Kind, Record
from calcviewer.core.translations import Gaps
from calcviewer.core.tree import Mapping as MappingNode
from calcviewer.core.tree import Node, Scalar
from calcviewer.core.tree import Sequence as SequenceNode
from calcviewer.core.values import Path, Value, at, plain
from calcviewer.i18n import _


class Sort(Enum):
    """What a row is edited with."""

    TEXT = "words in each language"
    TEXTS = "a list of texts in each language"
    LINE = "one line of plain words"
    NUMBER = "a whole number"
    FLAG = "yes or no"
    CHOICE = "one of a few words"
    CHOICES = "several of a few words"
    NAME = "one thing that has a name in the file"
    NAMES = "several things that have names in the file"
    STRINGS = "a list of plain words"


class Sign(Enum):
    """What is to be said of one language of a text."""

    NONE = ""
    MISSING = "missing"
    STALE = "stale"


@dataclass(frozen=True)
class Words:
    """One language of a text; language '' where the words are the same in every language."""

    language: str
    words: str
    sign: Sign = Sign.NONE


@dataclass(frozen=True)
class FormRow:
    """One field at its path, whether the file has it yet or not; `texts` are the languages of its one or several texts.

    `label` is its name on screen, `heading` that of the block inside the element that it belongs to.
    """

    path: Path
    field: Field
    sort: Sort
    label: str
    value: Value | None = None
    texts: tuple[tuple[Words, ...], ...] = ()
    problems: tuple[Problem, ...] = ()
    heading: str = ""

    @property
    def help(self) -> str:
        """What the field means, in the language of the interface; how ids are typed is of no use in a form."""
        words = _(self.field.help).replace("`", "")
        return f"{words.partition(':')[0].rstrip('.')}." if self.field.hint in NAMING else words

    @property
    def is_required(self) -> bool:
        """Whether the file must have this field."""
        return self.field.required

    @property
    def names(self) -> tuple[str, ...]:
        """The words of a field that holds one or several; what holds where it is missing."""
        value = self.field.default if self.value is None else self.value
        items = value if isinstance(value, list) else [value]
        return tuple(item for item in items if isinstance(item, str) and item)


@dataclass(frozen=True)
class FormState:
    """The form of one element. `problems` are those of the element that belong to none of its fields."""

    entry: Entry
    record: Record
    rows: tuple[FormRow, ...]
    languages: tuple[str, ...]
    known: Nameable = field(compare=False)
    problems: tuple[Problem, ...] = ()

    def row(self, name: str) -> FormRow | None:
        """The row of a field of that name."""
        return next((row for row in self.rows if row.field.name == name), None)


MISSING = "E051"
_SORTS: Mapping[Kind, tuple[Sort, Sort]] = {
    Kind.TEXT: (Sort.TEXT, Sort.TEXT),
    Kind.TEXT_MAP: (Sort.TEXT, Sort.TEXT),
    Kind.TEXTS: (Sort.TEXTS, Sort.TEXTS),
    Kind.STRING: (Sort.LINE, Sort.NAME),
    Kind.NUMBER: (Sort.NUMBER, Sort.NUMBER),
    Kind.FLAG: (Sort.FLAG, Sort.FLAG),
    Kind.CHOICE: (Sort.CHOICE, Sort.CHOICE),
    Kind.CHOICES: (Sort.CHOICES, Sort.CHOICES),
    Kind.STRINGS: (Sort.STRINGS, Sort.NAMES),
    Kind.ONE_OR_STRINGS: (Sort.STRINGS, Sort.NAMES),
}
"""The sort of each kind of value, and of one that names something. Blocks have forms of their own."""


def form_of(
    root: Node, entry: Entry, known: Nameable, languages: Sequence[str], gaps: Gaps, problems: Sequence[Problem] = ()
) -> FormState | None:
    """The form of an entry of the file whose tree is `root`; None if it is not there any more."""
    said, record = plain(root), record_at(entry.path)
    value = at(said, entry.path)
    if record is None or entry_of(said, entry.path, known.language, entry.element) is None:
        return None
    if record is EDGE and isinstance(value, str):
        value = dict(zip(("from", "to"), arrow_parts(entry.element), strict=False))
    marks = _Marks(root, tuple(languages), gaps, tuple(problems))
    rows = tuple(_rows(value, record, entry.path, known, marks))
    inside = marks.problems_at(entry.path) if entry.path else ()
    rest = tuple(problem for problem in inside if not any(problem in row.problems for row in rows))
    return FormState(entry, record, rows, marks.languages, known, rest)


def record_at(path: Path) -> Record | None:
    """The fields of the block that stands at a path; None where no block can stand."""
    record: Record | None = DIAGRAM
    parts = list(path)
    while record and parts:
        row = record.field(str(parts.pop(0)))
        record = row.record if row else None
        if row and row.kind is not Kind.RECORD:
            if not parts:
                return None
            parts.pop(0)
    return record


@dataclass(frozen=True)
class _Marks:
    """What is said about the places of a file, and the languages that it is written in."""

    root: Node
    languages: tuple[str, ...]
    gaps: Gaps
    problems: tuple[Problem, ...]

    def problems_at(self, path: Path) -> tuple[Problem, ...]:
        """The problems whose place is inside what stands at a path, or that nothing stands there."""
        span, holder = span_at(self.root, path), span_at(self.root, path[:-1])
        return tuple(
            problem
            for problem in self.problems
            if (_is_of(problem, path, holder) if problem.code == MISSING else _is_inside(problem.span, span))
        )

    def text(self, value: Value | None, path: Path) -> tuple[Words, ...]:
        """The languages of a text, those that are wanted first."""
        if isinstance(value, str) and value:
            return (Words("", value),)
        said = value if isinstance(value, dict) else {}
        order = (*self.languages, *(code for code in said if code not in self.languages))
        return tuple(Words(code, _string(said.get(code)), self._sign(path, code)) for code in order)

    def _sign(self, path: Path, language: str) -> Sign:
        if (path, language) in self.gaps.missing:
            return Sign.MISSING
        return Sign.STALE if (path, language) in self.gaps.stale else Sign.NONE


def _rows(
    value: Value | None, record: Record, path: Path, known: Nameable, marks: _Marks, heading: str = ""
) -> Iterator[FormRow]:
    """The rows of a block; what is a block inside of it comes under a heading of its own."""
    said = value if isinstance(value, dict) else {}
    for row in record.fields:
        place, held = (*path, row.name), said.get(row.name)
        if row.kind is Kind.RECORD and row.record and path:
            yield from _rows(held, row.record, place, known, marks, _(row.label))
        elif row.kind is Kind.TEXT_MAP:
            for key, label in _cells(marks.root, held, known):
                yield _row(row, (*place, key), at(held or {}, (key,)), label, marks, heading)
        elif row.kind in _SORTS and row.hint is not Hint.FIXED:
            yield _row(row, place, held, _(row.label), marks, heading)


def _row(row: Field, path: Path, value: Value | None, label: str, marks: _Marks, heading: str) -> FormRow:
    sort = _SORTS[row.kind][row.hint in NAMING]
    texts: tuple[tuple[Words, ...], ...] = ()
    if sort is Sort.TEXT:
        texts = (marks.text(value, path),)
    elif sort is Sort.TEXTS:
        items = value if isinstance(value, list) else []
        texts = tuple(marks.text(item, (*path, number)) for number, item in enumerate(items))
    return FormRow(path, row, sort, label, value, texts, marks.problems_at(path), heading)


def _cells(root: Node, held: Value | None, known: Nameable) -> Iterator[tuple[str, str]]:
    """The columns of the table, with those that only this row has, and their labels."""
    columns = at(plain(root), ("table", "columns"))
    names = [*(columns if isinstance(columns, list) else ()), *(held if isinstance(held, dict) else ())]
    for name in dict.fromkeys(name for name in names if isinstance(name, str)):
        yield name, known.choice(Hint.STEPS, name).label


def _string(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def span_at(root: Node, path: Path) -> Span | None:
    """From the key to the end of what stands at a path; None if nothing is there."""
    span = root.span
    for part in path:
        found = _child(root, part)
        if found is None:
            return None
        key, root = found
        span = Span(*(key or root).span[:2], *root.span[2:])
    return span


def _child(node: Node, part: str | int) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, MappingNode):
        return next(((key, child) for key, child in node.entries if key.value == part), None)
    if isinstance(node, SequenceNode) and isinstance(part, int) and 0 <= part < len(node.items):
        return None, node.items[part]
    return None


def _is_of(problem: Problem, path: Path, holder: Span | None) -> bool:
    """Whether a problem says that the field at a path is missing in its block."""
    is_here = holder is not None and problem.span[:2] == holder[:2]
    return is_here and problem.args.get("key") == path[-1]


def _is_inside(inner: Span, outer: Span | None) -> bool:
    return outer is not None and outer[:2] <= inner[:2] and inner[2:] <= outer[2:]
