"""From what a file says to what it shall say: the smallest splices that lead there, each read again before it counts.

A change that cannot be made for certain is refused with a problem; nothing is ever half done.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calcviewer.core.glance import read_diagram, read_library
from calcviewer.core.problems import ERROR, Problem
from calcviewer.core.source import compose
from calcviewer.core.splices import Box, Page, Spot
from calcviewer.core.text_edit import Draft, Edits
from calcviewer.core.tree import Mapping, Node, Scalar
from calcviewer.core.tree import Sequence as SequenceNode
from calcviewer.core.values import Value, cleaned, count, plain

ROUND_LIMIT = 1000
IMPOSSIBLE = frozenset({"E001", "E004", "E005", "E014", "E015", "E018"})
"""What a value itself can be too long, too deep or too strange for."""


@dataclass(frozen=True)
class Rewritten:
    """The edits that make a change, or the problem for which it was refused; then there are none."""

    edits: Edits = ()
    refused: Problem | None = None


class _Splice(NamedTuple):
    """Edits that change one place; `is_alone` if other places may not change in the same go.

    `growth` is how many texts the file holds more afterwards. Only what removes may take comments along.
    """

    edits: Edits
    growth: int = 0
    is_alone: bool = True
    is_removal: bool = False


def rewritten(text: str, wanted: Value, *, is_library: bool = False) -> Rewritten:
    """The edits after which a file says `wanted`, every character around them as it was.

    Refused if that cannot be reached by splices, or if the file would have an error that it has not now.
    """
    root, problems = compose(text)
    if root is None:
        return Rewritten(refused=next(iter(problems), Problem("E021")))
    wanted = cleaned(wanted)
    draft = Draft(text)
    for _ in range(ROUND_LIMIT):
        page = Page(draft.text)
        found = list(_differences(page, root, wanted, Spot(0, -2, False, False)))
        if not found:
            return _checked(text, draft, is_library)
        go = [splice for splice in found if not splice.is_alone] or found[:1]
        draft.apply([edit for splice in go for edit in splice.edits])
        after, _ = compose(draft.text)
        if after is None or draft.text == page.text or not _is_as_told(go, page, root, Page(draft.text), after):
            break
        root = after
    return Rewritten(refused=_reason(text, draft.text, is_library))


def _is_as_told(go: Sequence[_Splice], before: Page, old: Node, after: Page, new: Node) -> bool:
    """Whether the splices did no more than they should: what a key hid before comes to light by this, for example."""
    growth = sum(splice.growth for splice in go)
    may_lose = any(splice.is_removal for splice in go)
    is_grown = count(plain(new)) == count(plain(old)) + growth
    return is_grown and (may_lose or before.comments(old) <= after.comments(new))


def _reason(before: str, after: str, is_library: bool) -> Problem:
    """Why a change was refused: a value that no file can hold, or that nothing is certain."""
    told = (problem for problem in new_errors(before, after, is_library) if problem.code in IMPOSSIBLE)
    return next(told, Problem("E402"))


def _checked(text: str, draft: Draft, is_library: bool) -> Rewritten:
    worse = new_errors(text, draft.text, is_library)
    return Rewritten(refused=worse[0]) if worse else Rewritten(draft.edits)


def new_errors(before: str, after: str, is_library: bool = False) -> tuple[Problem, ...]:
    """The errors that a text has and another had not: more of a sort than before."""
    worse = _errors(after, is_library)
    known = Counter(problem.code for problem in (_errors(before, is_library) if worse else ()))
    found = []
    for problem in worse:
        known[problem.code] -= 1
        if known[problem.code] < 0:
            found.append(problem)
    return tuple(found)


def _errors(text: str, is_library: bool) -> Sequence[Problem]:
    result = read_library(text) if is_library else read_diagram(text, "")
    return [problem for problem in result.problems if problem.severity == ERROR]


def _differences(page: Page, node: Node, wanted: Value, spot: Spot) -> Iterator[_Splice]:
    """The splices that bring a node nearer to what is wanted."""
    if isinstance(node, Mapping) and isinstance(wanted, dict) and node.entries and wanted:
        yield from _in_mapping(page, node, wanted, spot.is_flow)
    elif isinstance(node, SequenceNode) and isinstance(wanted, list) and node.items and wanted:
        yield from _in_sequence(page, node, wanted, spot.is_flow)
    elif (said := plain(node)) != wanted:
        is_text = isinstance(node, Scalar) and isinstance(wanted, str)
        growth = count(wanted) - count(said)
        yield _Splice(page.put(node, wanted, spot), growth, not is_text, not isinstance(node, Scalar))


def _in_mapping(page: Page, node: Mapping, wanted: dict[str, Value], is_flow: bool) -> Iterator[_Splice]:
    old, new = [key.value for key, _ in node.entries], list(wanted)
    for index, (key, child) in enumerate(node.entries):
        if key.value in wanted:
            yield from _differences(page, child, wanted[key.value], page.spot(node, index, is_flow))
    gone = [index for index, name in enumerate(old) if name not in wanted]
    added = [index for index, name in enumerate(new) if name not in old]
    if gone and gone == added and len(old) == len(new):
        for index in gone:
            yield _Splice(page.rename(node.entries[index][0], new[index]), is_alone=False)
    elif len(gone) == len(old):
        yield _Splice(page.rename(node.entries[0][0], new[0]), is_alone=False)
    elif gone:
        yield _removal(page, node, gone[-1])
    elif added:
        name = new[added[0]]
        place = old.index(new[added[0] - 1]) + 1 if added[0] else 0
        yield _Splice(page.insert(node, place, name, wanted[name], is_flow), 1 + count(wanted[name]))
    elif old != new:
        yield _Splice(page.move(node, *_move(old, new)))


def _removal(page: Page, box: Box, index: int) -> _Splice:
    lost = 1 + count(plain(box.entries[index][1])) if isinstance(box, Mapping) else count(plain(box.items[index]))
    return _Splice(page.remove(box, index), -lost, is_removal=True)


def _in_sequence(page: Page, node: SequenceNode, wanted: list[Value], is_flow: bool) -> Iterator[_Splice]:
    old, new = [repr(plain(item)) for item in node.items], [repr(item) for item in wanted]
    if old != new and sorted(old) == sorted(new):
        yield _Splice(page.move(node, *_move(old, new)))
        return
    twins = _twins(old, new)
    for index, other in twins.items():
        yield from _differences(page, node.items[index], wanted[other], page.spot(node, index, is_flow))
    gone = [index for index in range(len(old)) if index not in twins]
    added = [index for index in range(len(new)) if index not in twins.values()]
    if gone:
        yield _removal(page, node, gone[-1])
    elif added:
        before = [index for index, other in twins.items() if other < added[0]]
        place = before[-1] + 1 if before else 0
        yield _Splice(page.insert(node, place, None, wanted[added[0]], is_flow), count(wanted[added[0]]))


def _twins(old: list[str], new: list[str]) -> dict[int, int]:
    """Which item of a list becomes which: equal ones, and between these as many as can be, the most alike."""
    from difflib import SequenceMatcher  # slow to import, and reading needs none

    found: dict[int, int] = {}
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or end - start == last - first:
            found |= dict(zip(range(start, end), range(first, last), strict=True))
        elif end - start < last - first:
            found |= {start + one: first + other for one, other in _alike(old[start:end], new[first:last])}
        else:
            found |= {start + one: first + other for other, one in _alike(new[first:last], old[start:end])}
    return found


def _alike(few: list[str], many: list[str]) -> Iterator[tuple[int, int]]:
    """For each of the few one of the many, in order, so that the pairs are as much alike as can be."""
    from difflib import SequenceMatcher

    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
    for one in range(len(few) + 1):
        for other in range(one, len(many) - len(few) + one + 1):
            if one == 0:
                best[one, other] = (0.0, ())
                continue
            score, chosen = best[one - 1, other - 1]
            ratio = SequenceMatcher(None, few[one - 1], many[other - 1], autojunk=False).quick_ratio()
            taken = (score + ratio, (*chosen, other - 1))
            best[one, other] = max(taken, best.get((one, other - 1), taken), key=lambda found: found[0])
    yield from enumerate(best[len(few), len(many)][1])


def _move(old: list[str], new: list[str]) -> tuple[int, int]:
    """The entry to move, and where: one that makes both alike if there is such a one."""
    first = next(index for index, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
    rest = [*old[:first], *old[first + 1 :]]
    target = next(
        (place for place in range(len(new)) if new[place] == old[first] and new[:place] + new[place + 1 :] == rest),
        None,
    )
    return (first, target) if target is not None else (old.index(new[first], first), first)
