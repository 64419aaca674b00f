"""`calcviewer what-if FILE --on TREATMENT --block STEP --cut 'a -> b'`: which steps fare how, and why. No Qt."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from calcviewer.cli import question
from calcviewer.core.in_words import NOTICE, evidence_sentence, outcome_sentence, reason_sentence, setting_sentence
from calcviewer.core.model import Diagram
from calcviewer.core.reason import reasons
from calcviewer.core.what_if import Setting, given_treatments, what_if
from calcviewer.i18n import _

LISTS = ("blocked", "prevented", "reduced", "may_increase", "unaffected")
"""The lists of steps that are printed; a blocked step is prevented too."""


def run(words: Sequence[str]) -> int:
    """For the exit code see `question.ask`."""
    options = _parser().parse_args(words)
    return question.ask(options, lambda diagram, language: _answer(diagram, options, language))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="calcviewer what-if",
        description=_("What would happen if treatments were given or something were blocked."),
    )
    question.add_common(parser)
    for option, value, meaning in (
        ("--on", "TREATMENT", _("a treatment that is given; repeat it for more")),
        ("--block", "STEP", _("a step that is taken away; repeat it for more")),
        ("--cut", "'a -> b'", _("an arrow that is cut; repeat it for more")),
        ("--present", "STEP", _("a step that is there already, whatever comes before it")),
    ):
        parser.add_argument(option, action="append", default=[], metavar=value, help=meaning)
    return parser


def _answer(diagram: Diagram, options: argparse.Namespace, language: str) -> question.Answer:
    setting = Setting(
        tuple(question.treatment(diagram, word) for word in options.on),
        tuple(question.step(diagram, word) for word in options.block),
        tuple(question.arrow(diagram, word) for word in options.cut),
        tuple(question.step(diagram, word) for word in options.present),
    )
    outcome = what_if(diagram, setting)
    given = given_treatments(diagram, setting)
    sentences = {
        "asked": setting_sentence(diagram, setting, language),
        "notice": _(NOTICE),
        "summary": outcome_sentence(diagram, outcome),
    }
    evidence = {treatment.id: evidence_sentence(treatment, language) for treatment in given}
    lists = {name: question.in_order(diagram, getattr(outcome, name)) for name in LISTS}
    why = {
        step: {**asdict(reason), "sentence": reason_sentence(diagram, reason, language)}
        for step, reason in reasons(diagram, outcome, diagram.node_by_id).items()
    }
    values = {
        "diagram": diagram.id,
        "setting": asdict(setting),
        **sentences,
        "evidence": {t.id: {"grades": t.evidence, "sentence": evidence[t.id]} for t in given},
        **lists,
        "cut": [edge.id for edge in diagram.edges if edge.id in outcome.cut],
        "reasons": why,
    }
    return question.Answer(
        values,
        (
            sentences["asked"],
            *evidence.values(),
            sentences["notice"],
            "",
            *(f"{name}: {', '.join(steps)}" for name, steps in lists.items()),
            sentences["summary"],
            "",
            *(f"{step}: {row['sentence']}" for step, row in why.items()),
        ),
    )
