"""The card of the weights: how far each can move before the leader may lose first place."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from strategy_kit.cards import Card, Figure, Key, Table
from strategy_kit.figures.base import clean_label, figure
from strategy_kit.figures.platforms import criterion_words, on_top
from strategy_kit.figures.rows import note_at, row_bars, row_layout, unknown_marker
from strategy_kit.i18n import Words
from strategy_kit.platforms import leaders

ROW = 46
BAND_MARKERS: Mapping[str, Mapping[str, Any]] = {
    "first": {"color": "@q4"},
    "open": unknown_marker(),
    "behind": {"color": "@sunken"},
}


def change_card(
    changes: pd.DataFrame, bands: pd.DataFrame, bounds: pd.DataFrame, names: Mapping[str, str], _: Words
) -> Card:
    """
    Show how far each weight can move before the leader may lose first place.

    Parameters
    ----------
    changes : DataFrame
        `platforms.smallest_change`.
    bands : DataFrame
        `platforms.lead_bands`.
    bounds : DataFrame
        `platforms.score_bounds`.
    names : mapping of platform to name
    _ : Words
    """
    leader = leaders(bounds["middle"])[0]
    order = changes.sort_values("weight", ascending=False, kind="stable")
    drawings = {wide: _bands(order, bands, leader, names, _, wide=wide) for wide in (True, False)}
    return Card(
        key="change",
        title=_change_title(changes, bounds, names, _),
        subtitle=_(
            "How far each weight can move, the others kept in proportion, before {platform} may lose first place",
            platform=names[leader],
        ),
        figure=drawings[True],
        narrow=drawings[False],
        legend=_band_legend(bands, names[leader], _),
        how=_change_how(changes, _),
        note=_("Computed from the two charts above, what is known taken as measured. No source beyond theirs."),
        table=_change_table(order, names, _),
    )


def _change_title(changes: pd.DataFrame, bounds: pd.DataFrame, names: Mapping[str, str], _: Words) -> str:
    first = leaders(bounds["middle"])
    if len(first) > 1:
        shared = _.all_of(names[platform] for platform in first)
        return _("{platforms} share first place: the smallest change of weight decides", platforms=shared)
    leader = names[first[0]]
    if (changes["doubt_at"] == changes["weight"]).any():
        return _("{platform}’s lead already depends on what is unknown", platform=leader)
    near = _nearest_doubt(changes)
    if near.empty:
        return _("No single weight would change our mind: {platform} stays first", platform=leader)
    edge = near.iloc[0]
    words = {
        "criterion": criterion_words(_)[str(near.index[0])],
        "edge": _.percent(edge["doubt_at"]),
        "weight": _.percent(edge["weight"]),
        "platform": leader,
        "rival": names[edge["doubt_rival"]],
    }
    if edge["doubt_at"] == edge["lost_at"]:
        return _("What would change our mind: “{criterion}” at {edge} instead of {weight} puts {rival} first", **words)
    return _(
        "What would change our mind: “{criterion}” at {edge} instead of {weight} puts {platform}’s lead in doubt",
        **words,
    )


def _nearest_doubt(changes: pd.DataFrame) -> pd.DataFrame:
    known = changes.dropna(subset=["doubt_at"])
    return known.loc[(known["doubt_at"] - known["weight"]).abs().sort_values(kind="stable").index]


def _change_how(changes: pd.DataFrame, _: Words) -> str:
    near = _nearest_doubt(changes)
    near = near[near["doubt_at"] != near["weight"]].head(3)
    lead = _(
        "The closer the mark is to the end of its teal band, the more an argument about that weight is worth having."
    )
    if near.empty:
        return lead
    words = criterion_words(_)
    listed = [
        _(
            "{criterion} ({weight} now, edge at {edge})",
            criterion=words[str(criterion)],
            weight=_.percent(row["weight"]),
            edge=_.percent(row["doubt_at"]),
        )
        for criterion, row in near.iterrows()
    ]
    return lead + " " + _("Nearest: {list}.", list=_.all_of(listed))


def _band_legend(bands: pd.DataFrame, leader: str, _: Words) -> tuple[Key, ...]:
    keys = {
        "first": Key(_("{platform} stays first", platform=leader), "@q4"),
        "open": Key(_("depends on what is unknown"), "@hatch", "hatch"),
        "behind": Key(_("another platform is ahead"), "@sunken"),
    }
    present = set(bands["state"])
    return (*(key for state, key in keys.items() if state in present), Key(_("your weight today"), "@ink", "tick"))


def _bands(
    order: pd.DataFrame, bands: pd.DataFrame, leader: str, names: Mapping[str, str], _: Words, *, wide: bool
) -> Figure:
    row_of = {criterion: row for row, criterion in enumerate(order.index)}
    traces = []
    for state, marker in BAND_MARKERS.items():
        rows = bands[bands["state"] == state]
        texts = [_band_words(band, leader, names, _) for band in rows.to_dict("records")]
        widths = (rows["end"] - rows["start"]).to_list()
        bars = row_bars([row_of[criterion] for criterion in rows["criterion"]], widths, texts, marker, wide=wide)
        traces.append({**bars, "base": rows["start"].to_list()})
    traces += _ticks(order, _, wide=wide)
    words = criterion_words(_)
    now = ["" if wide else _("now {weight}", weight=_.percent(weight)) for weight in order["weight"]]
    layout = row_layout(
        [words[str(criterion)] for criterion in order.index],
        now,
        wide=wide,
        ticks={tick / 4: _.percent(tick / 4) for tick in range(5)},
        domain=(0, 1),
    )
    on_top(layout)
    if wide:
        layout["annotations"] = _inside(bands, row_of, leader, names, _) + _edges(order, row_of, _)
        layout["height"] = ROW * len(order) + 36
    return figure(traces, **layout)


def _band_words(band: Mapping[Hashable, Any], leader: str, names: Mapping[str, str], _: Words) -> str:
    span = {"low": _.percent(band["start"]), "high": _.percent(band["end"])}
    if band["state"] == "first":
        return _("From {low} to {high}: {platform} first", platform=clean_label(names[leader]), **span)
    rival = clean_label(names[band["rival"]])
    if band["state"] == "open":
        return _("From {low} to {high}: {rival} perhaps, it depends on what is unknown", rival=rival, **span)
    return _("From {low} to {high}: {rival} ahead", rival=rival, **span)


def _ticks(order: pd.DataFrame, _: Words, *, wide: bool) -> list[dict[str, Any]]:
    """Mark the weights of today, on a plain edge that parts them from the bands."""
    texts = [_("Your weight today: {weight}", weight=_.percent(weight)) for weight in order["weight"]]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": order["weight"].to_list(),
            "y": list(range(len(order))),
            "marker": {"symbol": "line-ns", "size": 25 if wide else 16, "line": {"width": width, "color": token}},
            "hovertext": texts,
            "hoverinfo": "text",
            "cliponaxis": False,
        }
        for width, token in ((7, "@surface"), (3, "@ink"))
    ]


def _edges(order: pd.DataFrame, row_of: Mapping[Any, int], _: Words) -> list[dict[str, Any]]:
    """Write the weight at the edge of doubt under its bar."""
    near = _nearest_doubt(order)
    return [
        note_at(_.percent(row["doubt_at"]), row["doubt_at"], row_of[criterion] + 0.31, xref="x", yanchor="top")
        for criterion, row in near[near["doubt_at"] != near["weight"]].iterrows()
    ]


def _inside(
    bands: pd.DataFrame, row_of: Mapping[Any, int], leader: str, names: Mapping[str, str], _: Words
) -> list[dict[str, Any]]:
    """Say in each wide band who leads there; words over a hatch stand on a plain ground."""
    notes = []
    for band in bands[bands["end"] - bands["start"] > 0.2].to_dict("records"):
        rival = clean_label(names.get(band["rival"], ""))
        words = {
            "first": _("{platform} first", platform=clean_label(names[leader])),
            "open": _("{rival}, perhaps", rival=rival),
            "behind": _("{rival} ahead", rival=rival),
        }[band["state"]]
        ground = {"bgcolor": "@surface"} if band["state"] == "open" else {}
        ink = "@on-q4" if band["state"] == "first" else "@ink"
        place = {"xref": "x", "xanchor": "right", "yanchor": "middle", "font": {"size": 12, "color": ink}}
        notes.append(note_at(words, band["end"] - 0.012, row_of[band["criterion"]], **place, **ground))
    return notes


def _change_table(order: pd.DataFrame, names: Mapping[str, str], _: Words) -> Table:
    words = criterion_words(_)

    def at(edge: float, rival: str) -> str:
        if pd.isna(edge):
            return _("at no weight")
        return _("{edge}, {rival}", edge=_.percent(edge, 1), rival=names[rival]) if rival else _.percent(edge, 1)

    return Table(
        (_("Criterion"), _("Weight today"), _("In doubt at, because of"), _("Lost at, to")),
        tuple(
            (
                words[str(criterion)],
                _.percent(row["weight"], 1),
                at(row["doubt_at"], row["doubt_rival"]),
                at(row["lost_at"], row["lost_to"]),
            )
            for criterion, row in order.iterrows()
        ),
        (1,),
        _("In doubt: the unknown could put another level. Lost: another leads in the middle of the ranges."),
    )
