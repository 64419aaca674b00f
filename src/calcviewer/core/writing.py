"""How a value is written so that it reads back as exactly that value, in the style of what stands beside it.

Lines end with LF here; whoever puts the words into a text gives them its line ends. What is read back wrongly all the
same is refused by `core.rewrite`.
"""

import re
from collections.abc import Iterator

from calcviewer.core.names import ARROW
from calcviewer.core.quoting import quoted
from calcviewer.core.source import compose
from calcviewer.core.tree import Mapping, Node, Scalar, Sequence
from calcviewer.core.values import Value, plain

WIDTH = 120
_UNIT = 2
_SIMPLE = re.compile(r"[A-Za-z0-9](?:[\w .>-]*\w)?", re.ASCII)
_GAP = re.compile(r"(?<=\S) (?=\S)")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
_BLOCK_SAFE = re.compile(r"(?![ \t\n]).+(?:\n+(?![ \t]*(?:\n|\Z)).+)*")
_FOLD_SAFE = re.compile(r"\S(?:.*\S)?(?:\n+\S(?:.*\S)?)*")
_FOLDED_WIDTH = 80


def scalar(words: str, style: str, column: int, is_flow: bool) -> str:
    """A text as a value in a block whose keys stand in `column` (from 0), if possible in that style."""
    if not is_flow and (style in ("|", ">") or (not style and "\n" in words)) and _BLOCK_SAFE.fullmatch(words):
        return block_text(words, ">" if style == ">" else "|", column + _UNIT)
    if style == "'" and "\n" not in words:
        return "'" + words.replace("'", "''") + "'"
    if style == '"' or "\n" in words:
        return f'"{words.translate(_ESCAPES)}"'
    return words if style != '"' and is_plain(words, is_flow) else quoted(words)


def block_text(words: str, header: str, indent: int, width: int = _FOLDED_WIDTH) -> str:
    """A text below its header ``|`` or ``>``, each line after `indent` blanks; what cannot be folded is not."""
    if header.startswith(">") and not _FOLD_SAFE.fullmatch(words):
        header = f"|{header[1:]}"
    lines = _folded(words, width) if header.startswith(">") else words.split("\n")
    return "\n".join((header, *(f"{' ' * indent}{line}" if line else "" for line in lines)))


def can_be_block(words: str) -> bool:
    """Whether a text can stand below ``|`` without further marks."""
    return _BLOCK_SAFE.fullmatch(words) is not None


def _folded(words: str, width: int) -> Iterator[str]:
    for number, paragraph in enumerate(words.split("\n")):
        if number:
            yield ""
        line = ""
        for word in _GAP.split(paragraph):
            if line and len(line) + 1 + len(word) > width:
                yield line
                line = word
            else:
                line = f"{line} {word}" if line else word
        if line:
            yield line


def is_plain(words: str, is_flow: bool) -> bool:
    """Whether a text needs no quotes, asked of the reader itself."""
    if _SIMPLE.fullmatch(words):
        return True
    samples = (f"{{k: {words}, l: m}}", f"[{words}, m]") if is_flow else (f"k: {words}\nl: m", f"- {words}\n- m")
    wanted: tuple[Value, ...] = ({"k": words, "l": "m"}, [words, "m"])
    return "\n" not in words and all(_reads_as(*pair) for pair in zip(samples, wanted, strict=True))


def _reads_as(sample: str, wanted: Value) -> bool:
    root, problems = compose(sample)
    return root is not None and not problems and plain(root) == wanted


def key(words: str) -> str:
    """A word as the key before a colon."""
    return words if _SIMPLE.fullmatch(words) or _reads_as(f"{words}: x", {words: "x"}) else quoted(words)


def inline(value: Value, like: Node | None = None) -> str:
    """A value on one line, as inside brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key(name)}: {inline(item, _child(like, name))}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(item, _item(like)) for item in value) + "]"
    return scalar(value, like.style if isinstance(like, Scalar) and like.style in ("'", '"') else "", 0, True)


def after_mark(value: Value, column: int, like: Node | None, is_flow: bool, room: int = 0) -> str:
    """What follows the colon of a key in `column`, with the blank or the line end before it.

    `room` is how much of the line is taken already.
    """
    if isinstance(value, str):
        style = like.style if isinstance(like, Scalar) else ""
        return f" {scalar(value, style, column, is_flow)}"
    if is_flow or not value or _goes_inline(value, like, room):
        return f" {inline(value, like)}"
    if isinstance(value, dict):
        return "\n" + entries(value, column + _UNIT, like)
    return "".join(f"\n{' ' * (column + _UNIT)}-{after_dash(item, column + _UNIT, _item(like))}" for item in value)


def after_dash(value: Value, column: int, like: Node | None) -> str:
    """What follows the ``-`` in `column` of an item."""
    if isinstance(value, dict) and value and not _goes_inline(value, like, column):
        return " " + entries(value, column + 2, like).lstrip(" ")
    return after_mark(value, column, like, is_flow=isinstance(value, list), room=column)


def entries(value: dict[str, Value], column: int, like: Node | None) -> str:
    """The lines of a block, without a line end after the last."""
    return "\n".join(entry(name, item, column, _child(like, name)) for name, item in value.items())


def entry(name: str, value: Value, column: int, like: Node | None) -> str:
    """One key with its value, indented."""
    head = f"{' ' * column}{key(name)}:"
    return head + after_mark(value, column, like, False, len(head))


def _goes_inline(value: dict[str, Value] | list[Value], like: Node | None, room: int) -> bool:
    parts = list(value.values()) if isinstance(value, dict) else value
    is_short = all(isinstance(part, str) and "\n" not in part for part in parts)
    if room < 10 and any(isinstance(part, str) and ARROW in part for part in parts) and not isinstance(like, Sequence):
        return False  # a list of arrows at the margin will grow
    if isinstance(like, Mapping | Sequence):
        is_wanted = like.is_flow and all(is_short_value(part) for part in parts)
    else:
        is_wanted = is_short and not _is_block_text(like)
    return is_wanted and room + 1 + len(inline(value, like)) <= WIDTH


def is_short_value(value: Value) -> bool:
    """Whether a value is free of line ends, so that it may stand on one line."""
    if isinstance(value, str):
        return "\n" not in value
    return all(map(is_short_value, value.values() if isinstance(value, dict) else value))


def _is_block_text(like: Node | None) -> bool:
    return isinstance(like, Scalar) and like.style in ("|", ">")


def _child(like: Node | None, name: str) -> Node | None:
    if not isinstance(like, Mapping):
        return like if isinstance(like, Scalar) else None
    found = next((child for key_node, child in like.entries if key_node.value == name), None)
    scalars = [child for _, child in like.entries if isinstance(child, Scalar)]
    return found or (scalars[0] if len(scalars) == len(like.entries) and scalars else None)


def _item(like: Node | None) -> Node | None:
    return like.items[-1] if isinstance(like, Sequence) and like.items else None
