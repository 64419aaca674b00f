"""What a removal takes along, in a sentence: “Deleted “Clot” with 2 arrows and 1 stop of the tour.”"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from calcviewer.core.uses import Consequence
from calcviewer.i18n import _, ngettext

SECTIONS = ("edges", "treatments", "groups", "tour", "quiz", "bridges", "table")
"""What can go with an element, in the order in which it is said."""


def removal_sentences(element_id: str, label: str, consequences: Sequence[Consequence]) -> str:
    """What is gone, what went with it, and how many places do not name it any more."""
    gone = Counter(str(each.path[0]) for each in consequences if each.is_removed and each.name != element_id)
    along = tuple(_counted(gone))
    first = _("Deleted “{label}” with {along}.") if along else _("Deleted “{label}”.")
    said = first.format(label=label, along=listed(along))
    removed = {each.path for each in consequences if each.is_removed}
    changed = {each.path for each in consequences if not each.is_removed}
    count = sum(not any(path[: len(whole)] == whole for whole in removed) for path in changed)
    if not count:
        return said
    rest = ngettext(
        "{count} other place does not name it any more.", "{count} other places do not name it any more.", count
    )
    return f"{said} {rest.format(count=count)}"


def listed(words: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])


def _counted(gone: Mapping[str, int]) -> Iterator[str]:
    for section in SECTIONS:
        if count := gone.get(section, 0):
            yield _words(section, count).format(count=count)


def _words(section: str, count: int) -> str:
    return {
        "edges": ngettext("{count} arrow", "{count} arrows", count),
        "treatments": ngettext("{count} treatment", "{count} treatments", count),
        "groups": ngettext("{count} group", "{count} groups", count),
        "tour": ngettext("{count} stop of the tour", "{count} stops of the tour", count),
        "quiz": ngettext("{count} question", "{count} questions", count),
        "bridges": ngettext("{count} bridge", "{count} bridges", count),
        "table": _("the table"),
    }[section]
