"""A line cut into its pieces: what each is, whatever the lines above it leave open, and whatever is half typed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from calcviewer import paths
from calcviewer.editor.lexer import START, Inside, State, cut
from calcviewer.editor.tokens import MARGIN, Sort, section

K, U, ID, L, C, W = Sort.KEY, Sort.UNKNOWN_KEY, Sort.ID, Sort.LANGUAGE, Sort.CHOICE, Sort.WORDS
LINES = st.text(st.sampled_from(list("ab: \t-'\"{}[]#|>\\,*()é😀")), max_size=30)


def pieces(*lines: str) -> list[tuple[str, Sort]]:
    """The pieces of the last line, without the small marks."""
    state, found = START, cut("")[0]
    for line in lines:
        found, state = cut(line, state)
    return [(lines[-1][a:b], sort) for a, b, sort in found if sort not in (Sort.MARK, Sort.BRACKET)]


def after(*lines: str) -> State:
    state = START
    for line in lines:
        state = cut(line, state)[1]
    return state


def test_keys_at_the_margin_are_known_or_not() -> None:
    assert pieces("title: Vein") == [("title", K)]
    assert pieces("titel: Vein") == [("titel", U)]
    assert pieces('"q": 1') == [('"q"', U)]
    assert pieces("foo") == []


def test_ids_keys_languages_and_words_to_choose() -> None:
    head = ("nodes:", "  vein-wall:")
    assert pieces(*head) == [("vein-wall", ID)]
    assert pieces(*head, "    kind: cell # why") == [("kind", K), ("cell", C), ("# why", Sort.COMMENT)]
    assert pieces(*head, "    kind: cells") == [("kind", K)]
    assert pieces(*head, "    kinds: cell") == [("kinds", U)]
    assert pieces(*head, "    label: {en: \"A\", id: 'It''s'}") == [
        *(("label", K), ("en", L), ('"A"', W), ("id", L), ("'It''s'", W))
    ]
    assert pieces(*head, "    facts: [F1, R2]") == [("facts", K), ("F1", ID), ("R2", ID)]
    assert pieces(*head, "    kind: cell", "  second:") == [("second", ID)]


def test_arrows_in_every_form() -> None:
    assert pieces("edges:", "  - a -> b-c") == [("a", ID), ("->", Sort.ARROW), ("b-c", ID)]
    flow = pieces("edges:", "  - {from: a, to: b, kind: promotes}")
    assert flow == [("from", K), ("a", ID), ("to", K), ("b", ID), ("kind", K), ("promotes", C)]
    assert pieces("tour:", "  - show: [a, b -> c]")[1:] == [("a", ID), ("b", ID), ("->", Sort.ARROW), ("c", ID)]


def test_sections_in_brackets_and_with_ids_inside() -> None:
    line = "refs: {R1: {text: x, checked: true}, R2: {}}"
    assert pieces(line) == [("refs", K), ("R1", ID), ("text", K), ("checked", K), ("true", C), ("R2", ID)]
    assert pieces("table:", "  rows:", "    - cells:", "        some-step: x") == [("some-step", ID)]


def test_a_block_text_ends_where_the_indentation_does() -> None:
    head = ("nodes:", "  a:", "    text:", "      en: |")
    assert after(*head).inside is Inside.BLOCK
    assert pieces(*head, '        no: "key" # here') == [('no: "key" # here', W)]
    assert after(*head, "") == after(*head)
    assert pieces(*head, "        x", "      id: |") == [("id", L)]
    assert pieces(*head, "        x", "  b:") == [("b", ID)]
    assert pieces("summary: >-", "  x # y") == [("x # y", W)]


def test_markdown_in_words() -> None:
    words = 'summary: "A [clot](#thrombus), **strong**"'
    assert pieces(words)[1:] == [
        *(('"A ', W), ("[clot](#thrombus)", Sort.LINK), (", ", W), ("**strong**", Sort.STRONG), ('"', W))
    ]
    assert pieces("summary: a [b](c)") == [("summary", K), ("[b](c)", Sort.LINK)]


def test_a_quote_that_is_not_closed_runs_on() -> None:
    assert after('title: "open').inside is Inside.DOUBLE
    assert pieces('title: "open', '  more \\" on" # end') == [('more \\" on"', W), ("# end", Sort.COMMENT)]
    assert after("title: 'open", "it''s still").inside is Inside.SINGLE
    inside_brackets = after('title: {en: "a', '  b", id: c')
    assert (inside_brackets.inside, inside_brackets.depth) == (Inside.BRACKETS, 1)
    assert after('title: {en: "a', '  b", id: c', "}").depth == 0


def test_brackets_over_several_lines() -> None:
    assert pieces("tags: [a, # one", "  b] # two") == [("# two", Sort.COMMENT)]
    assert after("tags: [a, # one", "  b]") == after("tags: []")
    assert after("tags: ]]").depth == 0


def test_a_hash_without_a_blank_is_no_comment() -> None:
    assert pieces("title: a#b") == [("title", K)]
    assert pieces("title: a #b") == [("title", K), ("#b", Sort.COMMENT)]
    assert pieces("# all of it: x") == [("# all of it: x", Sort.COMMENT)]
    assert pieces("title: [a#b]") == [("title", K)]


def test_sections_know_their_fields() -> None:
    assert {"kind", "label", "alt"} <= section("nodes").names
    assert section("nodes").has_ids
    assert not section("edges").has_ids
    assert section("table").has_inner_ids
    assert "nodes" in section(MARGIN).names
    assert section("nonsense").names == frozenset()
    assert section("refs").choices["checked"] == {"true", "false"}


def test_no_key_of_the_shipped_diagrams_is_unknown() -> None:
    for path in sorted(paths.shipped_library().glob("*.yaml")):
        state = START
        for line in path.read_text("utf-8").splitlines():
            tokens, state = cut(line, state)
            assert [line[a:b] for a, b, sort in tokens if sort is U] == [], path.name
        assert state.inside is not Inside.DOUBLE


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=8))
def test_any_line_is_cut_into_pieces_in_order(lines: list[str]) -> None:
    state = START
    for line in lines:
        tokens, state = cut(line, state)
        at = 0
        for start, end, _sort in tokens:
            assert at <= start < end <= len(line)
            at = end
        assert state.depth >= 0
