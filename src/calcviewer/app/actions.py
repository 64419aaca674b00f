"""Everything a user can ask the window to do, as one table.

Menus, tool bar, shortcuts and the help page are made from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from calcviewer.i18n import N_, _


@dataclass(frozen=True)
class ActionRow:
    """One row: `keys` are portable key names; `menu` is a row of MENUS; `group` makes choices exclusive."""

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    is_checkable: bool = False
    group: str = ""
    starts_section: bool = False


MENUS: Mapping[str, str] = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "view": N_("&View"),
    "go": N_("&Go"),
    "ask": N_("&Ask"),
    "language": N_("&Language"),
    "help": N_("&Help"),
}

ACTIONS: tuple[ActionRow, ...] = (
    ActionRow("new-diagram", N_("New diagram…"), "file", ("Ctrl+N",)),
    ActionRow("duplicate", N_("Copy this diagram"), "file"),
    ActionRow("new-library", N_("New library…"), "file"),
    ActionRow("open-file", N_("Open a diagram…"), "file", ("Ctrl+O",), "folder-open", starts_section=True),
    ActionRow("open-folder", N_("Open a library folder…"), "file", ("Ctrl+Shift+O",)),
    ActionRow("open-shipped", N_("Open the diagrams that came with CalcViewer"), "file"),
    ActionRow("reload", N_("Read the file again"), "file", ("F5",)),
    ActionRow("make-pack", N_("Make a course pack of this library…"), "file"),
    ActionRow("export-svg", N_("Export as SVG…"), "file", ("Ctrl+E",), "file-export", starts_section=True),
    ActionRow("export-png", N_("Export as PNG…"), "file", ("Ctrl+Shift+E",)),
    ActionRow("choose-graphviz", N_("Use another Graphviz program…"), "file", starts_section=True),
    ActionRow("own-graphviz", N_("Use the Graphviz that came with CalcViewer"), "file"),
    ActionRow("quit", N_("Quit"), "file", ("Ctrl+Q",), starts_section=True),
    ActionRow("edit", N_("Edit this diagram"), "edit", ("Ctrl+U",), "pencil", True),
    ActionRow("save", N_("Save"), "edit", ("Ctrl+S",), "device-floppy", starts_section=True),
    ActionRow("save-copy", N_("Save a copy…"), "edit", ("Ctrl+Shift+S",)),
    ActionRow("revert", N_("Back to the saved text"), "edit"),
    ActionRow("versions", N_("Earlier versions…"), "edit", ("Ctrl+Shift+H",)),
    ActionRow("undo", N_("Undo"), "edit", ("Ctrl+Z",), "arrow-back-up", starts_section=True),
    ActionRow("redo", N_("Redo"), "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "arrow-forward-up"),
    ActionRow("add-step", N_("Add a step…"), "edit", ("Ins",), "square-plus", starts_section=True),
    ActionRow("draw-arrow", N_("Draw an arrow from here…"), "edit", ("Ctrl+Shift+A",)),
    ActionRow("edit-label", N_("Change the label…"), "edit", ("Shift+F2",)),
    ActionRow("change-kind", N_("Change the kind…"), "edit", ("Shift+F4",)),
    ActionRow("reverse-arrow", N_("Turn the arrow round"), "edit", ("Shift+F5",)),
    ActionRow("duplicate-step", N_("Copy this step"), "edit"),
    ActionRow("change-group", N_("Put into a group…"), "edit"),
    ActionRow("rename-id", N_("Change the id…"), "edit"),
    ActionRow("delete", N_("Delete"), "edit", ("Del",), "trash"),
    ActionRow("zoom-in", N_("Zoom in"), "view", ("Ctrl++", "Ctrl+="), "plus"),
    ActionRow("zoom-out", N_("Zoom out"), "view", ("Ctrl+-",), "minus"),
    ActionRow("zoom-fit", N_("Fit the drawing to the window"), "view", ("Ctrl+0",), "arrows-maximize"),
    ActionRow("zoom-actual", N_("Actual size"), "view", ("Ctrl+1",)),
    ActionRow("view-basic", N_("Source text only"), "view", ("Ctrl+2",), "", True, "view", True),
    ActionRow("view-full", N_("Everything"), "view", ("Ctrl+3",), "", True, "view"),
    ActionRow("show-table", N_("Table"), "view", ("Ctrl+T",), "", True),
    ActionRow(
        "text-larger", N_("Larger text in the panels"), "view", ("Ctrl+Alt++", "Ctrl+Alt+="), starts_section=True
    ),
    ActionRow("text-smaller", N_("Smaller text in the panels"), "view", ("Ctrl+Alt+-",)),
    ActionRow("text-normal", N_("Normal text in the panels"), "view", ("Ctrl+Alt+0",)),
    ActionRow("theme-system", N_("Colours as in the system"), "view", (), "", True, "theme", True),
    ActionRow("theme-light", N_("Light colours"), "view", (), "sun", True, "theme"),
    ActionRow("theme-dark", N_("Dark colours"), "view", (), "moon", True, "theme"),
    ActionRow("theme-high-contrast", N_("High contrast"), "view", (), "contrast", True, "theme"),
    ActionRow("show-library", N_("Library panel"), "view", ("F2",), "", True, "", True),
    ActionRow("show-details", N_("Details panel"), "view", ("F3",), "", True),
    ActionRow("show-legend", N_("Legend"), "view", ("F4",), "", True),
    ActionRow("present", N_("Present"), "view", ("F11",), "presentation", True, "", True),
    ActionRow("back", N_("Back"), "go", ("Alt+Left",), "arrow-left"),
    ActionRow("forward", N_("Forward"), "go", ("Alt+Right",), "arrow-right"),
    ActionRow("home", N_("First diagram"), "go", ("Alt+Home",), "home"),
    ActionRow("next-diagram", N_("Next diagram"), "go", ("Ctrl+PgDown",)),
    ActionRow("previous-diagram", N_("Previous diagram"), "go", ("Ctrl+PgUp",)),
    ActionRow("convergence", N_("Where the pathways meet"), "go", ("Ctrl+J",), starts_section=True),
    ActionRow("compare", N_("Compare with another diagram…"), "go", ("Ctrl+D",)),
    ActionRow("search", N_("Search"), "go", ("Ctrl+F", "/"), "search", starts_section=True),
    ActionRow("show-facts", N_("The source text, statement by statement"), "go", ("Ctrl+Shift+T",)),
    ActionRow("go-canvas", N_("To the drawing"), "go", ("F6",)),
    ActionRow("go-outline", N_("To the outline"), "go", ("F7",), "list-tree"),
    ActionRow("go-details", N_("To the details"), "go", ("F8",)),
    ActionRow("go-form", N_("To the form"), "go", ("Shift+F8",)),
    ActionRow("deselect", N_("Select nothing"), "go", ("Esc",)),
    ActionRow("trace-causes", N_("Trace the causes"), "ask", ("Ctrl+Up",)),
    ActionRow("trace-effects", N_("Trace the effects"), "ask", ("Ctrl+Down",)),
    ActionRow("trace-both", N_("Trace causes and effects"), "ask", ("Ctrl+B",)),
    ActionRow("trace-further", N_("Trace one step further"), "ask", ("Alt+Down",)),
    ActionRow("trace-nearer", N_("Trace one step less"), "ask", ("Alt+Up",)),
    ActionRow("trace-end", N_("End the tracing"), "ask"),
    ActionRow("solo", N_("Draw only what is lit"), "ask", ("Ctrl+L",), starts_section=True),
    ActionRow("neighbours", N_("Draw only the neighbours"), "ask", ("Ctrl+Shift+L",)),
    ActionRow("whole", N_("Back to the whole diagram"), "ask", ("Ctrl+Shift+W",)),
    ActionRow("paths", N_("Paths to another step…"), "ask", ("Ctrl+P",), starts_section=True),
    ActionRow("loops", N_("Feedback loops"), "ask", ("Ctrl+Shift+P",)),
    ActionRow("in-words", N_("What is lit, in words"), "ask", ("Ctrl+Shift+C",)),
    ActionRow("what-if", N_("What-if"), "ask", ("F9",), "flask", True, "", True),
    ActionRow("block", N_("Block this, or lift the block"), "ask", ("Ctrl+K",)),
    ActionRow("what-if-reset", N_("Take every block and treatment back"), "ask", ("Ctrl+Shift+K",)),
    ActionRow("content-id", N_("Diagrams in Indonesian"), "language", ("Ctrl+Alt+I",), "", True, "content"),
    ActionRow("content-en", N_("Diagrams in English"), "language", ("Ctrl+Alt+N",), "", True, "content"),
    ActionRow("content-both", N_("Details in both languages"), "language", ("Ctrl+Alt+B",), "", True, "content"),
    ActionRow("interface-id", "Menu dan tombol dalam bahasa Indonesia", "language", (), "", True, "interface", True),
    ActionRow("interface-en", "Menus and buttons in English", "language", (), "", True, "interface"),
    ActionRow("help", N_("Help"), "help", ("F1",), "help"),
    ActionRow("about", N_("About CalcViewer"), "help", (), "info-circle"),
)


class Actions:
    """The rows as QActions of one window. `do(id)` is called when one is triggered."""

    def __init__(self, window: QWidget, do: Callable[[str], None]) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        for row in ACTIONS:
            action = QAction(window)
            action.setObjectName(row.id)
            action.setCheckable(row.is_checkable)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            action.triggered.connect(lambda _checked=False, name=row.id: do(name))
            window.addAction(action)
            self._actions[row.id] = action
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def retranslate(self) -> None:
        """Every text in the language of the interface."""
        for row in ACTIONS:
            action = self._actions[row.id]
            action.setText(_(row.text))
            action.setToolTip(self.tool_tip(row.id))

    def tool_tip(self, name: str) -> str:
        """What an action does, and its first key."""
        action = self._actions[name]
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return f"{action.text().rstrip('…')}{f' ({keys})' if keys else ''}"

    def fill(self, bar: QMenuBar) -> None:
        """The menus, made anew."""
        bar.clear()
        for menu_id, title in MENUS.items():
            menu = bar.addMenu(_(title))
            for row in ACTIONS:
                if row.menu == menu_id:
                    if row.starts_section:
                        menu.addSeparator()
                    menu.addAction(self._actions[row.id])

    def check(self, group: str, chosen: str) -> None:
        """Marks one choice of a group."""
        for row in ACTIONS:
            if row.group == group:
                self._actions[row.id].setChecked(row.id == chosen)


def shortcuts() -> tuple[tuple[str, str], ...]:
    """(what it does, keys) of every action that has keys, for the help page."""
    native = QKeySequence.SequenceFormat.NativeText
    return tuple(
        (_(row.text).rstrip("…"), ", ".join(QKeySequence(k).toString(native) for k in row.keys))
        for row in ACTIONS
        if row.keys
    )
