"""New diagrams, copies of diagrams, new libraries, course packs: how somebody asks for them, and what comes of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog

from calcviewer import paths
from calcviewer.activities.modes import EDIT
from calcviewer.core.library import Place
from calcviewer.core.model import LANGUAGES
from calcviewer.core.problems import visible
from calcviewer.core.templates import TEMPLATES
from calcviewer.editor.new_dialog import NewDialog, Start
from calcviewer.i18n import _
from calcviewer.saving.failure import WriteError
from calcviewer.saving.new_files import copy_into_own, create_diagram, create_library, duplicate, free_path
from calcviewer.saving.pack import SUFFIX, make_pack, unpack

if TYPE_CHECKING:
    from calcviewer.app.editing import Asked
    from calcviewer.app.main_window import MainWindow


def ask_for_new(window: MainWindow) -> NewDialog:
    """Opens the dialog for a new diagram."""
    starts = [Start(row.name, _(row.label), _(row.about)) for row in TEMPLATES.values()]
    dialog = NewDialog(starts, _folders(window), free_path, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.made.connect(lambda template, title, file: _make(window, dialog, template, title, file))
    dialog.open()
    return dialog


def _folders(window: MainWindow) -> list[tuple[str, Path]]:
    """Where a new diagram may lie: beside those that are open if these are somebody's own, or in the own library."""
    own, here = paths.own_library(), window.session.library.folder
    mine = (_("My diagrams ({folder})").format(folder=visible(str(own))), own)
    if here in (own, Path()) or paths.is_shipped(here):
        return [mine]
    return [(_("Beside the open diagrams ({folder})").format(folder=visible(str(here))), here), mine]


def _make(window: MainWindow, dialog: NewDialog, template: str, title: str, file: Path) -> None:
    try:
        create_diagram(file, template, titles_of(window, title), time.strftime("%Y-%m-%d"))
    except WriteError as failure:
        dialog.refuse(failure.problems[0].message)
        return
    dialog.accept()
    open_for_editing(window, file)


def titles_of(window: MainWindow, title: str) -> Mapping[str, str]:
    """A title in the language of the moment, to be translated; the same words in every language would hide that."""
    return {window.language: title, **{code: "" for code in LANGUAGES if code != window.language}}


def open_for_editing(window: MainWindow, file: Path, element: str = "") -> None:
    """Opens a file in the mode for editing."""
    from calcviewer.app.commands import choose_mode

    window.open_path(file, Place(file.stem, element))
    if window.around.mode != EDIT:
        choose_mode(window, EDIT)


def duplicate_open(window: MainWindow) -> None:
    """A copy of the open diagram, beside it; of one that came with the program, in the user's own library."""
    session = window.session
    path = session.library.paths.get(session.diagram_id)
    if path is None:
        window.say(_("There is no diagram that could be copied."), topic="edit")
        return
    _try(
        window,
        lambda: (
            copy_into_own(path, paths.own_library()).path
            if paths.is_shipped(path)
            else duplicate(path, window.language)
        ),
    )


def copy_to_own(window: MainWindow, asked: Asked | None) -> None:
    """The open diagram in the user's own library, and there the change that somebody asked for."""
    session = window.session
    path, element = session.library.paths[session.diagram_id], session.element

    def make() -> Path:
        return copy_into_own(path, paths.own_library()).path

    if _try(window, make, element) and asked is not None:
        window.around.editing.ask(asked.change, asked.element, asked.done)


def _try(window: MainWindow, make: Callable[[], Path], element: str = "") -> bool:
    """Makes a file and opens it; what could not be made is said."""
    try:
        made = make()
    except WriteError as failure:
        window.say(failure.problems[0].message, topic="saving")
        return False
    open_for_editing(window, made, element)
    window.say(_("This is your own copy: {path}").format(path=visible(str(made))), topic="edit")
    return True


def ask_for_library(window: MainWindow) -> None:
    """A new folder with a first diagram."""
    title, is_given = QInputDialog.getText(window, _("New library"), _("Title of the library"))
    if not (is_given and title.strip()):
        return
    parent = QFileDialog.getExistingDirectory(window, _("Folder for the new library"), str(paths.own_library().parent))
    if parent:
        day = time.strftime("%Y-%m-%d")
        _try(window, lambda: create_library(Path(parent), titles_of(window, title), tuple(LANGUAGES), day))


def ask_for_pack(window: MainWindow) -> None:
    """The open library as one file, to carry on a stick."""
    folder = window.session.library.folder
    name, _filter = QFileDialog.getSaveFileName(
        window, _("Make a course pack"), str(Path.home() / f"{folder.name}{SUFFIX}"), f"*{SUFFIX}"
    )
    if not name:
        return
    try:
        make_pack(folder, Path(name))
    except WriteError as failure:
        window.say(failure.problems[0].message, topic="saving")
        return
    window.say(_("Saved as {path}.").format(path=visible(name)))


def open_pack(window: MainWindow, pack: Path) -> None:
    """Unpacks a course pack into the user's own folder, and opens it."""
    try:
        folder = unpack(pack, paths.own_library())
    except WriteError as failure:
        window.say(failure.problems[0].message, topic="saving")
        return
    window.open_path(folder)
    window.say(_("The course pack was unpacked into {folder}.").format(folder=visible(str(folder))))
