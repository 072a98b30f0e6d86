"""The page of the calendar: the few controls of its first view, and what is below its details."""

from typing import Any

from strategy_kit.i18n import N_
from strategy_kit.model import Brief
from strategy_kit.pages.calendar import calendar
from strategy_kit.pages.calendar.explanation import Explanation
from strategy_kit.pages.calendar.occasions import occasions_section
from strategy_kit.pages.calendar.rules import coordination_form, rules_section
from strategy_kit.pages.calendar.team import team_form
from strategy_kit.pages.decision import Decision, DecisionPage, Detail, side_by_side
from strategy_kit.pages.remedies import remedies
from strategy_kit.session.session import Session
from strategy_kit.views.calendar import duty_roster_view, heat_views, month_view, slot_opinions_view, workload_view
from strategy_kit.views.plan import calendar_answer_view
from strategy_kit.views.shared import View, claims_view
from strategy_kit.widgets.chips import Chips
from strategy_kit.widgets.form import Form
from strategy_kit.widgets.panel import Panel


def calendar_page(session: Session) -> DecisionPage:
    """Return the whole consideration."""
    decision = Decision(
        answer=calendar_answer_view,
        figure=month_view,
        controls=lambda session: [posting_form(session), answering_form(session)],
        summary=calendar.rhythm_line,
        foot=calendar.proof_foot,
        why=Detail(_why_line, _why),
        tune=Detail(_tune_line, _tune),
        group=Detail(_group_line, _group),
        remedies=remedies,
        below=lambda session: [occasions_section(session)],
    )
    return DecisionPage(session, "calendar", decision)


def posting_form(session: Session) -> Form:
    """Posts a week, hours of posting, days off."""
    _ = session.words
    days = {day: _.weekday(day, "short") for day in _.week}
    closed = Chips(session, _("Closed days"), lambda brief: brief.closed_weekdays, _with_closed, days)
    controls = [*calendar.weekly(session), calendar.posting_hours(session), closed, calendar.holidays(session)]
    return Form(_("When you post"), controls)


def answering_form(session: Session) -> Form:
    """The time to answer."""
    return Form(session.words(N_("Your response time")), calendar.reply_target(session))


def _with_closed(_brief: Brief, days: tuple[int, ...]) -> dict[str, object]:
    return {"closed_weekdays": days}


def _why_line(session: Session) -> str:
    _ = session.words
    return _("The studies behind the hours, what one more post would bring, and common advice checked")


def _why(session: Session) -> list[Any]:
    views: list[View] = [slot_opinions_view, heat_views, claims_view(4)]
    return [Panel(session, views, below=[Explanation(session)])]


def _tune_line(session: Session) -> str:
    return session.words(
        N_("Studies and their time zone, posts a day, time between posts, posting frequency by platform, other rules")
    )


def _tune(session: Session) -> list[Any]:
    forms = [calendar.reading_form(session), spacing_form(session), coordination_form(session)]
    return [side_by_side(forms), calendar.cadence_form(session), rules_section(session)]


def spacing_form(session: Session) -> Form:
    """Posts a day, and the hours between two."""
    return Form(session.words(N_("Time between posts")), calendar.spacing(session))


def _group_line(session: Session) -> str:
    _, team = session.words, session.plan.brief.team
    return _.plural(
        "Who posts and answers: one person, and the response rota",
        "Who posts and answers: {n} people, their hours, and the response rota",
        len(team),
    )


def _group(session: Session) -> list[Panel]:
    return [Panel(session, [workload_view, duty_roster_view], editors=[team_form(session)])]
