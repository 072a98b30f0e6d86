"""The card of the weights: how far each can move before the leader may lose first place."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Names, Table, drawings, table_of
from strategy_kit.figures.platforms.scores import level_words, move_ticks_to_top
from strategy_kit.figures.shapes.bars import percent_ticks, points, row_bars, row_layout, text_at, unknown_marker
from strategy_kit.figures.shapes.template import clean_label, figure
from strategy_kit.frames import BandRow, ChangeRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import criterion_words

ROW = 46
LETTER_SHARE, DIAMOND_SHARE = 0.0125, 0.012
"""How much of a wide chart a letter and half a diamond take."""
BAND_MARKERS: Mapping[str, Mapping[str, Any]] = {
    "first": {"color": "@q4"},
    "open": unknown_marker(),
    "behind": {"color": "@line", "line": {"color": "@line-control", "width": 1}},
}


def weight_stability_card(
    changes: pd.DataFrame,
    bands: pd.DataFrame,
    first: Sequence[str],
    names: Names,
    _: Words,
    *,
    level: Sequence[str] = (),
) -> Card:
    """Show how far each weight can move before the leader may lose: `platforms.smallest_change`, `lead_bands`."""
    leader = first[0]
    order = changes.sort_values("weight", ascending=False, kind="stable")
    return Card(
        key="change",
        title=_change_title(changes, first, level, names, _),
        subtitle=_(
            "How far each weight can move, the others kept in proportion, before first place may change "
            "({platform} now)",
            platform=names[leader],
        ),
        **drawings(_bands, order, bands, leader, names, _),
        legend=_legend(changes, bands, names[leader], _),
        how=_change_how(changes, bands, names[leader], _),
        note=_("Computed from the two charts above, with known figures taken as measured. No other source is used."),
        table=_change_table(order, names, _),
    )


def _change_title(changes: pd.DataFrame, first: Sequence[str], level: Sequence[str], names: Names, _: Words) -> str:
    if len(first) > 1:
        shared = _.all_of(names[platform] for platform in first)
        return _("{platforms} share first place: the smallest change in the weights decides", platforms=shared)
    leader = names[first[0]]
    if level:
        top = level_words([first[0], *level], names, _)
        return _("{platforms} are too close to call: a small change in the weights decides", platforms=top)
    if (changes["doubt_at"] == changes["weight"]).any():
        lost = _nearest(changes, "lost_at")
        if lost.empty:
            return _("{platform}’s lead depends on figures still missing", platform=leader)
        return _(
            "{platform}’s lead depends on missing figures; at mid-range, “{criterion}” at {edge} puts {rival} first",
            platform=leader,
            criterion=criterion_words(_)[str(lost.index[0])],
            edge=_.percent(lost["lost_at"].iloc[0], 1),
            rival=names[lost["lost_to"].iloc[0]],
        )
    near = _nearest(changes, "doubt_at")
    if near.empty:
        return _("No single weight would change the result: {platform} stays first", platform=leader)
    edge = near.iloc[0]
    words = {
        "criterion": criterion_words(_)[str(near.index[0])],
        "edge": _.percent(edge["doubt_at"], 1),
        "weight": _.percent(edge["weight"], 1),
        "platform": leader,
        "rival": names[edge["doubt_rival"]],
    }
    if edge["doubt_at"] == edge["lost_at"]:
        return _(
            "What would change the result: “{criterion}” at {edge} instead of {weight} puts {rival} first", **words
        )
    return _(
        "What would change the result: “{criterion}” at {edge} instead of {weight} puts {platform}’s lead in doubt",
        **words,
    )


def _nearest(changes: pd.DataFrame, edge: str) -> pd.DataFrame:
    """Return the criteria that have such an edge, the one nearest to its weight first."""
    edges = changes.dropna(subset=[edge])
    return edges.loc[(edges[edge] - edges["weight"]).abs().sort_values(kind="stable").index]


def _change_how(changes: pd.DataFrame, bands: pd.DataFrame, leader: str, _: Words) -> str:
    sure = bands.loc[bands["state"] == "first", "criterion"].nunique()
    edge = "doubt_at" if 2 * sure >= len(changes) else "lost_at"
    near = _nearest(changes, edge)
    near = near[near[edge] != near["weight"]].head(3)
    words = criterion_words(_)
    lead = _("The closer your weight is to the end of its teal band, the more it is worth discussing.")
    if edge == "lost_at":
        lead = _(
            "Hatched nearly everywhere: missing figures could put another platform first at almost any "
            "weight. The diamond marks where {platform} loses first place if they lie at mid-range: the "
            "closer your weight is to it, the more it is worth discussing.",
            platform=leader,
        )
    listed = []
    for key, weight, at in near[["weight", edge]].itertuples():
        fields = {"criterion": words[key], "weight": _.percent(weight, 1), "edge": _.percent(at, 1)}
        in_doubt = _("{criterion} ({weight} now, in doubt from {edge})", **fields)
        listed.append(
            in_doubt if edge == "doubt_at" else _("{criterion} ({weight} now, first place lost at {edge})", **fields)
        )
    return f"{lead} " + _("Closest to changing the result: {list}.", list=_.all_of(listed)) if listed else lead


def _legend(changes: pd.DataFrame, bands: pd.DataFrame, leader: str, _: Words) -> tuple[Key, ...]:
    keys = {
        "first": Key(_("{platform} stays first", platform=leader), "@q4"),
        "open": Key(_("depends on missing figures"), "@hatch", "hatch"),
        "behind": Key(_("another platform leads"), "@line"),
    }
    lost = Key(_("first place lost, with missing figures at mid-range"), "@ink", "diamond")
    return (
        *(key for state, key in keys.items() if state in set(bands["state"])),
        *(() if _lost(changes).empty else (lost,)),
        Key(_("your weight today"), "@ink", "tick"),
    )


def _lost(order: pd.DataFrame) -> pd.DataFrame:
    """Return the criteria whose edge in the middle of what is unknown is not the edge of doubt itself."""
    return order[order["lost_at"].notna() & ((order["lost_at"] - order["doubt_at"]).abs() > 1e-9)]


def _bands(order: pd.DataFrame, bands: pd.DataFrame, leader: str, names: Names, _: Words, *, wide: bool) -> Drawing:
    row_of = {criterion: row for row, criterion in enumerate(order.index)}
    traces = []
    for state, marker in BAND_MARKERS.items():
        rows = bands[bands["state"] == state]
        texts = [_band_words(band, leader, names, _) for band in rows_of(rows, BandRow)]
        widths = (rows["end"] - rows["start"]).to_list()
        bars = row_bars([row_of[criterion] for criterion in rows["criterion"]], widths, texts, marker, wide=wide)
        traces.append({**bars, "base": rows["start"].to_list()})
    lost, size = _lost(order), {"size": 12 if wide else 9}
    diamond = {"symbol": "diamond", **size, "color": "@ink", "line": {"width": 2, "color": "@surface"}}
    texts = [clean_label(_lost_words(row, names, _)) for row in rows_of(lost, ChangeRow)]
    at = [row_of[criterion] for criterion in lost.index]
    traces += [*_ticks(order, _, wide=wide), points(lost["lost_at"], at, diamond, texts, cliponaxis=False)]
    words, ticks = criterion_words(_), percent_ticks(_)
    now = ["" if wide else _("now {weight}", weight=_.percent(weight)) for weight in order["weight"]]
    layout = row_layout([words[criterion] for criterion in order.index], now, wide=wide, ticks=ticks, domain=(0, 1))
    move_ticks_to_top(layout)
    if wide:
        inside = _inside(bands, row_of, _lost(order)["lost_at"], leader, names, _)
        layout |= {"annotations": inside + _edges(order, row_of, names, _), "height": ROW * len(order) + 36}
    return figure(traces, **layout)


def _band_words(band: BandRow, leader: str, names: Names, _: Words) -> str:
    span = {"low": _.percent(band.start), "high": _.percent(band.end)}
    if band.state == "first":
        return _("From {low} to {high}: {platform} first", platform=clean_label(names[leader]), **span)
    rival = clean_label(names[band.rival])
    if band.state == "open":
        return _("From {low} to {high}: {rival} possibly, depending on missing figures", rival=rival, **span)
    return _("From {low} to {high}: {rival} ahead", rival=rival, **span)


def _ticks(order: pd.DataFrame, _: Words, *, wide: bool) -> list[dict[str, Any]]:
    """Mark the weights of today, on a plain edge that parts them from the bands."""
    texts = [_("Your weight today: {weight}", weight=_.percent(weight)) for weight in order["weight"]]
    mark = {"symbol": "line-ns", "size": 25 if wide else 16}
    return [
        points(order["weight"], range(len(order)), {**mark, "line": line}, texts, cliponaxis=False)
        for line in ({"width": 7, "color": "@surface"}, {"width": 3, "color": "@ink"})
    ]


def _lost_words(row: ChangeRow, names: Names, _: Words) -> str:
    return _("first place lost at {edge}, to {rival}", edge=_.percent(row.lost_at, 1), rival=names[row.lost_to])


def _edges(order: pd.DataFrame, row_of: Mapping[Any, int], names: Names, _: Words) -> list[dict[str, Any]]:
    """Write under its bar the weight at the edge of doubt, and the one at which first place is lost, and to whom."""
    near = _nearest(order, "doubt_at")
    lost = _lost(order)
    doubts = near[(near["doubt_at"] != near["weight"]) & ~near.index.isin(lost.index)]
    texts = [(row.criterion, row.doubt_at, _.percent(row.doubt_at, 1)) for row in rows_of(doubts, ChangeRow)]
    texts += [(row.criterion, row.lost_at, clean_label(_lost_words(row, names, _))) for row in rows_of(lost, ChangeRow)]
    place = {"xref": "x", "yanchor": "top", "bgcolor": "@surface", "font": {"size": 12, "color": "@ink"}}
    sides = ["left" if at < 0.1 else "right" if at > 0.9 else "center" for _criterion, at, _text in texts]
    return [
        text_at(text, at, row_of[criterion] + 0.31, xanchor=side, **place)
        for (criterion, at, text), side in zip(texts, sides, strict=True)
    ]


def _inside(
    bands: pd.DataFrame, row_of: Mapping[Any, int], diamonds: pd.Series, leader: str, names: Names, _: Words
) -> list[dict[str, Any]]:
    """Name the leader in each wide band, beside its diamond; a label over a hatch has a plain background."""
    notes = []
    for band in rows_of(bands[bands["end"] - bands["start"] > 0.2], BandRow):
        rival = clean_label(names.get(band.rival, ""))
        words = {
            "first": _("{platform} first", platform=clean_label(names[leader])),
            "open": _("{rival} possibly", rival=rival),
            "behind": _("{rival} ahead", rival=rival),
        }[band.state]
        ground = {"bgcolor": "@surface"} if band.state == "open" else {}
        ink = "@on-q4" if band.state == "first" else "@ink"
        ends = [(band.end - 0.012, "right"), (band.start + 0.012, "left")]
        diamond = float(diamonds.get(band.criterion, math.nan))
        free = [end for end in ends if not _covers(*end, words, diamond)]
        if free:
            at, anchor = free[0]
            place = {"xref": "x", "xanchor": anchor, "yanchor": "middle", "font": {"size": 12, "color": ink}}
            notes.append(text_at(words, at, row_of[band.criterion], **place, **ground))
    return notes


def _covers(at: float, anchor: str, words: str, diamond: float) -> bool:
    """Whether words that end or begin at a weight would lie over a diamond."""
    width = LETTER_SHARE * len(words)
    start, end = (at - width, at) if anchor == "right" else (at, at + width)
    return start - DIAMOND_SHARE < diamond < end + DIAMOND_SHARE


def _change_table(order: pd.DataFrame, names: Names, _: Words) -> Table:
    words = criterion_words(_)

    def at(edge: float, rival: str) -> str:
        if pd.isna(edge):
            return _("at no weight")
        return _("{edge}, {rival}", edge=_.percent(edge, 1), rival=names[rival]) if rival else _.percent(edge, 1)

    return table_of(
        rows_of(order, ChangeRow),
        (_("Criterion"), lambda row: words[row.criterion]),
        (_("Weight today"), lambda row: _.percent(row.weight, 1)),
        (_("Uncertain from (rival)"), lambda row: at(row.doubt_at, row.doubt_rival)),
        (_("Lost at (to)"), lambda row: at(row.lost_at, row.lost_to)),
        numeric=(1,),
        caption=_(
            "Uncertain: missing figures could bring another platform level. Lost: another platform "
            "leads with missing figures at mid-range."
        ),
    )
