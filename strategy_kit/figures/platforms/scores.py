"""The card of the scores: what each criterion adds, and how much is open; and the words for scores."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Names, Table, drawings
from strategy_kit.figures.shapes.bars import points, row_bars, row_layout, text_at, unknown_marker
from strategy_kit.figures.shapes.template import clean_label, figure, source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import criterion_labels, criterion_words
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.platforms import Utilities
from strategy_kit.platforms.measures import JUDGEMENT, OWN_HOURS, OWN_RATING
from strategy_kit.platforms.utilities import OWN_VALUE

MOST_ROWS = 8
"""Platforms a drawing has room for; the table has all."""
NAMED = 3
"""Platforms a title names before it counts them."""
STANDOFF = 8
GAP = {"color": "@surface", "width": 1.5}


def score_words(low: float, high: float, _: Words) -> str:
    """
    Write a score, or the span it lies in.

    >>> score_words(0.5, 0.5, Words("en")), score_words(0.66, 0.761, Words("en"))
    ('0.50', '0.66 to 0.76')
    """
    ends = [_.number(end, 2) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else _("{low} to {high}", low=ends[0], high=ends[1])


def span_words(bounds: pd.DataFrame, platform: str, _: Words) -> str:
    """Write the score of a platform, or the span it lies in."""
    return score_words(bounds["low"][platform], bounds["high"][platform], _)


def move_ticks_to_top(layout: dict[str, Any]) -> None:
    """Put the percentages of a row chart above it, with room for the first and the last."""
    layout["xaxis"]["side"] = "top"
    layout["yaxis"]["ticklabelstandoff"] = STANDOFF
    layout["margin"] = {"l": 14, "r": 22, "t": 8, "b": 8}


def contributions_card(
    utilities: Utilities,
    sure: pd.DataFrame,
    bounds: pd.DataFrame,
    shares: "pd.Series[float]",
    names: Names,
    _: Words,
    *,
    sources: pd.DataFrame,
    first: Sequence[str],
    able: Sequence[str],
    note: str = "",
    level: Sequence[str] = (),
    passed_over: str = "",
    findings: Mapping[str, str] | None = None,
) -> Card:
    """
    Show what each criterion adds to each score, and how much is open.

    Parameters
    ----------
    sure, bounds, shares, able
        `platforms.sure_contributions`, `score_bounds`, `weight_shares` and `rivals` of the leader.
    note : str
        What is borrowed from another country, in words.
    passed_over : str
        Why platforms with a high score are not among those to start with, in words.
    findings : mapping of source to str, optional
        The figures that rest on each source, in words.
    """
    order = list(bounds.sort_values("middle", ascending=False, kind="stable").index)
    shown = order[:MOST_ROWS]
    open_end = bool((bounds["high"] - bounds["low"] > 0.005).any())
    words = criterion_words(_)
    uncertain = Key(_("uncertain: could add up to this much"), "@hatch", "hatch")
    middle = Key(_("score used for the ranking"), "@ink", "tick")
    return Card(
        key="contributions",
        title=_contributions_title(bounds, first, able, level, names, _),
        subtitle=_("Weighted score of each platform, 0 to 1, and the part of each criterion"),
        **drawings(_contributions, sure.loc[shown], bounds.loc[shown], utilities, names, _),
        legend=(
            *(Key(words[criterion], CRITERIA[criterion].colour) for criterion in CRITERIA),
            *((uncertain, middle) if open_end else ()),
        ),
        how=" ".join(filter(None, (_contributions_how(len(order), open_end, _), passed_over))),
        note=_basis(utilities.reasons, note, _),
        sources=source_cards(reason_keys(utilities.reasons.loc[shown]), sources, _, findings),
        table=_utilities_table(utilities, bounds.loc[order], shares, names, _),
    )


def reason_keys(reasons: pd.DataFrame) -> list[str]:
    """Return the source keys that utilities rest on, criterion by criterion, each once."""
    keys = [key for criterion in reasons.columns for cell in reasons[criterion] for key in str(cell).split(";")]
    return [key for key in dict.fromkeys(keys) if key and key not in (OWN_RATING, OWN_HOURS, OWN_VALUE, JUDGEMENT)]


def level_words(first: Sequence[str], names: Names, _: Words) -> str:
    """Name platforms that are level, the first of them alone where they are many."""
    if len(first) <= NAMED:
        return _.all_of(names[platform] for platform in first)
    return _("{platform} and {n} others", platform=names[first[0]], n=len(first) - 1)


def _contributions_title(
    bounds: pd.DataFrame, first: Sequence[str], able: Sequence[str], level: Sequence[str], names: Names, _: Words
) -> str:
    top = [*first, *(key for key in level if key not in first)]
    if len(top) > len(first):
        scores = [_.number(bounds["middle"][platform], 2) for platform in top]
        return _(
            "{platforms} are too close to call, {low} to {high}: a small change in the weights would change the order",
            platforms=level_words(top, names, _),
            low=scores[-1],
            high=scores[0],
        )
    if len(first) > 1:
        shared = _.all_of(names[platform] for platform in first)
        return _("{platforms} share first place with {score}", platforms=shared, score=span_words(bounds, first[0], _))
    leader = first[0]
    fields = {"platform": names[leader], "score": span_words(bounds, leader, _)}
    if len(bounds) == 1:
        return _("{platform} scores {score}; there was no other to compare", **fields)
    if len(able) > 1:
        return _(
            "{platform} leads with {score}, but missing figures could put any of {n} others first",
            **fields,
            n=len(able),
        )
    if able:
        rival = names[able[0]]
        return _("{platform} leads with {score}, but missing figures could put {rival} ahead", **fields, rival=rival)
    if (bounds["low"] == bounds["high"]).all():
        return _("{platform} scores highest, {score} out of 1", **fields)
    return _("{platform} scores highest with {score}, even if every uncertain figure goes against it", **fields)


def _contributions_how(platforms: int, open_end: bool, _: Words) -> str:
    how = _("The longer the bar, the better the platform suits what matters to you.")
    if open_end:
        how = _(
            "The further right the mark, the better the platform suits what matters to you. The mark is the "
            "score with missing figures at mid-range. Hatched: no data yet, or only a survey with a margin "
            "of error, so the score is a range."
        )
    if platforms <= MOST_ROWS:
        return how
    return f"{how} " + _(
        "The chart shows the first {n} of {all}; the table has all of them.", n=MOST_ROWS, all=platforms
    )


def _basis(reasons: pd.DataFrame, note: str, _: Words) -> str:
    cells = set(reasons.to_numpy().ravel())
    own = [
        (OWN_RATING, _("Dialogue is your own rating.")),
        (OWN_VALUE, _("Some values are your own.")),
        (OWN_HOURS, _("“Low workload” is based on your hours and our assumed minutes per post.")),
        (JUDGEMENT, _("Where no source names your trade, its fit is our own judgement.")),
    ]
    return " ".join(part for part in (note, *(words for reason, words in own if reason in cells)) if part)


def _contributions(
    sure: pd.DataFrame, bounds: pd.DataFrame, utilities: Utilities, names: Names, _: Words, *, wide: bool
) -> Drawing:
    starts = sure.cumsum(axis=1) - sure
    bars = [
        _segment(sure[criterion], starts[criterion], criterion, utilities, names, _, wide=wide)
        for criterion in sure.columns
    ]
    uncertain = bounds.assign(row=range(len(bounds)))[lambda frame: frame["middle"] - frame["low"] > 0.005]
    mark = {"symbol": "line-ns", "size": 20 if wide else 12, "line": {"width": 2, "color": "@ink"}}
    bars += [_open_ends(bounds, names, _, wide=wide), points(uncertain["middle"], uncertain["row"], mark)]
    values = [span_words(bounds, key, _) for key in bounds.index]
    ticks = {tick / 5: _.number(tick / 5, 1) for tick in range(6)}
    layout = row_layout([names[key] for key in sure.index], values, wide=wide, ticks=ticks, domain=(0, 0.84))
    layout["yaxis"]["ticklabelstandoff"] = STANDOFF
    layout["margin"] = {"l": 14, "r": 8, "t": 8, "b": 8}
    if wide:
        heads = _heads(sure.iloc[0], starts.iloc[0], _)
        layout["annotations"] = [*layout["annotations"], *heads]
        layout["yaxis"]["range"][1] = -1.0
    return figure(bars, **layout)


def _segment(
    adds: pd.Series, starts: pd.Series, criterion: str, utilities: Utilities, names: Names, _: Words, *, wide: bool
) -> dict[str, Any]:
    drawn = [place for place, width in enumerate(adds) if width > 0]
    word = criterion_words(_)[criterion]
    texts = [
        f"<b>{clean_label(names[key])}</b><br>"
        + _(
            "{criterion} adds at least {points}; its value is {utility}",
            criterion=word,
            points=_.number(adds[key], 2),
            utility=utility_words(utilities, key, criterion, _),
        )
        for key in adds.index[drawn]
    ]
    marker = {"color": CRITERIA[criterion].colour, "line": GAP}
    bars = row_bars(drawn, adds.iloc[drawn].to_list(), texts, marker, wide=wide)
    return {**bars, "base": starts.iloc[drawn].to_list()}


def _open_ends(bounds: pd.DataFrame, names: Names, _: Words, *, wide: bool) -> dict[str, Any]:
    spans = bounds["high"] - bounds["low"]
    drawn = [place for place, width in enumerate(spans) if width > 0.005]
    texts = [
        f"<b>{clean_label(names[key])}</b><br>"
        + _("Missing or uncertain figures could add up to {points}", points=_.number(spans[key], 2))
        for key in bounds.index[drawn]
    ]
    bars = row_bars(drawn, spans.iloc[drawn].to_list(), texts, unknown_marker(), wide=wide)
    return {**bars, "base": bounds["low"].iloc[drawn].to_list()}


def _heads(adds: pd.Series, starts: pd.Series, _: Words) -> list[dict[str, Any]]:
    """Name the segments of the first bar above it, where the name has room."""
    labels = criterion_labels(_)
    return [
        text_at(labels[str(criterion)], float(starts[criterion]), -0.52, xref="x", xanchor="left", yanchor="bottom")
        for criterion in adds.index
        if adds[criterion] > 0.0125 * len(labels[str(criterion)])
    ]


def _utilities_table(
    utilities: Utilities, bounds: pd.DataFrame, shares: "pd.Series[float]", names: Names, _: Words
) -> Table:
    labels = criterion_labels(_)
    columns = [f"{labels[criterion]} ({_.percent(shares[criterion])})" for criterion in CRITERIA]
    utilities_by_platform = {
        key: [utility_words(utilities, key, criterion, _) for criterion in CRITERIA] for key in bounds.index
    }
    rows = tuple((names[key], span_words(bounds, key, _), *cells) for key, cells in utilities_by_platform.items())
    caption = _("Value of each criterion from 0 to 1, with its weight in brackets")
    return Table((_("Platform"), _("Score"), *columns), rows, tuple(range(1, len(columns) + 2)), caption)


def utility_words(utilities: Utilities, platform: str, criterion: str, _: Words) -> str:
    """Write one utility: its value and the span it lies in, or "unknown"."""
    value, low, high = utilities.spans[platform, criterion]
    span = score_words(low, high, _)
    if pd.isna(value):
        return _("unknown") if (low, high) == (0, 1) else _("no data, {span}", span=span)
    text = _.number(value, 2)
    return text if span == text else _("{value} ({span})", value=text, span=span)
