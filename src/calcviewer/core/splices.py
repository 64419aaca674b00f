"""The smallest replacements in a text that change one value, entry or item of its tree.

They are proposals: comments, brackets and indentation are looked at, but only `core.rewrite`, which reads the result
again, knows that they are right.
"""

import re
from collections import Counter
from typing import NamedTuple

from calcviewer.core.places import Places
from calcviewer.core.text_edit import Edits, TextEdit
from calcviewer.core.tree import Mapping, Node, Scalar, Sequence, scalars
from calcviewer.core.values import Value
from calcviewer.core.writing import after_dash, after_mark, block_text, can_be_block, entry, inline, key, scalar

_BLANKS = re.compile(r"[ \t]*")
_CONTENT = re.compile(r"^([ ]*)\S", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\n|\r")

_COMMENT = re.compile(r"#[^\r\n]*")

Box = Mapping | Sequence


class Spot(NamedTuple):
    """Where a value stands: `after` is the index behind its colon or dash, `column` (from 0) that of key or dash."""

    after: int
    column: int
    is_flow: bool
    is_item: bool


class Chunk(NamedTuple):
    """An entry or item: its first character, the end of its value, and the lines that are its own, comments too."""

    start: int
    end: int
    top: int
    bottom: int


class Page:
    """A text with its places, as the splices look at it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = Places(text)
        found = _LINE_END.search(text)
        self.line_end = found[0] if found else "\n"

    def bounds(self, node: Node) -> tuple[int, int]:
        """The indices where a node starts and ends."""
        span = node.span
        return self.places.offset(span.line, span.column), self.places.offset(span.end_line, span.end_column)

    def edit(self, start: int, end: int, new: str) -> Edits:
        """One replacement, with the line ends of this text."""
        return (TextEdit(start, end, new.replace("\n", self.line_end)),)

    def spot(self, box: Box, index: int, is_in_flow: bool) -> Spot:
        """Where the value of an entry or item stands."""
        is_flow = is_in_flow or box.is_flow
        if isinstance(box, Mapping):
            after = self._after_key(box.entries[index][0])
            return Spot(after, box.entries[0][0].span.column - 1, is_flow, False)
        if is_flow:
            return Spot(self.bounds(box.items[index])[0], 0, True, True)
        return Spot(self._dash(box, index) + 1, box.span.column - 1, False, True)

    def _after_key(self, key_node: Scalar) -> int:
        end = self.bounds(key_node)[1]
        colon = _BLANKS.match(self.text, end).end()  # type: ignore[union-attr]
        return colon + 1 if self.text.startswith(":", colon) else end

    def _dash(self, box: Sequence, index: int) -> int:
        """Where the dash of an item stands: on its line, or above comments over it."""
        column = box.span.column
        for line in range(box.items[index].span.line, box.span.line, -1):
            found = self.places.offset(line, column)
            if self.text.startswith("-", found):
                return found
        return self.bounds(box)[0]

    # One value.

    def put(self, node: Node, value: Value, spot: Spot) -> Edits:
        """Puts a value in the place of another."""
        start, end = self.bounds(node)
        if isinstance(node, Scalar) and isinstance(value, str) and not node.is_empty:
            return self._beside_comment(start, end, self._rewritten(node, value, spot))
        like = node if isinstance(node, Scalar) else None
        is_empty = isinstance(node, Scalar) and node.is_empty
        if spot.is_flow or ((isinstance(value, str) or not value) and (isinstance(node, Scalar) or node.is_flow)):
            new = scalar(value, "", spot.column, spot.is_flow) if isinstance(value, str) else inline(value, like)
            return self._after(spot, end, f" {new}") if is_empty else self._beside_comment(start, end, new)
        if spot.is_item:
            new = after_dash(value, spot.column, like)
        else:
            new = after_mark(value, spot.column, like, False, spot.after - self.places.line_of(spot.after)[0])
        if is_empty and new.startswith("\n"):
            line_end = self.places.line_of(spot.after)[1]
            return self.edit(line_end, line_end, new)
        return self._after(spot, max(end, spot.after), new)

    def _after(self, spot: Spot, end: int, new: str) -> Edits:
        """Puts words behind a colon or dash, in the place of all up to `end` and of blanks at the end of the line."""
        if "\n" in new:
            return self._beside_comment(spot.after, end, new)
        rest = _BLANKS.match(self.text, end).end()  # type: ignore[union-attr]
        if rest == len(self.text) or self.text[rest] in "\r\n,]}":
            end = rest
        return self.edit(spot.after, end, new)

    def _beside_comment(self, start: int, end: int, new: str) -> Edits:
        """Replaces a value; where it becomes several lines, the comment behind it stays on the first."""
        head, line_end, body = new.partition("\n")
        last = self.places.line_of(end)[1]
        if not line_end or not self.text[end:last].strip():
            return self.edit(start, end, new)
        return (TextEdit(start, end, head), *self.edit(last, last, f"\n{body}"))

    def _rewritten(self, node: Scalar, words: str, spot: Spot) -> str:
        start, end = self.bounds(node)
        if node.style not in ("|", ">") or not can_be_block(words):
            style = '"' if node.style in ("|", ">") else node.style
            return scalar(words, style, spot.column, spot.is_flow)
        header, _, body = self.text[start:end].replace("\r\n", "\n").replace("\r", "\n").partition("\n")
        found = _CONTENT.search(body)
        indent = len(found[1]) if found else spot.column + 2
        width = max((len(line) - indent for line in body.split("\n")), default=0)
        return block_text(words, header, indent, max(width, 40))

    def rename(self, key_node: Scalar, new: str) -> Edits:
        """Puts another key in the place of one, in the same quotes."""
        start, end = self.bounds(key_node)
        return self.edit(start, end, scalar(new, key_node.style, 0, True) if key_node.style else key(new))

    def comments(self, root: Node) -> Counter[str]:
        """The comments, each with how often it stands here: whatever a ``#`` begins outside all values."""
        found: Counter[str] = Counter()
        at = 0
        for node in (*scalars(root), None):
            start, end = self.bounds(node) if node else (len(self.text), len(self.text))
            found.update(_COMMENT.findall(self.text, at, max(start, at)))
            if node and node.style in ("|", ">"):
                found.update(_COMMENT.findall(self.text, start, min(self.places.line_of(start)[1], end)))
            at = max(at, end)
        return found

    # Entries and items.

    def chunk(self, box: Box, index: int) -> Chunk:
        """The extent of an entry or item."""
        if isinstance(box, Mapping):
            key_node, value = box.entries[index]
            start, end = self.bounds(key_node)[0], max(self._after_key(key_node), self.bounds(value)[1])
        else:
            start, end = self.bounds(box.items[index])
            start = start if box.is_flow else self._dash(box, index)
        line_start = self.places.line_of(start)[0]
        is_first_there = not self.text[line_start:start].strip(" ")
        top = self._top(line_start, start - line_start) if is_first_there else start
        return Chunk(start, end, top, self._bottom(end, start - line_start))

    def _top(self, line_start: int, column: int) -> int:
        while line_start:
            above, end = self.places.line_of(line_start - 1)
            if not (self._is_comment(above, end) and self._indent(above) == column):
                break
            line_start = above
        return line_start

    def _bottom(self, end: int, column: int) -> int:
        line_end = self.places.line_of(end)[1]
        while True:
            start = self._next_line(line_end)
            first, last = self.places.line_of(start)
            if start == len(self.text) or not (self._is_comment(first, last) and self._indent(first) > column):
                return start
            line_end = last

    def _next_line(self, line_end: int) -> int:
        found = _LINE_END.match(self.text, line_end)
        return found.end() if found else len(self.text)

    def _is_comment(self, start: int, end: int) -> bool:
        return self.text[start:end].lstrip(" ").startswith("#")

    def _indent(self, start: int) -> int:
        return len(_BLANKS.match(self.text, start)[0])  # type: ignore[index]

    def _is_blank_above(self, line_start: int) -> bool:
        start, end = self.places.line_of(max(line_start - 1, 0))
        return line_start > 0 and not self.text[start:end].strip(" \t")

    def remove(self, box: Box, index: int) -> Edits:
        """Takes an entry or item away, with its own comments and a blank line; another one stays in the box."""
        chunk = self.chunk(box, index)
        count = _count(box)
        if box.is_flow:
            return self._remove_in_brackets(box, index, count)
        if chunk.top == chunk.start and self.places.line_of(chunk.start)[0] != chunk.start:
            following = self.chunk(box, 1)
            below = self._next_line(self.places.line_of(chunk.end)[1])
            is_next = following.top == below == self.places.line_of(following.start)[0]
            return self.edit(chunk.start, following.start if is_next else self.places.line_of(chunk.end)[1], "")
        top = chunk.top
        below = self._next_line(self.places.line_of(chunk.bottom)[1])
        is_blank_below = chunk.bottom == len(self.text) or self._is_blank_above(below)
        while is_blank_below and index and self._is_blank_above(top):
            top = self.places.line_of(top - 1)[0]
        return self.edit(top, chunk.bottom, "")

    def _remove_in_brackets(self, box: Box, index: int, count: int) -> Edits:
        chunk = self.chunk(box, index)
        if index + 1 < count:
            return self.edit(chunk.start, self.chunk(box, index + 1).start, "")
        before = self.chunk(box, index - 1).end
        if "#" not in self.text[before : chunk.start]:
            return self.edit(before, chunk.end, "")
        return self.edit(chunk.start, chunk.end, "")  # a comma may stand before the bracket

    def insert(self, box: Box, index: int, name: str | None, value: Value, is_in_flow: bool) -> Edits:
        """Puts an entry (with its key) or an item (without) before the one that has this number now."""
        like = _neighbour(box, index)
        if is_in_flow or box.is_flow:
            words = inline(value, like)
            return self._insert_in_brackets(box, index, f"{key(name)}: {words}" if name is not None else words)
        column = (box.entries[0][0].span.column if isinstance(box, Mapping) else box.span.column) - 1
        pad = " " * column
        lines = f"{pad}-{after_dash(value, column, like)}" if name is None else entry(name, value, column, like)
        if index == 0:
            first = self.chunk(box, 0)
            if first.top == first.start and self.places.line_of(first.start)[0] != first.start:
                return self.edit(first.start, first.start, f"{lines[column:]}\n{pad}")
            return self.edit(first.top, first.top, f"{lines}\n")
        before = self.chunk(box, index - 1)
        gap = "\n" if index > 1 and self._is_blank_above(before.top) else ""
        is_last_line = before.bottom == len(self.text) and not self.text.endswith(("\n", "\r"))
        new = f"\n{gap}{lines}" if is_last_line else f"{gap}{lines}\n"
        return self.edit(before.bottom, before.bottom, new)

    def _insert_in_brackets(self, box: Box, index: int, words: str) -> Edits:
        if index == 0:
            start = self.chunk(box, 0).start
            return self.edit(start, start, f"{words}, ")
        end = self.chunk(box, index - 1).end
        return self.edit(end, end, f", {words}")

    def move(self, box: Box, old: int, new: int) -> Edits:
        """Puts an entry or item elsewhere, so that it has the number `new` afterwards."""
        chunks = [self.chunk(box, index) for index in range(_count(box))]
        if box.is_flow:
            order = [*chunks]
            order.insert(new, order.pop(old))
            pairs = zip(chunks, order, strict=True)
            return tuple(TextEdit(c.start, c.end, self.text[o.start : o.end]) for c, o in pairs if c is not o)
        moved = chunks[old]
        lines = self.text[moved.top : moved.bottom]
        lines = lines if lines.endswith(("\n", "\r")) else lines + self.line_end
        place = chunks[new].top if new < old else chunks[new].bottom
        if place == len(self.text) and not self.text.endswith(("\n", "\r")):
            lines = self.line_end + lines.removesuffix(self.line_end)
        return (TextEdit(moved.top, moved.bottom, ""), TextEdit(place, place, lines))


def _count(box: Box) -> int:
    return len(box.entries) if isinstance(box, Mapping) else len(box.items)


def _neighbour(box: Box, index: int) -> Node:
    """The value whose style a new one takes: that before it, else that after it."""
    values = [value for _, value in box.entries] if isinstance(box, Mapping) else box.items
    return values[max(index - 1, 0)]
