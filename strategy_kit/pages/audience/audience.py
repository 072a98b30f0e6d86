"""Consideration 1, the audience: segments, reach, journey, waking hours."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, get_args

from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Segment
from strategy_kit.model.types import AgeGroup, Community, Education, Income, Sex
from strategy_kit.pages.audience.journey import journey_panel
from strategy_kit.pages.choices import choice_column, country_options, with_value, zone_options
from strategy_kit.session.session import Session
from strategy_kit.territories import clock_in, zones_of
from strategy_kit.text import one_line
from strategy_kit.views.audience import (
    combined_reach_view,
    local_figures_view,
    reach_view,
    segment_reach_views,
    trend_view,
    waking_hours_view,
)
from strategy_kit.views.shared import claims_view
from strategy_kit.widgets.form import Group, boxed, live_prose, table
from strategy_kit.widgets.form_rows import Row, given, percent, read_rows, share
from strategy_kit.widgets.html import banner
from strategy_kit.widgets.panel import Panel, Panels

AGES: tuple[AgeGroup, ...] = get_args(AgeGroup)
MOST_SEGMENTS = 12


def segments_panel(session: Session) -> Panel:
    """Segments of the audience, and the reach of each platform."""
    return Panel(session, [], [reach_view], editors=[segments_group(session)])


def reach_panel(session: Session) -> Panel:
    """Combined reach, segments compared, trend, waking hours, local evidence."""
    rest = (
        combined_reach_view,
        segment_reach_views,
        trend_view,
        waking_hours_view,
        local_figures_view,
    )
    return Panel(session, [], rest)


def audience_page(session: Session) -> Panels:
    """Return the whole consideration."""
    reach = (reach_view, combined_reach_view, segment_reach_views, trend_view)
    segments = Panel(session, [], reach, editors=[segments_group(session)])
    context = Panel(session, [], [claims_view(1), waking_hours_view, local_figures_view])
    return Panels([segments, journey_panel(session), context])


def segments_group(session: Session) -> Group:
    """Segments of the audience."""
    _ = session.words
    limits = {"least": 1, "most": MOST_SEGMENTS}
    columns = partial(_columns, session)
    editor = table(session, columns, _segment_rows, _with_segments, add=_("Add a segment"), wide=True, **limits)
    words = _(
        "One row for each group that buys for reasons of its own. Only the proportions of the shares count. "
        "What is left at “all” narrows nothing; no age ticked means all ages. A new country brings its main clock."
    )
    return boxed(_("Who your customers are"), [editor, live_prose(session, partial(_clock_line, session))], words)


def _clock_line(session: Session) -> Markup:
    """Name the segments whose clock is not one of their country's."""
    _ = session.words
    elsewhere = [
        _("{name} ({zone}, {country})", name=part.name, zone=_.zone(part.zone), country=_.country(part.country))
        for part in session.plan.brief.segments
        if part.zone not in zones_of(part.country)
    ]
    if not elsewhere:
        return Markup()
    found = _("The clock is not one of the country: {names}.", names=_.all_of(elsewhere))
    return banner("warn", found, _("Keep it only if it is so."))


def _columns(session: Session) -> list[dict[str, Any]]:
    _, segments, labels = session.words, session.plan.brief.segments, _labels(session)
    countries, zones = country_options(_), zone_options(_)
    for segment in segments:
        countries, zones = with_value(countries, segment.country), with_value(zones, segment.zone)
    return [
        {"key": "name", "word": _("Segment"), "kind": "text"},
        {"key": "share", "word": _("Share of sales, %"), "kind": "number"},
        choice_column("country", _("Country"), {code: word for word, code in countries}),
        choice_column("zone", _("Clock"), {zone: word for word, zone in zones}),
        _narrowing("sex", _("Sex"), get_args(Sex), labels, _),
        _narrowing("community", _("Where they live"), get_args(Community), labels, _),
        _narrowing("education", _("Education"), get_args(Education), labels, _),
        _narrowing("income", _("Household income"), get_args(Income), labels, _),
        *({"key": age, "word": labels(age), "kind": "flag"} for age in AGES),
    ]


def _labels(session: Session) -> Callable[[str], str]:
    terms = session.workings.evidence.terms
    words = dict(zip(terms["key"], session.words.localized(terms, "label"), strict=True))
    return lambda key: str(words[key])


def _narrowing(key: str, word: str, groups: Sequence[str], labels: Callable[[str], str], _: Words) -> dict[str, Any]:
    return choice_column(key, word, {None: _("all"), **{group: labels(group) for group in groups}})


def _segment_rows(brief: Brief) -> list[dict[str, Any]]:
    return [
        {**dict(segment), "share": percent(segment.share), **{age: age in segment.age for age in AGES}}
        for segment in brief.segments
    ]


def _with_segments(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    return {"segments": read_rows(rows, lambda place, row: _segment(brief, row, f"segments.{place}"))}


def _segment(brief: Brief, row: Row, field: str) -> dict[str, Any]:
    """Read a row; the country and clock of the business are its defaults."""
    cells = {key: cell for key, cell in given(row).items() if key in Segment.model_fields}
    part = share(row, f"{field}.share")
    if not part:
        place = f"{field}.share"
        raise InputError("{field}: found {value}. Use more than 0, or remove the row.", field=place, value="0")
    ages = tuple(age for age in AGES if row[age])
    return {**cells, **_place_and_clock(brief, row, field), "share": part, "age": ages}


def _place_and_clock(brief: Brief, row: Row, field: str) -> dict[str, str]:
    """Read country and clock; a country chosen anew takes its own clock in place of one that stayed as it was."""
    by_name = {segment.name: segment for segment in brief.segments}
    place = int(field.rpartition(".")[2])
    before = by_name.get(one_line(row["name"])) or next(iter(brief.segments[place : place + 1]), None)
    was = (before.country, before.zone) if before else (brief.country, brief.team_zone)
    country, zone = row["country"] or brief.country, row["zone"] or brief.team_zone
    return {"country": country, "zone": zone if country == was[0] or zone != was[1] else clock_in(country, zone)}
