"""Makes the enumerations of Qt's binding in a quarter of the time that Python takes: 20 ms less in a start.

The binding hands names and numbers to `enum`, some 3,000 of them; what `enum` does for each is made for classes that
somebody wrote. WORKAROUND: only for the Python whose enumerations `tests/app/test_lean_enums.py` compares with these.
"""

import sys
from collections.abc import Sequence
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from functools import cache
from typing import Any

KNOWN_PYTHON = (3, 11)
BASES = (Enum, Flag, IntEnum, IntFlag)
RESERVED = frozenset({"mro", "name", "value", ""})
"""Names that mean something to `enum`, as all do that begin with an underscore."""
_CREATE = "_create_"
"""What a call such as ``IntFlag("Name", [("A", 1), ("B", 2)])`` comes down to."""
_usual = vars(EnumType)[_CREATE]


def hasten() -> None:
    """Whatever is made by such a call from now on is made here, if it is as plain as those of the binding."""
    if sys.version_info[:2] == KNOWN_PYTHON:
        setattr(EnumType, _CREATE, create)


def create(cls: type[Enum], class_name: str, names: Any, *, module: str | None = None, **more: Any) -> type[Enum]:
    """The class that `enum` makes of the same arguments; what it does for each member alone is done for all at once."""
    if module is None:
        module = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001 - as `enum` does: who called the class
    is_usual = module is None or more.get("type") is not None or more.get("qualname") is not None or cls not in BASES
    if is_usual or not _is_plain(names):
        made: type[Enum] = _usual(cls, class_name, names, module=module, **more)
    else:
        made = _without_members(cls, class_name, module, more.get("boundary"))
        _add_members(made, names)
        if issubclass(cls, Flag):
            _add_masks(made)
    return made


def _without_members(cls: type[Enum], class_name: str, module: str | None, boundary: FlagBoundary | None) -> Any:
    """What all enumerations of a sort begin with; `enum` finds out for each of them what it is."""
    own = {**_beginning(cls, boundary), "__module__": module}
    own.update(_member_names_=[], _member_map_={}, _value2member_map_={}, _unhashable_values_=[])
    new = own.pop("__new__")  # would be wrapped
    made = type.__new__(EnumType, class_name, (cls,), own)
    type.__setattr__(made, "__new__", new)
    return made


@cache
def _beginning(cls: type[Enum], boundary: FlagBoundary | None) -> dict[str, Any]:
    return dict(vars(_usual(cls, "Any", (), module="", boundary=boundary)))


def _is_plain(names: Any) -> bool:
    """Whether it is a list of different names, none of them special, each with an integer."""
    try:
        table = dict(names) if isinstance(names, list) else {}
        is_whole = 0 < len(table) == len(names) and RESERVED.isdisjoint(table)
        return is_whole and "_" not in {name[:1] for name in table} and {*map(type, table.values())} == {int}
    except (TypeError, ValueError):
        return False


def _add_members(made: Any, names: Sequence[tuple[str, int]]) -> None:
    """What `enum` would have done, one by one: a member for each number, and every name for its member."""
    listed, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
    is_flag, number = issubclass(made, Flag), int.__new__ if issubclass(made, int) else None
    put = type.__setattr__
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = number(made, value) if number else object.__new__(made)
            said = vars(member)
            said["_value_"], said["_name_"], said["__objclass__"], said["_sort_order_"] = value, name, made, len(listed)
            by_value[value] = member
            if not is_flag or value.bit_count() == 1 <= value:
                listed.append(name)
        put(made, name, member)
        by_name[name] = member


def _add_masks(made: Any) -> None:
    """The bits that a flag knows, and the order in which its members come."""
    values = list(made._value2member_map_)
    single = [made._member_map_[name]._value_ for name in made._member_names_]
    for value in values:
        made._flag_mask_ |= value
    made._singles_mask_ = sum(single)
    made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
    if single != sorted(single):
        made._iter_member_ = made._iter_member_by_def_
