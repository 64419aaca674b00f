"""The changeable parts of the window: its bars, what stands in for a missing drawing, which panels are there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QActionGroup, QIcon
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from calcviewer.activities.modes import EDIT, EXPLORE, MODES, WHAT_IF
from calcviewer.app import convergence_view, texts
from calcviewer.app.actions import ACTIONS
from calcviewer.core.model import LANGUAGES, Diagram, Treatment
from calcviewer.i18n import _, in_language
from calcviewer.view.icons import icon

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow

TOOL_BAR = (
    *("back", "forward", "|", "search", "<>", "view-basic", "view-full", "|"),
    *("content-id", "content-en", "content-both", "|"),
    *("theme", "zoom-out", "zoom-in", "zoom-fit", "help"),
)
EDIT_BAR = ("save", "undo", "redo", "|", "add-step", "delete", "|")
"""Before the others, while a diagram is edited."""
SHORT_NAMES = {"content-id": "ID", "content-en": "EN", "content-both": "ID+EN"}
MENU_LINES = 8
ASKED = ("trace-causes", "trace-effects", "trace-both", "neighbours", "paths", "block")
ASKED_OF_TREATMENTS = ("block",)
"""The actions that the menu of an element offers."""


def icon_px(window: MainWindow) -> int:
    """How large icons are; they grow less than the text to be read."""
    return round(22 * max(1.0, window.look.text_size / 125))


def fill_bars(window: MainWindow) -> None:
    """The tool bar and the rail of modes, made anew in the colours and words of the moment."""
    colour, size = window.look.theme.text, icon_px(window)
    names = (*(EDIT_BAR if window.around.mode == EDIT else ()), *TOOL_BAR)
    for row in ACTIONS:
        if row.icon and row.id in names:
            window.around.actions[row.id].setIcon(icon(row.icon, colour))
    window.around.tool_bar.clear()
    window.around.tool_bar.setIconSize(QSize(size, size))
    window.around.tool_bar.setWindowTitle(_("Tool bar"))
    for name in names:
        _add_to_bar(window, window.around.tool_bar, name)
    _name_extension(window.around.tool_bar)
    window.around.rail.clear()
    window.around.rail.setWindowTitle(_("Modes"))
    window.around.rail.setIconSize(QSize(size + 2, size + 2))
    window.around.rail.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    for mode in MODES:
        button = QToolButton(autoRaise=True)
        button.setObjectName(f"mode-{mode.id}")
        button.setText(_(mode.name))
        button.setIcon(icon(mode.icon, colour, checked=window.look.theme.on_accent))
        button.setCheckable(True)
        button.setToolTip(_(mode.name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setChecked(window.isFullScreen() if mode.is_screen else mode.id == window.around.mode)
        button.clicked.connect(lambda _checked=False, action=mode.action: window.do(action))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        window.around.rail.addWidget(button)
        button.setMinimumWidth(_widest(button, mode.name))
    _name_extension(window.around.rail)


def _name_extension(bar: QToolBar) -> None:
    """A bar too long for the window ends in a button of Qt's for the rest: narrow, nameless, and dark in any theme."""
    for button in bar.findChildren(QToolButton, "qt_toolbar_ext_button"):
        button.setIcon(QIcon())
        button.setText("\u22ee")
        button.setAccessibleName(_("More"))
        button.setToolTip(_("More"))


def _widest(button: QToolButton, message: str) -> int:
    """Room for a word in each language of the interface, so that changing the language moves nothing beside it."""
    shown, found = button.text(), []
    for code in LANGUAGES:
        button.setText(in_language(code, message))
        found.append(button.sizeHint().width())
    button.setText(shown)
    return max(found)


def _add_to_bar(window: MainWindow, bar: QToolBar, name: str) -> None:
    if name == "|":
        bar.addSeparator()
    elif name == "<>":
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
    elif name == "theme":
        bar.addWidget(_theme_button(window))
    else:
        action = window.around.actions[name]
        if name in SHORT_NAMES:
            action.setIconText(SHORT_NAMES[name])
        button = QToolButton(autoRaise=True)  # made here: one that the bar makes costs as a viewport does (canvas)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        bar.addWidget(button)


def _theme_button(window: MainWindow) -> QToolButton:
    button = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup, autoRaise=True)
    button.setIcon(icon("contrast", window.look.theme.text))
    button.setToolTip(_("Colours and text size"))
    button.setAccessibleName(_("Colours and text size"))
    menu = QMenu(button)
    for name in ("theme-system", "theme-light", "theme-dark", "theme-high-contrast"):
        menu.addAction(window.around.actions[name])
    menu.addSeparator()
    for name in ("text-larger", "text-smaller", "text-normal"):
        menu.addAction(window.around.actions[name])
    button.setMenu(menu)
    return button


def group_actions(window: MainWindow) -> None:
    """Choices of one group exclude each other."""
    for group in {row.group for row in ACTIONS if row.group}:
        together = QActionGroup(window)
        for row in ACTIONS:
            if row.group == group:
                together.addAction(window.around.actions[row.id])


def check_actions(window: MainWindow) -> None:
    """The marks at the choices and panels as things stand."""
    table, settings = window.around.actions, window.settings
    table.check("theme", f"theme-{window.look.theme_name}")
    table.check("content", f"content-{settings.content_language}")
    table.check("interface", f"interface-{settings.interface_language}")
    check_views(window)
    check_table(window)
    make_room(window)
    table["show-library"].setChecked(settings.is_sidebar_visible and not _hides_sidebar(window))
    table["show-details"].setChecked(settings.is_details_visible)
    table["show-legend"].setChecked(settings.is_legend_visible)
    table["present"].setChecked(window.isFullScreen())
    table["what-if"].setChecked(window.around.mode == WHAT_IF)
    table["edit"].setChecked(window.around.mode == EDIT)
    for name in ("save", "revert"):
        table[name].setEnabled(window.around.is_unsaved)
    table["back"].setEnabled(window.session.history.can_go_back)
    table["forward"].setEnabled(window.session.history.can_go_forward)


def check_views(window: MainWindow) -> None:
    """Source text only or everything; where a diagram has only one of them, the switch says why it is off."""
    table, session = window.around.actions, window.session
    table.check("view", "view-basic" if session.is_basic_shown else "view-full")
    reason = texts.why_one_view(session.diagram)
    for name in ("view-basic", "view-full"):
        table[name].setEnabled(not reason)
        table[name].setToolTip(reason or table.tool_tip(name))


def is_table_shown(window: MainWindow) -> bool:
    """Whether the table stands in the place of the drawing."""
    return window.around.is_table_shown


def check_table(window: MainWindow) -> None:
    """The mark at the table; where a diagram has none, the action says so."""
    action, diagram = window.around.actions["show-table"], window.session.diagram
    has_table = diagram is not None and diagram.table is not None
    action.setEnabled(has_table)
    action.setChecked(is_table_shown(window))
    action.setToolTip(window.around.actions.tool_tip("show-table") if has_table else _("This diagram has no table."))


def show_panels(window: MainWindow) -> None:
    """The panels that the settings want; while presenting, only the drawing and the details.

    Beside a second drawing there is no room for a legend, and little for the library.
    """
    settings, presents = window.settings, window.isFullScreen()
    window.around.sidebar.setVisible(settings.is_sidebar_visible and not presents and not _hides_sidebar(window))
    window.around.side.setVisible(_is_side_wanted(window))
    make_room(window)
    window.menuBar().setVisible(not presents)
    window.around.tool_bar.setVisible(not presents)
    check_actions(window)


def make_room(window: MainWindow) -> None:
    """The legend is for one drawing; and a table that is presented has the whole screen."""
    is_table = is_table_shown(window)
    is_one_drawing = not is_table and not window.around.comparing
    window.around.legend.setVisible(window.settings.is_legend_visible and is_one_drawing)
    if window.isFullScreen():
        window.around.side.setVisible(not is_table and _is_side_wanted(window))


def _is_side_wanted(window: MainWindow) -> bool:
    """Whether the right side is there: by choice, or because the mode needs it."""
    return window.settings.is_details_visible or window.around.mode != EXPLORE


def _hides_sidebar(window: MainWindow) -> bool:
    comparing = window.around.comparing
    hides_for_text = window.around.mode == EDIT and window.around.editing.panels.hides_sidebar
    return hides_for_text or (comparing is not None and comparing.hides_sidebar)


def show_problems(window: MainWindow) -> None:
    """The bar that says that the file has errors, and the list behind it."""
    theme, told = window.look.theme, list(texts.problem_lines(window.session))
    looks = {"error": ("alert-triangle", theme.accent), "warning": ("info-circle", theme.muted)}
    icons = {severity: icon(*looks[severity]) for severity in {severity for severity, _words in told}}
    lines = [(words, icons[severity]) for severity, words in told]
    window.around.problem_list.set_problems(lines)
    if not lines or window.around.mode == EDIT:
        window.around.problem_list.hide()
    if window.around.mode == EDIT:  # they stand under the text there
        return
    summary = texts.problem_summary(window.session)
    if summary and window.session.diagram:
        window.say(summary, _("Show"), lambda: window.around.problem_list.setVisible(True), "problems")
    elif window.message_bar.is_about("problems", "layout", "view") or _is_progress_over(window):
        window.say("")


def _is_progress_over(window: MainWindow) -> bool:
    """Whether the bar speaks of a layout that nobody waits for; a slow start says it before the panels are there."""
    return window.message_bar.is_about("progress") and not window.session.is_busy


def show_hint(window: MainWindow) -> None:
    """The one hint of a first start."""
    window.say(_("Click a step or an arrow to read its story. The arrow keys walk along the arrows."), topic="hint")


def show_empty(window: MainWindow) -> None:
    """In the place of a drawing: why there is none, and what to do."""
    session = window.session
    if name := texts.file_name(session):
        title = _("{name} cannot be drawn yet").format(name=name)
        hint = "\n\n".join(words for _severity, words in list(texts.problem_lines(session))[:MENU_LINES])
        actions = [
            ("edit", _("Edit the text")),
            ("reload", _("Read the file again")),
            ("open-shipped", _("Open the diagrams that came with CalcViewer")),
        ]
    else:
        title = _("There is no diagram here")
        hint = _("Open a diagram file (.yaml), or a folder that holds some.")
        actions = [
            ("open-file", _("Open a diagram…")),
            ("open-shipped", _("Open the diagrams that came with CalcViewer")),
        ]
    window.around.empty.say(title, hint, actions)
    window.stage.setCurrentWidget(window.around.empty)


def show_menu(window: MainWindow, element_id: str, at: QPoint) -> None:
    """What one can do with an element, or with the drawing."""
    diagram = window.session.shown
    if diagram is None:
        return
    menu = element_menu(window, diagram, element_id) if element_id else QMenu(window)
    convergence_view.add_places(menu, window, element_id)
    if not element_id:
        _add_changes(menu, window, diagram, "")
        for name in ("zoom-fit", "zoom-actual", "export-svg", "export-png"):
            menu.addAction(window.around.actions[name])
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)


def element_menu(window: MainWindow, diagram: Diagram, element_id: str) -> QMenu:
    """Causes, effects and treatments of an element as places to go."""
    menu = QMenu(window)
    menu.addAction(_("Show the details"), lambda: window.session.select(element_id))
    menu.addAction(_("Centre this"), lambda: window.canvas.centre_on(element_id))
    _add_changes(menu, window, diagram, element_id)
    edge = diagram.edge_by_id.get(element_id)
    causes = [edge.source] if edge else [e.source for e in diagram.incoming(element_id)]
    effects = [edge.target] if edge else [e.target for e in diagram.outgoing(element_id)]
    element = diagram.element(element_id)
    if isinstance(element, Treatment):
        effects = list(element.acts_on)
    treatments = [t.id for t in diagram.treatments_on(element_id)]
    for name, ids in ((_("Because of"), causes), (_("Leads to"), effects), (_("Treatments"), treatments)):
        if ids:
            menu.addSection(name)
        for target in ids[:MENU_LINES]:
            words = texts.canvas_words(diagram, target, window.language)
            menu.addAction(texts.short(words).replace("&", "&&"), partial(window.session.select, target))
    _add_questions(window, menu, element_id, isinstance(element, Treatment))
    return menu


def _add_changes(menu: QMenu, window: MainWindow, diagram: Diagram, element_id: str) -> None:
    """What can be changed, in the mode Edit."""
    if window.around.mode == EDIT:
        from calcviewer.app.hand_menu import add_changes  # of all modes only this one needs it

        add_changes(menu, window, diagram, element_id)


def _add_questions(window: MainWindow, menu: QMenu, element_id: str, is_treatment: bool) -> None:
    """What can be asked of an element: each selects it first."""
    menu.addSection(_("Ask"))
    for name in ASKED_OF_TREATMENTS if is_treatment else ASKED:
        words = window.around.actions[name].text()

        def ask(name: str = name) -> None:
            window.session.select(element_id)
            window.do(name)

        menu.addAction(_("Give this, or take it back") if is_treatment else words, ask)
