"""
The pattern of a page, one decision: the answer so far and how sure it is, the few controls that matter beside one main
figure, and below them, closed at first, the same three details on every page. Its question is in the registry.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit.i18n import N_
from strategy_kit.pages.registry import PAGES
from strategy_kit.session.session import Session
from strategy_kit.views.shared import View
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.card import StaticOutput
from strategy_kit.widgets.html import html
from strategy_kit.widgets.panel import Cards, DetailSection, Panel, Panels
from strategy_kit.widgets.prose import Prose

DETAILS = {"why": N_("Why"), "tune": N_("Fine-tune"), "group": N_("As a group")}
"""Names of the details, in their order."""


@dataclass(frozen=True)
class Detail:
    """
    What stands below the main figure under one of the names.

    Attributes
    ----------
    inside : function of Session
        Returns one line on what is inside, as the plan is now; it must not need the calendar.
    make : function of Session
        Makes its panels, once, when it is first opened.
    """

    inside: Callable[[Session], str]
    make: Callable[[Session], Sequence[Any]]


@dataclass(frozen=True)
class Decision:
    """
    What a page of one decision shows.

    Attributes
    ----------
    answer, figure : View
        The answer so far in the title of a card, with how sure it is in its subtitle; the main figure.
    controls : function of Session
        Makes the few forms that matter, of eight controls at most; a set of chips counts as one.
    summary, foot
        As of `widgets.panel.Panel`.
    remedies : function of Session
        Makes what would mend an answer that fails; it stands right below the answer.
    facts : function of Session
        Makes what stands between the answer and the figure.
    below : function of Session
        Makes what stands below the figure: what follows from the answer.
    """

    answer: View
    figure: View
    controls: Callable[[Session], Sequence[ipywidgets.Widget]]
    summary: Callable[[Session], str]
    why: Detail
    tune: Detail
    group: Detail
    foot: Callable[[Session], Markup] | None = None
    remedies: Callable[[Session], Sequence[ipywidgets.Widget]] = lambda session: ()
    facts: Callable[[Session], Sequence[ipywidgets.Widget]] = lambda session: ()
    below: Callable[[Session], Sequence[ipywidgets.Widget]] = lambda session: ()


class AnswerCards(Cards):
    """The answer so far. While the calendar is being worked out it stays; the figure below shows how far that is."""

    def __init__(self, session: Session, view: View) -> None:
        line = Prose(html('<p class="kick">{words}</p>', words=session.words(N_("Your answer so far"))))
        super().__init__(session, [view], [line])
        self.remove_class("stack").add_class("answer")

    def _arrange(self, notice: Sequence[ipywidgets.Widget]) -> None:
        super()._arrange([each for each in notice if each is not self._progress])


class DecisionPage(StaticOutput, Pausable, ipywidgets.VBox):
    """
    A page of one decision, by its key in the registry.

    Attributes
    ----------
    details : dict of str to DetailSection
        By the keys of `DETAILS`.
    go : function of a page's key
        Shows another page; where there is none to show it does nothing.
    """

    go: Callable[[str], None] = staticmethod(lambda _page: None)

    def __init__(self, session: Session, key: str, decision: Decision) -> None:
        self._session, self._introduction = session, PAGES[key].lede(session.words)
        self.answer = AnswerCards(session, decision.answer)
        self.panel = Panel(
            session,
            [decision.figure],
            forms=decision.controls(session),
            summary=decision.summary,
            foot=decision.foot,
        )
        self.details = {name: self._section(name, getattr(decision, name)) for name in DETAILS}
        above = [*decision.remedies(session), *decision.facts(session)]
        super().__init__([self.answer, *above, self.panel, *decision.below(session), *self.details.values()])
        self.add_class("sk").add_class("decision")

    def _section(self, name: str, detail: Detail) -> DetailSection:
        def panels(session: Session) -> Panels:
            lede = self._introduction if name == "why" else ""
            head = [Prose(html('<p class="lede">{lede}</p>', lede=lede))] if lede else []
            return Panels([*head, *detail.make(session)])

        section = DetailSection(self._session, self._session.words(DETAILS[name]), detail.inside, panels)
        return section.add_class("evidence") if name == "why" else section


def side_by_side(forms: Sequence[ipywidgets.Widget]) -> ipywidgets.VBox:
    """Put forms into boxes beside one another, as many as there is room for."""
    return ipywidgets.VBox([form.add_class("box") for form in forms]).add_class("forms")
