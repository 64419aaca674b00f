"""Whether the path of a picture can only lead to a file inside the library folder, on every system."""

import re

_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\\:*?"<>|]')
LENGTH_LIMIT = 200


def is_inside_library(path: str) -> bool:
    """No absolute path, no drive, scheme or backslash, no ``..``, and no name that Windows gives to a device."""
    return 0 < len(path) <= LENGTH_LIMIT and not _FORBIDDEN.search(path) and all(map(_is_name, path.split("/")))


def _is_name(part: str) -> bool:
    """Whether this is the name of a file or folder: not empty, not `.` or `..`, no blank or dot at its end."""
    stem = part.split(".", 1)[0].rstrip(" ")
    return part.strip(" .") != "" and part[-1] not in " ." and not _DEVICE.fullmatch(stem)
