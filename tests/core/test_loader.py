"""What a diagram file means: every construct of the format, and what is left of it where something is wrong."""

from pathlib import Path

import pytest

from calcviewer import paths
from calcviewer.core.link_checks import across_library
from calcviewer.core.loader import TEMPLATE, load_diagram, load_library
from calcviewer.core.model import (
    Edge,
    Group,
    Heading,
    Image,
    LibraryFile,
    Node,
    Question,
    Ref,
    Stop,
    Term,
    Text,
    Treatment,
)
from calcviewer.core.places import Places
from calcviewer.core.problems import Span
from calcviewer.core.result import LoadResult

WHOLE = """\
format: 1
title: {en: "Vein: phlebolith", id: "Vena: flebolit"}
summary: A clot turns to stone.
authors: [A, B]
reviewers: []
updated: 2026-11-22
licence: CC-BY-4.0
tags: [vein]
direction: right
objectives:
  - {en: Name the steps., id: Sebutkan langkahnya.}
nodes:
  stasis:
    kind: trigger
    label: Stasis
    text:
      id: Aliran lambat.
      en: |
        Slow flow. See [the clot](#clot), [a clot](term:thrombus), [necrosis](core#necrosis).
    concept: slow-flow
    see-also: [core, core#necrosis]
    origin: extension
    facts: [F52, F53]
    image: {file: images/stasis.svg, alt: A vein}
    refs: [R56]
  clot:
    kind: tissue
    label: Clot
  stone:
    kind: finding
    label: Stone
    needs: [clot]
edges:
  - stasis -> clot -> stone
  - from: stone
    to: stasis
    kind: promotes
    text: A stone slows the flow.
    origin: extension
    facts: [F55]
    refs: [R56]
bridges: [stasis -> stone]
treatments:
  heparin:
    label: Heparin
    acts-on: [clot, stasis->clot]
    effect: reduces
    may-lead-to: stasis
    text: It thins.
    caution: It bleeds.
    evidence: trials
    concept: anticoagulant
    origin: extension
    facts: [F1]
    refs: [R56]
groups:
  wall: {label: Wall, nodes: [stasis, clot]}
tour:
  - {show: [stasis, stasis -> clot, heparin], text: Look.}
quiz:
  - ask: Which?
    block: [heparin]
    choices: [Clot, Stone]
    answer: 2
    why: Because.
  - {ask: In order?, order: [Clot, Stone]}
refs:
  R56: {text: Virchow, year: 1856, doi: 10.1/x, pmid: 1, pmcid: PMC1, checked: true}
"""
START = (
    "format: 1\ntitle: Clot\nnodes:\n  stasis: {kind: trigger, label: Stasis}\n  clot: {kind: finding, label: Clot}\n"
)


def plain(words: str) -> Text:
    return Text((("", words),))


def found(result: LoadResult) -> list[str]:
    return [f"{problem.code} {problem.span.line}" for problem in result.problems]


def test_every_construct_of_the_format() -> None:
    result = load_diagram(WHOLE, "venous")
    assert result.problems == ()
    diagram = result.diagram
    assert diagram is not None
    assert (diagram.id, diagram.title.get("id"), diagram.summary) == (
        "venous",
        "Vena: flebolit",
        plain("A clot turns to stone."),
    )
    assert (diagram.authors, diagram.reviewers, diagram.tags) == (("A", "B"), (), ("vein",))
    assert (diagram.updated, diagram.licence, diagram.direction) == ("2026-11-22", "CC-BY-4.0", "right")
    assert diagram.objectives == (Text((("en", "Name the steps."), ("id", "Sebutkan langkahnya."))),)
    assert diagram.nodes == (
        Node(
            id="stasis",
            kind="trigger",
            label=plain("Stasis"),
            text=Text(
                (
                    (
                        "en",
                        "Slow flow. See [the clot](#clot), [a clot](term:thrombus), [necrosis](core#necrosis).",
                    ),
                    ("id", "Aliran lambat."),
                )
            ),
            concept="slow-flow",
            origin="extension",
            facts=("F52", "F53"),
            see_also=("core", "core#necrosis"),
            image=Image("images/stasis.svg", plain("A vein")),
            refs=("R56",),
        ),
        Node("clot", "tissue", plain("Clot")),
        Node("stone", "finding", plain("Stone"), needs=("clot",)),
    )
    assert diagram.edges == (
        Edge("stasis", "clot"),
        Edge("clot", "stone"),
        Edge("stone", "stasis", "promotes", plain("A stone slows the flow."), "extension", ("F55",), ("R56",)),
    )
    assert diagram.bridges == (("stasis", "stone"),)
    assert diagram.treatments == (
        Treatment(
            id="heparin",
            label=plain("Heparin"),
            acts_on=("clot", "stasis -> clot"),
            effect="reduces",
            text=plain("It thins."),
            caution=plain("It bleeds."),
            evidence=("trials",),
            may_lead_to=("stasis",),
            concept="anticoagulant",
            origin="extension",
            facts=("F1",),
            refs=("R56",),
        ),
    )
    assert diagram.groups == (Group("wall", plain("Wall"), ("stasis", "clot")),)
    assert diagram.tour == (Stop(("stasis", "stasis -> clot", "heparin"), plain("Look.")),)
    assert diagram.quiz == (
        Question(plain("Which?"), (plain("Clot"), plain("Stone")), 2, (), ("heparin",), plain("Because.")),
        Question(plain("In order?"), order=(plain("Clot"), plain("Stone"))),
    )
    assert diagram.refs == {"R56": Ref("R56", "Virchow", "1856", "10.1/x", "1", "PMC1", checked=True)}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("title", 'title: {en: "Vein: phlebolith", id: "Vena: flebolit"}'),
        ("nodes.clot", "clot:\n    kind: tissue\n    label: Clot"),
        ("clot", "clot:\n    kind: tissue\n    label: Clot"),
        ("clot.label", "label: Clot"),
        ("nodes.stasis.facts[1]", "F53"),
        ("stasis.facts[1]", "F53"),
        ("nodes.stasis.image.file", "file: images/stasis.svg"),
        ("edges[0]", "stasis -> clot -> stone"),
        ("clot -> stone", "stasis -> clot -> stone"),
        ("stone -> stasis.refs[0]", "R56"),
        ("heparin.acts-on[1]", "stasis->clot"),
        ("treatments.heparin.may-lead-to[0]", "stasis"),
        ("groups.wall.nodes[0]", "stasis"),
        ("tour[0].show[2]", "heparin"),
        ("quiz[0].choices[1]", "Stone"),
        ("refs.R56.year", "year: 1856"),
        ("nodes.stasis.text.en(#clot)", "#clot"),
        ("nodes.stasis.text.en(core#necrosis)", "core#necrosis"),
    ],
)
def test_places_are_known_by_path_and_by_id(path: str, words: str) -> None:
    assert Places(WHOLE).slice(load_diagram(WHOLE, "venous").spans[path]) == words


def test_the_template_is_a_diagram_without_problems() -> None:
    assert load_diagram(TEMPLATE, "new").problems == ()


def test_problems_stand_in_the_order_of_the_file() -> None:
    spans = [problem.span for problem in load_diagram("nodes:\n  a: {labl: x}\ntitl: y\n", "x").problems]
    assert spans == sorted(spans)


# -- languages ---------------------------------------------------------------------------------------------------------


def test_texts_begin_with_the_first_language_of_the_library() -> None:
    result = load_diagram(START.replace("title: Clot", "title: {en: Clot, de: Pfropf, id: Bekuan}"), "x", ("id", "en"))
    assert result.problems == ()
    assert result.diagram
    assert [code for code, _ in result.diagram.title.values] == ["id", "en", "de"]


def test_a_language_that_is_missing_is_a_warning_and_another_stands_in() -> None:
    result = load_diagram(START.replace("title: Clot", "title: {en: Clot, id: '  '}"), "x")
    assert [(problem.code, problem.severity, problem.args) for problem in result.problems] == [
        ("W010", "warning", {"languages": "id"})
    ]
    assert result.diagram
    assert result.diagram.title.get("id") == "Clot"


# -- what is left where something is wrong -----------------------------------------------------------------------------


def test_a_step_without_label_or_kind_is_still_drawn() -> None:
    result = load_diagram("format: 1\ntitle: x\nnodes:\n  Venous stasis: {}\n", "x")
    assert result.diagram
    assert result.diagram.nodes == (Node("venous-stasis", "process", plain("Venous stasis")),)


def test_a_wrong_id_is_still_found_by_what_names_it() -> None:
    text = START.replace("clot:", "Blood clot:") + "edges:\n  - stasis -> Blood clot\n  - stasis -> blood-clot\n"
    result = load_diagram(text, "x")
    assert found(result) == ["E060 5", "E065 8"]
    assert result.diagram
    assert [edge.id for edge in result.diagram.edges] == ["stasis -> blood-clot"]


def test_an_id_that_cannot_be_mended_is_left_out() -> None:
    text = START + "  ' ': {kind: cell, label: a}\n  Clot: {kind: cell, label: b}\n  any: {kind: cell, label: c}\n"
    result = load_diagram(text, "x")
    assert found(result) == ["E060 6", "E060 7", "E060 8"]
    assert result.diagram
    assert list(result.diagram.node_by_id) == ["stasis", "clot"]


def test_only_what_exists_is_named() -> None:
    result = load_diagram(
        START
        + """\
edges: [stasis -> clot -> gone, gone -> clot]
bridges: [stasis -> gone, stasis -> stasis]
treatments:
  heparin: {label: Heparin, acts-on: [gone, clot, clot], may-lead-to: [gone, clot]}
groups:
  wall: {label: Wall, nodes: [gone]}
  blood: {label: Blood, nodes: [gone, clot]}
tour:
  - {show: gone, text: Nothing to see.}
  - {show: [gone, clot], text: Look.}
quiz:
  - {ask: Nothing?}
  - {ask: Which?, choices: [a, b], answer: 1, block: gone}
""",
        "x",
    )
    diagram = result.diagram
    assert diagram
    assert [edge.id for edge in diagram.edges] == ["stasis -> clot"]
    assert diagram.bridges == ()
    assert [(t.acts_on, t.may_lead_to) for t in diagram.treatments] == [(("clot",), ("clot",))]
    assert [group.nodes for group in diagram.groups] == [("clot",)]
    assert [stop.show for stop in diagram.tour] == [("clot",)]
    assert [question.block for question in diagram.quiz] == [()]
    assert {problem.code for problem in result.problems} == {"E063", "E067", "E070"}
    assert (result.spans["tour[0]"].line, result.spans["quiz[0].ask"].line) == (15, 18)


def test_items_of_a_wrong_type_keep_the_numbers_of_the_others() -> None:
    quiz = "quiz:\n  - {ask: Which?, choices: [a, [b], ' ', d], answer: 4}\nauthors: [[A], B]\n"
    result = load_diagram(START + quiz, "x")
    assert [problem.code for problem in result.problems] == ["E053", "W011", "E053"]
    assert result.diagram
    assert [choice.get("en") for choice in result.diagram.quiz[0].choices] == ["a", "", "", "d"]
    assert result.diagram.authors == ("B",)


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        ("quiz: [{choices: [a, b], answer: 1}]", ["E051 6"]),
        ("quiz: [{ask: Which?, choices: [a, b], answer: two}]", ["E056 6"]),
        ("quiz: [{ask: Which?, choices: [a, b], answer: [1]}]", ["E053 6"]),
        ("quiz: [{ask: Which?, order: [a]}]", ["E070 6"]),
        ("quiz: [no block]", ["E055 6"]),
        ("edges: [[a, b]]", ["E055 6"]),
        ("edges: [{to: clot}]", ["E051 6"]),
        ("refs: [R1]", ["E055 6"]),
        ("refs: {R1: {text: x, checked: perhaps}}", ["E057 6"]),
        ("refs: {R1: {text: x, checked: [true]}}", ["E053 6"]),
        ("refs: {R 1: {text: x}}", ["E060 6"]),
        ("direction: up", ["E058 6"]),
        ("direction: [up]", ["E053 6"]),
        ("treatments: {heparin: {label: a, acts-on: clot, evidence: [trials, hearsay]}}", ["E058 6"]),
        ("treatments: {heparin: {label: a}}", ["E051 6"]),
        ("treatments: {heparin: {label: a, acts-on: [[clot]]}}", ["E053 6"]),
        ("treatments: {heparin: {label: a, acts-on: {clot: 1}}}", ["E054 6"]),
        ("treatments: {heparin: {label: a, acts-on: a -> b -> c}}", ["E067 6"]),
        ("groups: {wall: {label: a}}", ["E051 6"]),
        ("tags: '- vein'", ["E054 6"]),
        ("summary: {en: [a]}", ["E053 6", "W011 6"]),
    ],
)
def test_a_wrong_value_is_left_out(line: str, problems: list[str]) -> None:
    result = load_diagram(f"{START}{line}\n", "x")
    assert sorted(found(result)) == problems
    assert result.diagram


def test_wrong_fields_of_a_step_are_left_out() -> None:
    text = (
        "format: 1\ntitle: x\nnodes:\n"
        "  a: {kind: cell, label: a, concept: Slow Flow, see-also: ['#b', http://x, [c]], image: {}}\n"
        "  b: {kind: cell, label: b, concept: '!', image: []}\n"
    )
    result = load_diagram(text, "x")
    codes = sorted(problem.code for problem in result.problems)
    assert codes == ["E051", "E053", "E055", "E060", "E060", "E076", "E076"]
    assert result.diagram
    assert [(node.concept, node.see_also, node.image) for node in result.diagram.nodes] == [("", (), None)] * 2
    assert (
        next(problem.fix.text for problem in result.problems if problem.code == "E060" and problem.fix) == "slow-flow"
    )


def test_needs_may_name_all_or_single_causes() -> None:
    text = START.replace("label: Clot}", "label: Clot, needs: all}") + "edges: [stasis -> clot]\n"
    result = load_diagram(text, "x")
    assert result.problems == ()
    assert result.diagram
    assert result.diagram.nodes[1].needs == ("all",)


def test_only_causal_arrows_can_be_needed() -> None:
    text = START.replace("label: Clot}", "label: Clot, needs: stasis}")
    edges = "edges: [{from: stasis, to: clot, kind: promotes}]\n"
    result = load_diagram(text + edges, "x")
    assert found(result) == ["E069 5"]
    assert result.diagram
    assert result.diagram.nodes[1].needs == ("any",)


def test_steps_that_wait_for_each_other_never_happen() -> None:
    text = START.replace("label: Clot}", "label: Clot, needs: all}") + "  scar: {kind: finding, label: Scar}\n"
    result = load_diagram(text + "edges: [stasis -> clot, clot -> scar -> clot]\n", "x")
    assert found(result) == ["E073 5", "E073 6"]


def test_a_closed_loop_without_a_beginning_is_a_beginning() -> None:
    text = START.replace("trigger", "process") + "edges: [stasis -> clot -> stasis]\n"
    assert load_diagram(text, "x").problems == ()


@pytest.mark.parametrize(
    ("label", "is_too_long"),
    [
        ("a " * 56, False),  # 14 words of one letter to a line
        ("a " * 57, True),
        ("x" * 112, False),  # a long word is broken
        ("x" * 113, True),
        ("fifteen-letters " * 4, False),
        ("fifteen-letters " * 5, True),
    ],
)
def test_a_label_has_room_for_four_lines(label: str, is_too_long: bool) -> None:
    treatment = f"treatments: {{heparin: {{label: {label}, acts-on: clot}}}}\n"
    assert found(load_diagram(START + treatment, "x")) == (["W012 6"] if is_too_long else [])


def test_a_missing_format_is_put_in_as_the_first_line() -> None:
    texts = ("# a\n  title: x\n", "{title: x}", "{}")
    fixes = [p.fix for text in texts for p in load_diagram(text, "x").problems if p.args == {"key": "format"}]
    assert fixes[0]
    assert (fixes[0].span, fixes[0].text) == (Span(2, 3, 2, 3), "format: 1\n  ")
    assert fixes[1:] == [None, None]


def test_a_link_is_found_even_where_it_is_written_otherwise() -> None:
    text = START.replace("title: Clot", 'title: Clot\nsummary: "[a](\\x23gone) [b](#gone)"')
    problems = load_diagram(text, "x").problems
    assert [(problem.code, problem.span.line) for problem in problems] == [("E075", 3), ("E075", 3)]


# -- the library -------------------------------------------------------------------------------------------------------

LIBRARY = """\
format: 1
title: {id: Kapur, en: Lime}
languages: [id, en]
source: A book.
diagrams:
  - heading: Veins
    diagrams: [venous, core]
facts:
  F1: A clot [is](term:clot) solid.
glossary:
  clot: {label: Clot, definition: Solid blood.}
refs:
  R1: {text: Virchow}
"""


def test_every_construct_of_a_library() -> None:
    result = load_library(LIBRARY)
    assert result.problems == ()
    assert result.file == LibraryFile(
        title=Text((("id", "Kapur"), ("en", "Lime"))),
        languages=("id", "en"),
        source=plain("A book."),
        headings=(Heading(plain("Veins"), ("venous", "core")),),
        facts={"F1": plain("A clot [is](term:clot) solid.")},
        glossary={"clot": Term("clot", plain("Clot"), plain("Solid blood."))},
        refs={"R1": Ref("R1", "Virchow")},
    )
    assert result.spans["glossary.clot"].line == 11


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("[id, en]", "[id, english]", ["E081 3"]),
        ("[id, en]", "id", ["E054 3"]),
        ("[id, en]", "[[id], en]", ["E053 3"]),
        ("[venous, core]", "[venous, core, venous, [x]]", ["E053 7", "E082 7"]),
        ("term:clot", "term:clott", ["E078 9"]),
        ("A clot [is](term:clot) solid.", "", ["W011 9"]),
        ("{text: Virchow}", "[Virchow]", ["E055 13"]),
    ],
)
def test_a_wrong_value_of_a_library_is_left_out(old: str, new: str, problems: list[str]) -> None:
    result = load_library(LIBRARY.replace(old, new))
    assert sorted(f"{problem.code} {problem.span.line}" for problem in result.problems) == problems
    assert result.file


@pytest.mark.parametrize(("text", "code"), [("", "E021"), ("- a", "E020"), ("a: [", "E034")])
def test_a_library_that_cannot_be_understood(text: str, code: str) -> None:
    result = load_library(text)
    assert (result.file, [problem.code for problem in result.problems]) == (None, [code])


# -- a diagram in its library ------------------------------------------------------------------------------------------


def linked(text: str = WHOLE) -> list[tuple[str, int, str]]:
    library = load_library(LIBRARY).file
    assert library
    problems = across_library(load_diagram(text, "venous"), {"venous": ("clot",), "core": ("necrosis",)}, library)
    return [(problem.code, problem.span.line, problem.fix.text if problem.fix else "") for problem in problems]


def test_links_facts_and_references_that_the_library_lacks() -> None:
    assert linked() == [
        ("E078", 19, ""),
        ("E079", 23, ""),
        ("E079", 23, ""),
        ("E079", 40, ""),
    ]


def test_a_link_that_is_nearly_right_has_a_fix() -> None:
    text = (
        WHOLE.replace("term:thrombus", "term:clott")
        .replace("core#necrosis)", "cores#necrosis)")
        .replace("[core, core#necrosis]", "[cores, core#necrosi]")
        .replace("[F52, F53]", "[F1]")
        .replace("F55", "F1")
    )
    assert linked(text) == [
        ("E078", 19, "term:clot"),
        ("E077", 19, "core#necrosis"),
        ("E077", 21, "core"),
        ("E075", 21, "core#necrosis"),
    ]


def test_a_reference_is_known_from_the_diagram_or_the_library() -> None:
    text = START.replace("label: Clot}", "label: Clot, refs: [R1, R2, R3]}") + "refs: {R2: {text: Own}}\n"
    assert [(code, line) for code, line, _ in linked(text)] == [("E080", 5)]


def test_a_diagram_that_cannot_be_read_has_no_links() -> None:
    assert across_library(LoadResult(None, ()), {}, LibraryFile()) == ()


SHIPPED = sorted(paths.shipped_library().glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_a_shipped_file_has_no_problem(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    result = load_library(text) if path.stem == "library" else load_diagram(text, path.stem)
    assert result.problems == ()
