"""Cards of the plan on one page: who, what would change our mind, what it rests on."""

import datetime as dt
from collections.abc import Mapping, Sequence

from strategy_kit.figures.calendar.agenda import time_span
from strategy_kit.figures.card import Card, SourceCard, Table
from strategy_kit.i18n import Words
from strategy_kit.model import InboxCheck, ResponseWindow


def week_roster_card(
    answering: Sequence[ResponseWindow | InboxCheck],
    minutes: Mapping[str, float],
    total: float,
    _: Words,
    *,
    monday: dt.date,
) -> Card:
    """Show who answers when in the week that begins on a Monday, and the minutes that each and all work in it."""
    spans: dict[str, list[str]] = {}
    for placed in sorted(answering, key=lambda placed: placed.starts_at.astimezone(dt.UTC)):
        if monday <= placed.day < monday + dt.timedelta(weeks=1):
            day = _.weekday(placed.day.isoweekday(), "abbreviated")
            spans.setdefault(placed.person, []).append(f"{day} {time_span(placed, _)}")
    people = dict.fromkeys([*spans, *minutes])
    rows = [(person, _.apart(spans.get(person, [])), _.hours(minutes.get(person, 0.0))) for person in people]
    overall = (_("Overall"), "", _.hours(total))
    return Card(
        key="roster",
        title=_.plural(
            "Response rota of the week: one person answers",
            "Response rota of the week: {n} people take turns to answer",
            len(spans),
        )
        if spans
        else _("Response rota: no person scheduled yet"),
        subtitle=_(
            "Response windows and inbox checks in the week of {date}, with each person’s working time",
            date=_.date(monday),
        ),
        table=Table((_("Who"), _("Response windows"), _("Time this week")), (*rows, overall), (2,)),
    )


def review_triggers_card(triggers: Sequence[tuple[str, str]], unknown: Sequence[str], _: Words) -> Card:
    """List what would change the decision, and what is unknown."""
    rows = [(_("would change the result"), what, then) for what, then in triggers]
    rows += [(_("no data yet"), what, "") for what in unknown]
    return Card(
        key="minds",
        title=_.plural("One thing would change the result", "{n} things would change the result", len(triggers))
        if triggers
        else _("No small change would alter the result"),
        subtitle=_("What to review, and what has no data yet"),
        table=Table((_("State"), _("What"), _("Consequence")), tuple(rows)),
    )


def plan_sources_card(rows: Sequence[tuple[str, str, str, str]], sources: tuple[SourceCard, ...], _: Words) -> Card:
    """List what the plan rests on: what is kept of each source, what it measured, how faithfully it was read."""
    return Card(
        key="rests",
        title=_.plural("This plan is based on one source", "This plan is based on {n} sources", len(rows)),
        subtitle=_(
            "The grade shows how closely a figure was read, not how good the study is: A in the original, B "
            "quoted elsewhere, C in a compilation"
        ),
        table=Table((_("What the plan uses"), _("Source"), _("Measured"), _("Reading grade")), tuple(rows)),
        sources=sources,
    )
