"""`calcviewer [FILE or FOLDER]`: the window; and the options that stand before any command."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from calcviewer import __version__
from calcviewer.cli import FAILED
from calcviewer.i18n import _

if TYPE_CHECKING:
    from argparse import ArgumentParser


def run(words: Sequence[str]) -> int:
    """Opens the window at a file or folder, or where it was left."""
    is_plain = len(words) == 1 and not words[0].startswith("-")  # the usual start does without argparse
    path: Path | None = Path(words[0]) if is_plain else _parser().parse_args(words).path if words else None
    gc.disable()  # until the first picture is there: nothing of a start is garbage
    from calcviewer.app.binding import binding_problem
    from calcviewer.app.lean_binding import import_binding

    import_binding()  # before anything else touches the binding
    if problem := binding_problem():
        print(problem, file=sys.stderr)
        return FAILED
    from calcviewer.app.main import open_window

    return open_window(path)


def _parser() -> "ArgumentParser":
    from argparse import ArgumentParser

    from calcviewer.cli import COMMANDS

    parser = ArgumentParser(
        prog="calcviewer",
        description=_("Pathways of dystrophic calcification as flowcharts that explain themselves."),
        epilog=_("Other commands: {commands}; each has --help.").format(commands=", ".join(COMMANDS)),
    )
    parser.add_argument("path", nargs="?", type=Path, metavar="PATH", help=_("a diagram file or a library folder"))
    parser.add_argument("--version", action="version", version=f"CalcViewer {__version__}")
    return parser
