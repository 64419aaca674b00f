"""Search: what a reader types is found, in any language, in labels and explanations, the best hit first."""

from calcviewer.core.model import Diagram, Edge, Node, Table, TableRow, Text, Treatment
from calcviewer.core.search import SearchIndex, fact_passages, fold, passages


def text(en: str, id_: str = "") -> Text:
    return Text((("en", en), ("id", id_ or en)))


VEIN = Diagram(
    id="vein",
    title=text("Vein: phlebolith", "Vena: flebolit"),
    summary=text("A clot turns to stone."),
    nodes=(
        Node("stasis", "process", text("Venous stasis", "Stasis vena"), text("Slow flow lets a *thrombus* grow.")),
        Node("thrombus", "tissue", text("Thrombus", "Trombus"), text("See [the stone](#phlebolith) in the pelvis.")),
        Node("phlebolith", "finding", text("Phlebolith", "Flebolit"), Text((("", "Crème brûlée"),))),
    ),
    edges=(Edge("stasis", "thrombus", text=text("Blood that stands still clots.")),),
    treatments=(
        Treatment("heparin", text("Heparin"), ("thrombus",), text=text("Slows clotting."), caution=text("Bleeding")),
    ),
)
INDEX = SearchIndex(passages(VEIN))


def found(query: str) -> list[str]:
    return [hit.element for hit in INDEX.search(query)]


def test_a_label_is_found_in_either_language() -> None:
    assert found("flebolit")[0] == "phlebolith"
    assert found("stasis vena") == ["stasis"]


def test_the_beginning_of_a_label_comes_before_a_word_inside_and_that_before_an_explanation() -> None:
    assert found("phlebolith")[:2] == ["phlebolith", ""]
    assert found("thromb") == ["thrombus", "stasis"]


def test_every_word_must_be_there() -> None:
    assert found("slow flow") == ["stasis"]
    assert found("slow xylophone") == []


def test_accents_case_and_markdown_do_not_matter() -> None:
    assert fold("Crème-BRÛLÉE!") == "creme brulee"
    assert found("creme") == ["phlebolith"]
    assert found("thrombus grow") == ["stasis"]
    assert "thrombus" not in found("phlebolith pelvis")


def test_arrows_treatments_and_the_diagram_itself_are_found() -> None:
    assert found("stands still") == ["stasis -> thrombus"]
    assert found("bleeding") == ["heparin"]
    assert found("turns to stone") == [""]


def test_a_hit_in_an_explanation_shows_the_words_around_it() -> None:
    hit = INDEX.search("pelvis")[0]
    assert hit.snippet == "See the stone in the pelvis."
    assert hit.label.get("id") == "Trombus"


def test_a_long_explanation_is_shortened_on_both_sides() -> None:
    words = " ".join(f"word{i}" for i in range(60))
    node = Node("long", "process", text("Long"), text(f"{words} needle {words}"))
    (hit,) = SearchIndex(passages(Diagram("d", text("D"), nodes=(node,)))).search("needle")
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert "needle" in hit.snippet
    assert len(hit.snippet) < 120


def test_nothing_typed_finds_nothing() -> None:
    assert found("") == []
    assert found(" - ") == []


def test_a_word_inside_another_is_found_last() -> None:
    assert found("hrombus") == ["thrombus", "stasis"]
    assert found("olith") == ["", "phlebolith"]


def test_the_number_of_hits_is_bounded() -> None:
    many = Diagram("many", text("D"), nodes=tuple(Node(f"n{i}", "cell", text(f"Same {i}")) for i in range(50)))
    assert len(SearchIndex(passages(many)).search("same", limit=10)) == 10


def test_a_text_is_true_and_has_a_language_only_with_words_in_it() -> None:
    blank = Text((("en", " "), ("id", "Bekuan")))
    assert blank
    assert not Text((("en", " "),))
    assert blank.has("id")
    assert not blank.has("en")
    assert Text((("", "same"),)).has("en")
    assert Text().get("en") == ""


def test_statements_of_the_source_text_belong_to_no_diagram() -> None:
    facts = {"F1": text("A clot can turn to stone.", "Bekuan dapat menjadi batu."), "F2": text("Nothing.")}
    (hit,) = SearchIndex((*passages(VEIN), *fact_passages(facts))).search("menjadi batu")
    assert (hit.diagram, hit.element, hit.language) == ("", "F1", "id")
    assert [h.element for h in SearchIndex(fact_passages(facts)).search("f2")] == ["F2"]


def test_the_cells_of_a_table_are_found_at_the_diagram() -> None:
    table = Table(("stasis",), (TableRow(text("Where"), (text("In the pelvis, mostly"),)),))
    (hit,) = SearchIndex(passages(VEIN._replace(table=table))).search("pelvis mostly")
    assert (hit.element, hit.snippet) == ("", "In the pelvis, mostly")
