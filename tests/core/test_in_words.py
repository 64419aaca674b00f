"""Sentences about traces, paths and what-if: in English here; the catalogue has its own tests."""

from collections.abc import Iterator

import pytest

from calcviewer import i18n, paths
from calcviewer.core.in_words import (
    NOTICE,
    STATE_LABELS,
    chain,
    difference_sentence,
    evidence_sentence,
    label,
    outcome_sentence,
    path_sentences,
    paths_sentence,
    plain,
    reason_sentence,
    setting_sentence,
    trace_sentence,
    trace_sentences,
)
from calcviewer.core.model import Diagram, Edge, Node, Text, Treatment
from calcviewer.core.pathways import Paths, first_paths
from calcviewer.core.reason import reason
from calcviewer.core.trace import Direction, trace
from calcviewer.core.what_if import STATES, Setting, differences, setting_of, what_if


def both(en: str, id_: str) -> Text:
    return Text((("en", en), ("id", id_)))


LABELS = {
    "stasis": both("Slow\nblood", "Darah\nlambat"),
    "clot": both("Clot", "Bekuan"),
    "stone": both("Stone", "Batu"),
    "brake": both("Brake", "Rem"),
    "pain": both("Pain", "Nyeri"),
    "nameless": Text(),
}
WHY = both("Slow *blood* [clots](#clot)\nsoon.", "Darah lambat [membeku](#clot).")
EDGES = (
    Edge("stasis", "clot", text=WHY),
    Edge("clot", "stone", "may-lead-to"),
    Edge("stone", "pain"),
    Edge("brake", "stone", "inhibits"),
    Edge("clot", "brake", "promotes", Text((("en", "Only English."),))),
    Edge("stasis", "pain", "may-lead-to"),
)
HEPARIN = Treatment("heparin", both("Heparin\nor so", "Heparin"), ("clot",), evidence=("trials", "guideline"))
BALM = Treatment("balm", Text(), ("pain", "stone -> pain"), "reduces", may_lead_to=("nameless", "brake"))
WALK = Treatment("walk", both("Walking", "Jalan kaki"), ("stasis",), "reduces", may_lead_to=("stone",))
DIAGRAM = Diagram(
    "veins",
    both("Veins", "Vena"),
    nodes=tuple(
        Node(name, "process", text, needs=("all",) if name == "pain" else ("any",)) for name, text in LABELS.items()
    ),
    edges=EDGES,
    treatments=(HEPARIN, BALM, WALK),
)


@pytest.fixture
def indonesian() -> Iterator[None]:
    if not paths.resource("locale", "id", "LC_MESSAGES", "calcviewer.mo").is_file():
        pytest.skip("the Indonesian catalogue is not compiled")
    i18n.use_language("id")
    yield
    i18n.use_language("en")


def why(step: str, *elements: str, present: tuple[str, ...] = ()) -> str:
    found = setting_of(DIAGRAM, elements)
    setting = Setting(found.treatments, found.blocked, found.cut, present)
    return reason_sentence(DIAGRAM, reason(DIAGRAM, what_if(DIAGRAM, setting), step), "en")


# -- labels, traces, paths ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ("stasis", "Slow blood"),
        ("stasis -> clot", "Slow blood → Clot"),
        ("heparin", "Heparin or so"),
        ("balm", "balm"),
        ("nameless", "nameless"),
        ("nobody", "nobody"),
    ],
)
def test_everything_has_a_label_on_one_line(element: str, words: str) -> None:
    assert label(DIAGRAM, element, "en") == words


@pytest.mark.parametrize(
    ("origin", "direction", "limit", "words"),
    [
        ("stasis", "effects", None, "4 effects of “Slow blood”, in 2 steps."),
        ("stasis", "effects", 1, "2 effects of “Slow blood”, in 1 step."),
        ("stasis", "causes", None, "Nothing leads to “Slow blood”."),
        ("pain", "effects", None, "Nothing follows from “Pain”."),
        ("nameless", "both", None, "No arrow joins “nameless” to anything."),
        ("clot", "causes", None, "1 cause of “Clot”, in 1 step."),
        ("clot", "both", None, "1 cause and 3 effects of “Clot”, in 2 steps."),
        ("clot -> stone", "effects", None, "1 effect of “Clot → Stone”, in 1 step."),
    ],
)
def test_what_is_lit_is_said(origin: str, direction: str, limit: int | None, words: str) -> None:
    assert trace_sentence(DIAGRAM, trace(DIAGRAM, origin, Direction(direction), limit), "en") == words


def test_a_path_is_told_by_its_arrows() -> None:
    assert path_sentences(DIAGRAM, ("stasis", "clot", "stone", "pain"), "en") == (
        "Slow blood clots soon.",
        "“Clot” can lead to “Stone”.",
        "“Stone” leads to “Pain”.",
    )
    assert chain(DIAGRAM, ("clot", "stone"), "id") == "Bekuan → Batu"


def test_a_trace_is_told_by_its_arrows_in_order() -> None:
    lit = trace(DIAGRAM, "stone", Direction.CAUSES)
    assert trace_sentences(DIAGRAM, lit, ("stasis", "clot", "brake"), "en") == (
        "Slow blood clots soon.",
        "“Clot” can lead to “Stone”.",
        "Only English.",
        "“Brake” holds “Stone” back.",
    )


def test_a_path_is_told_in_the_language_of_the_content(indonesian: None) -> None:
    i18n.use_language("en")
    assert path_sentences(DIAGRAM, ("stasis", "clot", "brake", "stone"), "id") == (
        "Darah lambat membeku.",
        "“Bekuan” mendorong “Rem”.",
        "“Rem” menghambat “Batu”.",
    )
    assert path_sentences(DIAGRAM, ("clot", "stone"), "xx") == ("“Clot” can lead to “Stone”.",)


@pytest.mark.parametrize(
    ("ends", "most", "words"),
    [
        (("stasis", "stone"), 9, "1 path from “Slow blood” to “Stone”."),
        (("stasis", "pain"), 9, "2 paths from “Slow blood” to “Pain”."),
        (("stasis", "pain"), 1, "The shortest path from “Slow blood” to “Pain”; there may be more."),
        (("pain", "stasis"), 9, "No path leads from “Pain” to “Slow blood”."),
    ],
)
def test_how_many_paths_there_are(ends: tuple[str, str], most: int, words: str) -> None:
    assert paths_sentence(DIAGRAM, ends, first_paths(DIAGRAM, *ends, most), "en") == words
    assert paths_sentence(DIAGRAM, ends, Paths((), is_more=False), "en").startswith("No path")


def test_marks_of_markdown_are_no_words() -> None:
    assert plain("A **[dead](other#cell)**\n cell, *not* [this]") == "A dead cell, not [this]"


# -- what-if -----------------------------------------------------------------------------------------------------------


def test_a_setting_in_words() -> None:
    assert setting_sentence(DIAGRAM, Setting(), "en") == "Nothing is blocked and no treatment is on."
    asked = Setting(("walk", "heparin"), ("stone",), ("clot -> stone",), ("pain",))
    assert setting_sentence(DIAGRAM, asked, "en") == (
        "With: Heparin or so, Walking. Blocked: Stone. Cut: Clot → Stone. Already there: Pain."
    )


def test_an_outcome_in_numbers() -> None:
    found = what_if(DIAGRAM, Setting(("heparin",)))
    assert outcome_sentence(DIAGRAM, found) == "1 blocked, 2 prevented, 1 reduced, 0 may increase, 2 unaffected."
    assert {*STATE_LABELS} == {*STATES}
    assert "complete block" in NOTICE


def test_evidence_in_words() -> None:
    assert evidence_sentence(HEPARIN, "en") == "Heparin or so: Randomised trials · Guideline practice"
    assert evidence_sentence(BALM, "id") == "balm: no evidence is named"


def test_a_difference_in_words() -> None:
    one, other = what_if(DIAGRAM, Setting()), what_if(DIAGRAM, Setting(blocked=("stone",)))
    said = [difference_sentence(DIAGRAM, difference, "en") for difference in differences(DIAGRAM, one, other)]
    assert said == [
        "“Stone”: unaffected with A, blocked with B.",
        "“Pain”: unaffected with A, prevented with B.",
    ]


@pytest.mark.parametrize(
    ("step", "elements", "words"),
    [
        ("clot", ["heparin"], "“Clot” is taken away by “Heparin or so”."),
        ("clot", ["clot"], "“Clot” is blocked."),
        ("stone", ["clot"], "“Stone” is prevented, because “Clot” is blocked."),
        ("stone", ["clot -> stone"], "“Stone” is prevented, because the arrow “Clot → Stone” is cut."),
        (
            "stone",
            ["clot -> stone", "stasis"],
            "“Stone” is prevented, because the arrow “Clot → Stone” is cut and “Slow blood” is blocked.",
        ),
        (
            "pain",
            ["stone"],
            "“Pain” is prevented, because “Stone” is blocked. It needs “Stone”, which is missing.",
        ),
        (
            "pain",
            ["stone", "stasis"],
            "“Pain” is prevented, because “Stone” is blocked and “Slow blood” is blocked. "
            "It needs “Stone” and “Slow blood”, which are missing.",
        ),
        ("stone", [], "“Stone” is reached as before: Slow blood → Clot → Stone."),
        ("stasis", [], "“Slow blood” is there from the start, as before."),
        (
            "clot",
            ["walk"],
            "“Clot” is still reached: Slow blood → Clot. It is reduced, because “Slow blood” is weakened.",
        ),
        (
            "pain",
            ["balm"],
            "“Pain” is still reached: Slow blood → Pain. It is reduced, because a treatment weakens it and the arrow "
            "“Stone → Pain” is weakened.",
        ),
        ("stasis", ["walk"], "“Slow blood” is still there. It is reduced, because a treatment weakens it."),
        (
            "brake",
            ["balm", "clot"],
            "“Brake” is still there. It is reduced, because “Clot” is blocked. It may increase, because “balm” can "
            "bring it about.",
        ),
        (
            "stone",
            ["brake"],
            "“Stone” is reached: Slow blood → Clot → Stone. It may increase, because a brake fails or weakens: "
            "“Brake → Stone”.",
        ),
    ],
)
def test_reasons_in_words(step: str, elements: list[str], words: str) -> None:
    assert why(step, *elements) == words


def test_a_way_that_a_treatment_begins_names_it() -> None:
    assert why("stone", "walk", "clot") == (
        "“Stone” is still reached: Walking → Stone. It is reduced, because “Clot” is blocked. "
        "It may increase, because a brake fails or weakens: “Brake → Stone”. "
        "It may increase, because “Walking” can bring it about."
    )
    assert why("clot", "stasis", present=("clot",)) == (
        "“Clot” is still there. It is reduced, because “Slow blood” is blocked."
    )


def test_brakes_and_treatments_come_in_numbers() -> None:
    ends = (("a", "z", "inhibits"), ("b", "z", "inhibits"), ("y", "z", "causes"))
    nodes = tuple(Node(name, "process", Text((("", name.upper()),))) for name in "abyz")
    drugs = tuple(Treatment(name, Text(), ("a", "b -> z"), "reduces", may_lead_to=("z",)) for name in ("one", "two"))
    diagram = Diagram("d", Text(), nodes=nodes, edges=tuple(Edge(*end) for end in ends), treatments=drugs)
    found = what_if(diagram, Setting(("one", "two"), cut=("a -> z",)))
    assert reason_sentence(diagram, reason(diagram, found, "z"), "en") == (
        "“Z” is reached: one → Z. It may increase, because brakes fail or weaken: “A → Z” and “B → Z”. "
        "It may increase, because “one” and “two” can each bring it about."
    )


def test_a_beginning_can_lose_its_brake_too() -> None:
    nodes = tuple(Node(name, "process", Text()) for name in "ab")
    diagram = Diagram("d", Text(), nodes=nodes, edges=(Edge("a", "b", "inhibits"),))
    found = what_if(diagram, Setting(blocked=("a",)))
    assert reason_sentence(diagram, reason(diagram, found, "b"), "en") == (
        "“b” is there from the start. It may increase, because a brake fails or weakens: “a → b”."
    )


def test_what_was_never_there_is_said_so() -> None:
    pair = (Edge("a", "b"), Edge("c", "b"), Edge("b", "c"))
    nodes = (Node("a", "process", Text()), Node("b", "process", Text(), needs=("all",)), Node("c", "process", Text()))
    diagram = Diagram("d", Text(), nodes=nodes, edges=pair)
    found = what_if(diagram, Setting(blocked=("a",)))
    assert reason_sentence(diagram, reason(diagram, found, "c"), "en") == "“c” is not reached, with or without this."
