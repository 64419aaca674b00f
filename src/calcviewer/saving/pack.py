"""A course pack: a library in one file (a ZIP, `.calcpack`), to carry on a stick and to open where it arrives.

A pack comes from anywhere. Every entry is looked at before anything is written, and nothing is ever half unpacked.
"""

import contextlib
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from calcviewer.core.problems import Problem, visible
from calcviewer.saving.failure import WriteError, problem_of
from calcviewer.saving.write import write_whole

SUFFIX = ".calcpack"
CONTENT = frozenset({".yaml", ".yml", ".json", ".md", ".txt", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"})
"""What a library is made of; nothing else is packed, and nothing else comes out of a pack."""
MOST_FILES = 2000
MOST_BYTES = 100 << 20
LARGEST = 16 << 20
LONGEST_NAME = 200
_PIECE = 1 << 16
_MOMENT = (2026, 1, 1, 0, 0, 0)
"""The same for every entry: equal libraries make equal packs."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_ENCRYPTED = 0x1


def make_pack(folder: Path, target: Path) -> None:
    """Writes the library of a folder as a pack. Raises WriteError; what was at `target` is then unchanged."""
    import io

    made = io.BytesIO()
    try:
        files = list(_content(folder))
        if not any(name.suffix in (".yaml", ".yml") for name, _path in files):
            raise WriteError(Problem("E320", args={"path": visible(str(folder))}))
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
            for name, path in files:
                entry = zipfile.ZipInfo(str(name), _MOMENT)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                pack.writestr(entry, path.read_bytes())
    except OSError as failure:
        raise WriteError(problem_of(failure, folder)) from failure
    write_whole(target, made.getvalue())


def _content(folder: Path) -> Iterator[tuple[PurePosixPath, Path]]:
    """The files of a library with their names in the pack, in order; links and hidden files are none."""
    total = count = 0
    for path in sorted(folder.rglob("*")):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        is_hidden = any(part.startswith(".") for part in name.parts)
        if path.suffix.lower() not in CONTENT or is_hidden or path.is_symlink() or not path.is_file():
            continue
        total, count = total + path.stat().st_size, count + 1
        if count > MOST_FILES or total > MOST_BYTES or path.stat().st_size > LARGEST:
            raise WriteError(Problem("E321", args={"entry": visible(str(name))}))
        yield name, path


def unpack(pack: Path, folder: Path) -> Path:
    """Unpacks into a new folder below `folder`, named like the pack, and returns it. Raises WriteError.

    A pack with a single entry that is not safe is refused as a whole.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=".unpacking-", dir=folder))
    except OSError as failure:
        raise WriteError(problem_of(failure, folder)) from failure
    try:
        if pack.stat().st_size > MOST_BYTES:
            raise WriteError(Problem("E321", args={"entry": visible(pack.name)}))
        with zipfile.ZipFile(pack) as archive:
            for entry in _checked(archive):
                _extract(archive, entry, beside)
        beside.chmod(0o755)
        return _put(beside, folder, pack.stem)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, UnicodeError) as failure:
        raise WriteError(Problem("E322", args={"path": visible(str(pack))})) from failure
    except OSError as failure:
        raise WriteError(problem_of(failure, pack)) from failure
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files of a pack, when all of them are safe; folders come with their files."""
    seen: set[str] = set()
    total = 0
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(archive.infolist()) > MOST_FILES:
        raise _refused(Problem("E321", args={"entry": visible(archive.infolist()[MOST_FILES].filename)}))
    for entry in entries:
        total += entry.file_size
        if entry.file_size > LARGEST or total > MOST_BYTES:
            raise _refused(Problem("E321", args={"entry": visible(entry.filename)}))
        if not _is_safe(entry) or entry.filename.casefold() in seen:
            raise _refused(Problem("E323", args={"entry": visible(entry.filename)}))
        seen.add(entry.filename.casefold())
    if not any(PurePosixPath(entry.filename).suffix in (".yaml", ".yml") for entry in entries):
        raise _refused(Problem("E320", args={"path": visible(str(archive.filename))}))
    return entries


def _refused(problem: Problem) -> WriteError:
    return WriteError(problem)


def _is_safe(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry can only become a plain file of a library inside the folder, on every system."""
    name = entry.orig_filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if entry.flag_bits & _ENCRYPTED or kind not in (0, stat.S_IFREG) or len(name) > LONGEST_NAME:
        return False
    if _FORBIDDEN.search(name) or PurePosixPath(name).suffix.lower() not in CONTENT:
        return False
    return all(part and part.strip(" .") == part and not _RESERVED.fullmatch(part) for part in name.split("/"))


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    """One file, and never more bytes than it said."""
    target = folder.joinpath(*entry.filename.split("/"))
    target.parent.mkdir(parents=True, exist_ok=True)
    left = entry.file_size
    with archive.open(entry) as packed, target.open("xb") as file:
        while piece := packed.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise WriteError(Problem("E323", args={"entry": visible(entry.filename)}))
            file.write(piece)


def _put(beside: Path, folder: Path, stem: str) -> Path:
    """The unpacked folder under its name, or with a number if that is taken."""
    name = _FORBIDDEN.sub("-", stem).strip(" .")[:60] or "library"
    for number in range(1, 1000):
        target = folder / (name if number == 1 else f"{name}-{number}")
        if not target.exists():
            with contextlib.suppress(FileExistsError):
                beside.rename(target)
                return target
    raise FileExistsError(str(folder / name))
