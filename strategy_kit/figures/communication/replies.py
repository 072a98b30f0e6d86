"""Cards of answering: the guide for each kind of message, and who is on duty when."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Table, drawings, table_of
from strategy_kit.figures.shapes.bars import NAME
from strategy_kit.figures.shapes.template import clean_label, figure, source_cards
from strategy_kit.frames import DutyRow, ReplyRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import message_words

HOURS = (0, 6, 12, 18, 24)


def replies_card(rules: pd.DataFrame, guide: pd.DataFrame, sources: pd.DataFrame, _: Words, *, newest: int) -> Card:
    """
    Show how each kind of message is answered, and whether within its target: `rules` is `replies.reply_guide`.

    `newest` is the year of the newest study of response times.
    """
    return Card(
        key="replies",
        title=_title(rules, _),
        subtitle=_("How to handle each kind of message, the response time, and the person who answers"),
        table=_table(rules, guide.set_index("kind"), _),
        how=_(
            "“In time” is the share of the week when a message sent to you gets an answer within the "
            "response time, if someone reads messages in all hours available to answer; “No one available for up to” "
            "is the longest time between these hours. The calendar sets aside response windows and inbox checks only; "
            "how long messages wait between those stands beside the response time of your plan. If you cannot keep a "
            "response time, make it longer, or add hours."
        ),
        note=_(
            "For a normal week, without days off or holidays. The newest study found on expected response "
            "times dates from {year}. You set the hours available to answer on the calendar page.",
            year=str(newest),
        ),
        sources=source_cards(guide["source"], sources, _),
        alert=_absent(rules, _),
    )


def duty_coverage_card(hours: pd.DataFrame, covered: float, people: int, clock: str, _: Words) -> Card:
    """Show which hours of the week `replies.duty_hours` covers, and what share, for a team of so many on one clock."""
    spans = _spans(hours)
    return Card(
        key="duty",
        title=_("Your team is available to answer for {share} of the week", share=_.percent(covered)),
        subtitle=_("Hours available to answer, by weekday (time zone: {place})", place=_.zone(clock)),
        **drawings(_drawing, spans, _),
        legend=(Key(_("one person"), "@q4"), *((Key(_("two people or more"), "@q2"),) if people > 1 else ())),
        how=_("In the gaps, messages and comments wait for an answer."),
        table=table_of(
            spans,
            (_("Day"), lambda span: _.weekday(span[0])),
            (_("From"), lambda span: _time(span[1], _)),
            (_("Until"), lambda span: _time(span[2], _)),
            (_("Who"), lambda span: ", ".join(span[3])),
            numeric=(1, 2),
        ),
    )


def _title(rules: pd.DataFrame, _: Words) -> str:
    late = rules[rules["longest_wait"] > rules["minutes"]]
    if rules["longest_wait"].isna().any():
        kinds = rules.loc[rules["longest_wait"].isna(), "kind"].map(message_words(_)).str.lower()
        return _("No one on the team is available to answer: {kinds}", kinds=_.all_of(kinds))
    if not len(late):
        return _("Your team can answer every kind of message in time")
    worst = late[late["kind"] == "complaint"] if (late["kind"] == "complaint").any() else late
    row = worst.sort_values("in_time", kind="stable").iloc[0]
    moment = row["wait_from"]
    return _(
        "{kind}: response time {target}, but no one is available to answer for up to {wait}, from {day} {time}",
        kind=message_words(_)[row["kind"]],
        target=_.hours(float(row["minutes"])),
        wait=_.hours(float(row["longest_wait"])),
        day=_.weekday(moment.isoweekday()),
        time=_.time(moment.time()),
    )


def _absent(rules: pd.DataFrame, _: Words) -> str:
    """Warn of reply targets that the duty hours cannot meet."""
    short = rules.loc[rules["longest_wait"] > rules["minutes"], "kind"]
    kinds = _.all_of(short.map(message_words(_)).str.lower())
    text = _(
        "Outside the hours available to answer, you cannot keep the response time for: {kinds}. Show "
        "your hours where people write to you, or make the response time longer.",
        kinds=kinds,
    )
    return text if len(short) else ""


def _table(rules: pd.DataFrame, guide: pd.DataFrame, _: Words) -> Table:
    kinds, defaults = message_words(_), guide.to_dict("index")

    def wait(minutes: float) -> str:
        return _("no answer") if math.isnan(minutes) else _.hours(minutes)

    def why(row: ReplyRow) -> str:
        return _("your own response time") if row.own else str(_.localized(defaults[row.kind], "why"))

    return table_of(
        rows_of(rules, ReplyRow),
        (_("Message"), lambda row: kinds[row.kind]),
        (_("When"), lambda row: str(_.localized(defaults[row.kind], "what"))),
        (_("Response time"), lambda row: _.hours(row.minutes)),
        (_("Who answers"), lambda row: _.all_of(row.who) or _("no one available")),
        (_("How to answer"), lambda row: row.tone or str(_.localized(defaults[row.kind], "tone"))),
        (_("In time"), lambda row: _.percent(row.in_time)),
        (_("No one available for up to"), lambda row: wait(row.longest_wait)),
        (_("Why this response time"), why),
        numeric=(2, 5, 6),
    )


Span = tuple[int, int, int, tuple[str, ...]]
"""Weekday, first minute, end minute, who is there."""


def _spans(hours: pd.DataFrame) -> list[Span]:
    """Join quarters of an hour in which the same people are there."""
    spans: list[Span] = []
    for weekday, minute, who in rows_of(hours, DutyRow):
        if not who:
            continue
        last = spans[-1] if spans else None
        if last and (last[0], last[2], last[3]) == (weekday, minute, who):
            spans[-1] = (last[0], last[1], minute + 15, who)
        else:
            spans.append((weekday, minute, minute + 15, who))
    return spans


def _drawing(spans: Sequence[Span], _: Words, *, wide: bool) -> Drawing:
    days = [_.weekday(day, "wide" if wide else "abbreviated") for day in _.week]
    ground = _bars([(day, 0, 1440, ()) for day in _.week], "@sunken", [""] * 7, _)
    bars = [
        _bars(chosen, token, [_hover(span, _) for span in chosen], _)
        for token, chosen in (
            ("@q4", [span for span in spans if len(span[3]) == 1]),
            ("@q2", [span for span in spans if len(span[3]) > 1]),
        )
        if chosen
    ]
    return figure(
        [{**ground, "hoverinfo": "skip"}, *bars],
        height=7 * 30 + 40,
        barmode="overlay",
        xaxis={
            "range": [0, 24],
            "tickvals": list(HOURS),
            "ticktext": [_time(60 * hour, _) for hour in HOURS],
            "tickangle": 0,
        },
        yaxis={
            "range": [6.5, -0.5],
            "tickvals": list(range(7)),
            "ticktext": days,
            "tickfont": dict(NAME),
            "ticklabelstandoff": 8,
            "showgrid": False,
        },
    )


def _bars(spans: Sequence[Span], token: str, texts: Sequence[str], _: Words) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [_.week.index(span[0]) for span in spans],
        "base": [span[1] / 60 for span in spans],
        "x": [(span[2] - span[1]) / 60 for span in spans],
        "width": 0.6,
        "marker": {"color": token, "line": {"width": 0}},
        "hovertext": list(texts),
        "hoverinfo": "text",
    }


def _hover(span: Span, _: Words) -> str:
    return f"{_.weekday(span[0])}, {_time(span[1], _)} – {_time(span[2], _)}<br>{clean_label(', '.join(span[3]))}"


def _time(minute: int, _: Words) -> str:
    return _.time(dt.time(minute // 60 % 24, minute % 60))
