"""The words that a form puts beside its fields: names of languages, what is missing, what is wrong."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from calcviewer.core.form_fields import Sign, Words
from calcviewer.core.model import LANGUAGES
from calcviewer.i18n import N_, _

SIGNS = {Sign.NONE: "", Sign.MISSING: N_("not translated yet"), Sign.STALE: N_("may be out of date")}
MARKS = {Sign.NONE: "", Sign.MISSING: "○", Sign.STALE: "◐"}


def language_name(code: str) -> str:
    """A language in its own words."""
    return LANGUAGES.get(code, code) if code else _("In every language")


def said_of(words: Words) -> str:
    """The language of a text, and what is to be said of it."""
    name, sign = language_name(words.language), SIGNS[words.sign]
    return f"{name}  {MARKS[words.sign]} {_(sign)}" if sign else name


def small_label(role: str, parent: QWidget | None = None) -> QLabel:
    """Plain words that wrap; `role` is a property that the style of the form knows: isQuiet, isField, isWarning …"""
    made = QLabel(parent, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    made.setProperty(role, True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
