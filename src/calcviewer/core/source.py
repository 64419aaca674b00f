"""The tree of a text, with places: the only module that imports YAML.

The tree is built from libyaml's events, never by YAML's own loaders: those crash on deep nesting, follow aliases
without bound, and turn words into booleans and dates.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from calcviewer.core.characters import ODD_BLANKS, REPLACEMENT, STRANGE, character_name, screened
from calcviewer.core.places import Places
from calcviewer.core.problems import Fix, Problem, Span
from calcviewer.core.quoting import quoted, value_end
from calcviewer.core.report import Report
from calcviewer.core.tree import Mapping as MappingNode
from calcviewer.core.tree import Node, Scalar, Sequence

CParser: Any = getattr(yaml.cyaml, "CParser", None) if yaml.__with_libyaml__ else None
"""libyaml's parser; None if PyYAML was installed without it, which `compose` reports."""

DEPTH_LIMIT = 32
TEXT_LIMIT = 64 * 1024
VALUE_LIMIT = 200_000

_new = tuple.__new__
"""Makes a value of a named tuple in half of the time; there are tens of thousands of them."""
_BLOCK_STYLES = ("|", ">")
_BLANKS = (" ", "\t")
_SWALLOWED = re.compile(r"[ \t]+#(?=[^\s#!])")
_REPAIRED = frozenset(f"E0{number}" for number in (19, *range(30, 50))) - {"E043"}
"""The mistakes in writing for which fixes are tried out."""
_MARKED = re.compile(r"[&*!][^\s,\[\]{}]*")


def compose(text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of a text, and everything that is wrong with how it is written. Never raises.

    The tree is None if the text is empty or cannot be understood; else what is wrong was left out of it.
    """
    report = Report()
    clean = screened(text, report)
    if CParser is None:
        report.add(Problem("E008"))
    elif clean is not None:
        return _Composer(clean, report).run(), report.problems
    return None, report.problems


class _Stopped(Exception):  # noqa: N818 - not an error, the end of the work
    """The rest of the file is not read; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class _Frame:
    """A mapping or list that is not closed yet."""

    __slots__ = ("awaits_value", "entries", "is_flow", "is_mapping", "items", "key", "lines", "start")

    def __init__(self, event: Any) -> None:
        self.start = event.start_mark
        self.is_mapping = isinstance(event, yaml.MappingStartEvent)
        self.is_flow = bool(event.flow_style)
        self.items: list[Node] = []
        self.entries: list[tuple[Scalar, Node]] = []
        self.lines: dict[str, int] = {}
        self.key: Scalar | None = None
        self.awaits_value = False


class _Composer:
    """Builds the tree of one text; what was found goes to the report."""

    def __init__(self, text: str, report: Report) -> None:
        self.text = text
        self.report = report
        self.places = Places(text)
        self.stack: list[_Frame] = []
        self.root: Node | None = None
        self.last: Any = None
        self.marked_lines: set[int] = set()
        self.values = 0
        self.documents = 0
        self.is_misread = False

    def run(self) -> Node | None:
        try:
            self._read()
        except _Stopped as stopped:
            self.report.add(stopped.problem)
            return self.root
        except yaml.YAMLError as error:
            self._misspelt(error)
            return None
        return None if self.is_misread else self.root

    def _read(self) -> None:
        parser = CParser(self.text)
        while (event := parser.get_event()) is not None:
            if handle := _HANDLERS.get(type(event)):
                handle(self, event)

    def stop(self) -> int:
        """Where reading stops; beyond the end if it never does."""
        try:
            self._read()
        except (_Stopped, yaml.YAMLError) as reason:
            mark = getattr(reason, "problem_mark", None)
            return mark.index if mark else 0
        return len(self.text) + 1

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _Stopped(Problem("E010", _span(event.start_mark, event.end_mark)))

    def open(self, event: Any) -> None:
        self._count(event)
        if len(self.stack) >= DEPTH_LIMIT:
            raise _Stopped(Problem("E015", _span(event.start_mark, event.end_mark), {"limit": str(DEPTH_LIMIT)}))
        self._refuse_marks(event, is_text=False)
        self.stack.append(_Frame(event))

    def close(self, event: Any) -> None:
        frame = self.stack.pop()
        inside = [value.span for _, value in frame.entries] or [item.span for item in frame.items]
        span = _span(frame.start, event.end_mark)
        if not frame.is_flow and inside:  # libyaml's own end lies beyond trailing comments
            span = Span(span.line, span.column, inside[-1].end_line, inside[-1].end_column)
        entries, items = tuple(frame.entries), tuple(frame.items)
        is_flow = frame.is_flow
        self._put(MappingNode(entries, span, is_flow) if frame.is_mapping else Sequence(items, span, is_flow))

    def alias(self, event: Any) -> None:
        self._count(event)
        self._mark_problem("E011", event.start_mark, is_text=True)
        span = _span(event.start_mark, event.end_mark)
        self._put(Scalar(self.text[event.start_mark.index : event.end_mark.index], "", span))

    def scalar(self, event: Any) -> None:
        self.values += 1
        if self.values > VALUE_LIMIT:
            raise _too_many(event)
        self.last = event
        start, end, value, style = event.start_mark, event.end_mark, event.value, event.style or ""
        if (event.anchor or event.tag) and self._refuse_marks(event, is_text=not style):
            value = self.text[start.index : end.index]  # what was typed is what was meant
        end_line, end_column = self._trimmed(event) if style in _BLOCK_STYLES else (end.line + 1, end.column + 1)
        span = _new(Span, (start.line + 1, start.column + 1, end_line, end_column))
        if not style and self.text[end.index : end.index + 1] in _BLANKS:
            self._look_for_comment(event)
        if (style == '"' and not value.isprintable()) or len(value) > TEXT_LIMIT:
            value = self._limited(value, style, span)
        self._put(_new(Scalar, (value, style, span)))

    def _limited(self, value: str, style: str, span: Span) -> str:
        if len(value) > TEXT_LIMIT:
            self.report.add(Problem("E018", span, {"size": f"{len(value):,}", "limit": f"{TEXT_LIMIT:,}"}))
            value = value[:TEXT_LIMIT]
        if style == '"' and (found := STRANGE.search(value)):
            self.report.add(Problem("E005", span, {"character": character_name(found[0])}))
            value = STRANGE.sub(REPLACEMENT, value)
        return value

    def _trimmed(self, event: Any) -> tuple[int, int]:
        """Where a block text ends: libyaml's own end lies beyond trailing blank lines."""
        start, end = event.start_mark.index, event.end_mark.index
        return self.places.position(start + len(self.text[start:end].rstrip(" \t\r\n")))

    def _look_for_comment(self, event: Any) -> None:
        end = event.end_mark.index
        if found := _SWALLOWED.match(self.text, end):
            line_end = self.places.line_of(end)[1]
            start = event.start_mark.index if event.value else found.end() - 1
            words = self.text[start:line_end].rstrip()
            span = self.places.span(start, start + len(words))
            fix = None if self._is_in_flow() or span.line != span.end_line else Fix(span, quoted(words))
            self.report.add(Problem("W003", self.places.span(found.end() - 1, line_end), fix=fix))

    def _put(self, node: Node) -> None:
        """Gives a value its place in what is open."""
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if not frame.is_mapping:
            frame.items.append(node)
        elif frame.awaits_value:
            self._enter(frame, node)
        else:
            frame.key, frame.awaits_value = self._key(node), True

    def _key(self, node: Node) -> Scalar | None:
        if type(node) is Scalar and node[0][:1].isalnum():  # nothing special begins so
            return node
        if not isinstance(node, Scalar) or not node.value:
            self.report.add(Problem("E016", node.span))
            return None
        if node.value == "<<" and not node.style:
            self.report.add(Problem("E012", node.span))
            return None
        if node.value[0] in ODD_BLANKS:
            self._refuse_odd_blanks(node)
        return node

    def _refuse_odd_blanks(self, key: Scalar) -> None:
        width = len(key.value) - len(key.value.lstrip(ODD_BLANKS + " "))
        span = Span(key.span.line, key.span.column, key.span.line, key.span.column + width)
        self.report.add(Problem("E019", span, fix=Fix(span, " " * width)))
        self.is_misread = True

    def _enter(self, frame: _Frame, node: Node) -> None:
        key, frame.awaits_value = frame.key, False
        if key is None:
            return
        if key[0] in frame.lines:
            self._duplicate(frame, key, node)
        else:
            frame.lines[key[0]] = key[2][0]
            frame.entries.append((key, node))

    def _duplicate(self, frame: _Frame, key: Scalar, node: Node) -> None:
        from calcviewer.core.twice import said_twice  # most files say nothing twice

        first = frame.entries[0][0] if frame.entries else key
        self.report.add(said_twice(self.places, key, node, first, frame.lines, frame.is_flow))

    def _count(self, event: Any) -> None:
        self.values += 1
        if self.values > VALUE_LIMIT:
            raise _too_many(event)

    def _refuse_marks(self, event: Any, is_text: bool) -> bool:
        """Reports an anchor or tag; tells whether it is rather the beginning of a plain text."""
        if event.anchor is None and event.tag is None:
            return False
        is_text = is_text and not self.text.startswith("!!", event.start_mark.index)
        self._mark_problem("E013" if event.anchor is None else "E011", event.start_mark, is_text)
        return is_text

    def _mark_problem(self, code: str, mark: Any, is_text: bool) -> None:
        self.marked_lines.add(mark.line)
        if self.report.is_full:
            return
        start = mark.index
        found = _MARKED.match(self.text, start)
        word = found[0] if found else self.text[start : start + 1]
        end = value_end(self.places, start, self._is_in_flow())
        fix = Fix(self.places.span(start, end), quoted(self.text[start:end])) if is_text else None
        span = self.places.span(start, start + len(word))
        self.report.add(Problem(code, span, {"mark": word[:1], "tag": word}, fix))

    def _is_in_flow(self) -> bool:
        return bool(self.stack) and self.stack[-1].is_flow

    def _misspelt(self, error: Any) -> None:
        mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        if mark and mark.line in self.marked_lines:  # the anchor, alias or tag there is the cause, and is reported
            return
        from calcviewer.core.syntax import Stretch, Trouble, explain  # most files need no explanation

        index = mark.index if mark else 0
        last = self.last and Stretch(self.last.start_mark.index, self.last.end_mark.index, self.last.style or "")
        opened = next((frame.start.index for frame in reversed(self.stack) if frame.is_flow), None)
        context_index = context.index if context else index
        trouble = Trouble(str(getattr(error, "problem", "")), index, context_index, last, opened)
        problem = explain(trouble, self.places)
        if problem.code in _REPAIRED:
            from calcviewer.core.repairs import repaired

            is_long = last and last.style in ("'", '"') and "\n" in self.text[last.start : last.end]
            quote = last.start if last and is_long else None
            problem = repaired(problem, index, context_index, self.places, _reads, quote)
        self.report.add(problem)


def _reads(text: str) -> tuple[int, int]:
    """Where reading this text stops, and how many problems were met before."""
    report = Report()
    stop = _Composer(text, report).stop()
    return stop, len(report.problems)


def _too_many(event: Any) -> _Stopped:
    return _Stopped(Problem("E014", _span(event.start_mark, event.end_mark), {"limit": f"{VALUE_LIMIT:,}"}))


def _span(start: Any, end: Any) -> Span:
    return _new(Span, (start.line + 1, start.column + 1, end.line + 1, end.column + 1))


_HANDLERS: Mapping[type, Callable[[_Composer, Any], None]] = {
    yaml.DocumentStartEvent: _Composer.document,
    yaml.ScalarEvent: _Composer.scalar,
    yaml.AliasEvent: _Composer.alias,
    yaml.MappingStartEvent: _Composer.open,
    yaml.SequenceStartEvent: _Composer.open,
    yaml.MappingEndEvent: _Composer.close,
    yaml.SequenceEndEvent: _Composer.close,
}
