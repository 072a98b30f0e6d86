"""Labels of changes: what of a plan was changed, undone or done again; whether it is agreed, or changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from strategy_kit.i18n import Words
from strategy_kit.model import Plan
from strategy_kit.model.differences import differences_since_agreed


def field_words(_: Words) -> Mapping[str, str]:
    """Name the fields of a brief and of a plan, and some of their entries, as they stand after a colon."""
    return {
        "name": _("name"),
        "country": _("country"),
        "region": _("region"),
        "team_zone": _("time zone of the team"),
        "trade": _("trade"),
        "trades": _("trade"),
        "objectives": _("objectives"),
        "objectives.name": _("name of an objective"),
        "objectives.like": _("kind of an objective"),
        "objectives.serves": _("business goal of an objective"),
        **dict.fromkeys(("objectives.measure", "objectives.own_measure"), _("KPI of an objective")),
        "objectives.own_unit": _("unit of a KPI"),
        "objectives.per": _("period of a KPI"),
        **dict.fromkeys(("objectives.baseline", "objectives.baseline_on"), _("baseline of an objective")),
        "objectives.target": _("target of an objective"),
        "objectives.due": _("due date of an objective"),
        "objectives.owner": _("owner of an objective"),
        "objectives.weight": _("weight of an objective"),
        "followers": _("followers"),
        "own_rates": _("your own rates"),
        "answers": _("answers to the five questions"),
        "edition": _("edition"),
        **_audience_words(_),
        **_platform_words(_),
        **_calendar_words(_),
    }


def _audience_words(_: Words) -> dict[str, str]:
    return {
        "segments": _("audience"),
        "journey": _("customer journey"),
        "activities": _("activities"),
        "pillars": _("content pillars"),
        "promotion_cap": _("limit on promotional posts"),
        "replies": _("replies to messages"),
        "brand_voice": _("brand voice"),
        "crisis": _("crisis plan"),
        "reply_target_minutes": _("response time"),
        "studies": _("studies"),
        "reading": _("time zone of published windows"),
        "unknown_hours": _("hours without data"),
        "assumptions": _("assumptions"),
    }


def _platform_words(_: Words) -> dict[str, str]:
    return {
        "weights": _("weights"),
        "weighing": _("weighting method"),
        "comparisons": _("pairwise comparisons"),
        "curves": _("scoring curves"),
        "own_values": _("your own values"),
        "ratings": _("ratings"),
        "formats": _("formats"),
        "platforms": _("platforms"),
        "later": _("next platforms"),
        "expand_when": _("condition for adding platforms"),
        "trigger": _("condition for adding platforms"),
        "voices": _("group votes"),
        "profiles": _("profiles"),
        "peers": _("peers"),
        "happened": _("weeks recorded"),
    }


def _calendar_words(_: Words) -> dict[str, str]:
    return {
        "team": _("team"),
        "team.hours_per_week": _("team hours"),
        "team.duty": _("hours available to answer"),
        "cadence": _("posts per week"),
        "posting_from": _("posting hours"),
        "posting_until": _("posting hours"),
        "closed_weekdays": _("weekdays without posts"),
        "holidays_off": _("public holidays"),
        "blackouts": _("days off"),
        "spacing_across_hours": _("minimum time between posts"),
        "never": _("blackout rules"),
        "pinned": _("fixed posts"),
        "campaigns": _("campaigns"),
        "monitoring": _("inbox checks"),
        "cover": _("cover for absences"),
        "fair_share": _("posts shared by available hours"),
        "limits_off": _("rules turned off"),
        "start": _("first day"),
        "weeks": _("number of weeks"),
        "slots": _("calendar"),
        "watches": _("calendar"),
        "rounds": _("calendar"),
        "agreed_by": _("agreement"),
        "agreed_on": _("agreement"),
        "agreed": _("agreement"),
        "scenario": _("variant of the plan"),
        "results": _("results"),
        "notes": _("notes on results"),
        "reviews": _("decisions of a review"),
        **dict.fromkeys(("costs", "hourly_cost"), _("budget")),
        **dict.fromkeys(("version", "before"), _("version of the plan")),
        "schedulers": _("scheduler settings"),
    }


def change_words(places: Iterable[str], _: Words) -> str:
    """
    Name what changed at some places of a plan: one or two things, else several.

    >>> change_words(["team.0.hours_per_week", "team.1.hours_per_week"], Words("en"))
    'team hours'
    >>> change_words(["team.0.hours_per_week", "team.0.name"], Words("en"))
    'team'
    >>> change_words(["name", "country", "weeks"], Words("en"))
    'several answers'
    """
    parts = changed_parts(places, _)
    return _.all_of(parts) if len(parts) <= 2 else _("several answers")


def changed_parts(places: Iterable[str], _: Words) -> list[str]:
    """
    Name each part that changed at some places of a plan, once.

    >>> changed_parts(["team.0.name", "weeks", "team.1.duty"], Words("en"))
    ['team', 'number of weeks']
    """
    named = field_words(_)
    changed: dict[str, set[str]] = {}
    for place in places:
        field, *rest = place.split(".")
        inside = next((part for part in rest if not part.isdigit()), "")
        changed.setdefault(field, set()).add(f"{field}.{inside}")
    whats = []
    for field, details in changed.items():
        whole = named.get(field, _("the plan"))
        parts = {named.get(detail, whole) for detail in details}
        whats.append(parts.pop() if len(parts) == 1 else whole)
    return list(dict.fromkeys(whats))


@dataclass(frozen=True)
class AgreementState:
    """
    Whether a plan is agreed.

    Attributes
    ----------
    state : {"draft", "agreed", "changed"}
    line : str
        The state in a few words, with its day.
    changes : str
        What changed since, as a sentence; empty if nothing did.
    exceptions : str
        What did not fit and was agreed to all the same, as a sentence; empty if all fitted.
    """

    state: Literal["draft", "agreed", "changed"]
    line: str
    changes: str = ""
    exceptions: str = ""


def agreement_of(plan: Plan, _: Words, platforms: tuple[str, ...] = ()) -> AgreementState:
    """
    Describe whether a plan is agreed; parameters are those of `differences_since_agreed`.

    >>> import datetime as dt
    >>> from strategy_kit.model import Brief
    >>> plan = Plan(brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), agreed_by="Ada", agreed_on=dt.date(2027, 1, 2))
    >>> agreement_of(plan.changed(weeks=8), Words("en")).changes
    'Changed: number of weeks.'
    """
    if plan.agreed_on is None:
        return AgreementState("draft", _("Draft, not agreed yet"))
    day, people = _.date(plan.agreed_on), plan.agreed_by
    what = plan.agreed.exceptions if plan.agreed else ""
    exceptions = _("Agreed despite this: {what}.", what=what) if what else ""
    if changed := changed_parts(differences_since_agreed(plan, platforms), _):
        what = _("Changed: {what}.", what=_.all_of(changed))
        return AgreementState("changed", _("Changed since it was agreed on {day}", day=day), what, exceptions)
    by = _("Agreed by {people} on {day}", people=people, day=day)
    return AgreementState("agreed", by if people else _("Agreed on {date}", date=day), exceptions=exceptions)
