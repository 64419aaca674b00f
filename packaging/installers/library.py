"""Python's own library: which of its modules the program can reach, found by following every import."""

import ast
import re
import sysconfig
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from installers.recipe import ALWAYS, ENCODINGS, LEFT_OUT

STANDARD = Path(sysconfig.get_path("stdlib"))
STARTERS = ("abc", "codecs", "io", "os", "ntpath", "posixpath", "genericpath", "_collections_abc", "stat")
"""What the interpreter itself imports when it starts."""


def reachable(sources: Iterable[bytes], wanted: Set[str] = frozenset()) -> list[Path]:
    """The files of the standard library that these sources can import, at once or through others.

    What is `wanted` by name is there even if the recipe leaves it out.
    """
    waiting = {*STARTERS, *ALWAYS}
    for source in sources:
        waiting |= imports(source)
    found: dict[str, Path] = {}
    while waiting:
        name = waiting.pop()
        top = name.partition(".")[0]
        if top in found or top in LEFT_OUT - wanted:
            continue
        for path in files_of(top):
            found[top] = STANDARD / top
            waiting |= imports(path.read_bytes())
    return sorted(path for name in found for path in files_of(name))


def names(sources: Iterable[bytes], wanted: Set[str] = frozenset()) -> set[str]:
    """The top-level names that these sources or what they reach import: also the modules that are written in C."""
    sources = list(sources)
    every = [*sources, *(path.read_bytes() for path in reachable(sources, wanted))]
    return {name.partition(".")[0] for source in every for name in imports(source)} - (LEFT_OUT - wanted)


def unmet(files: Iterable[bytes], present: Set[str]) -> set[str]:
    """What these sources import as soon as they are imported themselves, and what is not there."""
    found: set[str] = set()
    for source in files:
        plain = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
        found |= {name.partition(".")[0] for node in plain for name in imports(ast.unparse(node).encode())}
    return found - present


def imports(source: bytes) -> set[str]:
    """The modules that a source names in its imports, wherever they stand."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found |= {node.module}
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def files_of(name: str) -> Iterator[Path]:
    """The sources of a top-level module or package, without its tests and tools."""
    plain, package = STANDARD / f"{name}.py", STANDARD / name
    if plain.is_file():
        yield plain
    elif (package / "__init__.py").is_file():
        for path in sorted(package.rglob("*.py")):
            parts = path.relative_to(package).parts
            if not _is_left_out(name, parts):
                yield path


def _is_left_out(package: str, parts: tuple[str, ...]) -> bool:
    if package == "encodings":
        return not ENCODINGS.fullmatch(parts[-1])
    return any(re.fullmatch(r"tests?|idle_test|(tool|server|config|handlers|__main__)\.py", part) for part in parts)
