"""The bundle for Linux: a folder that runs from wherever it lies. Needs glibc 2.35 (Debian 12, Ubuntu 22.04)."""

import platform
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from installers import compiler, icu, licences, modules, symbols
from installers.files import PLAIN, PROGRAM, copy, fresh, put, settle
from installers.product import BUILD, COMMAND, PACKAGING
from installers.recipe import HELPER_LIBRARIES, PLUGINS, PRINTING_PLUGINS, QT_LIBRARIES
from installers.target import LINUX, PYTHON
from installers.wheels import PROGRAM as NEEDED
from installers.wheels import Wheel, fetch

PYTHON_LIBRARY = f"libpython{PYTHON}.so.1.0"
QT = "PySide6/Qt"


def bundles() -> list[Path]:
    """The one bundle, made anew."""
    return [assemble(BUILD / "linux" / COMMAND)]


def assemble(folder: Path) -> Path:
    """Makes the bundle."""
    fresh(folder)
    wheels = fetch(LINUX, NEEDED)
    library = folder / "lib"
    imported = modules.write_modules(library, wheels)
    _write_python(library, imported)
    _write_qt(library, wheels)
    put(folder / "bin" / "graphviz-pure", _engine(wheels["graphviz-pure"]), PROGRAM)
    for path in [*library.rglob("*.so*"), folder / "bin" / "graphviz-pure"]:
        _strip(path)
    launcher = folder / COMMAND
    options = [
        "-Os",
        "-s",
        "-fPIE",
        "-pie",
        "-Wl,-z,relro,-z,now",
        "-Wl,--build-id=none",
        "-ldl",
        "-lpthread",
        f'-DLIBRARY="{PYTHON_LIBRARY}"',
    ]
    compiler.build(LINUX, launcher, [*options, *compiler.headers(), PACKAGING / "launcher" / "posix.c"])
    launcher.chmod(PROGRAM)
    licences.write(folder / "licences", LINUX, wheels.values(), platform.python_version())
    modules.check(library, python_library().read_bytes())
    symbols.check(folder)
    settle(folder)
    return folder


def helpers(folder: Path) -> None:
    """Copies the small libraries of X11 and Wayland into a bundle that has to stand alone."""
    for name in HELPER_LIBRARIES:
        target = folder / "lib" / QT / "lib" / name
        copy(_system_library(name), target)
        _strip(target)
    symbols.check(folder)


def _system_library(name: str) -> Path:
    places = [Path("/usr/lib", sysconfig.get_config_var("MULTIARCH") or "x86_64-linux-gnu"), Path("/usr/lib64")]
    return next(place / name for place in places if (place / name).exists())


def python_library() -> Path:
    """The shared library of the Python that builds. Some Pythons have none; Debian packs it separately."""
    folder = Path(sysconfig.get_config_var("LIBDIR"))
    places = [folder, folder / (sysconfig.get_config_var("MULTIARCH") or "")]
    for place in places:
        if (place / PYTHON_LIBRARY).is_file():
            return place / PYTHON_LIBRARY
    raise FileNotFoundError(f"{PYTHON_LIBRARY} is missing. On Debian and Ubuntu: apt-get install libpython{PYTHON}-dev")


def _write_python(library: Path, imported: set[str]) -> None:
    copy(python_library(), library / PYTHON_LIBRARY)
    dynamic = Path(sysconfig.get_config_var("DESTSHARED"))
    for path in sorted(dynamic.glob("*.so")):
        if path.name.partition(".")[0] in imported:
            copy(path, library / path.name)


def _write_qt(library: Path, wheels: Mapping[str, Wheel]) -> None:
    qt, binding = wheels["pyside6-essentials"], wheels["shiboken6"]
    used = modules.qt_modules()
    names = [f"PySide6/{name}.abi3.so" for name in used]
    names += [name for name in qt.below("PySide6") if name.startswith("PySide6/libpyside6.abi3.so")]
    names += [f"{QT}/lib/libQt6{name}.so.6" for name in sorted({*(n[2:] for n in used), *QT_LIBRARIES["linux"]})]
    plugins = PLUGINS["linux"] + (PRINTING_PLUGINS["linux"] if "QtPrintSupport" in used else ())
    names += [f"{QT}/plugins/{name}.so" for name in plugins]
    names += [name for name in qt.below(f"{QT}/lib") if "/libicui18n.so" in name or "/libicuuc.so" in name]
    for name in names:
        put(library / name, qt.read(name))
    for name in binding.below("shiboken6"):
        if ".so" in name:
            put(library / name, binding.read(name))
    for name in wheels["pyyaml"].below("yaml"):
        if name.endswith(".so"):
            put(library / name, wheels["pyyaml"].read(name))
    data = next(name for name in qt.below(f"{QT}/lib") if "/libicudata.so" in name)
    icu.cut(LINUX, qt.read(data), Path(data).name, library / data, BUILD / "icu")


def _engine(wheel: Wheel) -> bytes:
    return wheel.read(next(name for name in wheel.names if name.endswith("/scripts/graphviz-pure")))


def _strip(path: Path) -> None:
    """Takes off what only a debugger reads, and every search path that leads out of the bundle."""
    path.chmod(PROGRAM)
    subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)
    tool = shutil.which("patchelf") or "patchelf"
    said = subprocess.run([tool, "--print-rpath", str(path)], capture_output=True, text=True, check=False).stdout
    if any(part and not part.startswith("$ORIGIN") for part in said.strip().split(":")):
        subprocess.run([tool, "--remove-rpath", str(path)], check=True)
    path.chmod(PROGRAM if path.name == "graphviz-pure" else PLAIN)
