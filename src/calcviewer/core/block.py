"""What the reader of records hands on: blocks of fields, each value of the type that the schema table says."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from calcviewer.core.model import NO_TEXT, Text
from calcviewer.core.problems import Span

NO_VALUES: Mapping[str, Any] = {}


class Block(NamedTuple):
    """A block of fields as it was read; a field that was missing or wrong is not in `values`.

    `id` is the key under which it stands, made a valid id; `raw_id` is that key as it was typed.
    """

    path: str
    id: str = ""
    raw_id: str = ""
    values: Mapping[str, Any] = NO_VALUES

    def text(self, name: str) -> Text:
        """A text, or no text."""
        found: Text = self.values.get(name, NO_TEXT)
        return found

    def texts(self, name: str) -> tuple[Text, ...]:
        """A list of texts."""
        found: tuple[Text, ...] = self.values.get(name, ())
        return found

    def word(self, name: str, default: str = "") -> str:
        """A plain text or the word of a choice."""
        found: str = self.values.get(name, default)
        return found

    def words(self, name: str) -> tuple[str, ...]:
        """A list of plain texts; an item of a wrong type is '' so that the others keep their numbers."""
        found: tuple[str, ...] = self.values.get(name, ())
        return found

    def number(self, name: str) -> int:
        """A number; 0 where none is given."""
        found: int = self.values.get(name, 0)
        return found

    def flag(self, name: str) -> bool:
        """A yes or no; no where nothing is given."""
        found: bool = self.values.get(name, False)
        return found

    def block(self, name: str) -> "Block | None":
        """A block of fields, if there is one."""
        found: Block | None = self.values.get(name, None)
        return found

    def blocks(self, name: str) -> "tuple[Block, ...]":
        """The blocks of a list or of a map of ids."""
        found: tuple[Block, ...] = self.values.get(name, ())
        return found

    def arrows(self, name: str) -> "tuple[Arrow, ...]":
        """The entries of a list of arrows."""
        found: tuple[Arrow, ...] = self.values.get(name, ())
        return found

    def text_map(self, name: str) -> Mapping[str, Text]:
        """Texts under ids."""
        found: Mapping[str, Text] = self.values.get(name, {})
        return found

    def where(self, name: str, index: int | None = None) -> str:
        """The path of a field, or of one item of it."""
        path = f"{self.path}.{name}" if self.path else name
        return path if index is None else f"{path}[{index}]"


class Arrow(NamedTuple):
    """An entry of a list of arrows: a block, or the short form ``a -> b -> c``."""

    path: str
    short: str = ""
    block: Block | None = None


class WrittenText(NamedTuple):
    """One language of a text, with its path and place: to look for links in it."""

    path: str
    words: str
    span: Span
