"""The modes of the window, as one table: what a click means, and which panel stands at the side. No Qt.

A mode never changes where steps and arrows are drawn.
"""

from dataclasses import dataclass

from calcviewer.i18n import N_


@dataclass(frozen=True)
class Mode:
    """One button of the rail. `action` is a row of the table of actions; `is_screen` says that it only takes room."""

    id: str
    name: str
    icon: str
    action: str
    is_screen: bool = False


EXPLORE, WHAT_IF, EDIT = "explore", "what-if", "edit"

MODES: tuple[Mode, ...] = (
    Mode(EXPLORE, N_("Explore"), "compass", "explore"),
    Mode(WHAT_IF, N_("What-if"), "flask", "what-if"),
    Mode(EDIT, N_("Edit"), "pencil", "edit"),
    Mode("present", N_("Present"), "presentation", "present", is_screen=True),
)
