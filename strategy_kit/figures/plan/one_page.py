"""Cards of the plan on one page: when, who, what would change our mind, what it rests on."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from strategy_kit.figures.calendar.month import fitted
from strategy_kit.figures.calendar.rota import duty_span
from strategy_kit.figures.card import Card, Figure, Key, SourceCard, Table
from strategy_kit.figures.shapes.template import clean_label, figure, platform_token
from strategy_kit.i18n import Words
from strategy_kit.model import Round, Slot, Watch

BESIDE = 0.45
"""Hours by which two marks stand apart."""


def week_card(
    slots: Sequence[Slot],
    watches: Sequence[Watch],
    names: Mapping[str, str],
    initials: Mapping[str, str],
    place: str,
    _: Words,
    *,
    monday: dt.date,
) -> Card:
    """Draw the week that begins on a Monday: its posts, and the watch after each."""
    week = [slot for slot in slots if _is_of_week(slot.day, monday)]
    watch_of = {watch.slot: watch for watch in watches}
    days = sorted({slot.day.isoweekday() for slot in week})
    return Card(
        key="week",
        title=_.plural(
            "When: one day, and somebody to answer", "When: {n} days, and always somebody to answer", len(days)
        )
        if days
        else _("When: no post is placed yet"),
        subtitle=_("Week of {date}, clock of {place}. Band: watch.", date=_.date(monday), place=place),
        figure=_week(week, watch_of, initials, _) if week else None,
        legend=tuple(
            Key(names[platform], platform_token(platform)) for platform in dict.fromkeys(slot.platform for slot in week)
        ),
        table=Table(
            (_("Day"), _("Time"), _("Platform"), _("Watch"), _("Who")),
            tuple(
                (
                    _.weekday(slot.day.isoweekday()),
                    _.time(slot.time),
                    names[slot.platform],
                    _.hours(watch_of[slot.id].minutes),
                    watch_of[slot.id].person,
                )
                for slot in week
                if slot.id in watch_of
            ),
        ),
    )


def _is_of_week(day: dt.date, monday: dt.date) -> bool:
    return monday <= day < monday + dt.timedelta(weeks=1)


def _week(week: Sequence[Slot], watch_of: Mapping[str, Watch], initials: Mapping[str, str], _: Words) -> Figure:
    watches = [watch_of[slot.id] for slot in week if slot.id in watch_of]
    low = min(_hour(slot) for slot in week) - 1
    high = max((_end(watch) for watch in watches), default=20.0)
    hours = range(int(low), int(high) + 4)
    ticks = [hour for hour in hours if hour % 2 == 0]
    return figure(
        [_watch_bands(watches), _who_answers(watches), _post_marks(week, initials, _)],
        height=260,
        barmode="overlay",
        xaxis={
            "side": "top",
            "range": [hours[0], hours[-1]],
            "tickvals": ticks,
            "ticktext": [_.hour(hour) for hour in ticks],
        },
        yaxis={
            "range": [7.6, 0.4],
            "tickvals": list(range(1, 8)),
            "ticktext": [_.weekday(day, "abbreviated") for day in range(1, 8)],
            "showgrid": False,
        },
    )


def _hour(placed: Slot | Watch) -> float:
    return placed.time.hour + placed.time.minute / 60


def _end(watch: Watch) -> float:
    return _hour(watch) + watch.minutes / 60


def _watch_bands(watches: Sequence[Watch]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [watch.day.isoweekday() for watch in watches],
        "x": [watch.minutes / 60 for watch in watches],
        "base": [_hour(watch) for watch in watches],
        "width": 0.55,
        "marker": {"color": "@q4", "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _who_answers(watches: Sequence[Watch]) -> dict[str, Any]:
    """Name who answers after the last watch of each day."""
    ends: dict[int, float] = {}
    people: dict[int, list[str]] = {}
    for watch in watches:
        day = watch.day.isoweekday()
        ends[day] = max(ends.get(day, 0.0), _end(watch))
        people.setdefault(day, []).append(fitted(watch.person))
    return {
        "type": "scatter",
        "mode": "text",
        "x": [end + 0.15 for end in ends.values()],
        "y": list(ends),
        "text": [", ".join(dict.fromkeys(people[day])) for day in ends],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": "@ink-2"},
        "hoverinfo": "skip",
    }


def _post_marks(week: Sequence[Slot], initials: Mapping[str, str], _: Words) -> dict[str, Any]:
    """Mark each post; one at the instant of another stands beside it."""
    across: list[float] = []
    for place, slot in enumerate(week):
        hidden = place and week[place - 1].day == slot.day and _hour(slot) < across[-1] + BESIDE
        across.append(across[-1] + BESIDE if hidden else _hour(slot))
    colours = [platform_token(slot.platform) for slot in week]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": across,
        "y": [slot.day.isoweekday() for slot in week],
        "marker": {"size": 24, "color": colours, "line": {"width": 2, "color": "@surface"}},
        "text": [f"<b>{initials[slot.platform]}</b>" for slot in week],
        "textfont": {"size": 11, "color": "@on-platform"},
        "hovertext": [
            _(
                "{day} {time}: {pillar}",
                day=_.weekday(slot.day.isoweekday()),
                time=_.time(slot.time),
                pillar=clean_label(slot.pillar),
            )
            for slot in week
        ],
        "hoverinfo": "text",
    }


def roster_card(answering: Sequence[Watch | Round], minutes: Mapping[str, float], _: Words, *, monday: dt.date) -> Card:
    """
    Say who answers when in the week that begins on a Monday, after posts and in between, and how long each works.

    `minutes` is what each person works in that week.
    """
    spans: dict[str, list[str]] = {}
    for placed in sorted(answering, key=lambda placed: placed.starts_at.astimezone(dt.UTC)):
        if _is_of_week(placed.day, monday):
            day = _.weekday(placed.day.isoweekday(), "abbreviated")
            spans.setdefault(placed.person, []).append(f"{day} {duty_span(placed, _)}")
    rows = [(person, _.apart(times), _.hours(minutes.get(person, 0.0))) for person, times in spans.items()]
    total = sum(minutes.get(person, 0.0) for person in spans)
    return Card(
        key="roster",
        title=_.plural("Who: one person answers", "Who: {n} people answer in turn", len(rows))
        if rows
        else _("Who: nobody yet"),
        subtitle=_("Watches of the week of {date}, and the hours of work each gives", date=_.date(monday)),
        table=Table((_("Who"), _("Watches"), _("A week")), (*rows, (_("Together"), "", _.hours(total))), (2,)),
    )


def minds_card(triggers: Sequence[tuple[str, str]], unknown: Sequence[str], _: Words) -> Card:
    """Say what would change our mind, and what we do not know."""
    rows = [(_("would change our mind"), what, then) for what, then in triggers]
    rows += [(_("not known"), what, "") for what in unknown]
    return Card(
        key="minds",
        title=_.plural("One thing would change our mind", "{n} things would change our mind", len(triggers))
        if triggers
        else _("Nothing near would change our mind"),
        subtitle=_("What to look at again, and what nobody has measured"),
        table=Table(("", _("What"), _("Then")), tuple(rows)),
    )


def rests_card(rows: Sequence[tuple[str, str, str, str]], sources: tuple[SourceCard, ...], _: Words) -> Card:
    """List what the plan rests on: what is kept of each source, what it measured, how faithfully it was read."""
    return Card(
        key="rests",
        title=_.plural("The plan rests on one source", "The plan rests on {n} sources", len(rows)),
        subtitle=_(
            "The letter says how faithfully a figure was read, not how good the study is: A at its producer, B through "
            "others, C in a compilation"
        ),
        table=Table((_("What we keep of it"), _("Source"), _("Measured"), _("Read")), tuple(rows)),
        sources=sources,
    )
