"""A random session at one window: typing, forms, drawing, undo, redo, saving, other programs. What must always hold is
said by the invariants; `fuzz_sessions.py` runs it for long, `test_random_session.py` for a short while.
"""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from calcviewer.activities.modes import EDIT
from calcviewer.app.document import Document
from calcviewer.core import edits, element_edits
from calcviewer.core.encoding import decode, editable
from calcviewer.core.loader import load_diagram
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.text_edit import TextEdit
from tests.app.small import CLOT
from tests.app.visitor import Visitor

COMMENTED = CLOT.replace("nodes:\n", "# the three steps\nnodes:\n").replace(
    "effect: prevents", "effect: prevents  # yes"
)
TEXTS = (CLOT, COMMENTED, COMMENTED.replace("\n", "\r\n"), "\ufeff" + COMMENTED, COMMENTED.replace("Clot", "Clot 🦴"))
TYPED = st.sampled_from(
    [
        "a",
        " ",
        "\n",
        "\n  ",
        "é",
        "🦴",
        "\u2029",
        "\u00a0",
        ": ",
        "- ",
        '"',
        "#",
        "{",
        "}",
        "clot",
        "\n  new: {kind: cell}\n",
    ]
)
PLACES = st.floats(0, 1, exclude_max=True)
STEPS = st.sampled_from(["stasis", "clot", "stone"])
WORDS = st.sampled_from(["Thrombus", "a: b", "", "x # y", "Bekuan 🦴", "two\nlines", "- dash", '"quoted"'])
NUMBERS = count(1)


class RandomSession(RuleBasedStateMachine):
    """`visitor` and `folder` are set before it runs."""

    visitor: ClassVar[Visitor]
    folder: ClassVar[Path]

    @initialize(text=st.sampled_from(TEXTS))
    def open_file(self, text: str) -> None:
        self.file = self.folder / str(next(NUMBERS)) / "clot.yaml"
        self.file.parent.mkdir()
        self.original = text.encode()
        self.file.write_bytes(self.original)
        self.on_disk = self.original
        self.visitor.window.open_path(self.file)
        if self.visitor.window.around.mode != EDIT:
            self.visitor.do("edit")
        self.settle()

    # -- what a person does -----------------------------------------------------------------------------------

    @rule(place=PLACES, typed=TYPED)
    def type(self, place: float, typed: str) -> None:
        at = int(place * (len(self.document.text()) + 1))
        self.document.edit((TextEdit(at, at, typed),))

    @rule(place=PLACES, length=st.integers(1, 5))
    def delete(self, place: float, length: int) -> None:
        at = int(place * len(self.document.text()))
        self.document.edit((TextEdit(at, min(at + length, len(self.document.text())), ""),))

    @rule(step=STEPS, words=WORDS, language=st.sampled_from(["en", "id"]))
    def fill_in_a_form(self, step: str, words: str, language: str) -> None:
        self.ask(lambda text: edits.set_text(text, ("nodes", step, "label"), language, words))

    @rule(start=STEPS, end=STEPS)
    def draw_an_arrow(self, start: str, end: str) -> None:
        self.ask(lambda text: edits.add_arrow(text, start, end))

    @rule(step=STEPS)
    def remove_a_step(self, step: str) -> None:
        self.ask(lambda text: element_edits.remove(text, step))

    @rule(step=STEPS)
    def rename_a_step(self, step: str) -> None:
        self.ask(lambda text: element_edits.rename(text, step, f"{step}-new"))

    @rule(name=st.sampled_from(["undo", "redo", "revert"]))
    def go_back_or_forth(self, name: str) -> None:
        self.visitor.window.do(name)

    @rule()
    def pause(self) -> None:
        self.settle()
        self.see_what_the_text_says()

    @rule()
    def save(self) -> None:
        if not self.document.is_modified:
            return
        keeping, done = self.visitor.window.around.editing.keeping, list[object]()
        keeping.saved.connect(done.append)
        keeping.changed_outside.connect(done.append)
        if not self.is_foreign:
            self.on_disk = self.document.data()
        self.visitor.window.do("save")
        self.visitor.wait(lambda: bool(done))
        keeping.saved.disconnect(done.append)
        keeping.changed_outside.disconnect(done.append)
        assert self.document.is_modified == self.is_foreign

    @rule(words=st.sampled_from(["Other", "Outside 🦴"]))
    def another_program_writes(self, words: str) -> None:
        self.on_disk = COMMENTED.replace("Clot", words).encode()
        self.file.write_bytes(self.on_disk)
        before, was_modified = self.document.text(), self.document.is_modified
        self.visitor.window.watch.look()
        if was_modified:
            assert self.document.text() == before, "what was written here was thrown away"
        else:
            assert self.document.data() == self.on_disk

    @precondition(lambda self: self.is_foreign)
    @rule()
    def the_other_program_takes_it_back(self) -> None:
        self.file.write_bytes(self.original)
        self.on_disk = self.original

    @property
    def is_foreign(self) -> bool:
        """Whether another program wrote something that was not taken here."""
        return self.on_disk != self.document.base_data()

    # -- what always holds --------------------------------------------------------------------------------------

    @invariant()
    def nobody_else_changes_the_file(self) -> None:
        assert self.file.read_bytes() == self.on_disk

    @invariant()
    def the_document_gives_back_its_bytes(self) -> None:
        source, _problems = decode(self.document.data())
        assert source is not None
        assert editable(source) == self.document.text()

    def see_what_the_text_says(self) -> None:
        """What is shown is what the text says; where it says nothing, the last that it said, marked as such."""
        session = self.visitor.session
        said = load_diagram(self.document.text(), "clot").diagram
        assert session.library.is_outdated("clot") == (said is None)
        if said is not None:
            assert session.diagram == said
            self.visitor.wait(lambda: session.picture is not None or not said.nodes)

    def teardown(self) -> None:
        """Everything can be undone, and made again."""
        if not hasattr(self, "file"):
            return
        self.settle()
        last, document = self.document.text(), self.document.text_document
        steps = document.availableUndoSteps()
        while document.isUndoAvailable():
            self.document.undo()
        source, _problems = decode(self.original)
        assert source is not None
        assert self.document.text() == editable(source)
        while document.availableUndoSteps() < steps:
            self.document.redo()
        assert self.document.text() == last
        self.settle()

    # -- inside -------------------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        document = self.visitor.window.around.editing.document
        assert document is not None
        assert document.path == self.file
        return document

    def ask(self, change: Callable[[str], Rewritten]) -> None:
        done: list[Rewritten] = []
        self.visitor.window.around.editing.ask(change, done=done.append)
        self.visitor.wait(lambda: bool(done))

    def settle(self) -> None:
        """Until what was typed is read."""
        read: list[object] = []
        editing = self.visitor.window.around.editing
        editing.checked.connect(read.append)
        editing.read_now()
        self.visitor.wait(lambda: bool(read))
        editing.checked.disconnect(read.append)
