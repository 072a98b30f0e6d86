"""Undo and redo: the plans before and after the present one."""

import time
from collections.abc import Callable
from typing import Literal

from strategy_kit.i18n import Words
from strategy_kit.labels.changes import change_words
from strategy_kit.model import Plan
from strategy_kit.model.differences import differences
from strategy_kit.plan.new_brief import plan_with_language

Way = Literal["undo", "redo"]
WAYS: tuple[Way, ...] = ("undo", "redo")
MOST = 100
"""Steps that can be undone; older ones are forgotten."""
TOGETHER = 2.0
"""Seconds within which changes of the same value are one step: a slider that moves, a word that is typed."""


class History:
    """
    The steps of one plan, to go back and forth; `clock` returns seconds.

    >>> import datetime as dt
    >>> from strategy_kit.model import Brief
    >>> plan = Plan(brief=Brief(name="Corner bakery"), start=dt.date(2027, 1, 4))
    >>> history, longer = History(), plan.changed(weeks=8)
    >>> history.record(plan, longer)
    >>> history.describe("undo", longer, Words("en")), history.plan("undo", longer) == plan
    ('number of weeks', True)
    >>> history.go("undo", longer)
    >>> history.plan("redo", plan) == longer
    True
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._plans: dict[Way, list[Plan]] = {"undo": [], "redo": []}
        self._last: tuple[tuple[str, ...], float] = ((), 0.0)

    def record(self, before: Plan, after: Plan) -> None:
        """Note a change; what was undone before it cannot be done again. A change and its reverse are no step."""
        places, now = tuple(differences(before, after)), self._clock()
        earlier = self._plans["undo"]
        goes_on = earlier and not self._plans["redo"] and self._last[0] == places and now - self._last[1] < TOGETHER
        steps = earlier if goes_on else [*earlier, before][-MOST:]
        is_none = not any(True for _place in differences(steps[-1], after))
        self._plans = {"undo": steps[:-1] if is_none else steps, "redo": []}
        self._last = places, now

    def plan(self, way: Way, present: Plan) -> Plan | None:
        """Return the plan one step away, under the id and in the language of the present one; None: no step."""
        if not self._plans[way]:
            return None
        plan = self._plans[way][-1].changed(id=present.id)
        return plan_with_language(plan, Words(present.brief.lang))

    def describe(self, way: Way, present: Plan, words: Words) -> str:
        """Name what the next step changes; empty: no step."""
        plan = self.plan(way, present)
        return change_words(differences(plan, present), words) if plan else ""

    def go(self, way: Way, present: Plan) -> None:
        """Note that the step was taken from the present plan."""
        self._plans[way].pop()
        self._plans["redo" if way == "undo" else "undo"].append(present)
        self._last = (), 0.0

    def keep(self, before: Plan, after: Plan) -> None:
        """
        Note a change that is no step, so that no step takes it back: what differs now differs in each earlier plan too.

        >>> import datetime as dt
        >>> from strategy_kit.model import Brief
        >>> plan = Plan(brief=Brief(name="Corner bakery"), start=dt.date(2027, 1, 4))
        >>> history, longer = History(), plan.changed(weeks=8)
        >>> history.record(plan, longer)
        >>> history.keep(longer, longer.changed(later=("x",)))
        >>> history.plan("undo", longer).weeks, history.plan("undo", longer).later
        (4, ('x',))
        """
        kept = {name: value for name, value in after if value != getattr(before, name)}
        for plans in self._plans.values():
            plans[:] = [
                plan.model_copy(
                    update={name: value for name, value in kept.items() if getattr(plan, name) == getattr(before, name)}
                )
                for plan in plans
            ]

    def clear(self) -> None:
        """Forget all steps: another plan is open."""
        self._plans, self._last = {"undo": [], "redo": []}, ((), 0.0)
