"""The colours of the text editor, made from those of the theme. None carries a meaning alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from calcviewer.core.problems import ERROR, WARNING
from calcviewer.editor.tokens import Sort
from calcviewer.layout.theme import THEMES, Theme


@dataclass(frozen=True)
class Colours:
    """#rrggbb each. `line` lies under the line of the cursor, `lit` under the lines of the selected step."""

    page: str
    text: str
    number: str
    number_here: str
    gutter: str
    line: str
    lit: str
    lit_bar: str
    guide: str
    hit: str
    hit_frame: str
    bracket: str
    sorts: Mapping[Sort, str]
    problems: Mapping[str, str]

    @property
    def grounds(self) -> Mapping[str, str]:
        """Everything that text stands on."""
        return {"page": self.page, "line": self.line, "lit": self.lit, "hit": self.hit, "bracket": self.bracket}


_SHARES = {
    "light": (0.05, 0.10, 0.20, 0.16),
    "dark": (0.07, 0.16, 0.22, 0.15),
    "high-contrast": (0.12, 0.22, 0.25, 0.18),
}
"""How strong the line of the cursor, lit lines, hits and matching brackets are over the page."""


@cache
def colours(name: str) -> Colours:
    """Those for the theme of that name."""
    theme = THEMES[name]
    line, lit, hit, bracket = _SHARES[name]
    mark = theme.marks["less"]
    return Colours(
        page=theme.page,
        text=theme.text,
        number=theme.muted,
        number_here=theme.text,
        gutter=theme.panel,
        line=blend(theme.accent if not theme.is_dark else theme.text, theme.page, line),
        lit=blend(theme.accent, theme.page, lit),
        lit_bar=theme.accent,
        guide=blend(theme.text, theme.page, 0.35 if theme.is_dark else 0.2),
        hit=blend(mark, theme.page, hit),
        hit_frame=mark,
        bracket=blend(theme.text, theme.page, bracket),
        sorts=_sorts(theme),
        problems={ERROR: theme.marks["stop"], WARNING: mark},
    )


def _sorts(theme: Theme) -> Mapping[Sort, str]:
    kinds, is_light = theme.kinds, not theme.is_dark
    return {
        Sort.KEY: theme.link,
        Sort.UNKNOWN_KEY: theme.marks["stop"],
        Sort.ID: blend(kinds["cell"].frame, theme.text, 0.85) if is_light else kinds["cell"].frame,
        Sort.LANGUAGE: blend(kinds["outcome"].frame, theme.text, 0.8) if is_light else kinds["outcome"].frame,
        Sort.CHOICE: blend(kinds["trigger"].frame, theme.text, 0.75) if is_light else kinds["trigger"].frame,
        Sort.WORDS: blend(kinds["tissue"].frame, theme.text, 0.6 if is_light else 0.4),
        Sort.COMMENT: theme.muted,
        Sort.ARROW: kinds["inhibits"].frame,
        Sort.MARK: theme.muted,
        Sort.BRACKET: theme.muted,
        Sort.LINK: theme.link,
        Sort.STRONG: theme.text,
    }


def blend(over: str, under: str, strength: float) -> str:
    """The colour that comes of one laid over another so strongly (0 to 1)."""
    pairs = [(int(over[i : i + 2], 16), int(under[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * strength + b * (1 - strength)):02x}" for a, b in pairs)
