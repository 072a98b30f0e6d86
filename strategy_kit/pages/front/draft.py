"""The draft of the plan on one screen: what fails and what mends it, a week, the best refinements, how sure it is."""

import logging
from collections.abc import Sequence
from functools import partial

import ipywidgets
from markupsafe import Markup

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.pages.navigation import Navigation
from strategy_kit.pages.remedies import apply_changes
from strategy_kit.plan.draft import Advice, Refinement, advice, is_unanswered
from strategy_kit.plan.remedies import Remedy, failures
from strategy_kit.plan.remedy_steps import Failure
from strategy_kit.session.background import Background, UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.draft import (
    Offer,
    draft_facts,
    draft_ground_views,
    draft_headline,
    draft_notice,
    draft_offers,
    draft_short_weeks,
)
from strategy_kit.views.plan import plan_week_view
from strategy_kit.views.platforms import more_used_view
from strategy_kit.views.shared import View
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.card import StaticOutput
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import facts, html, page_head
from strategy_kit.widgets.panel import Cards
from strategy_kit.widgets.prose import Prose, front_sheet, notice

log = logging.getLogger(__name__)

ENOUGH = 12.0
"""Seconds in which remedies and refinements are looked for."""
GIVEN_UP = 60.0
"""Seconds after which the search for them is given up."""
NEXT, ANSWERS = "start", "questions"
"""The pages after this one, and of the answers it rests on."""


class DraftPage(StaticOutput, Pausable, ipywidgets.VBox):
    """
    The draft of the plan; `go` shows another page.

    Its failures, its figures and its week follow the plan at once; remedies and refinements, which are solved for,
    follow in the background.
    """

    def __init__(self, session: Session, go: Navigation) -> None:
        self._session, self._go, _ = session, go, session.words
        self._background = Background(self._advise, GIVEN_UP)
        self._head, self._facts = Prose(), Prose()
        unanswered = _("None of the five questions is answered.")
        text = _("This draft rests on assumptions only, except for what you set yourself.")
        answer = button(_("Answer the questions"), lambda: go(ANSWERS))
        self.opening = ipywidgets.VBox()
        self.unanswered = notice("warn", unanswered, text, answer)
        self.keep, self.keep_below = (self._keep() for _place in range(2))
        self.change = button(_("Change my answers"), lambda: go(ANSWERS))
        acts = ipywidgets.VBox([self.keep, self.change]).add_class("draft-acts")
        self.notices = ipywidgets.VBox()
        self.week = Cards(session, [plan_week_view])
        self.refinements = ipywidgets.VBox().add_class("card").add_class("refinements")
        self.ground = GroundCards(session, [draft_ground_views])
        middle = ipywidgets.Box([self.week, self.refinements]).add_class("draft-middle")
        head = ipywidgets.Box([self._head, acts]).add_class("draft-head")
        below = ipywidgets.VBox([self.keep_below]).add_class("draft-acts")
        super().__init__([front_sheet(), head, self.opening, self.notices, self._facts, middle, self.ground, below])
        self.add_class("sk").add_class("wrap").add_class("draft")
        self.follow(session)

    def _keep(self) -> ipywidgets.Button:
        return button(self._session.words(N_("Keep this plan and go on")), lambda: self._go(NEXT), primary=True)

    def refresh(self) -> None:
        """Show the draft as it is now; the last one stays until the calendar is there, or where it fails."""
        workings, _ = self._session.workings, self._session.words
        said = (self.unanswered,) if is_unanswered(workings.plan) else ()
        if said != self.opening.children:
            self.opening.children = said
        try:
            headline, reason = draft_headline(workings, _), more_used_view(workings, _)
            self._facts.show(facts(draft_facts(workings, _)))
        except UnfinishedError:
            self._wait(_("The calendar is being calculated."))
            return
        except InputError:  # the cards say why
            headline = _("This answer is out of date.")
            self._head.show(page_head(_("Your first plan, a draft"), headline))
            return
        self._head.show(page_head(_("Your first plan, a draft"), headline, reason))
        self._advise()

    def _wait(self, headline: str) -> None:
        """Say that the draft is on its way, where nothing is shown yet."""
        _ = self._session.words
        if not self._head.value:
            self._head.show(page_head(_("Your first plan, a draft"), headline))

    def _advise(self) -> None:
        """Show the failures, with remedies and refinements once they are there."""
        workings, _ = self._session.workings, self._session.words
        self._background.patience = 0.1
        try:
            failed = failures(workings)
            found = self._background.run(workings, lambda ask: advice(workings, clock.after(ENOUGH)))
        except UnfinishedError:
            self._show_failures(failed, [None] * len(failed))
            self._show_offers([], _("Being calculated; you can go on using the page."))
            return
        except InputError:  # the cards say why
            return
        except Exception:
            log.exception("remedies and refinements failed")
            found = Advice((None,) * len(failed), ())
        self._show_failures(failed, found.remedies)
        offers = draft_offers(workings, found, _)
        self._show_offers(offers, "" if offers else _("No refinement would change it much."))

    def _show_failures(self, failed: Sequence[Failure], remedies: Sequence[Remedy | None]) -> None:
        self.notices.set_trait(
            "children",
            (*[self._notice(*pair) for pair in zip(failed, remedies, strict=True)][:2], *self._closed_days()),
        )

    def _closed_days(self) -> list[ipywidgets.Widget]:
        """Say which weeks have fewer posts because of closed days."""
        said = draft_short_weeks(self._session.workings, self._session.words)
        return [notice("info", said.what, said.text)] if said else []

    def _notice(self, failure: Failure, remedy: Remedy | None) -> ipywidgets.Widget:
        said = draft_notice(self._session.workings, failure, remedy, self._session.words)
        mend = [button(said.action, partial(apply_changes, self._session, remedy.step.changes))] if remedy else []
        return notice("bad", said.what, said.text, *mend)

    def _show_offers(self, offers: Sequence[tuple[Offer, Refinement]], line: str) -> None:
        _ = self._session.words
        head = html("<h3>{title}</h3>", title=_("Next, what would improve it most"))
        said = html('<p class="sub" role="status">{line}</p>', line=line) if line else Markup()
        made = (self._offer(*offer) for offer in offers)
        self.refinements.set_trait("children", (Prose(head + said), *made))

    def _offer(self, offer: Offer, refinement: Refinement) -> ipywidgets.Widget:
        changes = refinement.changes
        act = partial(apply_changes, self._session, changes) if changes else partial(self._open, offer)
        brings = Prose(html("<p>{brings}</p>", brings=offer.brings))
        return ipywidgets.VBox([button(offer.name, act), brings]).add_class("refinement")

    def _open(self, offer: Offer) -> None:
        """Show where a refinement is made."""
        if offer.card:
            self._go.show_card(offer.page, offer.card)
        else:
            self._go(offer.page)


class GroundCards(Cards):
    """The cards below the week; how far the calendar is, the week shows."""

    def __init__(self, session: Session, views: Sequence[View]) -> None:
        super().__init__(session, views)
        self.remove_class("stack").add_class("draft-ground")

    def _arrange(self, notice: Sequence[ipywidgets.Widget]) -> None:
        super()._arrange([each for each in notice if each is not self._progress])
