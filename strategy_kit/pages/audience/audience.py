"""Consideration 1, the audience: segments, reach, journey, waking hours."""

from collections.abc import Sequence
from functools import partial
from typing import Any, get_args

from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.labels.audience import basis_words, look_step_words, place_words, stage_words
from strategy_kit.model import Brief, Segment, Touchpoint
from strategy_kit.model.types import AgeGroup, Community, Education, Income, Sex, Stage
from strategy_kit.model.validation import validated
from strategy_kit.pages import choices
from strategy_kit.pages.decision import Decision, DecisionPage, Detail
from strategy_kit.pages.paste import paste_disclosure
from strategy_kit.pages.votes import VotesLine
from strategy_kit.session.session import Session
from strategy_kit.territories import clock_in, zones_of
from strategy_kit.text import one_line
from strategy_kit.views.audience import (
    audience_answer_view,
    combined_reach_view,
    influence_view,
    journey_view,
    local_figures_view,
    reach_view,
    segment_reach_views,
    trend_view,
    waking_hours_view,
)
from strategy_kit.views.shared import claims_view, organic_reach_view
from strategy_kit.views.votes import journey_votes
from strategy_kit.widgets.chips import Chips
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import (
    Form,
    Read,
    Write,
    boxed,
    dropdown,
    list_field,
    live_prose,
    table,
    with_help,
)
from strategy_kit.widgets.form_rows import Row, given, only, percent, read_rows, share
from strategy_kit.widgets.html import banner, help_line
from strategy_kit.widgets.lazy import Switch
from strategy_kit.widgets.panel import Cards, Panel

AGES: tuple[AgeGroup, ...] = get_args(AgeGroup)
MOST_ROWS = Brief.most("journey") * (Brief.most("voices") + 1)
"""All that the plan can hold: a row beyond would be lost with the next change."""


def segments_panel(session: Session) -> Panel:
    """Segments of the audience, and the reach of each platform."""
    return Panel(session, [reach_view], editors=[segments_form(session)])


def reach_panel(session: Session) -> Panel:
    """Combined reach, segments compared, trend, waking hours, local evidence."""
    return Panel(session, [combined_reach_view, segment_reach_views, trend_view, waking_hours_view, local_figures_view])


def audience_page(session: Session) -> DecisionPage:
    """Return the whole consideration."""
    decision = Decision(
        answer=audience_answer_view,
        figure=reach_view,
        controls=lambda session: [customers_form(session)],
        summary=customers_line,
        why=Detail(_why_line, lambda session: [Panel(session, _WHY)]),
        tune=Detail(_tune_line, _tune),
        group=Detail(_group_line, lambda session: [journey_panel(session)]),
    )
    return DecisionPage(session, "audience", decision)


_WHY = (organic_reach_view, combined_reach_view, trend_view, waking_hours_view, local_figures_view, claims_view(1))


def _tune(session: Session) -> list[Panel]:
    return [Panel(session, [segment_reach_views], editors=[segments_form(session)])]


def _why_line(session: Session) -> str:
    return session.words(N_("Platforms together, their trend since 2012, waking hours, and common advice checked"))


def _tune_line(session: Session) -> str:
    return session.words(
        N_("Several audience segments: share of sales, country, time zone, sex, place, education, income, ages")
    )


def _group_line(session: Session) -> str:
    _, brief = session.words, session.plan.brief
    own = (touchpoint for voice in brief.voices for touchpoint in voice.journey)
    places = len({touchpoint.place for touchpoint in (*brief.journey, *own)})
    if not places:
        return _("The customer journey: where your customers look before they buy, as each of you sees it")
    return _.plural(
        "The customer journey: one information source so far",
        "The customer journey: {n} information sources so far",
        places,
    )


def customers_form(session: Session) -> Form:
    """The customers while they are one segment; of several, where they are."""
    switch = Switch(
        session,
        lambda brief: len(brief.segments) == 1,
        {True: lambda: _customers(session), False: lambda: [live_prose(session, partial(_segments_line, session))]},
    )
    return Form(session.words(N_("Who your customers are")), [switch])


def _customers(session: Session) -> list[Any]:
    _ = session.words
    labels = _term_labels(session)

    def narrowing(word: str, key: str, groups: Sequence[str]) -> Any:
        read, write = _of_the_one(key)
        return dropdown(session, word, read, write, {None: _("all"), **{group: labels[group] for group in groups}})

    def move(brief: Brief, country: str) -> dict[str, object]:
        (only,) = brief.segments
        return {"segments": [only.changed(country=country, zone=clock_in(country, only.zone))]}

    ages = {age: labels[age] for age in AGES}
    return [
        dropdown(session, _("Country"), _of_the_one("country")[0], move, choices.country_options(_), str),
        *with_help(Chips(session, _("Ages"), *_of_the_one("age"), ages), _("If none is ticked, all ages count.")),
        narrowing(_("Sex"), "sex", get_args(Sex)),
        narrowing(_("Where they live"), "community", get_args(Community)),
    ]


def _of_the_one(name: str) -> tuple[Read, Write]:
    """Return how a control reads and writes a field of the first segment, which is the only one."""
    return (
        lambda brief: getattr(brief.segments[0], name),
        lambda brief, value: {"segments": [brief.segments[0].changed(**{name: value}), *brief.segments[1:]]},
    )


def _segments_line(session: Session) -> Markup:
    _, segments = session.words, session.plan.brief.segments
    names = _.all_of(segment.name for segment in segments)
    return help_line(_("{n} segments: {names}. Change them under “Fine-tune”.", n=len(segments), names=names))


def customers_line(session: Session) -> str:
    """Return the customers in one line."""
    _, (first, *others) = session.words, session.plan.brief.segments
    if others:
        return _("Settings: {n} segments", n=len(others) + 1)
    labels = _term_labels(session)
    ages = _.all_of(labels[age] for age in first.age) or _("all ages")
    return _("Settings: {country}, {ages}", country=_.country(first.country), ages=ages)


def _term_labels(session: Session) -> dict[str, str]:
    _, terms = session.words, session.workings.evidence.terms
    return dict(zip(terms["key"], map(str, _.localized(terms, "label")), strict=True))


def segments_form(session: Session) -> Form:
    """Segments of the audience."""
    _ = session.words
    rows, add = list_field("segments", _segment_row, partial(_segment, session)), _("Add a segment")
    editor = table(session, _columns(session), *rows, add=add, least=1, most=Brief.most("segments"), wide=True)
    words = _(
        "One row for each group of customers with its own reasons to buy. The shares need not add up to 100: "
        "only their proportions count. “All” sets no restriction, and if no age is ticked, all ages count. "
        "Choosing a new country also sets its main time zone."
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
    found = _("Time zone outside the segment’s country: {names}.", names=_.all_of(elsewhere))
    return banner("warn", found, _("Change it unless it is correct."))


def _columns(session: Session) -> list[dict[str, Any]]:
    _, labels = session.words, _term_labels(session)
    countries = choices.country_options(_)

    def present(field: str) -> list[str]:
        return [getattr(segment, field) for segment in session.plan.brief.segments]

    def zones() -> dict[str, str]:
        return choices.zone_options(_, dict.fromkeys(present("country")))

    def narrowing(key: str, word: str, groups: Sequence[str]) -> dict[str, Any]:
        return choice_column(key, word, {None: _("all"), **{group: labels[group] for group in groups}})

    return [
        column("name", _("Segment")),
        column("share", _("Share of sales, %"), "number"),
        choice_column("country", _("Country"), lambda: choices.with_values(countries, present("country"))),
        choice_column("zone", _("Time zone"), lambda: choices.with_values(zones(), present("zone"))),
        narrowing("sex", _("Sex"), get_args(Sex)),
        narrowing("community", _("Where they live"), get_args(Community)),
        narrowing("education", _("Education"), get_args(Education)),
        narrowing("income", _("Household income"), get_args(Income)),
        *(column(age, labels[age], "flag") for age in AGES),
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
        raise InputError("{field}: found {value}. Enter a number above 0, or remove the row.", field=place, value="0")
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
    """Touchpoints before a purchase, what they are for, and what surveys found."""
    votes = VotesLine(session, journey_votes)
    survey = Cards(session, [influence_view])
    return Panel(session, [journey_view], editors=[votes], below=[journey_form(session), survey])


def journey_form(session: Session) -> Form:
    """Touchpoints of each segment before it buys."""
    _ = session.words
    stages, steps = stage_words(_), look_step_words(_)
    columns = [
        choice_column("segment", _("Segment"), lambda: choices.entry_names(session, "segments")),
        choice_column("place", _("Information source"), place_words(_)),
        *(choice_column(stage, _.capital(stages[stage]), steps) for stage in get_args(Stage)),
        choice_column("basis", _("How do you know?"), basis_words(_)),
        column("person", _("Whose view (empty: the whole group)")),
    ]
    editor = table(
        session, columns, _rows, _with_journey, add=_("Add an information source"), most=MOST_ROWS, wide=True
    )
    words = _(
        "One row per segment and information source: how many people look there at each stage. If you are "
        "not sure, leave a stage unknown. Enter a name or initials in the last field for one person’s view; "
        "leave it empty for the view you all agreed on, which takes priority."
    )
    paste = paste_disclosure(session, editor, ["segment", "place", "person"])
    return boxed(_("Where your customers look before they buy"), [editor, paste], words)


def _rows(brief: Brief) -> list[dict[str, Any]]:
    return choices.participant_rows(brief.journey, brief, "journey")


def _with_journey(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    touchpoints = read_rows(rows, lambda place, row: _touchpoint(brief, row, f"journey.{place}"))
    agreed = [touchpoint for person, touchpoint in touchpoints if not person]
    voices = choices.with_participant_entries(brief, "journey", touchpoints, "journey", "where")
    return {"journey": agreed, "voices": voices}


def _touchpoint(brief: Brief, row: Row, field: str) -> choices.ParticipantEntry:
    """Read a row; the only segment is its default."""
    cells = {key: cell for key, cell in given(row).items() if key in Touchpoint.model_fields}
    return one_line(row["person"]), validated(Touchpoint, {**only("segment", brief.segments), **cells}, field)
