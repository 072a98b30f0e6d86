"""The duty roster: who answers when, posts and rounds, and who stands in for whom."""

import datetime as dt
from collections.abc import Sequence

from strategy_kit.figures.calendar.spans import time_span
from strategy_kit.figures.card import Card, Names, Table
from strategy_kit.i18n import Words
from strategy_kit.model import InboxCheck, ResponseWindow, Slot


def duty_roster_card(
    slots: Sequence[Slot], watches: Sequence[ResponseWindow], rounds: Sequence[InboxCheck], names: Names, _: Words
) -> Card:
    """List every watch and round of a calendar in order of time; who does not own the post stands in for its owner."""
    posts = {slot.id: slot for slot in slots}
    standing_in = [watch for watch in watches if watch.person != posts[watch.slot].owner]
    lines: list[tuple[ResponseWindow | InboxCheck, str, float]] = [
        (watch, _watching(posts[watch.slot], watch, names, _), watch.work_minutes) for watch in watches
    ]
    lines += [(done, _("looks at what came in"), float(done.minutes)) for done in rounds]
    lines.sort(key=lambda line: (line[0].starts_at.astimezone(dt.UTC), line[0].person))
    rows = tuple(
        (_.date(placed.day, "EEE d MMM y"), time_span(placed, _), placed.person, what, _.hours(minutes))
        for placed, what, minutes in lines
    )
    return Card(
        key="duty",
        title=_duty_title(rows, len(standing_in), _),
        subtitle=_("Who answers when, after posts and in between; minutes of work, as far as they count as work"),
        table=Table((_("Day"), _("From, until"), _("Who"), _("What"), _("Work")), rows, (4,)),
        folded=True,
    )


def _watching(slot: Slot, watch: ResponseWindow, names: Names, _: Words) -> str:
    platform = names.get(slot.platform, slot.platform)
    if watch.person != slot.owner:
        return _("answers on {platform} for {owner}", platform=platform, owner=slot.owner)
    return _("answers on {platform}", platform=platform)


def _duty_title(rows: Sequence[tuple[str, ...]], standing_in: int, _: Words) -> str:
    people = {row[2] for row in rows}
    if not rows:
        return _("Nobody has to answer yet")
    if standing_in:
        return _.plural(
            "The duty roster: once somebody stands in for another",
            "The duty roster: {n} times somebody stands in for another",
            standing_in,
        )
    return _.plural("The duty roster: one person answers", "The duty roster: {n} people answer in turn", len(people))
