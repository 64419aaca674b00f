"""The rule for ids, and what an id that breaks it was probably meant to be."""

import re
from functools import cache

from calcviewer.core.schema import WORD_ID

ID_LIMIT = 64
RESERVED = frozenset({"any", "all"})
"""Words to which `needs` gives a meaning of their own."""

_NO_WORD = re.compile(r"[^a-z0-9]+")


def is_id(word: str, pattern: str = WORD_ID) -> bool:
    """Whether the word can be an id."""
    return len(word) <= ID_LIMIT and word not in RESERVED and _compiled(pattern).fullmatch(word) is not None


def as_id(word: str) -> str:
    """The id that comes nearest to the word: lower-case ASCII words joined by hyphens; '' if nothing is left."""
    import unicodedata  # most files have no id to mend

    bare = unicodedata.normalize("NFKD", word[: 4 * ID_LIMIT]).encode("ascii", "ignore").decode().lower()
    found = _NO_WORD.sub("-", bare).strip("-")[:ID_LIMIT].strip("-")
    return found if found not in RESERVED else ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
