"""Colours, as values: one theme for every painter. None carries a meaning alone; shapes, dashes and marks do too."""

from collections.abc import Mapping
from typing import NamedTuple


class Tint(NamedTuple):
    """The colours of one kind of box or arrow: #rrggbb each."""

    fill: str
    frame: str
    text: str


class Theme(NamedTuple):
    """`page` lies under the drawing, `panel` under everything else; `card` is a raised piece of page."""

    name: str
    is_dark: bool
    page: str
    panel: str
    card: str
    text: str
    muted: str
    line: str
    link: str
    accent: str
    on_accent: str
    group_fill: str
    group_line: str
    kinds: Mapping[str, Tint]
    marks: Mapping[str, str]

    def colours(self, kind: str) -> Tint:
        """The colours of a node kind, an edge kind or 'treatment'."""
        return self.kinds.get(kind) or self.kinds["process"]


def _kinds(table: Mapping[str, tuple[str, str]], text: str, card: str, arrows: Mapping[str, str]) -> dict[str, Tint]:
    boxes = {kind: Tint(fill, frame, text) for kind, (fill, frame) in table.items()}
    return {**boxes, **{kind: Tint(card, colour, text) for kind, colour in arrows.items()}}


LIGHT = Theme(
    name="light",
    is_dark=False,
    page="#fcfcfa",
    panel="#f2f3f1",
    card="#f0f4f1",
    text="#17202a",
    muted="#4d5966",
    line="#c9ced3",
    link="#0b5394",
    accent="#0b63c5",
    on_accent="#ffffff",
    group_fill="#f1f2f4",
    group_line="#7c8793",
    kinds=_kinds(
        {
            "trigger": ("#fde8e1", "#b23c17"),
            "process": ("#e4effc", "#1f5fa8"),
            "cell": ("#efe6fb", "#6b3fa0"),
            "mediator": ("#fff2cc", "#8a6100"),
            "tissue": ("#f6e9dd", "#8a4b1c"),
            "finding": ("#e9eef2", "#455463"),
            "outcome": ("#dcefed", "#0b6b63"),
            "entry": ("#fbe4f1", "#a11a68"),
            "treatment": ("#dff3e0", "#1b6e2d"),
        },
        "#17202a",
        "#e6eaee",
        {
            "causes": "#44515e",
            "may-lead-to": "#44515e",
            "promotes": "#8a6100",
            "inhibits": "#a11d3f",
            "treats": "#1b6e2d",
            "treatment-effect": "#1b6e2d",
        },
    ),
    marks={"stop": "#b3261e", "less": "#8a5a00", "more": "#6a3fb5", "given": "#1b6e2d"},
)
DARK = Theme(
    name="dark",
    is_dark=True,
    page="#14181d",
    panel="#1b2027",
    card="#212a2c",
    text="#eef2f5",
    muted="#aeb9c4",
    line="#3c4650",
    link="#8cc4ff",
    accent="#6cb2ff",
    on_accent="#0b1520",
    group_fill="#1b2027",
    group_line="#74808c",
    kinds=_kinds(
        {
            "trigger": ("#43231a", "#ff9a76"),
            "process": ("#19304d", "#7db8ff"),
            "cell": ("#332247", "#c9a3ff"),
            "mediator": ("#3c3013", "#f2c14e"),
            "tissue": ("#3d2b1c", "#e0a573"),
            "finding": ("#2a333c", "#b3c2d0"),
            "outcome": ("#12383a", "#5fd3c6"),
            "entry": ("#46203a", "#ff9ad5"),
            "treatment": ("#173a20", "#7fdb8f"),
        },
        "#f4f7f9",
        "#2a333c",
        {
            "causes": "#b9c4cf",
            "may-lead-to": "#b9c4cf",
            "promotes": "#f2c14e",
            "inhibits": "#ff8fa8",
            "treats": "#7fdb8f",
            "treatment-effect": "#7fdb8f",
        },
    ),
    marks={"stop": "#ff8a80", "less": "#ffc766", "more": "#c9a3ff", "given": "#7fdb8f"},
)
HIGH_CONTRAST = Theme(
    name="high-contrast",
    is_dark=True,
    page="#000000",
    panel="#000000",
    card="#000000",
    text="#ffffff",
    muted="#e6e6e6",
    line="#ffffff",
    link="#7fd4ff",
    accent="#ffff00",
    on_accent="#000000",
    group_fill="#000000",
    group_line="#ffffff",
    kinds=_kinds(
        {
            "trigger": ("#000000", "#ff9a3c"),
            "process": ("#000000", "#7fd4ff"),
            "cell": ("#000000", "#d8b4ff"),
            "mediator": ("#000000", "#ffe14d"),
            "tissue": ("#000000", "#ffc9a3"),
            "finding": ("#000000", "#ffffff"),
            "outcome": ("#000000", "#5ff5e0"),
            "entry": ("#000000", "#ff9de0"),
            "treatment": ("#000000", "#7dff8e"),
        },
        "#ffffff",
        "#000000",
        {
            "causes": "#ffffff",
            "may-lead-to": "#ffffff",
            "promotes": "#ffe14d",
            "inhibits": "#ff9fb6",
            "treats": "#7dff8e",
            "treatment-effect": "#7dff8e",
        },
    ),
    marks={"stop": "#ff7b72", "less": "#ffe14d", "more": "#d8b4ff", "given": "#7dff8e"},
)
THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}
