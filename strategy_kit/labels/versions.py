"""What a version of a plan changed against the one before, in words: each part, then and now."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from strategy_kit.i18n import Words
from strategy_kit.labels.changes import changed_parts
from strategy_kit.model.differences import differences
from strategy_kit.model.plan import AgreedTerms

DAYS = ("start", "weeks")
MOST_LETTERS = 120
"""Letters of a value that is written; of a longer one only that it changed."""


class ChangedPart(NamedTuple):
    """A part of a plan that changed, its value then and now; both empty where they are too long for a table."""

    name: str
    before: str
    now: str


def version_changes(before: AgreedTerms, now: AgreedTerms, platforms: Mapping[str, str], _: Words) -> list[ChangedPart]:
    """
    Name what changed between two versions of a plan, with the values where they are short.

    Parameters
    ----------
    platforms : mapping of str to str
        Names of platforms by key.

    Examples
    --------
    >>> import datetime as dt
    >>> from strategy_kit.model import Brief, Plan
    >>> one = Plan(brief=Brief(name="Shop"), start=dt.date(2027, 1, 4))
    >>> brief = one.brief.changed(promotion_cap=0.1)
    >>> version_changes(one.terms, one.changed(brief=brief).terms, {}, Words("en"))
    [ChangedPart(name='limit on promotional posts', before='20%', now='10%')]
    """
    places = list(differences(before, now))
    fields = dict.fromkeys(place.partition(".")[0] for place in places)
    write = _writers(platforms, _)
    days = [ChangedPart(_("days of the plan"), _days(before, _), _days(now, _))] if {*DAYS} & {*fields} else []
    found = [
        _part([place for place in places if place.partition(".")[0] == field], write.get(field), before, now, _)
        for field in fields
        if field not in DAYS
    ]
    return [*days, *dict.fromkeys(part for part in found if part.name not in [each.name for each in days])]


def _part(
    places: list[str], write: Callable[[AgreedTerms], str] | None, before: AgreedTerms, now: AgreedTerms, _: Words
) -> ChangedPart:
    (name,) = changed_parts(places, _)
    values = (write(before), write(now)) if write else ("", "")
    fits = values[0] != values[1] and max(map(len, values)) <= MOST_LETTERS
    return ChangedPart(name, *(values if fits else ("", "")))


def _days(terms: AgreedTerms, _: Words) -> str:
    return _.interval(terms.start, terms.start + dt.timedelta(weeks=terms.weeks, days=-1))


def _writers(platforms: Mapping[str, str], _: Words) -> dict[str, Callable[[AgreedTerms], str]]:
    """Return how the value of a part is written, for the parts that have a short one."""

    def named(terms: AgreedTerms) -> str:
        keys = terms.brief.platforms or terms.platforms
        return _.all_of([platforms.get(key, key) for key in keys])

    return {
        "platforms": named,
        "pillars": lambda terms: _.all_of([pillar.name for pillar in terms.brief.pillars]),
        "promotion_cap": lambda terms: _.percent(terms.brief.promotion_cap),
        "trigger": lambda terms: terms.trigger,
        "name": lambda terms: terms.brief.name,
        "cadence": lambda terms: _.all_of(
            [
                _("{low} to {high} a week", low=rule.posts_per_week_low, high=rule.posts_per_week_high)
                for rule in terms.brief.cadence
            ]
        ),
        "team": lambda terms: _.all_of(
            [
                _("{name} ({hours})", name=person.name, hours=_.hours(round(person.hours_per_week * 60)))
                for person in terms.brief.team
            ]
        ),
    }
