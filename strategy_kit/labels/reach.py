"""What a calendar can bring for an objective, in words: a span, never one number; what is not known, by its name."""

import math
from collections.abc import Mapping

from strategy_kit.i18n import N_, Words
from strategy_kit.labels.objectives import Kpi, amount_words
from strategy_kit.model import Objective
from strategy_kit.model.types import Period
from strategy_kit.objectives.interval import Interval
from strategy_kit.objectives.rates import FOLLOWERS
from strategy_kit.plan.reach_funnel import BASELINE, Outlook

SMALL = 0.1
"""A number below is not rounded, it is under this."""
SAME = 1e-9

QUESTIONS = {
    FOLLOWERS: N_("how many people follow you on {platform}"),
    BASELINE: N_("where your KPI stands today ({kpi})"),
    "organic reach": N_("what share of your followers sees a post on {platform}"),
    "views by followers": N_("how often a post on {platform} is viewed, for each 100 followers"),
    "engagement by reach": N_("how many of the people reached on {platform} react, comment or share"),
    "engagement by views": N_("how many views on {platform} lead to a reaction, a comment or a share"),
    "engagement by followers": N_("how many of your followers on {platform} react, comment or share"),
    "link clicks by reach": N_("how many of the people reached on {platform} click your link"),
    "link clicks by views": N_("how many views on {platform} lead to a click on your link"),
    "results by reach": N_("how many of the people reached on {platform} take the step you want ({kpi})"),
    "results by views": N_("how many views on {platform} lead to the step you want ({kpi})"),
    "leads by visits": N_("how many visitors of your website leave their contact details"),
    "orders by visits": N_("how many visitors of your website order"),
    "sign-ups by visits": N_("how many visitors of your website sign up"),
    "applications by clicks": N_("how many people who click a job offer apply"),
}
"""What is to be measured, as it stands after a colon."""


def rough(value: float, *, up: bool = False) -> float:
    """
    Return a number as it is said in a span: rounded down, so that it stays on its side of a target; or up.

    >>> [rough(value) for value in (0.17, 2.68, 18.9, 1234)], rough(1.09, up=True)
    ([0.1, 2.6, 18.0, 1200.0], 1.1)
    """
    step = 0.1 if value < 10 else 1.0 if value < 100 else 10.0 ** (math.floor(math.log10(value)) - 1)
    steps = value / step
    return round((math.ceil(steps - SAME) if up else math.floor(steps + SAME)) * step, 1)


def rough_span(span: Interval, on_top_of: float = 0.0) -> Interval:
    """
    Return the bounds of a span as they are said, on top of an amount; what is not known stays NaN.

    >>> rough_span(Interval(0.17, 8.46), on_top_of=8)
    Interval(low=8.1, high=16.4)
    """
    return Interval(*(round(on_top_of + rough(bound), 9) if math.isfinite(bound) else bound for bound in span))


def span_words(span: Interval, unit: str, _: Words, on_top_of: float = 0.0) -> str:
    """
    Write a span: both bounds, or the lowest alone where the highest is unknown; a small bound is never zero.

    What comes `on_top_of` an amount is rounded before it is added, so that the sum shown is that of its parts.

    >>> span_words(Interval(1.04, 6.2), "leads", Words("en")), span_words(Interval(0.04, 2), "leads", Words("en"))
    ('about 1 to 6.2 leads', 'under 0.1 to 2 leads')
    >>> span_words(Interval(3, math.nan), "leads", Words("en"))
    'at least 3 leads'
    >>> span_words(Interval(2.79, 8.97), "leads", Words("en"), on_top_of=8)
    'about 10.7 to 16.9 leads'
    """
    if math.isnan(span.low + on_top_of):
        return _("not known yet")
    is_small = not on_top_of and 0 < span.low < SMALL
    least, most = rough_span(span, on_top_of)
    low = SMALL if is_small else least
    if math.isnan(span.high):
        return _("at least {amount}", amount=amount_words(least, unit, _))
    if span.high < SMALL and is_small:
        return _("under {amount}", amount=amount_words(SMALL, unit, _))
    high = amount_words(most, unit, _)
    if low == most and not is_small:
        return _("about {amount}", amount=high)
    bare = amount_words(low, unit, _) if unit == "percent" else _.number(low)
    return (
        _("under {low} to {high}", low=bare, high=high) if is_small else _("about {low} to {high}", low=bare, high=high)
    )


def expected_span(outlook: Outlook) -> Interval:
    """Return between what `expected_words` says that the KPI lies with a plan."""
    span = outlook.brings if outlook.kind == "count" else outlook.expected
    return rough_span(span, today_of(outlook))


def expected_words(outlook: Outlook, unit: str, _: Words) -> str:
    """Write what the KPI is with a plan: of a count what its posts bring, as shown, on top of today's number."""
    if outlook.kind != "count":
        return span_words(outlook.expected, unit, _)
    return span_words(outlook.brings, unit, _, on_top_of=today_of(outlook))


def today_of(outlook: Outlook) -> float:
    """Return what the posts of a plan are added to; NaN = unknown."""
    if outlook.kind != "count":
        return 0.0
    return math.nan if outlook.objective.baseline is None else outlook.objective.baseline


def in_period(amount: str, outlook: Outlook, _: Words) -> str:
    """Write an amount with its period; a rate has none."""
    if outlook.kind == "rate":
        return amount
    return per_words(amount, outlook.objective.per, _)


def per_words(amount: str, per: Period, _: Words) -> str:
    """Write an amount with its period."""
    return _("{amount} a week", amount=amount) if per == "week" else _("{amount} a month", amount=amount)


def times_words(times: Interval, _: Words) -> str:
    """
    Write how many times the posts a target needs; empty where that is unknown.

    >>> times_words(Interval(1.3, 8), Words("en"))
    'about 1.3 to 8 times the posts in your calendar'
    >>> times_words(Interval(math.inf, math.inf), Words("en"))
    'more than any number of posts brings'
    """
    if math.isnan(times.low):
        return ""
    if math.isinf(times.low):
        return _("more than any number of posts brings")
    low, high = (rough(bound, up=True) if math.isfinite(bound) else bound for bound in times)
    if not math.isfinite(times.high):
        return _("at least {low} times the posts in your calendar", low=low)
    if low == high:
        return _("about {low} times the posts in your calendar", low=low)
    return _("about {low} to {high} times the posts in your calendar", low=low, high=high)


def question_words(platform: str, name: str, kpi: str, names: Mapping[str, str], _: Words) -> str:
    """
    Write what is to be measured, as it stands after a colon: a rate on the way to a KPI, followers or the baseline.

    >>> question_words("facebook", "followers", "leads", {"facebook": "Facebook"}, Words("en"))
    'how many people follow you on Facebook'
    """
    return _(QUESTIONS[name], platform=names.get(platform, platform), kpi=kpi)


def stage_words(stage: str, kpi: str, _: Words) -> str:
    """Name a stage from the posts to a KPI."""
    return {
        "posts": _("Posts"),
        "contacts": _("People reached, counted once for each post"),
        "views": _("Views"),
        "clicks": _("Clicks on a link"),
    }.get(stage, kpi)


def verdict_words(outlook: Outlook, kpi: Kpi, names: Mapping[str, str], _: Words) -> str:
    """Write whether the target can be reached: the verdict, the span and the target."""
    objective, unit = outlook.objective, kpi.unit
    target = amount_words(outlook.target, unit, _) if outlook.kind == "rate" else _.number(outlook.target)
    span = in_period(expected_words(outlook, unit, _), outlook, _)
    match outlook.state:
        case "already reached":
            today = _today(objective, unit, _)
            return _("Already reached: {today} today, target {target}", today=today, target=target)
        case "no posts":
            return _("Not known yet: no post is scheduled")
        case "unknown":
            platform, name = outlook.unknowns[0]
            asked = question_words(platform, name, kpi.in_sentence(_), names, _)
            return _("Not known yet: {question}", question=asked)
        case "within reach" if math.isnan(outlook.expected.low):
            alone = in_period(span_words(outlook.brings, unit, _), outlook, _)
            return _("Within reach: {span} from the posts alone, target {target}", span=alone, target=target)
        case "within reach":
            return _("Within reach: {span}, target {target}", span=span, target=target)
        case "could be reached":
            return _("Could be reached: {span}, target {target}", span=span, target=target)
    return _out_of_reach(outlook, unit, span, target, _)


def reading_words(outlook: Outlook, kpi: Kpi, _: Words) -> str:
    """Explain what the plan adds to what, and what the span is made of."""
    objective, unit = outlook.objective, kpi.unit
    lines = []
    if outlook.state == "no posts":
        return _("Once the calendar has posts, what they can bring is shown here.")
    if outlook.kind == "rate":
        lines.append(_("The number of posts does not change a rate; what they are about does."))
    elif outlook.kind == "people":
        lines.append(_("A person who sees several posts counts once: at most all your followers, as a rule."))
    elif not math.isnan(outlook.brings.low):
        brings = in_period(span_words(outlook.brings, unit, _), outlook, _)
        if objective.baseline is None:
            lines.append(_("The posts of this plan bring {span}; where you stand today is not known.", span=brings))
        else:
            today = _today(objective, unit, _)
            lines.append(
                _("The posts of this plan are added to today’s {today}: they bring {span}.", today=today, span=brings)
            )
            lines.append(_("If you post already, part of today’s number comes from those posts."))
        if outlook.stages["platform"].nunique() > 1:
            lines.append(_("Amounts are rounded down: those of each platform can add up to a little less."))
    if outlook.unknowns:
        lines.append(_where(outlook.unknowns[0][1], _))
    needed = times_words(outlook.times, _) if outlook.state == "could be reached" else ""
    if needed and outlook.kind != "rate":
        lines.append(_("The target needs {times}.", times=needed))
    return " ".join(lines)


def _where(name: str, _: Words) -> str:
    """Write where a missing number is entered."""
    if name == FOLLOWERS:
        return _("Enter your followers on “Start”, beside your objectives.")
    if name == BASELINE:
        return _("Enter it on “Start”: edit the objective.")
    return _("Enter it on “Start”, under “Fine-tune”.")


def _today(objective: Objective, unit: str, _: Words) -> str:
    return amount_words(objective.baseline or 0.0, unit, _)


def _out_of_reach(outlook: Outlook, unit: str, span: str, target: str, _: Words) -> str:
    times = times_words(outlook.times, _)
    if outlook.kind != "count":
        said = _("Out of reach: {span}, target {target}", span=span, target=target)
        return _("{verdict}: {times}", verdict=said, times=times) if times else said
    brings = span_words(outlook.brings, unit, _)
    more = (
        _("{amount} more a week", amount=brings)
        if outlook.objective.per == "week"
        else _("{amount} more a month", amount=brings)
    )
    fields = {"more": more, "needs": _.number(outlook.needs), "times": times}
    return _("Out of reach: {more}; the target needs {needs}, {times}", **fields)
