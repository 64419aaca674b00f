"""A library: a folder of diagrams with or without a library.yaml."""

from pathlib import Path

import pytest

from calcviewer import paths
from calcviewer.core.library import (
    Library,
    Place,
    check_library,
    concept_places,
    fact_places,
    load_file,
    load_text,
    open_library,
)
from calcviewer.core.model import NO_TEXT, Diagram, Edge, LibraryFile, Node, Treatment
from calcviewer.core.read_cache import ReadCache
from calcviewer.core.result import card_of

DIAGRAM = """\
format: 1
title: {en: TITLE, id: TITLE}
nodes:
  start: {kind: trigger, label: {en: Begin, id: Awal}}
"""
LIBRARY = """\
format: 1
title: {en: Veins, id: Vena}
languages: [id, en]
diagrams:
  - heading: {en: First, id: Dahulu}
    diagrams: [zebra, gone]
glossary:
  clot: {label: {en: Clot, id: Bekuan}, definition: {en: Solid blood., id: Darah padat.}}
refs:
  R1: {text: A book}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "zebra.yaml").write_text(DIAGRAM.replace("TITLE", "Zebra") + "refs: {R2: {text: Own}}\n")
    (tmp_path / "ant.yml").write_text(DIAGRAM.replace("TITLE", "Ant"))
    (tmp_path / "broken.yaml").write_text("title: [")
    (tmp_path / "notes.txt").write_text("no diagram")
    (tmp_path / "library.yaml").write_text(LIBRARY)
    return tmp_path


def test_the_library_file_orders_its_diagrams_and_the_rest_follows_by_name(folder: Path) -> None:
    library = open_library(folder)
    assert list(library.paths) == ["zebra", "ant", "broken"]
    assert [(h.heading.get("en"), h.diagrams) for h in library.headings()] == [
        ("First", ("zebra",)),
        ("", ("ant", "broken")),
    ]


def test_a_card_is_made_once(folder: Path) -> None:
    library = open_library(folder)
    card = library.card("zebra")
    assert card.title.get("en") == "Zebra"
    assert library.card("zebra") is card


def test_without_a_library_file_the_names_order_and_english_is_the_fallback(folder: Path) -> None:
    (folder / "library.yaml").unlink()
    library = open_library(folder)
    assert list(library.paths) == ["ant", "broken", "zebra"]
    assert library.file == LibraryFile()
    assert [h.diagrams for h in library.headings()] == [("ant", "broken", "zebra")]


def test_a_broken_library_file_is_reported_and_the_diagrams_still_open(folder: Path) -> None:
    (folder / "library.yaml").write_bytes(b"\0\0")
    library = open_library(folder)
    assert [p.code for p in library.problems] == ["E002"]
    assert set(library.paths) == {"zebra", "ant", "broken"}
    (folder / "library.yaml").write_text("- no\n")
    assert open_library(folder).problems


def test_a_diagram_is_read_once_until_it_is_forgotten(folder: Path) -> None:
    library = open_library(folder)
    first = library.load("ant")
    (folder / "ant.yml").write_text(DIAGRAM.replace("TITLE", "Bee"))
    assert library.load("ant") is first
    library.forget("ant")
    assert library.title("ant").get("en") == "Ant"  # unread: its id in words
    library.load("ant")
    assert library.title("ant").get("en") == "Bee"


def test_a_library_opened_again_calls_its_diagrams_as_before_until_they_are_read(folder: Path) -> None:
    (folder / "zebra.yaml").write_text(DIAGRAM.replace("TITLE", "A striped horse"))
    before = open_library(folder)
    before.load("zebra")
    again = open_library(folder)
    assert again.follow(before)
    assert again.title("zebra").get("en") == "A striped horse"
    assert again.title("ant").get("en") == "Ant"
    (folder / "zebra.yaml").write_text("title: [")
    again.load("zebra")
    assert again.title("zebra").get("id") == "Zebra"  # its id in words: nothing else is known of it any more


def test_a_library_with_other_files_does_not_follow(folder: Path) -> None:
    before = open_library(folder)
    before.load("zebra")
    (folder / "new.yaml").write_text(DIAGRAM)
    again = open_library(folder)
    assert not again.follow(before)
    assert not again.follow(Library(folder.parent, paths=again.paths))


def test_the_title_of_a_broken_file_is_its_name(folder: Path) -> None:
    library = open_library(folder)
    assert library.load("broken").diagram is None
    assert library.title("broken").get("id") == "Broken"
    assert [d.id for d in library.diagrams()] == ["zebra", "ant"]


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("#start", Place("zebra", "start")),
        ("ant#start", Place("ant", "start")),
        ("ant", Place("ant")),
        ("#nope", None),
        ("ant#nope", None),
        ("nowhere", None),
        ("broken#start", None),
        ("https://example.org", None),
    ],
)
def test_a_link_leads_to_a_place_of_this_library_or_nowhere(folder: Path, link: str, place: Place | None) -> None:
    assert open_library(folder).place(link, "zebra") == place


def test_a_place_is_written_as_a_link() -> None:
    assert [str(Place("a", "b")), str(Place("a"))] == ["a#b", "a"]


def test_a_diagrams_own_reference_comes_before_the_librarys(folder: Path) -> None:
    library = open_library(folder)
    zebra = library.load("zebra").diagram
    assert zebra
    found = [library.ref(zebra, ref_id) for ref_id in ("R1", "R2", "R3")]
    assert [ref.text if ref else None for ref in found] == ["A book", "Own", None]


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_library(tmp_path / "none")


def test_a_file_without_a_library_is_read_with_the_defaults(folder: Path) -> None:
    assert load_file(folder / "ant.yml", LibraryFile()).problems == ()
    assert [p.code for p in load_file(folder / "none.yaml", LibraryFile()).problems] != []


def test_bytes_are_read_like_a_file() -> None:
    result = load_text(DIAGRAM.replace("TITLE", "T").encode(), "stdin")
    assert result.diagram
    assert result.diagram.id == "stdin"
    assert load_text(b"\xff\xfe\x00", "stdin").diagram is None


def test_checking_a_library_names_the_file_of_each_problem(folder: Path) -> None:
    names = {path.name for path, _problem in check_library(open_library(folder))}
    assert "broken.yaml" in names
    assert {path.name for path, _p in check_library(open_library(folder), only="ant")} <= {"ant.yml"}


def test_a_concept_is_found_wherever_it_appears() -> None:
    library = open_library(paths.shipped_library())
    places = concept_places((name, library.card(name)) for name in library.paths)
    assert Place("overview", "macrophage") in places["macrophage"]
    assert len({place.diagram for place in places["calcium-salt-deposition"]}) >= 8


def test_the_shipped_library_has_ten_diagrams_and_no_problem() -> None:
    library = open_library(paths.shipped_library())
    assert list(check_library(library)) == []
    assert len(library.paths) == 10
    steps = sum(len(d.nodes) + len(d.treatments) for d in library.diagrams())
    arrows = sum(len(d.edges) for d in library.diagrams())
    assert (steps, arrows) == (190, 204)


def test_a_fact_is_carried_by_steps_arrows_and_treatments_in_the_order_of_the_diagrams() -> None:
    steps = (Node("a", "cell", NO_TEXT, facts=("F1", "F2")), Node("b", "cell", NO_TEXT))
    drug = Treatment("drug", NO_TEXT, ("a",), facts=("F2",))
    one = Diagram("one", NO_TEXT, nodes=steps, edges=(Edge("a", "b", facts=("F1",)),), treatments=(drug,))
    two = Diagram("two", NO_TEXT, nodes=(Node("c", "cell", NO_TEXT, facts=("F1",)),))
    assert fact_places((diagram.id, card_of(diagram)) for diagram in (one, two)) == {
        "F1": (Place("one", "a"), Place("one", "a -> b"), Place("two", "c")),
        "F2": (Place("one", "a"), Place("one", "drug")),
    }


def test_two_files_of_one_name_are_told_and_the_first_is_shown(tmp_path: Path) -> None:
    for name in ("vein.yaml", "vein.yml", "artery.yml"):
        (tmp_path / name).write_text(f"format: 1\ntitle: {name}\nnodes: {{a: {{kind: trigger, label: A}}}}\n")
    library = open_library(tmp_path)
    assert {name: path.name for name, path in library.paths.items()} == {"artery": "artery.yml", "vein": "vein.yaml"}
    (problem,) = library.problems
    assert problem.code == "E087"
    assert problem.args == {"file": "vein.yml", "other": "vein.yaml"}


def test_what_was_read_elsewhere_stands_for_the_diagram(folder: Path) -> None:
    library = open_library(folder)
    assert not library.is_loaded("zebra")
    again = library.read("zebra")
    library.keep("zebra", again)
    assert library.is_loaded("zebra")
    assert library.load("zebra") is again
    assert library.read("zebra") is not again


def test_what_was_read_last_stays_while_its_file_cannot_be_read(folder: Path) -> None:
    library = open_library(folder)
    good = library.load("zebra").diagram
    assert not library.is_outdated("zebra")
    (folder / "zebra.yaml").write_text("title: [")
    problems = library.read("zebra").problems
    library.keep_last("zebra", problems)
    assert library.is_outdated("zebra")
    assert library.load("zebra").diagram is good
    assert library.load("zebra").problems == problems
    library.forget("zebra")
    assert not library.is_outdated("zebra")
    assert library.load("zebra").diagram is None


def test_a_card_is_at_hand_where_it_or_the_diagram_was_kept(folder: Path, tmp_path: Path) -> None:
    kept = ReadCache(tmp_path / "kept")
    fresh = open_library(folder, kept)
    assert fresh.kept_card("ant") is None
    made = fresh.card("ant")
    assert fresh.kept_card("ant") is made
    assert open_library(folder, kept).kept_card("ant") == made
    loaded = open_library(folder)
    assert loaded.kept_card("ant") is None
    loaded.load("ant")
    assert loaded.kept_card("ant") == made
