"""The collection of problems and places."""

from calcviewer.core.problems import NOWHERE, Problem, Span
from calcviewer.core.report import PROBLEM_LIMIT, Report
from calcviewer.core.spans import Note, renumbered


def at(path: str, span: Span) -> Note:
    return lambda places: places.update({path: (None, span)})


def test_a_problem_is_shown_at_the_nearest_place_that_is_known() -> None:
    report = Report()
    assert report.place("nodes.a") == NOWHERE
    report.note(lambda places: places.update({"nodes": (Span(2, 1, 2, 6), Span(3, 1, 9, 1))}))
    report.note(at("nodes.a[0]", Span(5, 1, 5, 2)))
    assert report.place("nodes.a[0].label.en") == Span(5, 1, 5, 2)
    assert report.place("nodes.b[1]") == Span(2, 1, 2, 6)
    assert report.place("edges") == NOWHERE
    assert report.spans == {"nodes": Span(2, 1, 9, 1), "nodes.a[0]": Span(5, 1, 5, 2)}


def test_past_the_limit_problems_are_counted_also_those_of_an_earlier_report() -> None:
    first = Report()
    for _ in range(PROBLEM_LIMIT + 5):
        first.add(Problem("E049"))
    second = Report(first.problems)
    second.add(Problem("E049"))
    assert len(second.problems) == PROBLEM_LIMIT + 1
    assert second.problems[-1].args == {"count": "6"}


def test_guessing_ends_where_it_would_cost_time() -> None:
    report = Report()
    assert report.guess("clott", ["clot"]) == "clot"
    assert report.guess("clott", [f"clot-{number}" for number in range(1_000)]) == ""
    assert report.guess("x" * 1_000, ["x" * 999]) == ""
    for _ in range(100):
        report.guess("clott", ["clot"])
    assert report.guess("clott", ["clot"]) == ""


def test_what_is_left_of_a_list_gets_new_numbers() -> None:
    report = Report()
    for number in range(4):
        report.note(at(f"quiz[{number}]", Span(number, 1, number, 2)))
        report.note(at(f"quiz[{number}].ask", Span(number, 3, number, 4)))
    report.note(renumbered("quiz", [1, 3]))
    assert report.spans == {
        "quiz[0]": Span(1, 1, 1, 2),
        "quiz[0].ask": Span(1, 3, 1, 4),
        "quiz[1]": Span(3, 1, 3, 2),
        "quiz[1].ask": Span(3, 3, 3, 4),
    }


def test_places_are_worked_out_when_one_is_wanted_and_never_twice() -> None:
    report, asked = Report(), []
    report.note(lambda places: asked.append(places.setdefault("title", (None, Span(2, 1, 2, 5)))))
    spans = report.spans
    assert asked == []
    assert report.place("title") == Span(2, 1, 2, 5)
    report.note(at("title.en", Span(2, 2, 2, 4)))
    assert report.value_place("title.en") == Span(2, 2, 2, 4)
    assert len(asked) == 1
    assert (len(spans), list(spans), spans["title"]) == (1, ["title"], Span(2, 1, 2, 5))
    assert len(asked) == 2  # what was handed on is worked out for itself: somebody may ask on another thread
