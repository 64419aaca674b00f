"""The command line: opens the window, or checks, exports and tests itself without one.

Qt is imported only in the branch that needs it; `check` and the questions to a diagram never do. A start that hands its
file over imports nothing but this and `hand_over`.
"""

import sys

from calcviewer.cli.hand_over import hand_over

OK, PROBLEMS, FAILED = 0, 1, 2

COMMANDS = {
    "check": "calcviewer.cli.check",
    "set": "calcviewer.cli.set",
    "export": "calcviewer.cli.export",
    "self-test": "calcviewer.cli.self_test",
    "gallery": "calcviewer.cli.gallery",
    "what-if": "calcviewer.cli.what_if",
    "trace": "calcviewer.cli.trace",
    "paths": "calcviewer.cli.pathways",
}
"""Word → the module whose `run(words) -> int` does it."""


def main(arguments: list[str] | None = None) -> int:
    """Runs the command that the arguments name; without one, opens the window. Returns the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if is_for_window(words) and hand_over(words[0] if words else ""):
        return OK
    from importlib import import_module

    from calcviewer.i18n import system_language, use_language

    use_language(system_language())
    _make_output_safe()
    try:
        if words and words[0] in COMMANDS:
            code = int(import_module(COMMANDS[words[0]]).run(words[1:]))
        else:
            code = int(import_module("calcviewer.cli.window").run(words))
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a reader that has gone can still be told from an error
    except BrokenPipeError:
        _drop_output()
        return FAILED
    return code


def is_for_window(words: list[str]) -> bool:
    """Whether the words ask for the window, and for nothing special of it: at a path, or where it was left."""
    return not words or (len(words) == 1 and not words[0].startswith("-") and words[0] not in COMMANDS)


def _make_output_safe() -> None:
    """A console that cannot show a character gets an escape instead of an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """The reader has gone (`calcviewer check … | head`): nothing more is written, not even at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
