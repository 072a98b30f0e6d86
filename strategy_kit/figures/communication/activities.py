"""Cards of today: what interrupts, in hours and money, beside what the plan does; the contrast; the consent needed."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from typing import Any, NamedTuple

import pandas as pd

from strategy_kit.communication.activities import Effort, EffortParts, OptedIn
from strategy_kit.figures.card import Card, Drawing, Key, Names, Table, drawings, table_of
from strategy_kit.figures.communication.permission import PROMOTION, VALUE, strip_piece
from strategy_kit.figures.shapes.bars import row_bars, row_layout, unknown_marker
from strategy_kit.figures.shapes.template import figure, source_cards
from strategy_kit.frames import ActivityRow, ConsentRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import (
    channel_words,
    consent_gap_words,
    consent_need_words,
    consent_region_words,
    medium_words,
)
from strategy_kit.labels.evidence import guide_words

NAMED = 2
"""Activities that a title names; more are counted."""


class EffortBar(NamedTuple):
    """One whole: its name and sum in words, the part that interrupts (missing = unknown), the part not told."""

    name: str
    total: str
    interrupts: float
    unknown_share: float = 0.0


def current_activities_card(
    effort: Effort, people: OptedIn, activities: pd.DataFrame, plan_hours: float | None, _: Words
) -> Card:
    """
    Show how much of today's effort interrupts people, in hours and in money, beside the hours of the plan.

    Parameters
    ----------
    effort, people, activities
        `activities.today_effort`, `activities.opted_in` and `activities.activity_table`.
    plan_hours : float, optional
        Hours a week the plan takes, all of them among people who chose to follow. Absent: not known yet.
    """
    strips = _strips(effort, plan_hours, _)
    return Card(
        key="today",
        title=_today_title(effort, bool(activities["interrupts"].any()), _),
        subtitle=_("Your current hours and spending, as far as known, by whether people chose to hear from you"),
        **drawings(_drawing, strips, _, when=strips),
        legend=_legend(strips, _),
        how=_(
            "Messages sent to people who did not sign up for them interrupt; what people come to, or signed "
            "up for, has their permission. Each bar has its own total: hours and money are not added "
            "together. The plan’s hours come on top, unless you stop something."
        ),
        note=" ".join(filter(None, (_unknown(effort, _), _opted_in_words(people, _)))),
        table=_activity_rows(activities, _) if len(activities) else _strip_rows(strips, _),
    )


def contrast_card(contrast: pd.DataFrame, sources: pd.DataFrame, _: Words) -> Card:
    """Show the document's contrast of the social space and traditional marketing."""
    absent = _("not covered in the 2012 guide")
    rows = contrast.to_dict("records")
    return Card(
        key="contrast",
        title=_.plural(
            "Social media and traditional marketing: one difference, according to the 2012 guide",
            "Social media and traditional marketing: {n} differences, according to the 2012 guide",
            len(rows),
        ),
        subtitle=_("What the 2012 guide says about each: a point of view, not a measurement"),
        how=guide_words(_),
        sources=source_cards(contrast["source"], sources, _),
        table=table_of(
            rows,
            (_("Aspect"), lambda row: _.localized(row, "aspect") or absent),
            (_("On social media"), lambda row: _.localized(row, "social") or absent),
            (_("In traditional marketing"), lambda row: _.localized(row, "traditional") or absent),
        ),
    )


def _today_title(effort: Effort, interrupts: bool, _: Words) -> str:
    hours, money = effort.hours_share, effort.money_share
    if not effort.activities:
        return _("Your current activities are not listed yet")
    if not interrupts and not effort.direction_unknown:
        return _("None of your current activities interrupts people")
    unmeasured = math.isnan(hours) and math.isnan(money)
    filled = effort.hours_unknown + effort.cost_unknown < 2 * effort.activities
    if effort.direction_unknown and filled and (unmeasured or not interrupts):
        return _("No data yet on whether your current activities interrupt people")
    if unmeasured:
        return _("The hours and cost of your current activities are not filled in yet")
    hours_words, money_words = _interrupting_shares(effort, _)
    if math.isnan(hours):
        return _("Interrupting people takes up {money}; no data yet on hours", money=money_words)
    what = hours_words if math.isnan(money) else _.all_of([hours_words, money_words])
    return _("Interrupting people takes up {what}", what=what)


def _interrupting_shares(effort: Effort, _: Words) -> tuple[str, str]:
    """Return the shares of hours and money that interrupt: of all, or of what is known."""
    hours, money = ("" if math.isnan(share) else _.percent(share) for share in (effort.hours_share, effort.money_share))
    of_hours = _("{share} of your current hours", share=hours)
    of_money = _("{share} of your spending", share=money)
    if effort.hours_unknown:
        of_hours = _("{share} of your known current hours", share=hours)
    if effort.cost_unknown:
        of_money = _("{share} of your known spending", share=money)
    return (
        _("at least {what}", what=of_hours) if effort.hours_unclassified else of_hours,
        _("at least {what}", what=of_money) if effort.money_unclassified else of_money,
    )


def _strips(effort: Effort, plan_hours: float | None, _: Words) -> list[EffortBar]:
    strips = []
    if effort.activities:
        strips = [
            _strip(_("Hours a week now"), _.hours(60 * effort.hours.total), effort.hours, _),
            _strip(_("Spending a month now"), _.number(effort.money.total), effort.money, _),
        ]
    if plan_hours:
        strips.append(EffortBar(_("Hours in the busiest week of the plan"), _.hours(60 * plan_hours), 0.0))
    return strips


def _strip(name: str, total: str, parts: EffortParts, _: Words) -> EffortBar:
    if math.isnan(parts.interrupting):
        return EffortBar(name, _("unknown"), math.nan)
    return EffortBar(name, total, parts.interrupting, parts.unclassified)


def _legend(strips: Sequence[EffortBar], _: Words) -> tuple[Key, ...]:
    if not strips:
        return ()
    unknown = any(math.isnan(strip.interrupts) or strip.unknown_share for strip in strips)
    keys = (
        Key(_("interrupts people"), PROMOTION),
        Key(_("with permission"), VALUE),
        Key(_("unknown"), "@hatch", "hatch"),
    )
    return keys if unknown else keys[:2]


def _drawing(strips: Sequence[EffortBar], _: Words, *, wide: bool) -> Drawing:
    traces = []
    for row, strip in enumerate(strips):
        if math.isnan(strip.interrupts):
            unknown = _("unknown")
            traces.append(row_bars([row], [1.0], [f"{strip.name}<br>{unknown}"], unknown_marker(), wide=wide))
            continue
        for share, interrupts in ((strip.interrupts, True), (1 - strip.interrupts - strip.unknown_share, False)):
            if share > 1e-9:
                word = _("interrupts people") if interrupts else _("with permission")
                text = f"{strip.name}<br>" + _("{what}: {time}", what=word, time=_.percent(share))
                piece = strip_piece(share, _.percent(share), text, interrupts, row)
                traces.append({**piece, "width": 0.62 if wide else 0.4})
        if strip.unknown_share:
            text = f"{strip.name}<br>" + _("{what}: {time}", what=_("unknown"), time=_.percent(strip.unknown_share))
            traces.append(row_bars([row], [strip.unknown_share], [text], unknown_marker(), wide=wide))
    names, totals = [strip.name for strip in strips], [strip.total for strip in strips]
    layout = row_layout(names, totals, wide=wide, ticks={}, domain=(0, 0.84))
    return figure(traces, **{**layout, "barmode": "stack"})


def _unknown(effort: Effort, _: Words) -> str:
    hours = _.plural(
        "Hours are missing for one activity out of {all}; they do not count as zero.",
        "Hours are missing for {n} activities out of {all}; they do not count as zero.",
        effort.hours_unknown,
        all=effort.activities,
    )
    cost = _.plural(
        "The cost is missing for one activity out of {all}; it does not count as zero.",
        "The cost is missing for {n} activities out of {all}; it does not count as zero.",
        effort.cost_unknown,
        all=effort.activities,
    )
    direction = _.plural(
        "One activity out of {all} is not marked as inbound or outbound.",
        "{n} activities out of {all} are not marked as inbound or outbound.",
        effort.direction_unknown,
        all=effort.activities,
    )
    counts = (effort.hours_unknown, effort.cost_unknown, effort.direction_unknown)
    return " ".join(compress((hours, cost, direction), counts))


def _opted_in_words(people: OptedIn, _: Words) -> str:
    """Describe how many people opted in."""
    if not people.lists:
        return ""
    low = _.number(people.low, 0)
    if math.isnan(people.high):
        if not people.low:
            return _("No data yet on how many people signed up.")
        return _("At least {low} people signed up; the total is not known yet.", low=low)
    if people.low == people.high:
        return _("{low} people signed up.", low=low)
    return _(
        "{low} to {high} people signed up: the same people may be on several lists.",
        low=low,
        high=_.number(people.high, 0),
    )


def _activity_rows(activities: pd.DataFrame, _: Words) -> Table:
    media, channels, effects = (
        medium_words(_),
        channel_words(_),
        {True: _("interrupts people"), False: _("with permission")},
    )

    def or_unknown(value: Any, words: Callable[[Any], str]) -> str:
        return _("unknown") if pd.isna(value) else words(value)

    return table_of(
        rows_of(activities, ActivityRow),
        (_("Activity"), lambda row: row.activity),
        (_("Channel"), lambda row: channels.get(row.channel, _("unknown"))),
        (_("Media type"), lambda row: media[row.medium]),
        (_("Type of contact"), lambda row: or_unknown(row.interrupts, lambda interrupts: effects[bool(interrupts)])),
        (_("Hours a week"), lambda row: or_unknown(row.hours_per_week, lambda hours: _.hours(60 * hours))),
        (_("Cost a month"), lambda row: or_unknown(row.cost_per_month, _.number)),
        (_("Signed up"), lambda row: _signed_up(row, _)),
        numeric=(4, 5, 6),
    )


def _strip_rows(strips: Sequence[EffortBar], _: Words) -> Table | None:
    """Return the numbers of the drawing while no activity is listed."""
    rows = tuple((strip.name, strip.total, _.percent(strip.interrupts)) for strip in strips)
    return Table((_("Measure"), _("Total"), _("Share that interrupts people")), rows, (1, 2)) if rows else None


def _signed_up(row: ActivityRow, _: Words) -> str:
    """Return the people who opted in; an empty box is not zero."""
    if not pd.isna(row.opted_in_people):
        return _.number(row.opted_in_people, 0)
    return _("unknown") if row.opted_in else _("not ticked")


def consent_card(needs: pd.DataFrame, names: Names, sources: pd.DataFrame, _: Words) -> Card:
    """Show what consent activities and platforms need, and how people opt out: `needs` is `consent.consent_needs`."""
    return Card(
        key="consent",
        title=_title(needs, _),
        subtitle=_("The consent that each activity and each platform of the plan needs where your customers live"),
        table=_table(needs, names, _) if len(needs) else None,
        how=_(
            "Each row shows the consent you need and how people must be able to opt out. The last column "
            "lists what is still missing in your table."
        ),
        note=_(
            "Where no law is named, the row is our judgement. Rules of individual countries and states, and "
            "rules on children, health or competitions, are not covered here."
        ),
        sources=source_cards(needs["source"], sources, _),
        alert=_("This list helps you ask the right questions. It is not legal advice."),
    )


def _title(needs: pd.DataFrame, _: Words) -> str:
    activities = needs[needs["kind"] == "activity"]
    every = list(dict.fromkeys(activities["item"]))
    if not every:
        return _("List your current activities to see which consent they need")

    def with_gap(*gaps: str) -> tuple[int, str]:
        items = list(dict.fromkeys(activities.loc[activities["gap"].isin(gaps), "item"]))
        few = len(items) <= NAMED
        return len(items), _.all_of(items) if few else _("{n} of {all} activities", n=len(items), all=len(every))

    number, what = with_gap("opt-in")
    if number:
        return _.plural(
            "{what} needs consent that people have not given",
            "{what} need consent that people have not given",
            number,
            what=what,
        )
    number, what = with_gap("trackers")
    if number:
        return _.plural(
            "{what} needs consent to trackers, which is not noted yet",
            "{what} need consent to trackers, which is not noted yet",
            number,
            what=what,
        )
    number, what = with_gap("way-out")
    if number:
        return _.plural("{what} has no opt-out noted", "{what} have no opt-out noted", number, what=what)
    number, what = with_gap("channel", "direction", "rule")
    if number:
        return _.plural(
            "The consent that {what} needs is not clear yet",
            "The consent that {what} need is not clear yet",
            number,
            what=what,
        )
    return _("According to your table, no activity lacks consent or an opt-out")


def _table(needs: pd.DataFrame, names: Names, _: Words) -> Table:
    regions, channels = consent_region_words(_), channel_words(_)
    kinds, gaps = consent_need_words(_), consent_gap_words(_)

    def what(row: ConsentRow) -> str:
        if row.kind == "platform":
            return names.get(row.item, row.item)
        if not row.channel:
            return row.item
        return _("{what}: {time}", what=row.item, time=channels[row.channel])

    def needed(row: ConsentRow, rule: Mapping[object, str]) -> str:
        text, kind = _.localized(rule, "what"), _.capital(kinds[row.needs])
        if not text:
            return kinds[row.needs]
        return text if row.needs == "nothing" else f"{kind}. {text}"

    cells = [
        (
            what(row),
            regions[row.region] if row.channel else _("unknown"),
            needed(row, rule),
            _.localized(rule, "leave") or _("unknown"),
            _.localized(rule, "law") or (_("our judgement") if row.needs else _("unknown")),
            gaps[row.gap],
        )
        for row, rule in zip(rows_of(needs, ConsentRow), needs.to_dict("records"), strict=True)
    ]
    merged: dict[tuple[str, ...], list[str]] = {}
    for item, *rest in cells:
        merged.setdefault(tuple(rest), []).append(item)
    rows = tuple((_.all_of(dict.fromkeys(items)), *rest) for rest, items in merged.items())
    columns = _("What"), _("Where"), _("Consent needed"), _("How people opt out"), _("Law"), _("Still to do")
    return Table(columns, rows)
