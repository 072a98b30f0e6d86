"""The list of plans as people use it: each with its date and state; copied, renamed, deleted, brought back."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from strategy_kit.errors import InputError
from strategy_kit.model import Plan
from strategy_kit.model.differences import differences_since_agreed
from strategy_kit.plan.new_brief import is_only_begun
from strategy_kit.storage.store import SaveConflict, Store

TRIES = 3
"""Times a plan is renamed anew where another window saves it meanwhile."""


@dataclass(frozen=True)
class ListedPlan:
    """
    A plan of the list.

    `agreed_on` is the day it was agreed, `is_changed` one that changed since, `is_damaged` one that does not open,
    `is_only_begun` one whose questions were begun, without a draft yet: its name is the one given there.
    """

    id: str
    name: str
    saved_at: dt.datetime
    agreed_on: dt.date | None = None
    is_changed: bool = False
    is_damaged: bool = False
    is_only_begun: bool = False


def listed_plans(store: Store) -> Iterator[ListedPlan]:
    """Yield all plans of a store that are not deleted, the one saved last first."""
    for save in store.list():
        try:
            plan = store.load(save.plan_id).plan
        except InputError:
            yield ListedPlan(save.plan_id, save.name, save.saved_at, is_damaged=True)
        else:
            changed, begun = bool(differences_since_agreed(plan)), is_only_begun(plan)
            name = (begun and plan.answers and plan.answers.name) or save.name
            yield ListedPlan(save.plan_id, name, save.saved_at, plan.agreed_on, changed, is_only_begun=begun)


def copy_plan(store: Store, plan_id: str, name: str) -> str:
    """Save a copy of a plan under a name, which nobody has agreed to yet; return its id."""
    plan = store.load(plan_id).plan
    copy = with_name(plan, name).changed(id=uuid4().hex, agreed_by="", agreed_on=None)
    store.save(copy, 0, uuid4().hex)
    return copy.id


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
