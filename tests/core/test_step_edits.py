"""Steps drawn by hand: only what was asked for is written, and everything around it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviewer.core.element_edits import remove, set_field, set_label
from calcviewer.core.ids import is_id
from calcviewer.core.loader import load_diagram
from calcviewer.core.model import Diagram
from calcviewer.core.removal_words import listed, removal_sentences
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.step_edits import add_step, duplicate_step, free_id, new_label, put_into_group
from calcviewer.core.text_edit import apply
from calcviewer.core.uses import Consequence

TEXT = """\
format: 1   # the first
title: {en: A clot, id: Bekuan}
nodes:
  stasis: {kind: trigger, label: {en: Slow blood, id: Darah lambat}}   # why?
  clot:
    kind: process
    label: {en: Clot, id: Bekuan}
    needs: stasis
  Stone Age: {kind: outcome, label: Stone}
edges:
  - stasis -> clot   # the only one
groups:
  vessel: {label: Vessel, nodes: [stasis, clot]}
  bone: {label: Bone, nodes: Stone Age}   # alone
"""
NEW = {"kind": "process", "label": new_label("New", "en", ("id", "en"))}


def said(text: str, made: Rewritten) -> tuple[str, Diagram]:
    assert made.refused is None
    after = apply(text, made.edits)
    diagram = load_diagram(after, "x").diagram
    assert diagram is not None
    return after, diagram


def refusal(made: Rewritten) -> str:
    assert made.edits == ()
    assert made.refused is not None
    return made.refused.code


def test_a_step_comes_after_another_with_an_arrow_from_it() -> None:
    after, diagram = said(TEXT, add_step(TEXT, "new", NEW, "clot"))
    lines = """\
  new:
    kind: process
    label: {id: "", en: New}
"""
    assert after == TEXT.replace("    needs: stasis\n", f"    needs: stasis\n{lines}").replace(
        "  - stasis -> clot   # the only one\n", "  - stasis -> clot   # the only one\n  - clot -> new\n"
    )
    assert [node.id for node in diagram.nodes] == ["stasis", "clot", "new", "stone-age"]


def test_an_arrow_of_another_kind_says_so() -> None:
    _after, diagram = said(TEXT, add_step(TEXT, "new", NEW, "clot", "inhibits"))
    assert diagram.edge_by_id["clot -> new"].kind == "inhibits"


def test_the_first_step_makes_its_section() -> None:
    _after, diagram = said("format: 1\ntitle: x\n", add_step("format: 1\ntitle: x\n", "new", NEW))
    assert [node.id for node in diagram.nodes] == ["new"]
    start = "format: 1\ntitle: x\nnodes:\n  a: {kind: process, label: A}\n"
    _after, diagram = said(start, add_step(start, "new", NEW, "a"))
    assert list(diagram.edge_by_id) == ["a -> new"]


def test_a_step_is_not_added_twice_nor_after_nothing() -> None:
    assert refusal(add_step(TEXT, "clot", NEW)) == "E403"
    assert refusal(add_step(TEXT, "new", NEW, "nowhere")) == "E067"


def test_a_copy_says_the_same_and_needs_nothing() -> None:
    after, diagram = said(TEXT, duplicate_step(TEXT, "clot", "clot-2"))
    assert diagram.node_by_id["clot-2"].label == diagram.node_by_id["clot"].label
    assert "    needs: stasis\n  clot-2:\n    kind: process\n    label: {en: Clot, id: Bekuan}\n" in after
    assert refusal(duplicate_step(TEXT, "nowhere", "new")) == "E067"
    assert refusal(duplicate_step(TEXT, "clot", "stasis")) == "E403"
    odd = "format: 1\ntitle: x\nnodes:\n  a: words\n"
    assert refusal(duplicate_step(odd, "a", "b"))


def groups(diagram: Diagram) -> dict[str, tuple[str, ...]]:
    return {group.id: group.nodes for group in diagram.groups}


def test_a_step_goes_from_one_group_into_another_and_out_of_it() -> None:
    text, diagram = said(TEXT, put_into_group(TEXT, "clot", "bone"))
    assert groups(diagram)["vessel"] == ("stasis",)
    assert "nodes: [stasis]}\n" in text
    assert "nodes: [Stone Age, clot]}   # alone\n" in text
    text, diagram = said(TEXT, put_into_group(TEXT, "clot", "vessel"))
    assert text == TEXT
    text, diagram = said(TEXT, put_into_group(TEXT, "clot"))
    assert groups(diagram)["vessel"] == ("stasis",)


def test_a_group_goes_with_its_last_step() -> None:
    text, diagram = said(TEXT, put_into_group(TEXT, "stone-age", "vessel"))
    assert "bone" not in groups(diagram)
    lone = TEXT.replace("  vessel: {label: Vessel, nodes: [stasis, clot]}\n", "")
    text, diagram = said(lone, put_into_group(lone, "stone-age"))
    assert "groups" not in text


def test_a_step_goes_into_no_group_that_is_not_there() -> None:
    assert refusal(put_into_group(TEXT, "clot", "nowhere")) == "E067"
    assert refusal(put_into_group(TEXT, "nowhere", "bone")) == "E067"
    odd = TEXT.replace("nodes: Stone Age", "nodes: {a: b}")
    assert groups(said(odd, put_into_group(odd, "clot"))[1])["vessel"] == ("stasis",)


@given(st.text(), st.sets(st.text(max_size=5)), st.integers(0, 12))
def test_a_free_id_is_an_id_that_nothing_has(label: str, others: set[str], times: int) -> None:
    taken = set(others)
    for _round in range(times):
        found = free_id(label, taken)
        assert is_id(found)
        assert found not in taken
        taken.add(found)


def test_a_long_label_gives_an_id_that_is_short_enough() -> None:
    long = "word " * 40
    first = free_id(long, ())
    assert is_id(free_id(long, {first}))
    assert free_id("石", ()) == "step"


@pytest.mark.parametrize(
    ("element", "sentence"),
    [
        ("stasis", "Deleted “X” with 1 arrow. 2 other places do not name it any more."),
        ("stasis -> clot", "Deleted “X”. 1 other place does not name it any more."),
        ("stone-age", "Deleted “X” with 1 group."),
        ("clot", "Deleted “X” with 1 arrow. 1 other place does not name it any more."),
    ],
)
def test_a_removal_tells_what_goes_along(element: str, sentence: str) -> None:
    removed = remove(TEXT, element)
    assert removed.refused is None
    assert removal_sentences(element, "X", removed.consequences) == sentence


def test_everything_that_can_go_along_is_told_in_order() -> None:
    sections = ("tour", "edges", "edges", "quiz", "treatments", "bridges", "table", "groups")
    gone = [Consequence((section, number), is_removed=True) for number, section in enumerate(sections)]
    assert removal_sentences("x", "X", gone) == (
        "Deleted “X” with 2 arrows, 1 treatment, 1 group, 1 stop of the tour, 1 question, 1 bridge and the table."
    )
    assert removal_sentences("x", "X", ()) == "Deleted “X”."
    assert listed(()) == ""


def test_a_field_and_a_label_are_set_wherever_the_element_stands() -> None:
    after, diagram = said(TEXT, set_field(TEXT, "stone-age", "kind", "finding"))
    assert diagram.node_by_id["stone-age"].kind == "finding"
    assert after == TEXT.replace("kind: outcome", "kind: finding")
    after, diagram = said(TEXT, set_label(TEXT, "clot", "en", "Thrombus"))
    assert after == TEXT.replace("{en: Clot, id: Bekuan}\n    needs", "{en: Thrombus, id: Bekuan}\n    needs")
    assert refusal(set_field(TEXT, "nowhere", "kind", "finding")) == "E067"
    assert refusal(set_label(TEXT, "nowhere", "en", "x")) == "E067"
    assert refusal(set_label("- a list", "clot", "en", "x")) == "E067"
