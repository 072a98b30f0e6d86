"""The card of the crisis plan."""

from collections.abc import Iterator

from strategy_kit.communication.crisis import CrisisReadiness, Wait
from strategy_kit.figures.card import Card, Table
from strategy_kit.i18n import Words
from strategy_kit.labels.strategy import crisis_part_words
from strategy_kit.model import CrisisPlan
from strategy_kit.model.types import CRISIS_PARTS


def crisis_card(crisis: CrisisPlan, found: CrisisReadiness, _: Words) -> Card:
    """Show a crisis plan, what it lacks, and how long a message can wait by `crisis.crisis_readiness`."""
    return Card(
        key="crisis",
        title=_title(found, _),
        subtitle=_("Who decides, what is said first, and the longest waits of an ordinary week"),
        table=Table((_("Question"), _("Answer")), (*_decided(crisis, found, _), *_waits(crisis, found, _))),
        how=_(
            "The longest wait is that of a message sent at the worst moment of a week without days off or holidays. "
            "A deputy with other hours, or a telephone number that everyone has, makes it shorter."
        ),
        alert="" if crisis.is_empty else " ".join(_lacking(found, _)),
    )


def _title(found: CrisisReadiness, _: Words) -> str:
    if found.seen.begins is None or found.seen.minutes is None:
        return _("In a crisis, no one on the team is available")
    if found.decided.minutes is None:
        return _(
            "In a crisis, {wait} can pass until the team is available; who decides is not known",
            wait=_.hours(found.seen.minutes),
        )
    return _(
        "In a crisis, {wait} can pass until the team is available, and {decided} until someone can decide",
        wait=_.hours(found.seen.minutes),
        decided=_.hours(found.decided.minutes),
    )


def _decided(crisis: CrisisPlan, found: CrisisReadiness, _: Words) -> Iterator[tuple[str, str]]:
    names, lacking = crisis_part_words(_), _("not decided yet")
    for part in CRISIS_PARTS:
        said = getattr(crisis, part) or ""
        if said in found.hours:
            said = _("{name}, who can be reached {hours} a week", name=said, hours=_.hours(60 * found.hours[said]))
        elif said and said in found.absent:
            said = _("{name} (no longer exists)", name=said)
        if said or part in found.missing:
            yield names[part], said or lacking


def _waits(crisis: CrisisPlan, found: CrisisReadiness, _: Words) -> Iterator[tuple[str, str]]:
    yield _("Longest wait until someone is available"), _wait(found.seen, _)
    if found.checked is None:
        yield _("Longest wait until the next inbox check"), _("no inbox checks planned")
    else:
        yield _("Longest wait until the next inbox check"), _wait(found.checked, _)
    if crisis.decides or crisis.deputy:
        yield _("Longest wait until someone can decide"), _wait(found.decided, _)


def _wait(wait: Wait, _: Words) -> str:
    if wait.minutes is None or wait.begins is None:
        return _("no one available")
    day, time = _.weekday(wait.begins.isoweekday()), _.time(wait.begins.time())
    return _("{wait}, from {day} {time}", wait=_.hours(wait.minutes), day=day, time=time)


def _lacking(found: CrisisReadiness, _: Words) -> Iterator[str]:
    names = crisis_part_words(_)
    if found.missing:
        what = _.all_of(_.in_sentence(names[part]) for part in found.missing)
        yield _("Not decided yet: {what}.", what=what)
    if found.absent:
        yield _("No longer in the team: {people}.", people=_.all_of(found.absent))
    for name, hours in found.hours.items():
        if not hours:
            yield _("{name} has no hours available to answer.", name=name)
