"""Diagrams of any size, the same ones on every run: what the shipped library is too small to show."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

KINDS = ("trigger", "process", "cell", "mediator", "tissue", "finding", "outcome")
_EN = "calcium phosphate salts settle where injured tissue has died and macrophages clear the debris slowly"
_ID = "garam kalsium fosfat mengendap di jaringan cedera yang mati sementara makrofag membersihkan sisa perlahan"


def diagram_text(steps: int, seed: int = 1, kinds: Sequence[str] = KINDS) -> str:
    """A diagram file of so many steps: a branching pathway whose branches meet again now and then.

    The first step is of the first kind, the others are of the other kinds, if there are any.
    """
    chance = random.Random(seed)
    lines = ["format: 1", f'title: {{en: "Pathway {seed}", id: "Jalur {seed}"}}', "licence: CC-BY-4.0", "nodes:"]
    for number in range(steps):
        lines += _node(number, chance, kinds)
    lines.append("edges:")
    for source, target in _pairs(steps):
        lines.append(f"  - {{from: step-{source}, to: step-{target}, kind: causes}}")
    return "\n".join([*lines, ""])


def library(folder: Path, diagrams: int, steps: int) -> Path:
    """A folder of so many diagrams of so many steps each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(diagrams):
        (folder / f"pathway-{number}.yaml").write_text(diagram_text(steps, number), "utf-8")
    return folder


def _node(number: int, chance: random.Random, kinds: Sequence[str]) -> list[str]:
    return [
        f"  step-{number}:",
        f"    kind: {kinds[0] if number == 0 else chance.choice(kinds[1:] or kinds)}",
        f'    label: {{en: "{_words(_EN, 3, chance)} {number}", id: "{_words(_ID, 3, chance)} {number}"}}',
        "    text:",
        f'      en: "{_words(_EN, 30, chance)}."',
        f'      id: "{_words(_ID, 30, chance)}."',
    ]


def _words(words: str, count: int, chance: random.Random) -> str:
    return " ".join(chance.choice(words.split()) for _ in range(count)).capitalize()


def _pairs(steps: int) -> Iterator[tuple[int, int]]:
    """Each step follows one of the four before it, and now and then a second one: long and narrow, as pathways are."""
    for target in range(1, steps):
        source = max(0, target - 1 - target * 7 % 4)
        yield source, target
        if target % 7 == 0 and target - 5 != source:
            yield target - 5, target
