"""What is asked in What-if, as a value: one setting, or two that are compared. No Qt."""

import dataclasses
from dataclasses import dataclass

from calcviewer.core.model import Diagram
from calcviewer.core.what_if import Setting

NOTHING = Setting()
SLOTS = ("A", "B")


@dataclass(frozen=True)
class Question:
    """`settings` holds one setting, or A and B; `at` is the one that the drawing shows and that changes."""

    settings: tuple[Setting, ...] = (NOTHING,)
    at: int = 0

    @property
    def setting(self) -> Setting:
        """The setting that is shown."""
        return self.settings[self.at]

    @property
    def is_comparing(self) -> bool:
        """Whether there are A and B."""
        return len(self.settings) > 1

    def toggled(self, diagram: Diagram, element: str) -> "Question":
        """The same with a treatment given, a step blocked or an arrow cut; or with that taken back."""
        tables = {
            "treatments": diagram.treatment_by_id,
            "blocked": diagram.node_by_id,
            "cut": diagram.edge_by_id,
        }
        for field, table in tables.items():
            if element in table:
                names: tuple[str, ...] = getattr(self.setting, field)
                is_on = element in names
                changed = tuple(n for n in names if n != element) if is_on else (*names, element)
                return self._with(dataclasses.replace(self.setting, **{field: changed}))
        return self

    def compared(self) -> "Question":
        """What is set becomes A, and B begins with the same."""
        return Question((self.setting, self.setting), 1)

    def alone(self) -> "Question":
        """Only what is shown now."""
        return Question((self.setting,))

    def showing(self, at: int) -> "Question":
        """With A (0) or B (1) shown."""
        return dataclasses.replace(self, at=min(at, len(self.settings) - 1))

    def emptied(self) -> "Question":
        """With nothing given, blocked or cut in what is shown."""
        return self._with(NOTHING)

    def within(self, diagram: Diagram) -> "Question":
        """Without what the diagram does not have."""
        return dataclasses.replace(self, settings=tuple(_within(diagram, setting) for setting in self.settings))

    def _with(self, setting: Setting) -> "Question":
        before, after = self.settings[: self.at], self.settings[self.at + 1 :]
        return dataclasses.replace(self, settings=(*before, setting, *after))


def _within(diagram: Diagram, setting: Setting) -> Setting:
    return Setting(
        tuple(name for name in setting.treatments if name in diagram.treatment_by_id),
        tuple(name for name in setting.blocked if name in diagram.node_by_id),
        tuple(name for name in setting.cut if name in diagram.edge_by_id),
    )
