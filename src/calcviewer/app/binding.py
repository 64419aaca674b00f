"""Refuses a pair of Qt binding and Python that is known to crash, before any window is made.

PySide6 6.12.0 drops references to None on Python 3.11 and older and aborts after some thousand calls; 6.10.1 is broken.
"""

import sys

from calcviewer.i18n import _

PIP = 'python -m pip install "PySide6-Essentials>=6.8.3,!=6.10.1,<6.12"'


def binding_problem(qt: tuple[int, ...] | None = None, python: tuple[int, ...] = sys.version_info[:2]) -> str:
    """Why the installed binding cannot be used, with the command that mends it; '' if it can."""
    if qt is None:
        import PySide6

        qt = tuple(int(part) for part in PySide6.__version__.split(".")[:3])
    is_bad = qt < (6, 8, 3) or qt[:3] == (6, 10, 1) or (qt >= (6, 12) and python < (3, 12))
    if not is_bad:
        return ""
    name = ".".join(map(str, qt))
    return _("PySide6 {version} does not work with this Python. Install another one:\n  {command}").format(
        version=name, command=PIP
    )
