"""Forms as values: which entries there are, and which rows with which words, names and problems each form has."""

import pytest

from calcviewer.core import model
from calcviewer.core.form_contents import Entry, contents, entry_of
from calcviewer.core.form_fields import FormRow, Sign, Sort, Words, form_of, record_at, span_at
from calcviewer.core.nameable import Nameable
from calcviewer.core.problems import Span
from calcviewer.core.schema import DIAGRAM as DIAGRAM_FIELDS
from calcviewer.core.schema import EDGE, LIBRARY, NODE, TREATMENT, Field, Hint, Kind, Record
from calcviewer.core.source import compose
from calcviewer.core.translations import Gaps
from calcviewer.core.values import Path
from tests.core.small_form import BOTH, DIAGRAM, TEXT, entry, form, said

ENTRIES = {
    "Steps": [
        (("nodes", "start"), "Start", "trigger", "start"),
        (("nodes", "middle"), "Middle", "process", "middle"),
        (("nodes", "end"), "DNA", "outcome", "end"),
    ],
    "Arrows": [
        (("edges", 0), "Start → Middle", "causes", "start -> middle"),
        (("edges", 0), "Middle → DNA", "causes", "middle -> end"),
    ],
    "Treatments": [(("treatments", "cure"), "Cure", "treatment", "cure")],
    "Groups": [(("groups", "wall"), "Wall", "group", "")],
    "Table": [(("table",), "Table", "table", "")],
    "Rows": [(("table", "rows", 0), "1. Age", "row", "")],
    "Tour": [(("tour", 0), "1. First.", "stop", "")],
    "Quiz": [(("quiz", 0), "1. Which?", "question", "")],
    "References": [(("refs", "R1"), "Own reference", "reference", "")],
}


def test_everything_with_a_form_is_listed() -> None:
    found = contents(said(), "en")
    listed = {
        part.label: [(entry.path, entry.label, entry.kind, entry.element) for entry in part.entries] for part in found
    }
    assert listed == ENTRIES
    assert [part.label for part in found if part.is_list] == ["Rows", "Tour", "Quiz"]


def test_an_empty_file_has_empty_lists() -> None:
    assert [part.entries for part in contents({}, "en")] == [()] * len(ENTRIES)
    assert [part.entries for part in contents("words", "en")] == [()] * len(ENTRIES)


def test_every_entry_is_found_at_its_path_and_has_a_form() -> None:
    for part in contents(said(), "en"):
        for listed in part.entries:
            assert entry(listed.path, listed.element) == listed
            assert form(listed.path, listed.element).rows
    assert entry(()).label == "Small"
    assert entry((), text="nodes: {}\n").label == "This diagram"


@pytest.mark.parametrize(
    "path",
    [
        ("nodes", "gone"),
        ("tour", 9),
        ("gone", "x"),
        ("nodes",),
        ("title", "en"),
        ("table", "rows", 4),
        ("title", "x", 1),
    ],
)
def test_what_is_not_there_has_neither_entry_nor_form(path: Path) -> None:
    root, _ = compose(TEXT)
    assert root is not None
    assert entry_of(said(), path, "en") is None
    assert form_of(root, Entry(path, "x"), Nameable(DIAGRAM), BOTH, Gaps()) is None


def test_odd_blocks_have_entries_as_far_as_they_can() -> None:
    odd = "title: T\nnodes:\n  My Step: {label: }\n  b: x\nedges:\n  - {kind: inhibits, from: [x]}\n  - x\n  - []\n"
    steps, arrows = (part.entries for part in contents(said(odd), "en")[:2])
    assert steps == (Entry(("nodes", "My Step"), "My Step", "process", "my-step"),)
    assert [arrow.kind for arrow in arrows] == ["inhibits"]
    assert entry_of("words", (), "en") is None


def test_a_step_has_a_row_for_each_field_of_the_schema() -> None:
    rows = form(("nodes", "middle"), "middle").rows
    names = [row.path[2:] for row in rows]
    wanted = [row for row in NODE.fields if row.kind is not Kind.RECORD]
    assert {(row.name,) for row in wanted} <= set(names)
    assert ("image", "file") in names
    assert ("image", "alt") in names
    assert [row.heading for row in rows if row.path[2] == "image"] == ["Picture", "Picture"]


def _row(path: Path, name: str, element: str = "") -> FormRow:
    found = form(path, element).row(name)
    assert found is not None
    return found


def test_a_text_shows_the_wanted_languages_first_and_says_which_is_missing() -> None:
    label = _row(("nodes", "middle"), "label", "middle")
    assert label.texts == ((Words("en", "Middle"), Words("id", "", Sign.MISSING)),)
    assert label.is_required
    assert label.help == "The few words that stand in the box."
    assert _row(("nodes", "start"), "text", "start").texts == ((Words("en", ""), Words("id", "")),)


def test_a_text_that_is_the_same_everywhere_has_one_line() -> None:
    assert _row(("nodes", "end"), "label", "end").texts == ((Words("", "DNA"),),)


def test_a_stale_language_is_marked_and_others_come_last() -> None:
    text = TEXT.replace("{en: Start, id: Awal}", "{fr: Début, id: Awal, en: Start}")
    root, _ = compose(text)
    assert root is not None
    stale = Gaps(stale=frozenset({(("nodes", "start", "label"), "id")}))
    found = form_of(root, entry(("nodes", "start"), "start", text), Nameable(DIAGRAM), BOTH, stale)
    assert found is not None
    assert (row := found.row("label")) is not None
    assert row.texts == ((Words("en", "Start"), Words("id", "Awal", Sign.STALE), Words("fr", "Début")),)


def test_lists_of_texts_have_their_languages_item_by_item() -> None:
    choices = _row(("quiz", 0), "choices")
    assert choices.sort is Sort.TEXTS
    assert choices.texts[1] == (Words("en", "B"), Words("id", "", Sign.MISSING))
    assert _row((), "objectives").texts[1] == (Words("", "DNA"),)
    assert _row(("quiz", 0), "order").texts == ()


def test_names_are_those_of_the_file_or_what_holds_without_them() -> None:
    assert _row(("nodes", "middle"), "needs", "middle").names == ("start",)
    assert _row(("nodes", "start"), "needs", "start").names == ("any",)
    assert _row(("treatments", "cure"), "acts-on", "cure").names == ("start -> middle",)
    assert _row(("nodes", "start"), "origin", "start").names == ("source",)
    assert _row((), "reviewers").names == ()


def test_an_arrow_of_a_chain_has_a_form_of_its_own() -> None:
    state = form(("edges", 0), "middle -> end")
    assert state.record is EDGE
    assert [row.value for row in state.rows if row.field.name in ("from", "to")] == ["middle", "end"]
    assert (row := state.row("kind")) is not None
    assert row.names == ("causes",)
    assert state.row("gone") is None


def test_a_row_of_the_table_has_a_row_for_each_column_and_each_cell() -> None:
    rows = form(("table", "rows", 0)).rows
    assert [(row.label, row.path[-1]) for row in rows] == [
        ("Row", "label"),
        ("Start", "start"),
        ("DNA", "end"),
        ("more", "more"),
    ]
    bare = form(("table", "rows", 0), text="title: T\ntable:\n  rows:\n    - {label: x}\n")
    assert [row.label for row in bare.rows] == ["Row"]


def test_the_diagram_has_no_rows_for_what_has_forms_of_its_own() -> None:
    names = {row.field.name for row in form(()).rows}
    assert names == {row.name for row in DIAGRAM_FIELDS.fields if not row.record} - {"format"}


def test_problems_stand_at_their_fields_and_the_rest_at_the_element() -> None:
    text = TEXT.replace("kind: process", "kind: proces").replace('text: {en: "First.", id: "Pertama."}', "x: y")
    state = form(("nodes", "middle"), "middle", text)
    assert (row := state.row("kind")) is not None
    assert [problem.code for problem in row.problems] == ["E058"]
    assert (label := state.row("label")) is not None
    assert [problem.code for problem in label.problems] == ["W010"]
    assert state.problems == ()
    stop = form(("tour", 0), "", text)
    assert (words := stop.row("text")) is not None
    assert [problem.code for problem in words.problems] == ["E051"]
    assert (show := stop.row("show")) is not None
    assert show.problems == ()
    assert [problem.code for problem in stop.problems] == ["E050"]
    assert form((), "", text).problems == ()


def test_places_are_found_by_path() -> None:
    root, _ = compose(TEXT)
    assert root is not None
    assert span_at(root, ("title", "en")) == Span(2, 9, 2, 18)
    assert span_at(root, ("tour", 0)) is not None
    assert span_at(root, ("tour", 5)) is None
    assert span_at(root, ("tour", "x")) is None
    assert span_at(root, ("gone",)) is None
    assert span_at(root, ("title", "en", "x")) is None


def test_blocks_are_known_by_their_paths() -> None:
    assert record_at(("nodes", "x")) is NODE
    assert record_at(("nodes", "x", "label")) is None
    assert record_at(("nodes",)) is None
    assert record_at(("gone", 1, 2)) is None


def _fields(record: Record) -> list[Field]:
    inner = [row.record for row in record.fields if row.record]
    return [*record.fields, *(found for block in inner for found in _fields(block))]


def test_a_choice_is_required_or_has_a_default_that_it_allows() -> None:
    for row in (*_fields(DIAGRAM_FIELDS), *_fields(LIBRARY)):
        if row.kind is Kind.CHOICE:
            assert row.required or row.default in (row.choices or {}), row.name
        if row.default and row.choices:
            assert row.default in row.choices


@pytest.mark.parametrize(
    ("record", "block"),
    [(NODE, model.Node), (EDGE, model.Edge), (TREATMENT, model.Treatment), (DIAGRAM_FIELDS, model.Diagram)],
)
def test_a_default_is_what_the_model_says_without_the_field(
    record: Record, block: type[model.Element | model.Diagram]
) -> None:
    for row in record.fields:
        if row.default:
            assert block._field_defaults[row.name] in (row.default, (row.default,))


def test_names_of_the_file_are_never_typed_by_hand() -> None:
    naming = {"from", "to", "needs", "acts-on", "may-lead-to", "show", "block", "facts", "refs", "columns", "see-also"}
    found = {row.name for row in _fields(DIAGRAM_FIELDS) if row.name in naming and row.kind is not Kind.RECORD_MAP}
    plain = {
        row.name for row in _fields(DIAGRAM_FIELDS) if row.name in naming and row.hint is Hint.LINE and not row.record
    }
    assert found == naming
    assert plain == set()
