"""The plan on one page, and its files."""

import datetime as dt
from collections.abc import Sequence

import ipywidgets
from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.evidence.load import load_table
from strategy_kit.i18n import Words
from strategy_kit.model import Brief
from strategy_kit.pages.plan.downloads import AllFiles, SubscriptionForm, download_buttons
from strategy_kit.pages.plan.schedulers import SchedulerForm, texts_form
from strategy_kit.pages.registry import PAGES
from strategy_kit.plan.workings import Workings
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.plan import decision_view, plan_facts, plan_views
from strategy_kit.views.shared import assumptions_view
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.card import CardView, StaticOutput
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, bind, boxed, field, list_field, table, text_field
from strategy_kit.widgets.form_rows import Row
from strategy_kit.widgets.html import facts, html, page_head
from strategy_kit.widgets.panel import Cards
from strategy_kit.widgets.prose import Prose

PLACES = {"week": "s7", "pillar-shares": "s5", "minds": "s7", "roster": "s5"}
"""Columns of twelve that a card takes; the others take all."""


class PlanPage(StaticOutput, Pausable, ipywidgets.VBox):
    """The decision as a headline, its facts, its files, and the cards behind it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._head = Prose()
        self.cards = Cards(session, [plan_views, assumptions_view]).remove_class("stack").add_class("plan")
        for view in self.cards.children:
            if isinstance(view, CardView) and view.key in PLACES:
                view.add_class(PLACES[view.key])
        self.schedulers = SchedulerForm(session)
        self.subscription = SubscriptionForm(session)
        forms = [self.subscription, AllFiles(session), self.schedulers]
        forms += [texts_form(session), agreement_form(session), assumptions_form(session)]
        super().__init__([self._head, download_buttons(session), self.cards, *forms])
        self.add_class("sk")
        self.follow(session)

    def refresh(self) -> None:
        """Show the head as it is now; the old one stays until the calendar is there."""
        _ = self._session.words
        try:
            self._head.show(plan_head(self._session.workings, _))
            self.subscription.refresh()
        except UnfinishedError:
            pass
        except InputError:  # the cards say why
            self._head.show(page_head(PAGES["plan"].kicker(_), _("This answer is not up to date.")))

    def __repr__(self) -> str:
        return "\n\n".join([repr(self._head), *(repr(card) for card in self.cards.children)])


def plan_panel(session: Session) -> PlanPage:
    """Return the page as one part."""
    return PlanPage(session)


def plan_head(workings: Workings, _: Words) -> Markup:
    """Write the decision, who agreed, for which days, and the big facts."""
    plan = workings.plan
    agreed = (
        _("Agreed by {people} on {day}", people=plan.agreed_by, day=_.date(plan.agreed_on))
        if plan.agreed_by and plan.agreed_on
        else _("Not agreed yet")
    )
    span = _("{span}, {n} weeks", span=_.interval(plan.start, plan.end - dt.timedelta(days=1)), n=plan.weeks)
    metaline = html(
        '<div class="metaline"><span class="chip {kind}">{agreed}</span><bdi>{name}</bdi><span>{span}</span></div>',
        kind="ok" if plan.agreed_by and plan.agreed_on else "warn",
        agreed=agreed,
        name=workings.brief.name,
        span=span,
    )
    head = page_head(PAGES["plan"].kicker(_), decision_view(workings, _), after=metaline)
    return head + facts(plan_facts(workings, _))


def agreement_form(session: Session) -> Form:
    """Who agreed, and on which day."""
    _ = session.words
    people = text_field(session, _("Names or roles"), *field("agreed_by"), of_plan=True)
    day = ipywidgets.DatePicker(value=session.plan.agreed_on, description=_("On"))
    return boxed(_("Who agreed"), [people, bind(session, day, *field("agreed_on"), of_plan=True)])


def assumptions_form(session: Session) -> Form:
    """Own numbers in the place of assumptions."""
    _, assumptions = session.words, load_table("assumptions")
    names = dict(zip(assumptions["key"], _.localized(assumptions, "name"), strict=True))
    columns = [choice_column("key", _("Assumption"), names), column("value", _("Your number"), "number")]

    def write(_brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        return {"assumptions": [row for row in rows if row["key"] and row["value"] is not None]}

    read, _write = list_field("assumptions")
    editor = table(session, columns, read, write, add=_("Replace an assumption"), most=Brief.most("assumptions"))
    words = _("What you put here takes the place of the workbook’s number everywhere.")
    return boxed(_("Your own assumptions"), [editor], words)
