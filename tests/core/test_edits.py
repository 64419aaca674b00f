"""Edits of a diagram's text: what comes out, character by character, and what is refused."""

from collections.abc import Callable

import pytest

from calcviewer.core import edits, element_edits
from calcviewer.core.problems import Fix, Problem, Span
from calcviewer.core.rewrite import Rewritten, rewritten
from calcviewer.core.text_edit import TextEdit, apply, trimmed
from calcviewer.core.uses import Consequence
from calcviewer.core.values import Value, path_of, written_path

HEAD = "format: 1\ntitle: T\nnodes:\n"
STEPS = HEAD + "  a: {kind: trigger, label: A}\n  b: {kind: process, label: B}\n  c: {kind: outcome, label: C}\n"
Do = Callable[[str], Rewritten]


def done(text: str, do: Do) -> str:
    """The text after an edit that must not be refused."""
    found = do(text)
    assert found.refused is None, found.refused
    return apply(text, found.edits)


def _set(path: str, value: Value) -> Do:
    def do(text: str) -> Rewritten:
        found = edits.path_in(text, path)
        assert found is not None
        return edits.set_value(text, found, value)

    return do


LONG = "word " * 20 + "end"
FOLDED = f"{('word ' * 16).strip()}\n      word word word word end"
SETS = [
    (
        "a long folded text gets lines",
        f"  a:\n    label: A\n    text: >\n      {'x' * 80}",
        "nodes.a.text",
        f"{LONG}\n\nx",
        f"  a:\n    label: A\n    text: >\n      {FOLDED}\n\n\n      x",
    ),
    ("other languages", "  a: {label: {en: A, id: B}}", "nodes.a.label", {"fr": "F"}, "  a: {label: {fr: F}}"),
    ("plain stays plain", "  a: {kind: trigger, label: A}", "nodes.a.label", "B c", "  a: {kind: trigger, label: B c}"),
    ("a comma needs quotes in brackets", "  a: {label: A}", "nodes.a.label", "B, c", '  a: {label: "B, c"}'),
    ("a comma needs none elsewhere", "  a:\n    label: A # n", "nodes.a.label", "B, c", "  a:\n    label: B, c # n"),
    ("single quotes stay", "  a: {label: 'A'}", "nodes.a.label", "it's", "  a: {label: 'it''s'}"),
    ("double quotes stay", '  a: {label: "A"}', "nodes.a.label", 'a "b"\\', '  a: {label: "a \\"b\\"\\\\"}'),
    ("lines in brackets", "  a: {label: A, text: t}", "nodes.a.text", "x\ny", '  a: {label: A, text: "x\\ny"}'),
    (
        "a comment stays beside the key of what gets lines",
        "  a:\n    label: A\n    text: t  # n",
        "nodes.a.text",
        "x\n\ny",
        "  a:\n    label: A\n    text: |  # n\n      x\n\n      y",
    ),
    (
        "a folded text stays folded",
        "  a:\n    label: A\n    text: >-\n         one\n         two",
        "nodes.a.text",
        "three\nfour",
        "  a:\n    label: A\n    text: >-\n         three\n\n         four",
    ),
    (
        "what cannot be folded is not",
        "  a:\n    label: A\n    text: >\n      one",
        "nodes.a.text",
        "x\n  y",
        "  a:\n    label: A\n    text: |\n      x\n        y",
    ),
    (
        "blanks at the start need quotes",
        "  a:\n    label: |\n      A",
        "nodes.a.label",
        "  B",
        '  a:\n    label: "  B"',
    ),
    (
        "an empty block text",
        "  a:\n    label: A\n    text: |",
        "nodes.a.text",
        "B",
        "  a:\n    label: A\n    text: |\n      B",
    ),
    (
        "what was empty",
        "  a:\n    label: A\n    text:   # n",
        "nodes.a.text",
        "B",
        "  a:\n    label: A\n    text: B   # n",
    ),
    (
        "what was empty, blanks",
        "  a:\n    label: A\n    text:  ",
        "nodes.a.text",
        "B",
        "  a:\n    label: A\n    text: B",
    ),
    ("what was empty in brackets", "  a: {label: A, text: }", "nodes.a.text", "B", "  a: {label: A, text: B}"),
    (
        "an emoji before it",
        '  a: {label: {en: "🦴", id: B}}',
        "nodes.a.label.id",
        "C",
        '  a: {label: {en: "🦴", id: C}}',
    ),
    (
        "a list in brackets",
        "  a: {label: A, refs: [x, y, z]}",
        "nodes.a.refs",
        ["x", "z"],
        "  a: {label: A, refs: [x, z]}",
    ),
    ("its last one", "  a: {label: A, refs: [x, y, z]}", "nodes.a.refs", ["x", "y"], "  a: {label: A, refs: [x, y]}"),
    (
        "its first one",
        "  a: {label: A, refs: [x, y]}",
        "nodes.a.refs",
        ["w", "x", "y"],
        "  a: {label: A, refs: [w, x, y]}",
    ),
    ("nothing left of it", "  a: {label: A, refs: [x]}", "nodes.a.refs", [], "  a: {label: A, refs: []}"),
    (
        "a comment before the last in brackets",
        "  a: {label: A, refs: [x, # n\n    y]}",
        "nodes.a.refs",
        ["x"],
        "  a: {label: A, refs: [x, # n\n    ]}",
    ),
    (
        "a list in lines",
        "  a:\n    label: A\n    refs:\n    - x",
        "nodes.a.refs",
        [],
        "  a:\n    label: A\n    refs: []",
    ),
    ("a field more", "  a: {label: A, refs: [x]}", "nodes.a.text", "T", "  a: {label: A, text: T, refs: [x]}"),
    ("the first field", "  a:\n    label: A", "nodes.a.kind", "cell", "  a:\n    kind: cell\n    label: A"),
    ("the first field in brackets", "  a: {label: A}", "nodes.a.kind", "cell", "  a: {kind: cell, label: A}"),
    (
        "a block",
        "  a:\n    label: A",
        "nodes.a.image",
        {"file": "a.svg", "alt": {"en": "x\ny"}},
        "  a:\n    label: A\n    image:\n      file: a.svg\n      alt:\n        en: |\n          x\n          y",
    ),
    (
        "a block where nothing was",
        "  a:\n    label: A\n    image:  # n",
        "nodes.a.image",
        {"file": "a.svg", "alt": "x\ny"},
        "  a:\n    label: A\n    image:  # n\n      file: a.svg\n      alt: |\n        x\n        y",
    ),
]


@pytest.mark.parametrize(("before", "path", "value", "after"), [row[1:] for row in SETS], ids=[row[0] for row in SETS])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_only_the_characters_of_a_value_change(before: str, path: str, value: Value, after: str, line_end: str) -> None:
    rest = "\n# end\nedges: []\n"
    text = (HEAD + before + rest).replace("\n", line_end)
    assert done(text, _set(path, value)) == (HEAD + after + rest).replace("\n", line_end)


def test_a_text_gets_a_second_language() -> None:
    path = ("nodes", "a", "label")
    assert '  a: {kind: trigger, label: {en: A, id: "A, a"}}' in done(
        STEPS, lambda t: edits.set_text(t, path, "id", "A, a")
    )
    french = done(STEPS, lambda t: edits.set_text(t, path, "fr", "F"))
    assert "label: {en: A, id: A, fr: F}" in french
    assert "fr: G" in done(french, lambda t: edits.set_text(t, path, "fr", "G"))
    assert 'text: {en: "no: x"}' in done(STEPS, lambda t: edits.set_text(t, ("nodes", "b", "text"), "en", "no: x"))
    found = edits.set_text(STEPS + "tags: [a]\n", ("tags",), "en", "x")
    assert found.refused
    assert found.refused.code == "E401"


def test_an_entry_is_put_where_it_belongs_in_the_style_of_its_neighbours() -> None:
    fields: dict[str, Value] = {"kind": "cell", "label": "N"}
    after = done(STEPS, lambda t: edits.add_entry(t, "nodes", "n", fields, "a"))
    assert after == STEPS.replace("  b:", "  n: {kind: cell, label: N}\n  b:")
    spaced = (
        HEAD + "  a:\n    kind: cell\n    label: A\n\n  # b\n  b:\n    kind: cell\n    label: B\n    # more\n\n# end"
    )
    after = done(spaced, lambda t: edits.add_entry(t, "nodes", "n", fields))
    assert after == spaced.replace("\n\n# end", "\n\n  n:\n    kind: cell\n    label: N\n\n# end")
    treated = done(STEPS, lambda t: edits.add_entry(t, "treatments", "t", {"label": "T", "acts-on": ["a"]}))
    assert treated == STEPS + "treatments:\n  t:\n    label: T\n    acts-on: [a]\n"
    empty = HEAD + "  a: {kind: cell, label: A}\nedges:  # none\ngroups: {}\n"
    assert "edges:  # none\n  - a -> b\n" in done(
        empty.replace("nodes:\n", "nodes:\n  b: {kind: cell, label: B}\n"), lambda t: edits.add_arrow(t, "a", "b")
    )
    assert "groups:\n  g:\n    label: G\n    nodes: [a]\n" in done(
        empty, lambda t: edits.add_entry(t, "groups", "g", {"label": "G", "nodes": ["a"]})
    )


def test_a_question_is_put_after_another() -> None:
    quiz = STEPS + "quiz:\n  - ask: Q\n    choices: [x, y]\n    answer: 1\n  - ask: R\n    order: [x, y]"
    item: Value = {"ask": "N", "choices": ["k: 1", "l"], "answer": "2"}
    after = done(quiz, lambda t: edits.add_item(t, "quiz", item, 0))
    assert after == quiz.replace("  - ask: R", '  - ask: N\n    choices: ["k: 1", l]\n    answer: 2\n  - ask: R')
    assert done(quiz, lambda t: edits.add_item(t, "quiz", item)).endswith(
        'y]\n  - ask: N\n    choices: ["k: 1", l]\n    answer: 2'
    )


def test_removing_takes_own_comments_and_a_blank_line() -> None:
    second = "  # two\n  - show: b\n    text: y  # too\n    # and this\n\n"
    text = STEPS + "tour:\n  # one\n  - show: a\n    text: x\n\n" + second + "  - show: c\n    text: z\n"
    gone = done(text, lambda t: edits.remove_value(t, ("tour", 1)))
    assert gone == text.replace(second, "")
    rest = "    ask: Q\n    order: [x, y]\n"
    quiz = STEPS + f"quiz:\n  - why: W  # w\n    # the question\n{rest}  - why: V\n{rest}"
    assert done(quiz, lambda t: edits.remove_value(t, ("quiz", 0, "why"))) == quiz.replace("- why: W  # w\n", "- \n")
    assert done(quiz, lambda t: edits.remove_value(t, ("quiz", 1, "why"))) == quiz.replace("why: V\n    ask", "ask")


def test_an_entry_is_moved_with_its_comments() -> None:
    text = HEAD + "  # a\n  a: {kind: cell, label: A}\n  b: {kind: cell, label: B}\n  c: {kind: cell, label: C}"
    a = "  # a\n  a: {kind: cell, label: A}"
    down = done(text, lambda t: edits.move(t, ("nodes", "a"), 2))
    assert down == text.replace(f"{a}\n", "") + f"\n{a}"
    assert done(down, lambda t: edits.move(t, ("nodes", "a"), 0)) == text + "\n"
    tags = STEPS + "tags: [x, y,  z]\n"
    assert done(tags, lambda t: edits.move(t, ("tags", 2), 0)) == STEPS + "tags: [z, x,  y]\n"


def test_arrows_of_a_chain() -> None:
    text = STEPS + "  d: {kind: outcome, label: D, needs: [c]}\nedges:\n  - a -> b -> c -> d  # n\n"
    text += "treatments:\n  t: {label: T, acts-on: [b -> c, 'c->d', a]}\nbridges: [b -> c]\n"
    kind = done(text, lambda t: element_edits.set_arrow(t, "b -> c", "kind", "promotes"))
    assert "edges:\n  - a -> b\n  - {from: b, to: c, kind: promotes}\n  - c -> d  # n\n" in kind
    again = done(kind, lambda t: element_edits.set_arrow(t, "b -> c", "kind", "inhibits"))
    assert again == kind.replace("promotes", "inhibits")
    turned = done(text, lambda t: element_edits.reverse_arrow(t, "c -> d"))
    assert "label: D}" in turned
    assert "edges:\n  - a -> b -> c  # n\n  - d -> c\n" in turned
    assert "[b -> c, 'd -> c', a]" in turned
    assert "{from: c, to: b, kind" in done(kind, lambda t: element_edits.reverse_arrow(t, "b -> c"))
    new = done(STEPS, lambda t: edits.add_arrow(t, "a", "b", {"kind": "inhibits", "text": "x\ny"}))
    assert new == STEPS + "edges:\n  - from: a\n    to: b\n    kind: inhibits\n    text: |\n      x\n      y\n"


RICH = """\
format: 1
title: T
nodes:
  a: {kind: trigger, label: A, text: "To [the b](#b), [it](own#b), [other](other#b)."}
  b: {kind: process, label: B}
  Step C: {kind: outcome, label: C, needs: [b, a]}
  d: {kind: outcome, label: D, needs: b, see-also: [own#b, other#b]}
edges: [a -> b -> Step C, {from: b, to: d}, a -> Step C]
bridges: [a -> b]
treatments:
  t: {label: T, acts-on: b, may-lead-to: [d]}
  u: {label: U, acts-on: [a, b], may-lead-to: b}
groups:
  g: {label: G, nodes: [b]}
  h: {label: H, nodes: [a, d]}
table:
  columns: [b, d]
  rows: [{label: R, cells: {b: x, d: y}}]
tour:
  - {show: [t, b], text: "One [it](#b)"}
  - {show: [a, a -> b], text: Two}
quiz:
  - {ask: Q, block: [t], choices: [x, y], answer: 1}
"""


def test_an_id_is_renamed_wherever_it_is_used() -> None:
    after = done(RICH, lambda t: element_edits.rename(t, "b", "clot", "own"))
    expected = RICH.replace("#b)", "#clot)").replace("other#clot)", "other#b)").replace("[own#b", "[own#clot")
    expected = expected.replace("-> b", "-> clot").replace("  b:", "  clot:").replace(": b,", ": clot,")
    expected = expected.replace("to: b}", "to: clot}").replace("[b", "[clot").replace(", b]", ", clot]")
    assert after == expected.replace("{b:", "{clot:").replace("from: b", "from: clot")
    assert done(after, lambda t: element_edits.rename(t, "clot", "b", "own")) == RICH
    typed = done(RICH.replace("[b, a]", "all"), lambda t: element_edits.rename(t, "step-c", "c"))
    assert "a -> b -> c," in typed
    assert "  c: {kind" in typed


def test_what_names_a_step_goes_with_it_and_is_told_before() -> None:
    found = element_edits.remove(RICH, "b", "own")
    assert found.refused is None
    after = apply(RICH, found.edits)
    assert "To the b, it, [other](other#b)." in after
    assert "edges: [a -> Step C]" in after
    for lost in ("bridges", "  b:", "  t:", "  g:", "quiz"):
        assert lost not in after
    assert "acts-on: [a]}" in after
    assert "columns: [d]\n  rows: [{label: R, cells: {d: y}}]" in after
    assert "tour:\n  - {show: [a], text: Two}" in after
    told = set(found.consequences)
    assert told >= {
        Consequence(("edges", 0), "a -> b", True),
        Consequence(("edges", 1), "b -> d", True),
        Consequence(("treatments", "t"), "", True),
        Consequence(("treatments", "u", "acts-on"), "b"),
        Consequence(("groups", "g"), "", True),
        Consequence(("tour", 0), "", True),
        Consequence(("tour", 1, "show"), "a -> b"),
        Consequence(("quiz", 0), "", True),
        Consequence(("nodes", "a", "text"), "b"),
        Consequence(("nodes", "d", "needs"), "b"),
        Consequence(("bridges", 0), "a -> b", True),
    }
    alone = RICH.replace("[b, d]\n", "[b]\n").replace(", d: y", "")
    assert "table" not in apply(alone, element_edits.remove(alone, "b").edits)


def test_an_arrow_is_removed_with_what_needs_it() -> None:
    found = element_edits.remove(RICH, "a -> b")
    after = apply(RICH, found.edits)
    assert "edges: [b -> Step C, {from: b, to: d}, a -> Step C]" in after
    assert "{show: [a], text: Two}" in after
    assert found.consequences[0] == Consequence(("edges", 0), "a -> b", True)


REFUSED: list[tuple[str, Do, str]] = [
    ("", lambda t: edits.set_value(t, ("title",), "x"), "E021"),
    ("- a\n", lambda t: edits.set_value(t, ("title",), "x"), "E020"),
    ("a: [\n", lambda t: edits.set_value(t, ("title",), "x"), "E034"),
    (STEPS, lambda t: edits.set_value(t, (), "x"), "E401"),
    (STEPS, lambda t: edits.set_value(t, ("nodes", "x", "label"), "x"), "E401"),
    (STEPS, lambda t: edits.set_value(t, ("nodes", "a", "kind"), "thing"), "E058"),
    (STEPS, lambda t: edits.set_value(t, ("nodes", "a", "colour"), "red"), "E050"),
    (STEPS, lambda t: edits.set_value(t, ("nodes", "a", "label"), ""), "E052"),
    (STEPS, lambda t: edits.set_value(t, ("title",), "a\u202eb"), "E005"),
    (STEPS, lambda t: edits.remove_value(t, ()), "E401"),
    (STEPS, lambda t: edits.remove_value(t, ("nodes", "a", "text")), "E401"),
    (STEPS, lambda t: edits.remove_value(t, ("nodes", "a", "label")), "E051"),
    (STEPS, lambda t: edits.add_entry(t, "title", "x", {}), "E401"),
    (STEPS, lambda t: edits.add_entry(t, "thing", "x", {}), "E401"),
    (STEPS, lambda t: edits.add_entry(t, "nodes", "Two Words", {}), "E060"),
    (STEPS, lambda t: edits.add_entry(t, "treatments", "a", {}), "E403"),
    (STEPS, lambda t: edits.add_item(t, "nodes", "x"), "E401"),
    (STEPS, lambda t: edits.add_item(t, "thing", "x"), "E401"),
    (STEPS, lambda t: edits.move(t, ("nodes", "x"), 0), "E401"),
    (STEPS, lambda t: edits.move(t, ("nodes", "a"), 9), "E401"),
    (STEPS, lambda t: element_edits.remove(t, "x"), "E067"),
    (STEPS, lambda t: element_edits.remove(t, "a -> b"), "E067"),
    (STEPS, lambda t: element_edits.reverse_arrow(t, "a -> b"), "E067"),
    (STEPS, lambda t: element_edits.set_arrow(t, "a -> b", "kind", "causes"), "E067"),
    (STEPS, lambda t: edits.add_arrow(t, "a", "x"), "E063"),
    (STEPS, lambda t: element_edits.rename(t, "x", "y"), "E067"),
    (STEPS, lambda t: element_edits.rename(t, "a", "Y Z"), "E060"),
    (STEPS, lambda t: element_edits.rename(t, "a", "b"), "E403"),
    (STEPS + "title: again\n", lambda t: edits.remove_value(t, ("title",)), "E402"),
]


@pytest.mark.parametrize(("text", "do", "code"), REFUSED)
def test_what_cannot_be_is_refused_and_changes_nothing(text: str, do: Do, code: str) -> None:
    found = do(text)
    assert found.edits == ()
    assert found.refused
    assert found.refused.code == code


def test_a_file_with_other_problems_can_be_edited() -> None:
    text = STEPS + "edges: [a -> nowhere, a -> b]\ncolour: red\n"
    assert done(text, _set("nodes.a.label", "Z")) == text.replace("label: A", "label: Z")


def test_a_library_file_can_be_edited() -> None:
    text = "format: 1\ntitle: T\nfacts:\n  F1: One\n"
    found = edits.set_value(text, ("facts", "F2"), "Two: 2", is_library=True)
    assert apply(text, found.edits) == text + '  F2: "Two: 2"\n'
    found = edits.set_value(text, ("languages",), ["id", "en"], is_library=True)
    assert apply(text, found.edits) == text.replace("facts", "languages: [id, en]\nfacts")


def test_a_fix_is_one_edit() -> None:
    text = STEPS.replace("trigger", "triger")
    fix = Fix(Span(4, 13, 4, 19), "trigger")
    assert edits.apply_fix(text, fix) == Rewritten((TextEdit(42, 42, "g"),))
    assert edits.apply_fix(text, Fix(Span(4, 6, 4, 7), "[")) == Rewritten(refused=Problem("E402"))


def test_a_path_in_words() -> None:
    value: Value = {"refs": {"R5.6": {"text": "x"}, "R5": {"a": "y"}}, "edges": ["a", {"from": "b"}]}
    for words in ("refs.R5.6.text", "edges[1].from", "edges[0]", "refs.R5.b", "refs"):
        path = path_of(value, words)
        assert path
        assert written_path(path) == words
    for words in ("edges[2]", "edges[x]", "edges.x", "x.y", "edges[1", "edges[0].a"):
        assert path_of(value, words) is None
    assert edits.path_in("", "title") is None
    assert edits.path_in(STEPS, "") is None
    assert edits.path_value("", ()) is None


def test_edits_that_overlap_are_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="start=1"):
        apply("abc", [TextEdit(0, 2, ""), TextEdit(1, 3, "")])
    assert trimmed("a\r\nb", TextEdit(0, 4, "a\rb")) == TextEdit(1, 3, "\r")


def test_a_field_is_put_first() -> None:
    quiz = STEPS + "quiz:\n  - order: [x, y]\n"
    assert done(quiz, lambda t: edits.set_value(t, ("quiz", 0, "ask"), "Q")) == quiz.replace(
        "order", "ask: Q\n    order"
    )
    headless = "# head\n" + STEPS.removeprefix("format: 1\n")
    assert done(headless, lambda t: edits.set_value(t, ("format",), "1")) == f"format: 1\n{headless}"


def test_a_row_without_cells_is_left_alone() -> None:
    text = RICH.replace("cells: {b: x, d: y}", "cells: {b: x, d: y}}, {label: S")
    assert "{label: S}]" in done(text, lambda t: element_edits.rename(t, "b", "z", "own"))
    assert "{label: S}]" in done(text, lambda t: element_edits.remove(t, "b", "own"))
    assert "a: {" not in done(STEPS, lambda t: element_edits.remove(t, "a"))


def test_a_change_that_does_not_come_to_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rewritten("", "x").refused == Problem("E021")
    monkeypatch.setattr("calcviewer.core.rewrite.ROUND_LIMIT", 1)
    assert _set("nodes.a.label", "Z")(STEPS).refused == Problem("E402")


# -- by a path in words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("nodes.a.label", "label: A", "label: X"),
        ("nodes.a.label.en", "label: A", "label: {en: X, id: A}"),
        ("nodes.a.text.id", "label: A", "label: A, text: {id: X}"),
        ("nodes.b.kind.en", "", "E053"),
        ("nodes.d.label", "", "E401"),
        ("nodez.a.label", "", "E401 nodes.a.label"),
        ("nodes.a.labl.en", "", "E050 label"),
        ("format.en.en", "", "E401"),
        ("qqqq.wwww.en", "", "E401"),
    ],
)
def test_a_value_is_set_by_its_path_in_words(path: str, old: str, new: str) -> None:
    found = edits.set_at(STEPS, path, "X")
    if found.refused is None:
        assert apply(STEPS, found.edits) == STEPS.replace(old, new)
    else:
        assert old == ""
        assert new.split() == [found.refused.code, *filter(None, [found.refused.args.get("suggestion")])]


@pytest.mark.parametrize(("text", "code"), [("", "E021"), ("a: [", "E034"), ("- a\n", "E401")])
def test_nothing_is_set_in_what_is_no_diagram(text: str, code: str) -> None:
    refused = edits.set_at(text, "nodes.a.label", "X").refused
    assert refused is not None
    assert refused.code == code


def test_one_language_in_a_library_file_is_set_by_its_rules() -> None:
    text = "title: L\n"
    found = edits.set_at(text, "title.en", "X", is_library=True)
    assert apply(text, found.edits) == "title: {en: X, id: L}\n"


def test_a_trimmed_edit_never_parts_a_line_end() -> None:
    assert trimmed("a\r\nb", TextEdit(1, 4, "\rX")) == TextEdit(1, 4, "\rX")
    assert trimmed("a\r\nb", TextEdit(0, 3, "aX\n")) == TextEdit(1, 3, "X\n")
