"""What consideration 4 shows: heat, voices, calendar, hours."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from strategy_kit.calendar.best_window import favoured_block
from strategy_kit.calendar.campaign_posts import campaign_posts
from strategy_kit.calendar.sensitivity import Gain
from strategy_kit.calendar.workload import busiest_people, fullest_week, spare_minutes
from strategy_kit.duty import duty_spans
from strategy_kit.evidence.findings import document_posts_per_week, share_expecting_answer
from strategy_kit.figures.calendar.agenda import duty_roster_card, workload_card
from strategy_kit.figures.calendar.heat import heat_card, slot_opinions_card
from strategy_kit.figures.calendar.month import CalendarDays, month_card
from strategy_kit.figures.calendar.sensitivity import baselines_card, conflict_card, gains_card, missing_card
from strategy_kit.figures.card import Card, SourceCard
from strategy_kit.figures.shapes.template import short_names, source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import constraint_unit_words, constraint_words, window_words
from strategy_kit.plan.loosen import loosened
from strategy_kit.plan.workings import Workings
from strategy_kit.territories import clock_changes
from strategy_kit.views.shared import platform_names


def heat_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show the heat of each platform of the calendar."""
    for platform in workings.platforms:
        yield _heat_card(workings, platform, _)


def slot_opinions_view(workings: Workings, _: Words) -> Card:
    """Show the studies for and against each chosen hour of a typical week."""
    slots = [(slot.platform, slot.day.isoweekday(), slot.time.hour) for slot in workings.schedule.slots]
    short = short_names(workings.evidence.sources)
    return slot_opinions_card(workings.opinions, slots, platform_names(workings), short, _)


def month_view(workings: Workings, _: Words) -> Card:
    """Show the calendar."""
    names = platform_names(workings)
    silent = [names[key] for key in platforms_without_data(workings)]
    return month_card(drawn_calendar(workings, _), names, _, without_data=silent, work_share=_work_share(workings))


def _work_share(workings: Workings) -> float:
    return workings.assumptions["watch_work_share"]


def drawn_calendar(workings: Workings, _: Words) -> CalendarDays:
    """Return the calendar as figures draw it."""
    constraints, brief = workings.constraints, workings.brief
    return CalendarDays(
        slots=workings.schedule.slots,
        watches=workings.schedule.watches,
        days=constraints.days,
        zone=constraints.zone,
        posting=(brief.posting_from, brief.posting_until),
        initials=dict(zip(workings.evidence.platforms["key"], workings.evidence.platforms["initials"], strict=True)),
        closed=constraints.closed,
        changes=dict.fromkeys(clock_changes(workings.brief.team_zone, workings.constraints.days), _("clocks change")),
        duty=duty_spans(constraints.team, constraints.days, constraints.zone),
        campaigns=campaign_posts(workings.schedule.slots, brief.campaigns, constraints.days[0], constraints.days[-1]),
    )


def workload_view(workings: Workings, _: Words) -> Card:
    """Show the hours each person gives."""
    hours = workings.schedule.hours
    fullest = fullest_week(hours)
    return workload_card(hours, fullest, spare_minutes(fullest), busiest_people(fullest), _work_share(workings), _)


def duty_roster_view(workings: Workings, _: Words) -> Card:
    """Show the duty roster."""
    schedule = workings.schedule
    return duty_roster_card(schedule.slots, schedule.watches, schedule.rounds, platform_names(workings), _)


def answer_expectation(workings: Workings, _: Words) -> dict[str, str]:
    """Return the share of people who expect a brand to answer within the hour, where, and the year they were asked."""
    evidence = workings.evidence
    answer = share_expecting_answer(evidence.response_times, within_minutes=60)
    return {
        "share": _.percent(answer.share),
        "platform": platform_names(workings)[answer.platform],
        "year": str(evidence.sources.set_index("key")["year"][answer.source]),
    }


def document_rhythm(workings: Workings) -> dict[str, int]:
    """Return the posts that the document advises: `low` or `high` a week, elsewhere `few` or `many` a day."""
    frequencies = workings.evidence.frequencies
    low, high = document_posts_per_week(frequencies)
    least, most = document_posts_per_week(frequencies, "recommendation")
    return {"low": low, "high": high, "few": least // 7, "many": most // 7}


def platforms_without_data(workings: Workings) -> list[str]:
    """Return the platforms that have posts in the calendar although no study covers any of their hours."""
    studied = set(workings.heat.loc[workings.heat["support"].notna(), "platform"])
    posted = {slot.platform for slot in workings.schedule.slots}
    return [key for key in workings.platforms if key in posted - studied]


def hours_note(workings: Workings, _: Words) -> tuple[str, str]:
    """
    Return what studies lack on the hours of the calendar, and how they were chosen instead; two empty texts if nothing.

    A platform that studies cover, but not at the hours in which the business posts and answers, is named as well.
    """
    names, silent = platform_names(workings), platforms_without_data(workings)
    slots = workings.schedule.slots
    guided = {slot.platform for slot in slots if slot.support is not None and slot.support > 0}
    outside = {slot.platform for slot in slots if slot.support is None} - guided - set(silent)
    lacking = []
    if silent:
        platforms = _.all_of(names[key] for key in silent)
        lacking.append(_("No data yet on posting hours for {platforms}.", platforms=platforms))
    if outside:
        platforms = _.all_of(names[key] for key in workings.platforms if key in outside)
        lacking.append(_("The hours that studies recommend for {platforms} are outside yours.", platforms=platforms))
    if not lacking:
        return "", ""
    how = (
        _("Posts there are scheduled while your team can answer.")
        if workings.brief.unknown_hours
        else _("Posts there are scheduled while your audience is awake and your team can answer.")
    )
    return " ".join(lacking), how


class GainOffer(NamedTuple):
    """A limit that one more unit loosens: the change in words, the limit as it is now, the fields of the brief."""

    action: str
    limit: str
    changes: Mapping[str, object]


def gain_offers(gains: Iterable[Gain], workings: Workings, _: Words) -> Iterator[GainOffer]:
    """Yield the gains that a single field of the brief brings, in their order."""
    names = platform_names(workings)
    for gain in gains:
        if changes := loosened(workings.brief, gain.constraint, gain.unit):
            yield GainOffer(constraint_unit_words(gain, _), constraint_words(gain.constraint, names, _), changes)


def gains_view(workings: Workings, _: Words) -> Card:
    """Show what one more unit of each limit would bring."""
    return gains_card(workings.prices, platform_names(workings), _)


def baselines_view(workings: Workings, _: Words) -> Card:
    """Compare the calendar with two made without a solver."""
    return baselines_card(workings.comparison, _)


def conflict_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show unmet demands and conflicting limits, if any."""
    names = platform_names(workings)
    if workings.unmet:
        yield missing_card(workings.unmet, workings.lacking, len(workings.schedule.left_out), names, _)
    for number, conflict in enumerate(workings.conflicts, 1):
        yield conflict_card(conflict, names, _, number)


def reading_note(workings: Workings, _: Words) -> str:
    """Describe how windows published on a fixed zone are read."""
    if workings.reading == "instant" and not workings.brief.reading:
        return _(
            "Windows from studies made where your customers live are converted to your time; all others are "
            "local time of the audience: {time} means {time} where your customers live.",
            time=_.hour(13),
        )
    if workings.reading == "instant":
        return _("Published windows given in a fixed time zone are converted to your time.")
    return _(
        "Published windows given in a fixed time zone are read in the audience time zone: {time} means {time} "
        "where your customers live.",
        time=_.hour(13),
    )


def week_heat_card(
    heat: pd.DataFrame,
    platform: str,
    name: str,
    _: Words,
    *,
    place: str,
    sources: tuple[SourceCard, ...],
    document: pd.DataFrame | None = None,
    slots: Iterable[tuple[int, float]] = (),
    note: str = "",
) -> Card:
    """Show the heat of one platform over a week, from the heat alone; parameters as of `figures.calendar.heat`."""
    block = favoured_block(heat, platform)
    return heat_card(
        heat, platform, name, _, place=place, sources=sources, block=block, document=document, slots=slots, note=note
    )


def _heat_card(workings: Workings, platform: str, _: Words) -> Card:
    windows, weights = workings.windows, workings.evidence_weights
    named = windows[windows["platform"] == platform]
    ranked = sorted(named["source"].unique(), key=lambda key: (-weights.get(key, 0.0), key))
    return week_heat_card(
        workings.heat,
        platform,
        platform_names(workings)[platform],
        _,
        place=_.zone(workings.brief.team_zone),
        sources=source_cards(ranked, workings.evidence.sources, _, window_words(named, platform_names(workings), _)),
        document=workings.document_heat,
        slots=[
            (slot.day.isoweekday(), slot.time.hour + slot.time.minute / 60)
            for slot in workings.schedule.slots
            if slot.platform == platform
        ],
        note=reading_note(workings, _),
    )
