"""This machine and the processes on it: whether one that left something behind still lives."""

import os
import sys
import zlib
from functools import cache


@cache
def machine() -> str:
    """A short name for this machine, to tell its files from those of others on a shared drive."""
    name = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    return f"{zlib.crc32(name.encode('utf-8', 'surrogateescape')):08x}"


def is_alive(pid: int) -> bool:
    """Whether there is such a process on this machine; if that cannot be told, there is."""
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError) as failure:
        return not isinstance(failure, OverflowError)
    return True


def _is_alive_on_windows(pid: int) -> bool:
    """Asked without signals: to Windows, signal 0 is a request to end."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, False, pid)
        if not handle:
            return bool(kernel.GetLastError() == 5)
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == 259
    return True
