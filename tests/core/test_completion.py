"""What could be typed where the cursor (``¦``) stands: from the table of fields, the text itself and the library."""

from pathlib import Path

import pytest

from calcviewer.core.completion import Suggestion, suggestions
from calcviewer.core.known import Known, known, written
from calcviewer.core.library import open_library
from calcviewer.core.loader import load_diagram
from calcviewer.core.model import LibraryFile, Ref, Term, Text

TEXT = """\
format: 1
title: {en: Vein, id: Vena}
nodes:
  venous-stasis:
    kind: process
    label: {en: Slow flow, id: Aliran lambat}
  clot:
    kind: tissue
    label: {en: Clot, id: Bekuan}
edges:
  - venous-stasis -> clot
treatments:
  warfarin:
    label: {en: Warfarin, id: Warfarin}
    acts-on: [clot]
table:
  columns: [venous-stasis, clot]
  rows:
    - label: {en: Row, id: Baris}
      cells: {clot: x}
refs:
  R2: {text: "Own reference"}
"""
DIAGRAM = load_diagram(TEXT, "vein").diagram
FILE = LibraryFile(
    facts={"F1": Text((("en", "It flows slowly."),))},
    glossary={
        "thrombus": Term("thrombus", Text((("en", "Thrombus"), ("id", "Trombus"))), Text((("en", "A clot."),))),
        "red-thrombus": Term("red-thrombus", Text((("en", "Red thrombus"),)), Text((("en", "Red."),))),
    },
    refs={"R1": Ref("R1", "A book")},
)
OTHER = {"haematoma": Text((("en", "Haematoma"),))}
KNOWN = Known(
    DIAGRAM,
    FILE,
    {"trauma": Text((("en", "Trauma"),)), "vein": Text((("en", "Vein"),))},
    lambda name: OTHER if name == "trauma" else {},
)


def offered(text: str, language: str = "en", around: Known = KNOWN) -> list[Suggestion]:
    index = text.index("¦")
    return list(suggestions(text.replace("¦", ""), index, around, language))


def words(text: str, language: str = "en", around: Known = KNOWN) -> list[str]:
    return [each.insert for each in offered(text, language, around)]


def changed(old: str, new: str) -> list[str]:
    assert old in TEXT
    return words(TEXT.replace(old, new, 1))


def test_keys_that_must_be_there_come_first_and_those_that_are_there_not_at_all() -> None:
    found = changed("    kind: tissue\n", "    ¦\n")
    assert found[0] == "kind: "
    assert "label: " not in found
    assert words("ti¦")[0] == "title: "
    assert words("format: 1\nno¦") == ["nodes:\n  "]
    assert words("ed¦") == ["edges:\n  - "]


def test_a_key_before_its_colon_is_only_the_word() -> None:
    assert changed("kind: tissue", "ki¦nd: tissue") == ["kind"]


def test_a_help_says_what_the_field_means() -> None:
    found = offered("no¦")[0]
    assert (found.label, found.help, found.shown) == ("Steps", "The steps under their ids.", "nodes")


def test_words_of_a_list_are_offered_with_their_names() -> None:
    assert changed("kind: tissue", "kind: t¦") == ["trigger", "tissue"]
    assert [each.label for each in offered("direction: ¦")] == ["Downwards", "To the right"]
    assert words("refs:\n  R1: {checked: ¦") == ["true", "false"]
    assert words("format: ¦") == ["1"]
    assert words("treatments:\n  a:\n    evidence: gui¦") == ["guideline"]
    assert words("treatments:\n  a:\n    evidence:\n      - gui¦") == ["guideline"]


def test_steps_are_offered_by_id_and_by_label() -> None:
    assert changed("venous-stasis -> clot", "venous-stasis -> cl¦") == ["clot"]
    assert changed("venous-stasis -> clot", "flo¦")[0] == "venous-stasis"
    assert [each.label for each in offered(TEXT.replace("acts-on: [clot]", "acts-on: [¦]"), "id")] == [
        "Aliran lambat",
        "Bekuan",
        "Aliran lambat -> Bekuan",
    ]
    assert changed("acts-on: [clot]", "acts-on: stas¦") == ["venous-stasis", "venous-stasis -> clot"]
    assert changed("acts-on: [clot]", "acts-on:\n      cl¦") == [
        "- clot",
        "- venous-stasis -> clot",
    ]
    assert changed("columns: [venous-stasis, clot]", "columns: cl¦") == ["[clot]"]
    assert "warfarin" in words(TEXT + "tour:\n  - show: [w¦")
    assert words(TEXT.replace("kind: tissue", "needs: a¦", 1))[:2] == ["any", "all"]


def test_what_a_step_needs_can_be_any_or_all_of_its_causes() -> None:
    assert words("nodes:\n  a:\n    needs: ¦")[:2] == ["any", "all"]


def test_an_arrow_begins_with_a_dash_of_its_own() -> None:
    found = changed("  - venous-stasis -> clot", "  ¦")
    assert found[0] == "- venous-stasis"
    assert any(each.startswith("- from: from") for each in found)


def test_cells_are_offered_for_the_columns_that_have_none() -> None:
    assert changed("cells: {clot: x}", "cells: {clot: x, ¦}") == ["venous-stasis: "]


def test_facts_references_diagrams_and_languages_come_from_the_library() -> None:
    step = "nodes:\n  a:\n    "
    assert words(f"{step}facts: [¦]") == ["F1"]
    assert sorted(words(f"{step}refs: [¦]")) == ["R1", "R2"]
    assert words(f"{step}refs: [¦]", around=Known(None, FILE)) == ["R1"]
    assert words(f"{step}see-also: [¦]") == ["trauma", "vein"]
    assert words(f"{step}see-also: [trauma#h¦]") == ["trauma#haematoma"]
    assert words(f"{step}label: {{en: x, ¦}}") == ["id: "]
    found = suggestions("languages: [", 12, KNOWN, "en", is_library=True)
    assert [each.insert for each in found] == ["en", "id"]


def test_nothing_is_offered_where_nothing_is_known() -> None:
    assert words("# ¦") == []
    assert words("title: {en: ¦}") == []
    assert words("nodes:\n  a:\n    nothing: ¦") == []
    assert words("authors: [¦]") == []
    assert words("facts:\n  F1: {¦") == []


def test_links_are_completed_inside_texts() -> None:
    text = "summary:\n  en: |\n    A "
    assert words(f"{text}[x](#cl¦") == ["#clot)"]
    assert words(f"{text}[x](#cl¦) and") == ["#clot"]
    assert words(f"{text}[x](term:¦)") == ["term:thrombus", "term:red-thrombus"]
    assert words(f"{text}[x](trau¦)") == ["trauma"]
    assert words(f"{text}[x](trauma#¦)") == ["trauma#haematoma"]


def test_words_of_the_glossary_become_links() -> None:
    text = "summary:\n  {}: |\n    A "
    assert words(text.format("en") + "thr¦") == ["[Thrombus](term:thrombus)", "[Red thrombus](term:red-thrombus)"]
    assert words(text.format("id") + "[tro¦") == ["[Trombus](term:thrombus)"]
    assert words(text.format("en") + "xy¦") == []
    found = offered(text.format("en") + "thr¦")[0]
    assert (found.start, found.end, found.help) == (23, 26, "A clot.")


def test_what_is_not_read_yet_is_found_in_the_text() -> None:
    text = "nodes:\n  new:\n    kind: cell\nedges:\n  - new -> other # x\n  - from: a\n    to: b\n  - ¦"
    assert [each for each in words(text, around=Known()) if each == "new"] == ["new"]
    found = written(text)
    assert (found.steps, found.arrows) == (("new",), ("new -> other", "a -> b"))
    assert written("table:\n  rows: []\nedges:\n  - -> b\n").columns == ()


def test_the_last_diagram_that_was_read_helps_while_a_section_is_gone() -> None:
    assert "clot" in words("tour:\n  - show: [¦")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "nodes:\n  ¦",
            'new-step:\n    kind: process\n    label: {en: "", id: ""}\n    text:\n      en: ""\n      id: ""',
        ),
        ("tour:\n  ¦", '- show: [step]\n    text:\n      en: ""\n      id: ""'),
        ("tour:\n  - ¦", 'show: [step]\n    text:\n      en: ""\n      id: ""'),
        ("groups:\n    ¦", 'new-group:\n      label: {en: "", id: ""}\n      nodes: [step]'),
    ],
)
def test_a_snippet_fits_its_place(text: str, first: str) -> None:
    found = [each for each in offered(text) if each.stops]
    assert found[0].insert == first
    assert all(0 <= start <= end <= len(first) for start, end in found[0].stops)


def test_what_a_snippet_wants_to_be_filled_in_is_marked() -> None:
    found = next(each for each in offered("edges:\n  - ¦") if each.stops)
    assert [found.insert[start:end] for start, end in found.stops] == ["from", "to"]


def test_every_snippet_can_be_read_and_means_what_it_says() -> None:
    for section in ("nodes", "edges", "treatments", "groups", "tour", "quiz", "refs"):
        text = f"{section}:\n  "
        for each in suggestions(text, len(text), Known(), "en"):
            if each.stops:
                result = load_diagram(f"format: 1\ntitle: x\n{text}{each.insert}\n", "x")
                codes = {problem.code for problem in result.problems}
                assert result.diagram is not None
                assert codes <= {"E022", "E052", "E063", "E067", "E070", "W011", "E051"}, (section, codes)


def test_no_snippet_stands_inside_brackets_or_beside_other_keys() -> None:
    assert [each for each in offered("nodes: {¦") if each.stops] == []
    assert [each for each in offered("tour:\n  - show: [a]\n    ¦") if each.stops] == []
    assert [each for each in offered("¦") if each.stops] == []
    assert [each for each in offered("summary:\n  ¦") if each.stops] == []


def test_what_is_known_of_a_library() -> None:
    library = open_library(Path(__file__).parents[2] / "diagrams")
    result = library.load("trauma")
    around = known(library, result.diagram)
    assert around.titles["trauma"].get("en")
    assert "haematoma" in around.labels_of("trauma")
    assert around.labels_of("nowhere") == {}
    assert around.label("haematoma", "en")
    assert around.label("nothing", "en") == ""
    assert Known().label("x", "en") == ""
    assert Known().labels_of("x") == {}
