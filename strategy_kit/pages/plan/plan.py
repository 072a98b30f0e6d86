"""The plan on one page: the decision and its agreement, its files, what it rests on."""

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.evidence.load import load_table
from strategy_kit.i18n import N_
from strategy_kit.model import Brief
from strategy_kit.pages.decision import Decision, DecisionPage, Detail, side_by_side
from strategy_kit.pages.plan.agreement import AgreeingForm, agreement_form, agreement_now
from strategy_kit.pages.plan.downloads import AllFiles, SubscriptionForm, download_buttons
from strategy_kit.pages.plan.horizon import HorizonNotices
from strategy_kit.pages.plan.schedulers import SchedulerForm, texts_form
from strategy_kit.pages.plan.strategy import strategy_section
from strategy_kit.pages.remedies import remedies
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.communication import pillar_shares_view
from strategy_kit.views.decision import plan_facts
from strategy_kit.views.line_of_sight import line_of_sight_views
from strategy_kit.views.objectives import measures_views, objectives_line
from strategy_kit.views.plan import (
    plan_answer_view,
    plan_platforms_view,
    plan_sources_view,
    plan_views,
    plan_week_view,
    review_triggers_view,
    week_roster_view,
)
from strategy_kit.views.reach import known_verdicts
from strategy_kit.views.review import version_views
from strategy_kit.views.shared import View, assumptions_view
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, boxed, list_field, table
from strategy_kit.widgets.form_rows import Row
from strategy_kit.widgets.html import facts, html, joined
from strategy_kit.widgets.panel import Cards, Panel, Panels
from strategy_kit.widgets.prose import Prose

PLACES = {"week": "s7", "pillar-shares": "s5", "minds": "s7", "roster": "s5"}
"""Columns of twelve that a card takes in the plan of a notebook; the others take all."""


def plan_page(session: Session) -> DecisionPage:
    """Return the whole page."""
    decision = Decision(
        answer=plan_answer_view,
        figure=plan_week_view,
        controls=lambda _session: [],
        summary=lambda _session: "",
        why=Detail(_why_line, _why),
        tune=Detail(_tune_line, _tune),
        group=Detail(_group_line, _group),
        remedies=remedies,
        facts=lambda session: [
            HorizonNotices(session),
            AgreeingForm(session),
            PlanFacts(session, plan_span),
            download_buttons(session),
        ],
        below=lambda session: [Panel(session, [version_views]), strategy_section(session)],
    )
    return DecisionPage(session, "plan", decision)


def plan_panel(session: Session) -> Panels:
    """Return the plan as notebooks show it: all its cards and forms, one below the other."""
    cards = plan_cards(session, [plan_answer_view, plan_views, assumptions_view])
    forms = [*_files(session), agreement_form(session), assumptions_form(session)]
    return Panels([PlanFacts(session, agreed_span), download_buttons(session), cards, *forms])


def plan_cards(session: Session, views: Sequence[View]) -> Cards:
    """Return cards beside one another, as much as there is room for."""
    cards = Cards(session, views).remove_class("stack").add_class("plan")
    for view in cards.children:
        if isinstance(view, CardView) and view.key in PLACES:
            view.add_class(PLACES[view.key])
    return cards


class PlanFacts(Pausable, ipywidgets.VBox):
    """The big facts of the plan below a line on it: its name and days, or whether it is agreed too."""

    def __init__(self, session: Session, line: Callable[[Session], Markup]) -> None:
        self._session, self._line, self._words = session, line, Prose()
        super().__init__([self._words])
        self.add_class("sk")
        self.follow(session)

    def refresh(self) -> None:
        """Show the facts as they are now; the old ones stay until the calendar is there, or if it fails."""
        with suppress(UnfinishedError, InputError):
            session = self._session
            line = html('<div class="metaline">{line}</div>', line=self._line(session))
            self._words.show(line + facts(plan_facts(session.workings, session.words)))


def plan_span(session: Session) -> Markup:
    """Write the name of the plan, its days and its objectives."""
    _, plan = session.words, session.plan
    span = _("{span}, {n} weeks", span=_.interval(plan.start, plan.end - dt.timedelta(days=1)), n=plan.weeks)
    objectives = objectives_line(plan.brief, session.workings.evidence, _)
    line = html("<bdi>{name}</bdi><span>{span}</span>", name=plan.brief.name, span=span)
    verdicts = filter(None, known_verdicts(session.workings, _))
    lines = [each for each in (objectives, *map(_.ended, verdicts)) if each]
    return line + joined(html('<span dir="auto">{line}</span>', line=each) for each in lines)


def agreed_span(session: Session) -> Markup:
    """Write whether the plan is agreed or what changed since, its name and its days."""
    agreement = agreement_now(session)
    state = html(
        '<span class="chip {kind}">{agreed}</span>{changes}',
        kind="ok" if agreement.state == "agreed" else "warn",
        agreed=agreement.line,
        changes=joined(
            html("<span>{line}</span>", line=line) for line in (agreement.changes, agreement.exceptions) if line
        ),
    )
    return state + plan_span(session)


def assumptions_form(session: Session) -> Form:
    """Own numbers in the place of assumptions."""
    _, assumptions = session.words, load_table("assumptions")
    names = dict(zip(assumptions["key"], _.localized(assumptions, "name"), strict=True))
    columns = [choice_column("key", _("Assumption"), names), column("value", _("Your value"), "number")]

    def write(_brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        return {"assumptions": [row for row in rows if row["key"] and row["value"] is not None]}

    read, _write = list_field("assumptions")
    editor = table(session, columns, read, write, add=_("Replace an assumption"), most=Brief.most("assumptions"))
    words = _("Your value replaces the workbook’s default everywhere.")
    return boxed(_("Your own assumptions"), [editor], words)


def _files(session: Session) -> list[ipywidgets.Widget]:
    return [SubscriptionForm(session), AllFiles(session), SchedulerForm(session), texts_form(session)]


def _why_line(session: Session) -> str:
    return session.words(
        N_(
            "Which posts serve which objective, what to measure, where you start, what you post about and how, what "
            "would change it, and its sources"
        )
    )


def _why(session: Session) -> list[Any]:
    views: list[View] = [line_of_sight_views, measures_views, plan_platforms_view, pillar_shares_view]
    return [plan_cards(session, [*views, review_triggers_view, plan_sources_view])]


def _tune_line(session: Session) -> str:
    return session.words(
        N_("Texts of posts, your scheduling tool, a calendar to subscribe to, all files, your assumptions")
    )


def _tune(session: Session) -> list[Any]:
    subscription, files, schedulers, texts = _files(session)
    forms = side_by_side([texts, files, subscription])
    return [forms, schedulers, Panel(session, [assumptions_view], editors=[assumptions_form(session)])]


def _group_line(session: Session) -> str:
    return session.words(N_("Who agreed and when, and who answers in a week"))


def _group(session: Session) -> list[Any]:
    return [agreement_form(session), Panel(session, [week_roster_view])]
