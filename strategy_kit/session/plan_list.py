"""The list of plans as people use it: each with its date and state; copied, renamed, deleted, brought back."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from string import ascii_uppercase
from uuid import uuid4

from strategy_kit.errors import InputError
from strategy_kit.model import Plan
from strategy_kit.model.differences import differences_since_agreed
from strategy_kit.plan.new_brief import is_only_begun
from strategy_kit.plan.next_period import for_next_period
from strategy_kit.storage.store import SaveConflict, Store

FIRST_VARIANT = str(Plan.model_fields["scenario"].default)
TRIES = 3
"""Times a plan is renamed anew where another window saves it meanwhile."""


@dataclass(frozen=True)
class ListedPlan:
    """
    A plan of the list.

    `agreed_on` is the day it was agreed, `is_changed` one that changed since, `is_damaged` one that does not open,
    `is_only_begun` one whose questions were begun, without a draft yet: its name is the one given there. `variant`
    tells plans of one business apart; `start` and `end` are the first day of a plan and the day after its last.
    """

    id: str
    name: str
    saved_at: dt.datetime
    agreed_on: dt.date | None = None
    is_changed: bool = False
    is_damaged: bool = False
    is_only_begun: bool = False
    variant: str = FIRST_VARIANT
    start: dt.date | None = None
    end: dt.date | None = None


def listed_plans(store: Store) -> Iterator[ListedPlan]:
    """Yield all plans of a store that are not deleted, the one saved last first."""
    for save in store.list():
        try:
            plan = store.load(save.plan_id).plan
        except InputError:
            yield ListedPlan(save.plan_id, save.name, save.saved_at, is_damaged=True)
        else:
            changed, begun = bool(differences_since_agreed(plan)), is_only_begun(plan)
            yield ListedPlan(
                save.plan_id,
                _name(plan),
                save.saved_at,
                plan.agreed_on,
                changed,
                is_only_begun=begun,
                variant=plan.scenario,
                start=None if begun else plan.start,
                end=None if begun else plan.end,
            )


def copy_plan(store: Store, plan_id: str) -> str:
    """Save a copy of a plan as the next variant of its business, which nobody has agreed to yet; return its id."""
    plan = store.load(plan_id).plan
    copy = plan.changed(id=uuid4().hex, scenario=_free_variant(store, plan), agreed_by="", agreed_on=None)
    store.save(copy, 0, uuid4().hex)
    return copy.id


def copy_for_next_period(store: Store, plan_id: str, today: dt.date) -> str:
    """Save a plan of the same business for the time after a plan ends (`for_next_period`); return its id."""
    copy = for_next_period(store.load(plan_id).plan, today)
    store.save(copy, 0, uuid4().hex)
    return copy.id


def _free_variant(store: Store, plan: Plan) -> str:
    """Return the first letter, then the first number, that no plan of the same business has as its variant."""
    name = _name(plan)
    taken = {listed.variant for listed in listed_plans(store) if listed.name == name}
    return next(variant for variant in chain(ascii_uppercase, map(str, count(27))) if variant not in taken)


def _name(plan: Plan) -> str:
    return (is_only_begun(plan) and plan.answers and plan.answers.name) or plan.brief.name


def rename_plan(store: Store, plan_id: str, name: str) -> None:
    """Save a plan under another name, as a version of its own; InputError: the name is of no use."""
    for _try in range(TRIES):
        stored = store.load(plan_id)
        if not isinstance(store.save(with_name(stored.plan, name), stored.version, uuid4().hex), SaveConflict):
            return
    raise InputError("{field}: another window is saving this plan. Try again in a moment.", field="name")


def with_name(plan: Plan, name: str) -> Plan:
    """Return a plan under another name, given in the questions where they are only begun; InputError: of no use."""
    brief = plan.brief.changed(name=name)
    if plan.answers and is_only_begun(plan):
        return plan.changed(answers=plan.answers.changed(name=name))
    return plan.changed(brief=brief)
