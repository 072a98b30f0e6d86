"""What the objectives of a brief suggest: weights, purposes, the limit on promotion, the response time, formats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from strategy_kit.model import Brief, FormatEffort, Pillar
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import Purpose
from strategy_kit.plan.post_count import asked_posts, divided, post_count
from strategy_kit.plan.serving import ALIKE, Division, division, kind_shares, mean_cap
from strategy_kit.plan.workings import Workings

Subject = Literal["weight", "purpose", "promotion_cap", "reply_minutes", "format"]
"""What is suggested: a subject of table ``objective_suggestions``."""
MOST_WEIGHT = 5.0
"""The end of the scale of suggested weights."""
FORMAT_FROM, MOST_FORMATS = 0.25, 2
"""Share of the weights of the objectives that a format suits, from which it is suggested; how many are."""


@dataclass(frozen=True)
class Suggestion:
    """
    What the objectives suggest for one subject.

    Attributes
    ----------
    yours, suggested : mapping of criterion, purpose or format (or "") to float
        Weights from 0 to 5, shares of the posts in [0, 1], minutes; of formats 1: the team makes it.
    rests_on : DataFrame
        Rows of table ``objective_suggestions``.
    changes : mapping of str to object
        The fields of the brief that follow the suggestion; empty: they do already.
    lacking : tuple of str
        Purposes that are suggested and that no pillar has.
    """

    subject: Subject
    yours: Mapping[str, float]
    suggested: Mapping[str, float]
    rests_on: pd.DataFrame
    changes: Mapping[str, object]
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """
    What a brief leads to, as far as that is known without a new calendar.

    Attributes
    ----------
    platforms : tuple of str
        Those to start with.
    leader : str
        The platform of the highest score; "" if there is none.
    posts : mapping of purpose to int
        Posts of the weeks of the plan.
    is_made : bool
        Whether they are as many as the calendar has; else as the frequency asks for.
    hours : float
        Hours a week of those platforms; NaN = unknown.
    """

    platforms: tuple[str, ...]
    leader: str
    posts: Mapping[str, int]
    is_made: bool
    hours: float


def suggestions(brief: Brief, table: pd.DataFrame) -> tuple[Suggestion, ...]:
    """
    Return what the objectives of a brief suggest, by subject, each by its share of the weights.

    An objective in one's own words suggests what the one does that it is like, else nothing.

    Parameters
    ----------
    brief : Brief
    table : DataFrame
        Table ``objective_suggestions``.

    Notes
    -----
    Shares of purposes are those of `serving.division`. Weights and the limit are means over the objectives; a
    criterion of which one of them says nothing counts with its usual weight, one of which none says anything keeps its
    own. The response time is the shortest. No suggestion rests on whether another was taken: their order is free.
    Source: each row of the table names its own, or our judgement.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> brief = Brief(name="Shop", objectives=[{"key": "sales"}], promotion_cap=0.1)
    >>> found = suggestions(brief, load_table("objective_suggestions"))
    >>> [each.changes for each in found if each.subject == "promotion_cap"]
    [{'promotion_cap': 0.3}]
    """
    shares = kind_shares(brief)
    rows = table[table["objective"].isin(shares)]
    if rows.empty:
        return ()
    rows = rows.assign(share=rows["objective"].map(shares).astype(float))
    by_subject = {subject: rows[rows["subject"] == subject] for subject in get_args(Subject)}
    made = {subject: make(brief, by_subject[subject]) for subject, make in _OF_SUBJECT.items()}
    made["purpose"] = _purposes(by_subject["purpose"], brief.pillars, division(brief, table))
    return tuple(found for subject in by_subject if (found := made[subject]) is not None)


def _weights(brief: Brief, rows: pd.DataFrame) -> Suggestion | None:
    """Return the weights suggested, where they are set by sliders: elsewhere they come from votes or comparisons."""
    if brief.weighing != "sliders":
        return None
    own = dict(brief.weights)
    scale = MOST_WEIGHT / max(MOST_WEIGHT, *own.values())
    yours = {key: weight * scale for key, weight in own.items()}
    wanted = {}
    for criterion, spoken in rows.groupby("what", sort=False):
        usual = CRITERIA[str(criterion)].weight * (1 - spoken["share"].sum())
        wanted[str(criterion)] = round(2 * (float((spoken["value"] * spoken["share"]).sum()) + usual)) / 2
    ordered = {key: wanted[key] for key in CRITERIA if key in wanted}
    differs = any(abs(yours[key] - weight) >= 0.25 for key, weight in ordered.items())
    changes = {"weights": {**yours, **ordered}} if differs else {}
    return Suggestion("weight", {key: yours[key] for key in ordered}, ordered, rows, changes)


def _purposes(rows: pd.DataFrame, pillars: Sequence[Pillar], found: Division | None) -> Suggestion | None:
    """Return the shares of purposes; those of purposes of which nothing is said stay as they are."""
    present = {pillar.purpose for pillar in pillars}
    wanted = set(rows.loc[rows["value"] > 0, "what"])
    lacking = tuple(key for key in get_args(Purpose) if key in wanted and key not in present)
    if found is None or not found.purposes_then:
        return None
    changes = found.changes if found.purposes_differ else {}
    return Suggestion("purpose", found.purposes_now, found.purposes_then, rows, changes, lacking)


def _cap(brief: Brief, rows: pd.DataFrame) -> Suggestion:
    cap = mean_cap(rows)
    changes = {"promotion_cap": cap} if abs(cap - brief.promotion_cap) >= ALIKE else {}
    return Suggestion("promotion_cap", {"": brief.promotion_cap}, {"": cap}, rows, changes)


def _reply(brief: Brief, rows: pd.DataFrame) -> Suggestion:
    minutes = int(rows["value"].min())
    changes = {"reply_target_minutes": minutes} if minutes != brief.reply_target_minutes else {}
    shortest = rows[rows["value"] == minutes]
    return Suggestion("reply_minutes", {"": brief.reply_target_minutes}, {"": minutes}, shortest, changes)


def _formats(brief: Brief, rows: pd.DataFrame) -> Suggestion:
    """Return the formats that suit the objectives, those of most weight first; the team keeps what it makes."""
    suits = rows.groupby("what", sort=False)["share"].sum().sort_values(ascending=False, kind="stable")
    wanted = [str(key) for key in suits[suits >= FORMAT_FROM].index[:MOST_FORMATS]]
    made = {str(effort.format) for effort in brief.formats}
    new = tuple(FormatEffort.model_validate({"format": key}) for key in wanted if key not in made)
    changes = {"formats": (*brief.formats, *new)} if new and len(made) + len(new) <= Brief.most("formats") else {}
    yours = {str(effort.format): 1.0 for effort in brief.formats}
    return Suggestion("format", yours, dict.fromkeys(wanted, 1.0), rows[rows["what"].isin(wanted)], changes)


_OF_SUBJECT = {
    "weight": _weights,
    "promotion_cap": _cap,
    "reply_minutes": _reply,
    "format": _formats,
}


def outcomes(workings: Workings, changes: Mapping[str, object]) -> tuple[Outcome, Outcome]:
    """
    Return what the brief leads to as it is, and with some fields replaced; `InputError` where that cannot be.

    Both have as many posts: those of the calendar, or what the frequency asks for where it is not made or platforms
    change, for which there is no calendar yet.
    """
    after = workings.after(workings.plan.changed(brief=workings.brief.changed(**changes)))
    if after.platforms != workings.platforms:
        first, then = (
            _outcome(each, divided(each.pillar_shares, asked_posts(each)), is_made=False) for each in (workings, after)
        )
        return first, then
    count = post_count(workings)
    is_divided_alike = after.pillar_shares == workings.pillar_shares
    posts = count.by_pillar if is_divided_alike else divided(after.pillar_shares, count.total)
    return _outcome(workings, count.by_pillar, count.is_made), _outcome(after, posts, count.is_made)


def _outcome(workings: Workings, posts: Mapping[str, int], is_made: bool) -> Outcome:
    by_purpose = dict.fromkeys(get_args(Purpose), 0)
    for pillar in workings.brief.pillars:
        by_purpose[pillar.purpose] += posts[pillar.name]
    scores = workings.scores["middle"]
    leader = str(scores.idxmax()) if scores.notna().any() else ""
    hours = workings.hours_needed["hours"].reindex(list(workings.platforms))
    return Outcome(workings.platforms, leader, by_purpose, is_made, float(hours.sum(skipna=False)))
