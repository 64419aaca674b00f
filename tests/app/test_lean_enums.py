"""An enumeration of Qt's binding is the same whether Python's `enum` makes it or we do."""

import enum
import subprocess
import sys
from enum import Enum, Flag, FlagBoundary, IntEnum, IntFlag
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviewer.app import lean_enums

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != lean_enums.KNOWN_PYTHON, reason="another Python makes all enumerations itself"
)
MADE_BY_PYTHON = vars(enum.EnumType)["_create_"]
HOW = {"module": "somewhere", "boundary": FlagBoundary.KEEP}

# Python's library has this for enumerations of its own that it makes in a quicker way: it compares everything.
same: Any = vars(enum)["_test_simple_enum"]

EVERY_ONE = """
import enum
from calcviewer.app import lean_enums
plain, asked = vars(enum.EnumType)["_create_"], []
def noted(cls, name, names, **how):
    asked.append((cls, name, names, {**how, "module": "somewhere"}))
    return plain(cls, name, names, **how)
enum.EnumType._create_ = noted
from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
for module in (QtCore, QtGui, QtSvg, QtWidgets):
    for name in dir(module):
        dir(getattr(module, name))  # what nobody asks for is not made
for cls, name, names, how in asked:
    enum._test_simple_enum(plain(cls, name, names, **how), lean_enums.create(cls, name, names, **how))
print(len(asked), sum(len(names) for _cls, _name, names, _how in asked))
"""


def test_every_enumeration_of_the_binding_is_the_same() -> None:
    said = subprocess.run([sys.executable, "-c", EVERY_ONE], capture_output=True, text=True, check=True)
    assert said.stderr == ""
    classes, members = map(int, said.stdout.split())
    assert classes > 500
    assert members > 5000


@given(
    st.sampled_from([Enum, Flag, IntEnum, IntFlag]),
    st.dictionaries(st.from_regex(r"[A-Za-z][A-Za-z_]{0,6}", fullmatch=True), st.integers(-3, 40), max_size=12),
)
def test_any_names_and_numbers_give_the_same(base: type[Enum], table: dict[str, int]) -> None:
    names = list(table.items())
    made = lean_enums.create(base, "Any", names, **HOW)
    same(MADE_BY_PYTHON(base, "Any", names, **HOW), made)
    assert list(made) == [made[name] for name in made._member_names_]
    assert all(made(value) is made[name] is getattr(made, name) for name, value in names)


@pytest.mark.parametrize(
    "names",
    [
        "A B C",
        ["A", "B"],
        {"A": 1},
        [("name", 1), ("value", 2)],
        [("A", "x")],
        [("A", True)],
        [("_A", 1)],
        [("A", 1), ("B", (2, 3))],
        [],
    ],
    ids=str,
)
def test_what_is_not_plain_is_left_to_python(names: Any) -> None:
    same(MADE_BY_PYTHON(Enum, "Odd", names, module="m"), lean_enums.create(Enum, "Odd", names, module="m"))


@pytest.mark.parametrize("names", [[("A", 1), ("A", 2)], [("mro", 1)]], ids=str)
def test_what_python_refuses_is_refused(names: Any) -> None:
    with pytest.raises((TypeError, ValueError)) as by_python:
        MADE_BY_PYTHON(IntEnum, "Wrong", names, module="m")
    with pytest.raises(by_python.type):
        lean_enums.create(IntEnum, "Wrong", names, module="m")


def test_flags_that_were_made_so_can_be_joined_and_turned_round() -> None:
    made: Any = lean_enums.create(IntFlag, "Side", [("Left", 1), ("Right", 2), ("Both", 3), ("None_", 0)], **HOW)
    assert made.Left | made.Right is made.Both
    assert made.Both & ~made.Left is made.Right
    assert list(made.Both) == [made.Left, made.Right]
    assert made.Left in made.Both
    assert repr(made.Left) == "<Side.Left: 1>"


def test_a_module_that_is_not_named_is_the_callers() -> None:
    lean_enums.hasten()
    assert IntEnum("Here", [("A", 1)]).__module__ == __name__
