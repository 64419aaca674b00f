"""Looking around with the mouse: what is clicked is told on the right, and nothing else happens."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from calcviewer.core.library import Place
from calcviewer.view.canvas import FINGER_PX
from tests.app.visitor import LEFT, RIGHT, Visitor

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def artery(shipped: Visitor) -> Visitor:
    """The largest shipped diagram, at a zoom where everything can be hit."""
    shipped.session.go(Place("arterial-atherosclerosis"))
    shipped.wait_for_drawing("arterial-atherosclerosis")
    shipped.do("zoom-actual")
    return shipped


def test_a_step_tells_its_story(artery: Visitor) -> None:
    artery.click("lipid-deposit")
    said = artery.text
    assert artery.place == "arterial-atherosclerosis#lipid-deposit"
    assert said.startswith("Tissue change From the source text Lipoprotein or fat deposit in the intima")
    assert "Lipoproteins that enter the wall bind to proteoglycans" in said
    assert "Because of" in said
    assert "Leads to" in said
    because, leads_to = said.index("Because of"), said.index("Leads to")
    diagram = artery.session.diagram
    assert diagram is not None
    for edge in diagram.incoming("lipid-deposit"):
        at = said.index(diagram.node_by_id[edge.source].label.get("en"), because)
        assert because < at < leads_to
        assert edge.text.get("en").strip() in said[at:leads_to]
    for edge in diagram.outgoing("lipid-deposit"):
        at = said.index(diagram.node_by_id[edge.target].label.get("en"), leads_to)
        assert edge.text.get("en").strip() in said[at:]


def test_an_extension_is_marked_as_one(artery: Visitor) -> None:
    artery.click("oxidised-ldl")
    assert artery.text.startswith("Mediator Extension Modified (oxidised) LDL")


def test_every_step_arrow_and_treatment_can_be_clicked(artery: Visitor) -> None:
    wanted = [*(box.id for box in artery.picture.boxes), *(arrow.id for arrow in artery.picture.arrows)]
    missed = []
    for element in wanted:
        artery.click(element)
        if artery.session.element != element:
            missed.append((element, artery.session.element))
    assert missed == []


def test_a_step_shows_its_treatments_as_cards(artery: Visitor) -> None:
    diagram = artery.session.diagram
    assert diagram is not None
    treatment = next(t for t in diagram.treatments if t.evidence and t.caution and t.acts_on[0] in diagram.node_by_id)
    artery.click(treatment.acts_on[0])
    card = artery.text[artery.text.index("Treatment notes") :]
    assert treatment.label.get("en") in card
    assert " ".join(treatment.text.get("en").split())[:40] in card
    assert "Evidence: " in card
    assert "Caution: " in card


def test_a_treatment_pill_tells_effect_evidence_and_caution(artery: Visitor) -> None:
    diagram = artery.session.diagram
    assert diagram is not None
    treatment = next(t for t in diagram.treatments if t.evidence and t.caution)
    artery.click(treatment.id)
    assert artery.text.startswith("Treatment ")
    assert artery.place.endswith(f"#{treatment.id}")
    for words in ("Evidence", "Caution"):
        assert words in artery.text


@pytest.mark.parametrize("beside", [-11.0, 0.0, 11.0])
def test_an_arrow_is_hit_eleven_pixels_beside_its_line(artery: Visitor, beside: float) -> None:
    assert beside < FINGER_PX
    diagram = artery.session.diagram
    assert diagram is not None
    edge = diagram.edge_by_id["endothelial-dysfunction -> lipid-deposit"]
    artery.click(edge.id, beside)
    assert artery.place.endswith(f"#{edge.id}")
    assert edge.text.get("en").strip() in artery.text
    assert "From ● Endothelial dysfunction To ● Lipoprotein or fat deposit" in artery.text


def test_a_click_on_the_ground_brings_back_the_diagram(artery: Visitor) -> None:
    artery.click("foam-cell")
    artery.do("zoom-fit")
    artery.click_at(artery.ground())
    assert artery.place == "arterial-atherosclerosis#"
    assert "Learning objectives" in artery.text


def test_a_double_click_brings_a_step_into_the_middle(artery: Visitor) -> None:
    place = artery.point_of(
        next(b.id for b in artery.picture.boxes if artery.canvas.viewport().rect().contains(artery.point_of(b.id)))
    )
    under = artery.canvas.mapToScene(place)
    artery.double_click_at(place)
    moved = artery.canvas.mapFromScene(under) - artery.canvas.viewport().rect().center()
    assert moved.manhattanLength() <= 3
    assert artery.session.element


def test_a_double_click_on_the_ground_fits_the_drawing(artery: Visitor) -> None:
    artery.do("zoom-fit")
    fitted = artery.canvas.zoom
    ground = artery.ground()
    artery.canvas.zoom_by(1.02, ground)
    artery.double_click_at(ground)
    assert artery.canvas.zoom == pytest.approx(fitted)


@pytest.mark.parametrize("is_on_a_step", [False, True])
def test_a_drag_moves_the_drawing_and_selects_nothing(artery: Visitor, is_on_a_step: bool) -> None:
    artery.canvas.centre_on("foam-cell")
    start = artery.point_of("foam-cell") if is_on_a_step else artery.ground()
    under, end = artery.canvas.mapToScene(start), start + QPoint(60, -45)
    artery.drag(start, end)
    assert (artery.canvas.mapToScene(end) - under).manhattanLength() <= 2
    assert artery.session.element == ""


class Painted(QObject):
    """How many pixels of a widget are painted anew from now on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.pixels = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            rects = list(event.region())  # type: ignore[call-overload]  # the stubs do not know that it can be walked
            self.pixels += sum(rect.width() * rect.height() for rect in rects)
        return False


def test_a_drag_paints_what_comes_into_view_and_moves_the_rest(artery: Visitor) -> None:
    """No style sheet may make the drawing's ground look as if something shone through: then all of it is painted."""
    artery.canvas.centre_on("foam-cell")
    artery.wait(artery.canvas.map.isVisible)
    viewport = artery.canvas.viewport()
    QApplication.processEvents()
    painted = Painted(viewport)
    before = artery.canvas.mapFromScene(0, 0)
    artery.drag(artery.ground(), artery.ground() + QPoint(0, -40))
    QApplication.processEvents()
    assert artery.canvas.mapFromScene(0, 0) != before
    assert 0 < painted.pixels < viewport.width() * viewport.height() / 2


def test_a_tremble_is_still_a_click(artery: Visitor) -> None:
    artery.canvas.centre_on("foam-cell")
    place = artery.point_of("foam-cell")
    artery.drag(place, place + QPoint(3, 2))
    assert artery.session.element == "foam-cell"


@pytest.mark.parametrize("notches", [-3, -1, 1, 3])
@pytest.mark.parametrize("at", [(0.5, 0.5), (0.1, 0.2), (0.9, 0.7)])
def test_the_wheel_zooms_at_the_pointer(artery: Visitor, notches: int, at: tuple[float, float]) -> None:
    area = artery.canvas.viewport().rect()
    place = QPoint(round(area.width() * at[0]), round(area.height() * at[1]))
    under, zoom = artery.canvas.mapToScene(place), artery.canvas.zoom
    turn_wheel(artery, place, 120 * notches)
    off = artery.canvas.mapFromScene(under) - place
    assert max(abs(off.x()), abs(off.y())) <= 1
    assert (artery.canvas.zoom > zoom) == (notches > 0)


def test_zooming_has_an_end_on_both_sides(artery: Visitor) -> None:
    middle = artery.canvas.viewport().rect().center()
    for _turn in range(10):
        turn_wheel(artery, middle, -1200)
    assert 0 < artery.canvas.zoom < 0.5
    for _turn in range(20):
        turn_wheel(artery, middle, 1200)
    assert 1 < artery.canvas.zoom <= 8


def turn_wheel(visitor: Visitor, place: QPoint, delta: int) -> None:
    viewport = visitor.canvas.viewport()
    event = QWheelEvent(
        QPointF(place), QPointF(viewport.mapToGlobal(place)), QPoint(), QPoint(0, delta), LEFT & RIGHT, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_a_right_click_offers_causes_and_effects_and_goes_there(artery: Visitor) -> None:
    artery.canvas.centre_on("foam-cell")
    artery.click_at(artery.point_of("foam-cell"), RIGHT)
    menu = artery.menu()
    words = [action.text() for action in menu.actions()]
    assert words[:2] == ["Show the details", "Centre this"]
    assert {"Because of", "Leads to"} <= set(words)
    chosen = menu.actions()[words.index("Leads to") + 1]
    menu.setActiveAction(chosen)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    diagram = artery.session.diagram
    assert diagram is not None
    assert artery.session.element == diagram.outgoing("foam-cell")[0].target


def test_a_right_click_on_the_ground_offers_the_drawing(artery: Visitor) -> None:
    artery.do("zoom-fit")
    artery.click_at(artery.ground(), RIGHT)
    menu = artery.menu()
    assert [action.objectName() for action in menu.actions()] == ["zoom-fit", "zoom-actual", "export-svg", "export-png"]
    menu.close()


def test_the_pointer_tells_what_can_be_clicked(artery: Visitor) -> None:
    artery.do("zoom-fit")
    hover(artery, artery.point_of("foam-cell"))
    assert artery.canvas.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    hover(artery, artery.ground())
    assert artery.canvas.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def hover(visitor: Visitor, place: QPoint) -> None:
    viewport = visitor.canvas.viewport()
    there = QPointF(viewport.mapToGlobal(place))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QMouseEvent.Type.MouseMove, QPointF(place), there, none, none, NONE)
    QApplication.sendEvent(viewport, event)


def test_the_map_is_there_only_while_there_is_more_to_see(artery: Visitor) -> None:
    artery.wait(artery.canvas.map.isVisible)
    before = artery.canvas.mapToScene(artery.canvas.viewport().rect().center())
    QTest.mouseClick(artery.canvas.map, LEFT, NONE, QPoint(10, artery.canvas.map.height() - 5))
    after = artery.canvas.mapToScene(artery.canvas.viewport().rect().center())
    assert after.y() > before.y() + 50
    artery.do("zoom-fit")
    assert not artery.canvas.map.isVisible()


def test_the_legend_lights_its_kind(artery: Visitor) -> None:
    legend = artery.window.around.legend
    names = [legend.item(row).text() for row in range(legend.count())]
    assert names[:2] == ["Trigger", "Process"]
    assert "Inhibits" in names
    artery.wait(artery.canvas.map.isVisible)  # which is seen in the picture as well
    before = artery.canvas.grab().toImage()
    place = legend.visualItemRect(legend.item(0)).center()
    QTest.mouseMove(legend.viewport(), place)
    assert artery.canvas.grab().toImage() != before
    QTest.mouseMove(artery.canvas.viewport(), QPoint(3, 3))
    QApplication.sendEvent(
        legend, QMouseEvent(QMouseEvent.Type.Leave, QPointF(), QPointF(), LEFT & RIGHT, LEFT & RIGHT, NONE)
    )
    assert artery.canvas.grab().toImage() == before


def test_actions_of_the_menu_bar_are_named_in_the_element_menu_as_well(artery: Visitor) -> None:
    assert all(action.text() for action in artery.window.menuBar().actions())
