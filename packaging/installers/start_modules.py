"""Puts the bytecode of every module that a start needs into one file, which `launcher/calcviewer_start.py` reads."""

import ast
import marshal
from collections.abc import Iterator, Mapping
from pathlib import Path

from installers.bytecode import compiled
from installers.files import put
from installers.product import PACKAGING

FILE = "start.modules"
FIRST = "calcviewer_start.py"
PYC_HEAD = 16
FROZEN = {"abc", "codecs", "io", "_collections_abc", "genericpath", "posixpath", "ntpath", "os", "stat"}
"""The interpreter has these in itself."""
BEGINNINGS = (
    "calcviewer.cli",
    "calcviewer.cli.window",
    "calcviewer.app.binding",
    "calcviewer.app.lean_binding",
    "calcviewer.app.main",
    "calcviewer.app.background",
    "calcviewer.app.collector",
    "calcviewer.app.session",
    "calcviewer.app.around",
    "calcviewer.app.one_window",
    "calcviewer.core.read_cache",
    "shibokensupport.signature.loader",
    "PySide6",
    "shiboken6",
    "zipfile",
    "tempfile",
    "traceback",
)
"""What is imported in the order of a start inside functions, where no table of imports says so. One that is missing
here is read from its own file."""


def write(target: Path, sources: Mapping[str, bytes]) -> None:
    """Writes the file. `sources` has the path of each module below `target`, as `yaml/nodes.py`."""
    put(target / f"{FIRST}c", compiled((PACKAGING / "launcher" / FIRST).read_bytes(), FIRST))
    places, parts, offset = {}, [], 0
    for name, file in sorted(wanted(sources).items()):
        code = (target / f"{file}c").read_bytes()[PYC_HEAD:]
        places[name] = (f"{file}c", file.endswith("/__init__.py"), offset, len(code))
        parts.append(code)
        offset += len(code)
    index = marshal.dumps(places)
    put(target / FILE, b"".join([len(index).to_bytes(4, "little"), index, *parts]))


def wanted(sources: Mapping[str, bytes]) -> dict[str, str]:
    """Every module that the beginnings import at once, themselves or through others: its name → its file."""
    files = {_name(file): file for file in sources}
    found: dict[str, str] = {}
    waiting = list(BEGINNINGS)
    while waiting:
        name = waiting.pop()
        if name in files and name not in found and name not in FROZEN:
            found[name] = files[name]
            waiting.append(name.rpartition(".")[0])
            waiting += imported(sources[files[name]], name, is_package=files[name].endswith("__init__.py"))
    return found


def imported(source: bytes, name: str, *, is_package: bool) -> Iterator[str]:
    """What the module `name` names in the imports that run when it is imported; also what may be no module."""
    for node in _running(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = name.split(".")[: len(name.split(".")) - node.level + is_package] if node.level else []
            base = ".".join([*package, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _running(child)


def _name(file: str) -> str:
    inside = file.removeprefix("shiboken6/files.dir/").removesuffix(".py").removesuffix("/__init__")
    return inside.replace("/", ".")
