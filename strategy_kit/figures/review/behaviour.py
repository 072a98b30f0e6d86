"""The process behaviour chart of a KPI: its values with limits, average and target, its moving ranges below."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Table, drawings, table_of
from strategy_kit.figures.shapes.bars import points as markers
from strategy_kit.figures.shapes.template import clean_label, figure
from strategy_kit.frames import ChartPointRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.review import day_words, result_amount, rule_words, signal_words, target_words
from strategy_kit.model import Note
from strategy_kit.plan.review import FREQUENCIES, ObjectiveResult

VALUE, LIMIT, SIGNAL, TARGET = "@ink", "@ink-2", "@bad", "@accent"
HEIGHT = {True: 400, False: 360}
VALUES, RANGES = (0.36, 1.0), (0.0, 0.2)
"""Parts of the height that the values and their moving ranges take."""
TICKS = {True: 6, False: 3}
RIGHT = {True: 0.86, False: 0.68}
"""Where the drawing ends and the words of its lines begin."""


def behaviour_card(result: ObjectiveResult, kpi: str, notes: Sequence[Note], _: Words) -> Card:
    """
    Show the process behaviour chart of the KPI of an objective; with too few values, how many are known.

    Parameters
    ----------
    kpi : str
        Name of the KPI.
    notes : sequence of Note
        What changed when; those within the chart are drawn at their week or month.
    """
    has_limits = bool(result.chart.phases)
    by = _("{kpi} by week", kpi=kpi) if result.per == "week" else _("{kpi} by month", kpi=kpi)
    return Card(
        key=f"behaviour-{result.objective.key or 'own'}",
        title=_title(result, kpi, _),
        subtitle=by,
        **drawings(_drawing, result, notes, _, when=result.known),
        legend=_legend(result, _),
        how=_(
            "The band is the usual range: points within it are ordinary, whatever their ups and downs. A ringed point "
            "needs a cause. The chart below shows the change from one value to the next."
        )
        if has_limits
        else few_words(_),
        table=_table(result, _) if len(result.chart.points) else None,
    )


def few_words(_: Words) -> str:
    """Say why a few results have no verdict."""
    return _(
        "A usual range needs eight known values in a row without a gap. Until then no value is high or low, and two "
        "values are no trend."
    )


def _title(result: ObjectiveResult, kpi: str, _: Words) -> str:
    chart = result.chart
    known = chart.points.dropna(subset="value")
    if not chart.phases:
        if known.empty:
            return _("{kpi}: no results yet", kpi=kpi)
        return _.plural("{kpi}: one result so far", "{kpi}: {n} results so far", result.known, kpi=kpi)
    newest, limits = known.iloc[-1], chart.phases[-1].limits
    fields = {
        "kpi": kpi,
        "value": result_amount(newest["value"], result.unit, _),
        "low": result_amount(limits.lower, result.unit, _),
        "high": result_amount(limits.upper, result.unit, _),
    }
    if newest["value"] > limits.upper:
        return _("{kpi}: {value}, above the usual range of {low} to {high}", **fields)
    if newest["value"] < limits.lower:
        return _("{kpi}: {value}, below the usual range of {low} to {high}", **fields)
    return _("{kpi}: {value}, within the usual range of {low} to {high}", **fields)


def _legend(result: ObjectiveResult, _: Words) -> tuple[Key, ...]:
    if not result.chart.phases:
        return ()
    keys = [Key(_("usual range"), "@sunken"), Key(_("a signal"), SIGNAL, "dot")]
    return (*keys, Key(_("target"), TARGET)) if result.target is not None else tuple(keys)


def _drawing(result: ObjectiveResult, notes: Sequence[Note], _: Words, *, wide: bool) -> Drawing:
    rows = list(rows_of(result.chart.points, ChartPointRow))
    values = {"x": list(range(len(rows))), "xaxis": "x", "yaxis": "y"}
    texts = [_hover(row, result, _) for row in rows]
    line = {"mode": "lines+markers", "line": {"color": VALUE, "width": 1.5}, "connectgaps": False}
    traces = [
        *_band(rows),
        {
            **markers([], [], {"color": VALUE, "size": 7}, texts),
            **line,
            **values,
            "y": _numbers(row.value for row in rows),
        },
        *_rings(rows, result),
        {
            **markers([], [], {"color": VALUE, "size": 4}, texts),
            **line,
            **values,
            "y": _numbers(row.moving_range for row in rows),
            "yaxis": "y2",
        },
    ]
    return figure(
        traces,
        height=HEIGHT[wide],
        margin={"l": 8, "r": 8, "t": 12, "b": 8},
        shapes=[*_lines(rows, result), *_note_lines(rows, notes, result)],
        annotations=list(_words(rows, result, _, wide=wide)),
        xaxis=_time_axis(rows, result, _, wide=wide),
        yaxis={"domain": list(VALUES), "rangemode": "tozero", "nticks": 6, "range": _range(rows, result)},
        yaxis2={
            "domain": list(RANGES),
            "rangemode": "tozero",
            "nticks": 3,
            "gridcolor": "@grid",
            "fixedrange": True,
            "automargin": True,
            "tickfont": {"size": 12, "color": "@ink-2"},
            "zeroline": False,
        },
    )


def _numbers(values: Any) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in values]


def _range(rows: Sequence[ChartPointRow], result: ObjectiveResult) -> list[float]:
    """Return the ends of the value axis, so that values, limits and target are seen."""
    shown = [value for row in rows for value in (row.value, row.lower, row.upper) if not pd.isna(value)]
    shown += [] if result.target is None else [result.target]
    low, high = min([0.0, *shown]), max([0.0, *shown])
    room = (high - low or 1.0) * 0.08
    return [low - (room if low < 0 else 0), high + room]


def _band(rows: Sequence[ChartPointRow]) -> list[dict[str, Any]]:
    """Draw what chance explains, phase by phase."""
    bands = []
    for number in sorted({row.phase for row in rows}):
        part = [(place, row) for place, row in enumerate(rows) if row.phase == number and not pd.isna(row.upper)]
        if part:
            first, last = part[0][0] - 0.5, part[-1][0] + 0.5
            low, high = part[0][1].lower, part[0][1].upper
            bands.append(
                {
                    "type": "scatter",
                    "mode": "none",
                    "x": [first, last, last, first],
                    "y": [low, low, high, high],
                    "fill": "toself",
                    "fillcolor": "@sunken",
                    "hoverinfo": "skip",
                }
            )
    return bands


def _rings(rows: Sequence[ChartPointRow], result: ObjectiveResult) -> list[dict[str, Any]]:
    """Ring each value beyond the limits, and the one in which each other signal was seen."""
    ringed = [place for place, row in enumerate(rows) if row.period in result.signalled and not pd.isna(row.value)]
    marker = {"symbol": "circle-open", "size": 15, "color": SIGNAL, "line": {"width": 2.5, "color": SIGNAL}}
    return [markers(ringed, [float(rows[place].value) for place in ringed], marker)] if ringed else []


def _lines(rows: Sequence[ChartPointRow], result: ObjectiveResult) -> list[dict[str, Any]]:
    """Draw limits and average of each phase, the limit of the moving ranges, and the target."""
    lines = []
    for number in sorted({row.phase for row in rows}):
        part = [(place, row) for place, row in enumerate(rows) if row.phase == number and not pd.isna(row.upper)]
        if not part:
            continue
        ends, row = (part[0][0] - 0.5, part[-1][0] + 0.5), part[0][1]
        lines += [_line(ends, height, LIMIT, dash="dash") for height in (row.lower, row.upper)]
        lines.append(_line(ends, row.centre, LIMIT))
        lines.append(_line(ends, row.upper_range, LIMIT, dash="dash", yref="y2"))
    if result.target is not None:
        lines.append(_line((-0.5, len(rows) - 0.5), result.target, TARGET, width=2))
    return lines


def _line(
    ends: tuple[float, float], height: float, color: str, *, width: float = 1, dash: str = "solid", yref: str = "y"
) -> dict[str, Any]:
    pen = {"color": color, "width": width, "dash": dash}
    return {"type": "line", "x0": ends[0], "x1": ends[1], "y0": height, "y1": height, "yref": yref, "line": pen}


def _note_lines(rows: Sequence[ChartPointRow], notes: Sequence[Note], result: ObjectiveResult) -> list[dict[str, Any]]:
    """Mark the weeks or months in which something changed."""
    places = {row.period: place for place, row in enumerate(rows)}
    periods = [pd.Period(note.day.isoformat(), freq=FREQUENCIES[result.per]) for note in notes]
    pen = {"color": LIMIT, "width": 1, "dash": "dot"}
    return [
        {"type": "line", "x0": places[one], "x1": places[one], "yref": "paper", "y0": VALUES[0], "y1": 1, "line": pen}
        for one in dict.fromkeys(periods)
        if one in places
    ]


def _words(rows: Sequence[ChartPointRow], result: ObjectiveResult, _: Words, *, wide: bool) -> list[dict[str, Any]]:
    """Name the lines at their right end, and the newest signal beside its ring."""
    last = rows[-1]
    named: list[tuple[float, str, str]] = []
    if not pd.isna(last.upper):
        lower, centre, upper = (result_amount(value, result.unit, _) for value in (last.lower, last.centre, last.upper))
        named = [
            (last.upper, _("up to {n}", n=upper), LIMIT),
            (last.centre, _("average {n}", n=centre), LIMIT),
            (last.lower, _("from {n}", n=lower), LIMIT),
        ]
    if result.target is not None:
        named.append((result.target, _("target {n}", n=result_amount(result.target, result.unit, _)), TARGET))
    low, high = _range(rows, result)
    words = []
    for height, text, color in _apart(named, (high - low) / (15 if wide else 13)):
        where = {"x": RIGHT[wide] + 0.01, "xref": "paper", "xanchor": "left", "y": height, "yref": "y"}
        words.append({"text": text, **where, "showarrow": False, "font": {"size": 12, "color": color}})
    if result.chart.signals:
        signal = result.chart.signals[-1]
        place, row = next((place, row) for place, row in enumerate(rows) if row.period == signal.seen)
        text = clean_label(rule_words(_)[signal.rule]) if wide else _("a signal")
        words.append(
            {
                "text": text,
                "x": place,
                "y": row.value,
                "xanchor": "right" if place > len(rows) / 2 else "left",
                "yanchor": "bottom" if signal.side == "above" else "top",
                "xshift": -10 if place > len(rows) / 2 else 10,
                "showarrow": False,
                "font": {"size": 12, "color": SIGNAL},
            }
        )
    title = _("Change from one to the next")
    words.append(
        {
            "text": title,
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": RANGES[1] + 0.01,
            "yref": "paper",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": 12, "color": LIMIT},
        }
    )
    return words


def _apart(named: Sequence[tuple[float, str, str]], least: float) -> list[tuple[float, str, str]]:
    """Move words that would overlap upwards, in the order of their heights."""
    placed: list[tuple[float, str, str]] = []
    for height, text, color in sorted(named):
        lowest = placed[-1][0] + least if placed else height
        placed.append((max(height, lowest), text, color))
    return placed


def _time_axis(rows: Sequence[ChartPointRow], result: ObjectiveResult, _: Words, *, wide: bool) -> dict[str, Any]:
    step = max(1, -(-len(rows) // TICKS[wide]))
    ticks = list(range(0, len(rows), step))
    skeleton = "MMMd" if result.per == "week" else "yMMM"
    return {
        "domain": [0, RIGHT[wide]],
        "range": [-0.6, len(rows) - 0.4],
        "anchor": "y",
        "tickvals": ticks,
        "ticktext": [_.date(rows[place].period.start_time.date(), skeleton) for place in ticks],
        "tickangle": 0,
        "ticklabelstandoff": 6,
        "showgrid": False,
    }


def _hover(row: ChartPointRow, result: ObjectiveResult, _: Words) -> str:
    day = day_words(row.period, result.per, _)
    return f"{day}<br>" + (_("unknown") if pd.isna(row.value) else result_amount(row.value, result.unit, _))


def _table(result: ObjectiveResult, _: Words) -> Table:
    found = {signal.seen: signal_words(signal, result.per, _) for signal in result.chart.signals}

    def amount(value: float) -> str:
        return _("unknown") if pd.isna(value) else result_amount(value, result.unit, _)

    def limits(row: ChartPointRow) -> str:
        if pd.isna(row.upper):
            return _("not yet")
        return _("{low} to {high}", low=amount(row.lower), high=amount(row.upper))

    target = "" if result.target is None else target_words(result, result.target, _)
    return table_of(
        rows_of(result.chart.points, ChartPointRow),
        (_("Week from") if result.per == "week" else _("Month"), lambda row: day_words(row.period, result.per, _)),
        (_("Result"), lambda row: amount(row.value)),
        (_("Usual range"), limits),
        (_("From the one before"), lambda row: _("unknown") if pd.isna(row.moving_range) else amount(row.moving_range)),
        (_("Signal"), lambda row: found.get(row.period, "")),
        numeric=(1, 3),
        caption=_("Target: {target}", target=target) if target else "",
    )
