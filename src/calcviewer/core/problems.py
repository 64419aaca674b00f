"""What can be wrong with a file: a stable code, a place, and plain words for whoever wrote it.

Every problem of the program has its row here; the row is the only place of its wording.
"""

from collections.abc import Mapping
from typing import NamedTuple

from calcviewer.i18n import N_, _

ERROR, WARNING = "error", "warning"


class Span(NamedTuple):
    """A stretch of a file: lines and columns from 1, in characters; the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


NOWHERE = Span()
NO_ARGS: Mapping[str, str] = {}


class Fix(NamedTuple):
    """A mend that one click applies: put `text` in the place of `span`. `words` say it where `FIX_WORDS` do not."""

    span: Span
    text: str
    words: str = ""


class Problem(NamedTuple):
    """Something wrong at a place. `args` fill the braces of the wording; a `suggestion` among them is added to it."""

    code: str
    span: Span = NOWHERE
    args: Mapping[str, str] = NO_ARGS
    fix: Fix | None = None

    @property
    def severity(self) -> str:
        return WARNING if self.code.startswith("W") else ERROR

    @property
    def message(self) -> str:
        """The problem in the language of the interface, on one line, free of control characters."""
        words = _(WORDING[self.code]).format_map(_Lenient(self.args))
        if guess := self.args.get("suggestion"):
            words = f"{words} {_(SUGGESTION).format(suggestion=guess)}"
        return visible(words)

    @property
    def fix_words(self) -> str:
        """What the fix does, short enough for a button, in the language of the interface; '' without a fix."""
        if self.fix is None:
            return ""
        is_guess = bool(self.args.get("suggestion"))
        words = self.fix.words or FIX_WORDS.get(self.code) or (GUESSED if is_guess else MEND)
        return visible(_(words).format_map(_Lenient(self.args)), 80)


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def visible(text: str, limit: int = 300) -> str:
    """`text` made safe to print on one line: control and direction characters escaped, shortened in the middle."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return shown if len(shown) <= limit else f"{shown[: limit // 2]} … {shown[-limit // 2 :]}"


SUGGESTION = N_("Did you mean “{suggestion}”?")

WORDING: Mapping[str, str] = {
    # The file as such.
    "E001": N_("The file is too big ({size}); the limit is {limit}."),
    "E002": N_("This is not a text file. A diagram is a YAML text; open this one with the program that made it."),
    "E003": N_(
        "The file is not in UTF-8: byte number {offset} ({byte}) does not fit. Save it again with the encoding UTF-8."
    ),
    "E004": N_("This line is too long ({size} characters; the limit is {limit}). Break it into shorter lines."),
    "E005": N_("There is an invisible character here ({character}) that could hide or confuse text. Remove it."),
    "E006": N_("This is not a file that can be read as text, but a folder or a device. Choose a .yaml file."),
    "E007": N_("The file cannot be read: {reason}."),
    "E008": N_(
        "The Python package PyYAML is installed without its fast reader (libyaml). "
        "Run: python -m pip install --force-reinstall --only-binary :all: PyYAML"
    ),
    "W001": N_("The file is in UTF-16. It can be read and stays so when it is saved; other programs may expect UTF-8."),
    "W002": N_("Very many accents are stacked on one letter here. Was something pasted by mistake?"),
    "W003": N_("Everything from the # on is a comment and will not be shown. To show it, put the text in quotes."),
    "W009": N_("{count} further problems are not listed."),
    # What YAML could do and a diagram does not use.
    "E010": N_("A second document starts here. A file holds one diagram: move the rest to a file of its own."),
    "E011": N_("A value cannot start with {mark} (YAML's anchors and aliases are not used here). Put it in quotes."),
    "E012": N_("The merge key << is not used in diagrams. Write the values out."),
    "E013": N_("A value cannot start with ! (YAML's tags are not used here). Put it in quotes or remove {tag}."),
    "E014": N_("The file holds too many values; the limit is {limit}. Divide it into several diagrams."),
    "E015": N_("This is nested too deeply; the limit is {limit} levels. Is a closing bracket missing?"),
    "E016": N_("The word before a colon must be a plain word, not a list, a block or nothing."),
    "E017": N_("“{key}” stands here a second time; the first is in line {line}. Only the first one counts."),
    "E018": N_("This text is too long ({size} characters; the limit is {limit}). Only its beginning is used."),
    "E019": N_("The line is indented with special blanks that only look like blanks. Use ordinary blanks."),
    "E020": N_("A diagram must start with keys, such as “title:” and “nodes:”."),
    "E021": N_("The file is empty. A template can be put in for a start."),
    "E022": N_("The diagram has no step yet. Write the steps below “nodes:”."),
    "E023": N_("Format {value} is not known to this version of the program, which reads format 1."),
    # How YAML is written.
    "E030": N_("The line is indented with a tab. Use blanks, two for each level."),
    "E031": N_("A blank is missing after the colon."),
    "E032": N_("A quotation mark is opened here and never closed. Close it, or remove it."),
    "E033": N_("Text follows a closing quotation mark. Put the whole text in quotes of the other sort."),
    "E034": N_("The bracket {bracket} is opened here and never closed. Close it at the end of the list."),
    "E035": N_("The closing bracket {bracket} has no opening bracket. Remove it, or put the text in quotes."),
    "E036": N_("Something is missing between the brackets here: a comma between two entries, or quotes around a text."),
    "E037": N_("A text cannot start with {mark}. Put it in quotes."),
    "E038": N_("The text contains a colon followed by a blank. Put the text in quotes."),
    "E039": N_("A colon is missing after this word, or the line before should continue here."),
    "E040": N_("The indentation does not fit the lines above. Entries of one level start in the same column."),
    "E041": N_("The “- ” in front of this list entry is missing."),
    "E042": N_("A list starts on a line of its own, below the key. If this is a text, put it in quotes."),
    "E043": N_("In double quotes a backslash has a special meaning. Write it twice, or use single quotes."),
    "E044": N_("Entries with “- ” and keys are mixed here. One level holds either entries or keys."),
    "E045": N_("“{key}” is not finished: its fields follow on the next lines, indented."),
    "E049": N_("This line cannot be understood. Is a colon, quotation mark or bracket missing here or above?"),
    # Which fields there are, and what they hold.
    "E050": N_("“{key}” is not a field that can stand here."),
    "E051": N_("The field “{key}” is missing."),
    "E052": N_("“{key}” has no value yet."),
    "E053": N_("“{key}” must be a text."),
    "E054": N_("“{key}” must be a list: one line for each entry, starting with “- ”."),
    "E055": N_("“{key}” must be a block of fields, each on its own line and indented."),
    "E056": N_("“{key}” must be a whole number, not “{value}”."),
    "E057": N_("“{key}” must be true or false, not “{value}”."),
    "E058": N_("“{value}” is not possible for “{key}”. Possible: {choices}."),
    "W010": N_("The translation is missing: {languages}."),
    "W011": N_("“{key}” has no value yet."),
    "W012": N_("This label is too long for a box ({size} characters). Shorten it and explain in the text."),
    # What the diagram says.
    "E060": N_("“{id}” cannot be an id. An id is made of lower-case words joined by hyphens, at most 64 characters."),
    "E061": N_("The id “{id}” is already used in line {line}. Every step and treatment needs an id of its own."),
    "E062": N_("An arrow is written “a -> b”, with the ids of two steps."),
    "E063": N_("The arrow leads to or from “{id}”, but there is no such step."),
    "E064": N_("The arrow of “{id}” leads back to itself."),
    "E065": N_("The arrow “{id}” is already in line {line}."),
    "E066": N_("The treatment “{id}” acts on nothing. Name a step or an arrow in “acts-on”."),
    "E067": N_("There is no “{id}” in this diagram that could be named here."),
    "E068": N_("The step “{id}” is already in the group “{group}”. A step stands in one group at most."),
    "E069": N_("The step needs “{id}”, but no arrow that causes it comes from there."),
    "E070": N_("The question has nothing to answer. Give it “choices” with an “answer”, or “order”."),
    "E071": N_("There is no choice number {value}; the choices are counted from 1 to {count}."),
    "E072": N_("A question has either “choices” or “order”, not both."),
    "E073": N_("The step “{id}” can never happen: what it needs is never there together. Look at its “needs”."),
    "E074": N_("A picture must lie inside the library folder: write for example images/clot.svg, not “{value}”."),
    "E075": N_("The link leads to the step “{id}”, but there is no such step."),
    "E076": N_("“{target}” is not a link that can be followed. Write #step, diagram#step, term:word or a web address."),
    "E077": N_("There is no diagram “{id}” in this library."),
    "E078": N_("There is no word “{id}” in the glossary."),
    "E079": N_("There is no fact “{id}” in the library."),
    "E080": N_("There is no reference “{id}”, neither here nor in the library."),
    "E081": N_("“{value}” is not a code of a language, such as en or id."),
    "E082": N_("The diagram “{id}” is listed twice."),
    "E083": N_("A group has no step. Name its steps in “nodes”."),
    "E084": N_("A table needs at least one column and one row."),
    "E085": N_("The table has the column “{id}” already."),
    "E086": N_("The table has no column “{id}”. Name it in “columns”, or remove the cell."),
    "E087": N_("“{file}” is not shown, because “{other}” has the same name. Rename one of the two files."),
    "W014": N_("The link “{target}” will not be followed: only web addresses (https) are opened."),
    "W015": N_("The diagram is very large ({count} steps and arrows). Drawing will be slow; divide it into several."),
    "W016": N_("This row of the table has no cell for: {columns}."),
    # Layout.
    "E201": N_("Graphviz was not found. Install CalcViewer again, or choose a Graphviz program in the File menu."),
    "E202": N_("The chosen Graphviz program is not there: {path}"),
    "E203": N_("The Graphviz program {path} could not be started: {why}"),
    "E204": N_("The drawing takes too long: Graphviz was stopped after {seconds} seconds. A smaller diagram helps."),
    "E205": N_("Graphviz stopped with an error (code {code}): {said}"),
    "E206": N_(
        "Graphviz gave an answer that makes no sense. Install it again, or choose another one in the File menu."
    ),
    "E207": N_("Graphviz gave far too much output and was stopped."),
    # Export.
    "E301": N_("{path} could not be written: {why}. What was there before is unchanged."),
    "E302": N_("This file cannot be drawn, so there is nothing to export."),
    # Saving. What was there before is unchanged in each case.
    "E303": N_("{path} was not saved: the disk is full. Delete something on it, or save in another place."),
    "E304": N_("{path} was not saved: the file is read-only. Save under another name, or allow writing to it."),
    "E305": N_("{path} was not saved: you may not write there. Save in another folder, such as Documents."),
    "E306": N_("{path} was not saved: that drive can only be read. Save in another place."),
    "E307": N_("{path} was not saved: its folder is gone. Plug in the drive again, or save in another place."),
    "E308": N_("{path} was not saved: the drive does not answer. Plug it in again, or save in another place."),
    "E309": N_("{path} was not saved: the network drive does not answer. Try again, or save on this computer."),
    "E310": N_("{path} was not saved: your share of the disk is used up. Delete something, or save in another place."),
    "E311": N_("{path} was not saved: a file cannot have that name there. Choose a shorter, simpler one."),
    "E312": N_("{path} was not saved: another program is using it. Close it there and save again."),
    "E313": N_("{path} was not saved: that name belongs to a folder or a device. Choose another name."),
    "E314": N_("{path} was not saved: the file would be bigger than that place allows. Save in another place."),
    "E315": N_("{path} was not saved: another program has changed it since it was opened. Look at both first."),
    "E316": N_("{path} exists already, and nothing was overwritten. Choose another name."),
    "E317": N_("{path} is open for editing in another window, so it can only be read here."),
    "W301": N_("{path} was saved, but what it held before could not be kept as an earlier version: {why}"),
    # Course packs.
    "E320": N_("There is no diagram in {path}."),
    "E321": N_("“{entry}” is more than a course pack may hold. Nothing was written."),
    "E322": N_("{path} is not a course pack, or it is damaged."),
    "E323": N_("The pack holds “{entry}”, which is not safe to unpack. Nothing was unpacked."),
    # Edits.
    "E401": N_("There is nothing at “{path}” in this file that could be changed."),
    "E402": N_("This change cannot be made here with certainty, so nothing was changed. Change the text itself."),
    "E403": N_("The id “{id}” is already used. Choose another one."),
}

MEND = N_("Mend this")
GUESSED = N_("Write “{suggestion}” instead")
QUOTE = N_("Put it in quotes")
ADD_STEP = N_("Add the step “{id}”")
AS_COMMENT = N_("Turn it into a comment")
FIX_WORDS: Mapping[str, str] = {
    "E005": N_("Remove it"),
    "E011": QUOTE,
    "E013": QUOTE,
    "E017": N_("Give it another name"),
    "E019": N_("Indent with blanks"),
    "E021": N_("Start with a small diagram"),
    "E030": N_("Indent with blanks"),
    "E031": N_("Put in the blank"),
    "E032": N_("Close the quotation mark"),
    "E033": QUOTE,
    "E034": N_("Close the bracket"),
    "E035": N_("Remove the bracket"),
    "E036": N_("Put in the comma"),
    "E037": QUOTE,
    "E038": QUOTE,
    "E039": N_("Put in the colon"),
    "E040": N_("Indent as the lines above"),
    "E041": N_("Put in “- ”"),
    "E043": N_("Write the backslash twice"),
    "E044": AS_COMMENT,
    "E045": N_("Put in what belongs there"),
    "E049": AS_COMMENT,
    "E051": N_("Put in “{key}”"),
    "E054": N_("Make it a list"),
    "E062": N_("Write “a -> b”"),
    "W003": QUOTE,
    "W010": N_("Put in the language"),
}
"""What the fix of a problem does, where it is no guessed word."""
