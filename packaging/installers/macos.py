"""The bundles for macOS, one for each kind of processor: made of wheels on any system, run only on a Mac."""

import plistlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from installers import compiler, licences, macho, modules
from installers.files import PLAIN, fresh, put, settle
from installers.files import PROGRAM as EXECUTABLE
from installers.icons import icns
from installers.product import BUILD, FILE_TYPES, ID, NAME, PACKAGING, FileType, plain_version
from installers.recipe import PLUGINS, QT_LIBRARIES
from installers.target import MACOS_ARM, MACOS_INTEL, PYTHON, Target
from installers.wheels import PROGRAM, Wheel, fetch
from installers.windows import CPYTHON

PYTHON_LIBRARY = f"libpython{PYTHON}.dylib"
QT = "PySide6/Qt"
MINIMUM = "13.0"
"""What Qt's own libraries were built for."""


def bundles() -> list[Path]:
    """One application for each processor."""
    return [assemble(target, BUILD / target.name / f"{NAME}.app") for target in (MACOS_ARM, MACOS_INTEL)]


def assemble(target: Target, application: Path) -> Path:
    """Makes the application."""
    contents = fresh(application) / "Contents"
    wheels = fetch(target, (*PROGRAM, CPYTHON))
    python = wheels.pop(CPYTHON)
    library = contents / "Resources" / "lib"
    imported = modules.write_modules(library, wheels)
    core = macho.thin(python.read(f"deploy_libs/{PYTHON_LIBRARY}"), target.machine)
    put(contents / "Frameworks" / PYTHON_LIBRARY, core)
    for name, data in _libraries(wheels, python, imported):
        put(library / name, macho.thin(data, target.machine))
    for name in _frameworks():
        _write_framework(library, wheels["pyside6-essentials"], name, target)
    engine = next(name for name in wheels["graphviz-pure"].names if name.endswith("/scripts/graphviz-pure"))
    put(contents / "MacOS" / "graphviz-pure", wheels["graphviz-pure"].read(engine), EXECUTABLE)
    launcher = contents / "MacOS" / NAME
    options = ["-Os", "-s", f'-DLIBRARY="{PYTHON_LIBRARY}"', *compiler.headers(), PACKAGING / "launcher" / "posix.c"]
    compiler.build(target, launcher, options)
    launcher.chmod(EXECUTABLE)
    _write_words(contents)
    licences.write(contents / "Resources" / "licences", target, wheels.values(), _version(core))
    modules.check(library, core)
    settle(application)
    return application


def _libraries(wheels: Mapping[str, Wheel], python: Wheel, imported: set[str]) -> Iterator[tuple[str, bytes]]:
    """The libraries that are single files, by their place below `lib`."""
    qt, binding = wheels["pyside6-essentials"], wheels["shiboken6"]
    for name in python.below("deploy_libs"):
        stem, suffix = name.removeprefix("deploy_libs/").partition(".")[::2]
        if suffix.endswith(".so") and stem in imported:
            yield name.removeprefix("deploy_libs/"), python.read(name)
    names = [f"PySide6/{name}.abi3.so" for name in modules.qt_modules()]
    names += [name for name in qt.below("PySide6") if name.startswith("PySide6/libpyside6.abi3")]
    names += [f"{QT}/plugins/{name}.dylib" for name in PLUGINS["darwin"]]
    yield from ((name, qt.read(name)) for name in names)
    yield from ((name, binding.read(name)) for name in binding.below("shiboken6") if name.endswith((".so", ".dylib")))
    yield from ((name, wheels["pyyaml"].read(name)) for name in wheels["pyyaml"].below("yaml") if name.endswith(".so"))


def _frameworks() -> list[str]:
    return sorted({*modules.qt_modules(), *(f"Qt{name}" for name in QT_LIBRARIES["darwin"])})


def _write_framework(library: Path, wheel: Wheel, name: str, target: Target) -> None:
    inside, folder = f"{QT}/lib/{name}.framework/Versions/A", library / QT / "lib" / f"{name}.framework"
    put(folder / "Versions" / "A" / name, macho.thin(wheel.read(f"{inside}/{name}"), target.machine), PLAIN)
    for path in wheel.below(f"{inside}/Resources"):
        put(folder / "Versions" / "A" / "Resources" / path.rpartition("/")[2], wheel.read(path))
    (folder / "Versions" / "Current").symlink_to("A")
    (folder / name).symlink_to(f"Versions/Current/{name}")
    (folder / "Resources").symlink_to("Versions/Current/Resources")


def _write_words(contents: Path) -> None:
    """What the Finder is told: names, version, the files that it opens, both languages."""
    put(contents / "Info.plist", plistlib.dumps(information()))
    put(contents / "PkgInfo", "APPL????")
    put(contents / "Resources" / f"{NAME}.icns", icns())
    for language in ("en", "id"):
        names = [(kind.name, kind.name_id if language == "id" else kind.name) for kind in FILE_TYPES]
        text = "".join(f'"{name}" = "{said}";\n' for name, said in [("CFBundleDisplayName", NAME), *names])
        put(contents / "Resources" / f"{language}.lproj" / "InfoPlist.strings", text)


def information() -> dict[str, object]:
    """The property list of the application."""
    return {
        "CFBundleDevelopmentRegion": "en",
        "CFBundleDisplayName": NAME,
        "CFBundleDocumentTypes": [_document_type(kind) for kind in FILE_TYPES],
        "CFBundleExecutable": NAME,
        "CFBundleIconFile": NAME,
        "CFBundleIdentifier": ID,
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleLocalizations": ["en", "id"],
        "CFBundleName": NAME,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": plain_version(),
        "CFBundleVersion": plain_version(),
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": MINIMUM,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "CalcViewer contributors. MIT licence; diagrams CC BY 4.0.",
        "NSSupportsAutomaticGraphicsSwitching": True,
    }


def _document_type(kind: FileType) -> dict[str, object]:
    """A kind of file: ours by right, or one that others open as well."""
    return {
        "CFBundleTypeName": kind.name,
        "CFBundleTypeRole": "Editor",
        "CFBundleTypeExtensions": [suffix.removeprefix(".") for suffix in kind.suffixes],
        "LSHandlerRank": "Owner" if kind.is_ours else "Alternate",
    }


def _version(core: bytes) -> str:
    """The version of the interpreter, out of its library."""
    start = core.index(f"{PYTHON}.".encode() + b"")
    while not core[start + len(PYTHON) + 1 : start + len(PYTHON) + 2].isdigit() or core[start - 1]:
        start = core.index(f"{PYTHON}.".encode(), start + 1)
    return core[start : core.index(b"\0", start)].decode().split()[0]


def problems(application: Path) -> list[str]:
    """What is wrong with an application, as far as can be seen without a Mac."""
    contents, found = application / "Contents", []
    processor = "arm64" if MACOS_ARM.name in application.parts else "x86_64"
    for path in sorted(path for path in application.rglob("*") if path.is_file() and not path.is_symlink()):
        data = path.read_bytes()
        if macho.is_macho(data):
            for part in macho.slices(data):
                place = path.relative_to(application).as_posix()
                found += [f"{place}: {text}" for text in _problems_of(part, path, contents, processor)]
    told = plistlib.loads((contents / "Info.plist").read_bytes())
    if not (contents / "MacOS" / told["CFBundleExecutable"]).is_file():
        found.append("Info.plist names a program that is not there")
    return found


def _problems_of(part: macho.Slice, path: Path, contents: Path, processor: str) -> Iterator[str]:
    if part.processor != processor:
        yield f"is for {part.processor}"
    if processor == "arm64" and not part.is_signed:
        yield "has no signature"
    for name in part.loads:
        if not name.startswith(("/usr/lib/", "/System/")) and not _is_found(name, part, path, contents):
            yield f"needs {name}"


def _is_found(name: str, part: macho.Slice, path: Path, contents: Path) -> bool:
    tries = [name.replace("@rpath", search) for search in part.search_paths] if name.startswith("@rpath") else [name]
    places = {"@loader_path": str(path.parent), "@executable_path": str(contents / "MacOS")}
    for word, place in places.items():
        tries = [text.replace(word, place) for text in tries]
    return any(Path(text).exists() for text in tries) or _is_loaded_before(name, contents)


def _is_loaded_before(name: str, contents: Path) -> bool:
    """Libraries that the launcher or the binding have loaded by then, and that macOS knows by their name."""
    loaded = [contents / "Frameworks", contents / "Resources/lib/shiboken6", contents / "Resources/lib/PySide6"]
    return any((folder / name.rpartition("/")[2]).is_file() for folder in loaded)
