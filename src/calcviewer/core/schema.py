"""The table of fields: what a diagram file and a library file may say, and what each field means.

The reader, the JSON Schema and every form are made from these rows; a new field is one row here and one attribute of
the model.
"""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from calcviewer.i18n import N_

FORMAT = "1"
WORD_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
"""How ids are written: lower-case words joined by hyphens."""
CODE_ID = r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*"
"""How the codes of references and facts are written: R56, F1."""
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]+)*"
"""How codes of languages are written: en, id, pt-BR."""


class Kind(Enum):
    """What a value is in the file."""

    TEXT = "text in one or several languages"
    STRING = "plain text"
    NUMBER = "whole number"
    FLAG = "true or false"
    CHOICE = "one word of a list"
    CHOICES = "one or several words of a list"
    STRINGS = "list of plain texts"
    ONE_OR_STRINGS = "a plain text or a list of them"
    TEXTS = "list of texts"
    RECORD = "a block of fields"
    RECORDS = "list of blocks"
    RECORD_MAP = "blocks under ids"
    TEXT_MAP = "texts under ids"
    ARROWS = "list of arrows"


class Hint(Enum):
    """What the words of a field are, so that a form can help with them."""

    LINE = "a few words"
    LINES = "lines of Markdown"
    STEPS = "steps of this diagram"
    CAUSES = "steps whose arrows lead here"
    PARTS = "steps and arrows of this diagram"
    ELEMENTS = "steps, arrows and treatments of this diagram"
    PLACES = "diagrams of the library, or steps of them"
    FACTS = "facts of the library"
    REFS = "references of the diagram and of the library"
    ARROWS = "arrows as they are written, from step to step"
    FIXED = "nothing that anybody changes"


class Field(NamedTuple):
    """One row: `name` is the key in the file; `choices` maps allowed words to their names on screen.

    `ids` is the pattern of the keys where the value is a map of ids; `default` is what holds without
    the field.
    """

    name: str
    kind: Kind
    label: str
    help: str
    required: bool = False
    choices: Mapping[str, str] | None = None
    record: "Record | None" = None
    ids: str = WORD_ID
    hint: Hint = Hint.LINE
    default: str = ""


class Record:
    """The fields that one block may have, in the order in which a file gives them."""

    def __init__(self, name: str, fields: tuple[Field, ...]) -> None:
        self.name = name
        self.fields = fields
        self._by_name = {row.name: row for row in fields}

    def field(self, name: str) -> Field | None:
        """The row of that name."""
        return self._by_name.get(name)


NO_FIELDS = Record("", ())
NODE_KINDS: Mapping[str, str] = {
    "trigger": N_("Trigger"),
    "process": N_("Process"),
    "cell": N_("Cell"),
    "mediator": N_("Mediator"),
    "tissue": N_("Tissue change"),
    "finding": N_("Finding"),
    "outcome": N_("Outcome"),
}
ENTRY = "entry"
DRAWN_KINDS: Mapping[str, str] = {**NODE_KINDS, ENTRY: N_("Diagram")}
"""The kinds of steps that can be drawn. No file may say `entry`: it is a whole diagram, where it joins the others."""
EDGE_KINDS: Mapping[str, str] = {
    "causes": N_("Causes"),
    "may-lead-to": N_("May lead to"),
    "promotes": N_("Promotes"),
    "inhibits": N_("Inhibits"),
}
EFFECTS: Mapping[str, str] = {
    "prevents": N_("Prevents"),
    "reduces": N_("Reduces"),
    "removes": N_("Removes"),
    "leaves-alone": N_("Leaves alone"),
}
EVIDENCE: Mapping[str, str] = {
    "trials": N_("Randomised trials"),
    "observational": N_("Observational studies"),
    "case-series": N_("Case series or expert opinion"),
    "laboratory": N_("Laboratory or animals only"),
    "no-benefit": N_("Tested without benefit"),
    "guideline": N_("Guideline practice"),
}
ORIGINS: Mapping[str, str] = {"source": N_("From the source text"), "extension": N_("Extension")}
NEEDS: Mapping[str, str] = {"any": N_("Any of its causes"), "all": N_("All of its causes")}
DIRECTIONS: Mapping[str, str] = {"down": N_("Downwards"), "right": N_("To the right")}

_LABEL = Field("label", Kind.TEXT, N_("Label"), N_("The few words that stand in the box."), required=True)
_CONCEPT = Field(
    "concept",
    Kind.STRING,
    N_("Concept"),
    N_("The idea that this step shares with steps of other diagrams; without it, the step's own id."),
)
_ORIGIN = Field(
    "origin",
    Kind.CHOICE,
    N_("Origin"),
    N_("Whether this stands in the source text or was added from established pathology."),
    choices=ORIGINS,
    default="source",
)
_FACTS = Field("facts", Kind.STRINGS, N_("Facts"), N_("Ids of the library's facts that this carries."), hint=Hint.FACTS)
_REFS = Field("refs", Kind.STRINGS, N_("References"), N_("Ids of the references that support this."), hint=Hint.REFS)

IMAGE = Record(
    "image",
    (
        Field("file", Kind.STRING, N_("File"), N_("A picture inside the library folder."), required=True),
        Field("alt", Kind.TEXT, N_("Description"), N_("What the picture shows, for whoever cannot see it.")),
    ),
)
NODE = Record(
    "step",
    (
        Field("kind", Kind.CHOICE, N_("Kind"), N_("What sort of step this is."), required=True, choices=NODE_KINDS),
        _LABEL,
        Field(
            "text",
            Kind.TEXT,
            N_("Explanation"),
            N_("What it is, why, what one sees. Markdown; links: [clot](#thrombus), [thrombus](term:thrombus)."),
            hint=Hint.LINES,
        ),
        _CONCEPT,
        Field(
            "see-also",
            Kind.STRINGS,
            N_("See also"),
            N_("Diagrams, or steps of other diagrams, worth a jump: `infection`, `core-mechanism#nucleation`."),
            hint=Hint.PLACES,
        ),
        _ORIGIN,
        _FACTS,
        Field(
            "needs",
            Kind.ONE_OR_STRINGS,
            N_("Needs"),
            N_("Which causes must be there for this step to happen: any, all, or a list of steps."),
            choices=NEEDS,
            hint=Hint.CAUSES,
            default="any",
        ),
        Field("image", Kind.RECORD, N_("Picture"), N_("A picture of this step."), record=IMAGE),
        _REFS,
    ),
)
EDGE = Record(
    "arrow",
    (
        Field("from", Kind.STRING, N_("From"), N_("The step where the arrow starts."), required=True, hint=Hint.STEPS),
        Field("to", Kind.STRING, N_("To"), N_("The step where the arrow ends."), required=True, hint=Hint.STEPS),
        Field(
            "kind", Kind.CHOICE, N_("Kind"), N_("How the one acts on the other."), choices=EDGE_KINDS, default="causes"
        ),
        Field("text", Kind.TEXT, N_("Reason"), N_("One sentence: why the one leads to the other."), hint=Hint.LINES),
        _ORIGIN,
        _FACTS,
        _REFS,
    ),
)
TREATMENT = Record(
    "treatment",
    (
        _LABEL,
        Field(
            "acts-on",
            Kind.ONE_OR_STRINGS,
            N_("Acts on"),
            N_("The steps and arrows that the treatment acts on: `thrombus`, `stasis -> thrombus`."),
            required=True,
            hint=Hint.PARTS,
        ),
        Field("effect", Kind.CHOICE, N_("Effect"), N_("What it does there."), choices=EFFECTS, default="prevents"),
        Field(
            "may-lead-to",
            Kind.ONE_OR_STRINGS,
            N_("May lead to"),
            N_("Steps that the treatment itself can bring about."),
            hint=Hint.STEPS,
        ),
        Field(
            "text",
            Kind.TEXT,
            N_("Treatment note"),
            N_("What it does, where it acts, and what it does not do."),
            hint=Hint.LINES,
        ),
        Field("caution", Kind.TEXT, N_("Caution"), N_("What to be careful about."), hint=Hint.LINES),
        Field("evidence", Kind.CHOICES, N_("Evidence"), N_("How well this is supported."), choices=EVIDENCE),
        _CONCEPT,
        _ORIGIN,
        _FACTS,
        _REFS,
    ),
)
GROUP = Record(
    "group",
    (
        _LABEL,
        Field("nodes", Kind.STRINGS, N_("Steps"), N_("The steps inside the frame."), required=True, hint=Hint.STEPS),
    ),
)
TABLE_ROW = Record(
    "row",
    (
        Field("label", Kind.TEXT, N_("Row"), N_("What is compared in this row."), required=True),
        Field(
            "cells",
            Kind.TEXT_MAP,
            N_("Cells"),
            N_("The cells under the ids of their columns. Markdown, as in an explanation."),
            required=True,
            hint=Hint.LINES,
        ),
    ),
)
TABLE = Record(
    "table",
    (
        Field(
            "columns",
            Kind.STRINGS,
            N_("Columns"),
            N_("The steps that are compared, in order."),
            required=True,
            hint=Hint.STEPS,
        ),
        Field("rows", Kind.RECORDS, N_("Rows"), N_("The rows of the table."), required=True, record=TABLE_ROW),
    ),
)
STOP = Record(
    "stop",
    (
        Field(
            "show",
            Kind.ONE_OR_STRINGS,
            N_("Show"),
            N_("The steps and arrows of this stop."),
            required=True,
            hint=Hint.ELEMENTS,
        ),
        Field("text", Kind.TEXT, N_("Words"), N_("What is said at this stop."), required=True, hint=Hint.LINES),
    ),
)
QUESTION = Record(
    "question",
    (
        Field("ask", Kind.TEXT, N_("Question"), N_("What is asked."), required=True, hint=Hint.LINES),
        Field(
            "block",
            Kind.ONE_OR_STRINGS,
            N_("Block"),
            N_("Steps, arrows or treatments of a what-if question."),
            hint=Hint.ELEMENTS,
        ),
        Field("choices", Kind.TEXTS, N_("Choices"), N_("The answers to choose from.")),
        Field("answer", Kind.NUMBER, N_("Answer"), N_("The number of the right choice, counted from 1.")),
        Field("order", Kind.TEXTS, N_("Order"), N_("The items of an ordering question, in the right order.")),
        Field("why", Kind.TEXT, N_("Reason"), N_("Why this is the right answer."), hint=Hint.LINES),
    ),
)
REF = Record(
    "reference",
    (
        Field("text", Kind.STRING, N_("Reference"), N_("Authors, title, journal."), required=True),
        Field("year", Kind.STRING, N_("Year"), N_("Year of publication.")),
        Field("doi", Kind.STRING, "DOI", N_("Digital object identifier.")),
        Field("pmid", Kind.STRING, "PMID", N_("PubMed number.")),
        Field("pmcid", Kind.STRING, "PMCID", N_("PubMed Central number.")),
        Field("checked", Kind.FLAG, N_("Checked"), N_("Whether somebody has seen the record.")),
    ),
)
_REF_MAP = Field("refs", Kind.RECORD_MAP, N_("References"), N_("References under their ids."), record=REF, ids=CODE_ID)
_FORMAT = Field(
    "format", Kind.STRING, N_("Format"), N_("The version of this file format: 1."), required=True, hint=Hint.FIXED
)
_TITLE = Field("title", Kind.TEXT, N_("Title"), N_("The title."), required=True)

DIAGRAM = Record(
    "diagram",
    (
        _FORMAT,
        _TITLE,
        Field("summary", Kind.TEXT, N_("Summary"), N_("One to three sentences on the whole pathway."), hint=Hint.LINES),
        Field("authors", Kind.STRINGS, N_("Authors"), N_("Who wrote it.")),
        Field("reviewers", Kind.STRINGS, N_("Reviewers"), N_("Who has reviewed it; empty means not yet reviewed.")),
        Field("updated", Kind.STRING, N_("Date"), N_("The day of the last change: 2026-11-22.")),
        Field("licence", Kind.STRING, N_("Licence"), N_("Under which licence others may use it.")),
        Field("tags", Kind.STRINGS, N_("Tags"), N_("Words to find it by.")),
        Field(
            "direction", Kind.CHOICE, N_("Direction"), N_("Where the arrows run."), choices=DIRECTIONS, default="down"
        ),
        Field("objectives", Kind.TEXTS, N_("Learning objectives"), N_("What a student can do afterwards.")),
        Field("nodes", Kind.RECORD_MAP, N_("Steps"), N_("The steps under their ids."), required=True, record=NODE),
        Field(
            "edges",
            Kind.ARROWS,
            N_("Arrows"),
            N_("The arrows: `a -> b`, a chain `a -> b -> c`, or a block with from and to."),
            record=EDGE,
            hint=Hint.ARROWS,
        ),
        Field(
            "bridges",
            Kind.STRINGS,
            N_("Bridges"),
            N_("Arrows of the basic view that stand for a path through steps hidden there."),
            hint=Hint.ARROWS,
        ),
        Field("treatments", Kind.RECORD_MAP, N_("Treatments"), N_("The treatments under their ids."), record=TREATMENT),
        Field("groups", Kind.RECORD_MAP, N_("Groups"), N_("Steps drawn in one frame."), record=GROUP),
        Field("table", Kind.RECORD, N_("Table"), N_("A comparison of steps, row by row."), record=TABLE),
        Field("tour", Kind.RECORDS, N_("Tour"), N_("The stops of the guided tour."), record=STOP),
        Field("quiz", Kind.RECORDS, N_("Quiz"), N_("The questions."), record=QUESTION),
        _REF_MAP,
    ),
)
HEADING = Record(
    "heading",
    (
        Field("heading", Kind.TEXT, N_("Heading"), N_("The words above these diagrams."), required=True),
        Field("diagrams", Kind.STRINGS, N_("Diagrams"), N_("Ids of diagrams, in order."), required=True),
    ),
)
TERM = Record(
    "term",
    (
        _LABEL,
        Field("definition", Kind.TEXT, N_("Definition"), N_("What the word means."), required=True, hint=Hint.LINES),
    ),
)
LIBRARY = Record(
    "library",
    (
        _FORMAT,
        _TITLE,
        Field("languages", Kind.STRINGS, N_("Languages"), N_("Codes of the languages; the first is the fallback.")),
        Field("source", Kind.TEXT, N_("Source"), N_("Which text the library is built on.")),
        Field("diagrams", Kind.RECORDS, N_("Diagrams"), N_("Headings with their diagrams, in order."), record=HEADING),
        Field("facts", Kind.TEXT_MAP, N_("Facts"), N_("Statements of the source text under their ids."), ids=CODE_ID),
        Field("glossary", Kind.RECORD_MAP, N_("Glossary"), N_("Words under their ids."), record=TERM),
        _REF_MAP,
    ),
)
FIELD_NAMES: frozenset[str] = frozenset(
    row.name
    for record in (
        *(DIAGRAM, LIBRARY, NODE, IMAGE, EDGE, TREATMENT, GROUP, TABLE, TABLE_ROW),
        *(STOP, QUESTION, REF, HEADING, TERM),
    )
    for row in record.fields
)
"""Every name of a field: none of these is an id that somebody chose."""
