"""The results behind a plan as files for programs: heat map, platform scores, audience, proof."""

import json
from collections.abc import Mapping
from dataclasses import asdict

import pandas as pd

from strategy_kit.calendar.relaxations import Constraint
from strategy_kit.calendar.workload import WORK
from strategy_kit.exports.table import frame_csv
from strategy_kit.frames import WorkloadRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import constraint_words
from strategy_kit.model import Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms import catalogue, ranking
from strategy_kit.views.shared import platform_names

DECIMALS = 6


def rounded_csv(frame: pd.DataFrame) -> bytes:
    """Write a frame of results as CSV, to six decimals."""
    return frame_csv(frame.round(DECIMALS))


def fit_table(plan: Plan, workings: Workings) -> pd.DataFrame:
    """
    Return how well each platform fits, best first, the closed ones last.

    Returns
    -------
    DataFrame, one row per platform of the edition
        ``platform``, ``score`` (the middle one, in [0, 1]), ``score_low``, ``score_high`` (what unknown and uncertain
        figures leave open), ``rank`` (of ``score``), ``p_rank_1``, ``p_rank_2``, ... (share of plausible weightings
        that give that rank), ``status`` (now, later, closed).
    """
    scores = workings.scores
    fit = pd.DataFrame(
        {
            "score": scores["middle"],
            "score_low": scores["low"],
            "score_high": scores["high"],
            "rank": ranking(scores["middle"]),
            **{f"p_rank_{rank}": shares for rank, shares in workings.acceptability.items()},
            "status": ["now" if platform in plan.platforms else "later" for platform in scores.index],
        }
    ).sort_values("rank", kind="stable")
    closed_keys = catalogue(workings.evidence.platforms, plan.brief.edition).closed.index
    closed = pd.DataFrame({"status": "closed"}, index=closed_keys, columns=fit.columns).astype(fit.dtypes)
    return pd.concat([fit, closed]).rename_axis("platform").reset_index()


def audience_table(workings: Workings) -> pd.DataFrame:
    """Return the share of the audience on each platform according to surveys; missing = not surveyed."""
    reach = workings.reach[["platform", "reach", "reach_low", "reach_high", "source", "borrowed"]]
    return reach.assign(borrowed=reach["borrowed"].astype("boolean").where(reach["reach"].notna()))


def proof_json(workings: Workings, _: Words) -> str:
    """Return the proof as JSON: objective, bound, gap, gains of binding limits, hours, unmet demands, conflicts."""
    names = platform_names(workings)
    schedule = workings.schedule
    proof = schedule.proof
    binding = [
        {
            **constraint_record(gain.constraint, names, _),
            "unit": gain.unit,
            "gain": round(gain.value, DECIMALS),
            "posts": gain.posts,
        }
        for gain in workings.prices.gains
    ]
    conflicts = [
        [constraint_record(constraint, names, _) for constraint in conflict.constraints]
        for conflict in workings.conflicts
    ]
    hours = [
        {
            "week": f"{row.week:%G-W%V}",
            "person": row.person,
            **{name: round(getattr(row, name) / 60, 4) for name in WORK},
        }
        for row in rows_of(schedule.hours, WorkloadRow)
    ]
    missing = [{**asdict(demand), "day": demand.day.isoformat()} for demand in schedule.missing]
    record = {
        "objective": round(proof.objective, DECIMALS),
        "bound": round(proof.bound, DECIMALS),
        "gap": proof.gap,
        "proved": proof.gap == 0,
        "binding": binding,
        "untried": [constraint_record(constraint, names, _) for constraint in workings.prices.untried],
        "missing": missing,
        "conflict": conflicts[0] if conflicts else [],
        "conflicts": conflicts,
        "hours": hours,
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def constraint_record(constraint: Constraint, names: Mapping[str, str], _: Words) -> dict[str, object]:
    """Return a limit as JSON values: its kind, its number, its rule, and its description in words."""
    rule = constraint.rule.model_dump(mode="json") if constraint.rule else None
    words = constraint_words(constraint, names, _)
    return {"kind": constraint.kind, "of": constraint.of, "number": constraint.number, "rule": rule, "words": words}
