"""Small diagrams for stories that need one of their own."""

from collections.abc import Iterable

CLOT = """\
format: 1
title: {en: "A clot", id: "Bekuan"}
summary: {en: "How a clot turns to stone.", id: "Bagaimana bekuan menjadi batu."}
nodes:
  stasis:
    kind: trigger
    label: {en: "Slow blood", id: "Darah lambat"}
    text: {en: "Blood lingers.", id: "Darah berlama-lama."}
  clot:
    kind: process
    label: {en: "Clot", id: "Bekuan darah"}
    text: {en: "It hardens.", id: "Mengeras."}
  stone:
    kind: outcome
    label: {en: "Stone", id: "Batu"}
edges:
  - {from: stasis, to: clot, kind: causes, text: {en: "Slow blood clots.", id: "Darah lambat membeku."}}
  - {from: clot, to: stone, kind: may-lead-to, text: {en: "Calcium settles.", id: "Kalsium mengendap."}}
treatments:
  walking:
    label: {en: "Walking", id: "Berjalan"}
    acts-on: [stasis, clot]
    effect: prevents
    text: {en: "Muscles pump.", id: "Otot memompa."}
"""


def diagram_with(text: str, label: str = "Step") -> str:
    """A diagram of one step with this explanation."""
    return f"""\
format: 1
title: {{en: "Trap", id: "Jebakan"}}
nodes:
  step:
    kind: process
    label:
      en: {quoted(label)}
      id: {quoted(label)}
    text:
      en: {written(text)}
      id: {written(text)}
"""


def written(text: str) -> str:
    """Quoted on one line, or as a block of lines."""
    return "\n        ".join(["|2", *text.split("\n")]) if "\n" in text else quoted(text)


def chain(count: int) -> str:
    """A long diagram: `count` steps, each with two effects as long as there are any."""
    return "\n".join([*_head(count), "edges:", *_arrows(count), ""])


def _head(count: int) -> Iterable[str]:
    yield "format: 1\ntitle: {en: Long, id: Panjang}\nnodes:"
    for number in range(count):
        yield f"  s{number}: {{kind: process, label: {{en: Step number {number}, id: Langkah ke-{number}}}}}"


def _arrows(count: int) -> Iterable[str]:
    for number in range(1, count):
        yield f"  - {{from: s{(number - 1) // 2}, to: s{number}, kind: causes}}"


def quoted(text: str) -> str:
    """As a double-quoted YAML text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
