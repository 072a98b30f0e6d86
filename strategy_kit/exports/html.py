"""
A plan as one HTML report: self-contained, without scripts or requests, made for print.

First the decision on one page, then the calendar, then the findings with their sources, their numbers folded.
"""

import base64
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import jinja2
import pandas as pd
from markupsafe import Markup

from strategy_kit.exports import report_calendar, report_heat, report_plan
from strategy_kit.exports.entries import entries, platform_names
from strategy_kit.figures.calendar.agenda import agenda
from strategy_kit.figures.calendar.month import first_weeks, month_table, month_tables
from strategy_kit.figures.calendar.week import strip_drawing, week_strip
from strategy_kit.figures.card import Card, SourceCard
from strategy_kit.figures.shapes.palette import calendar_style, tokens
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import written_trigger
from strategy_kit.model import Plan
from strategy_kit.text import normalized_text
from strategy_kit.views.report import Chapter, Report

OVERVIEW_WEEKS = 4
"""Weeks of the calendar on the first page."""
MAX_DESCRIBED = 3
"""Platforms that come later and of which more is said than their names."""
_TEMPLATES = "templates"


def to_html(plan: Plan, report: Report | None = None, *, lang: str, heat: pd.DataFrame | None = None) -> bytes:
    """
    Write the report of a plan as UTF-8 HTML, the same for the same arguments.

    Parameters
    ----------
    plan : Plan
    report : Report, optional
        `report_of`; findings show words, numbers and sources, not the drawing.
    lang : code of a language
    heat : DataFrame, optional
        `calendar.heat.posting_heatmap` in the team's zone, shown as tables.

    Raises
    ------
    InputError
        If the calendar is invalid (`entries`) or a text holds half of a character.
    """
    _ = Words(lang, plan.brief.country)
    entries(plan)
    pillars = report_plan.pillar_lines(plan, _)
    style = style_sheet(frozenset(pillar.percent for pillar in pillars))
    page = (
        _environment()
        .get_template("report.html")
        .render(
            style=Markup(style),  # ours alone: nothing a person wrote is in it
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            plan=plan,
            words=_words(plan, _),
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
    names = platform_names(plan)
    calendar = report_calendar.calendar_of(plan, _)
    strip = week_strip(calendar, report_plan.shown_week(plan), _)
    later = report_plan.places_later(plan, names, report.joins)
    cards = [card for part in report.parts for card in part.cards]
    trigger, clock = written_trigger(plan, _), _.zone(plan.brief.team_zone)
    sources = {source.key: source for card in cards for source in card.sources}
    return {
        "lang": _.lang,
        "headline": report_plan.headline(plan, names, _),
        "standing": _("Agreed on {date}", date=_.date(plan.agreed_on))
        if plan.agreed_on
        else _("Draft, not agreed yet"),
        "horizon": _.interval(plan.start, plan.end.fromordinal(plan.end.toordinal() - 1)),
        "scenario": _("Scenario {name}", name=plan.scenario),
        "facts": report_plan.facts(plan, names, _),
        "now": report_plan.places_now(plan, names, _),
        "later": later[:MAX_DESCRIBED],
        "after": _.plural("Then one other.", "Then {n} others.", len(later) - MAX_DESCRIBED)
        if len(later) > MAX_DESCRIBED
        else "",
        "trigger": _("We start the next one when: {trigger}", trigger=trigger) if trigger else "",
        "titles": report_plan.titles(plan, _),
        "duties": report_plan.duties(plan, _),
        "glance": month_table(first_weeks(calendar, OVERVIEW_WEEKS, _), glance=True),
        "strip": strip_drawing(strip) if strip else "",
        "strip_title": _("Week of {date}, clock of {place}", date=_.date(strip.dates[0]), place=clock) if strip else "",
        "months": [month_table(month) for month in month_tables(calendar, _)],
        "agenda": agenda(calendar.slots, calendar.watches, names, _),
        "heats": {f"heat-{key}": table for key, table in report_heat.heat_tables(heat, plan, names, _)}
        if heat is not None
        else {},
        "legend": report_heat.legend(_),
        "kicker": _("Plan of {name}", name=plan.brief.name),
        "clock": _("Clock of {place}.", place=clock),
        "report": report,
        "parts": tuple(_numbered(report.parts, _)),
        "sources": tuple(sources.values()),
        "source_ids": {key: f"source-{number}" for number, key in enumerate(sources, start=1)},
        "source_lines": {key: _source_lines(source, _) for key, source in sources.items()},
    }


def _numbered(parts: Iterable[Chapter], _: Words) -> Iterator[tuple[str, str, list[tuple[str, Card]]]]:
    """Yield each part with findings: its heading, their count, and each with its anchor."""
    numbers = itertools.count(1)
    for part in parts:
        if part.cards:
            count = _.plural("One finding", "{n} findings", len(part.cards))
            yield part.title, count, [(f"finding-{next(numbers)}", card) for card in part.cards]


def _source_lines(source: SourceCard, _: Words) -> tuple[tuple[str, str], ...]:
    lines = (
        (_("Says"), source.says),
        (_("Measured"), source.measured),
        (_("Who"), source.who),
        (_("When"), source.when),
        (_("Clock"), source.clock),
        (_("Read as"), ", ".join(part for part in (source.grade, source.read_as) if part)),
    )
    return tuple((name, words) for name, words in lines if words)


def _words(plan: Plan, _: Words) -> dict[str, str]:
    return {
        "now": _("Now"),
        "later": _("Later"),
        "none": _("none"),
        "pillar": _("Pillar"),
        "purpose": _("Purpose"),
        "share": _("Share decided"),
        "posts": _("Posts"),
        "person": _("Person"),
        "watch": _("Watch, week of {date}", date=_.date(report_plan.shown_week(plan))),
        "work": _("Work, fullest week"),
        "sure": _("How sure this is"),
        "limits": _("What holds it back, and what easing it a little brings"),
        "change": _("What could change it"),
        "unknown": _("What nobody has measured"),
        "contents": _("In this report"),
        "folded": _("Numbers are folded. What you open is printed."),
        "strip_how": _("A round mark is a post, the band after it the watch: somebody answers."),
        "months": _("The calendar, day by day"),
        "months_how": _("Under each post stand its watch and who answers."),
        "agenda": _("All posts as a list"),
        "heat_how": _(
            "Mean opinion of the studies, by hour of the week. Hatching: no study speaks of that hour, which is "
            "neither good nor bad. Outlined: a post of the plan."
        ),
        "chosen": _("a post of the plan"),
        "day": _("Day"),
        "evidence": _("What was found, consideration by consideration"),
        "numbers": _("The numbers of these findings"),
        "how": _("How to read."),
        "drawn": _("The workbook draws this."),
        "sources": _("Sources"),
        "grades": _("The letter says how faithfully the figure was read, not how good the study is."),
        "grade": _("grade"),
        "caution": _("Caution:"),
    }
