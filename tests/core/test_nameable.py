"""What fields can name: with labels, and only what fits the field."""

import pytest

from calcviewer.core.model import LibraryFile, Ref, Term, Text
from calcviewer.core.nameable import NAMING, Choice, Nameable
from calcviewer.core.schema import Hint
from tests.core.small_form import DIAGRAM

LIBRARY = LibraryFile(
    facts={"F1": Text((("en", "A fact."), ("id", "Sebuah fakta.")))},
    glossary={"clot": Term("clot", Text((("en", "Clot"), ("id", "Bekuan"))), Text())},
    refs={"R1": Ref("R1", "Of the library"), "R2": Ref("R2", "Of the library", "2001")},
)
KNOWN = Nameable(DIAGRAM, LIBRARY, {"other": Text((("en", "Other"), ("id", "Lain")))}, "id")


def names(hint: Hint, element: str = "") -> list[str]:
    return [choice.name for choice in KNOWN.choices(hint, element)]


def test_each_sort_of_name_has_its_choices() -> None:
    steps, arrows = ["start", "middle", "end"], ["start -> middle", "middle -> end"]
    assert names(Hint.STEPS) == steps
    assert names(Hint.PARTS) == [*steps, *arrows]
    assert names(Hint.ELEMENTS) == [*steps, *arrows, "cure"]
    assert names(Hint.CAUSES, "middle") == ["start"]
    assert names(Hint.CAUSES, "start") == []
    assert names(Hint.FACTS) == ["F1"]
    assert names(Hint.REFS) == ["R1", "R2"]
    assert names(Hint.PLACES) == ["other"]
    assert names(Hint.LINE) == []


@pytest.mark.parametrize(
    ("hint", "name", "label", "kind"),
    [
        (Hint.STEPS, "start", "Awal", "trigger"),
        (Hint.CAUSES, "start", "Awal", "trigger"),
        (Hint.PARTS, "start -> middle", "Awal → Middle", "causes"),
        (Hint.ELEMENTS, "cure", "Obat", "treatment"),
        (Hint.FACTS, "F1", "F1: Sebuah fakta.", ""),
        (Hint.REFS, "R1", "R1: Own reference 1999", ""),
        (Hint.PLACES, "other", "Lain", ""),
        (Hint.PLACES, "other#step", "Lain › step", ""),
    ],
)
def test_what_is_named_has_a_label(hint: Hint, name: str, label: str, kind: str) -> None:
    assert KNOWN.choice(hint, name) == Choice(name, label, kind)


@pytest.mark.parametrize(
    ("hint", "name"),
    [
        *((hint, "gone") for hint in sorted(NAMING, key=lambda hint: hint.name)),
        (Hint.STEPS, "cure"),
        (Hint.PARTS, "cure"),
        (Hint.LINE, "words"),
    ],
)
def test_what_is_not_there_keeps_its_name(hint: Hint, name: str) -> None:
    assert KNOWN.choice(hint, name) == Choice(name, name)


def test_words_of_the_glossary_can_be_linked() -> None:
    assert KNOWN.words() == (Choice("clot", "Bekuan"),)
