"""Checks of a brief or a plan beyond its types, for `strategy-kit check`, exports and the page that opens one."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cache

from babel.core import get_global

from strategy_kit.calendar.public_holidays import public_holidays
from strategy_kit.communication.permission import capped_shares
from strategy_kit.errors import InputError, first_of
from strategy_kit.evidence import load
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.objectives import LIMITS, measure_of, unit_of
from strategy_kit.platforms import alternatives, pair_weights

ANY_DAY = dt.date(2027, 1, 4)


def check_brief(brief: Brief) -> None:
    """
    Refuse a brief with unknown names, without shares of posts or without duty hours.

    Infeasible limits are fine: the plan lists what is missing.

    >>> check_brief(Brief(name="Shop", platforms=("myspace",)))
    Traceback (most recent call last):
    ...
    strategy_kit.errors.InputError: platforms.0: there is no platform called myspace. Did you mean ...?
    """
    check_names(brief)
    check_comparisons(brief)
    capped_shares(brief.pillars, brief.promotion_cap)
    _check_team(brief)


def check_plan(plan: Plan) -> None:
    """
    Refuse a plan by `check_names`, `check_comparisons`, `check_results` and `check_calendar`.

    >>> check_plan(Plan(brief=Brief(name="Shop"), start=ANY_DAY))
    """
    check_names(plan.brief)
    check_comparisons(plan.brief)
    check_results(plan)
    check_calendar(plan)


def check_calendar(plan: Plan) -> None:
    """
    Refuse a calendar with duplicate ids, response windows of no post, or wall times that clocks skip.

    The InputError is the first fault, with the others in its `also`.

    >>> post = {"id": "s1", "platform": "x", "zone": "Europe/Paris", "pillar": "News", "owner": "Owner",
    ...         "day": "2027-03-28", "time": "02:30"}
    >>> check_calendar(Plan(brief=Brief(name="Shop"), start=ANY_DAY, slots=[post]))
    Traceback (most recent call last):
    ...
    strategy_kit.errors.InputError: slots.0.time: 2027-03-28 02:30 does not exist in Europe/Paris, as the clocks go ...
    """
    faults = [*_twin_ids(plan), *_stray_watches(plan), *_skipped_times(plan)]
    if faults:
        raise first_of(faults)


def _twin_ids(plan: Plan) -> Iterator[InputError]:
    for key, times in Counter(slot.id for slot in plan.slots).items():
        if times > 1:
            yield InputError(
                "{field}: {value} appears twice. Remove one, or give it another name.", field="slots", value=key
            )


def _stray_watches(plan: Plan) -> Iterator[InputError]:
    posts = {slot.id for slot in plan.slots}
    for key in dict.fromkeys(watch.slot for watch in plan.watches if watch.slot not in posts):
        yield InputError(
            "{field}: found {value}, but no post has that ID. Recalculate the calendar.", field="watches", value=key
        )


def _skipped_times(plan: Plan) -> Iterator[InputError]:
    for kind in ("slots", "watches", "rounds"):
        for place, entry in enumerate(getattr(plan, kind)):
            moment = entry.starts_at
            if moment.astimezone(dt.UTC).astimezone(moment.tzinfo).replace(fold=0) != moment:
                yield InputError(
                    "{field}: {value} does not exist in {zone}, as the clocks go forward that day. Choose "
                    "another time.",
                    field=f"{kind}.{place}.time",
                    value=f"{moment:%Y-%m-%d %H:%M}",
                    zone=str(moment.tzinfo),
                )


def check_names(brief: Brief) -> None:
    """Refuse a brief with an unknown country, region, platform, study, assumption, KPI, objective, pillar or person."""
    _check_countries(brief)
    public_holidays(brief.country, brief.region, brief.lang, ANY_DAY, ANY_DAY)
    alternatives(brief, load.load_table("platforms"))
    load.load_windows(brief.studies)
    load.assumption_values(brief.assumptions)
    _check_rules(brief)
    _check_served(brief)
    _check_objectives(brief)


@cache
def known_countries() -> frozenset[str]:
    """
    Return the ISO 3166-1 codes of the countries that have a clock.

    >>> "FR" in known_countries(), "UK" in known_countries()
    (True, False)
    """
    return frozenset(get_global("zone_territories").values()) - {"001"}


def _check_countries(brief: Brief) -> None:
    named = {"country": brief.country}
    named |= {f"segments.{place}.country": segment.country for place, segment in enumerate(brief.segments)}
    for field, country in named.items():
        if country not in known_countries():
            raise InputError(
                "{field}: no country has the code {value}. Use a two-letter ISO code, like FR, GB or US.",
                field=field,
                value=country,
            )


def check_comparisons(brief: Brief) -> None:
    """Refuse comparisons by pairs, the group's or a person's, that do not connect all criteria."""
    for comparisons in (brief.comparisons, *(voice.comparisons for voice in brief.voices)):
        if comparisons:
            pair_weights(comparisons)


def _check_rules(brief: Brief) -> None:
    """Refuse what names a platform, pillar or person that is not there."""
    names_of = {
        "platform": {"all", *load.load_table("platforms")["key"]},
        "pillar": {pillar.name for pillar in brief.pillars},
        "owner": {person.name for person in brief.team},
    }
    for kind in ("never", "pinned", "campaigns", "objectives", "followers", "own_rates", "profiles", "peers", "costs"):
        for place, rule in enumerate(getattr(brief, kind)):
            for field, names in names_of.items():
                named = getattr(rule, field, None)
                if named is not None and named not in names:
                    raise InputError(
                        "{field}: {value} is not in this plan. Use one of {known}.",
                        field=f"{kind}.{place}.{field}",
                        value=named,
                        known=", ".join(sorted(names)),
                    )


def _check_objectives(brief: Brief) -> None:
    """Refuse a KPI of another objective, and a baseline or target that the KPI cannot have."""
    measures = load.load_table("measures")
    for place, objective in enumerate(brief.objectives):
        measure = measure_of(objective, measures)
        if measure is None and objective.measure is not None:
            raise InputError(
                "{field}: {value} is not a KPI of this objective. Use one of {known}.",
                field=f"objectives.{place}.measure",
                value=objective.measure,
                known=", ".join(measures.loc[measures["objective"] == objective.kind, "key"]),
            )
        least, most = (None, None) if measure is None else LIMITS.get(measure["unit"], (0, None))
        for name in ("baseline", "target"):
            _check_amount(getattr(objective, name), least, most, f"objectives.{place}.{name}")


def _check_served(brief: Brief) -> None:
    """Refuse a pillar that serves an objective the brief does not have."""
    known = [objective.what for objective in brief.objectives]
    for place, pillar in enumerate(brief.pillars):
        for what in pillar.serves:
            if what not in known:
                raise InputError(
                    "{field}: no objective of this plan is called {value}. Use one of {known}, or add the objective.",
                    field=f"pillars.{place}.serves",
                    value=what,
                    known=", ".join(known) or "-",
                )


def check_results(plan: Plan) -> None:
    """Refuse results that the KPI of their objective cannot have; those of an objective no longer there stay."""
    measures = load.load_table("measures")
    limits = {
        objective.what: LIMITS.get(unit_of(objective, measures), (0, None)) for objective in plan.brief.objectives
    }
    for place, result in enumerate(plan.results):
        least, most = limits.get(result.objective, (None, None))
        _check_amount(result.value, least, most, f"results.{place}.value")


def _check_amount(amount: float | None, least: float | None, most: float | None, field: str) -> None:
    if amount is None:
        return
    value = int(amount) if amount.is_integer() else amount
    if least is not None and amount < least:
        raise InputError("{field}: found {value}. Use {ge} or more.", field=field, value=value, ge=least)
    if most is not None and amount > most:
        raise InputError("{field}: found {value}. Use {le} or less.", field=field, value=value, le=most)


def _check_team(brief: Brief) -> None:
    if not any(duty.weekdays for person in brief.team for duty in person.duty):
        raise InputError(
            "{field}: no hours are available to answer, so no post can be scheduled. For at least one "
            "person, add weekdays, start and end.",
            field="team",
        )
