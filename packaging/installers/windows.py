"""The bundle for Windows 10 and later, made of the registries' wheels on any system."""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from installers import compiler, licences, modules
from installers.files import fresh, put, settle
from installers.icons import ico
from installers.product import BUILD, NAME, PACKAGING, plain_version, version
from installers.recipe import PLUGINS, QT_LIBRARIES
from installers.target import PYTHON_TAG, WINDOWS
from installers.wheels import PROGRAM, Wheel, fetch

PYTHON_LIBRARY = f"python{PYTHON_TAG}.dll"
CONSOLE = "calcviewer-console.exe"
"""The same program for a command prompt: a window's program cannot write there."""
RUNTIME = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")
CPYTHON = "panda3d"
"""Its wheel carries the official CPython as a library, for programs that are frozen with it."""


def bundles() -> list[Path]:
    """The one bundle, made anew."""
    return [assemble(BUILD / "windows" / NAME)]


def assemble(folder: Path) -> Path:
    """Makes the bundle."""
    fresh(folder)
    wheels = fetch(WINDOWS, (*PROGRAM, CPYTHON))
    python = wheels.pop(CPYTHON)
    library = folder / "lib"
    imported = modules.write_modules(library, wheels)
    _write_python(library, python, imported)
    _write_qt(library, wheels)
    engine = next(name for name in wheels["graphviz-pure"].names if name.endswith("graphviz-pure.exe"))
    put(folder / "bin" / "graphviz-pure.exe", wheels["graphviz-pure"].read(engine))
    _write_launchers(folder)
    core = (library / PYTHON_LIBRARY).read_bytes()
    licences.write(folder / "licences", WINDOWS, wheels.values(), version_in(core))
    modules.check(library, core)
    settle(folder)
    return folder


def _write_python(library: Path, wheel: Wheel, imported: set[str]) -> None:
    core = wheel.read(f"deploy_libs/{PYTHON_LIBRARY}")
    put(library / PYTHON_LIBRARY, core)
    put(library / f"python{PYTHON_TAG}._pth", ".\n")
    for name in wheel.below("deploy_libs"):
        stem, _dot, suffix = name.removeprefix("deploy_libs/").rpartition(".")
        if (suffix == "pyd" and stem in imported) or (stem.startswith("libffi") and "_ctypes" in imported):
            put(library / f"{stem}.{suffix}", wheel.read(name))
    work = BUILD / "windows" / "python3"
    lines = "".join(f"  {name} = python{PYTHON_TAG}.{name}\n" for name in exports(core))
    put(work / "python3.def", f"LIBRARY python3.dll\nEXPORTS\n{lines}")
    put(
        work / "python3.c",
        "int _DllMainCRTStartup(void *a, unsigned b, void *c) { (void)a, (void)b, (void)c; return 1; }\n",
    )
    options = ["-shared", "-nostdlib", "-s", work / "python3.c", work / "python3.def"]
    compiler.build(WINDOWS, work / "python3.dll", options)
    put(library / "python3.dll", _undated((work / "python3.dll").read_bytes()))


def _write_qt(library: Path, wheels: Mapping[str, Wheel]) -> None:
    qt, binding = wheels["pyside6-essentials"], wheels["shiboken6"]
    used = modules.qt_modules()
    names = [f"PySide6/{name}.pyd" for name in used]
    names += [f"PySide6/Qt6{name}.dll" for name in sorted({*(n[2:] for n in used), *QT_LIBRARIES["win32"]})]
    names += [f"PySide6/plugins/{name}.dll" for name in PLUGINS["win32"]] + ["PySide6/pyside6.abi3.dll"]
    for name in names:
        put(library / name, qt.read(name))
    for name in ("shiboken6/Shiboken.pyd", "shiboken6/shiboken6.abi3.dll"):
        put(library / name, binding.read(name))
    for name in RUNTIME:  # one copy, beside Python's library: it is loaded first, by its name
        put(library / name, binding.read(f"shiboken6/{name}"))
    for name in wheels["pyyaml"].below("yaml"):
        if name.endswith(".pyd"):
            put(library / name, wheels["pyyaml"].read(name))


def _write_launchers(folder: Path) -> None:
    work = BUILD / "windows" / "launcher"
    put(work / "calcviewer.ico", ico())
    put(work / "calcviewer.manifest", (PACKAGING / "windows" / "calcviewer.manifest").read_bytes())
    resources = (PACKAGING / "windows" / "calcviewer.rc").read_text(encoding="utf-8")
    numbers = ",".join([*plain_version().split("."), "0"])
    put(work / "calcviewer.rc", resources.replace("@NUMBERS@", numbers).replace("@VERSION@", version()))
    options = ["-Os", "-s", "-municode", f'-DLIBRARY=L"{PYTHON_LIBRARY}"', PACKAGING / "launcher" / "windows.c"]
    compiler.build(WINDOWS, work / "gui.exe", ["-Wl,--subsystem,windows", *options, work / "calcviewer.rc"])
    compiler.build(WINDOWS, work / "console.exe", ["-DCONSOLE", *options, work / "calcviewer.rc"])
    for name, made in ((f"{NAME}.exe", "gui.exe"), (CONSOLE, "console.exe")):
        put(folder / name, _undated((work / made).read_bytes()))


def _undated(image: bytes) -> bytes:
    """A program without the time at which it was linked."""
    (head,) = struct.unpack_from("<I", image, 0x3C)
    return image[: head + 8] + bytes(4) + image[head + 12 :]


def exports(image: bytes) -> Iterator[str]:
    """The names that a 64-bit DLL exports."""
    (head,) = struct.unpack_from("<I", image, 0x3C)
    count, optional = struct.unpack_from("<H", image, head + 6)[0], struct.unpack_from("<H", image, head + 20)[0]
    first = head + 24 + optional
    sections = [struct.unpack_from("<IIII", image, first + 40 * number + 8) for number in range(count)]

    def at(address: int) -> int:
        start: int
        raw: int
        _size, start, _raw_size, raw = next(s for s in sections if s[1] <= address < s[1] + max(s[0], s[2]))
        return address - start + raw

    table = at(struct.unpack_from("<I", image, head + 24 + 112)[0])
    names, place = struct.unpack_from("<I", image, table + 24)[0], at(struct.unpack_from("<I", image, table + 32)[0])
    for number in range(names):
        start = at(struct.unpack_from("<I", image, place + 4 * number)[0])
        yield image[start : image.index(b"\0", start)].decode()


def version_in(image: bytes) -> str:
    """The version that a Windows library says of itself."""
    key = "FileVersion".encode("utf-16-le")
    start = image.index(key) + len(key)
    text = image[start : start + 64].decode("utf-16-le", "replace").strip("\0")
    return text.split("\0")[0].strip()
