"""How controls read and write the objectives of a plan, each by its slot."""

import itertools
from collections.abc import Mapping

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Objective
from strategy_kit.plan.objectives import PERCENT
from strategy_kit.widgets.form import Read, Write

OWN = "own"
"""What the list of KPIs has for one of one's own, and what the slots of objectives in one's own words begin with."""
NO_OBJECTIVE = Objective(name="-")
"""What the fields of an objective read once it is switched off."""


def slots_of(brief: Brief) -> dict[str, int]:
    """Return the places of the objectives by key; those in one's own words, which may be renamed, are counted."""
    own = itertools.count()
    return {objective.key or f"{OWN}-{next(own)}": place for place, objective in enumerate(brief.objectives)}


def objective_of(brief: Brief, slot: str) -> Objective:
    """Return the objective of a slot; `NO_OBJECTIVE` once it is switched off."""
    place = slots_of(brief).get(slot)
    return NO_OBJECTIVE if place is None else brief.objectives[place]


def with_values(slot: str, brief: Brief, **values: object) -> dict[str, object]:
    """Return the objectives with one of them changed; without it, as they are."""
    place = slots_of(brief).get(slot)
    objectives: list[object] = list(brief.objectives)
    if place is not None:
        changed = {**dict(brief.objectives[place]), **values}
        _check_percentage(changed, values, place)
        objectives[place] = changed
    return {"objectives": objectives}


def _check_percentage(objective: Mapping[str, object], values: Mapping[str, object], place: int) -> None:
    """
    Refuse a new value of one's own KPI in percent that is no share of a whole; what the plan held before stays.

    Growth can exceed 100 %: a unit in words, such as "% more than last year", takes any number.
    """
    if objective["own_unit"] != PERCENT:
        return
    for name in ("baseline", "target"):
        amount = objective[name]
        is_new = name in values or "own_unit" in values
        if is_new and isinstance(amount, int | float) and not 0 <= amount <= 100:
            raise InputError(
                "{field}: found {value}. Use a percentage from 0 to 100, or another unit for your KPI.",
                field=f"objectives.{place}.{name}",
                value=f"{amount:g}",
            )


def field_of(slot: str, name: str) -> tuple[Read, Write]:
    """Return how a control reads and writes a field of an objective as it is."""
    return (
        lambda brief: getattr(objective_of(brief, slot), name),
        lambda brief, value: with_values(slot, brief, **{name: value}),
    )
