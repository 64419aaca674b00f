"""Why a step fares as it does in a what-if: the way that still reaches it, or what stopped it. Values, no words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from calcviewer.core.graph import ALL, ANY, CAUSAL, LEADING, Causality
from calcviewer.core.model import Diagram
from calcviewer.core.what_if import STOPPING, Outcome, given_treatments, starts

MOST_TRIED = 24
"""Up to so many blocked and cut elements, those that make no difference to a step are left out of its reason."""


@dataclass(frozen=True)
class Reason:
    """Why a step fares so. What does not apply is empty; elements are named from the nearest to the farthest.

    `path`: where the step is still reached, a shortest way to it from a root, from a step that a treatment brings
    about or from one that is there anyway; over causal arrows that are not cut. `begun_by` then names the treatments
    that bring the first step about, if it is no root.
    `stopped_by`: where it is not, the blocked steps and cut arrows that make it so. They alone would prevent it, and
    without them it would be reached; none of them can be left out.
    `missing`: of what the step `needs`, if it needs more than any one cause, the causes that do not arrive.
    `weakened_by`: for a reduced step, what is blocked, cut or weakened, as far as a change of it arrives here.
    `marked`: those of them that are only weakened, not taken away.
    `brakes`: the arrows that held the step back, and do so no more, or less.
    `treatments`: those that are on and take the step away, if it is blocked; else those that bring it about.
    """

    step: str
    state: str
    path: tuple[str, ...] = ()
    begun_by: tuple[str, ...] = ()
    stopped_by: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    weakened_by: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    brakes: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()


def reason(diagram: Diagram, outcome: Outcome, step: str) -> Reason:
    """Why this step fares as it does."""
    return reasons(diagram, outcome, (step,))[step]


def reasons(diagram: Diagram, outcome: Outcome, steps: Iterable[str]) -> Mapping[str, Reason]:
    """Why each of these steps fares as it does; for many steps much quicker than asking for each."""
    asked = tuple(steps)
    inquiry = _Inquiry(diagram, outcome)
    stopped_by = inquiry.stopped_by([s for s in asked if s in outcome.prevented - outcome.blocked])
    return {step: inquiry.about(step, stopped_by.get(step, ())) for step in asked}


class _Inquiry:
    """One outcome, with what several reasons have in common."""

    def __init__(self, diagram: Diagram, outcome: Outcome) -> None:
        self._diagram = diagram
        self._outcome = outcome
        self._given = given_treatments(diagram, outcome.setting)
        self._stopped = outcome.stopped
        self._starts = starts(diagram, outcome.setting)
        self._causality = Causality(diagram)
        self._came_from = self._tree()
        self._passed_on_to: dict[str, list[tuple[str, str]]] = {node.id: [] for node in diagram.nodes}
        for edge in diagram.edges:
            if edge.kind in LEADING:
                self._passed_on_to[edge.target].append((edge.source, edge.id))

    def about(self, step: str, stopped_by: tuple[str, ...]) -> Reason:
        """The reason for one step. What stopped it is found for all steps together."""
        state = self._outcome.state(step)
        is_prevented = state == "prevented"
        weakened_by = tuple(self._weakened_by(step)) if step in self._outcome.reduced else ()
        path = self._path(step)
        return Reason(
            step,
            state,
            path=path,
            begun_by=self._begun_by(path),
            stopped_by=stopped_by,
            missing=tuple(self._missing(step)) if is_prevented else (),
            weakened_by=weakened_by,
            marked=tuple(element for element in weakened_by if element in self._outcome.marked),
            brakes=tuple(self._brakes(step)) if step in self._outcome.may_increase else (),
            treatments=tuple(self._treatments(step, state)),
        )

    def stopped_by(self, steps: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """What stopped each of these prevented steps."""
        before = {step: tuple(dict.fromkeys(self._stopped_before(step))) for step in steps}
        alike: dict[frozenset[str], list[str]] = {}
        for step, elements in before.items():
            alike.setdefault(frozenset(elements), []).append(step)
        needed = dict(pair for elements, group in alike.items() for pair in self._needed(elements, group))
        return {step: tuple(e for e in elements if e in needed[step]) for step, elements in before.items()}

    def _needed(self, elements: frozenset[str], steps: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
        """For each of these steps, of the elements before it the ones that cannot be left out of the reason."""
        tried = sorted(elements) if len(elements) <= MOST_TRIED else []
        groups = [(elements, steps)]
        for element in tried:
            groups = [part for kept, group in groups for part in self._without(element, kept, group)]
        for kept, group in groups:
            yield from ((step, kept) for step in group)

    def _without(
        self, element: str, kept: frozenset[str], steps: list[str]
    ) -> Iterator[tuple[frozenset[str], list[str]]]:
        """The steps whose reason holds without the element, and the others. A last one is always needed."""
        fewer = kept - {element}
        if not fewer or not steps:
            yield kept, steps
            return
        lifted = self._causality.reached(self._starts, self._stopped - fewer)
        held = self._causality.reached(self._starts, fewer)
        free = {step for step in steps if step in lifted and step not in held}
        yield fewer, [step for step in steps if step in free]
        yield kept, [step for step in steps if step not in free]

    def _tree(self) -> dict[str, str]:
        """For each reached step the one before it on a shortest way; for those where a way begins, ''."""
        reached, stopped = self._outcome.reached, self._stopped
        beginning = {*self._causality.roots, *self._starts} & reached
        came_from = {node.id: "" for node in self._diagram.nodes if node.id in beginning}
        waiting = list(came_from)
        for step in waiting:  # grows meanwhile
            for target, arrow in self._causality.after[step]:
                if target in reached and target not in came_from and arrow not in stopped:
                    came_from[target] = step
                    waiting.append(target)
        return came_from

    def _path(self, step: str) -> tuple[str, ...]:
        path = [step] if step in self._came_from else []
        while path and (before := self._came_from[path[-1]]):
            path.append(before)
        return tuple(reversed(path))

    def _begun_by(self, path: tuple[str, ...]) -> tuple[str, ...]:
        if not path or path[0] in self._causality.roots:
            return ()
        return tuple(treatment.id for treatment in self._given if path[0] in treatment.may_lead_to)

    def _stopped_before(self, step: str) -> Iterator[str]:
        """What is taken away on the ways to a prevented step, through steps that are not reached."""
        outcome, seen, waiting = self._outcome, {step}, [step]
        for here in waiting:  # grows meanwhile
            if here in outcome.blocked:
                yield here
            for edge in self._diagram.incoming(here):
                if edge.kind in CAUSAL:
                    if edge.id in outcome.cut:
                        yield edge.id
                    if edge.source not in seen and edge.source not in outcome.reached:
                        seen.add(edge.source)
                        waiting.append(edge.source)

    def _missing(self, step: str) -> Iterator[str]:
        needs = self._diagram.node_by_id[step].needs
        for edge in self._diagram.incoming(step):
            is_needed = needs != ANY and edge.kind in CAUSAL and (needs == ALL or edge.source in needs)
            if is_needed and (edge.source not in self._outcome.reached or edge.id in self._outcome.cut):
                yield edge.source

    def _weakened_by(self, step: str) -> Iterator[str]:
        """What is taken away or weakened before a step; nothing comes through what is taken away whole."""
        stopped, marked, seen, waiting = self._stopped, self._outcome.marked, {step}, [step]
        for here in waiting:  # grows meanwhile
            if here in stopped or here in marked:
                yield here
            for source, arrow in () if here in stopped else self._passed_on_to[here]:
                if arrow in stopped or arrow in marked:
                    yield arrow
                if source not in seen and arrow not in stopped:
                    seen.add(source)
                    waiting.append(source)

    def _brakes(self, step: str) -> Iterator[str]:
        return (edge.id for edge in self._diagram.incoming(step) if edge.id in self._outcome.lost_brakes)

    def _treatments(self, step: str, state: str) -> Iterator[str]:
        for treatment in self._given:
            takes_away = treatment.effect in STOPPING and step in treatment.acts_on
            if takes_away if state == "blocked" else step in treatment.may_lead_to:
                yield treatment.id
