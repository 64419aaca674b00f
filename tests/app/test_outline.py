"""The outline: the drawing as a tree of words, always in step with it, and what a screen reader hears."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem, QTreeWidgetItemIterator

from tests.app.visitor import LEFT, Visitor

SAID = Qt.ItemDataRole.AccessibleTextRole


def all_rows(visitor: Visitor) -> Iterator[QTreeWidgetItem]:
    iterator = QTreeWidgetItemIterator(visitor.outline)
    item: QTreeWidgetItem | None = iterator.value()
    while item is not None:
        yield item
        iterator += 1
        item = iterator.value()


def rows(visitor: Visitor) -> dict[str, QTreeWidgetItem]:
    """Every row by its words; of equal ones the first."""
    found: dict[str, QTreeWidgetItem] = {}
    for item in all_rows(visitor):
        found.setdefault(item.text(0), item)
    return found


def click_row(visitor: Visitor, item: QTreeWidgetItem) -> None:
    outline = visitor.outline
    outline.scrollToItem(item)
    place = outline.visualItemRect(item).center()
    QTest.mouseClick(outline.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)


def test_a_row_selects_its_step_in_the_drawing(shipped: Visitor) -> None:
    shipped.do("go-outline")
    click_row(shipped, rows(shipped)[node(shipped, "macrophage")])
    assert shipped.place == "overview#macrophage"
    seen = shipped.canvas.viewport().rect()
    assert seen.contains(shipped.point_of("macrophage"))


def test_it_says_how_each_step_fares_and_what_is_lit(shipped: Visitor) -> None:
    shipped.click("necrosis")
    shipped.do("what-if")
    shipped.do("block")
    shipped.do("go-outline")
    row = next(row for row in all_rows(shipped) if row.text(0).startswith("Macrophage"))
    assert row.text(0) == "Macrophage  (prevented)"
    assert row.data(0, SAID).endswith(" effects. Prevented.") or row.data(0, SAID).endswith(" effect. Prevented.")
    shipped.do("trace-effects")
    assert row.text(0) == "Macrophage  (prevented, lit)"
    shipped.do("go-canvas")
    shipped.choose_mode("explore")
    shipped.do("trace-end")
    assert [row.text(0) for row in all_rows(shipped) if "(" in row.text(0) and "lit" in row.text(0)] == []


def test_what_is_marked_while_nobody_looks_is_noted_later(shipped: Visitor) -> None:
    shipped.click("necrosis")
    shipped.do("trace-causes")
    assert all("lit" not in row.text(0) for row in all_rows(shipped))
    shipped.do("go-outline")
    assert any(row.text(0).endswith("(lit)") for row in all_rows(shipped))


def node(visitor: Visitor, element: str) -> str:
    assert visitor.session.diagram is not None
    return visitor.session.diagram.node_by_id[element].label.get("en")


def test_a_step_clicked_in_the_drawing_is_marked_in_the_outline(shipped: Visitor) -> None:
    shipped.do("go-outline")
    for element in ("infection", "macrophage", "infection -> tissue-damage", "excision"):
        shipped.click(element)
        row = shipped.outline_row
        assert row is not None, element
        assert row.data(0, Qt.ItemDataRole.UserRole) == element
    shipped.click_at(shipped.ground())
    assert shipped.outline_row is None


def test_the_same_row_can_be_clicked_again_after_everything_was_let_go(shipped: Visitor) -> None:
    shipped.do("go-outline")
    row = rows(shipped)[node(shipped, "infection")]
    click_row(shipped, row)
    shipped.key(Qt.Key.Key_Escape)
    assert shipped.place == "overview#"
    click_row(shipped, row)
    assert shipped.place == "overview#infection"


def test_the_mark_survives_reading_the_file_again(shipped: Visitor) -> None:
    shipped.do("go-outline")
    shipped.click("infection")
    shipped.do("reload")
    shipped.wait_for_drawing("overview")
    assert shipped.place == "overview#infection"
    assert shipped.outline_row is not None
    assert shipped.outline_row.text(0) == node(shipped, "infection")


def test_the_outline_holds_every_step_arrow_and_treatment(shipped: Visitor) -> None:
    shipped.do("go-outline")
    diagram = shipped.session.diagram
    assert diagram is not None
    ids = {item.data(0, Qt.ItemDataRole.UserRole) for item in all_rows(shipped)}
    assert ids == {*diagram.node_by_id, *diagram.edge_by_id, *diagram.treatment_by_id}


def test_rows_say_kind_label_and_numbers_of_causes_and_effects(shipped: Visitor) -> None:
    shipped.do("go-outline")
    found = rows(shipped)
    assert found[node(shipped, "infection")].data(0, SAID) == "Trigger: Infection (parasites, TB). 0 causes, 1 effect."
    damage = found[node(shipped, "tissue-damage")].data(0, SAID)
    assert damage == f"Tissue change: {node(shipped, 'tissue-damage')}. 6 causes, 2 effects."
    arrow = found[f"→ {node(shipped, 'tissue-damage')}"]
    assert arrow.data(0, SAID).startswith(
        "Arrow: Certain autoimmune diseases, causes, "
    ) or "may lead to" in arrow.data(0, SAID)
    treatments = [item.data(0, SAID) for words, item in found.items() if words.startswith("✚ ")]
    assert treatments
    assert all(said.startswith("Treatment: ") for said in treatments)


def test_the_canvas_says_what_is_selected(shipped: Visitor) -> None:
    canvas = shipped.canvas
    assert canvas.accessibleName() == "Drawing"
    assert canvas.accessibleDescription().startswith("Dystrophic calcification at a glance. Six common kinds")
    shipped.click("infection")
    assert canvas.accessibleDescription() == "Trigger: Infection (parasites, TB). 0 causes, 1 effect."
    shipped.key(Qt.Key.Key_Escape)
    assert canvas.accessibleDescription().startswith("Dystrophic calcification at a glance.")


def test_every_panel_has_a_name(shipped: Visitor) -> None:
    library = shipped.library_panel
    named = (shipped.details, shipped.outline, shipped.legend, library.shelf, library.hits, library.search_field)
    assert all(widget.accessibleName() for widget in named)
