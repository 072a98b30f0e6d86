"""A plan as one HTML report, without scripts or requests, made for print: decision, calendar, findings and sources."""

import base64
import datetime as dt
import hashlib
from functools import cache
from importlib.resources import files

import jinja2
import pandas as pd
from markupsafe import Markup

from strategy_kit.calendar.campaign_posts import campaign_posts
from strategy_kit.calendar.constraints import closed_days
from strategy_kit.duty import duty_spans
from strategy_kit.evidence.load import load_table
from strategy_kit.exports import report_plan
from strategy_kit.exports.calendar_entries import calendar_entries, platform_names
from strategy_kit.figures.calendar.agenda import agenda
from strategy_kit.figures.calendar.month import CalendarDays, first_weeks, month_table, month_tables
from strategy_kit.figures.calendar.week import strip_drawing, week_strip
from strategy_kit.figures.shapes.palette import calendar_style, tokens
from strategy_kit.i18n import Words
from strategy_kit.labels.changes import agreement_of
from strategy_kit.labels.platforms import written_trigger
from strategy_kit.model import Plan, live_slots, live_watches
from strategy_kit.territories import clock_changes
from strategy_kit.text import normalized_text
from strategy_kit.views.report import Report

OVERVIEW_WEEKS = 4
"""Weeks of the calendar on the first page."""
MAX_DESCRIBED = 3
"""Platforms that come later: how many are named."""
_TEMPLATES = "templates"


def to_html(plan: Plan, report: Report | None = None, *, lang: str, heat: pd.DataFrame | None = None) -> bytes:
    """
    Write the report of a plan as UTF-8 HTML, the same for the same arguments.

    Parameters
    ----------
    report : Report, optional
        `report_of`; findings show words, numbers and sources, not the drawing.
    heat : DataFrame, optional
        `calendar.heat.posting_heatmap` in the team's zone, shown as tables.

    Raises
    ------
    InputError
        If the calendar is invalid (`calendar_entries`) or a text holds half of a character.
    """
    _ = Words(lang, plan.brief.country)
    calendar_entries(plan)
    pillars = report_plan.pillar_lines(plan, _)
    style = style_sheet(frozenset(pillar.percent for pillar in pillars))
    page = (
        _environment()
        .get_template("report.html")
        .render(
            style=Markup(style),  # ours alone: nothing a person wrote is in it
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            plan=plan,
            pillars=pillars,
            **_parts(plan, report or Report(), heat, _),
        )
    )
    return normalized_text(page, "report").encode()


@cache
def style_sheet(percents: frozenset[int]) -> str:
    """Return the style sheet: theme tokens, platform colours, widths, rules."""
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in tokens()[mode].items()) for mode in ("light", "dark")
    )
    widths = "".join(f".g{percent}{{flex-grow:{percent}}}" for percent in sorted(percents))
    rules = files("strategy_kit.exports").joinpath(_TEMPLATES, "report.css").read_text(encoding="utf-8")
    dark_theme = f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f":root{{{light}}}{dark_theme}{widths}\n{calendar_style()}\n{rules}"


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("strategy_kit.exports", _TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _parts(plan: Plan, report: Report, heat: pd.DataFrame | None, _: Words) -> dict[str, object]:
    names, week = platform_names(plan), report_plan.shown_week(plan)
    calendar = plan_calendar(plan, _)
    strip = week_strip(calendar, week, names, _)
    later = report_plan.later_platform_lines(plan, names, report.joins)
    sections = (*report.strategy, *report.sections)
    sources = {source.key: source for section in sections for card in section.cards for source in card.sources}
    return {
        "_": _,
        "agreement": agreement_of(plan, _, plan.platforms),
        "week": week,
        "headline": report_plan.headline_of(plan, report.failures, names, _),
        "horizon": _.interval(plan.start, plan.end - dt.timedelta(days=1)),
        "facts": report_plan.facts(plan, names, _),
        "now": report_plan.platform_lines(plan, names, _),
        "later": later[:MAX_DESCRIBED],
        "trigger": written_trigger(plan, _),
        "titles": report_plan.titles(plan, _),
        "duties": report_plan.duties(plan, _),
        "glance": month_table(first_weeks(calendar, OVERVIEW_WEEKS, _), glance=True),
        "strip": strip_drawing(strip, _) if strip else "",
        "months": [month_table(month) for month in month_tables(calendar, _)],
        "agenda": agenda(calendar.slots, calendar.watches, names, _, calendar.campaigns),
        "heats": {f"heat-{key}": table for key, table in report_plan.heat_tables(heat, plan, names, _)}
        if heat is not None
        else {},
        "legend": report_plan.legend(_),
        "clock": _.zone(plan.brief.team_zone),
        "report": report,
        "sources": tuple(sources.values()),
        "source_ids": {key: f"source-{number}" for number, key in enumerate(sources, start=1)},
    }


def plan_calendar(plan: Plan, _: Words) -> CalendarDays:
    """Return the calendar of a plan, without its cancelled posts, as figures draw it."""
    days = [plan.start + dt.timedelta(days=n) for n in range(7 * plan.weeks)]
    platforms = load_table("platforms")
    brief = plan.brief.model_copy(update={"lang": _.lang})
    return CalendarDays(
        slots=live_slots(plan),
        watches=live_watches(plan),
        days=days,
        zone=plan.brief.team_zone,
        posting=(brief.posting_from, brief.posting_until),
        initials=dict(zip(platforms["key"], platforms["initials"], strict=True)),
        closed=closed_days(brief, plan.start, plan.end),
        changes={day: _("clocks change") for day in clock_changes(plan.brief.team_zone, days)},
        duty=duty_spans(brief.team, days, brief.team_zone),
        campaigns=campaign_posts(plan.slots, brief.campaigns, days[0], days[-1]),
    )
