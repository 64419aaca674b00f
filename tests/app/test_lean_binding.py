"""The binding without its sleepers says the same as with them, and a start imports no more than it needs."""

import subprocess
import sys

import pytest

TROUBLE = """
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
wrongs = lambda: QRect("a", 3), lambda: QRect(1, 2, 3, 4).setWidth(None), lambda: QWidget.nope, lambda: Qt.Key(-9)
for wrong in wrongs:
    try:
        wrong()
    except Exception as said:
        print(type(said).__name__, said)
print(QWidget.resize.__doc__)
import PySide6.QtSvg
print(PySide6.QtSvg.QSvgRenderer.load.__doc__)
import builtins
print(builtins.compile)
"""
LEAN = """
from calcviewer.app.lean_binding import import_binding
import_binding()
"""
FULL = "import PySide6.QtWidgets"


def said_by(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_messages_and_signatures_are_those_of_the_full_binding() -> None:
    lean = said_by(LEAN + TROUBLE)
    assert "Supported signatures" in lean
    assert lean == said_by(FULL + TROUBLE)


def test_afterwards_import_is_pythons_own_again() -> None:
    code = "import builtins; plain = builtins.__import__\n" + LEAN + "print(builtins.__import__ is plain)"
    assert said_by(code) == "True\n"


@pytest.mark.parametrize("name", ["parser", "layout", "errorhandler", "lib.pyi_generator"])
def test_what_sleeps_wakes_when_something_of_it_is_wanted(name: str) -> None:
    code = f"import sys; m = sys.modules['shibokensupport.signature.{name}']\n"
    code += "print(len(vars(m)) > 15, hasattr(m, 'nonsense'), len(vars(m)) > 15)"
    assert said_by(LEAN + code) == "False False True\n"


def test_the_command_line_takes_the_lean_way() -> None:
    code = "import sys, types; main = types.SimpleNamespace(open_window=lambda path, ahead: 0)\n"
    code += "sys.modules['calcviewer.app.main'] = main\n"
    code += "from calcviewer.cli.window import run; print(run(['x.yaml']), {'argparse', 'logging'} & set(sys.modules))"
    assert said_by(code) == "0 set()\n"


def test_a_start_imports_nothing_that_the_first_picture_can_do_without() -> None:
    code = LEAN + "import sys, calcviewer.app.main\nprint(*sorted(sys.modules))"
    loaded = set(said_by(code).split())
    late = {"calcviewer.core.model", "calcviewer.app.session", "calcviewer.app.around", "calcviewer.layout.dot"}
    assert not loaded & {*late, "yaml", "graphviz", "pickle", "hashlib", "argparse", "logging", "PySide6.QtSvg"}
    assert {name for name in loaded if name.startswith("calcviewer.view.")} == {
        f"calcviewer.view.{name}" for name in ("canvas", "fonts", "items", "overview_map", "style")
    }
