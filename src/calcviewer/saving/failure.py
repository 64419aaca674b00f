"""Why a file could not be written, as a problem that says what to do about it."""

import errno
from collections.abc import Mapping
from pathlib import Path

from calcviewer.core.problems import Problem, visible


class WriteError(Exception):
    """A file that was not written; `problems` say why. What was there before is unchanged."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


OTHER = "E301"
CODES: Mapping[str, tuple[str, ...]] = {
    "E303": ("ENOSPC",),
    "E305": ("EACCES", "EPERM"),
    "E306": ("EROFS",),
    "E307": ("ENOENT", "ENOTDIR"),
    "E308": ("EIO", "ENXIO", "ENODEV", "ENOMEDIUM", "EMEDIUMTYPE", "ESHUTDOWN"),
    "E309": (
        *("ENOTCONN", "ESTALE", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENETRESET", "ETIMEDOUT"),
        *("ECONNRESET", "ECONNABORTED", "ECONNREFUSED", "ENOLINK", "EREMOTEIO", "ECOMM", "ENONET"),
    ),
    "E310": ("EDQUOT",),
    "E311": ("ENAMETOOLONG", "EILSEQ"),
    "E312": ("EBUSY", "ETXTBSY"),
    "E314": ("EFBIG",),
}
"""Code of a problem → what POSIX calls its causes; a platform need not have all of them."""
WINDOWS_CODES: Mapping[str, tuple[int, ...]] = {
    "E303": (39, 112),
    "E305": (5, 65),
    "E306": (19,),
    "E307": (2, 3, 15),
    "E308": (21, 31, 433, 483, 1006, 1112, 1117, 1167),
    "E309": (51, 53, 54, 55, 59, 64, 67, 121, 1222, 1231, 1232, 1236),
    "E310": (1295, 1296),
    "E311": (123, 206),
    "E312": (32, 33),
}
"""The same for the errors of Windows; 5 and 32 were retried before."""
_BY_ERRNO = {getattr(errno, name): code for code, names in CODES.items() for name in names if hasattr(errno, name)}
_BY_WINDOWS = {number: code for code, numbers in WINDOWS_CODES.items() for number in numbers}


def problem_of(failure: Exception, path: Path) -> Problem:
    """The problem that an exception means for somebody who wanted to write a file."""
    windows, posix = getattr(failure, "winerror", None) or 0, getattr(failure, "errno", None) or 0
    code = _BY_WINDOWS.get(windows) or _BY_ERRNO.get(posix, OTHER)
    why = getattr(failure, "strerror", None) or str(failure)
    return Problem(code, args={"path": visible(str(path), PATH_LIMIT), "why": visible(why)})


PATH_LIMIT = 120
"""So many characters of a path are shown; words that say what to do must have room beside it."""
