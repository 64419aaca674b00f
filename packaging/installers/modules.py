"""The Python part of a package: the program, what it imports, the binding's support, all of it as bytecode."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from installers import library, start_modules
from installers.bytecode import AS_WRITTEN, WITHOUT_DOCUMENTATION, code, compiled
from installers.files import copy, files, put
from installers.product import BUILD, ROOT
from installers.recipe import SLEEPING
from installers.wheels import Wheel, version_of

SOURCE = ROOT / "src" / "calcviewer"
DATA = ("resources", "diagrams", "LICENSES")
SUPPORT = BUILD / "shibokensupport"

# What stands in the place of a sleeping module: it wakes when something of it is wanted. The binding's C side looks
# `update_mapping` up in the namespace itself, where no `__getattr__` is asked.
STUB = """\
def _wake():
    import marshal
    del globals()["__getattr__"]
    with open(__file__[:-4] + ".code", "rb") as file:
        exec(marshal.load(file), globals())
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    _wake()
    return globals()[name]
def update_mapping(*args):
    _wake()
    return globals()["update_mapping"](*args)
"""

DUMP = """\
import sys
from PySide6 import QtCore
import shibokensupport.signature as support
support.__loader__.zfile.extractall(sys.argv[1])
"""


def write_modules(target: Path, wheels: Mapping[str, Wheel]) -> set[str]:
    """Everything written in Python, below `target`. Returns the top-level names that it may import."""
    sources = dict(_program()) | dict(_third_party(wheels))
    support = dict(_support())
    every = [*sources.values(), *support.values()]
    wanted = {name.partition(".")[0] for _file, source in _program() for name in library.imports(source)}
    for name, source in sources.items():
        optimise = AS_WRITTEN if name.startswith("calcviewer/") else WITHOUT_DOCUMENTATION
        put(target / f"{name}c", compiled(source, name, optimise))
    standard = {
        path.relative_to(library.STANDARD).as_posix(): path.read_bytes() for path in library.reachable(every, wanted)
    }
    for name, source in standard.items():
        put(target / f"{name}c", compiled(source, name))
    _write_support(target / "shiboken6" / "files.dir", support)
    inside = {f"shiboken6/files.dir/{name}": source for name, source in support.items()}
    start_modules.write(target, sources | standard | inside)
    for folder in DATA:
        for path in files(ROOT / folder):
            if path.suffix not in (".po", ".pot"):
                copy(path, target / "calcviewer" / "_data" / folder / path.relative_to(ROOT / folder))
    for wheel in wheels.values():  # so that the program can tell the versions of what it uses
        put(target / wheel.distribution / "METADATA", wheel.read(f"{wheel.distribution}/METADATA"))
    return library.names(every, wanted)


def check(target: Path, python: bytes) -> None:
    """Stops the build if a module could not be imported in the bundle; `python` is the library of the interpreter."""
    missing = {name for name in unmet(target) if f"{name}\0".encode() not in python}  # not one of its built-in ones
    if missing:
        raise FileNotFoundError(f"left out, and imported all the same: {', '.join(sorted(missing))}")


def unmet(target: Path) -> set[str]:
    """What a module of the finished bundle needs at its import, and what is not in the bundle."""
    present = {path.name.partition(".")[0] for path in target.iterdir()} | {"shibokensupport", "PySide6", "shiboken6"}
    own = [source for _name, source in _program()]
    standard = [library.STANDARD / path.relative_to(target).with_suffix(".py") for path in target.rglob("*.pyc")]
    return library.unmet([*own, *(path.read_bytes() for path in standard if path.is_file())], present)


def qt_modules() -> list[str]:
    """The modules of Qt that the program imports anywhere, such as 'QtCore'; the binding needs three of them."""
    found = {"QtCore", "QtGui", "QtWidgets"}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.module == "PySide6":
                found |= {alias.name for alias in node.names if alias.name.startswith("Qt")}
        found |= {name.split(".")[1] for name in library.imports(path.read_bytes()) if name.startswith("PySide6.Qt")}
    return sorted(found)


def _program() -> Iterator[tuple[str, bytes]]:
    """Every module of the program, whoever imports it, and whenever."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield f"calcviewer/{path.relative_to(SOURCE).as_posix()}", path.read_bytes()


def _third_party(wheels: Mapping[str, Wheel]) -> Iterator[tuple[str, bytes]]:
    for name, folder in (("graphviz", "graphviz"), ("pyyaml", "yaml")):
        for file in wheels[name].below(folder):
            if file.endswith(".py"):
                yield file, wheels[name].read(file)
    for name, folder in (("pyside6-essentials", "PySide6"), ("shiboken6", "shiboken6")):
        for file in wheels[name].below(folder):
            if file.endswith(".py") and file.count("/") == 1:
                yield file, wheels[name].read(file)


def _support() -> Iterator[tuple[str, bytes]]:
    """The Python that hides inside the binding's library, taken out by the installed one of the same version."""
    folder = SUPPORT / version_of("shiboken6")
    if not folder.is_dir():
        subprocess.run([sys.executable, "-c", DUMP, str(folder)], check=True)
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _write_support(target: Path, sources: Mapping[str, bytes]) -> None:
    sleeping = {f"shibokensupport/signature/{name}.py" for name in SLEEPING}
    for name, source in sources.items():
        if name in sleeping:
            put(target / f"{name}c", compiled(STUB.encode(), name))
            put((target / name).with_suffix(".code"), code(source, name, WITHOUT_DOCUMENTATION))
        else:
            put(target / f"{name}c", compiled(source, name))
