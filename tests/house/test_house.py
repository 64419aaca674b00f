"""The rules of the house as figures: sizes, types, heads, layers, and what may stand in no file.

An exception to a size is one line with its reason, in the tables below; an exception that is no longer needed fails.
"""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.house.source_files import (
    ROOT,
    Definition,
    definitions,
    imported_modules,
    module_name,
    project_files,
    python_files,
    relative,
    source_files,
    tree,
)

LONG_FILES: Mapping[str, str] = {}
"""'src/calcviewer/…/file.py': why it may have more than 500 lines."""
LONG_FUNCTIONS: Mapping[str, str] = {}
"""'src/calcviewer/…/file.py Class.function': why it may have more than 60 lines."""

BLOCK_QT = "import sys; sys.modules['PySide6'] = sys.modules['shiboken6'] = None"


def _functions() -> list[Definition]:
    return [definition for path in source_files() for definition in definitions(path)]


def _line_count(path: Path) -> int:
    return len(path.read_bytes().splitlines())


def _percentile_90(values: Sequence[int]) -> float:
    return statistics.quantiles(values, n=10)[-1]


def _python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, cwd=ROOT)


def _importlinter() -> dict[str, Any]:
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = tables["tool"]["importlinter"]
    return found


# -- sizes -------------------------------------------------------------------------------------------------------------


def test_files_are_small() -> None:
    lengths = {relative(path): _line_count(path) for path in source_files()}
    assert statistics.median(lengths.values()) <= 120
    assert _percentile_90(list(lengths.values())) <= 300
    assert {name for name, length in lengths.items() if length > 500} == set(LONG_FILES)


def test_functions_are_small() -> None:
    lengths = {function.name: function.length for function in _functions()}
    assert statistics.median(lengths.values()) <= 10
    assert _percentile_90(list(lengths.values())) <= 30
    assert {name for name, length in lengths.items() if length > 60} == set(LONG_FUNCTIONS)


# -- what every file and function has ----------------------------------------------------------------------------------


def test_every_module_head_says_what_it_is_for() -> None:
    heads = {relative(path): (ast.get_docstring(tree(path)) or "").splitlines() for path in python_files()}
    assert [name for name, lines in heads.items() if not 1 <= len(lines) <= 5] == []


def test_every_function_says_its_types() -> None:
    untyped = [item.name for path in python_files() for item in definitions(path) if not _is_annotated(item)]
    assert untyped == []


def _is_annotated(item: Definition) -> bool:
    spec = item.node.args
    named = [*spec.posonlyargs, *spec.args]
    is_static = any(isinstance(name, ast.Name) and name.id == "staticmethod" for name in item.node.decorator_list)
    is_bound = item.is_method and not is_static
    arguments = [*named[1 if is_bound else 0 :], *spec.kwonlyargs, *filter(None, [spec.vararg, spec.kwarg])]
    return item.node.returns is not None and all(argument.annotation for argument in arguments)


# -- directions --------------------------------------------------------------------------------------------------------


def test_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_two_packages_import_each_other() -> None:
    packages = {module_name(path.parent / "__init__.py") for path in source_files()}
    pairs = {
        (importer, imported)
        for path in source_files()
        for importer in [module_name(path.parent / "__init__.py")]
        for imported in packages & {_package_of(module, packages) for module in imported_modules(path)}
        if importer != imported and "calcviewer" not in (importer, imported)
    }
    assert [pair for pair in sorted(pairs) if pair[::-1] in pairs] == []


def _package_of(module: str, packages: set[str]) -> str:
    while module and module not in packages:
        module = module.rpartition(".")[0]
    return module


def test_qt_stays_in_its_part_of_the_house() -> None:
    with_qt = [path for path in source_files() if any(name.startswith("PySide6") for name in imported_modules(path))]
    assert len(with_qt) <= 0.45 * len(source_files()), [relative(path) for path in with_qt]


def _modules_without_qt() -> list[str]:
    """What the contracts called no-qt… name, down to the last module."""
    contracts = _importlinter()["contracts"]
    roots = [name for item in contracts if item["id"].startswith("no-qt") for name in item["source_modules"]]
    modules = [module_name(path) for path in source_files()]
    return [name for name in modules if name != "calcviewer.__main__" and _is_below(name, roots)]


def _is_below(module: str, roots: Sequence[str]) -> bool:
    return any(module == root or module.startswith(f"{root}.") for root in roots)


@pytest.mark.parametrize("module", _modules_without_qt())
def test_module_can_be_imported_where_there_is_no_qt(module: str) -> None:
    result = _python(f"{BLOCK_QT}; import importlib; importlib.import_module(sys.argv[1])", module)
    assert result.returncode == 0, result.stderr


def test_check_works_where_there_is_no_qt() -> None:
    code = f"{BLOCK_QT}; from calcviewer.cli import main; sys.exit(main(['check', 'diagrams']))"
    result = _python(code)
    assert (result.returncode, result.stderr) == (0, ""), result.stdout


# -- what may stand nowhere --------------------------------------------------------------------------------------------

# Written so that no pattern finds itself.
FORBIDDEN = {
    "a path of somebody's machine": r"(?<![\w.~:/}>-])/(?:home|Users|root|work|srv|mnt)/[\w.]",
    "a path of somebody's machine (Windows)": r"(?i)\b[a-z]:[\\/]users[\\/]\w",
    "the host of a package registry": r"(?i)pypi[.]|pythonhosted[.]|npmjs[.]|deb[.]debian|archive[.]ubuntu",
    "the address of a package registry": r"(?i)\b(?:extra|find|index)-(?:url|links)[ =]+[a-z]+:",
}
BINARY = {".icns", ".ico", ".jpg", ".mo", ".otf", ".pdf", ".png", ".ttf"}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{relative(path)}:{number}: {line.strip()[:100]}"
        for path in project_files()
        if path.suffix not in BINARY and "data" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_nothing_reads_text_with_the_changes_that_qt_makes_to_it() -> None:
    """`toPlainText()` turns no-break spaces into spaces and loses line ends."""
    assert [relative(path) for path in source_files() if "toPlainText(" in path.read_text(encoding="utf-8")] == []
