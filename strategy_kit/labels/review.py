"""Labels of a review: what the results of an objective say, when they can say more, decisions."""

from collections.abc import Iterable

import pandas as pd

from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import amount_words
from strategy_kit.model.review import Act
from strategy_kit.model.types import Period
from strategy_kit.plan.objectives import FLOWS
from strategy_kit.plan.review import ObjectiveResult, Reason, TimeLeft
from strategy_kit.results.behaviour_chart import Signal
from strategy_kit.results.detection_rules import Rule


def act_words(_: Words) -> dict[Act, str]:
    """Name what a decision can be."""
    return {"keep": _("Keep"), "change": _("Change it"), "stop": _("Stop")}


def period_words(_: Words) -> dict[Period, str]:
    """Name the periods of results."""
    return {"week": _("week"), "month": _("month")}


def day_words(period: pd.Period, per: Period, _: Words) -> str:
    """
    Name a week by its Monday, a month by its name.

    >>> day_words(pd.Period("2027-03-15", freq="W-SUN"), "week", Words("en"))
    '15 March'
    """
    first = period.start_time.date()
    return _.date(first, "MMMMd") if per == "week" else _.date(first, "yMMMM")


def result_amount(amount: float, unit: str, _: Words) -> str:
    """
    Write a value of a KPI on the scale of its chart, at most one decimal beyond a whole number.

    >>> result_amount(4.5993, "leads", Words("en")), result_amount(0.25, "percent", Words("en"))
    ('4.6', '0.25%')
    """
    if unit in ("percent", "currency"):
        return amount_words(round(amount, 2), unit, _)
    return _.number(round(amount, 1 if abs(amount) >= 1 else 2))


def verdict_words(result: ObjectiveResult, _: Words) -> str:
    """
    Say what the results of an objective say of the newest known value, without a full stop.

    >>> from strategy_kit.evidence.load import load_table
    >>> from strategy_kit.model import KpiValue, Objective
    >>> from strategy_kit.plan.review import results_by_objective
    >>> (result,) = results_by_objective([Objective(key="sales", per="week")], [], load_table("measures"))
    >>> verdict_words(result, Words("en"))
    'too few values: 8 more weeks are needed'
    """
    reading, per = result.chart.reading, result.per
    if reading.verdict == "too few values":
        return _too_few(reading.more, per, _)
    if reading.verdict == "ordinary":
        if reading.since is None:
            return _("an ordinary week") if per == "week" else _("an ordinary month")
        day = day_words(reading.since, per, _)
        if per == "week":
            return _("an ordinary week at its new level, reached on {day}", day=day)
        return _("an ordinary month at its new level, reached in {month}", month=day)
    return _moved(result, reading.since, _) if reading.since is not None else _("an ordinary week")


def _moved(result: ObjectiveResult, since: pd.Period, _: Words) -> str:
    higher, day = result.chart.reading.verdict == "higher", day_words(since, result.per, _)
    if since < result.chart.points.dropna(subset="value")["period"].max():
        return _since(higher, day, result.per, _)
    if result.per == "week":
        if higher:
            return _("higher than usual in the week of {day}: look for the cause", day=day)
        return _("lower than usual in the week of {day}: look for the cause", day=day)
    if higher:
        return _("higher than usual in {month}: look for the cause", month=day)
    return _("lower than usual in {month}: look for the cause", month=day)


def _since(higher: bool, day: str, per: Period, _: Words) -> str:
    if per == "month":
        if higher:
            return _("higher since {month}: look for the cause", month=day)
        return _("lower since {month}: look for the cause", month=day)
    if higher:
        return _("higher since {day}: look for the cause", day=day)
    return _("lower since {day}: look for the cause", day=day)


def _too_few(more: int, per: Period, _: Words) -> str:
    if per == "week":
        return _.plural("too few values: one more week is needed", "too few values: {n} more weeks are needed", more)
    return _.plural("too few values: one more month is needed", "too few values: {n} more months are needed", more)


def sureness_words(result: ObjectiveResult, _: Words) -> str:
    """Say of how many values the verdict is made, and how many of them are ordinary; empty without limits."""
    chart = result.chart
    if not chart.phases:
        return ""
    known, limits = result.known, chart.phases[-1].limits.values
    ordinary = known - len(result.signalled)
    if result.per == "week":
        count = _("{ordinary} of {n} weeks are ordinary.", ordinary=ordinary, n=known)
        rests = _("The usual range rests on {n} weeks.", n=limits)
    else:
        count = _("{ordinary} of {n} months are ordinary.", ordinary=ordinary, n=known)
        rests = _("The usual range rests on {n} months.", n=limits)
    if not chart.signals:
        return f"{count} {rests}"
    newest = chart.signals[-1]
    day = day_words(newest.seen, result.per, _)
    return f"{count} {rests} " + _("Last signal: {day}, {rule}.", day=day, rule=rule_words(_)[newest.rule])


def detection_words(result: ObjectiveResult, _: Words, left: TimeLeft | None = None) -> str:
    """
    Say when a change to the target could be told from chance, and what to do if that is too late, as sentences.

    Parameters
    ----------
    left : TimeLeft, optional
        Absent: any time will do.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> from strategy_kit.model import KpiValue, Objective
    >>> from strategy_kit.plan.review import results_by_objective
    >>> leads_a_week = Objective(key="lead-generation", target=20, per="week")
    >>> leads = enumerate([12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12])
    >>> days = pd.date_range("2027-01-04", periods=12, freq="7D").date
    >>> values = [KpiValue(objective="lead-generation", begins=days[n], value=m) for n, m in leads]
    >>> (result,) = results_by_objective([leads_a_week], values, load_table("measures"))
    >>> detection_words(result, Words("en"))
    'A change to the target, 20 a week, can be told from chance 4 weeks after it begins.'
    """
    needed = result.chart.reading.more
    if needed:
        return _with_more_values(result, needed, left, _)
    time = result.time_to_detect
    if result.target is None or time is None:
        if result.objective.target is None:
            return _("Without a target, no one can say when a change of that size would show.")
        return _("The target and the results are not per the same period, so they cannot be compared.")
    target = target_words(result, result.target, _)
    if time.outlook == "detectable" and time.periods is not None:
        said = _(
            "A change to the target, {target}, can be told from chance {time} after it begins.",
            target=target,
            time=duration_words(time.periods, result.per, _),
        )
        return f"{said} {_too_late(result, time.periods, left, _)}".strip()
    if time.outlook == "too few values":
        said = _(
            "To tell a change to the target, {target}, from chance, record results of {time} more.",
            target=target,
            time=duration_words(time.more, result.per, _),
        )
        return f"{said} {_too_late(result, time.more, left, _)}".strip()
    said = _("The target, {target}, is so close to the results that chance hides the change.", target=target)
    return f"{said} {_alternatives(result, _)}"


def _with_more_values(result: ObjectiveResult, needed: int, left: TimeLeft | None, _: Words) -> str:
    """Say what comes once there are enough values for limits, and that older ones count too."""
    said = ""
    if result.target is not None:
        said = _(
            "After {time} more of results, we can estimate when a change to the target ({target}) would show.",
            time=duration_words(needed, result.per, _),
            target=target_words(result, result.target, _),
        )
    late = f"{_ends(left, _)} " if left is not None and needed > left.periods else ""
    past = (
        _("Weeks from before the plan count too: add them from your records.")
        if result.per == "week"
        else _("Months from before the plan count too: add them from your records.")
    )
    return f"{said} {late}{past}".strip()


def _too_late(result: ObjectiveResult, periods: int, left: TimeLeft | None, _: Words) -> str:
    """Say that the time left is too short and what helps; empty if it is long enough."""
    return "" if left is None or periods <= left.periods else f"{_ends(left, _)} {_alternatives(result, _)}"


def _ends(left: TimeLeft, _: Words) -> str:
    if left.is_due:
        return _("That is after the due date, {day}.", day=_.date(left.end))
    return _("That is after the end of the plan, {day}.", day=_.date(left.end))


def _alternatives(result: ObjectiveResult, _: Words) -> str:
    """Name what shows a change sooner."""
    if result.per == "month":
        return _("Sooner: record results by week, choose a larger target, or a KPI that varies less or counts more.")
    if result.unit in FLOWS and result.objective.per == "month":
        return _(
            "Sooner: choose a larger target, or a KPI that varies less or counts more. Meanwhile, compare the totals "
            "of whole months with the target."
        )
    return _("Sooner: choose a larger target, or a KPI that varies less or counts more.")


def duration_words(n: int, per: Period, _: Words) -> str:
    """
    Write a number of weeks or months.

    >>> duration_words(1, "week", Words("en")), duration_words(5, "month", Words("en"))
    ('one week', '5 months')
    """
    return _.plural("one week", "{n} weeks", n) if per == "week" else _.plural("one month", "{n} months", n)


def target_words(result: ObjectiveResult, target: float, _: Words) -> str:
    """Write the target on the scale of the results, by its period where the KPI is a count."""
    amount = result_amount(target, result.unit, _)
    if result.unit not in FLOWS:
        return amount
    return _("{amount} a week", amount=amount) if result.per == "week" else _("{amount} a month", amount=amount)


def rule_words(_: Words) -> dict[Rule, str]:
    """Say of each detection rule what it saw."""
    return {
        "outside": _("outside the usual range"),
        "near": _("three of four nearer to an end of the usual range than to the average"),
        "run": _("eight in a row on one side of the average"),
    }


def signal_words(signal: Signal, per: Period, _: Words) -> str:
    """Name a signal: since when, and by which rule it was seen."""
    return _("{day}: {rule}", day=day_words(signal.begins, per, _), rule=rule_words(_)[signal.rule])


def reason_words(reasons: Iterable[Reason], _: Words) -> str:
    """
    Say why a review on a day can decide something.

    >>> reason_words(["target", "end"], Words("en"))
    'a change to the target can be told from chance, and the plan ends'
    """
    said = {
        "limits": _("there are enough results for a usual range"),
        "target": _("a change to the target can be told from chance"),
        "end": _("the plan ends"),
    }
    told = [said[reason] for reason in reasons]
    return _("{first}, and {last}", first=told[0], last=told[1]) if len(told) == 2 else _.all_of(told)
