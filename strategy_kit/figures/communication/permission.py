"""Cards of the pillars: how welcome each is, and what share of the posts gives and asks."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from strategy_kit.communication.permission import ContentTotals, Permission
from strategy_kit.figures.card import Card, Drawing, Key, Table, drawings, table_of
from strategy_kit.figures.shapes.bars import (
    row_bars,
    row_layout,
    row_spans,
    text_at,
    text_inside,
    unknown_marker,
    wrapped,
)
from strategy_kit.figures.shapes.template import clean_label, figure
from strategy_kit.frames import PillarRow, Rating, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import purpose_words, rating_criterion_words

VALUE, PROMOTION = "@q2", "@s1"
_ON = {VALUE: "@on-q2", PROMOTION: "@on-ask"}


def permission_card(pillars: pd.DataFrame, plan: Permission, _: Words) -> Card:
    """Show the permission score of each pillar (`frames.PillarRow`) beside its share of the posts, and the plan's."""
    rows = pillars.sort_values("share", ascending=False, kind="stable")
    return Card(
        key="permission",
        title=_permission_title(rows, plan, _),
        subtitle=_(
            "Permission score (how welcome your posts are, 0 to 1) and share of posts, by content "
            "pillar, from your own ratings"
        ),
        **drawings(_permission_drawing, rows, plan, _),
        legend=_permission_legend(rows, plan, _),
        how=_(
            "A pillar scores 1 if its posts are fully anticipated, personal and relevant. A long bar with a "
            "large share raises the plan’s score; a short bar with a large share lowers it."
        ),
        note=_(
            "Method: the three criteria come from Seth Godin (Permission Marketing, 1999): anticipated, "
            "personal, relevant. Adding them up, each rated 0 to 3, is our own method."
        ),
        table=_permission_table(rows, _),
    )


def pillar_shares_card(
    pillars: pd.DataFrame, cap: float, wanted: float, ratio: float, totals: ContentTotals, _: Words
) -> Card:
    """
    Show what share of the posts each pillar takes under the promotion cap.

    Parameters
    ----------
    pillars : DataFrame
        `frames.PillarRow`.
    cap : float
        Promotion cap in [0, 1].
    wanted : float
        `promotional_share` without a cap.
    ratio : float
        `value_to_promotion_ratio` of the shares under the cap.
    totals : ContentTotals
        Of the calendar.
    """
    rows = pd.concat([pillars[~pillars["promotional"]], pillars[pillars["promotional"]]])
    purposes = purpose_words(_)
    return Card(
        key="pillar-shares",
        title=ratio_title(ratio, totals, _),
        subtitle=_("Share of posts by content pillar; at most {cap} may be promotional", cap=_.percent(cap)),
        drawing=_strip(rows, cap, _),
        narrow=_share_rows(rows, cap, _),
        legend=purpose_legend(rows["promotional"], _),
        how=_shares_how(promoting_words(ratio, totals, cap, _), _),
        table=table_of(
            rows_of(rows, PillarRow),
            (_("Pillar"), lambda row: row.pillar),
            (_("Purpose"), lambda row: purposes[row.purpose]),
            (_("Share you chose"), lambda row: _.percent(row.wanted)),
            (_("Share within the limit"), lambda row: _.percent(row.share)),
            (_("Posts in the calendar"), lambda row: _.number(totals.by_pillar[row.pillar])),
            numeric=(2, 3, 4),
        ),
        alert=_(
            "You chose {wanted} promotional posts; the limit is {cap}. The difference goes to value posts.",
            wanted=_.percent(wanted),
            cap=_.percent(cap),
        )
        if wanted > cap + 1e-9
        else "",
    )


def _shares_how(promoting: str, _: Words) -> str:
    how = _(
        "Value posts help, inform, entertain or start conversations; promotional posts sell. Promotional "
        "posts stay to the right of the limit line over the weeks of the calendar; a week with few posts may have "
        "none."
    )
    return f"{promoting} {how}" if promoting else how


def promoting_words(ratio: float, totals: ContentTotals, cap: float, _: Words) -> str:
    """Explain that the calendar has fewer promotional posts than their share; empty where it has as many."""
    if not totals.promotional or 1 / (1 + ratio) - totals.promotional_share < 1 / totals.posts:
        return ""
    return _.plural(
        "In the calendar {n} of {total} posts is promotional ({share}): the limit of {cap} holds from the first week "
        "on, in whole posts.",
        "In the calendar {n} of {total} posts are promotional ({share}): the limit of {cap} holds from the first week "
        "on, in whole posts.",
        totals.promotional,
        total=totals.posts,
        share=_.percent(totals.promotional_share),
        cap=_.percent(cap),
    )


def unrated_words(_: Words) -> str:
    """Say that no rating bounds the permission score yet."""
    return _("How welcome your posts are is not rated yet")


def _permission_title(rows: pd.DataFrame, plan: Permission, _: Words) -> str:
    if (plan.low, plan.high) == (0, 1):
        return unrated_words(_)
    if math.isnan(plan.score):
        return _.plural(
            "The plan’s permission score is between {low} and {high}: one rating is missing",
            "The plan’s permission score is between {low} and {high}: {n} ratings are missing",
            plan.unrated,
            low=_.number(plan.low, 2),
            high=_.number(plan.high, 2),
        )
    posted = rows[rows["share"] > 0].sort_values("score", kind="stable")
    score = _.number(plan.score, 2)
    if len(posted) < 2 or posted["score"].iloc[0] == posted["score"].iloc[1]:
        return _("The plan’s permission score is {score} out of 1", score=score)
    weakest = {"pillar": posted["pillar"].iloc[0], "least": _.number(posted["score"].iloc[0], 2)}
    return _(
        "The plan’s permission score is {score} out of 1; the lowest is {pillar}, at {least}", score=score, **weakest
    )


def _score(row: PillarRow, _: Words) -> str:
    ends = {"low": _.number(row.score_low, 2), "high": _.number(row.score_high, 2)}
    if math.isnan(row.score):
        return _("{low} to {high}", **ends)
    score = _.number(row.score, 2)
    return score if row.score_low == row.score_high else _("{share} ({low} to {high})", share=score, **ends)


def _permission_drawing(rows: pd.DataFrame, plan: Permission, _: Words, *, wide: bool) -> Drawing:
    cells = list(rows_of(rows, PillarRow))
    values = [_.apart((_score(row, _), _.percent(row.share))) for row in cells]
    texts = [f"{clean_label(row.pillar)}<br>{value}" for row, value in zip(cells, values, strict=True)]
    places = list(range(len(cells)))
    ticks = {fifth / 5: _.number(fifth / 5, 1) for fifth in range(6)}
    layout = row_layout([row.pillar for row in cells], values, wide=wide, ticks=ticks, domain=(0, 0.5))
    sure = [row.score_low if math.isnan(row.score) else row.score for row in cells]
    most = [row.score_high if math.isnan(row.score) else row.score for row in cells]
    divided = [place for place, row in enumerate(cells) if row.score_low < row.score < row.score_high]
    traces = [
        row_bars(places, most, texts, unknown_marker(), wide=wide),
        row_bars(places, sure, texts, _fill(cells), wide=wide),
        row_spans(divided, [cells[at].score_low for at in divided], [cells[at].score_high for at in divided]),
    ]
    if wide:
        traces.append(row_bars(places, [row.share for row in cells], texts, _fill(cells), wide=wide) | {"xaxis": "x2"})
        layout = _two_panels(layout, rows, _)
    if not math.isnan(plan.score):
        layout["shapes"] = [_line(plan.score, len(cells))]
    return figure(traces, **layout)


def _two_panels(layout: dict[str, Any], rows: pd.DataFrame, _: Words) -> dict[str, Any]:
    """Put the share of posts to the right of the score."""
    end = max(0.01, float(rows["share"].max()))
    heads = [(0.0, _("Permission score")), (0.55, _("Share of the posts"))]
    notes = [text_at(text, x, 1.0, yref="paper", xanchor="left", yanchor="bottom", yshift=2) for x, text in heads]
    return {
        **layout,
        "height": layout["height"] + 20,
        "margin": {"t": 28},
        "annotations": layout["annotations"] + notes,
        "xaxis2": {"range": [0, end], "domain": [0.55, 0.75], "visible": False, "fixedrange": True, "anchor": "y"},
    }


def _fill(cells: Sequence[PillarRow]) -> dict[str, Any]:
    return {"color": [PROMOTION if row.promotional else VALUE for row in cells], "line": {"width": 0}}


def _line(x: float, rows: int) -> dict[str, Any]:
    ends = {"x0": x, "x1": x, "y0": -0.5, "y1": rows - 0.5}
    return {"type": "line", "xref": "x", "yref": "y", **ends, "line": {"color": "@ink", "width": 1.5, "dash": "dot"}}


def _permission_legend(rows: pd.DataFrame, plan: Permission, _: Words) -> tuple[Key, ...]:
    keys = list(purpose_legend(rows["promotional"], _))
    if (rows["score_low"] < rows["score"]).any():
        keys.append(Key(_("lowest to highest of your ratings"), "@ink", "tick"))
    if rows["score"].isna().any():
        keys.append(Key(_("not rated yet: could add up to this much"), "@hatch", "hatch"))
    if not math.isnan(plan.score):
        keys.append(Key(_("plan average"), "@ink", "tick"))
    return tuple(keys)


def purpose_legend(
    promotional: "pd.Series[bool]", _: Words, *, value: str = VALUE, promotion: str = PROMOTION
) -> tuple[Key, ...]:
    """Name the colours of what gives and of what asks, as far as some pillar does."""
    return (Key(_("value posts"), value),) * (not promotional.all()) + (Key(_("promotional posts"), promotion),) * bool(
        promotional.any()
    )


def _permission_table(rows: pd.DataFrame, _: Words) -> Table:
    purposes, criteria = purpose_words(_), rating_criterion_words(_)

    def rated(value: Rating) -> str:
        return _("unknown") if pd.isna(value) else _.number(round(float(value), 1))

    return table_of(
        rows_of(rows, PillarRow),
        (_("Pillar"), lambda row: row.pillar),
        (_("Purpose"), lambda row: purposes[row.purpose]),
        (criteria["anticipated"], lambda row: rated(row.anticipated)),
        (criteria["personal"], lambda row: rated(row.personal)),
        (criteria["relevant"], lambda row: rated(row.relevant)),
        (_("Score"), lambda row: _score(row, _)),
        (_("Share of the posts"), lambda row: _.percent(row.share)),
        numeric=(2, 3, 4, 5, 6),
    )


def ratio_title(ratio: float, totals: ContentTotals, _: Words) -> str:
    """Return how many useful posts there are for each promotional one; parameters as of `pillar_shares_card`."""
    if math.isinf(ratio):
        return _("Useful posts only")
    if ratio == 0:
        return _("Every post is promotional: add a pillar that helps or informs")
    if totals.posts and not totals.promotional:
        return _("Your shares aim at {n} to 1, yet none of the planned posts is promotional", n=round(ratio, 1))
    shown = round(ratio, 1)
    if shown == 1:
        return _("One useful post for each promotional one")
    return _("{n} useful posts for each promotional one", n=_.number(shown, 0 if shown == int(shown) else 1))


def _strip(rows: pd.DataFrame, cap: float, _: Words) -> Drawing:
    """Draw all posts as one strip: giving pillars first, asks last, the cap counted from the right."""
    traces = [
        strip_piece(
            row.share,
            wrapped(row.pillar, max(4, int(row.share * 90)), 1),
            f"{clean_label(row.pillar)}<br>{_.percent(row.share)}",
            row.promotional,
        )
        for row in rows_of(rows, PillarRow)
    ]
    place = {"xref": "x", "xanchor": "right", "yanchor": "bottom", "xshift": -4}
    return figure(
        traces,
        height=88,
        barmode="stack",
        annotations=[text_at(_("limit {cap}", cap=_.percent(cap)), 1 - cap, -0.5, **place)],
        shapes=[_line(1 - cap, 1) | {"y0": -0.75, "y1": 0.5}],
        xaxis={"range": [0, 1], "visible": False},
        yaxis={"range": [0.6, -0.9], "visible": False},
    )


def strip_piece(length: float, text: str, hover: str, promotional: bool, row: int = 0) -> dict[str, Any]:
    """Return one piece of a strip, with its word where there is room."""
    token = PROMOTION if promotional else VALUE
    bar = row_bars([row], [length], [hover], {"color": token, "line": {"width": 1.5, "color": "@surface"}}, wide=True)
    return {**bar, **text_inside([text], _ON[token]), "constraintext": "both", "width": 0.8}


def _share_rows(rows: pd.DataFrame, cap: float, _: Words) -> Drawing:
    """Draw the strip one piece a row, each beginning where the one above ends, so that its cap holds here too."""
    cells = list(rows_of(rows, PillarRow))
    texts = [f"{clean_label(row.pillar)}<br>{_.percent(row.share)}" for row in cells]
    bars = row_bars(list(range(len(cells))), [row.share for row in cells], texts, _fill(cells), wide=False)
    layout = row_layout([row.pillar for row in cells], [_.percent(row.share) for row in cells], wide=False, ticks={})
    before = (rows["share"].cumsum() - rows["share"]).tolist()
    place = {"xref": "x", "xanchor": "right" if cap < 0.5 else "left", "yanchor": "top"}
    layout["annotations"].append(text_at(_("limit {cap}", cap=_.percent(cap)), 1 - cap, len(cells) - 0.74, **place))
    layout["shapes"] = [_line(1 - cap, 1) | {"y0": place - 0.24, "y1": place + 0.24} for place in range(len(cells))]
    return figure([bars | {"base": before}], **layout)
