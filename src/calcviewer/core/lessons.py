"""From blocks of fields to what is taught with a diagram: the stops of the tour and the questions of the quiz."""

from collections.abc import Sequence
from typing import TypeVar

from calcviewer.core.block import Block
from calcviewer.core.model import Question, Stop
from calcviewer.core.names import Names

T = TypeVar("T")


def stops(block: Block, names: Names) -> tuple[Stop, ...]:
    """The stops that can be shown; a stop that says or shows nothing is left out."""
    found = ((item, _stop(item, names)) for item in block.blocks("tour"))
    return _kept([(item, stop) for item, stop in found if stop.show and stop.text], "tour", names)


def _stop(block: Block, names: Names) -> Stop:
    show = (names.element(word, block.where("show", index)) for index, word in enumerate(block.words("show")))
    return Stop(tuple(filter(None, show)), block.text("text"))


def questions(block: Block, names: Names) -> tuple[Question, ...]:
    """The questions that can be answered; the others are left out, each with a problem."""
    found = (item for item in block.blocks("quiz") if _is_answerable(item, names))
    return _kept([(item, _question(item, names)) for item in found], "quiz", names)


def _question(block: Block, names: Names) -> Question:
    words = enumerate(block.words("block"))
    choices = block.texts("choices")
    return Question(
        ask=block.text("ask"),
        choices=choices,
        answer=block.number("answer") if choices else 0,
        order=() if choices else block.texts("order"),
        block=tuple(filter(None, (names.element(word, block.where("block", index)) for index, word in words))),
        why=block.text("why"),
    )


def _is_answerable(block: Block, names: Names) -> bool:
    choices, order = block.texts("choices"), block.texts("order")
    if choices and order:
        names.report.problem("E072", block.where("order"))
    if not choices and len(order) < 2:
        names.report.problem("E070", block.path)
        return False
    return bool(block.text("ask")) and (not choices or _has_answer(block, len(choices), names))


def _has_answer(block: Block, count: int, names: Names) -> bool:
    if "answer" not in block.values:
        if names.report.value_place(block.where("answer")) is None:
            names.report.problem("E051", block.path, key="answer")
        return False
    if not 1 <= block.number("answer") <= count:
        value = str(block.number("answer"))
        names.report.problem("E071", block.where("answer"), value=value, count=str(count))
        return False
    return True


def _kept(found: Sequence[tuple[Block, T]], name: str, names: Names) -> tuple[T, ...]:
    """What is left of a list; its places get the numbers that the items have now."""
    names.report.renumber(name, [int(block.path[len(name) + 1 : -1]) for block, _ in found])
    return tuple(item for _, item in found)
