"""Links in texts: where they are, and where they lead."""

import pytest

from calcviewer.core.links import Goal, Link, goal, links


def test_links_are_found_with_their_places() -> None:
    text = "A [clot](#clot), ![a picture](<x.svg>) and [words]( term:clot 'title') but not [this] (#one)."
    assert list(links(text)) == [Link(9, 14, "#clot"), Link(31, 36, "x.svg"), Link(52, 61, "term:clot")]
    assert all(text[link.start : link.end] == link.target for link in links(text))


@pytest.mark.parametrize(
    "flood", ["](" * 50_000, "[" * 100_000, "](" + "x" * 100_000, "](" + " " * 100_000, "](<" * 40_000]
)
def test_links_are_found_in_linear_time(flood: str) -> None:
    assert all(len(link.target) <= 500 for link in links(flood))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("#clot", Goal("step", "clot")),
        ("core#necrosis", Goal("step", "necrosis", "core")),
        ("core", Goal("diagram", diagram="core")),
        ("term:clot", Goal("term", "clot")),
        ("https://example.org/#x", Goal("web")),
        ("HTTP://example.org", Goal("web")),
        ("mailto:a@example.org", Goal("web")),
        ("javascript:alert", Goal("unsafe")),
        ("VBScript:x", Goal("unsafe")),
        ("data:text/html,x", Goal("unsafe")),
        ("file:///x", Goal("unsafe")),
        ("//host/x", Goal("unsafe")),
        ("\\\\host\\x", Goal("unsafe")),
        ("", Goal("wrong")),
        ("#", Goal("wrong")),
        ("core#", Goal("wrong")),
        ("#Clot", Goal("wrong")),
        ("term:", Goal("wrong")),
        ("term:Clot", Goal("wrong")),
        ("../x", Goal("wrong")),
        ("images/x.svg", Goal("wrong")),
    ],
)
def test_a_target_says_where_it_leads(target: str, expected: Goal) -> None:
    assert goal(target) == expected
