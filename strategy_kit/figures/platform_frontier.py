"""Cards of the start: every choice tried, what a third would bring and cost, where the hours come from."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.cards import Card, Figure, Key, Table
from strategy_kit.figures.base import clean_label, figure
from strategy_kit.i18n import Words
from strategy_kit.platforms import StartSet

Names = Mapping[str, str]
LISTED = 12
HEIGHT = {True: 380, False: 320}
WIDTH = {True: 780, False: 280}
LINE, LETTER = 18, 7
"""Pixels: the drawing across, a line of a label, a letter."""


def frontier_card(start: StartSet, names: Names, _: Words) -> Card:
    """
    Show every choice of one or two platforms by its score and hours.

    Parameters
    ----------
    start : StartSet
    names : mapping of platform to name
    _ : Words
    """
    known = start.tried.dropna(subset=["hours"])
    drawn = not known.empty
    cut = known[~known["fits"].astype(bool) & (known["hours"] <= start.hours_available + 1e-9)]
    return Card(
        key="frontier",
        title=_frontier_title(start, known, names, _),
        subtitle=_("Every platform and pair: sum of scores by hours a week; {n} with known hours", n=len(known)),
        figure=_frontier(start, known, names, _, wide=True) if drawn else None,
        narrow=_frontier(start, known, names, _, wide=False) if drawn else None,
        legend=(
            Key(_("no other choice is worth as much for so few hours"), "@accent", "dot"),
            Key(_("another choice beats it"), "@line-control", "dot"),
            Key(_("chosen"), "@ink", "diamond"),
            Key(_("the hours there are"), "@ink", "tick"),
        )
        if drawn
        else (),
        how=_how(cut, _),
        note=_(
            "Reach is bounded, for nobody publishes how audiences overlap: a pair reaches at least what its wider one "
            "does, at most the sum."
        ),
        table=_choices(start, known, names, _),
    )


def _how(cut: pd.DataFrame, _: Words) -> str:
    lead = _("Up is worth more, left costs less. Right of the upright line the hours do not suffice.")
    if cut.empty:
        return lead
    shared = _.plural(
        "One choice left of it does not fit either: a post would have to be cut between two people.",
        "{n} choices left of it do not fit either: a post would have to be cut between two people.",
        len(cut),
    )
    return f"{lead} {shared}"


def _frontier_title(start: StartSet, known: pd.DataFrame, names: Names, _: Words) -> str:
    hours = _.hours(start.hours_available * 60)
    if known.empty:
        return _("Nothing can start yet: no platform is known to take what you make")
    if not start.chosen:
        return _("None of {n} choices fits into {hours} a week", n=len(known), hours=hours)
    chosen = _.all_of(names[platform] for platform in start.chosen)
    beyond = known[known["efficient"] & (known["hours"] > start.hours_available + 1e-9)].sort_values("hours")
    if beyond.empty:
        return _("Nothing is worth more than {platforms}, whatever the hours", platforms=chosen)
    return _(
        "Within {hours} a week nothing is worth more than {platforms}; from {more} on, {others} would be",
        hours=hours,
        platforms=chosen,
        more=_.hours(beyond["hours"].iloc[0] * 60),
        others=_.all_of(names[platform] for platform in beyond["platforms"].iloc[0]),
    )


def _frontier(start: StartSet, known: pd.DataFrame, names: Names, _: Words, *, wide: bool) -> Figure:
    efficient = known[known["efficient"]].sort_values("hours")
    beaten = known[~known["efficient"]]
    chosen = known[[members == start.chosen for members in known["platforms"]]]
    line = {"color": "@accent", "width": 1.5, "shape": "hv"}
    traces = [
        _dots(beaten, names, _, {"color": "@line-control", "size": 5 if wide else 4, "opacity": 0.6}, hover=wide),
        {**_dots(efficient, names, _, {"color": "@accent", "size": 9}), "mode": "lines+markers", "line": line},
        _dots(chosen, names, _, {"color": "@ink", "size": 13, "symbol": "diamond"}),
    ]
    end = max(float(known["hours"].quantile(0.9)), start.hours_available, float(efficient["hours"].max())) * 1.08
    top = float(known["score"].max()) * 1.1
    capacity = {"type": "line", "x0": start.hours_available, "x1": start.hours_available, "y0": 0, "y1": top}
    first = [members == start.chosen for members in efficient["platforms"]]
    by_weight = efficient.assign(first=first).sort_values(["first", "hours"], ascending=False)
    wanted = [_label(row, names, end) for row in by_weight.head(4 if wide else 2).itertuples()]
    return figure(
        traces,
        height=HEIGHT[wide],
        xaxis={"range": [0, end], "title": {"text": _("hours a week"), "font": {"size": 12}}, **_ticks(end, _)},
        yaxis={"range": [0, top], "title": {"text": _("sum of scores"), "font": {"size": 12}}, **_ticks(top, _)},
        shapes=[{**capacity, "line": {"color": "@ink", "width": 1.5, "dash": "dot"}}],
        annotations=_apart(wanted, end / WIDTH[wide], top / HEIGHT[wide]),
        margin={"l": 8, "r": 16, "t": 16, "b": 8},
    )


def _ticks(end: float, _: Words) -> dict[str, Any]:
    """Return the ticks of an axis from 0, in the reader's own marks."""
    step = next(step for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50) if end / step <= 10)
    ticks = [step * n for n in range(int(end / step) + 1)]
    return {"tickvals": ticks, "ticktext": [_.number(round(tick, 1)) for tick in ticks]}


def _dots(
    rows: pd.DataFrame, names: Names, _: Words, marker: Mapping[str, Any], *, hover: bool = True
) -> dict[str, Any]:
    texts = [_choice_words(row, names, _) for row in rows.itertuples()] if hover else []
    return {
        "type": "scatter",
        "mode": "markers",
        "x": rows["hours"].round(3).to_list(),
        "y": rows["score"].round(3).to_list(),
        "marker": dict(marker),
        **({"hovertext": texts, "hoverinfo": "text"} if hover else {"hoverinfo": "skip"}),
    }


def _choice_words(row: Any, names: Names, _: Words) -> str:
    platforms = clean_label(_.all_of(names[platform] for platform in row.platforms))
    return f"<b>{platforms}</b><br>" + _(
        "{score} for {hours} a week", score=_.number(row.score, 2), hours=_.hours(row.hours * 60)
    )


def _label(row: Any, names: Names, end: float) -> dict[str, Any]:
    """Name a choice beside its dot, on the side where there is room."""
    left = row.hours > end * 0.6
    return {
        "text": clean_label(" + ".join(names[platform] for platform in row.platforms)),
        "x": row.hours,
        "y": row.score,
        "showarrow": False,
        "xanchor": "right" if left else "left",
        "yanchor": "bottom",
        "xshift": -8 if left else 8,
        "font": {"size": 12, "color": "@ink"},
        "bgcolor": "@surface",
    }


def _apart(labels: Sequence[dict[str, Any]], hours_per_px: float, score_per_px: float) -> list[dict[str, Any]]:
    """Keep the labels that stand clear of those before them."""
    kept: list[dict[str, Any]] = []
    for label in labels:
        if not any(_meet(label, other, hours_per_px, score_per_px) for other in kept):
            kept.append(label)
    return kept


def _meet(one: Mapping[str, Any], other: Mapping[str, Any], hours_per_px: float, score_per_px: float) -> bool:
    (left, right), (start, end) = (_across(label, hours_per_px) for label in (one, other))
    return abs(one["y"] - other["y"]) < LINE * score_per_px and left < end and start < right


def _across(label: Mapping[str, Any], hours_per_px: float) -> tuple[float, float]:
    """From where to where a label stands, in hours; letters are as wide as they are on average."""
    width = (LETTER * len(label["text"]) + 8) * hours_per_px
    return (label["x"] - width, label["x"]) if label["xanchor"] == "right" else (label["x"], label["x"] + width)


def _choices(start: StartSet, known: pd.DataFrame, names: Names, _: Words) -> Table:
    first = known.sort_values("efficient", ascending=False, kind="stable").head(LISTED)
    chosen = known[[members == start.chosen for members in known["platforms"]]]
    listed = pd.concat([chosen, first]).drop_duplicates(subset="platforms").sort_values("score", ascending=False)
    fits = {True: _("fits"), False: _("does not fit")}
    return Table(
        (_("Choice"), _("Score"), _("Hours a week"), _("Reach"), _("Hours suffice")),
        tuple(
            (
                _.all_of(names[platform] for platform in row.platforms),
                _.number(row.score, 2),
                _.hours(row.hours * 60),
                _("{low} to {high}", low=_.percent(row.reach_low), high=_.percent(row.reach_high)),
                fits[bool(row.fits)],
            )
            for row in listed.itertuples()
        ),
        (1, 2, 3),
        _("The chosen one, those that nothing beats, and the best of the others"),
    )


def third_card(start: StartSet, names: Names, _: Words) -> Card:
    """
    Show what each further platform would bring and cost.

    Parameters
    ----------
    start : StartSet
    names : mapping of platform to name
    _ : Words
    """
    later = start.later.dropna(subset=["hours"])
    each = later.assign(per_hour=later["score"] / later["hours"].where(later["hours"] > 0))
    return Card(
        key="third",
        title=_third_title(start, later, names, _),
        subtitle=_("What one more platform adds to the sum of scores, costs in hours and brings in customers"),
        how=_(
            "A platform more is worth it where its hours are free and its customers new. What it brings is bounded: "
            "all of its customers may be yours already, or none."
        ),
        table=Table(
            (_("One more"), _("Adds"), _("Costs a week"), _("Adds an hour"), _("Brings"), _("Hours suffice")),
            tuple(
                (
                    names[str(row.Index)],
                    _.number(row.score, 2),
                    _.hours(row.hours * 60),
                    _("unknown") if pd.isna(row.per_hour) else _.number(row.per_hour, 2),
                    _("{low} to {high}", low=_.percent(row.new_reach_low), high=_.percent(row.new_reach_high)),
                    _suffices(row, start, _),
                )
                for row in each.head(LISTED // 2).itertuples()
            ),
            (1, 2, 3, 4),
        ),
    )


def _suffices(row: Any, start: StartSet, _: Words) -> str:
    if row.fits_now:
        return _("now")
    if row.fits_from <= start.hours_available + 1e-9:
        return _("in all, but nobody has them in one piece")
    return _("from {hours}", hours=_.hours(row.fits_from * 60))


def _third_title(start: StartSet, later: pd.DataFrame, names: Names, _: Words) -> str:
    if later.empty:
        return _("No further platform is known to take what you make")
    row = later.iloc[0]
    said = {
        "platform": names[str(later.index[0])],
        "score": _.number(row["score"], 2),
        "hours": _.hours(row["hours"] * 60),
        "high": _.percent(row["new_reach_high"]),
    }
    if len(start.chosen) == 2:
        return _("A third, {platform}, adds {score} for {hours} a week and at most {high} of your customers", **said)
    return _("One more, {platform}, adds {score} for {hours} a week and at most {high} of your customers", **said)
