"""From blocks of fields to what is taught with a diagram: table, tour and quiz."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from calcviewer.core.block import Block
from calcviewer.core.model import NO_TEXT, Question, Stop, Table, TableRow
from calcviewer.core.names import Names
from calcviewer.core.spans import renumbered

T = TypeVar("T")


def table(block: Block, names: Names) -> Table | None:
    """The table, if it has a column and a row; what names no step is left out, with a problem."""
    found = block.block("table")
    if found is None:
        return None
    columns = tuple(_columns(found, names))
    rows = [(item, _row(item, columns, names)) for item in found.blocks("rows") if item.text("label")]
    if columns and rows:
        return Table(columns, _kept(rows, "table.rows", names))
    if "columns" in found.values and "rows" in found.values:
        names.report.problem("E084", found.path)
    return None


def _columns(block: Block, names: Names) -> Iterator[str]:
    seen: set[str] = set()
    for index, word in enumerate(block.words("columns")):
        path = block.where("columns", index)
        step = names.step(word, path)
        if step in seen:
            names.report.problem("E085", path, id=step)
        elif step:
            seen.add(step)
            yield step


def _row(block: Block, columns: Sequence[str], names: Names) -> TableRow:
    cells = {names.steps.get(word, word): text for word, text in block.text_map("cells").items()}
    for word in (word for word in cells if columns and word not in columns):
        guess = names.report.guess(word, [column for column in columns if column not in cells])
        names.report.problem("E086", block.where(f"cells.{word}"), id=word, suggestion=guess)
    missing = [column for column in columns if column not in cells]
    if missing and cells:
        names.report.problem("W016", block.where("cells"), columns=", ".join(missing))
    return TableRow(block.text("label"), tuple(cells.get(column, NO_TEXT) for column in columns))


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
    kept = [int(block.path[len(name) + 1 : -1]) for block, _ in found]
    if kept != list(range(len(kept))):
        names.report.note(renumbered(name, kept))
    return tuple(item for _, item in found)
