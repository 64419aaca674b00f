"""Compiles the few lines of C in the packages, for every system, with one pinned compiler: zig, from its wheel."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from installers.product import BUILD
from installers.target import Target
from installers.wheels import version_of, write_wanted

TOOLS = BUILD / "tools"


def build(target: Target, output: Path, arguments: Sequence[object]) -> None:
    """Compiles and links one file."""
    _need_zig()
    output.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "ziglang", "cc", "-target", target.zig, "-g0", "-o", output, *arguments]
    cache = {
        "ZIG_GLOBAL_CACHE_DIR": str(BUILD / "zig"),
        "ZIG_LOCAL_CACHE_DIR": str(BUILD / "zig"),
        "PYTHONPATH": str(TOOLS),
    }
    subprocess.run(list(map(str, command)), check=True, env=os.environ | cache)


def headers() -> list[str]:
    """Where `Python.h` of the Python lies that builds. Debian's includes a second one from the folder above, which may
    come after the compiler's own headers only."""
    folders = sorted(filter(None, {sysconfig.get_path("include"), sysconfig.get_path("platinclude")}))
    return [*(f"-I{folder}" for folder in folders), *(f"-idirafter{Path(folder).parent}" for folder in folders)]


def _need_zig() -> None:
    if (TOOLS / f"ziglang-{version_of('ziglang')}.dist-info").is_dir():
        return
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
    command += ["--no-deps", "--require-hashes", "--only-binary=:all:", "--upgrade", "--target", str(TOOLS)]
    subprocess.run([*command, "--requirement", str(write_wanted(TOOLS.parent / "tools.txt", ("ziglang",)))], check=True)
