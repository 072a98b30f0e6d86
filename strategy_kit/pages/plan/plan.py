"""The plan on one page, and its files."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit.evidence.load import load_assumptions
from strategy_kit.i18n import Words
from strategy_kit.model import Brief
from strategy_kit.pages.plan.downloads import AllFiles, download_buttons
from strategy_kit.pages.plan.schedulers import SchedulerGroup, texts_group
from strategy_kit.pages.plan.subscription import SubscriptionGroup
from strategy_kit.pages.registry import PAGES
from strategy_kit.plan.workings import Workings
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.plan import decision_view, plan_facts, plan_views
from strategy_kit.views.shared import assumptions_view
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.form import Group, agreement, table
from strategy_kit.widgets.html import facts, html, joined
from strategy_kit.widgets.panel import Cards
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.static_output import Kept

PLACES = {"week": "s7", "pillar-shares": "s5", "minds": "s7", "roster": "s5"}
"""Columns of twelve that a card takes; the others take all."""


class PlanPage(Kept, ipywidgets.VBox):
    """The decision as a headline, its facts, its files, and the cards behind it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._head = Prose()
        self.cards = Cards(session, [plan_views, assumptions_view])
        self.cards.remove_class("stack")
        self.cards.add_class("plan")
        for view in self.cards.children:
            if isinstance(view, CardView) and view.key in PLACES:
                view.add_class(PLACES[view.key])
        self.schedulers = SchedulerGroup(session)
        self.subscription = SubscriptionGroup(session)
        super().__init__(
            [
                self._head,
                download_buttons(session),
                self.cards,
                self.subscription,
                AllFiles(session),
                self.schedulers,
                texts_group(session),
                agreement_group(session),
                assumptions_group(session),
            ]
        )
        self.add_class("sk")
        self._follow()
        session.on_change(self._follow)

    def wake(self, awake: bool) -> None:
        """Follow the plan, or rest until woken."""
        self.cards.wake(awake)
        self.schedulers.wake(awake)
        self._follow()

    def _follow(self) -> None:
        if self.cards.awake:
            with suppress(UnfinishedError):  # the old words stay until the calendar is there
                self._head.say(plan_head(self._session.workings, self._session.words))
                self.subscription.follow()

    def __repr__(self) -> str:
        return "\n\n".join([repr(self._head), *(repr(card) for card in self.cards.children)])


def plan_panel(session: Session) -> PlanPage:
    """Return the page as one part."""
    return PlanPage(session)


plan_page = plan_panel


def plan_head(workings: Workings, _: Words) -> Markup:
    """Write the decision, who agreed, for which days, and the big facts."""
    plan = workings.plan
    agreed = (
        _("Agreed by {people} on {day}", people=plan.agreed_by, day=_.date(plan.agreed_on))
        if plan.agreed_by and plan.agreed_on
        else _("Not agreed yet")
    )
    span = _("{span}, {n} weeks", span=_.interval(plan.start, plan.end - dt.timedelta(days=1)), n=plan.weeks)
    return html(
        '<div class="pagehead"><p class="kick">{kick}</p><h1>{decision}</h1>'
        '<div class="metaline"><span class="chip {kind}">{agreed}</span>{line}</div></div>{facts}',
        kick=PAGES["plan"].kicker(_),
        decision=decision_view(workings, _),
        kind="ok" if plan.agreed_by and plan.agreed_on else "warn",
        agreed=agreed,
        line=joined(html("<span>{part}</span>", part=part) for part in (workings.brief.name, span)),
        facts=facts(plan_facts(workings, _)),
    )


def agreement_group(session: Session) -> Group:
    """Who agreed, and on which day."""
    _ = session.words
    group = Group(_("Who agreed"), agreement(session, _("Names or roles"), _("On")))
    group.add_class("box")
    return group


def assumptions_group(session: Session) -> Group:
    """Put one's own numbers in the place of assumptions."""
    _ = session.words
    known = load_assumptions()
    columns: list[dict[str, Any]] = [
        {
            "key": "key",
            "word": _("Assumption"),
            "kind": "choice",
            "choices": [
                {"value": key, "word": word} for key, word in zip(known["key"], _.localized(known, "name"), strict=True)
            ],
        },
        {"key": "value", "word": _("Your number"), "kind": "number"},
    ]
    editor = table(session, columns, _own, _with_own, add=_("Replace an assumption"), most=40)
    group = Group(
        _("Your own assumptions"), [editor], _("What you put here takes the place of the workbook’s number everywhere.")
    )
    group.add_class("box")
    return group


def _own(brief: Brief) -> list[dict[str, Any]]:
    return [dict(assumption) for assumption in brief.assumptions]


def _with_own(_brief: Brief, rows: Sequence[dict[str, Any]]) -> dict[str, object]:
    whole = [row for row in rows if row["key"] and row["value"] is not None]
    return {"assumptions": whole}
