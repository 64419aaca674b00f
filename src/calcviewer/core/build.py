"""From blocks of fields to the diagram: every name is looked up; what leads nowhere is left out, with a problem."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from calcviewer.core.block import Arrow, Block
from calcviewer.core.graph import ALL, ANY, CAUSAL
from calcviewer.core.ids import as_id, is_id
from calcviewer.core.image_path import is_inside_library
from calcviewer.core.lessons import questions, stops, table
from calcviewer.core.links import goal
from calcviewer.core.model import NO_TEXT, Diagram, Edge, Group, Image, Node, Ref, Text, Treatment, edge_id
from calcviewer.core.names import Names, arrow_parts, keys
from calcviewer.core.report import Report
from calcviewer.core.spans import Note, Places, under_id

ODD_ARROW = re.compile(r"\s*(?:--+>|=+>|[\u2014\u2013\u2212]>|\u2192|\u27f6)\s*")
"""Other ways in which people write an arrow."""
NONE: frozenset[str] = frozenset()


def diagram(block: Block, diagram_id: str, report: Report) -> Diagram:
    """The diagram that the fields of a file describe; problems go to `report`."""
    node_blocks = block.blocks("nodes")
    treatment_blocks = tuple(_distinct(block.blocks("treatments"), node_blocks, report))
    names = Names(report, keys(node_blocks), keys(treatment_blocks))
    edges = _edges(block.arrows("edges"), names)
    causes = _causes(edges)
    report.note(_under_ids((*node_blocks, *treatment_blocks)))
    return Diagram(
        id=diagram_id,
        title=block.text("title"),
        summary=block.text("summary"),
        authors=_filled(block.words("authors")),
        reviewers=_filled(block.words("reviewers")),
        updated=block.word("updated"),
        licence=block.word("licence"),
        tags=_filled(block.words("tags")),
        direction=block.word("direction", "down"),
        objectives=tuple(text for text in block.texts("objectives") if text),
        nodes=tuple([_node(item, names, causes.get(item.id, NONE)) for item in node_blocks]),
        edges=edges,
        bridges=tuple(_bridges(block, names)),
        treatments=tuple(_treatment(item, names) for item in treatment_blocks),
        groups=tuple(_groups(block.blocks("groups"), names)),
        table=table(block, names),
        tour=stops(block, names),
        quiz=questions(block, names),
        refs=refs(block),
    )


def refs(block: Block) -> Mapping[str, Ref]:
    """The references that a file defines, under their ids."""
    return {
        item.id: Ref(
            item.id,
            item.word("text"),
            item.word("year"),
            item.word("doi"),
            item.word("pmid"),
            item.word("pmcid"),
            item.flag("checked"),
        )
        for item in block.blocks("refs")
    }


def _distinct(blocks: Iterable[Block], others: Iterable[Block], report: Report) -> Iterator[Block]:
    taken = {block.id: block.path for block in others}
    for block in blocks:
        if block.id in taken:
            line = str(report.place(taken[block.id]).line)
            report.problem("E061", block.path, id=block.id, line=line)
        else:
            yield block


def _filled(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, words)) if words else ()


def _label(block: Block) -> Text:
    """The label; without one the id, so that the box is there to be seen."""
    found: Text | None = block.values.get("label")
    return Text((("", block.raw_id),)) if found is None else found


def _node(block: Block, names: Names, causes: Collection[str]) -> Node:
    values = block.values
    value = values.get  # asked for each of thousands of steps
    return Node(
        block.id,
        value("kind", "process"),
        _label(block),
        value("text", NO_TEXT),
        _concept(block, names.report) if "concept" in values else "",
        value("origin", "source"),
        _filled(value("facts", ())),
        _needs(block, names, causes) if "needs" in values else ANY,
        tuple(_see_also(block, names.report)) if "see-also" in values else (),
        _image(block.block("image"), names.report) if "image" in values else None,
        _filled(value("refs", ())),
    )


def _concept(block: Block, report: Report) -> str:
    concept = block.word("concept")
    if not concept or is_id(concept):
        return concept
    guess = as_id(concept)
    path = block.where("concept")
    report.problem("E060", path, report.mend(path, guess), id=concept, suggestion=guess)
    return ""


def _needs(block: Block, names: Names, causes: Collection[str]) -> tuple[str, ...]:
    words = block.words("needs") or ANY
    if words in (ANY, ALL):
        return words
    found = []
    for index, word in enumerate(words):
        path = block.where("needs", index)
        step = names.step(word, path)
        if step and step not in causes:
            names.report.problem("E069", path, id=step)
        elif step:
            found.append(step)
    return tuple(dict.fromkeys(found)) or ANY


def _see_also(block: Block, report: Report) -> Iterator[str]:
    for index, word in enumerate(block.words("see-also")):
        target = goal(word)
        if target.diagram and target.kind in ("step", "diagram"):
            yield word
        elif word:
            report.problem("E076", block.where("see-also", index), target=word)


def _image(block: Block | None, report: Report) -> Image | None:
    if block is None or not block.word("file"):
        return None
    if not is_inside_library(block.word("file")):
        report.problem("E074", block.where("file"), value=block.word("file"))
        return None
    return Image(block.word("file"), block.text("alt"))


def _causes(edges: Iterable[Edge]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for edge in edges:
        if edge.kind in CAUSAL:
            found.setdefault(edge.target, set()).add(edge.source)
    return found


def _edges(arrows: Iterable[Arrow], names: Names) -> tuple[Edge, ...]:
    seen: dict[str, Arrow] = {}
    found = []
    for arrow in arrows:
        for edge in _one_edge(arrow.block, names) if arrow.block else _chain(arrow, names):
            name = edge_id(edge[0], edge[1])
            if name in seen:
                line = str(names.report.place(seen[name].path).line)
                names.report.problem("E065", arrow.path, id=name, line=line)
            else:
                seen[name] = arrow
                found.append(edge)
    names.arrows.update(seen)
    names.report.note(_under_arrows(seen))
    return tuple(found)


def _under_ids(blocks: Iterable[Block]) -> Note:
    """The places of steps and treatments under their ids too."""

    def note(places: Places) -> None:
        for block in blocks:
            under_id(places, block.path, block.id, block.values)

    return note


def _under_arrows(arrows: Mapping[str, Arrow]) -> Note:
    """The places of arrows under their ids too."""

    def note(places: Places) -> None:
        for name, arrow in arrows.items():
            under_id(places, arrow.path, name, arrow.block.values if arrow.block else ())

    return note


def _chain(arrow: Arrow, names: Names) -> Iterator[Edge]:
    """The arrows of the short form."""
    report = names.report
    parts = arrow_parts(arrow.short)
    if ODD_ARROW.search(arrow.short) or len(parts) < 2 or not all(parts):
        better = ODD_ARROW.sub(" -> ", arrow.short)
        is_better = len(arrow_parts(better)) > 1 and all(part in names.steps for part in arrow_parts(better))
        report.problem("E062", arrow.path, report.mend(arrow.path, better) if is_better else None)
        return
    ends = [_end_of_chain(arrow, parts, index, names) for index in range(len(parts))]
    for source, target in pairwise(ends):
        if source and source == target:
            report.problem("E064", arrow.path, id=source)
        elif source and target:
            yield Edge(source, target)


def _end_of_chain(arrow: Arrow, parts: tuple[str, ...], index: int, names: Names) -> str:
    if step := names.steps.get(parts[index]):
        return step
    guess = names.report.guess(parts[index], names.steps.values())
    better = " -> ".join((*parts[:index], guess, *parts[index + 1 :])) if guess else ""
    fix = names.report.mend(arrow.path, better) or names.new_step(parts[index])
    names.report.problem("E063", arrow.path, fix, id=parts[index], suggestion=guess)
    return ""


def _one_edge(block: Block, names: Names) -> tuple[Edge, ...]:
    """The arrow of a block with from and to."""
    source, target = _end(block, "from", names), _end(block, "to", names)
    if source and source == target:
        names.report.problem("E064", block.path, id=source)
    elif source and target:
        value = block.values.get
        kind, text, origin = value("kind", "causes"), value("text", NO_TEXT), value("origin", "source")
        return (Edge(source, target, kind, text, origin, _filled(value("facts", ())), _filled(value("refs", ()))),)
    return ()


def _end(block: Block, name: str, names: Names) -> str:
    word = block.values.get(name, "")
    return names.steps.get(word) or names.step(word, block.where(name), "E063")


def _bridges(block: Block, names: Names) -> Iterator[tuple[str, str]]:
    for index, word in enumerate(block.words("bridges")):
        path = block.where("bridges", index)
        parts = arrow_parts(word)
        if len(parts) != 2 or not all(parts):
            names.report.problem("E062", path)
            continue
        source, target = (names.step(part, path, "E063") for part in parts)
        if source and target and source != target:
            yield source, target


def _treatment(block: Block, names: Names) -> Treatment:
    words = enumerate(block.words("acts-on"))
    acts_on = _filled(names.step_or_arrow(word, block.where("acts-on", index)) for index, word in words)
    if not block.words("acts-on") and "acts-on" in block.values:
        names.report.problem("E066", block.path, id=block.id)
    brings = enumerate(block.words("may-lead-to"))
    return Treatment(
        id=block.id,
        label=_label(block),
        acts_on=tuple(dict.fromkeys(acts_on)),
        effect=block.word("effect", "prevents"),
        text=block.text("text"),
        caution=block.text("caution"),
        evidence=block.words("evidence"),
        may_lead_to=_filled(names.step(word, block.where("may-lead-to", index)) for index, word in brings),
        concept=_concept(block, names.report),
        origin=block.word("origin", "source"),
        facts=_filled(block.words("facts")),
        refs=_filled(block.words("refs")),
    )


def _groups(blocks: Iterable[Block], names: Names) -> Iterator[Group]:
    owner: dict[str, str] = {}
    for block in blocks:
        found = []
        for index, word in enumerate(block.words("nodes")):
            path = block.where("nodes", index)
            step = names.step(word, path)
            if step in owner:
                names.report.problem("E068", path, id=step, group=owner[step])
            elif step:
                owner[step] = block.id
                found.append(step)
        if found:
            yield Group(block.id, block.text("label") or NO_TEXT, tuple(found))
        elif "nodes" in block.values and not block.words("nodes"):
            names.report.problem("E083", block.path)
