"""What a new diagram or library begins with, and what a copy of one is called. Texts in, texts or edits out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calcviewer.core.edits import changed, set_value
from calcviewer.core.model import LANGUAGES
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.text_edit import apply
from calcviewer.core.uses import Block
from calcviewer.core.values import Path, Value, at
from calcviewer.i18n import N_, in_language
from calcviewer.paths import resource


@dataclass(frozen=True)
class Template:
    """A diagram to begin with: a file of `resources/templates`."""

    name: str
    label: str
    about: str


TEMPLATES: Mapping[str, Template] = {
    row.name: row
    for row in (
        Template("empty", N_("Empty"), N_("One step and nothing else.")),
        Template("chain", N_("A chain"), N_("Five steps, each of which causes the next.")),
        Template("branch", N_("A branch"), N_("One cause, three outcomes, and a treatment.")),
        Template("loop", N_("A loop"), N_("A circle that drives itself, and its brake.")),
        Template("example", N_("A worked example"), N_("Everything that a diagram can hold, with comments.")),
    )
}
"""What the menu offers, in its order."""
LIBRARY_TEMPLATE = "library"
COPY_MARK = N_("(copy)")
"""What follows the title of a copy, in the language of that title."""


def template_text(name: str) -> str:
    """The text of a template as it is shipped."""
    return resource("templates", f"{name}.yaml").read_text("utf-8")


def new_diagram(name: str, titles: Mapping[str, str], day: str) -> str:
    """A diagram from a template, with a title (language → words; one is enough) and the day of its making."""
    text = template_text(name)
    text = _with(text, titled(text, titles))
    return _with(text, set_value(text, ("updated",), day))


def new_library(titles: Mapping[str, str], languages: Sequence[str], diagrams: Sequence[str]) -> str:
    """The `library.yaml` of a new library that lists these diagrams."""
    text = template_text(LIBRARY_TEMPLATE)
    text = _with(text, titled(text, titles, is_library=True))
    values: tuple[tuple[Path, Value], ...] = (
        (("languages",), list(languages)),
        (("diagrams", 0, "diagrams"), list(diagrams)),
    )
    for path, value in values:
        text = _with(text, set_value(text, path, value, is_library=True))
    return text


def titled(text: str, titles: Mapping[str, str], *, is_library: bool = False) -> Rewritten:
    """The edits that give a file another title: language → words. No words at all change nothing.

    A language that is not named gets the words of the first; one that is named without words is left to be written.
    """
    given = {language: words.strip() for language, words in titles.items()}
    first = next(filter(None, given.values()), "")
    if not first:
        return Rewritten()
    wanted: Value = {language: given.get(language, first) for language in (*LANGUAGES, *given)}
    return set_value(text, ("title",), wanted, is_library=is_library)


def _with(text: str, change: Rewritten) -> str:
    """The text after a change; as it was if the change was refused."""
    return apply(text, change.edits)


def marked_as_copy(text: str, language: str) -> Rewritten:
    """The edits after which the title of a diagram says that it is a copy.

    `language` is that of a title that is the same in every language. What has no title stays as it is.
    """

    def change(root: Block) -> None:
        title = root.get("title")
        if isinstance(title, str) and title:
            root["title"] = _copy_of(title, language)
        elif isinstance(title, dict):
            root["title"] = {
                code: _copy_of(words, code) if isinstance(words, str) and words else words
                for code, words in title.items()
            }

    return changed(text, change)


def _copy_of(title: str, language: str) -> str:
    return f"{title} {in_language(language, COPY_MARK)}"


def listed(text: str, diagram_id: str, after: str = "") -> Rewritten:
    """The edits that list a diagram in `library.yaml`: after another one, or at the end of the last heading.

    A library without headings needs none: it shows what it has.
    """

    def change(root: Block) -> None:
        headings = root.get("diagrams")
        lists = [ids for ids in (_ids(heading) for heading in headings) if ids] if isinstance(headings, list) else []
        if not lists or any(diagram_id in ids for ids in lists):
            return
        holder = next((ids for ids in lists if after in ids), lists[-1])
        holder.insert(holder.index(after) + 1 if after in holder else len(holder), diagram_id)

    return changed(text, change, is_library=True)


def _ids(heading: Value) -> list[Value]:
    found = at(heading, ("diagrams",))
    return found if isinstance(found, list) else []
