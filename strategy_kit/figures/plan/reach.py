"""Cards of what a plan can bring: each target beside today and what the calendar brings, stage by stage."""

import math
from collections.abc import Container, Sequence
from typing import NamedTuple

from strategy_kit.figures.card import Card, Drawing, Key, SourceCard, Table, drawings, table_of
from strategy_kit.figures.shapes.bars import row_bars, row_layout, unknown_marker, wrapped
from strategy_kit.figures.shapes.template import figure
from strategy_kit.i18n import Words

MOST = 2.0
"""Targets that the value axis is long; what is longer ends there."""


class TargetBar(NamedTuple):
    """An objective in a chart, as shares of its target; NaN = unknown. `value` and `target` are in words."""

    name: str
    today: float
    low: float
    high: float
    value: str
    target: str


class StageLine(NamedTuple):
    """What posts bring at one stage on one platform, in words."""

    objective: str
    platform: str
    stage: str
    amount: str
    sources: str


class OptionLine(NamedTuple):
    """What a change would bring for an objective, in words."""

    objective: str
    change: str
    then: str


def reach_card(
    title: str,
    lines: Sequence[str],
    rows: Sequence[TargetBar],
    stages: Sequence[StageLine],
    sources: tuple[SourceCard, ...],
    _: Words,
    *,
    own_rates: Container[bool] = (False,),
) -> Card:
    """
    Show whether targets can be reached.

    Parameters
    ----------
    title : str
        The verdict.
    lines : sequence of str
        Sentences that explain it.
    rows : sequence of TargetBar
        Those of which today or the outcome is known.
    stages : sequence of StageLine
    own_rates : container of bool
        Whether rates are the business's own, whether some are published.
    """
    unknown = any(math.isnan(row.high) for row in rows)
    legend = [
        Key(_("today"), "@s5"),
        Key(_plan_words(own_rates, _), "@s4"),
        *([Key(_("not known yet"), mark="hatch")] if unknown else []),
        Key(_("target"), "@ink", "tick"),
    ]
    return Card(
        key="reachable",
        title=title,
        subtitle=_("Can it be reached? Your target beside today and what this plan can bring"),
        legend=tuple(legend) if rows else (),
        how=" ".join(lines),
        table=_stage_table(stages, _) if stages else None,
        sources=sources,
        folded=True,
        **drawings(_drawing, rows, _, when=rows),
    )


def _plan_words(own_rates: Container[bool], _: Words) -> str:
    """Name what this plan brings by the rates it is estimated with."""
    if True not in own_rates:
        return _("with this plan, from the lowest to the highest published rates")
    if False not in own_rates:
        return _("with this plan, by your own rates")
    return _("with this plan, by your own rates and, for the others, from the lowest to the highest published ones")


def change_card(title: str, subtitle: str, rows: Sequence[OptionLine], _: Words) -> Card:
    """Show what to measure first (title), and what one more post a week would bring."""
    several = len({row.objective for row in rows}) > 1
    objective = [(_("Objective"), lambda row: row.objective)] if several else []
    columns = (*objective, (_("Change"), lambda row: row.change), (_("Then"), lambda row: row.then))
    return Card(
        key="reach-changes",
        title=title,
        subtitle=subtitle,
        table=table_of(rows, *columns) if rows else None,
    )


def _stage_table(stages: Sequence[StageLine], _: Words) -> Table:
    several = len({row.objective for row in stages}) > 1
    objective = [(_("Objective"), lambda row: row.objective)] if several else []
    return table_of(
        stages,
        *objective,
        (_("Platform"), lambda row: row.platform),
        (_("Stage"), lambda row: row.stage),
        (_("This plan"), lambda row: row.amount),
        (_("Sources"), lambda row: row.sources),
    )


def _drawing(rows: Sequence[TargetBar], _: Words, *, wide: bool) -> Drawing:
    longest = max((end for row in rows for end in (row.today, row.high) if not math.isnan(end)), default=1.0)
    end = min(MOST, max(1.2, longest * 1.05))
    alone = len(rows) == 1
    names = [row.name if wide else "" if alone else wrapped(row.name, 20, 1) for row in rows]
    values = [row.value for row in rows]
    ticks = {0.0: "0", 1.0: _("target {amount}", amount=rows[0].target) if alone else _("target")}
    layout = row_layout(names, values, wide=wide, ticks=ticks, end=end)
    at = list(range(len(rows)))
    today = [0.0 if math.isnan(row.today) else min(row.today, end) for row in rows]
    lows = [_start(row, before, end) for row, before in zip(rows, today, strict=True)]
    tops = [lows[n] if math.isnan(row.high) else min(row.high, end) for n, row in enumerate(rows)]
    open_at = [n for n, row in enumerate(rows) if math.isnan(row.high)]
    spans = row_bars(at, [top - low for low, top in zip(lows, tops, strict=True)], values, {"color": "@s4"}, wide=wide)
    bars = [
        row_bars(at, today, values, {"color": "@s5"}, wide=wide),
        {**spans, "base": lows},
    ]
    if open_at:
        lengths = [end - lows[n] for n in open_at]
        hatched = row_bars(open_at, lengths, [values[n] for n in open_at], unknown_marker(), wide=wide)
        bars.append({**hatched, "base": [lows[n] for n in open_at]})
    half = 0.42 if wide else 0.26
    line = {"color": "@ink", "width": 2}
    marks = [{"type": "line", "x0": 1, "x1": 1, "y0": n - half, "y1": n + half, "line": line} for n in at]
    layout["xaxis"]["showgrid"] = False
    return figure(bars, **{**layout, "height": layout["height"] + 24, "shapes": marks})


def _start(row: TargetBar, today: float, end: float) -> float:
    """Return where the span of a row begins: its lowest bound, where that is unknown at the end of today's bar."""
    return today if math.isnan(row.low) else min(row.low, end)
