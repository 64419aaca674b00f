"""Themes: enough contrast for the last row, and no meaning that hangs on colour.

Colour blindness is simulated with the matrices of Machado, Oliveira and Fernandes (2009) at severity 1,
applied to linear RGB.
"""

from collections.abc import Iterator

import pytest

from calcviewer.layout.marks import STRENGTH, Level
from calcviewer.layout.shapes import ARROWS, BOXES
from calcviewer.layout.theme import THEMES, Theme

Colour = tuple[float, float, float]
IDENTITY = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
SIGHTS = {
    "full": IDENTITY,
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
    "greyscale": ((0.2126, 0.7152, 0.0722),) * 3,
}


def linear(colour: str) -> Colour:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))
    return r, g, b


def seen(colour: str, sight: str) -> float:
    """Relative luminance (WCAG 2.2) of a colour as someone with that sight sees it."""
    rgb = linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in SIGHTS[sight])
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str, sight: str = "full") -> float:
    dark, light = sorted((seen(one, sight), seen(other, sight)))
    return (light + 0.05) / (dark + 0.05)


def pairs(theme: Theme) -> Iterator[tuple[str, str, str, float]]:
    """What must stand out against what, and by how much."""
    for kind in BOXES:
        tint = theme.colours(kind)
        yield f"{kind} label", tint.text, tint.fill, 7
        yield f"{kind} frame on its fill", tint.frame, tint.fill, 3
    for kind in (*BOXES, *ARROWS):
        yield f"{kind} on the page", theme.colours(kind).frame, theme.page, 3
        yield f"{kind} in a group", theme.colours(kind).frame, theme.group_fill, 3
    for mark, colour in theme.marks.items():
        yield f"mark {mark} on the page", colour, theme.page, 3
        yield f"mark {mark} in a group", colour, theme.group_fill, 3
    for name in ("page", "panel", "card"):
        ground = getattr(theme, name)
        yield f"text on {name}", theme.text, ground, 7
        yield f"muted text on {name}", theme.muted, ground, 4.5
        yield f"link on {name}", theme.link, ground, 4.5
    yield "label of a group", theme.muted, theme.group_fill, 4.5
    yield "frame of a group", theme.group_line, theme.group_fill, 3
    yield "frame of a group on the page", theme.group_line, theme.page, 2.9
    yield "words on the accent", theme.on_accent, theme.accent, 4.5
    yield "selection", theme.accent, theme.page, 3


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", THEMES)
def test_everything_stands_out_for_every_sight(name: str, sight: str) -> None:
    slack = 1.0 if sight in ("full", "greyscale") else 0.85
    low = {what: round(contrast(a, b, sight), 2) for what, a, b, least in pairs(THEMES[name])
           if contrast(a, b, sight) < least * slack}  # fmt: skip
    assert not low


@pytest.mark.parametrize("name", THEMES)
def test_what_is_faded_can_still_be_read(name: str) -> None:
    """The label of a prevented or reduced step: at least 3:1, since it is what the answer speaks of."""
    theme = THEMES[name]
    for level in (Level.FADED, Level.LIGHTER):
        faded = blend(theme.kinds["process"].text, theme.page, STRENGTH[level])
        assert contrast(faded, theme.page) >= 3


def blend(colour: str, ground: str, strength: float) -> str:
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(over * strength + under * (1 - strength)):02x}" for over, under in pairs)


def test_dark_themes_say_so() -> None:
    assert {name: theme.is_dark for name, theme in THEMES.items()} == {
        name: seen(theme.page, "full") < 0.2 for name, theme in THEMES.items()
    }


def test_a_kind_without_colours_has_those_of_a_process() -> None:
    theme = THEMES["light"]
    assert theme.colours("unheard-of") == theme.colours("process")
