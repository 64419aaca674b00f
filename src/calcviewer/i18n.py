"""The language of the interface: gettext with English in the code and one catalogue per language.

The language of the *content* is a separate choice; it needs only the few words that the program itself adds to it.
"""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from calcviewer import paths

if TYPE_CHECKING:
    from gettext import NullTranslations

DOMAIN = "calcviewer"
_language = ""
"""Empty: English, as it stands in the code."""
_spoken: "NullTranslations | None" = None


def use_language(code: str) -> None:
    """Speak `code` from now on; a language without a catalogue speaks English."""
    global _language, _spoken
    _language, _spoken = code if _place(code).exists() else "", None


def _current() -> "NullTranslations":
    """The catalogue of the language, read when the first message is wanted: a command may have nothing to say."""
    global _spoken
    found = _spoken
    if found is None:
        found = _spoken = catalogue(_language)
    return found


def catalogue(code: str) -> "NullTranslations":
    """The translations into `code`, for words in another language than that of the interface; read anew each time."""
    return _read(_place(code))


def _place(code: str) -> Path:
    return paths.resource("locale", code, "LC_MESSAGES", f"{DOMAIN}.mo")


def _read(catalogue: Path) -> "NullTranslations":
    import gettext  # a start in English does without

    try:
        with catalogue.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, UnicodeError, ValueError):
        return gettext.NullTranslations()


def system_language() -> str:
    """'id' on an Indonesian system, else 'en'."""
    candidates = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next((value for value in candidates if value), "") or _locale()
    return "id" if name.lower().startswith(("id", "in_id", "indonesian")) else "en"


def _locale() -> str:
    import locale  # only where no variable tells

    return locale.getlocale()[0] or ""


def _(message: str) -> str:
    """The message in the language of the interface."""
    return _current().gettext(message) if _language and message else message


def in_language(code: str, message: str) -> str:
    """The message in a language of the content, whatever the interface speaks."""
    return _kept(_place(code)).gettext(message)


@cache
def _kept(catalogue: Path) -> "NullTranslations":
    return _read(catalogue)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message that fits the number."""
    if not _language:
        return singular if count == 1 else plural
    return _current().ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools know
    """Marks a message for translation where it is written; `_` translates it where it is shown."""
    return message
