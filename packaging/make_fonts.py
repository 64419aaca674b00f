"""Makes `resources/fonts/` from the released Inter OTF files: `make_fonts.py FOLDER_OF_INTER`.

Keeps Latin, Greek, punctuation, arrows and mathematical signs; renames the family, so that another Inter on the machine
cannot take its place; links Regular, Italic and SemiBold (as Bold); writes the advance widths that measure labels where
Qt is not running.
"""

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "CalcViewer Sans"
STYLES = {"Regular": ("Regular", 400, 0x40), "SemiBold": ("Bold", 700, 0x20), "Italic": ("Italic", 400, 0x01)}
RANGES = (
    (0x20, 0x7E), (0xA0, 0x2FF), (0x300, 0x3FF), (0x1E00, 0x1EFF), (0x2000, 0x20BF),
    (0x2100, 0x22FF), (0x25A0, 0x26FF), (0x2713, 0x2713), (0x2717, 0x2717),
)  # fmt: skip
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


def widths(font: TTFont) -> dict[str, float]:
    """Advance width of each character, in thousandths of the font size."""
    units = font["head"].unitsPerEm
    return {chr(code): round(font["hmtx"][glyph][0] * 1000 / units) for code, glyph in font.getBestCmap().items()}


def main() -> None:
    """Writes the three faces and the table of widths."""
    table = {}
    for style, (name, _, _) in STYLES.items():
        font = make(Path(sys.argv[1]), style)
        font.save(TARGET / f"CalcViewerSans-{name}.otf")
        table[name.lower()] = widths(font)
    text = json.dumps(table, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (TARGET / "widths.json").write_text(text + "\n", encoding="utf-8")


main()
