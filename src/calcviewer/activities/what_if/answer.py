"""What the panel of What-if shows of an answer: marks for the drawing, and parts of a story. No Qt."""

import re
from collections.abc import Iterator, Mapping, Sequence

from calcviewer.core.in_words import STATE_LABELS, difference_sentence, outcome_sentence, reason_sentence
from calcviewer.core.model import NO_TEXT, Diagram, Text
from calcviewer.core.reason import reasons
from calcviewer.core.schema import EFFECTS, EVIDENCE
from calcviewer.core.what_if import Outcome, differences, given_treatments
from calcviewer.i18n import _, ngettext
from calcviewer.layout.marks import Mark
from calcviewer.view.story import Card, Line, Part, Row, Section

MOST_ROWS = 60
"""So many steps of one state are listed; the drawing marks all."""
STEP_MARKS: Mapping[str, Mark] = {
    "blocked": Mark.BLOCKED,
    "prevented": Mark.PREVENTED,
    "reduced": Mark.REDUCED,
    "may-increase": Mark.MAY_INCREASE,
}
_MARKUP = re.compile(r"([\\`*_\[\]<>#~|])")
LISTED: Mapping[str, str] = {"prevented": "×", "reduced": "↓", "may-increase": "↑", "unaffected": "·"}
"""The states that are listed, each with the sign that it has in the drawing."""


def marks_of(diagram: Diagram, outcome: Outcome) -> dict[str, Mark]:
    """The mark of each step, arrow and treatment that is not as it was. `diagram` is what is drawn."""
    if not outcome.setting:
        return {}
    found = {treatment.id: Mark.GIVEN for treatment in given_treatments(diagram, outcome.setting)}
    gone = outcome.blocked | outcome.prevented
    for edge in diagram.edges:
        if edge.source in gone:
            found[edge.id] = Mark.STOPPED
        if edge.id in outcome.marked:
            found[edge.id] = Mark.REDUCED
        if edge.id in outcome.cut:
            found[edge.id] = Mark.CUT
    states = ((node.id, outcome.state(node.id)) for node in diagram.nodes)
    return found | {step: STEP_MARKS[state] for step, state in states if state in STEP_MARKS}


def answer(diagram: Diagram, outcomes: Sequence[Outcome], at: int, language: str) -> tuple[Part, ...]:
    """The answer for the outcome `at`, and what sets two of them apart."""
    outcome = outcomes[at]
    if not outcome.setting and len(outcomes) == 1:
        return ()
    parts: list[Part] = []
    if len(outcomes) > 1:
        parts += _differences(diagram, outcomes[0], outcomes[1], language)
        parts.append(Section(_("With A") if at == 0 else _("With B")))
    parts.append(Line(outcome_sentence(diagram, outcome), is_quiet=False))
    for state in LISTED:
        parts += _state(diagram, outcome, state, language)
    return (*parts, *_given(diagram, outcome))


def _differences(diagram: Diagram, one: Outcome, other: Outcome, language: str) -> Iterator[Part]:
    found = differences(diagram, one, other)
    yield Section(_("A against B: {n}").format(n=len(found)))
    if not found:
        yield Line(_("Every step fares the same with A and with B."))
    for difference in found[:MOST_ROWS]:
        said = _plain(difference_sentence(diagram, difference, language))
        node = diagram.node_by_id[difference.step]
        yield Row(node.label, f"#{node.id}", said, kind=node.kind)
    yield from _rest(len(found))


def _state(diagram: Diagram, outcome: Outcome, state: str, language: str) -> Iterator[Part]:
    steps = [node for node in diagram.nodes if outcome.state(node.id) == state]
    yield Section(f"{LISTED[state]}\u2002{_(STATE_LABELS[state])}: {len(steps)}")
    why = reasons(diagram, outcome, [node.id for node in steps[:MOST_ROWS]])
    for node in steps[:MOST_ROWS]:
        yield Row(node.label, f"#{node.id}", _plain(reason_sentence(diagram, why[node.id], language)), kind=node.kind)
    yield from _rest(len(steps))


def _given(diagram: Diagram, outcome: Outcome) -> Iterator[Part]:
    given = given_treatments(diagram, outcome.setting)
    if given:
        yield Section(_("Treatments that are on"))
    for treatment in given:
        evidence = tuple(_(EVIDENCE[grade]) for grade in treatment.evidence)
        effect = _(EFFECTS[treatment.effect])
        yield Card(treatment.label, f"#{treatment.id}", effect, NO_TEXT, treatment.caution, evidence)


def _rest(count: int) -> Iterator[Part]:
    if count > MOST_ROWS:
        rest = count - MOST_ROWS
        yield Line(ngettext("… and {n} more, marked in the drawing.", "… and {n} more, marked in the drawing.", rest)
                   .format(n=rest))  # fmt: skip


def _plain(words: str) -> Text:
    return Text((("", _MARKUP.sub(r"\\\1", words)),))
