"""Course packs: what is packed comes out again; what is not safe comes out nowhere."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from calcviewer.saving import pack as packs
from calcviewer.saving.failure import WriteError
from calcviewer.saving.pack import make_pack, unpack

DIAGRAM = b"format: 1\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "images").mkdir(parents=True)
    (folder / "clot.yaml").write_bytes(DIAGRAM)
    (folder / "images" / "clot é.svg").write_bytes(b"<svg/>")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(found: pytest.ExceptionInfo[WriteError]) -> tuple[str, str]:
    (problem,) = found.value.problems
    return problem.code, problem.message


def test_a_library_comes_out_as_it_went_in(library: Path, tmp_path: Path) -> None:
    make_pack(library, tmp_path / "course.calcpack")
    out = unpack(tmp_path / "course.calcpack", tmp_path / "somewhere" / "new")
    assert out == tmp_path / "somewhere" / "new" / "course"
    assert everything(out) == everything(library)
    assert [path.name for path in out.parent.iterdir()] == ["course"]


def test_a_second_unpacking_takes_nothing_of_the_first(library: Path, tmp_path: Path) -> None:
    make_pack(library, tmp_path / "course.calcpack")
    first, second = (unpack(tmp_path / "course.calcpack", tmp_path / "out") for _time in range(2))
    assert first != second
    assert everything(first) == everything(second)


def test_equal_libraries_make_equal_packs(library: Path, tmp_path: Path) -> None:
    make_pack(library, tmp_path / "one.calcpack")
    (library / "clot.yaml").touch()
    make_pack(library, tmp_path / "two.calcpack")
    assert (tmp_path / "one.calcpack").read_bytes() == (tmp_path / "two.calcpack").read_bytes()


def test_only_what_a_library_is_made_of_is_packed(library: Path, tmp_path: Path) -> None:
    (library / "secret.docx").write_bytes(b"x")
    (library / ".hidden.yaml").write_bytes(b"x")
    (library / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    make_pack(library, tmp_path / "course.calcpack")
    with zipfile.ZipFile(tmp_path / "course.calcpack") as archive:
        assert sorted(archive.namelist()) == ["clot.yaml", "images/clot é.svg"]


def test_a_folder_without_a_diagram_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as found:
        make_pack(tmp_path, tmp_path / "course.calcpack")
    assert refused(found)[0] == "E320"
    assert not (tmp_path / "course.calcpack").exists()


def test_a_library_that_is_too_large_is_not_packed(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "MOST_BYTES", 12)
    with pytest.raises(WriteError) as found:
        make_pack(library, tmp_path / "course.calcpack")
    assert refused(found)[0] == "E321"


def packed(path: Path, *names: str, change: Callable[[zipfile.ZipInfo], None] = lambda _entry: None) -> Path:
    """A pack with a good diagram and entries of these names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("clot.yaml", DIAGRAM)
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.filename = name
            change(entry)
            archive.writestr(entry, b"x")
    return path


UNSAFE = (
    *("../out.yaml", "a/../../out.yaml", "/etc/out.yaml", "C:out.yaml", "C:/out.yaml", "..\\out.yaml", "a\\b.yaml"),
    *(
        "con.yaml",
        "images/CON.svg",
        "lpt1.yaml",
        "nul.yaml",
        "a//b.yaml",
        "a/./b.yaml",
        "trailing.yaml ",
        "dot./b.yaml",
    ),
    *("program.exe", "no-suffix", "star*.yaml", "tab\t.yaml", f"{'x' * 300}.yaml", "new\nline.yaml"),
)


@pytest.mark.parametrize("name", UNSAFE)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_unsafe_name_refuses_the_whole_pack(name: str, tmp_path: Path) -> None:
    pack = packed(tmp_path / "bad.calcpack", name)
    with pytest.raises(WriteError) as found:
        unpack(pack, tmp_path / "out")
    assert refused(found)[0] == "E323"
    assert everything(tmp_path / "out") == {}
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["clot.yaml", "CLOT.yaml"])
def test_two_entries_of_one_name_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(WriteError) as found:
        unpack(packed(tmp_path / "bad.calcpack", name), tmp_path / "out")
    assert refused(found) == ("E323", found.value.problems[0].message)
    assert name in found.value.problems[0].message


def test_a_link_is_refused(tmp_path: Path) -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    with pytest.raises(WriteError) as found:
        unpack(packed(tmp_path / "bad.calcpack", "link.yaml", change=link), tmp_path / "out")
    assert refused(found)[0] == "E323"


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    pack = packed(tmp_path / "bad.calcpack", "locked.yaml")
    data = bytearray(pack.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    pack.write_bytes(data)
    with pytest.raises(WriteError) as found:
        unpack(pack, tmp_path / "out")
    assert refused(found)[0] == "E323"
    assert "locked.yaml" in refused(found)[1]


def test_a_bomb_is_refused_by_what_it_says(tmp_path: Path) -> None:
    pack = tmp_path / "bomb.calcpack"
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("clot.yaml", DIAGRAM)
        archive.writestr("bomb.yaml", b"\0" * (200 << 20))
    with pytest.raises(WriteError) as found:
        unpack(pack, tmp_path / "out")
    assert refused(found)[0] == "E321"
    assert "bomb.yaml" in refused(found)[1]


def test_a_bomb_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    pack = packed(tmp_path / "bomb.calcpack")
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.yaml", b"\0" * (1 << 20))
    data = bytearray(pack.read_bytes())
    for mark, field in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + field
        data[at : at + 4] = (10).to_bytes(4, "little")
    pack.write_bytes(data)
    with pytest.raises(WriteError) as found:
        unpack(pack, tmp_path / "out")
    assert refused(found)[0] in ("E322", "E323")
    assert not list((tmp_path / "out").iterdir())


def test_too_many_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "MOST_FILES", 3)
    with pytest.raises(WriteError) as found:
        unpack(packed(tmp_path / "many.calcpack", "a.yaml", "b.yaml", "c.yaml"), tmp_path / "out")
    assert refused(found)[0] == "E321"


def test_a_pack_that_is_too_large_is_not_even_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "MOST_BYTES", 10)
    with pytest.raises(WriteError) as found:
        unpack(packed(tmp_path / "large.calcpack"), tmp_path / "out")
    assert refused(found)[0] == "E321"


@pytest.mark.parametrize("data", [b"", b"PK", b"not a pack", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_pack_is_said(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad.calcpack").write_bytes(data)
    with pytest.raises(WriteError) as found:
        unpack(tmp_path / "bad.calcpack", tmp_path / "out")
    assert refused(found)[0] == "E322"


def test_a_pack_that_is_cut_at_any_place_leaves_nothing(library: Path, tmp_path: Path) -> None:
    make_pack(library, tmp_path / "course.calcpack")
    data = (tmp_path / "course.calcpack").read_bytes()
    for end in range(0, len(data), 7):
        (tmp_path / "cut.calcpack").write_bytes(data[:end])
        with pytest.raises(WriteError):
            unpack(tmp_path / "cut.calcpack", tmp_path / "out")
        assert not list((tmp_path / "out").iterdir())


def test_a_pack_without_a_diagram_is_no_course(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.calcpack", "w") as archive:
        archive.writestr("notes.md", b"x")
    with pytest.raises(WriteError) as found:
        unpack(tmp_path / "bad.calcpack", tmp_path / "out")
    assert refused(found)[0] == "E320"


def test_a_pack_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as found:
        unpack(tmp_path / "gone.calcpack", tmp_path / "out")
    assert refused(found)[0] == "E307"
