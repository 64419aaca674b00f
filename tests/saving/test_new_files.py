"""New files take the place of none; a copy of a library is whole, and everything in it still leads somewhere."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calcviewer import paths
from calcviewer.core.library import LIBRARY_FILE, check_library, open_library
from calcviewer.core.templates import TEMPLATES
from calcviewer.saving import new_files
from calcviewer.saving.failure import WriteError, problem_of
from calcviewer.saving.new_files import copy_into_own, create_diagram, create_library, duplicate, free_path, stem_of
from calcviewer.saving.process import machine

DAY = "2027-01-31"
TITLES = {"en": "Vein: a Clot"}


def problems(folder: Path) -> list[str]:
    return [f"{path.name}: {problem.message}" for path, problem in check_library(open_library(folder))]


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_diagram_is_named_after_its_title(tmp_path: Path, template: str) -> None:
    paths_ = []
    for name in ("vein-a-clot.yaml", "vein-a-clot-2.yaml"):
        paths_.append(free_path(tmp_path / "new", stem_of(TITLES)))
        create_diagram(paths_[-1], template, TITLES, DAY)
        assert paths_[-1] == tmp_path / "new" / name
    assert paths_[0].read_bytes() == paths_[1].read_bytes()
    with pytest.raises(WriteError) as failing:
        create_diagram(paths_[0], template, TITLES, DAY)
    assert failing.value.problems[0].code == "E316"
    assert problems(tmp_path / "new") == []


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        ({}, "diagram"),
        ({"en": "静脈", "id": "Vena"}, "vena"),
        ({"en": "静脈"}, "diagram"),
        ({"en": "Con"}, "con-diagram"),
        ({"en": "Library"}, "library-diagram"),
    ],
)
def test_a_name_that_no_system_can_have_becomes_another(tmp_path: Path, titles: dict[str, str], name: str) -> None:
    assert free_path(tmp_path, stem_of(titles)).stem == name


def test_a_name_is_free_only_if_no_diagram_has_that_id(tmp_path: Path) -> None:
    for name in ("a.yml", "A-2.YAML", "a-3.txt"):
        (tmp_path / name).touch()
    assert free_path(tmp_path, "a").name == "a-3.yaml"
    assert free_path(tmp_path / "gone", "a").name == "a.yaml"


def test_a_new_library_holds_a_first_diagram_and_what_editors_need(tmp_path: Path) -> None:
    path = create_library(tmp_path, {"en": "My Veins", "id": "Vena saya"}, ["id", "en"], DAY)
    assert path == tmp_path / "my-veins" / "first-diagram.yaml"
    assert problems(path.parent) == []
    library = open_library(path.parent)
    assert library.file.languages == ("id", "en")
    assert library.file.headings[0].diagrams == ("first-diagram",)
    assert (path.parent / "diagram.schema.json").is_file()
    assert create_library(tmp_path, {"en": "My Veins"}, ["en", "id"], DAY).parent.name == "my-veins-2"
    create_diagram(path.with_name("loop.yaml"), "loop", {"en": "Loop"}, DAY)
    assert open_library(path.parent).file.headings[0].diagrams == ("first-diagram", "loop")
    assert problems(path.parent) == []


def test_a_duplicate_lies_beside_its_original_and_says_that_it_is_one(tmp_path: Path) -> None:
    shutil.copytree(paths.shipped_library(), tmp_path / "mine")
    original = tmp_path / "mine" / "trauma.yaml"
    before = original.read_bytes()
    copy = duplicate(original, "en")
    assert copy.name == "trauma-copy.yaml"
    assert duplicate(original, "en").name == "trauma-copy-2.yaml"
    assert original.read_bytes() == before
    library = open_library(tmp_path / "mine")
    title = library.load("trauma-copy").diagram
    assert title is not None
    assert title.title.get("id").endswith(" (salinan)")
    assert title.title.get("en").endswith(" (copy)")
    changed = set(before.splitlines()) ^ set(copy.read_bytes().splitlines())
    assert len(changed) == 2
    order = next(heading.diagrams for heading in library.file.headings if "trauma" in heading.diagrams)
    assert order == ("infection", "trauma", "trauma-copy-2", "trauma-copy", "injection-granuloma")
    assert problems(tmp_path / "mine") == []


def test_a_duplicate_can_have_another_title_and_lie_elsewhere(tmp_path: Path) -> None:
    copy = tmp_path / "new" / "mine.yaml"
    assert duplicate(paths.shipped_library() / "trauma.yaml", "en", copy, {"en": "Mine"}) == copy
    diagram = open_library(copy.parent).load("mine").diagram
    assert diagram is not None
    assert (diagram.title.get("en"), diagram.title.get("id")) == ("Mine", "Mine")


def test_a_library_is_not_called_what_no_folder_can_be_called(tmp_path: Path) -> None:
    for title, name in (("Con", "con-library"), ("静脈", "library")):
        assert create_library(tmp_path, {"en": title}, ["en"], DAY).parent.name == name


def test_a_duplicate_of_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"\0")
    with pytest.raises(WriteError) as failing:
        duplicate(tmp_path / "x.yaml", "en")
    assert failing.value.problems[0].code == "E002"


def test_the_shipped_library_is_copied_once_with_everything_it_needs(tmp_path: Path) -> None:
    shipped = paths.shipped_library()
    own = tmp_path / "Documents" / "CalcViewer"
    copied = copy_into_own(shipped / "trauma.yaml", own)
    assert copied.is_new
    assert copied.path == own / "dystrophic-calcification" / "trauma.yaml"
    assert contents(copied.path.parent) == contents(shipped)
    assert problems(copied.path.parent) == []
    copied.path.write_bytes(b"changed")
    again = copy_into_own(shipped / "trauma.yaml", own)
    assert (again.path, again.is_new) == (copied.path, False)
    assert copy_into_own(shipped / "tumour.yaml", own).path.parent == copied.path.parent
    assert copied.path.read_bytes() == b"changed"


def test_another_library_of_the_same_name_is_not_mixed_with_it(tmp_path: Path) -> None:
    shipped = paths.shipped_library()
    mine = tmp_path / "own" / "dystrophic-calcification" / "mine.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    for is_new in (True, False):
        copied = copy_into_own(shipped / "trauma.yaml", tmp_path / "own")
        assert (copied.path.parent.name, copied.is_new) == ("dystrophic-calcification-2", is_new)
    assert [path.name for path in mine.parent.iterdir()] == ["mine.yaml"]


def test_a_library_without_a_name_and_with_odd_pictures_is_copied_as_far_as_it_goes(tmp_path: Path) -> None:
    folder = tmp_path / "Some Folder"
    (folder / "images").mkdir(parents=True)
    (tmp_path / "secret.svg").write_bytes(b"secret")
    (folder / "images" / "a.svg").write_bytes(b"picture")
    (folder / "images" / "out.svg").symlink_to(tmp_path / "secret.svg")
    steps = "".join(
        f"  s{number}: {{kind: trigger, label: S, image: {{file: {file}}}}}\n"
        for number, file in enumerate(("images/a.svg", "images/gone.svg", "../secret.svg", "images/out.svg"))
    )
    (folder / "x.yaml").write_text(f"format: 1\ntitle: T\nnodes:\n{steps}", "utf-8")
    (folder / "broken.yml").write_bytes(b"\0")
    (folder / "holiday.jpg").write_bytes(b"not ours")
    copied = copy_into_own(folder / "x.yaml", tmp_path / "own")
    found = sorted(str(path.relative_to(tmp_path / "own")) for path in (tmp_path / "own").rglob("*") if path.is_file())
    assert found == ["some-folder/broken.yml", "some-folder/images/a.svg", "some-folder/x.yaml"]
    assert copied.path == tmp_path / "own" / "some-folder" / "x.yaml"


def test_half_a_copy_is_never_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def fail_later(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == 3:
            raise WriteError(problem_of(OSError(28, "No space left on device"), path))
        path.write_bytes(data)

    monkeypatch.setattr(new_files, "write_new", fail_later)
    with pytest.raises(WriteError) as failing:
        copy_into_own(paths.shipped_library() / "trauma.yaml", tmp_path / "own")
    assert failing.value.problems[0].code == "E303"
    assert list((tmp_path / "own").iterdir()) == []


def test_what_a_killed_copy_left_is_removed(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = tmp_path / f".veins.{machine()}-{dead.pid}.part"
    for folder in (left, tmp_path / ".of-a-person.part"):
        folder.mkdir()
        (folder / "x").touch()
    create_library(tmp_path, {"en": "Veins"}, ["en"], DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".of-a-person.part", "veins"]


def test_where_nothing_can_be_made_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for make in (
        lambda: create_diagram(tmp_path / "file" / "x.yaml", "empty", {}, DAY),
        lambda: create_library(tmp_path / "file" / "x", {}, ["en"], DAY),
        lambda: copy_into_own(tmp_path / "gone" / "x.yaml", tmp_path),
        lambda: copy_into_own(paths.shipped_library() / "trauma.yaml", tmp_path / "file"),
    ):
        with pytest.raises(WriteError):
            make()


def test_a_library_whose_order_cannot_be_changed_gets_its_diagram_all_the_same(tmp_path: Path) -> None:
    text = "format: 1\ntitle: L\ndiagrams: [{heading: H, diagrams: [x]}]\n"
    (tmp_path / LIBRARY_FILE).write_text(text, "utf-8")
    (tmp_path / LIBRARY_FILE).chmod(0o444)
    create_diagram(tmp_path / "a.yaml", "empty", {}, DAY)
    assert (tmp_path / LIBRARY_FILE).read_text("utf-8") == text
    (tmp_path / LIBRARY_FILE).unlink()
    (tmp_path / LIBRARY_FILE).write_bytes(b"\0")
    create_diagram(tmp_path / "b.yaml", "empty", {}, DAY)
    assert sorted(open_library(tmp_path).paths) == ["a", "b"]
