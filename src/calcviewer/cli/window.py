"""`calcviewer [FILE or FOLDER]`: the window; and the options that stand before any command."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from calcviewer import __version__, timings
from calcviewer.app.ahead import look_ahead
from calcviewer.cli import FAILED, is_for_window
from calcviewer.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser

TIMINGS = "--timings"


def run(words: list[str]) -> int:
    """Opens the window at a file or folder, or where it was left."""
    timings.set_on(TIMINGS in words)
    path = _path([word for word in words if word != TIMINGS])
    gc.disable()  # until the first picture is there: nothing of a start is garbage
    ahead = look_ahead(path)
    from calcviewer.app.binding import binding_problem
    from calcviewer.app.lean_binding import import_binding

    import_binding()  # before anything else touches the binding
    timings.mark(N_("Qt is imported"))
    if problem := binding_problem():
        print(problem, file=sys.stderr)
        return FAILED
    from calcviewer.app.main import open_window

    timings.mark(N_("the program is imported"))
    return open_window(path, ahead)


def _path(words: list[str]) -> Path | None:
    """The file or folder to open. The usual start does without argparse."""
    if is_for_window(words):
        return Path(words[0]) if words else None
    path: Path | None = _parser().parse_args(words).path
    return path


def _parser() -> "ArgumentParser":
    from argparse import ArgumentParser

    from calcviewer.cli import COMMANDS

    parser = ArgumentParser(
        prog="calcviewer",
        description=_("Pathways of dystrophic calcification as flowcharts that explain themselves."),
        epilog=_("Other commands: {commands}; each has --help.").format(commands=", ".join(COMMANDS)),
    )
    parser.add_argument("path", nargs="?", type=Path, metavar="PATH", help=_("a diagram file or a library folder"))
    parser.add_argument(
        "--new-window", action="store_true", help=_("open a window of its own, beside one that is open")
    )
    parser.add_argument(
        TIMINGS, action="store_true", help=_("say how long each step of the start and of every edit takes")
    )
    parser.add_argument("--version", action="version", version=f"CalcViewer {__version__}")
    return parser
