"""Cards of the start: every choice tried, what a third would bring and cost, where the hours come from."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Names, Table, drawings, table_of
from strategy_kit.figures.shapes.bars import points
from strategy_kit.figures.shapes.labels import Ground, place_names
from strategy_kit.figures.shapes.template import clean_label, figure, source_cards
from strategy_kit.frames import HoursRow, LaterRow, PublishedHoursRow, StartRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.evidence import cadence_words
from strategy_kit.labels.platforms import check_hours_words, set_words
from strategy_kit.labels.scales import percent_range
from strategy_kit.platforms import StartSet

MOST_ROWS = 12
HEIGHT = {True: 380, False: 320}
WIDTH, BELOW = {True: 700, False: 260}, 70
"""Pixels: the axes across, and what stands below and above them."""
OUTLINE = {"color": "@surface", "size": 13, "symbol": "diamond", "line": {"width": 2, "color": "@ink"}}


def frontier_card(start: StartSet, names: Names, _: Words, *, level: Sequence[tuple[str, ...]] = ()) -> Card:
    """Show every choice of one or two platforms by its score and hours."""
    costed = start.sets.dropna(subset=["hours"])
    drawn = not costed.empty
    cut = costed[~costed["fits"].fillna(True).astype(bool) & (costed["hours"] <= start.hours_available + 1e-9)]
    return Card(
        key="frontier",
        title=_frontier_title(start, costed, level, names, _),
        subtitle=_("All {n} platforms and pairs that suit your formats: total score by hours a week", n=len(costed)),
        **drawings(_frontier, start, costed, level, names, _, when=drawn),
        legend=(
            Key(_("highest score for these hours"), "@accent", "dot"),
            Key(_("another choice scores more for the same hours or fewer"), "@line-control", "dot"),
            Key(_("your choice") if start.fixed else _("chosen"), "@ink", "diamond"),
            *((Key(_("the workbook’s choice"), "@ink", "outline"),) if _apart_from_best(start) else ()),
            Key(_("hours available"), "@ink", "tick"),
        )
        if drawn
        else (),
        how=f"{_how(cut, _)} {check_hours_words(start, _)}".strip(),
        note=_(
            "How far your customers overlap is not known: a pair is used by at least as many as its wider one, at most "
            "by the sum."
        ),
        table=_choices(start, costed, names, _),
    )


def _how(cut: pd.DataFrame, _: Words) -> str:
    lead = _(
        "Higher is better; further left takes less time. To the right of the dotted line, you do not have enough hours."
    )
    shared = _.plural(
        "One choice to its left does not fit either: a single post would have to be split between two people.",
        "{n} choices to its left do not fit either: a single post would have to be split between two people.",
        len(cut),
    )
    return lead if cut.empty else f"{lead} {shared}"


def _apart_from_best(start: StartSet) -> bool:
    """Whether the business settled on something else than the best found."""
    return start.fixed and bool(start.best) and set(start.best) != set(start.chosen)


def _frontier_title(
    start: StartSet, costed: pd.DataFrame, level: Sequence[tuple[str, ...]], names: Names, _: Words
) -> str:
    hours = _.hours(start.hours_available * 60)
    if costed.empty:
        return _("No platform to start with yet: none is known to take your formats")
    if not start.best:
        return _("None of the {n} choices fits into {hours} a week", n=len(costed), hours=hours)
    best = set_words(start.best, names, _)
    if _apart_from_best(start):
        return _own_choice_title(start, costed, best, names, _)
    if level:
        others = set_words(level[0], names, _)
        return _(
            "Within {hours} a week, {platforms} or {others}: too close to call",
            hours=hours,
            platforms=best,
            others=others,
        )
    beyond = _beyond(start, costed)
    if beyond is None:
        return _("No choice scores higher than {platforms}, whatever the hours", platforms=best)
    return _(
        "Within {hours} a week no choice beats {platforms}; from {more} on, {others} would",
        hours=hours,
        platforms=best,
        more=_.hours(beyond.hours * 60),
        others=set_words(beyond.platforms, names, _),
    )


def _own_choice_title(start: StartSet, costed: pd.DataFrame, best: str, names: Names, _: Words) -> str:
    chosen = set_words(start.chosen, names, _)
    if pd.isna(start.hours):
        return _("Your choice, {platforms}, is not shown: no data on the hours it takes", platforms=chosen)
    row = costed[_are(costed, start.best)].iloc[0]
    own = {"platforms": chosen, "score": _.number(start.score, 2), "hours": _.hours(start.hours * 60)}
    other = {"best": best, "best_score": _.number(row["score"], 2), "best_hours": _.hours(row["hours"] * 60)}
    return _(
        "Your choice, {platforms}, scores {score} for {hours} a week; {best} scores {best_score} for {best_hours}",
        **own,
        **other,
    )


def _beyond(start: StartSet, costed: pd.DataFrame) -> StartRow | None:
    """Return the first choice beyond the hours there are that nothing beats; None if there is none."""
    beyond = costed[costed["efficient"] & (costed["hours"] > start.hours_available + 1e-9)].sort_values("hours")
    return next(rows_of(beyond, StartRow), None)


def _frontier(
    start: StartSet, costed: pd.DataFrame, level: Sequence[tuple[str, ...]], names: Names, _: Words, *, wide: bool
) -> Drawing:
    efficient, beaten = costed[costed["efficient"]].sort_values("hours"), costed[~costed["efficient"]]
    chosen_row, best = _chosen_row(start), costed[_are(costed, start.best)]
    line = {"color": "@accent", "width": 1.5, "shape": "hv"}
    traces = [
        _dots(beaten, names, _, {"color": "@line-control", "size": 5 if wide else 4, "opacity": 0.6}, hover=wide),
        {**_dots(efficient, names, _, {"color": "@accent", "size": 9}), "mode": "lines+markers", "line": line},
        _dots(best if _apart_from_best(start) else best.iloc[:0], names, _, OUTLINE),
        _dots(chosen_row, names, _, {"color": "@ink", "size": 13, "symbol": "diamond"}),
    ]
    hours = [float(costed["hours"].quantile(0.9)), start.hours_available, float(efficient["hours"].max())]
    end = max(*hours, *chosen_row["hours"]) * 1.08
    top = max([float(costed["score"].max()), *chosen_row["score"]]) * 1.1
    capacity = {"type": "line", "x0": start.hours_available, "x1": start.hours_available, "y0": 0, "y1": top}
    named = pd.concat(
        [chosen_row, best, *_titled(start, costed, level), efficient.sort_values("hours", ascending=False)]
    )
    labels = place_names(
        [
            (row.hours, row.score, " + ".join(names[platform] for platform in row.platforms))
            for row in rows_of(named[~named["platforms"].map(frozenset).duplicated()], StartRow)
        ],
        [(start.hours_available, top * step / 40) for step in range(41)],
        Ground(WIDTH[wide], HEIGHT[wide] - BELOW, end, top),
        far=wide,
    )
    return figure(
        traces,
        height=HEIGHT[wide],
        xaxis={"range": [0, end], "title": {"text": _("hours a week"), "font": {"size": 12}}, **_ticks(end, _)},
        yaxis={"range": [0, top], "title": {"text": _("total score"), "font": {"size": 12}}, **_ticks(top, _)},
        shapes=[{**capacity, "line": {"color": "@ink", "width": 1.5, "dash": "dot"}}],
        annotations=labels,
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
    texts = [
        f"<b>{clean_label(set_words(row.platforms, names, _))}</b><br>"
        + _("{score} for {hours} a week", score=_.number(row.score, 2), hours=_.hours(row.hours * 60))
        for row in rows_of(rows, StartRow)
    ]
    return points(rows["hours"].round(3), rows["score"].round(3), marker, texts if hover else None)


def _are(costed: pd.DataFrame, members: Sequence[str]) -> list[bool]:
    """Return which rows hold these platforms, in any order."""
    return [set(platforms) == set(members) for platforms in costed["platforms"]]


def _chosen_row(start: StartSet) -> pd.DataFrame:
    """Return the choice as a row to draw, none where its hours are unknown."""
    spans = start.reach_low, start.reach_high, pd.NA if start.fits is None else start.fits, False
    drawn = bool(start.chosen) and start.hours == start.hours
    row = StartRow(start.chosen, start.score, start.hours, *spans)
    return pd.DataFrame([row] if drawn else [], columns=StartRow._fields)


def _titled(start: StartSet, costed: pd.DataFrame, level: Sequence[tuple[str, ...]]) -> list[pd.DataFrame]:
    """Return the choices that the title names besides the chosen one."""
    beyond = None if level else _beyond(start, costed)
    sets = [*level[:1], *([] if beyond is None else [beyond.platforms])]
    return [costed[_are(costed, members)] for members in sets]


def _choices(start: StartSet, costed: pd.DataFrame, names: Names, _: Words) -> Table:
    first = costed.sort_values("efficient", ascending=False, kind="stable").head(MOST_ROWS)
    listed = pd.concat([_chosen_row(start), costed[_are(costed, start.best)], first])
    listed = listed[~listed["platforms"].map(frozenset).duplicated()].sort_values("score", ascending=False)
    fits = {True: _("fits"), False: _("does not fit")}

    def choice(members: Sequence[str]) -> str:
        own = start.fixed and set(members) == set(start.chosen)
        platforms = set_words(members, names, _)
        return _("{platforms} (your choice)", platforms=platforms) if own else platforms

    return table_of(
        rows_of(listed, StartRow),
        (_("Choice"), lambda row: choice(row.platforms)),
        (_("Score"), lambda row: _.number(row.score, 2)),
        (_("Hours a week"), lambda row: _.hours(row.hours * 60)),
        (_("Usage"), lambda row: percent_range(row.reach_low, row.reach_high, _)),
        (_("Enough hours"), lambda row: _("unknown") if pd.isna(row.fits) else fits[bool(row.fits)]),
        numeric=(1, 2, 3),
        caption=_("Your choice, the best score for each number of hours, and the next best"),
    )


def next_platform_card(start: StartSet, names: Names, _: Words) -> Card:
    """Show what each further platform would bring and cost."""
    later = start.later.dropna(subset=["hours"])
    return Card(
        key="third",
        title=_third_title(start, later, names, _),
        subtitle=_("What one more platform adds to the total score, takes in hours and brings in customers"),
        how=_(
            "Add a platform if you have the hours and it brings new customers. The number of new customers "
            "is a range: all of them may already use your other platforms, or none."
        ),
        table=table_of(
            rows_of(later.head(MOST_ROWS // 2), LaterRow),
            (_("Platform to add"), lambda row: names[row.platform]),
            (_("Adds to score"), lambda row: _.number(row.score, 2)),
            (_("Time a week"), lambda row: _.hours(row.hours * 60)),
            (_("Score per hour"), lambda row: _.number(row.score / row.hours, 2) if row.hours > 0 else _("unknown")),
            (_("New customers"), lambda row: percent_range(row.new_reach_low, row.new_reach_high, _)),
            (_("Enough hours"), lambda row: _suffices(row, start, _)),
            numeric=(1, 2, 3, 4),
        ),
    )


def _suffices(row: LaterRow, start: StartSet, _: Words) -> str:
    if pd.isna(row.fits_now):
        return _("unknown")
    if row.fits_now:
        return _("now")
    if start.suffices_in_total(row.fits_from):
        return _("in total, but no single person has enough")
    return _("from {hours}", hours=_.hours(row.fits_from * 60))


def _third_title(start: StartSet, later: pd.DataFrame, names: Names, _: Words) -> str:
    if later.empty:
        return _("No other platform is known to take your formats")
    row = later.iloc[0]
    bring = {"score": _.number(row["score"], 2), "high": _.percent(row["new_reach_high"])}
    fields = {"platform": names[str(later.index[0])], "hours": _.hours(row["hours"] * 60), **bring}
    if len(start.chosen) == 2:
        return _(
            "A third, {platform}: +{score} in score and up to {high} of your customers for {hours} a week", **fields
        )
    return _("One more, {platform}: +{score} in score and up to {high} of your customers for {hours} a week", **fields)


def platform_hours_card(
    needed: pd.DataFrame, published: pd.DataFrame, order: Sequence[str], names: Names, sources: pd.DataFrame, _: Words
) -> Card:
    """
    Show where the hours of each platform come from, at your cadence and at the published ones.

    Parameters
    ----------
    needed, published : DataFrame
        `frames.HoursRow` and `frames.PublishedHoursRow`.
    order : sequence of str
        Platforms, best score first.
    """
    words = format_words(_)
    own = list(rows_of(needed.loc[list(order)].dropna(subset=["format"]).head(MOST_ROWS), HoursRow))
    others = list(rows_of(published.loc[[row.platform for row in own]], PublishedHoursRow))
    return Card(
        key="hours",
        title=_hours_title(own, others, names, _),
        subtitle=_("Hours a week = posts a week × (minutes to make one post + minutes to answer after it)"),
        how=_(
            "Your own posting frequency and minutes decide. The published frequencies show what others "
            "advise, and the hours this would take you. The formats counted are those of your content pillars, "
            "each by its share, as in the calendar; if you make none that the platform takes, one it usually takes. "
            "An asterisk marks advice on social media in general."
        ),
        note=_("Minutes are yours where you entered them; otherwise they are our assumptions."),
        sources=source_cards([other.source for other in others], sources, _),
        table=table_of(
            zip(own, others, strict=True),
            (_("Platform"), lambda pair: names[pair[0].platform]),
            (_("Formats counted"), lambda pair: _.all_of(words[each] for each in pair[0].format.split(";"))),
            (_("Minutes to create"), lambda pair: _.number(round(pair[0].post_minutes, 2))),
            (_("Minutes to answer"), lambda pair: _.number(round(pair[0].response_work_minutes, 2))),
            (_("Posts a week"), lambda pair: _.number(pair[0].posts)),
            (_("Hours a week"), lambda pair: _.hours(pair[0].hours_if_made * 60)),
            (_("Published frequency"), lambda pair: _cadence(pair[1], _)),
            (_("Hours at that frequency"), lambda pair: _span(pair[1].hours_low, pair[1].hours_high, _)),
            numeric=(2, 3, 4, 5, 6, 7),
        ),
        folded=True,
    )


def _hours_title(own: Sequence[HoursRow], others: Sequence[PublishedHoursRow], names: Names, _: Words) -> str:
    if not own:
        return _("No platform is known to take any format")
    fields = {"platform": names[own[0].platform], "hours": _.hours(own[0].hours_if_made * 60)}
    if pd.isna(others[0].hours_low):
        return _("{platform} takes {hours} a week at your posting frequency", **fields)
    fields["least"] = _.hours(others[0].hours_low * 60)
    return _("{platform} takes {hours} a week at your posting frequency, {least} at the lowest one published", **fields)


def _cadence(row: PublishedHoursRow, _: Words) -> str:
    text = cadence_words(row.posts_low, row.posts_high, _)
    named = pd.notna(row.posts_low) or pd.notna(row.posts_high)
    return f"{text} *" if row.general and named else text


def _span(low: float, high: float, _: Words) -> str:
    ends = [_.hours(end * 60) for end in (low, high) if pd.notna(end)]
    if not ends:
        return _("unknown")
    return ends[0] if len(set(ends)) == 1 else _("{low} to {high}", low=ends[0], high=ends[1])
