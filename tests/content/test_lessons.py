"""Objectives, tours and quizzes: as many as a lesson has, and questions that can be answered."""

from collections import Counter

import pytest

from calcviewer.core.model import Diagram
from tests.content.content import LANGUAGES, diagrams

each_diagram = pytest.mark.parametrize("diagram", diagrams().values(), ids=diagrams())


@each_diagram
def test_a_lesson_has_objectives_a_tour_and_a_quiz(diagram: Diagram) -> None:
    assert 3 <= len(diagram.objectives) <= 6
    assert 5 <= len(diagram.tour) <= 9
    assert len(diagram.quiz) == 5


@each_diagram
def test_the_tour_passes_every_step_and_treatment(diagram: Diagram) -> None:
    shown = {element for stop in diagram.tour for element in stop.show}
    assert {*diagram.node_by_id, *diagram.treatment_by_id} - shown == set()
    assert [element for element in shown if diagram.element(element) is None] == []


@each_diagram
def test_the_quiz_asks_to_choose_to_order_and_what_if(diagram: Diagram) -> None:
    assert any(question.order for question in diagram.quiz)
    assert any(question.block for question in diagram.quiz)
    assert all(bool(question.choices) != bool(question.order) for question in diagram.quiz)
    assert [element for q in diagram.quiz for element in q.block if diagram.element(element) is None] == []


@each_diagram
@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_valid_and_different(diagram: Diagram, language: str) -> None:
    for question in diagram.quiz:
        answers = [text.get(language) for text in (*question.choices, *question.order)]
        assert len({*answers}) == len(answers) >= 4, question.ask.get(language)
        assert question.order or 1 <= question.answer <= len(question.choices), question.ask.get(language)


@each_diagram
def test_right_answers_are_not_all_at_one_place(diagram: Diagram) -> None:
    places = [question.answer for question in diagram.quiz if question.choices]
    assert len({*places}) > 1


def test_right_answers_are_spread_over_the_places() -> None:
    counts = Counter(q.answer for d in diagrams().values() for q in d.quiz if q.choices)
    assert {*counts} == {1, 2, 3, 4}
    assert max(counts.values()) <= 2 * min(counts.values())


@each_diagram
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_answer_is_not_always_the_longest(diagram: Diagram, language: str) -> None:
    longest = []
    for question in diagram.quiz:
        lengths = [len(choice.get(language)) for choice in question.choices]
        longest += [lengths[question.answer - 1] == max(lengths)] if lengths else []
    assert not all(longest)
