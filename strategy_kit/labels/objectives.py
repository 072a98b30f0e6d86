"""Labels of objectives and of their KPIs; an objective as a sentence, and what it lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from strategy_kit.evidence.evidence import Evidence
from strategy_kit.i18n import Words
from strategy_kit.model import Objective
from strategy_kit.plan.objectives import PERCENT, Gap


def objective_words(evidence: Evidence, _: Words) -> dict[str, str]:
    """
    Name the objectives of table ``objectives``, in its order.

    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> objective_words(load_evidence(), Words("en"))["store-visits"]
    'Bring people through the door'
    """
    return {str(row["key"]): str(_.localized(row, "name")) for _place, row in evidence.objectives.iterrows()}


def objective_name(objective: Objective, names: Mapping[str, str]) -> str:
    """Name an objective: in its own words, else as `names` has it (`objective_words`)."""
    return objective.name or names[objective.what]


def objective_in_sentence(objective: Objective, names: Mapping[str, str], _: Words) -> str:
    """
    Name an objective as it stands within a sentence; one's own words stay as they are, in quotation marks.

    >>> objective_in_sentence(Objective(name="More orders"), {}, Words("en"))
    '“More orders”'
    """
    return _("“{name}”", name=objective.name) if objective.name else _.in_sentence(names[objective.what])


def measure_unit_words(_: Words) -> dict[str, str]:
    """Name the units of table ``measures``."""
    return {
        "percent": _("percent"),
        "people": _("people"),
        "followers": _("followers"),
        "leads": _("leads"),
        "sign-ups": _("sign-ups"),
        "views": _("views"),
        "visits": _("visits"),
        "clicks": _("clicks"),
        "actions": _("actions"),
        "comments": _("comments"),
        "messages": _("messages"),
        "posts": _("posts"),
        "shares": _("shares"),
        "mentions": _("mentions"),
        "requests": _("requests"),
        "orders": _("orders"),
        "bookings": _("bookings"),
        "calls": _("calls"),
        "codes": _("codes"),
        "reviews": _("reviews"),
        "answers": _("answers"),
        "applications": _("applications"),
        "ideas": _("ideas"),
        "minutes": _("minutes"),
        "currency": _("your currency"),
        "points": _("points"),
        "points-of-5": _("out of 5"),
        "ratio": _("ratio (1: as usual)"),
    }


@dataclass(frozen=True)
class Kpi:
    """
    A KPI in words.

    Attributes
    ----------
    unit : str
        Key of a unit of table ``measures``; ``"own"`` for a unit of one's own, empty for none.
    unit_word : str
        The unit in words.
    formula, where, pitfall : str
        How it is calculated, where one finds it, what to keep in mind; empty where that is not described.
    """

    name: str
    unit: str = ""
    unit_word: str = ""
    formula: str = ""
    where: str = ""
    pitfall: str = ""

    def in_sentence(self, _: Words) -> str:
        """Return the name as it stands within a sentence; one's own words stay as they are."""
        return _.in_sentence(self.name) if self.formula else self.name


def kpi_words(measure: Any, _: Words) -> Kpi:
    """Describe a KPI, a row of table ``measures``."""
    name, formula, where, pitfall = (
        str(_.localized(measure, part)) for part in ("name", "formula", "where", "pitfall")
    )
    unit = str(measure["unit"])
    return Kpi(name, unit, measure_unit_words(_)[unit], formula, where, pitfall)


def own_kpi_words(objective: Objective) -> Kpi:
    """
    Describe the KPI of one's own that an objective has.

    >>> own_kpi_words(Objective(name="Fill the hall", own_measure="Tickets", own_unit="tickets")).unit
    'own'
    """
    unit = objective.own_unit or ""
    return Kpi(objective.own_measure or "", "percent" if unit == PERCENT else "own" if unit else "", unit)


def counted_words(unit: str, n: float, _: Words) -> str:
    """
    Write a number of what is counted; another unit is no count: empty.

    >>> counted_words("leads", 1, Words("en")), counted_words("leads", 1.5, Words("en"))
    ('1 lead', '1.5 leads')
    """
    counted = {
        "people": _.plural("{n} person", "{n} people", n),
        "followers": _.plural("{n} follower", "{n} followers", n),
        "leads": _.plural("{n} lead", "{n} leads", n),
        "sign-ups": _.plural("{n} sign-up", "{n} sign-ups", n),
        "views": _.plural("{n} view", "{n} views", n),
        "visits": _.plural("{n} visit", "{n} visits", n),
        "clicks": _.plural("{n} click", "{n} clicks", n),
        "actions": _.plural("{n} action", "{n} actions", n),
        "messages": _.plural("{n} message", "{n} messages", n),
        "posts": _.plural("{n} post", "{n} posts", n),
        "shares": _.plural("{n} share", "{n} shares", n),
        "mentions": _.plural("{n} mention", "{n} mentions", n),
        "requests": _.plural("{n} request", "{n} requests", n),
        "orders": _.plural("{n} order", "{n} orders", n),
        "bookings": _.plural("{n} booking", "{n} bookings", n),
        "calls": _.plural("{n} call", "{n} calls", n),
        "codes": _.plural("{n} code", "{n} codes", n),
        "reviews": _.plural("{n} review", "{n} reviews", n),
        "applications": _.plural("{n} application", "{n} applications", n),
        "ideas": _.plural("{n} idea", "{n} ideas", n),
    }
    return counted.get(unit, "")


def amount_words(amount: float, unit: str, _: Words) -> str:
    """
    Write a value of a KPI with its unit, money in the currency of the country.

    >>> amount_words(2.5, "percent", Words("en")), amount_words(40, "currency", Words("en", "CA"))
    ('2.5%', '$40')
    """
    match unit:
        case "percent":
            decimals = next(places for places in range(4) if places == 3 or round(amount, places) == amount)
            return _.percent(amount / 100, decimals)
        case "currency":
            return _.money(amount)
        case "minutes":
            return _.plural("{n} minute", "{n} minutes", amount)
        case "points":
            return _.plural("{n} point", "{n} points", amount)
        case "points-of-5":
            return _("{n} out of 5", n=amount)
    return counted_words(unit, amount, _) or _.number(amount)


def objective_sentence(objective: Objective, kpi: Kpi | None, name: str, _: Words) -> str:
    """
    Write an objective as far as it is known: from its baseline to its target by its date.

    Parameters
    ----------
    kpi : Kpi, optional
        Absent: the objective has none.
    name : str
        What stands where no target is set.

    Examples
    --------
    >>> import datetime as dt
    >>> leads = Kpi("Leads", "leads")
    >>> objective = Objective(key="lead-generation", baseline=12, target=20, due=dt.date(2027, 6, 30))
    >>> objective_sentence(objective, leads, "Win enquiries", Words("en"))
    'From 12 to 20 leads a month by 30 June 2027'
    >>> objective_sentence(Objective(key="lead-generation", target=1), leads, "Win enquiries", Words("en"))
    'To 1 lead a month'
    >>> objective_sentence(Objective(key="lead-generation"), leads, "Win enquiries", Words("en"))
    'Win enquiries'
    """
    if objective.target is not None:
        change = _change(objective, objective.target, kpi, _)
        if _says_what_is_counted(kpi, _):
            return _.capital(change)
        return _("{kpi}: {change}", kpi=kpi.name if kpi else name, change=change)
    known = _("{objective} by {day}", objective=name, day=_.date(objective.due)) if objective.due else name
    if objective.baseline is None:
        return known
    baseline = _rate(objective.baseline, objective, kpi, _)
    return _("{objective}: {baseline} today", objective=known, baseline=baseline)


def _change(objective: Objective, target: float, kpi: Kpi | None, _: Words) -> str:
    """Write from where to where a KPI should change, and by when, as far as that is known."""
    fields = {"target": _rate(target, objective, kpi, _), "day": _.date(objective.due) if objective.due else ""}
    if objective.baseline is None:
        return _("to {target} by {day}", **fields) if objective.due else _("to {target}", **fields)
    sign = kpi.unit if kpi is not None and kpi.unit in ("percent", "currency") else ""
    fields["baseline"] = amount_words(objective.baseline, sign, _) if sign else _.number(objective.baseline)
    if objective.due:
        return _("from {baseline} to {target} by {day}", **fields)
    return _("from {baseline} to {target}", **fields)


def _says_what_is_counted(kpi: Kpi | None, _: Words) -> bool:
    """Return whether the unit does: leads, visits; a percentage does not."""
    return kpi is not None and (kpi.unit == "own" or counted_words(kpi.unit, 1, _) != "")


def _rate(amount: float, objective: Objective, kpi: Kpi | None, _: Words) -> str:
    """Write a value with its unit; counts are by week or month, but neither a stock, such as followers, nor a rate."""
    if kpi is not None and kpi.unit == "own":
        said = f"{_.number(amount)} {kpi.unit_word}"
    else:
        said = amount_words(amount, kpi.unit if kpi else "", _)
    if kpi is not None and (kpi.unit == "followers" or (kpi.unit and not _says_what_is_counted(kpi, _))):
        return said
    return _("{amount} a week", amount=said) if objective.per == "week" else _("{amount} a month", amount=said)


def gap_words(_: Words) -> dict[Gap, str]:
    """Name what an objective lacks, as it stands in a list."""
    return {
        "measure": _("a KPI"),
        "baseline": _("a baseline"),
        "target": _("a target"),
        "due": _("a date"),
        "owner": _("who looks after it"),
        "serves": _("the business goal it serves"),
    }


def missing_words(gaps: Iterable[Gap], _: Words) -> str:
    """
    Write what an objective lacks; empty if nothing.

    >>> missing_words(["target", "due"], Words("en"))
    'Missing: a target and a date.'
    """
    named = gap_words(_)
    what = [named[gap] for gap in gaps]
    return _("Missing: {what}.", what=_.all_of(what)) if what else ""
