"""The recipe of the packages holds what it must; and so does every package that happens to lie in `dist/`."""

import importlib.util
import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.house.source_files import ROOT

sys.path.insert(0, str(ROOT / "packaging"))  # the packages are built by scripts that lie there

import ready
from installers import contents, deb, library, macos, modules, recipe, start_modules, symbols, wheels
from installers.bytecode import compiled
from installers.files import put
from installers.product import FILE_TYPES, HOMEPAGE, ID, MAINTAINER, epoch, plain_version, version
from launcher import calcviewer_start

DIST = sorted(path for path in (ROOT / "dist").glob("*") if path.name.endswith(tuple(contents.LIMITS)))
SYSTEMS = ("linux", "win32", "darwin")


def _told(*parts: str) -> str:
    return (ROOT / "packaging").joinpath(*parts).read_text(encoding="utf-8")


def test_nothing_that_the_program_imports_is_left_out() -> None:
    """The standard library that is packed holds every module that the program names, whenever it imports it."""
    sources = [path.read_bytes() for path in (ROOT / "src").rglob("*.py")]
    named = {name.partition(".")[0] for source in sources for name in library.imports(source)}
    packed = {
        path.relative_to(library.STANDARD).parts[0].removesuffix(".py") for path in library.reachable(sources, named)
    }
    written_in_python = {name for name in named & sys.stdlib_module_names if list(library.files_of(name))}
    assert written_in_python <= packed


def test_every_module_of_the_program_is_wanted() -> None:
    names = contents.wanted()
    assert all(f"lib/calcviewer/{name}.pyc" in names for name in ("__init__", "app/main", "core/source", "saving/pack"))
    assert "lib/calcviewer/_data/resources/locale/id/LC_MESSAGES/calcviewer.mo" in names
    assert "lib/calcviewer/_data/diagrams/diagram.schema.json" in names


def test_only_modules_of_qt_are_packed_that_are_imported() -> None:
    assert {"QtCore", "QtGui", "QtWidgets", "QtSvg"} <= set(modules.qt_modules()) <= {"QtNetwork", "QtPrintSupport"} | {
        "QtCore", "QtGui", "QtWidgets", "QtSvg"
    }  # fmt: skip


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_has_a_window_pictures_and_a_way_without_a_display(system: str) -> None:
    text = " ".join(recipe.PLUGINS[system])
    window = {"linux": "libqxcb", "win32": "qwindows", "darwin": "libqcocoa"}[system]
    assert all(word in text for word in (window, "qoffscreen", "qsvgicon", "qjpeg"))


def test_every_system_is_told_of_every_kind_of_file() -> None:
    suffixes = [suffix for kind in FILE_TYPES for suffix in kind.suffixes]
    assert all(f"*{suffix}" in _told("linux", "calcviewer.xml") for suffix in suffixes)
    assert all(f'"{suffix}"' in _told("windows", "calcviewer.nsi") for suffix in suffixes)
    assert all(f"\\{suffix}" in _told("windows", "calcviewer.wxs") for suffix in suffixes)
    document_types = plistlib.loads(plistlib.dumps(macos.information()))["CFBundleDocumentTypes"]
    assert [f".{suffix}" for kind in document_types for suffix in kind["CFBundleTypeExtensions"]] == suffixes
    assert all(kind.mime in _told("linux", "calcviewer.xml") for kind in FILE_TYPES)
    assert all(kind.mime in _told("linux", "calcviewer.metainfo.xml") for kind in FILE_TYPES)


def test_what_desktops_read_is_well_formed() -> None:
    for name in ("calcviewer.xml", "calcviewer.metainfo.xml"):
        assert ElementTree.fromstring(_told("linux", name)).tag in (
            "{http://www.freedesktop.org/standards/shared-mime-info}mime-info",
            "component",
        )
    entry = _told("linux", "calcviewer.desktop")
    assert {"Name", "Comment", "Comment[id]", "Exec", "Icon", "MimeType"} <= set(
        re.findall(r"^([\w[\]]+)=", entry, re.MULTILINE)
    )


def test_every_text_of_the_windows_installer_is_in_both_languages() -> None:
    found = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", _told("windows", "calcviewer.nsi"), re.MULTILINE)
    english = {name for name, language in found if language == "ENGLISH"}
    assert english == {name for name, language in found if language == "INDONESIAN"}
    assert set(re.findall(r"\$\((\w+)\)", _told("windows", "calcviewer.nsi"))) <= english


def test_the_lock_holds_what_the_packages_are_made_of() -> None:
    pins = wheels.pins()
    assert {*wheels.PROGRAM, "panda3d", "ziglang"} <= set(pins)
    assert all("--hash=sha256:" in lines for lines in pins.values())


def test_versions_and_dates_are_what_systems_understand() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", plain_version())
    assert version().startswith(plain_version()[:3])
    assert epoch() >= 1_577_836_800


def test_a_list_with_a_hole_or_a_stranger_is_noticed() -> None:
    whole = contents.wanted()
    found = contents.problems([*whole[1:], "lib/PySide6/Qt6Network.dll"])
    assert found == [f"missing: {whole[0]}", "not wanted: lib/PySide6/Qt6Network.dll"]
    assert contents.too_large({"x.deb": 30_000_000, "x.msi": 30_000_000}) == ["x.deb: 30.0 MB, at most 27"]


REFERENCES = """
  required from libc.so.6:
    0x069691b5 0x00 05 GLIBC_2.35
    0x06969198 0x00 03 GLIBC_2.{}
  required from libQt6Core.so.6:
    0x00d45d16 0x00 02 Qt_6
"""


def test_a_program_that_asks_for_more_than_ubuntu_22_04_has_is_noticed() -> None:
    asked = {Path("lib", "fits.so"): REFERENCES.format(9), Path("lib", "new.so"): REFERENCES.format(36)}
    assert symbols.too_new(asked) == ["new.so: GLIBC_2.36"]


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("objdump"), reason="reads programs of Linux")
def test_what_a_program_asks_for_is_read_from_it() -> None:
    assert symbols.ASKED.findall(symbols.references(Path(sys.executable).resolve()))


def test_dependencies_are_named_as_debian_12_and_ubuntu_22_04_name_them() -> None:
    """A library that was renamed for 64-bit times has its old name as well; nothing else may be a choice."""
    names = [[name.split(" ")[0] for name in line.split(" | ")] for line in deb.NEEDED]
    assert all(choice == [f"{choice[-1]}t64", choice[-1]] for choice in names if len(choice) > 1)
    assert not [choice for choice in names if choice[-1].endswith("t64")]


def _built() -> Iterator[Path]:
    """Packages that were built from what the checkout holds now: an older one says nothing."""
    newest = max(path.stat().st_mtime for path in (ROOT / "src").rglob("*.py"))
    return (path for path in DIST if path.stat().st_mtime > newest)


@pytest.mark.parametrize("package", list(_built()), ids=lambda path: path.name)
def test_package_holds_what_it_must(package: Path) -> None:
    assert contents.too_large({package.name: package.stat().st_size}) == []
    names = contents.listed(package)
    assert names is None or contents.problems(names) == []


def test_what_the_workflows_start_is_there() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml"))
    started = set(re.findall(r"packaging/[\w/.-]+\w", text))
    assert {"packaging/release.py", "packaging/ready.py", "packaging/macos/sign.sh"} <= started
    assert [name for name in sorted(started) if not (ROOT / name).is_file()] == []
    kinds = {kind for words in re.findall(r"dev\.py package ([a-z ]+)", text) for kind in words.split()}
    assert kinds == {"deb", "tar", "appimage", "windows", "macos"}


def _told_sizes(page: str) -> dict[str, int]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = re.findall(r"`\w+[-_]…([-_.\w]+)` \| (\d+) MB", text)
    return {end: int(size) for end, size in found}


def test_the_install_pages_tell_of_every_package_and_its_size() -> None:
    told = _told_sizes("install.md")
    assert told == _told_sizes("install.id.md")
    assert {limit for end in told for limit in contents.LIMITS if end.endswith(limit)} == set(contents.LIMITS)
    for package in _built():
        size = next(size for end, size in told.items() if package.name.endswith(end))
        assert abs(package.stat().st_size / 1e6 - size) < 1.5, package.name


SOURCES = {
    "sample/__init__.py": b"from . import near\nTYPE_CHECKING = False\nif TYPE_CHECKING:\n    import never\n",
    "sample/near.py": b"import far\ndef later():\n    import late\n",
    "far.py": b"VALUE = 7\n",
    "late.py": b"",
    "never.py": b"",
    "shiboken6/files.dir/supporting/__init__.py": b"",
    "shiboken6/files.dir/supporting/part.py": b"import late\n",
}


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the modules of SOURCES in one file, which is looked into first, and nowhere else."""
    for name, source in SOURCES.items():
        put(tmp_path / f"{name}c", compiled(source, name))
    monkeypatch.setattr(start_modules, "BEGINNINGS", ("sample", "supporting.part"))
    start_modules.write(tmp_path, SOURCES)
    monkeypatch.setattr(calcviewer_start, "BINDING", "supporting")
    finder = calcviewer_start.StartModules(f"{tmp_path}/")
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    yield tmp_path
    finder.close()
    for name in start_modules.wanted(SOURCES):
        sys.modules.pop(name, None)


def test_a_start_finds_its_modules_in_one_file_and_knows_where_they_lie(started: Path) -> None:
    assert set(start_modules.wanted(SOURCES)) == {
        "sample", "sample.near", "far", "late", "supporting", "supporting.part",
    }  # fmt: skip
    near = importlib.import_module("sample.near")
    assert near.far.VALUE == 7
    assert near.__file__ == f"{started}/sample/near.pyc"
    assert list(importlib.import_module("sample").__path__) == [f"{started}/sample"]
    assert importlib.util.find_spec("never") is None


TWO_READERS = """
import os, sys
sys.path.insert(0, sys.argv[1])
from launcher.calcviewer_start import StartModules
finder = StartModules(sys.argv[2])
names = sys.argv[3:]
expected = [finder.get_code(name) for name in names]
copy = os.fork()
is_same = True
for _ in range(2000):
    try:
        is_same = is_same and [finder.get_code(name) for name in names] == expected
    except Exception:
        is_same = False
if not copy:
    os._exit(not is_same)
print(is_same, os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be copied there")
def test_a_copy_of_the_process_may_read_at_the_same_time(started: Path) -> None:
    names = start_modules.wanted(SOURCES)
    command = [sys.executable, "-c", TWO_READERS, str(ROOT / "packaging"), f"{started}/", *names]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "0"]


def test_what_the_binding_imports_twice_is_made_once(started: Path) -> None:
    assert (started / start_modules.FILE).is_file()
    first = importlib.import_module("supporting.part")
    del sys.modules["supporting"], sys.modules["supporting.part"]
    assert importlib.import_module("supporting.part") is first


def test_the_beginnings_of_a_start_are_modules_of_the_program() -> None:
    sources = {
        f"calcviewer/{path.relative_to(modules.SOURCE).as_posix()}": b"" for path in modules.SOURCE.rglob("*.py")
    }
    own = {name for name in start_modules.BEGINNINGS if name.startswith("calcviewer.")}
    assert own <= set(start_modules.wanted(sources))


WHOLE = ready.Release(
    "https://github.com/a-school/calcviewer", "io.github.a_school.CalcViewer", "A School <it@school.example>", "1.2.0",
    "# Changelog\n\n## [1.2.0] - 2026-11-23\n",
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({}, ""),
        ({"homepage": HOMEPAGE}, "HOMEPAGE"),
        ({"identity": ID}, "ID"),
        ({"maintainer": MAINTAINER}, "MAINTAINER"),
        ({"version": "1.2.1", "changelog": "\n## [1.2.1]\n"}, "the tag"),
        ({"changelog": "\n## [Unreleased]\n"}, "CHANGELOG.md"),
    ],
)
def test_a_release_is_refused_until_everything_is_set(changed: dict[str, str], word: str) -> None:
    found = ready.problems(WHOLE._replace(**changed), "https://github.com/A-School/calcviewer", "v1.2.0")
    assert len(found) == bool(word)
    assert all(problem.startswith(word) for problem in found)


def test_who_publishes_stands_in_one_place() -> None:
    tracked = [path for path in (ROOT / "packaging").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    naming = {path.name for path in tracked if HOMEPAGE.encode() in path.read_bytes()}
    assert naming == {"product.py"}
