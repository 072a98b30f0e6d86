"""Consideration 1, the audience: segments, reach, journey, waking hours."""

from collections.abc import Sequence
from functools import partial
from typing import Any, get_args

from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.labels.audience import basis_words, look_step_words, place_words, stage_words
from strategy_kit.model import Brief, Segment, Touchpoint
from strategy_kit.model.types import AgeGroup, Community, Education, Income, Sex, Stage
from strategy_kit.model.validation import validated
from strategy_kit.pages import choices
from strategy_kit.session.session import Session
from strategy_kit.territories import clock_in, zones_of
from strategy_kit.text import one_line
from strategy_kit.views.audience import (
    combined_reach_view,
    influence_view,
    journey_view,
    local_figures_view,
    reach_view,
    segment_reach_views,
    trend_view,
    waking_hours_view,
)
from strategy_kit.views.shared import claims_view
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, boxed, list_field, live_prose, table
from strategy_kit.widgets.form_rows import Row, given, only, percent, read_rows, share
from strategy_kit.widgets.html import banner
from strategy_kit.widgets.panel import Panel, Panels

AGES: tuple[AgeGroup, ...] = get_args(AgeGroup)
MOST_ROWS = Brief.most("journey") * (Brief.most("voices") + 1)
"""All that the plan can hold: a row beyond would be lost with the next change."""


def segments_panel(session: Session) -> Panel:
    """Segments of the audience, and the reach of each platform."""
    return Panel(session, [reach_view], editors=[segments_form(session)])


def reach_panel(session: Session) -> Panel:
    """Combined reach, segments compared, trend, waking hours, local evidence."""
    return Panel(session, [combined_reach_view, segment_reach_views, trend_view, waking_hours_view, local_figures_view])


def audience_page(session: Session) -> Panels:
    """Return the whole consideration."""
    reach = (reach_view, combined_reach_view, segment_reach_views, trend_view)
    segments = Panel(session, reach, editors=[segments_form(session)])
    context = Panel(session, [claims_view(1), waking_hours_view, local_figures_view])
    return Panels([segments, journey_panel(session), context])


def segments_form(session: Session) -> Form:
    """Segments of the audience."""
    _ = session.words
    rows, add = list_field("segments", _segment_row, partial(_segment, session)), _("Add a segment")
    editor = table(session, _columns(session), *rows, add=add, least=1, most=Brief.most("segments"), wide=True)
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
    _, terms = session.words, session.workings.evidence.terms
    labels = dict(zip(terms["key"], _.localized(terms, "label"), strict=True))
    countries, zones = choices.country_options(_), choices.zone_options(_)

    def present(field: str) -> list[str]:
        return [getattr(segment, field) for segment in session.plan.brief.segments]

    def narrowing(key: str, word: str, groups: Sequence[str]) -> dict[str, Any]:
        return choice_column(key, word, {None: _("all"), **{group: str(labels[group]) for group in groups}})

    return [
        column("name", _("Segment")),
        column("share", _("Share of sales, %"), "number"),
        choice_column("country", _("Country"), lambda: choices.with_values(countries, present("country"))),
        choice_column("zone", _("Clock"), lambda: choices.with_values(zones, present("zone"))),
        narrowing("sex", _("Sex"), get_args(Sex)),
        narrowing("community", _("Where they live"), get_args(Community)),
        narrowing("education", _("Education"), get_args(Education)),
        narrowing("income", _("Household income"), get_args(Income)),
        *(column(age, str(labels[age]), "flag") for age in AGES),
    ]


def _segment_row(segment: Segment) -> Row:
    return {**dict(segment), "share": percent(segment.share), **{age: age in segment.age for age in AGES}}


def _segment(session: Session, row: Row, field: str) -> dict[str, Any]:
    """Read a row; the country and clock of the business are its defaults."""
    brief = session.plan.brief
    cells = {key: cell for key, cell in given(row).items() if key in Segment.model_fields}
    place, ages = f"{field}.share", tuple(age for age in AGES if row[age])
    part = share(row, place)
    if not part:
        raise InputError("{field}: found {value}. Use more than 0, or remove the row.", field=place, value="0")
    return {**cells, **_place_and_clock(brief, row, field), "share": part, "age": ages}


def _place_and_clock(brief: Brief, row: Row, field: str) -> dict[str, str]:
    """Read country and clock; a country chosen anew takes its own clock in place of one that stayed as it was."""
    by_name = {segment.name: segment for segment in brief.segments}
    place = int(field.rpartition(".")[2])
    before = by_name.get(one_line(row["name"])) or next(iter(brief.segments[place : place + 1]), None)
    was = (before.country, before.zone) if before else (brief.country, brief.team_zone)
    country, zone = row["country"] or brief.country, row["zone"] or brief.team_zone
    return {"country": country, "zone": zone if country == was[0] or zone != was[1] else clock_in(country, zone)}


def journey_panel(session: Session) -> Panel:
    """Touchpoints before a purchase, and those that surveys found."""
    return Panel(session, [journey_view, influence_view], editors=[journey_form(session)])


def journey_form(session: Session) -> Form:
    """Touchpoints of each segment before it buys."""
    _ = session.words
    stages, steps = stage_words(_), look_step_words(_)
    columns = [
        choice_column("segment", _("Segment"), lambda: choices.entry_names(session, "segments")),
        choice_column("place", _("Place"), place_words(_)),
        *(choice_column(stage, _.capital(stages[stage]), steps) for stage in get_args(Stage)),
        choice_column("basis", _("How do you know?"), basis_words(_)),
        column("person", _("Who says so (empty: all of you)")),
    ]
    editor = table(session, columns, _rows, _with_journey, add=_("Add a place"), most=MOST_ROWS, wide=True)
    words = _(
        "One row for a segment and a place: how many look there at each stage. Leave a stage unknown rather than "
        "guess. With a name or initials in the last field it is that person’s view; empty, it is what you all "
        "agreed on, which counts first."
    )
    return boxed(_("Where they look before they buy"), [editor], words)


def _rows(brief: Brief) -> list[dict[str, Any]]:
    return choices.participant_rows(brief.journey, brief, "journey")


def _with_journey(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    touchpoints = read_rows(rows, lambda place, row: _touchpoint(brief, row, f"journey.{place}"))
    agreed = [touchpoint for person, touchpoint in touchpoints if not person]
    return {"journey": agreed, "voices": choices.with_participant_entries(brief, "journey", touchpoints)}


def _touchpoint(brief: Brief, row: Row, field: str) -> choices.ParticipantEntry:
    """Read a row; the only segment is its default."""
    cells = {key: cell for key, cell in given(row).items() if key in Touchpoint.model_fields}
    return one_line(row["person"]), validated(Touchpoint, {**only("segment", brief.segments), **cells}, field)
