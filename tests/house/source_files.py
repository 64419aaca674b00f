"""The project's files and syntax trees, as the rules see them."""

import ast
import fnmatch
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Definition(NamedTuple):
    """A function and where it stands: `name` is 'calcviewer/core/model.py Diagram.node'."""

    name: str
    node: Function
    is_method: bool

    @property
    def length(self) -> int:
        """Lines from `def` to the end, without a docstring."""
        first = self.node.body[0]
        is_documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        documentation = (first.end_lineno or first.lineno) - first.lineno + 1 if is_documented else 0
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1 - documentation


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that belongs to the project: all but what .gitignore names. Needs no git."""
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line]
    return tuple(sorted(_walk(ROOT, [".git", *ignored])))


def _walk(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        if any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir():
            yield from _walk(path, ignored)
        else:
            yield path


def source_files() -> list[Path]:
    """The Python files of the program."""
    return [path for path in project_files() if path.is_relative_to(SOURCE) and path.suffix == ".py"]


def python_files() -> list[Path]:
    """The Python files of the project: the program, its tests, its tools."""
    return [path for path in project_files() if path.suffix == ".py"]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def module_name(path: Path) -> str:
    """'calcviewer.core.model'; a package is called by its folder."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def definitions(path: Path) -> tuple[Definition, ...]:
    """Every function of a file, nested ones too."""
    collector = _Collector(relative(path))
    collector.visit(tree(path))
    return tuple(collector.found)


class _Collector(ast.NodeVisitor):
    def __init__(self, file: str) -> None:
        self.found: list[Definition] = []
        self._file = file
        self._outer: list[ast.ClassDef | Function] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._enter(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._enter(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._enter(node)

    def _enter(self, node: ast.ClassDef | Function) -> None:
        if not isinstance(node, ast.ClassDef):
            names = ".".join(outer.name for outer in [*self._outer, node])
            is_method = bool(self._outer) and isinstance(self._outer[-1], ast.ClassDef)
            self.found.append(Definition(f"{self._file} {names}", node, is_method))
        self._outer.append(node)
        self.generic_visit(node)
        self._outer.pop()


def imported_modules(path: Path) -> set[str]:
    """Every module that a file imports anywhere, the names it takes from packages included."""
    package = module_name(path) if path.name == "__init__.py" else module_name(path).rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return found
