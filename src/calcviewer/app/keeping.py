"""Nothing that was typed is lost: saving, copies of what is not saved yet, earlier versions, one writer for each file.

What touches the disk runs off the window's thread; a file that cannot be written is said, and its text stays.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from calcviewer import paths
from calcviewer.app.document import Document
from calcviewer.core.problems import Problem, visible
from calcviewer.i18n import _
from calcviewer.saving.failure import WriteError
from calcviewer.saving.lock import Locks
from calcviewer.saving.recovery import Recovery
from calcviewer.saving.save import save
from calcviewer.saving.versions import Versions
from calcviewer.view.announcement import announce

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow

COPY_MS = 700
"""So long after the first change that has no copy one is made: the disk has its time, and two seconds are not over."""
LAST_MS = 5000
CHANGED_OUTSIDE = "E315"


class Saved(NamedTuple):
    """What came of saving: the bytes of a revision; `problem` tells what to know, `is_done` whether they are saved."""

    document: Document
    revision: int
    data: bytes
    problem: Problem | None
    is_done: bool


class Keeping(QObject):
    """Looks after the documents that it was given. `saved` follows each success, `changed_outside` a refusal."""

    saved = Signal(object)
    changed_outside = Signal(object)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.recovery, self.versions = Recovery(paths.recovery_folder()), Versions(paths.versions_folder())
        self.locks = Locks(paths.locks_folder())
        self._uncopied: dict[Document, None] = {}
        self._is_copying_told = False
        self._soon = QTimer(self, singleShot=True, interval=COPY_MS)
        self._soon.timeout.connect(self._copy)
        self._copying = window.session.lane()
        self._copying.done.connect(self._on_copied)
        self._saving = window.session.lane()
        self._saving.done.connect(self._on_saved)
        self._waiting: list[Document] = []

    def add(self, document: Document) -> None:
        """Looks after a document from now on."""
        document.changed.connect(lambda: self._note(document))

    # -- copies of what is not saved ----------------------------------------------------------------------------

    def _note(self, document: Document) -> None:
        self._uncopied[document] = None
        if not self._soon.isActive():
            self._soon.start()

    def _copy(self) -> None:
        if self._copying.is_busy:
            self._soon.start()
            return
        jobs = self._copy_jobs()
        self._copying.start(lambda _cancelled: run(jobs))

    def _copy_jobs(self) -> list[Callable[[], None]]:
        """What brings the copies up to date: one of what is not saved, none of what is."""
        jobs: list[Callable[[], None]] = []
        for document in self._uncopied:
            if document.is_modified:
                jobs.append(partial(self.recovery.put, document.path, document.data(), document.base))
            else:
                jobs.append(partial(self.recovery.drop, document.path))
        self._uncopied.clear()
        return jobs

    def _on_copied(self, problem: object) -> None:
        """That no copy can be made is said once."""
        if isinstance(problem, Problem) and not self._is_copying_told:
            self._is_copying_told = True
            self._window.say(problem.message, _("Save"), lambda: self._window.do("save"), "saving")

    def flush(self) -> None:
        """Every copy is made now: the window closes, and what is not saved comes back when it is opened again."""
        self._soon.stop()
        if self._saving.is_busy:
            self._wait_for_saving()
        run(self._copy_jobs())
        self.locks.release_all()

    def _wait_for_saving(self) -> None:
        """A file that is being written is not left alone with it; a disk that does not answer is."""
        loop = QEventLoop()
        self._saving.done.connect(loop.quit)
        QTimer.singleShot(LAST_MS, loop.quit)
        loop.exec()

    # -- saving -------------------------------------------------------------------------------------------------

    def save(self, document: Document) -> None:
        """Saves a document, when those before it are saved."""
        if document not in self._waiting:
            self._waiting.append(document)
        self._save_next()

    def _save_next(self) -> None:
        if self._saving.is_busy or not self._waiting:
            return
        document = self._waiting.pop(0)
        path, base, revision, data = document.path, document.base, document.revision, document.data()

        def write(_cancelled: object) -> Saved:
            try:
                return Saved(document, revision, data, save(path, data, self.versions, base), is_done=True)
            except WriteError as failure:
                return Saved(document, revision, data, failure.problems[0], is_done=False)

        self._saving.start(write)

    def _on_saved(self, found: object) -> None:
        assert isinstance(found, Saved)
        if found.is_done:
            self._settle(found)
        elif found.problem is not None and found.problem.code == CHANGED_OUTSIDE:
            self.changed_outside.emit(found.document)
        elif found.problem is not None:
            self.say_unsaved(found.document, found.problem)
        self._save_next()

    def _settle(self, found: Saved) -> None:
        document = found.document
        document.saved(found.data, found.revision)
        self._note(document)
        if self._window.message_bar.is_about("saving"):
            self._window.say("")
        if found.problem is not None:
            self._window.say(found.problem.message, topic="saving")
        announce(self._window.title, _("Saved."))
        self.saved.emit(document)

    def say_unsaved(self, document: Document, problem: Problem) -> None:
        """Why a text is not saved; it stays in the window, and can be saved elsewhere."""
        self._window.say(problem.message, _("Save elsewhere…"), lambda: self.save_copy(document), "saving")

    def save_copy(self, document: Document) -> None:
        """Saves the text as another file, which is opened then."""
        words = _("Save a copy")
        name, _filter = QFileDialog.getSaveFileName(
            self._window, words, str(document.path), _("Diagrams (*.yaml *.yml)")
        )
        if name:
            self.save_as(document, Path(name))

    def save_as(self, document: Document, path: Path) -> None:
        """Saves the text as another file; what it took the place of is kept as an earlier version."""
        try:
            save(path, document.data(), self.versions)
        except WriteError as failure:
            self.say_unsaved(document, failure.problems[0])
            return
        self._window.open_path(path)
        self._window.say(_("Saved as {path}.").format(path=visible(str(path))), topic="saving")


def run(jobs: list[Callable[[], None]]) -> Problem | None:
    """Does all of them, and says the first thing that went wrong."""
    found: list[Problem] = []
    for job in jobs:
        try:
            job()
        except WriteError as failure:
            found += failure.problems
    return next(iter(found), None)
