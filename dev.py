#!/usr/bin/env python3
"""Sets up, runs and tests CalcViewer. `python3 dev.py` alone lists the commands.

Standard library only. Old Pythons must be able to read this file, since it tells them in words that they are too old.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the one place that has to ask
    sys.exit(
        f"CalcViewer needs Python 3.11 or newer; this is Python {sys.version_info[0]}.{sys.version_info[1]}.\n"
        "Install a newer one (Windows and macOS: from the Python site; Debian and Ubuntu: apt-get install python3),\n"
        "then start dev.py with it, for example: python3.12 dev.py run"
    )

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "ready"  # holds the digest of what was installed; without it the environment is not trusted
LOCKS = ROOT / "packaging" / "locks"
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "calcviewer.pot"
UV = "uv==0.13.9"

# What Qt loads from the system: the library that must be found, and the Debian package that brings it. Asking for the
# library works on every Linux and with every spelling of the package (libglib2.0-0 became libglib2.0-0t64).
DRAWING_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

# The options of `pybabel extract`; tests/house/test_catalogue.py extracts with the same ones.
EXTRACT = ["--no-default-keywords", "--keyword=_", "--keyword=N_", "--keyword=ngettext:1,2", "--add-comments=L10N:"]
EXTRACT += ["--strip-comment-tags", "--add-location=file", "--sort-by-file", "--project=CalcViewer"]
EXTRACT += ["--copyright-holder=CalcViewer contributors"]


class Step(NamedTuple):
    """One thing that must hold: a program of the environment and its arguments."""

    title: str
    command: Sequence[str]
    is_quick: bool = True


STEPS = (
    Step("Format", ["ruff", "format", "--check", "."]),
    Step("Lint", ["ruff", "check", "."]),
    Step("Types", ["mypy"]),
    Step("Import contracts", ["lint-imports"]),
    Step("Catalogues", ["pytest", "-n0", "tests/house/test_catalogue.py"]),
    Step("Core and layout: every branch, no Qt", ["pytest", "-pno:pytest-qt", "--cov=", "tests/core", "tests/layout"]),
    Step("All tests", ["pytest"], is_quick=False),
)


class SetupError(Exception):
    """Something the user has to do first; the message says what."""


def say(text: str) -> None:
    print(f"== {text}", flush=True)


def child_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without what would lead a child past the locked packages, or keep it from caching bytecode."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    return {name: value for name, value in os.environ.items() if name not in unwanted} | dict(extra or {})


def call(program: str | Path, *arguments: str | Path, cwd: Path | None = ROOT, **extra: str) -> int:
    """Run a program to its end and return its exit code; a bare name is one of the environment's programs."""
    path = program if isinstance(program, Path) else PYTHON.with_name(program + PYTHON.suffix)
    return subprocess.call([str(path), *map(str, arguments)], cwd=cwd, env=child_environment(extra))


def has_display() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# -- the machine -------------------------------------------------------------------------------------------------------


def is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def become_root() -> list[str] | None:
    """What to put before a command to run it as root without a question; None if there is no way."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0:
        return sudo
    return None


def install_system_packages(packages: Sequence[str]) -> None:
    """Install Debian packages, or say how."""
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    by_hand = f"    sudo apt-get update && sudo {' '.join(install)}\n"
    if not shutil.which("apt-get"):
        raise SetupError(f"Something is missing. Install what your system calls: {' '.join(packages)}")
    prefix = become_root()
    if prefix is None:
        raise SetupError(
            f"A few system packages are missing. Install them with this line, then start again:\n{by_hand}"
        )
    say(f"Installing what is needed from the system: {' '.join(packages)}")
    for command in (["apt-get", "update"], install):  # a failed update matters only if the installation fails then
        line = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *command]
        result = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if result.returncode != 0:
        raise SetupError(f"That failed:\n{result.stdout}\nTry it by hand, then start again:\n{by_hand}")


def need_system_packages() -> None:
    """Qt's wheels bring everything on Windows and macOS; on Linux a few libraries are the system's."""
    if sys.platform != "linux":
        return
    needed = DRAWING_LIBRARIES | (WINDOW_LIBRARIES if has_display() else {})
    missing = [package for library, package in needed.items() if not is_loadable(library)]
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:  # Debian packs it separately
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if missing:
        install_system_packages(missing)


# -- the environment ---------------------------------------------------------------------------------------------------


def digest(kind: str) -> str:
    """What an environment of this kind depends on: the lock, how the project is built, this folder, this Python."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        tables = tomllib.load(file)
    project = repr((tables["project"], tables["tool"]["hatch"], str(ROOT), sys.version_info[:2]))
    return hashlib.sha256((LOCKS / f"{kind}.txt").read_bytes() + project.encode()).hexdigest()


def is_venv_usable() -> bool:
    """Whether `.venv` has a pip that runs on this version of Python."""
    code = "import pip, sys; print(*sys.version_info[:2])"
    try:
        result = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return result.stdout.split() == [str(number) for number in sys.version_info[:2]]


def make_venv() -> None:
    say("Making .venv")
    if call(Path(sys.executable), "-m", "venv", "--clear", VENV) != 0:
        raise SetupError("The folder .venv could not be made. Close what uses it, or delete it, and start again.")


def pip(*arguments: str | Path) -> None:
    options = ["--disable-pip-version-check", "--no-input", *([] if sys.stdout.isatty() else ["--quiet"])]
    if call(PYTHON, "-m", "pip", "install", *options, *arguments) != 0:
        raise SetupError("The packages could not be installed; the reason stands above (is there a connection?).")


def prepare(kind: str) -> None:
    """Make everything ready for `run` or for `dev` (which is more). Costs nothing when nothing has changed."""
    need_system_packages()
    found = STAMP.read_text() if STAMP.is_file() else ""
    if found in (digest(kind), digest("dev")):
        return
    STAMP.unlink(missing_ok=True)
    if not is_venv_usable():
        make_venv()
    say("Installing the locked packages; the first time this takes a minute")
    pip("--require-hashes", "--only-binary=:all:", "--requirement", LOCKS / f"{kind}.txt")
    pip("--no-deps", "--no-build-isolation", "--editable", ROOT)
    STAMP.write_text(digest(kind))


# -- the commands ------------------------------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """start the program; without a display, draw pictures of everything instead"""
    prepare("run")
    is_command = bool(arguments) and not Path(arguments[0]).exists()  # `check`, `export` … need no display
    if has_display() or is_command:
        return call(PYTHON, "-m", "calcviewer", *arguments, cwd=None)
    say("There is no display: drawing every diagram, and the window, into out/pictures")
    return call(PYTHON, "-m", "calcviewer", "gallery", ROOT / "out" / "pictures", QT_QPA_PLATFORM="offscreen")


def test(arguments: list[str]) -> int:
    """check everything that must hold; --quick: without the window; other arguments: only pytest, with them"""
    prepare("dev")
    is_quick = arguments == ["--quick"]
    if arguments and not is_quick:
        return call("pytest", *arguments, QT_QPA_PLATFORM="offscreen")
    start = time.monotonic()
    for step in STEPS:
        if is_quick and not step.is_quick:
            continue
        say(step.title)
        code = call(*step.command, QT_QPA_PLATFORM="offscreen")
        if code:
            say(f"Failed: {step.title} ({' '.join(step.command)}), after {time.monotonic() - start:.0f} s")
            return code
    say(f"Everything holds; it took {time.monotonic() - start:.0f} s")
    return 0


def lock(arguments: list[str]) -> int:
    """choose the versions anew and write packaging/locks (--upgrade: the newest ones)"""
    options = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--no-annotate"]
    options += ["--no-emit-index-url", "--no-emit-find-links", "--quiet", *arguments, "--group=build"]
    if not is_venv_usable():
        make_venv()
    with tempfile.TemporaryDirectory() as folder:
        pip("--target", folder, UV)
        uv = Path(folder, "bin", "uv.exe" if os.name == "nt" else "uv")
        constraint = f"--constraint={LOCKS / 'run.txt'}"
        kinds = {"run": [], "dev": ["--group=test", constraint], "package": ["--group=package", constraint]}
        for name, more in kinds.items():
            output = [f"--output-file={LOCKS / name}.txt"]
            code = call(uv, "pip", "compile", "pyproject.toml", *options, *more, *output)
            if code:
                return code
    return 0


def i18n(arguments: list[str]) -> int:
    """bring the catalogues up to date with the code; with a language code: begin that language"""
    prepare("dev")
    LOCALE.mkdir(parents=True, exist_ok=True)
    languages = {path.name for path in LOCALE.iterdir() if path.is_dir()} | set(arguments)
    domain = ["--domain=calcviewer", "-d", str(LOCALE)]
    update = ["update", *domain, f"--input-file={TEMPLATE}", "--init-missing"]
    update += ["--no-fuzzy-matching", "--ignore-obsolete"]
    commands = [["extract", *EXTRACT, f"--output={TEMPLATE}", "src"]]
    commands += [[*update, f"--locale={language}"] for language in sorted(languages)]
    commands += [["compile", *domain]] if languages else []
    return next(filter(None, (call("pybabel", *command) for command in commands)), 0)


def fuzz(arguments: list[str]) -> int:
    """feed every tests/fuzz_*.py for some seconds each (60, or the number given)"""
    prepare("dev")
    seconds = float(arguments[0]) if arguments else 60.0
    code = "import runpy, sys; print(sys.argv[1], runpy.run_path(sys.argv[1])['main'](float(sys.argv[2])))"
    scripts = sorted((ROOT / "tests").glob("**/fuzz_*.py"))
    return max((call(PYTHON, "-c", code, script, str(seconds)) for script in scripts), default=0)


def bench(arguments: list[str]) -> int:
    """measure start, click and memory against floors and peers (--quick, --json FILE, --write, names of groups)"""
    prepare("dev")
    return call(PYTHON, "-m", "benchmarks", *arguments)


def package(arguments: list[str]) -> int:
    """build installers into dist: deb, tar, appimage, windows, macos, or all of them (--help tells more)"""
    prepare("run")
    builder = ROOT / "packaging" / "build.py"
    command = [str(PYTHON), str(builder), *arguments, "--system-packages"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    if said and not {"-h", "--help"} & set(arguments):
        install_system_packages(said)
    return call(PYTHON, builder, *arguments, PYTHONHASHSEED="0", QT_QPA_PLATFORM="offscreen")


def clean(arguments: list[str]) -> int:
    """delete what can be made again (--all: .venv too)"""
    patterns = ["out", "build", "dist", ".coverage*", ".*_cache", ".hypothesis"]
    patterns += ["__pycache__", "[pst]*/**/__pycache__"]
    patterns += [".venv"] if "--all" in arguments else []
    for path in [path for pattern in patterns for path in ROOT.glob(pattern)]:
        path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)
    return 0


COMMANDS: tuple[Callable[[list[str]], int], ...] = (run, test, lock, i18n, fuzz, bench, package, clean)


def main(arguments: list[str]) -> int:
    command = next((item for item in COMMANDS if arguments[:1] == [item.__name__]), None)
    if command is None:
        print("Usage: python3 dev.py COMMAND [ARGUMENTS]\n")
        print("\n".join(f"  {item.__name__:7} {item.__doc__}" for item in COMMANDS))
        return 0 if arguments[:1] in ([], ["help"], ["--help"], ["-h"]) else 2
    try:
        return command(arguments[1:])
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
