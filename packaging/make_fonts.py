"""Makes `resources/fonts/` from the released Inter OTF files: `make_fonts.py FOLDER_OF_INTER`.

Keeps Latin, Greek, punctuation, arrows and mathematical signs; renames the family, so that another Inter on the machine
cannot take its place; links Regular, Italic and SemiBold (as Bold). Then, or alone where no folder is named, writes the
tables of widths and kerning that measure labels without Qt, to the very 64th of a pixel that Qt measures on Linux.
"""

import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.unicodedata import script

FAMILY = "CalcViewer Sans"
STYLES = {"Regular": ("Regular", 400, 0x40), "SemiBold": ("Bold", 700, 0x20), "Italic": ("Italic", 400, 0x01)}
RANGES = (
    (0x20, 0x7E), (0xA0, 0x2FF), (0x300, 0x3FF), (0x1E00, 0x1EFF), (0x2000, 0x20BF),
    (0x2100, 0x22FF), (0x25A0, 0x26FF), (0x2713, 0x2713), (0x2717, 0x2717),
)  # fmt: skip
PIXELS, PARTS = 15, 64
FEATURES = ["kern", "ccmp", "locl", "mark", "mkmk"]
TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"


def make(source: Path, style: str) -> TTFont:
    """One face, subset and renamed."""
    name, weight, selection = STYLES[style]
    font = TTFont(source / f"Inter-{style}.otf")
    options = subset.Options(layout_features=FEATURES, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    full = f"{FAMILY} {name}"
    for number, text in {1: FAMILY, 2: name, 3: f"{full} (from Inter)", 4: full, 6: full.replace(" ", "")}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
        font["name"].removeNames(number, 1)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = selection
    font["head"].macStyle = {"Bold": 1, "Italic": 2}.get(name, 0)
    top = font["CFF "].cff
    top.fontNames[0] = full.replace(" ", "")
    top.topDictIndex[0].FamilyName, top.topDictIndex[0].FullName = FAMILY, full
    return font


def widths(font: TTFont) -> Iterator[Sequence[object]]:
    """How wide text is at 15 px without hinting, in 1/64 px, as rows of a table: what, of whom, and what of it.

    `advance` is the width of characters; `kern` what two in a row come nearer: of a first one, by the second.
    Characters that are kerned alike go by one of them: `first` and `second` name the others.
    Between letters of two scripts nothing is kerned: Qt shapes them apart.
    Marks and invisible signs are left out: how wide they are, the shaper says.
    """
    glyphs = {chr(code): glyph for code, glyph in font.getBestCmap().items() if _stands_alone(chr(code))}
    size, units = PIXELS * PARTS, font["head"].unitsPerEm
    between = _kerning(font)
    rows = {a: tuple((2 * between(glyphs[a], glyphs[b]) * size + units) // (2 * units) for b in glyphs) for a in glyphs}
    columns = dict(zip(glyphs, zip(*rows.values(), strict=True), strict=True))
    first, second = _alike(rows), _alike(columns)
    yield from (
        ("advance", *one) for one in _together({c: font["hmtx"][g][0] * size // units for c, g in glyphs.items()})
    )
    yield from (
        ("script", *one) for one in _together({c: script(c) for c in glyphs if script(c) not in ("Zyyy", "Zinh")})
    )
    yield from (("first", *one) for one in first.items())
    yield from (("second", *one) for one in second.items())
    for a in first:
        row = dict(zip(glyphs, rows[a], strict=True))
        yield ("kern", a, *chain(*_together({b: row[b] for b in second if row[b]})))


def _together(table: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """Value → the characters that have it, in order."""
    return [(value, "".join(c for c in table if table[c] == value)) for value in sorted(set(table.values()))]


def _stands_alone(character: str) -> bool:
    return not unicodedata.combining(character) and unicodedata.category(character)[0] not in "CM"


def _kerning(font: TTFont) -> Callable[[str, str], int]:
    """What GPOS says between two glyphs, in units of the font: single pairs before classes."""
    singles, classes = font["GPOS"].table.LookupList.Lookup[0].SubTable
    pairs = {
        (first, pair.SecondGlyph): pair.Value1.XAdvance
        for first, found in zip(singles.Coverage.glyphs, singles.PairSet, strict=True)
        for pair in found.PairValueRecord
    }
    covered = frozenset(classes.Coverage.glyphs)
    firsts, seconds = classes.ClassDef1.classDefs, classes.ClassDef2.classDefs

    def between(first: str, second: str) -> int:
        if (first, second) in pairs:
            return int(pairs[first, second])
        if first not in covered:
            return 0
        record = classes.Class1Record[firsts.get(first, 0)].Class2Record[seconds.get(second, 0)]
        return int(getattr(record.Value1, "XAdvance", 0))

    return between


def _alike(lines: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    """First character → the others whose line is the same, where anything is in the line."""
    found: dict[tuple[int, ...], list[str]] = {}
    for character, line in lines.items():
        if any(line):
            found.setdefault(line, []).append(character)
    return {first: "".join(others) for first, *others in found.values()}


def main() -> None:
    """Writes the three faces, if they are asked for, and the tables of two of them."""
    if sys.argv[1:]:
        for style, (name, _, _) in STYLES.items():
            make(Path(sys.argv[1]), style).save(TARGET / f"CalcViewerSans-{name}.otf")
    for name in ("Regular", "Bold"):
        rows = widths(TTFont(TARGET / f"CalcViewerSans-{name}.otf"))
        text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
        (TARGET / f"widths-{name.lower()}.tsv").write_text(text, encoding="utf-8")


main()
