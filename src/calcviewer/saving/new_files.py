"""New diagrams and libraries, and copies of them. Nothing that exists is ever overwritten."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from calcviewer.core.encoding import in_bytes
from calcviewer.core.file_text import read_source
from calcviewer.core.ids import as_id
from calcviewer.core.image_path import is_inside_library
from calcviewer.core.library import LIBRARY_FILE, SUFFIXES, Library, open_library
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.templates import listed, marked_as_copy, new_diagram, new_library, titled
from calcviewer.core.text_edit import apply
from calcviewer.paths import shipped_library
from calcviewer.saving.failure import WriteError, problem_of
from calcviewer.saving.process import is_alive, machine
from calcviewer.saving.write import write_new, write_whole

SUFFIX = ".yaml"
LIBRARY_STEM, OTHER_STEM = "library", "diagram"
NO_TITLES: Mapping[str, str] = {}
BESIDE = ("diagram.schema.json", "library.schema.json")
"""What lies beside the diagrams of a library for the sake of text editors."""
LICENCES = ("LICENSE.md", "LICENSE", "LICENSE.txt", "LICENCE.md", "LICENCE", "LICENCE.txt")
PICTURE_LIMIT = 64 << 20
"""In bytes; the pictures of a library are shown only if they are far smaller."""
_MAKER = re.compile(r"\.[a-z0-9-]+\.([0-9a-f]{8})-([0-9]{1,10})\.part")


@dataclass(frozen=True)
class OwnCopy:
    """A file in the user's own library; `is_new` tells whether it was copied now or was there already."""

    path: Path
    is_new: bool


def create_diagram(path: Path, template: str, titles: Mapping[str, str], day: str) -> None:
    """Writes a new diagram into a library that may not exist yet (see `free_path`). Raises WriteError."""
    _make(path.parent)
    write_new(path, new_diagram(template, titles, day).encode())
    _list(path, "")


def create_library(parent: Path, titles: Mapping[str, str], languages: Iterable[str], day: str) -> Path:
    """Makes a folder with a `library.yaml` and a first diagram in it; the path of the diagram. Raises WriteError."""
    first = "first-diagram"
    files = {
        LIBRARY_FILE: new_library(titles, list(languages), [first]).encode(),
        f"{first}{SUFFIX}": new_diagram("empty", {}, day).encode(),
    }
    schemas = ((name, _read(shipped_library() / name)) for name in BESIDE)
    files |= {name: data for name, data in schemas if data is not None}
    return _put_folder(parent, _name(titles), files.items()) / f"{first}{SUFFIX}"


def duplicate(path: Path, language: str, copy: Path | None = None, titles: Mapping[str, str] = NO_TITLES) -> Path:
    """A copy of a diagram beside it, or elsewhere; the path of the copy. Raises WriteError.

    Its title says that it is a copy, unless there are other titles. `language` is that of a title that is the same
    in every language.
    """
    source, problems = read_source(path)
    if source is None:
        raise WriteError(*problems)
    change = titled(source.text, titles) if titles else marked_as_copy(source.text, language)
    text = apply(source.text, change.edits)
    copy = copy or free_path(path.parent, f"{path.stem}-copy")
    _make(copy.parent)
    write_new(copy, in_bytes(source, text, keeps_encoding=True))
    _list(copy, path.stem)
    return copy


def copy_into_own(path: Path, own: Path) -> OwnCopy:
    """The same diagram in the user's own library, where it may be changed.

    The first time its whole library is copied, so that every link, fact, word and picture is still there. Raises
    WriteError; half a library is never left.
    """
    try:
        library = open_library(path.parent)
    except OSError as failure:
        raise WriteError(problem_of(failure, path.parent)) from failure
    name = as_id(library.file.title.get("en")) or as_id(path.parent.name) or LIBRARY_STEM
    for number in range(1, 1000):
        found = own / (name if number == 1 else f"{name}-{number}") / path.name
        if found.is_file():
            return OwnCopy(found, is_new=False)
        if not os.path.lexists(found.parent):
            break
    return OwnCopy(_put_folder(own, name, _files_of(library)) / path.name, is_new=True)


def free_path(folder: Path, stem: str) -> Path:
    """A path for a new diagram whose id no other diagram of the folder has, and that every system can have."""
    if not stem or stem == LIBRARY_STEM or not is_inside_library(f"{stem}{SUFFIX}"):
        stem = f"{stem}-{OTHER_STEM}".strip("-")
    with suppress(OSError):
        taken = {found.stem.lower() for found in folder.iterdir() if found.suffix.lower() in SUFFIXES}
        names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 3))
        stem = next(name for name in names if name not in taken)
    return folder / f"{stem}{SUFFIX}"


def stem_of(titles: Mapping[str, str]) -> str:
    """What a diagram is called in its folder: from a title, if one has letters that can stand in an id."""
    return next(filter(None, map(as_id, titles.values())), "")


def _name(titles: Mapping[str, str]) -> str:
    found = stem_of(titles) or LIBRARY_STEM
    return found if is_inside_library(found) else f"{found}-{LIBRARY_STEM}"


def _list(path: Path, after: str) -> None:
    """Puts a new diagram into the order of its library, if that has one and can be changed; it is shown anyway."""
    file = path.parent / LIBRARY_FILE
    source, _ = read_source(file) if file.is_file() else (None, ())
    if source is None:
        return
    change: Rewritten = listed(source.text, path.stem, after)
    if change.edits:
        with suppress(WriteError):
            write_whole(file, in_bytes(source, apply(source.text, change.edits), keeps_encoding=True))


def _files_of(library: Library) -> Iterator[tuple[str, bytes]]:
    """What belongs to a library: diagrams, order, pictures that are named, licence, schemas."""
    names = [LIBRARY_FILE, *BESIDE, *LICENCES, *(path.name for path in library.paths.values())]
    pictures = {node.image.file for diagram in library.diagrams() for node in diagram.nodes if node.image}
    folder = library.folder.resolve()
    for name in (*names, *sorted(filter(is_inside_library, pictures))):
        inside = (folder / name).resolve().is_relative_to(folder)
        if inside and (data := _read(folder / name)) is not None:
            yield name, data


def _read(path: Path) -> bytes | None:
    """A file of bearable size; None if there is none."""
    try:
        if not path.is_file() or path.stat().st_size > PICTURE_LIMIT:
            return None
        return path.read_bytes()
    except OSError:
        return None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise WriteError(problem_of(failure, folder)) from failure


def _put_folder(parent: Path, name: str, files: Iterable[tuple[str, bytes]]) -> Path:
    """A new folder with these files, whole or not at all; its name gets a number if it is taken."""
    _make(parent)
    _sweep(parent)
    beside = parent / f".{name}.{machine()}-{os.getpid()}.part"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for file, data in files:
            _make((beside / file).parent)
            write_new(beside / file, data)
        return _named(beside, parent, name)
    except OSError as failure:
        raise WriteError(problem_of(failure, parent / name)) from failure
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _named(beside: Path, parent: Path, name: str) -> Path:
    """Gives a folder its name: an existing one, even an empty one, is not taken."""
    for number in range(1, 1000):
        target = parent / (name if number == 1 else f"{name}-{number}")
        if not os.path.lexists(target):
            beside.rename(target)
            return target
    raise FileExistsError(parent / name)


def _sweep(parent: Path) -> None:
    """Removes folders that were left when the program was stopped in the middle of a copy."""
    with suppress(OSError):
        for found in list(parent.iterdir()):
            made_by = _MAKER.fullmatch(found.name)
            if made_by and made_by[1] == machine() and not is_alive(int(made_by[2])):
                shutil.rmtree(found, ignore_errors=True)
