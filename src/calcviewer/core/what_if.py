"""What would happen if treatments were given, steps blocked or arrows cut: the rules of docs/format.md.

The answer is for a complete block and has no amounts. Why a step fares as it does is a question for `reason`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from calcviewer.core.graph import LEADING, Causality, downstream
from calcviewer.core.model import Diagram, Treatment

STATES = ("blocked", "prevented", "reduced", "may-increase", "unaffected")
"""How a step can fare; the first one that fits is what the drawing shows."""
STOPPING = ("prevents", "removes")
"""The effects of treatments that block steps and cut arrows; one that reduces only marks them."""


@dataclass(frozen=True)
class Setting:
    """What is asked: treatments that are on, steps that are blocked, arrows that are cut.

    `present` names steps that are there whatever comes before them: a disease that has begun already.
    """

    treatments: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    present: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.treatments or self.blocked or self.cut or self.present)


@dataclass(frozen=True)
class Outcome:
    """What comes of a setting.

    `blocked`, `cut` and `marked` are what the treatments and the setting itself take away or weaken; `reached` is what
    is there afterwards, and `lost_brakes` are the arrows that inhibit no more, or less.

    A blocked step that was reached before is `prevented` too, and a step that is `reduced` may be one that
    `may_increase`, where one influence stands against another. Otherwise each step is in one of the last four sets, or
    is blocked and was not reached before. `state` chooses one for each step.
    """

    setting: Setting
    blocked: frozenset[str]
    cut: frozenset[str]
    marked: frozenset[str]
    reached: frozenset[str]
    lost_brakes: frozenset[str]
    prevented: frozenset[str]
    reduced: frozenset[str]
    may_increase: frozenset[str]
    unaffected: frozenset[str]

    @cached_property
    def stopped(self) -> frozenset[str]:
        """The steps and arrows that are taken away."""
        return self.blocked | self.cut

    def state(self, step: str) -> str:
        """The one of STATES that the drawing shows for a step."""
        sets = (self.blocked, self.prevented, self.reduced, self.may_increase)
        return next((state for state, steps in zip(STATES, sets, strict=False) if step in steps), "unaffected")


@dataclass(frozen=True)
class Difference:
    """A step that fares in one way under the one setting and in another under the other: two of STATES."""

    step: str
    state: str
    other: str


def setting_of(diagram: Diagram, elements: Iterable[str]) -> Setting:
    """The setting that gives, blocks and cuts these treatments, steps and arrows; any other id is passed over."""
    names = tuple(dict.fromkeys(elements))
    tables: tuple[Mapping[str, object], ...] = (diagram.treatment_by_id, diagram.node_by_id, diagram.edge_by_id)
    return Setting(*(tuple(name for name in names if name in table) for table in tables))


def what_if(diagram: Diagram, setting: Setting) -> Outcome:
    """What is prevented, is reduced, may increase or stays. Ids that the diagram does not have change nothing."""
    given = given_treatments(diagram, setting)
    stopped = {*setting.blocked, *setting.cut, *_acted_on(given, STOPPING)}
    blocked, cut = stopped & diagram.node_by_id.keys(), stopped & diagram.edge_by_id.keys()
    marked = frozenset(_acted_on(given, ("reduces",)) - stopped)
    causality = Causality(diagram)
    before = causality.reached()
    after = causality.reached(starts(diagram, setting), stopped)
    prevented = before - after
    reduced = after & _on_or_after(diagram, stopped | marked)
    brought = {step for treatment in given for step in treatment.may_lead_to}
    brakes = [edge for edge in diagram.edges if edge.kind == "inhibits"]
    lost = [e for e in brakes if e.source in prevented or e.source in reduced or e.id in cut or e.id in marked]
    freed = {edge.target for edge in lost}
    may_increase = after & (freed | brought)
    rest = diagram.node_by_id.keys() - blocked - prevented - reduced - may_increase
    sets = (blocked, cut, marked, after, {edge.id for edge in lost}, prevented, reduced, may_increase, rest)
    return Outcome(setting, *map(frozenset, sets))


def given_treatments(diagram: Diagram, setting: Setting) -> tuple[Treatment, ...]:
    """The treatments that are on, in the order of the file."""
    return tuple(treatment for treatment in diagram.treatments if treatment.id in setting.treatments)


def starts(diagram: Diagram, setting: Setting) -> tuple[str, ...]:
    """The steps that the setting itself brings about, beside the roots."""
    brought = (step for treatment in given_treatments(diagram, setting) for step in treatment.may_lead_to)
    return tuple(step for step in dict.fromkeys((*brought, *setting.present)) if step in diagram.node_by_id)


def differences(diagram: Diagram, one: Outcome, other: Outcome) -> tuple[Difference, ...]:
    """The steps that fare differently, in the order of the file."""
    states = ((node.id, one.state(node.id), other.state(node.id)) for node in diagram.nodes)
    return tuple(Difference(*row) for row in states if row[1] != row[2])


def _acted_on(treatments: Iterable[Treatment], effects: Collection[str]) -> set[str]:
    return {element for treatment in treatments if treatment.effect in effects for element in treatment.acts_on}


def _on_or_after(diagram: Diagram, elements: Iterable[str]) -> set[str]:
    """The steps among these and those that lie after them; an arrow that inhibits passes no change of its own on."""
    after: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
    for edge in diagram.edges:
        if edge.kind in LEADING:
            after[edge.source].append(edge.target)
    arrows = (diagram.edge_by_id.get(element) for element in elements)
    heads = {edge.target for edge in arrows if edge and edge.kind in LEADING}
    return downstream(after, heads | (after.keys() & {*elements}))
