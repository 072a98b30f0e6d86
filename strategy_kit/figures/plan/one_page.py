"""Cards of the plan on one page: who, what would change our mind, what it rests on."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median_low

from strategy_kit.figures.calendar.spans import time_span
from strategy_kit.figures.card import Card, SourceCard, Table
from strategy_kit.i18n import Words
from strategy_kit.model import Round, Slot, Watch


def decision(platforms: Sequence[str], slots: Sequence[Slot], reply_minutes: int, _: Words) -> str:
    """Say the decision in one sentence: how many posts a week, where, and how fast an answer."""
    if not platforms or not slots:
        return _("No calendar holds under these limits yet")
    return _.plural(
        "One post a week on {platforms}, and an answer within {reply}",
        "{n} posts a week on {platforms}, and an answer within {reply}",
        weekly_posts(slots),
        platforms=_.all_of(platforms),
        reply=_.hours(reply_minutes),
    )


def weekly_posts(slots: Sequence[Slot]) -> int:
    """Return how many posts a typical week of the calendar has: the middle one."""
    weeks = Counter(slot.day.isocalendar()[:2] for slot in slots if not slot.cancelled)
    return median_low(weeks.values()) if weeks else 0


def roster_card(answering: Sequence[Watch | Round], minutes: Mapping[str, float], _: Words) -> Card:
    """Say who answers when in the first week, after posts and in between, and how many hours each gives."""
    first = min((placed.day.isocalendar()[:2] for placed in answering), default=None)
    spans: dict[str, list[str]] = {}
    for placed in sorted(answering, key=lambda placed: placed.starts_at.astimezone(dt.UTC)):
        if placed.day.isocalendar()[:2] == first:
            day = _.weekday(placed.day.isoweekday(), "abbreviated")
            spans.setdefault(placed.person, []).append(f"{day} {time_span(placed, _)}")
    rows = [(person, _.apart(times), _.hours(minutes.get(person, 0.0))) for person, times in spans.items()]
    total = sum(minutes.get(person, 0.0) for person in spans)
    return Card(
        key="roster",
        title=_.plural("Who: one person answers", "Who: {n} people answer in turn", len(rows))
        if rows
        else _("Who: nobody yet"),
        subtitle=_("Watches of the first week, and the hours of work each gives"),
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
