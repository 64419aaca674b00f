"""What-if in the window: what is asked of each diagram, the answer in the panel, and its marks on the drawing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from calcviewer.activities.what_if.answer import answer, marks_of
from calcviewer.activities.what_if.panel import PanelState, WhatIfPanel
from calcviewer.activities.what_if.question import Question
from calcviewer.activities.what_if.treatments import TreatmentRow
from calcviewer.app import pages
from calcviewer.core.in_words import label, outcome_sentence, plain, reason_sentence, setting_sentence
from calcviewer.core.model import Diagram, Treatment
from calcviewer.core.reason import reason
from calcviewer.core.schema import EFFECTS, EVIDENCE
from calcviewer.core.what_if import Outcome, what_if
from calcviewer.i18n import _
from calcviewer.layout.marks import Mark
from calcviewer.layout.theme import Theme
from calcviewer.view.announcement import announce

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow


class Asking:
    """A question for each diagram that was asked; they last as long as the window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._session = window.session
        self._questions: dict[str, Question] = {}
        self._outcomes: tuple[Outcome, ...] = ()
        self._is_shown = False
        self.panel = WhatIfPanel(window.look.theme)
        self.panel.toggled.connect(self.toggle)
        self.panel.slot_chosen.connect(lambda at: self._ask(self.question.showing(at)))
        self.panel.asked.connect(self._change)
        self.panel.link_activated.connect(window.follow)
        self.panel.closed.connect(lambda: window.do("explore"))
        self._session.diagram_changed.connect(self._follow_diagram)

    @property
    def question(self) -> Question:
        """What is asked of the open diagram."""
        return self._questions.get(self._session.diagram_id, Question())

    def show(self, is_shown: bool) -> None:
        """The panel and the marks are there, or not."""
        self._is_shown = is_shown
        if is_shown:
            pages.show_drawing(self._window)
            self._window.around.side.show_panel(self.panel, _("What-if"))
            self._answer()
        else:
            self._window.around.side.hide_panel(self.panel)
        self._window.around.lens.refresh()
        self._window.around.speak()

    def toggle(self, element: str) -> None:
        """Gives a treatment, blocks a step, cuts an arrow; or takes that back."""
        if diagram := self._session.diagram:
            self._ask(self.question.toggled(diagram, element))

    def reset(self) -> None:
        """Nothing is given, blocked or cut any more."""
        self._ask(self.question.emptied())

    def marks(self) -> Mapping[str, Mark]:
        """What the answer says of the steps and arrows that are drawn."""
        if self._session.shown is None or not self._outcomes:
            return {}
        return marks_of(self._session.shown, self._outcomes[self.question.at])

    def spoken(self, element: str) -> str:
        """What is asked and what comes of it, and how the selected step fares."""
        diagram = self._session.diagram
        if diagram is None or not self._outcomes:
            return ""
        outcome, language = self._outcomes[self.question.at], self._window.language
        said = [setting_sentence(diagram, outcome.setting, language)]
        if outcome.setting:
            said.append(outcome_sentence(diagram, outcome))
            if element in diagram.node_by_id:
                said.append(reason_sentence(diagram, reason(diagram, outcome, element), language))
        return " ".join(said)

    def refresh(self) -> None:
        """The panel in the words of the moment."""
        if self._is_shown:
            self._window.around.side.name_panel(self.panel, _("What-if"))
            self._show()

    def set_theme(self, theme: Theme) -> None:
        """The panel in other colours."""
        self.panel.set_theme(theme)

    # -- inside -----------------------------------------------------------------------------------------------

    def _change(self, what: str) -> None:
        question = self.question
        changed = {"compare": question.compared, "stop-comparing": question.alone, "reset": question.emptied}[what]()
        self._ask(changed)

    def _ask(self, question: Question) -> None:
        self._questions[self._session.diagram_id] = question
        self._answer()
        self._window.around.lens.refresh()
        self._window.around.speak()
        if (diagram := self._session.diagram) and self._outcomes:
            announce(self.panel, outcome_sentence(diagram, self._outcomes[question.at]))

    def _follow_diagram(self) -> None:
        """The question of the diagram that is open now, as far as the file still has what it names."""
        if diagram := self._session.diagram:
            self._questions[self._session.diagram_id] = self.question.within(diagram)
        if self._is_shown:
            self._answer()

    def _answer(self) -> None:
        diagram = self._session.diagram
        self._outcomes = tuple(what_if(diagram, s) for s in self.question.settings) if diagram else ()
        self._show()

    def _show(self) -> None:
        diagram = self._session.diagram
        if diagram is None:
            self.panel.show_state(PanelState((), (), _("There is no diagram to ask."), ()), self._window.languages)
            return
        question, language = self.question, self._window.language
        setting = question.setting
        state = PanelState(
            treatments=tuple(_row(t, t.id in setting.treatments, language) for t in diagram.treatments),
            chips=tuple((e, label(diagram, e, language)) for e in (*setting.blocked, *setting.cut)),
            summary=self._summary(diagram, language),
            parts=answer(diagram, self._outcomes, question.at, language),
            at=question.at,
            is_comparing=question.is_comparing,
            is_empty=not setting,
        )
        self.panel.show_state(state, self._window.languages)

    def _summary(self, diagram: Diagram, language: str) -> str:
        setting = self.question.setting
        if not setting:
            return _("Tick a treatment, or click a step or an arrow to block it. A second click lifts the block.")
        return setting_sentence(diagram, setting, language)


def _row(treatment: Treatment, is_on: bool, language: str) -> TreatmentRow:
    grades = ", ".join(_(EVIDENCE[grade]) for grade in treatment.evidence) or _("no evidence is named")
    below = f"{_(EFFECTS[treatment.effect])} · {grades}"
    caution = plain(treatment.caution.get(language))
    said = _("Caution: {words}").format(words=caution) if caution else ""
    return TreatmentRow(treatment.id, " ".join(treatment.label.get(language).split()), below, said, is_on)
