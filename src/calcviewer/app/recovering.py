"""Texts that were not saved when a window closed, or died: offered at the next start, and brought back when wanted."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from calcviewer import paths
from calcviewer.app.document import Document
from calcviewer.core.encoding import decode, editable
from calcviewer.core.fingerprint import fingerprint
from calcviewer.core.problems import visible
from calcviewer.i18n import _
from calcviewer.saving.lock import Locks
from calcviewer.saving.recovery import Recovery

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow
    from calcviewer.saving.recovery import Unsaved

TOPIC = "recovery"


def offer(window: MainWindow) -> None:
    """Says that there is an unsaved text, if there is one, with a button that brings it back."""
    open_now = {document.path for document in window.around.editing.unsaved} if window.around.is_edited else set()
    left = Recovery(paths.recovery_folder()).waiting(Locks(paths.locks_folder()))
    found = [unsaved for unsaved in left if unsaved.path not in open_now]
    if not found:
        return
    newest, others = found[0], len(found) - 1
    words = _("“{name}” has changes of {when} that were not saved.")
    if others:
        words = _("“{name}” has changes of {when} that were not saved; other diagrams have some too.")
    said = words.format(name=visible(newest.path.stem), when=moment(newest.kept_at))
    window.say(said, _("Bring them back"), lambda: restore(window, newest), TOPIC)


def restore(window: MainWindow, unsaved: Unsaved) -> None:
    """Opens the file with the text that was not saved; undoing leads back to what the file says."""
    from calcviewer.activities.modes import EDIT
    from calcviewer.app.commands import choose_mode

    source, _problems = decode(unsaved.data)
    if source is None:
        return
    if not unsaved.path.is_file():
        _offer_elsewhere(window, Document(unsaved.path, source, window))
        return
    window.open_path(unsaved.path)
    if window.around.mode != EDIT:
        choose_mode(window, EDIT)
    document = window.around.editing.document
    if document is None or document.path != unsaved.path:
        return
    is_changed = document.base != unsaved.base and fingerprint(unsaved.data) != document.base
    document.put(editable(source))
    if is_changed:
        window.say(
            _("The unsaved text is back. The file was changed since then: compare before you save."), topic=TOPIC
        )
    else:
        window.say(_("The unsaved text is back. Save it, or undo to see what the file says."), topic=TOPIC)
    offer_next(window)


def offer_next(window: MainWindow) -> None:
    """Where several texts were left behind, the next one is offered when this one is saved."""
    keeping = window.around.editing.keeping
    keeping.saved.connect(lambda _document: offer(window))


def _offer_elsewhere(window: MainWindow, document: Document) -> None:
    name = visible(str(document.path))
    said = _("{path} is not there any more. The unsaved text can be saved as another file.").format(path=name)
    window.say(said, _("Save elsewhere…"), lambda: window.around.editing.keeping.save_copy(document), TOPIC)


def moment(seconds: float) -> str:
    """A moment in the clock of this place: today's without its date."""
    then, now = time.localtime(seconds), time.localtime()
    is_today = then[:3] == now[:3]
    return time.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M", then)
