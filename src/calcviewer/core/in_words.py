"""What a trace, a path, a loop or a what-if says, in sentences: the same words for the window and the command line.

The sentences are in the language of the interface, the labels in them in that of the content; `path_sentences` is all
in the language of the content.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from calcviewer.core.model import Diagram, Edge, Treatment
from calcviewer.core.names import ARROW
from calcviewer.core.pathways import Paths, arrows_of
from calcviewer.core.reason import Reason
from calcviewer.core.schema import EVIDENCE
from calcviewer.core.trace import Trace
from calcviewer.core.what_if import STATES, Difference, Outcome, Setting, given_treatments
from calcviewer.i18n import N_, _, catalogue, ngettext

NOTICE = N_("This is the model’s answer for a complete block; real treatments are partial.")
STATE_LABELS: Mapping[str, str] = {
    "blocked": N_("Blocked"),
    "prevented": N_("Prevented"),
    "reduced": N_("Reduced"),
    "may-increase": N_("May increase"),
    "unaffected": N_("Unaffected"),
}
"""How each of `what_if.STATES` is called."""

_LEADS: Mapping[str, str] = {
    "causes": N_("“{cause}” leads to “{effect}”."),
    "may-lead-to": N_("“{cause}” can lead to “{effect}”."),
    "promotes": N_("“{cause}” promotes “{effect}”."),
    "inhibits": N_("“{cause}” holds “{effect}” back."),
}
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")


# -- trace, paths, loops -----------------------------------------------------------------------------------------------


def label(diagram: Diagram, element: str, language: str) -> str:
    """What a step, arrow or treatment is called, on one line; its id if it has no name."""
    found = diagram.element(element)
    if isinstance(found, Edge):
        return chain(diagram, (found.source, found.target), language)
    return (" ".join(found.label.get(language).split()) if found else "") or element


def trace_sentence(diagram: Diagram, trace: Trace, language: str) -> str:
    """What is lit: “12 effects of “Necrosis”, in 4 steps.”"""
    origin = label(diagram, trace.origin, language)
    counts = {
        "causes": ngettext("{count} cause", "{count} causes", len(trace.causes)).format(count=len(trace.causes)),
        "effects": ngettext("{count} effect", "{count} effects", len(trace.effects)).format(count=len(trace.effects)),
    }
    if not trace.causes | trace.effects:
        return _(_NOTHING[trace.direction]).format(origin=origin)
    depth = ngettext("in {count} step", "in {count} steps", trace.depth).format(count=trace.depth)
    return _(_LIT[trace.direction]).format(origin=origin, depth=depth, **counts)


_NOTHING: Mapping[str, str] = {
    "causes": N_("Nothing leads to “{origin}”."),
    "effects": N_("Nothing follows from “{origin}”."),
    "both": N_("No arrow joins “{origin}” to anything."),
}
_LIT: Mapping[str, str] = {
    "causes": N_("{causes} of “{origin}”, {depth}."),
    "effects": N_("{effects} of “{origin}”, {depth}."),
    "both": N_("{causes} and {effects} of “{origin}”, {depth}."),
}


def chain(diagram: Diagram, steps: Sequence[str], language: str) -> str:
    """The labels of a path or a loop with arrows between them."""
    return " → ".join(label(diagram, step, language) for step in steps)


def paths_sentence(diagram: Diagram, ends: tuple[str, str], paths: Paths, language: str) -> str:
    """How many paths lead from one step to another: “3 paths from “Clot” to “Stone”.”"""
    start, end = (label(diagram, step, language) for step in ends)
    count = len(paths.found)
    if not count:
        return _("No path leads from “{start}” to “{end}”.").format(start=start, end=end)
    words = (
        ngettext(
            "The shortest path from “{start}” to “{end}”; there may be more.",
            "The shortest {count} paths from “{start}” to “{end}”; there may be more.",
            count,
        )
        if paths.is_more
        else ngettext("{count} path from “{start}” to “{end}”.", "{count} paths from “{start}” to “{end}”.", count)
    )
    return words.format(count=count, start=start, end=end)


def path_sentences(diagram: Diagram, path: Sequence[str], language: str) -> tuple[str, ...]:
    """A path as sentences: those of its arrows; for an arrow that has none in this language, a plain one."""
    return tuple(arrow_sentence(diagram, arrow, language) for arrow in arrows_of(diagram, path))


def trace_sentences(diagram: Diagram, trace: Trace, order: Sequence[str], language: str) -> tuple[str, ...]:
    """The lit arrows as sentences, those of an earlier step of `order` first."""
    arrows = (arrow for step in order for arrow in diagram.outgoing(step) if arrow.id in trace.arrows)
    return tuple(arrow_sentence(diagram, arrow, language) for arrow in arrows)


def arrow_sentence(diagram: Diagram, arrow: Edge, language: str) -> str:
    """The sentence of an arrow in this language, without marks and links; a plain one if it has none."""
    if arrow.text.has(language):
        return plain(arrow.text.get(language))
    ends = label(diagram, arrow.source, language), label(diagram, arrow.target, language)
    return catalogue(language).gettext(_LEADS[arrow.kind]).format(cause=ends[0], effect=ends[1])


def plain(markdown: str) -> str:
    """The words of a Markdown text on one line, without the targets of its links and without emphasis."""
    return " ".join(_LINK.sub(r"\1", markdown).replace("*", "").split())


# -- what-if -----------------------------------------------------------------------------------------------------------


def setting_sentence(diagram: Diagram, setting: Setting, language: str) -> str:
    """What is asked: “With: Statin. Blocked: …”; a sentence of its own if nothing is."""
    given = tuple(treatment.id for treatment in given_treatments(diagram, setting))
    rows = (
        (_("With: {names}."), given),
        (_("Blocked: {names}."), setting.blocked),
        (_("Cut: {names}."), setting.cut),
        (_("Already there: {names}."), setting.present),
    )
    said = [row.format(names=", ".join(label(diagram, e, language) for e in names)) for row, names in rows if names]
    return " ".join(said) or _("Nothing is blocked and no treatment is on.")


def outcome_sentence(diagram: Diagram, outcome: Outcome) -> str:
    """How many steps fare how; each step is counted once, as the drawing shows it."""
    words = _(
        "{blocked} blocked, {prevented} prevented, {reduced} reduced, {increase} may increase, {unaffected} unaffected."
    )
    states = [outcome.state(node.id) for node in diagram.nodes]
    counts = {state.removeprefix("may-"): states.count(state) for state in STATES}
    return words.format(**counts)


def evidence_sentence(treatment: Treatment, language: str) -> str:
    """A treatment with how well it is supported: “Statin: Randomised trials · Guideline practice”."""
    grades = " · ".join(_(EVIDENCE[grade]) for grade in treatment.evidence) or _("no evidence is named")
    return f"{' '.join(treatment.label.get(language).split()) or treatment.id}: {grades}"


def difference_sentence(diagram: Diagram, difference: Difference, language: str) -> str:
    """How a step fares under the one setting, A, and under the other, B."""
    states = [_(STATE_LABELS[state]).lower() for state in (difference.state, difference.other)]
    step = label(diagram, difference.step, language)
    return _("“{step}”: {state} with A, {other} with B.").format(step=step, state=states[0], other=states[1])


def reason_sentence(diagram: Diagram, reason: Reason, language: str) -> str:
    """Why a step fares as it does: the way that still reaches it, or what stopped it."""
    return " ".join(_REASONS[reason.state](reason, partial(label, diagram, language=language)))


Naming = Callable[[str], str]


def _blocked(reason: Reason, name: Naming) -> Iterator[str]:
    words = _("“{step}” is taken away by {names}.") if reason.treatments else _("“{step}” is blocked.")
    yield words.format(step=name(reason.step), names=_quoted(reason.treatments, name))


def _prevented(reason: Reason, name: Naming) -> Iterator[str]:
    why = _joined(_clause(element, reason, name) for element in reason.stopped_by)
    yield _("“{step}” is prevented, because {why}.").format(step=name(reason.step), why=why)
    if reason.missing:
        words = ngettext(
            "It needs {names}, which is missing.", "It needs {names}, which are missing.", len(reason.missing)
        )
        yield words.format(names=_quoted(reason.missing, name))


def _reduced(reason: Reason, name: Naming) -> Iterator[str]:
    yield _reached(reason, name, _("“{step}” is still reached: {path}."), _("“{step}” is still there."))
    why = _joined(_clause(element, reason, name) for element in reason.weakened_by)
    yield _("It is reduced, because {why}.").format(why=why)
    yield from _increasing(reason, name)


def _may_increase(reason: Reason, name: Naming) -> Iterator[str]:
    yield _reached(reason, name, _("“{step}” is reached: {path}."), _("“{step}” is there from the start."))
    yield from _increasing(reason, name)


def _unaffected(reason: Reason, name: Naming) -> Iterator[str]:
    if reason.path:
        yield _reached(
            reason, name, _("“{step}” is reached as before: {path}."), _("“{step}” is there from the start, as before.")
        )
    else:
        yield _("“{step}” is not reached, with or without this.").format(step=name(reason.step))


_REASONS: Mapping[str, Callable[[Reason, Naming], Iterator[str]]] = {
    "blocked": _blocked,
    "prevented": _prevented,
    "reduced": _reduced,
    "may-increase": _may_increase,
    "unaffected": _unaffected,
}


def _reached(reason: Reason, name: Naming, by_path: str, at_once: str) -> str:
    path = (*reason.begun_by[:1], *reason.path)
    words = by_path if len(path) > 1 else at_once
    return words.format(step=name(reason.step), path=" → ".join(map(name, path)))


def _increasing(reason: Reason, name: Naming) -> Iterator[str]:
    if reason.brakes:
        words = ngettext(
            "It may increase, because a brake fails or weakens: {names}.",
            "It may increase, because brakes fail or weaken: {names}.",
            len(reason.brakes),
        )
        yield words.format(names=_quoted(reason.brakes, name))
    if reason.treatments:
        words = ngettext(
            "It may increase, because {names} can bring it about.",
            "It may increase, because {names} can each bring it about.",
            len(reason.treatments),
        )
        yield words.format(names=_quoted(reason.treatments, name))


def _clause(element: str, reason: Reason, name: Naming) -> str:
    """Half a sentence: what happened to something on the way."""
    if element == reason.step:
        return _("a treatment weakens it")
    words = _CLAUSES[element in reason.marked, ARROW in element]
    return _(words).format(name=name(element))


_CLAUSES: Mapping[tuple[bool, bool], str] = {
    (False, False): N_("“{name}” is blocked"),
    (False, True): N_("the arrow “{name}” is cut"),
    (True, False): N_("“{name}” is weakened"),
    (True, True): N_("the arrow “{name}” is weakened"),
}
"""By whether something is only weakened, and whether it is an arrow."""


def _quoted(elements: Iterable[str], name: Naming) -> str:
    return _joined(f"“{name(element)}”" for element in elements)


def _joined(words: Iterable[str]) -> str:
    *first, last = [*words] or [""]
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last
