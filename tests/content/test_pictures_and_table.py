"""Drawings, the comparison and the glossary: as much of each as a lesson asks for."""

import re

from calcviewer.core.safe_svg import is_safe_svg
from tests.content.content import LANGUAGES, diagrams, library, plain

TYPES = ("dystrophic", "metastatic", "idiopathic", "iatrogenic", "calciphylaxis")


def _drawings() -> dict[str, list[str]]:
    return {d.id: [node.image.file for node in d.nodes if node.image] for d in diagrams().values()}


def test_every_diagram_has_a_drawing_that_can_be_shown() -> None:
    assert [name for name, files in _drawings().items() if not files] == []
    for file in (file for files in _drawings().values() for file in files):
        data = (library().folder / file).read_bytes()
        assert is_safe_svg(data), file
        assert b"viewBox" in data, file


def test_every_drawing_is_used_and_labelled() -> None:
    used = {file for files in _drawings().values() for file in files}
    found = sorted((library().folder / "images").glob("*.svg"))
    assert [path.name for path in found if f"images/{path.name}" not in used] == []
    assert [path.name for path in found if len(re.findall(r"<text\b", path.read_text("utf-8"))) < 3] == []


def test_the_five_types_are_compared_row_by_row() -> None:
    table = diagrams()["compare-types"].table
    assert table is not None
    assert table.columns == TYPES
    assert len(table.rows) >= 8
    assert all(len(row.cells) == len(TYPES) and all(row.cells) for row in table.rows)
    for language in LANGUAGES:
        rows = [[plain(cell.get(language)) for cell in row.cells] for row in table.rows]
        assert [row for row in rows if len({*row}) < len(TYPES)] == []


def test_the_lanes_of_the_drawing_stand_in_the_order_of_the_table() -> None:
    groups = diagrams()["compare-types"].groups
    assert [next(step for step in group.nodes if step in TYPES) for group in groups] == list(TYPES)


def test_the_glossary_explains_what_a_student_may_not_know() -> None:
    assert len(library().file.glossary) >= 68
