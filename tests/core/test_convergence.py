"""The diagrams of a library merged on what they share: entries, shared steps, arrows with carriers, ways back."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from calcviewer.core.convergence import (
    MOST_CONCEPTS,
    THICKEST,
    Convergence,
    concept_of,
    converge,
    shared_concepts,
    short_title,
)
from calcviewer.core.library import CONVERGENCE, Library, Place, open_library
from calcviewer.core.model import Diagram, Edge, Node, Text
from calcviewer.core.schema import ENTRY
from calcviewer.paths import shipped_library

KINDS = {">": "causes", "~": "may-lead-to", "+": "promotes", "|": "inhibits"}


def diagram(name: str, *arrows: str, **concepts: str) -> Diagram:
    """`a>b` causes, `a~b` may lead to, `a+b` promotes, `a|b` inhibits; `x` alone is a step; `a="c"` names a concept."""
    ids = dict.fromkeys(end for arrow in arrows for end in (arrow[0], arrow[-1]))
    nodes = tuple(Node(i, "process", plain(f"{i} of {name}"), concept=concepts.get(i, "")) for i in ids)
    edges = tuple(Edge(a[0], a[-1], KINDS[a[1]]) for a in arrows if len(a) == 3)
    return Diagram(name, plain(f"{name.title()}: a story"), nodes=nodes, edges=edges)


def plain(words: str) -> Text:
    return Text((("", words),))


def merged(*diagrams: Diagram, names: Mapping[str, Text] | None = None) -> Convergence:
    return converge(diagrams, ("en", "id"), names or {})


def arrows(found: Convergence) -> dict[str, str]:
    return {edge.id: edge.kind for edge in found.diagram.edges}


def test_diagrams_that_share_nothing_do_not_meet() -> None:
    alone = merged(diagram("one", "a>b"), diagram("two", "c>d"))
    assert alone.diagram.nodes == ()
    assert alone.diagram.edges == ()
    assert alone.places == {}
    assert merged().diagram.nodes == ()


def test_a_concept_twice_in_one_diagram_is_not_shared() -> None:
    assert merged(diagram("one", "a>b", a="c", b="c"), diagram("two", "x>y")).diagram.nodes == ()


def test_each_diagram_enters_at_the_first_step_that_it_shares() -> None:
    found = merged(diagram("one", "a>b", "b>s", "s>e"), diagram("two", "x~s", "s>e"))
    assert [(node.id, node.kind) for node in found.diagram.nodes] == [
        ("*one", ENTRY),
        ("*two", ENTRY),
        ("s", "process"),
        ("e", "process"),
    ]
    assert arrows(found) == {"*one -> s": "causes", "s -> e": "causes", "*two -> s": "may-lead-to"}


def test_a_root_that_is_shared_is_where_the_diagram_enters() -> None:
    assert "*one -> s" in arrows(merged(diagram("one", "s>e"), diagram("two", "x>s", "s>e")))


def test_what_a_diagram_reaches_by_an_earlier_entry_anyway_is_no_entry_of_its_own() -> None:
    found = merged(diagram("one", "a>s", "a>e", "s>e"), diagram("two", "s>e"))
    assert set(arrows(found)) == {"*one -> s", "*two -> s", "s -> e"}


def test_of_two_entries_that_lead_to_each_other_the_first_stays() -> None:
    loop = merged(diagram("one", "a>s", "a>e", "s>e", "e>s"), diagram("two", "s>e", "e>s"))
    assert set(arrows(loop)) == {"*one -> s", "*two -> s", "s -> e", "e -> s"}


def test_an_entry_that_only_a_helper_leads_to_stays() -> None:
    found = merged(diagram("one", "a>s", "b>e", "s+e"), diagram("two", "s>e"))
    assert {"*one -> s", "*one -> e"} <= set(arrows(found))


def test_a_way_through_steps_of_its_own_is_one_arrow_and_as_sure_as_its_weakest_piece() -> None:
    found = merged(diagram("one", "s>p", "p~e", "e>z"), diagram("two", "s~q", "q>e", "e>z"))
    assert arrows(found)["s -> e"] == "may-lead-to"
    assert found.places["s -> e"] == (Place("one", "s -> p"), Place("two", "s -> q"))


def test_a_sure_way_beside_an_unsure_one_is_sure() -> None:
    found = merged(diagram("one", "s>p", "p>e", "p~q", "q>e"), diagram("two", "s>e"))
    assert arrows(found)["s -> e"] == "causes"


def test_a_way_does_not_pass_another_shared_step() -> None:
    found = merged(diagram("one", "s>m", "m>e"), diagram("two", "s>m", "m>e"))
    assert set(arrows(found)) == {"*one -> s", "*two -> s", "s -> m", "m -> e"}


def test_a_loop_of_a_diagrams_own_steps_ends() -> None:
    found = merged(diagram("one", "s>p", "p>q", "q>p", "q>e"), diagram("two", "s>e"))
    assert "s -> e" in arrows(found)


def test_twins_in_one_diagram_have_no_arrow_to_themselves() -> None:
    found = merged(diagram("one", "s>t", "t>e", t="s"), diagram("two", "s>e"))
    assert set(arrows(found)) == {"*one -> s", "*two -> s", "s -> e"}
    assert found.places["s"] == (Place("one", "s"), Place("one", "t"), Place("two", "s"))


def test_helpers_and_brakes_lead_only_where_they_end() -> None:
    found = merged(diagram("one", "s+e", "s|f", "s+p", "p>f", "x>e"), diagram("two", "s+e", "s|f"))
    assert {ends: kind for ends, kind in arrows(found).items() if ends.startswith("s")} == {
        "s -> e": "promotes",
        "s -> f": "inhibits",
    }


def test_an_arrow_is_what_most_say_and_names_those_who_say_otherwise() -> None:
    found = merged(diagram("one", "s>e"), diagram("two", "s+e"), diagram("three", "s+e"))
    arrow = found.diagram.edge_by_id["s -> e"]
    assert arrow.kind == "promotes"
    one, two, three = "[One](one#s%20-%3E%20e)", "[Two](two#s%20-%3E%20e)", "[Three](three#s%20-%3E%20e)"
    assert arrow.text.get("en") == f"{one} (causes) · {two} · {three}"
    assert arrow.text.get("id") == f"{one} (menyebabkan) · {two} · {three}"


def test_a_diagram_that_tells_an_arrow_twice_is_named_once_by_what_says_most() -> None:
    twice = diagram("one", "s~e", "t>f", t="s", f="e")
    arrow = merged(twice, diagram("two", "s>e")).diagram.edge_by_id["s -> e"]
    assert arrow.kind == "causes"
    assert arrow.text.get("en") == "[One](one#t%20-%3E%20f) · [Two](two#s%20-%3E%20e)"


def test_an_arrow_is_the_thicker_the_more_diagrams_tell_it() -> None:
    few = merged(diagram("one", "s>e"), diagram("two", "s>e")).diagram.edge_by_id
    many = merged(*(diagram(f"d{number}", "s>e") for number in range(40))).diagram.edge_by_id
    assert few["*one -> s"].weight == 1.0
    assert 1.0 < few["s -> e"].weight < many["s -> e"].weight == THICKEST


def test_where_as_many_say_so_the_stronger_word_counts() -> None:
    assert arrows(merged(diagram("one", "s+e"), diagram("two", "s>e")))["s -> e"] == "causes"


def test_what_one_diagram_alone_says_is_drawn_only_where_nothing_else_leads_on() -> None:
    common = ("s>m", "m>e")
    plenty = merged(diagram("one", *common, "s>e"), diagram("two", *common))
    assert "s -> e" not in arrows(plenty)
    needed = merged(diagram("one", "s>m", "m>e"), diagram("two", "s>x", "m>y", "x>e", "y>z"))
    assert {"s -> m", "m -> e"} <= set(arrows(needed))


def test_of_too_many_concepts_those_that_most_share_are_kept() -> None:
    steps = [chr(ord("A") + i) for i in range(MOST_CONCEPTS + 5)]
    few = diagram("few", *steps)
    found = merged(few, diagram("other", *steps), diagram("third", *steps[-3:]))
    kept = [node.id for node in found.diagram.nodes if node.kind != ENTRY]
    assert len(kept) == MOST_CONCEPTS
    assert set(steps[-3:]) <= set(kept)


def test_a_diagram_that_shares_nothing_has_no_entry() -> None:
    found = merged(diagram("one", "s>e"), diagram("two", "s>e"), diagram("alone", "x>y"))
    assert "*alone" not in found.diagram.node_by_id
    assert "*alone" not in found.places


@pytest.mark.parametrize(
    ("labels", "chosen"),
    [
        (("Rare", "Usual", "Usual"), "Usual"),
        (("The long one", "Short", "Middling"), "Short"),
    ],
)
def test_a_concept_is_called_as_most_call_it_else_as_shortly_as_can_be(labels: tuple[str, ...], chosen: str) -> None:
    diagrams = [Diagram(f"d{i}", NO, nodes=(Node("c", "process", plain(words)),)) for i, words in enumerate(labels)]
    assert merged(*diagrams).diagram.node_by_id["c"].label == plain(chosen)


NO = Text()


def test_a_step_called_like_the_concept_names_it_before_a_shorter_label_does() -> None:
    one = Diagram("one", NO, nodes=(Node("c", "process", plain("The concept itself")),))
    two = Diagram("two", NO, nodes=(Node("x", "process", plain("Other"), concept="c"),))
    assert merged(two, one).diagram.node_by_id["c"].label == plain("The concept itself")


def test_a_word_of_the_glossary_names_a_concept_before_any_label() -> None:
    found = merged(diagram("one", "s>e"), diagram("two", "s>e"), names={"s": plain("Scar")})
    assert found.diagram.node_by_id["s"].label == plain("Scar")


def test_a_concept_stands_in_the_source_as_soon_as_one_of_its_steps_does() -> None:
    own = Diagram("own", NO, nodes=(Node("c", "cell", NO, origin="extension"),))
    source = Diagram("source", NO, nodes=(Node("c", "cell", NO),))
    assert merged(own, source).diagram.node_by_id["c"].origin == "source"
    assert merged(own, Diagram("third", NO, nodes=own.nodes)).diagram.node_by_id["c"].origin == "extension"


def test_the_words_lead_back_into_the_diagrams() -> None:
    found = merged(diagram("one", "s>e"), diagram("my file", "s>e"))
    text = found.diagram.node_by_id["s"].text
    assert text.get("en").splitlines() == [
        "In these diagrams:",
        "",
        "- [One: s of one](one#s)",
        "- [My File: s of my file](my%20file#s)",
    ]
    assert text.get("id").startswith("Dalam diagram berikut:")
    assert found.diagram.edge_by_id["*one -> s"].text.get("en") == "[s of one](one#s)"


def test_an_entry_shows_its_diagram_whole() -> None:
    one = Diagram(
        "one", plain("One: a [story]"), plain("See [this](#s) and [that](two#s)."), nodes=(Node("s", "cell", NO),)
    )
    found = merged(one, diagram("two", "s>e"))
    entry = found.diagram.node_by_id["*one"]
    assert entry.label == plain("One")
    assert entry.text.get("en") == (
        "[Open this diagram](one): **One: a \\[story\\]**\n\nSee [this](one#s) and [that](two#s)."
    )
    assert found.places["*one"] == (Place("one"),)


def test_a_title_without_a_colon_is_short_enough_and_one_that_begins_with_it_stays() -> None:
    assert short_title(Diagram("d", plain("Just this"))) == plain("Just this")
    assert short_title(Diagram("d", plain(": odd"))) == plain(": odd")


def test_two_diagrams_share_the_steps_of_one_concept_each_with_each() -> None:
    one = diagram("one", "a>s", "s>t", t="s")
    two = diagram("two", "u>v", "v>w", v="s", w="s")
    assert shared_concepts(one, two) == (("s", "v"), ("s", "w"), ("t", "v"), ("t", "w"))
    assert shared_concepts(one, diagram("three", "x>y")) == ()


def test_the_library_merges_its_diagrams_and_again_after_one_was_forgotten() -> None:
    library = open_library(shipped_library())
    assert [library.is_merged, library.has(CONVERGENCE), library.is_merged] == [False, True, True]
    result = library.load(CONVERGENCE)
    assert result.diagram is not None
    assert result.problems == ()
    assert library.title(CONVERGENCE).get("en") == "Where the pathways meet"
    assert library.load(CONVERGENCE).diagram is result.diagram
    assert library.place("#necrosis", CONVERGENCE) == Place(CONVERGENCE, "necrosis")
    assert library.place("#nothing", CONVERGENCE) is None
    overview = library.load("overview")
    library.forget("infection")
    assert library.load(CONVERGENCE).diagram is not result.diagram
    assert library.load("overview") is overview
    library.forget(CONVERGENCE)
    assert library.load("overview") is not overview


def test_a_library_without_shared_steps_has_nothing_merged(tmp_path: Path) -> None:
    library = Library(tmp_path)
    assert not library.has(CONVERGENCE)
    assert library.load(CONVERGENCE).diagram is None
    assert library.title(CONVERGENCE).get("en") == "Where the pathways meet"


def test_the_shipped_diagrams_meet_on_one_screen_and_end_where_all_end() -> None:
    library = open_library(shipped_library())
    found = library.convergence()
    steps = [node.id for node in found.diagram.nodes if node.kind != ENTRY]
    entries = [node.id for node in found.diagram.nodes if node.kind == ENTRY]
    assert sorted(entries) == sorted(f"*{name}" for name in library.paths)
    assert len(found.diagram.nodes) <= 45
    told = Counter(concept for d in library.diagrams() for concept in {concept_of(node) for node in d.nodes})
    assert set(steps) == {concept for concept, times in told.items() if times > 1}
    end = "dystrophic-calcification"
    for entry in entries:
        assert end in reach(found.diagram, entry), entry
    for element, places in found.places.items():
        assert places, element
        assert all(library.place(str(place), "") == place for place in places)


def reach(diagram: Diagram, start: str) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for edge in diagram.outgoing(waiting.pop()):
            if edge.target not in seen:
                seen.add(edge.target)
                waiting.append(edge.target)
    return seen
