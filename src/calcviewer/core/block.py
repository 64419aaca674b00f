"""What the reader of records hands on: blocks of fields, each value of the type that the schema table says."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar, cast

from calcviewer.core.model import NO_TEXT, Text
from calcviewer.core.problems import Span

T = TypeVar("T")
NO_VALUES: Mapping[str, object] = {}


class Block(NamedTuple):
    """A block of fields as it was read; a field that was missing or wrong is not in `values`.

    `id` is the key under which it stands, made a valid id; `raw_id` is that key as it was typed.
    """

    path: str
    id: str = ""
    raw_id: str = ""
    values: Mapping[str, object] = NO_VALUES

    def text(self, name: str) -> Text:
        """A text, or no text."""
        return self._get(name, NO_TEXT)

    def texts(self, name: str) -> tuple[Text, ...]:
        """A list of texts."""
        return self._get(name, cast("tuple[Text, ...]", ()))

    def word(self, name: str, default: str = "") -> str:
        """A plain text or the word of a choice."""
        return self._get(name, default)

    def words(self, name: str) -> tuple[str, ...]:
        """A list of plain texts; an item of a wrong type is '' so that the others keep their numbers."""
        return self._get(name, cast("tuple[str, ...]", ()))

    def number(self, name: str) -> int:
        """A number; 0 where none is given."""
        return self._get(name, 0)

    def flag(self, name: str) -> bool:
        """A yes or no; no where nothing is given."""
        return self._get(name, False)

    def block(self, name: str) -> "Block | None":
        """A block of fields, if there is one."""
        return self._get(name, cast("Block | None", None))

    def blocks(self, name: str) -> "tuple[Block, ...]":
        """The blocks of a list or of a map of ids."""
        return self._get(name, cast("tuple[Block, ...]", ()))

    def arrows(self, name: str) -> "tuple[Arrow, ...]":
        """The entries of a list of arrows."""
        return self._get(name, cast("tuple[Arrow, ...]", ()))

    def text_map(self, name: str) -> Mapping[str, Text]:
        """Texts under ids."""
        return self._get(name, cast("Mapping[str, Text]", {}))

    def where(self, name: str, index: int | None = None) -> str:
        """The path of a field, or of one item of it."""
        path = f"{self.path}.{name}" if self.path else name
        return path if index is None else f"{path}[{index}]"

    def _get(self, name: str, default: T) -> T:
        return cast("T", self.values.get(name, default))


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
