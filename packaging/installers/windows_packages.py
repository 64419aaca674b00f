"""What Windows gets: an installer for one user (NSIS), one for administrators (MSI), and a folder to carry (zip)."""

import os
import shutil
import subprocess
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from installers.files import files, put
from installers.icons import ico
from installers.product import BUILD, DIST, HOMEPAGE, NAME, PACKAGING, day, epoch, plain_version, version

UPGRADE = uuid.UUID("7d0f6f0a-6d7f-5f1e-9a3e-2f4d8c1b5a60")
"""Tells Windows that two MSIs are versions of one program: never changes."""
PORTABLE = "settings/README.txt"
PORTABLE_TEXT = """\
CalcViewer keeps its settings in this folder, because it is here.
CalcViewer menyimpan pengaturannya di map ini, karena map ini ada.
"""


def packages(bundles: Iterable[Path]) -> Iterator[Path]:
    """The three forms of the one bundle."""
    for bundle in bundles:
        yield portable(bundle)
        yield setup(bundle)
        if shutil.which("wixl"):  # a program for Linux: on Windows the MSI is not written
            yield msi(bundle)


def portable(bundle: Path) -> Path:
    """A zip to unpack anywhere, also on a stick: its settings stay beside it."""
    output = DIST / f"{NAME}-{version()}-windows-x64-portable.zip"
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files(bundle):
            _add(archive, f"{NAME}/{path.relative_to(bundle).as_posix()}", path.read_bytes())
        _add(archive, f"{NAME}/{PORTABLE}", PORTABLE_TEXT.replace("\n", "\r\n").encode())
    return output


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name, day().timetuple()[:6])
    member.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(member, data)


def setup(bundle: Path) -> Path:
    """The installer for one user."""
    output = DIST / f"{NAME}-{version()}-windows-x64-setup.exe"
    icon = BUILD / "windows" / "setup.ico"
    put(icon, ico())
    words = {"VERSION": version(), "NUMBERS": plain_version(), "PAYLOAD": bundle, "OUTPUT": output, "ICON": icon}
    script = PACKAGING / "windows" / "calcviewer.nsi"
    command = [
        "makensis",
        "-V2",
        "-INPUTCHARSET",
        "UTF8",
        *(f"-D{name}={value}" for name, value in words.items()),
        script,
    ]
    subprocess.run(list(map(str, command)), check=True, env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch())})
    return output


def msi(bundle: Path) -> Path:
    """The installer for administrators, who give it to many machines at once."""
    output = DIST / f"{NAME}-{version()}-windows-x64.msi"
    work = BUILD / "windows" / "msi"
    put(work / "calcviewer.ico", ico())
    source = (PACKAGING / "windows" / "calcviewer.wxs").read_text(encoding="utf-8")
    tree, references = _tree(bundle, bundle, 10)
    words = {"VERSION": plain_version(), "UPGRADE": str(UPGRADE), "TREE": tree, "REFERENCES": references,
             "ICON": "calcviewer.ico"}  # fmt: skip
    for number, name in enumerate(("association", "menu")):
        words[f"GUID{number}"] = str(uuid.uuid5(UPGRADE, name))
    for word, value in words.items():
        source = source.replace(f"@{word}@", value)
    put(work / "calcviewer.wxs", source)
    output.unlink(missing_ok=True)
    command = ["wixl", "--arch", "x64", "-D", "Win64=yes", "-o", str(output), "calcviewer.wxs"]
    subprocess.run(command, check=True, cwd=work)
    return output


def _tree(folder: Path, root: Path, depth: int) -> tuple[str, str]:
    """The folders and files below in WiX's words, one component for each folder; and the references to them."""
    place, text, references = " " * depth, "", ""
    plain = sorted(path for path in folder.iterdir() if path.is_file())
    if plain:
        name = _id("c", folder, root)
        guid = uuid.uuid5(UPGRADE, f"{HOMEPAGE}/{folder.relative_to(root).as_posix()}")
        text += f'{place}<Component Id="{name}" Guid="{guid}" Win64="yes">\n'
        for number, path in enumerate(plain):
            key = ' KeyPath="yes"' if number == 0 else ""
            words = f"Name={quoteattr(path.name)} Source={quoteattr(_seen_from(path, root))}"
            text += f'{place}  <File Id="{_id("f", path, root)}" {words}{key}/>\n'
        text += f"{place}</Component>\n"
        references += f'      <ComponentRef Id="{name}"/>\n'
    for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
        below, more = _tree(inner, root, depth + 2)
        text += f'{place}<Directory Id="{_id("d", inner, root)}" Name={quoteattr(inner.name)}>\n'
        text += f"{below}{place}</Directory>\n"
        references += more
    return text, references


def _seen_from(path: Path, root: Path) -> str:
    """A file as the source of the MSI names it: wixl wants no absolute paths."""
    return f"../{root.name}/{path.relative_to(root).as_posix()}"


def _id(kind: str, path: Path, root: Path) -> str:
    return kind + uuid.uuid5(UPGRADE, path.relative_to(root).as_posix()).hex
