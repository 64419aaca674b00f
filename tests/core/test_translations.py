"""Missing and stale translations: found by path, or by the words that stayed where ids and places changed."""

import pytest

from calcviewer.core.translations import Gaps, accepted, gaps, missing, stale
from calcviewer.core.values import Value

BOTH = ("en", "id")


def text(en: str = "", id_: str = "") -> dict[str, Value]:
    """A text with these languages; '' leaves one out."""
    return {code: words for code, words in (("en", en), ("id", id_)) if words}


def step(en: str = "", id_: str = "") -> dict[str, Value]:
    return {"kind": "process", "label": text(en, id_)}


BASE: dict[str, Value] = {
    "title": "DNA",
    "nodes": {"stasis": step("Slow flow", "Aliran lambat"), "clot": step("Clot", "Bekuan")},
    "tour": [{"show": ["stasis"], "text": text("First", "Pertama")}, {"show": "clot", "text": text("Second", "Kedua")}],
    "objectives": [text("Know", "Tahu"), text("Do", "Bisa")],
    "table": {"columns": ["clot"], "rows": [{"label": text("Age", "Usia"), "cells": {"clot": text("Old", "Tua")}}]},
}


def changed(**fields: Value) -> dict[str, Value]:
    return {**BASE, **fields}


def test_a_text_in_all_languages_lacks_nothing() -> None:
    assert missing(BASE, BOTH) == frozenset()
    assert gaps(BASE, BOTH, BASE) == Gaps()
    assert gaps(BASE, BOTH) == Gaps()


def test_a_text_lacks_the_languages_in_which_it_has_no_words() -> None:
    said: Value = {"title": text("T"), "nodes": {"a": step("A"), "b": {"label": {"en": "B", "id": " "}}}}
    label = ("nodes", "a", "label"), ("nodes", "b", "label")
    assert missing(said, BOTH) == {(("title",), "id"), (label[0], "id"), (label[1], "id")}
    assert missing(said, ("en",)) == frozenset()


def test_a_text_without_any_words_lacks_no_translation() -> None:
    assert missing({"title": {"en": ""}, "nodes": {"a": {"label": {}}}}, BOTH) == frozenset()


def test_what_no_diagram_may_say_has_no_texts() -> None:
    assert missing("words", BOTH) == frozenset()
    assert (
        missing({"title": ["x"], "nodes": "x", "tour": {"a": "b"}, "table": "x", "objectives": "x"}, BOTH)
        == frozenset()
    )


CHANGES = [
    ("nothing", BASE, set()),
    ("one language", changed(nodes={"stasis": step("Slow blood", "Aliran lambat")}), {("nodes", "stasis", "label")}),
    ("both languages", changed(nodes={"stasis": step("Slow blood", "Darah lambat")}), set()),
    ("only blanks", changed(nodes={"stasis": step("Slow  flow ", "Aliran lambat")}), set()),
    ("a new id", changed(nodes={"slow": step("Slow flow", "Aliran lambat"), "clot": step("Clot", "Bekuan")}), set()),
    ("a new id and words", changed(nodes={"slow": step("Slow blood", "Aliran lambat")}), {("nodes", "slow", "label")}),
    ("a new step", changed(nodes={"new": step("New", "Baru")}), set()),
    ("a plain text is translated", changed(title=text("DNA", "ADN")), set()),
    ("a plain text gets languages", changed(title=text("DNA strand", "DNA")), set()),
    ("a text becomes plain", changed(nodes={"clot": {"label": "Thrombus"}}), set()),
    ("a language is taken away", changed(nodes={"clot": step("Clot")}), set()),
    ("an objective", changed(objectives=[text("Know", "Tahu"), text("Act", "Bisa")]), {("objectives", 1)}),
    (
        "a cell",
        changed(table={"rows": [{"label": text("Age", "Usia"), "cells": {"clot": text("New", "Tua")}}]}),
        {("table", "rows", 0, "cells", "clot")},
    ),
]


@pytest.mark.parametrize(("now", "found"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_what_one_language_left_behind(now: Value, found: set[tuple[str, ...]]) -> None:
    assert {path for path, _language in stale(BASE, now)} == found


def test_the_language_that_stayed_is_the_stale_one() -> None:
    now = changed(nodes={"clot": step("Clot", "Gumpalan")})
    assert stale(BASE, now) == {(("nodes", "clot", "label"), "en")}


def test_stops_are_known_again_where_one_is_put_before_them() -> None:
    stops: Value = [
        {"show": "clot", "text": text("Zero", "Nol")},
        {"show": ["stasis"], "text": text("First", "Pertama")},
        {"show": "clot", "text": text("Another second", "Kedua")},
    ]
    assert stale(BASE, changed(tour=stops)) == {(("tour", 2, "text"), "id")}


def test_words_that_stand_twice_are_not_taken_for_stale() -> None:
    base: Value = {"objectives": [text("Pain", "Nyeri"), text("Ache", "Nyeri")]}
    assert stale(base, {"objectives": [text("Ache", "Nyeri"), text("Pain", "Nyeri")]}) == frozenset()


def test_a_stale_text_can_be_accepted() -> None:
    now = changed(nodes={"clot": step("Thrombus", "Bekuan")})
    path = ("nodes", "clot", "label")
    assert stale(accepted(BASE, now, path), now) == frozenset()
    now = changed(objectives=[text("Know", "Tahu"), text("Act", "Bisa")])
    assert stale(accepted(BASE, now, ("objectives", 1)), now) == frozenset()
    assert accepted(BASE, now, ("nodes", "none", "label")) == BASE
    assert accepted(BASE, {}, path) == BASE


def test_gaps_are_counted_in_words() -> None:
    first, second = (("nodes", "a", "label"), "id"), (("title",), "id")
    assert Gaps().in_words() == ""
    assert Gaps(frozenset({first})).in_words() == "1 text is not translated."
    assert Gaps(frozenset({first, second})).in_words() == "2 texts are not translated."
    both = Gaps(frozenset({first, second}), frozenset({first}))
    assert both.in_words() == "2 texts are not translated, 1 translation may be out of date."
    assert both.within(("nodes", "a")) == Gaps(frozenset({first}), frozenset({first}))
