"""Paths and loops as ways that can be lit."""

from calcviewer.activities.ways.way import Way, ways_of_loops, ways_of_paths
from calcviewer.core.loops import loops
from calcviewer.core.model import Diagram, Edge
from calcviewer.core.pathways import first_paths
from tests.layout.samples import diagram

RING = diagram(("a -> b", "b -> c", "c -> a"), nodes=("a", "b", "c"))


def test_a_path_has_its_steps_and_arrows_and_says_both_ends() -> None:
    (way,) = ways_of_paths(first_paths(RING, "a", "c"))
    assert way.elements == ("a", "b", "c", "a -> b", "b -> c")
    assert way.sentence(RING, "en") == "A path of 2 arrows from “Step a” to “Step c”."


def test_a_path_of_one_arrow_is_said_in_the_singular() -> None:
    assert Way(("a", "b")).sentence(RING, "en") == "A path of 1 arrow from “Step a” to “Step b”."


def test_a_loop_comes_back_and_says_its_sort() -> None:
    (way,) = ways_of_loops(RING, loops(RING))
    assert way.arrows == ("a -> b", "b -> c", "c -> a")
    assert way.sentence(RING, "en") == "A loop that drives itself: Step a → Step b → Step c → Step a."


def test_a_loop_with_a_brake_holds_itself_back() -> None:
    steps = RING.nodes
    braked = Diagram("x", RING.title, nodes=steps, edges=(*RING.edges[:2], Edge("c", "a", "inhibits")))
    (way,) = ways_of_loops(braked, loops(braked))
    assert way.sentence(braked, "en").startswith("A loop that holds itself back: ")


def test_a_way_is_in_a_diagram_that_has_all_of_it() -> None:
    way = Way(("a", "b", "c"))
    assert way.is_in(RING)
    assert not way.is_in(diagram(("a -> b",), nodes=("a", "b", "c")))
    assert not way.is_in(diagram(("a -> b",)))
