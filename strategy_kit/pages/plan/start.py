"""The start page: the business, what it wants from social media, and for how long."""

import datetime as dt
from functools import partial
from operator import attrgetter
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit import clock
from strategy_kit.i18n import N_
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.choices import country_options, region_options, zone_options
from strategy_kit.pages.decision import Decision, DecisionPage, Detail
from strategy_kit.pages.front.origin import origin_form
from strategy_kit.pages.plan.horizon import HorizonNotices
from strategy_kit.pages.plan.objectives import objectives_form
from strategy_kit.pages.plan.reach import followers_form, rates_form
from strategy_kit.pages.registry import FRONT, PLANS
from strategy_kit.pages.trades import trade_chips
from strategy_kit.plan.reach_funnel import funnel_of
from strategy_kit.session.session import Session
from strategy_kit.territories import clock_in, zones_of
from strategy_kit.views.evidence import grades_view, verdicts_view
from strategy_kit.views.objectives import measures_views
from strategy_kit.views.plan import start_answer_view, start_views
from strategy_kit.views.reach import reach_changes_views
from strategy_kit.views.workshop import workshop_view
from strategy_kit.widgets.form import Form, bind, dropdown, field, live_prose, text_field, with_help
from strategy_kit.widgets.html import banner, help_line
from strategy_kit.widgets.lazy import Switch
from strategy_kit.widgets.panel import Panel

WHY = (reach_changes_views, measures_views, verdicts_view, grades_view)
"""What the answer rests on, and what would change it."""


def brief_panel(session: Session) -> Panel:
    """Brief of the business; the state of the plan in each of the four considerations."""
    forms = [
        business_form(session),
        objectives_form(session),
        followers_form(session),
        rates_form(session),
        horizon_form(session),
        clock_form(session),
        origin_form(session),
    ]
    return Panel(session, [start_views, reach_changes_views, measures_views], forms=forms, summary=_settings_line)


def _controls(session: Session) -> list[ipywidgets.Widget]:
    last = ipywidgets.VBox([horizon_form(session), followers_form(session)])
    return [business_form(session), objectives_form(session), last]


def start_page(session: Session) -> DecisionPage:
    """Return the page as one decision."""
    decision = Decision(
        answer=start_answer_view,
        figure=start_views,
        controls=_controls,
        summary=_settings_line,
        why=Detail(
            _why_line,
            lambda session: [Panel(session, [reach_changes_views, measures_views, verdicts_view, grades_view])],
        ),
        tune=Detail(_tune_line, _tune),
        group=Detail(_group_line, lambda session: [Panel(session, [workshop_view])]),
        facts=lambda session: [HorizonNotices(session)],
    )
    page = DecisionPage(session, "start", decision)
    page.panel.add_class("across")  # its chips need more room than a column has
    return page


def _why_line(session: Session) -> str:
    return session.words(
        N_(
            "What to measure, what would change the result; a how-to guide of about 2012 checked claim by claim, and "
            "how our sources are graded"
        )
    )


def _lists_plans(session: Session) -> bool:
    return FRONT[PLANS].is_offered(session)


def _tune_line(session: Session) -> str:
    _, brief = session.words, session.plan.brief
    if _lists_plans(session):
        rest = _("The time zone of your plan")
    else:
        rest = _("The time zone of your plan; start from an example or a file")
    measures = session.workings.evidence.measures
    if any(funnel_of(objective, measures) for objective in brief.objectives):
        return _("Rates of your own; {rest}", rest=_.in_sentence(rest))
    return rest


def _tune(session: Session) -> list[ipywidgets.Widget]:
    """Return rates and the clock; what else to begin from, where there is no list of plans that offers it."""
    elsewhere = [] if _lists_plans(session) else [origin_form(session)]
    return [form.add_class("box") for form in (rates_form(session), clock_form(session), *elsewhere)]


def _group_line(session: Session) -> str:
    return session.words(
        N_("A workshop in six steps, with times: what each of you does alone, and what you do together")
    )


def business_form(session: Session) -> Form:
    """Name, place and trades; the clock only where it is not one of the country's."""
    _ = session.words

    def regions() -> dict[str, str]:
        return region_options(session.plan.brief.country, _)

    clock: dict[Any, Any] = {False: lambda: _clock(session)}
    return Form(
        _("Your business"),
        [
            text_field(session, _("Name"), *field("name")),
            dropdown(session, _("Country"), attrgetter("country"), _in_country, country_options(_), str),
            *with_help(
                dropdown(session, _("Region with its own public holidays"), *field("region"), regions),
                _("Its public holidays are days off."),
            ),
            Switch(session, _is_at_home, clock),
            trade_chips(session),
        ],
    )


def clock_form(session: Session) -> Form:
    """The clock of the business, those of its country first."""
    _ = session.words
    words = _(
        "Changing the country also sets its main time zone, and your customers’ too while they are one "
        "group in the same place."
    )
    return Form(_("Your time zone"), _clock(session), words)


def _clock(session: Session) -> list[ipywidgets.Widget]:
    _ = session.words

    def zones() -> dict[str, str]:
        return zone_options(_, [session.plan.brief.country])

    clock = dropdown(session, _("Your time zone"), *field("team_zone"), zones, str)
    return [clock, live_prose(session, partial(_clock_line, session))]


def _is_at_home(brief: Brief) -> bool:
    return brief.team_zone in zones_of(brief.country)


def _clock_line(session: Session) -> Markup:
    """Warn that the clock is not one of the country's."""
    _, brief = session.words, session.plan.brief
    if _is_at_home(brief):
        return help_line(_("Dates and times of the plan are in this time zone."))
    names = {"zone": _.zone(brief.team_zone), "country": _.country(brief.country)}
    return banner("warn", _("{zone} is not a time zone of {country}.", **names), _("Keep it only if you work there."))


def _in_country(brief: Brief, country: str) -> dict[str, object]:
    """Move the business, its clock if that is not one of the country's, and its customers if they share its place."""
    zone = clock_in(country, brief.team_zone)
    moved: dict[str, object] = {"country": country, "region": "", "team_zone": zone}
    (first, *others) = brief.segments
    if others or (first.country, first.zone) != (brief.country, brief.team_zone):
        return moved
    return {**moved, "segments": [first.changed(country=country, zone=zone)]}


def horizon_form(session: Session) -> Form:
    """First day and number of weeks."""
    _, plan = session.words, session.plan
    start = ipywidgets.DatePicker(value=plan.start, description=_("First day"))
    weeks = ipywidgets.IntSlider(value=plan.weeks, min=1, max=Plan.most("weeks"), description=_("Weeks"))
    bind(session, start, attrgetter("start"), lambda plan, day: {"start": day or plan.start}, of_plan=True)
    bind(session, weeks, *field("weeks"), of_plan=True)
    return Form(_("Plan dates"), [start, live_prose(session, partial(_past_line, session)), weeks])


def _past_line(session: Session) -> Markup:
    """Warn that all days of the plan are past."""
    _, plan = session.words, session.plan
    if plan.end > clock.today(plan.brief.team_zone):
        return Markup()
    last = _.date(plan.end - dt.timedelta(days=1))
    return banner("warn", _("This plan is in the past: it ends on {day}.", day=last), _("Choose a later first day."))


def _settings_line(session: Session) -> str:
    _, plan = session.words, session.plan
    return _.plural("Settings: {name}, one week", "Settings: {name}, {n} weeks", plan.weeks, name=plan.brief.name)
