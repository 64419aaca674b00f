"""Compiles sources to bytecode that depends on nothing but the source: no date, no folder of the machine."""

import importlib.util
import marshal

AS_WRITTEN, WITHOUT_DOCUMENTATION = 0, 2
"""The program keeps its assertions: what was tested is what runs. What others made loses its docstrings as well."""


def code(source: bytes, name: str, optimise: int) -> bytes:
    """The code alone."""
    return marshal.dumps(compile(source, name, "exec", dont_inherit=True, optimize=optimise))


def compiled(source: bytes, name: str, optimise: int = WITHOUT_DOCUMENTATION) -> bytes:
    """A `.pyc` that Python takes without asking for its source."""
    unchecked = (0b01).to_bytes(4, "little")
    return importlib.util.MAGIC_NUMBER + unchecked + bytes(8) + code(source, name, optimise)
