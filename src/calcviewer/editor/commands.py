"""Everything that the text editor does on a key of its own, as one table: keys, menu and help are made from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from calcviewer.i18n import N_, _


@dataclass(frozen=True)
class EditorCommand:
    """One row. `keys` are portable key names; `is_change`: not where the text is read-only; `is_shown`: in the menu."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    is_change: bool = False
    is_shown: bool = True
    starts_section: bool = False


COMMANDS: tuple[EditorCommand, ...] = (
    EditorCommand("undo", N_("Undo"), ("Ctrl+Z",), is_change=True),
    EditorCommand("redo", N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), is_change=True),
    EditorCommand("cut", N_("Cut"), ("Ctrl+X", "Shift+Del"), is_change=True, starts_section=True),
    EditorCommand("copy", N_("Copy"), ("Ctrl+C", "Ctrl+Ins")),
    EditorCommand("paste", N_("Paste"), ("Ctrl+V", "Shift+Ins"), is_change=True),
    EditorCommand("select-all", N_("Select all"), ("Ctrl+A",)),
    EditorCommand("find", N_("Find…"), ("Ctrl+F",), starts_section=True),
    EditorCommand("replace", N_("Find and replace…"), ("Ctrl+H",), is_change=True),
    EditorCommand("find-next", N_("Find the next one"), ("Ctrl+G",), is_shown=False),
    EditorCommand("find-previous", N_("Find the one before"), ("Ctrl+Shift+G",), is_shown=False),
    EditorCommand("comment", N_("Make it a comment, or no longer one"), ("Ctrl+/",), True, starts_section=True),
    EditorCommand("duplicate", N_("Duplicate the line"), ("Ctrl+Shift+D",), is_change=True),
    EditorCommand("move-up", N_("Move the line up"), ("Ctrl+Shift+Up",), is_change=True),
    EditorCommand("move-down", N_("Move the line down"), ("Ctrl+Shift+Down",), is_change=True),
    EditorCommand("fold", N_("Fold"), ("Ctrl+Shift+[", "Ctrl+Shift+{"), starts_section=True),
    EditorCommand("unfold", N_("Unfold"), ("Ctrl+Shift+]", "Ctrl+Shift+}")),
    EditorCommand("fold-all", N_("Fold everything"), ("Ctrl+Alt+[",)),
    EditorCommand("unfold-all", N_("Unfold everything"), ("Ctrl+Alt+]",)),
    EditorCommand("wrap", N_("Break long lines"), ("Alt+Z",), starts_section=True),
    EditorCommand("zoom-in", N_("Larger text"), ("Ctrl++", "Ctrl+=", "Ctrl+Shift++")),
    EditorCommand("zoom-out", N_("Smaller text"), ("Ctrl+-",)),
    EditorCommand("zoom-normal", N_("Normal text"), ("Ctrl+0",), is_shown=False),
    EditorCommand("complete", N_("Suggest words"), ("Ctrl+Space",), is_change=True, starts_section=True),
    EditorCommand("definition", N_("Go to where it is defined"), ("F12",)),
    EditorCommand("rename", N_("Rename…"), ("Ctrl+Shift+R",), is_change=True),
    EditorCommand("fix", N_("Mend this problem"), ("Ctrl+.",), is_change=True),
    EditorCommand("field-help", N_("What can stand here"), ("Ctrl+F1",)),
)

BY_KEYS: Mapping[str, EditorCommand] = {keys: row for row in COMMANDS for keys in row.keys}


def editor_keys() -> tuple[tuple[str, str], ...]:
    """(what it does, keys) of every row that has keys, for the help."""
    return tuple((_(row.text).rstrip("…"), ", ".join(row.keys[:2])) for row in COMMANDS if row.keys)
