"""What a file says, without how it is written: texts, maps and lists. Paths lead to single values of it."""

from collections.abc import Iterator, Sequence

from calcviewer.core.tree import Mapping, Node, Scalar

Value = str | dict[str, "Value"] | list["Value"]
"""What a tree holds, free of places and styles; line ends at the end of a text do not count."""

Path = tuple[str | int, ...]
"""Keys and numbers of items, from the outside to a value: ``("edges", 3, "text", "en")``."""


def plain(node: Node) -> Value:
    """What a tree says."""
    if isinstance(node, Scalar):
        return node.value.rstrip("\n")
    if isinstance(node, Mapping):
        return {key.value: plain(child) for key, child in node.entries}
    return [plain(item) for item in node.items]


def cleaned(value: Value) -> Value:
    """The same value as a tree would say it: line ends are LF, and none stands at the end of a text."""
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    return value.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def count(value: Value) -> int:
    """How many texts a value holds, keys too."""
    if isinstance(value, str):
        return 1
    if isinstance(value, dict):
        return len(value) + sum(map(count, value.values()))
    return sum(map(count, value))


def at(value: Value, path: Sequence[str | int]) -> Value | None:
    """The value at a path, or None if nothing is there."""
    for part in path:
        is_entry = isinstance(value, dict) and part in value
        is_item = isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value)
        if not (is_entry or is_item):
            return None
        value = value[part]  # type: ignore[index]
    return value


def path_of(value: Value, words: str) -> Path | None:
    """The path that ``edges[3].text.en`` means in a value; None if it leads nowhere.

    Its last part may be missing yet in a map that is there. The longest key counts: it may hold dots (``refs.R5.6``).
    """
    return next(_paths(value, words), None)


def _paths(value: Value, words: str) -> Iterator[Path]:
    if not words:
        yield ()
    elif words.startswith("[") and isinstance(value, list):
        number, bracket, rest = words[1:].partition("]")
        if bracket and number.isascii() and number.isdigit() and int(number) < len(value):
            yield from ((int(number), *more) for more in _paths(value[int(number)], rest.removeprefix(".")))
    elif isinstance(value, dict):
        for key in sorted(value, key=len, reverse=True):
            if words == key or (words.startswith(key) and words[len(key)] in ".["):
                yield from ((key, *more) for more in _paths(value[key], words[len(key) :].removeprefix(".")))
        if "." not in words and "[" not in words and words not in value:
            yield (words,)


def written_path(path: Sequence[str | int]) -> str:
    """A path in words: ``edges[3].text.en``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
