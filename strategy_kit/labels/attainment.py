"""Words for whether results reached a target, with figures and date."""

import pandas as pd

from strategy_kit.i18n import Words
from strategy_kit.labels.reach import per_words
from strategy_kit.labels.review import day_words, duration_words, result_amount
from strategy_kit.plan.attainment import Attainment
from strategy_kit.plan.objectives import LEVELS
from strategy_kit.plan.review import ObjectiveResult


def attainment_words(result: ObjectiveResult, _: Words) -> str:
    """
    Say whether the results of an objective reached its target, without a full stop; empty where nobody can compare.

    >>> from strategy_kit.evidence.load import load_table
    >>> from strategy_kit.model import KpiValue, Objective
    >>> from strategy_kit.plan.review import results_by_objective
    >>> leads = Objective(key="lead-generation", target=20, per="month")
    >>> days = pd.date_range("2027-02-01", periods=4, freq="7D").date
    >>> values = [KpiValue(objective="lead-generation", begins=day, value=5) for day in days]
    >>> (result,) = results_by_objective([leads], values, load_table("measures"))
    >>> attainment_words(result, Words("en"))
    'target reached in February 2027: 20, target 20 a month'
    """
    found = result.attainment
    if found is None:
        return ""
    amount, target = _amount(found, result, _), _target(result, _)
    if found.period is None:
        return _(
            "no whole month yet: {amount} in {time}; the target, {target}, is about {expected} in that time",
            amount=amount,
            time=duration_words(found.weeks, "week", _),
            target=target,
            expected=result_amount(found.expected, result.unit, _),
        )
    when = period_in_words(found.period, _)
    if found.state == "reached":
        return _("target reached {when}: {amount}, target {target}", when=when, amount=amount, target=target)
    if found.state == "missed":
        return _("target missed {when}: {amount}, target {target}", when=when, amount=amount, target=target)
    if found.before is not None:
        return _(
            "target reached {before}, but not {when}: {amount}, target {target}",
            before=period_in_words(found.before, _),
            when=when,
            amount=amount,
            target=target,
        )
    return _("target not reached yet: {amount} {when}, target {target}", when=when, amount=amount, target=target)


def period_in_words(period: pd.Period, _: Words) -> str:
    """
    Write a week or a month as it stands in a sentence.

    >>> period_in_words(pd.Period("2027-03", freq="M"), Words("en"))
    'in March 2027'
    """
    if period.freqstr.startswith("W"):
        return _("in the week of {day}", day=day_words(period, "week", _))
    return _("in {month}", month=day_words(period, "month", _))


def _amount(found: Attainment, result: ObjectiveResult, _: Words) -> str:
    """Write what a period brought, about if weeks were divided, and per week where the results are by month."""
    amount = result_amount(found.amount, result.unit, _)
    if found.period is not None and result.per == "month" != result.objective.per and result.unit not in LEVELS:
        amount = per_words(amount, "week", _)
    if found.is_about:
        amount = _("about {amount}", amount=amount)
    return _("{amount} so far", amount=amount) if found.is_so_far else amount


def _target(result: ObjectiveResult, _: Words) -> str:
    """Write the target of an objective with its period, unless it is none of a period, its date and the baseline."""
    objective = result.objective
    amount = result_amount(objective.target or 0.0, result.unit, _)
    said = amount if result.unit in LEVELS else per_words(amount, objective.per, _)
    if objective.due:
        said = _("{target} by {day}", target=said, day=_.date(objective.due))
    if objective.baseline is None:
        return said
    return _(
        "{target} ({baseline} at the start)", target=said, baseline=result_amount(objective.baseline, result.unit, _)
    )
