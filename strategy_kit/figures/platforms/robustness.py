"""Cards of robustness: pairwise wins, central weights, nearest weights, leaving one out."""

from collections.abc import Sequence

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Names, Table, drawings, table_of
from strategy_kit.figures.platforms.scores import MOST_ROWS, move_ticks_to_top
from strategy_kit.figures.shapes.bars import percent_ticks, row_bars, row_layout
from strategy_kit.figures.shapes.template import clean_label, figure
from strategy_kit.frames import LeftOutRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import criterion_labels, criterion_words
from strategy_kit.model.criteria import CRITERIA


def pairwise_wins_card(
    wins: pd.DataFrame,
    order: Sequence[str],
    closest: str | None,
    names: Names,
    _: Words,
    *,
    draws: int,
    level: Sequence[str] = (),
) -> Card:
    """Show how often the leader is ahead of each other platform, `closest` its `acceptability.closest_rival`."""
    leader, *others = order
    listed, shown = order[:MOST_ROWS], others[: MOST_ROWS - 1]
    return Card(
        key="duels",
        title=_pairwise_wins_title(wins, leader, closest, level, names, _),
        subtitle=_(
            "Share of {n} ways of weighting in which {platform} is ahead of each other platform",
            n=draws,
            platform=names[leader],
        ),
        **drawings(_win_bars, wins, leader, shown, names, _, when=shown),
        legend=(Key(_("{platform} ahead", platform=names[leader]), "@q2"), Key(_("other platform ahead"), "@q5")),
        how=_(
            "Each row compares two platforms only: 50% would be a coin toss. A platform clearly ahead in every row "
            "is a safe choice, even with no clear leader overall."
        ),
        note=_("The same ways of weighting as above; ties count for neither platform."),
        table=Table(
            (_("Ahead of"), *(names[key] for key in listed)),
            tuple(
                (names[one], *(_.percent(wins[other][one]) if one != other else "" for other in listed))
                for one in listed
            ),
            tuple(range(1, len(listed) + 1)),
            _("How often the platform in the row is ahead of the one in the column"),
        ),
    )


def _pairwise_wins_title(
    wins: pd.DataFrame, leader: str, closest: str | None, level: Sequence[str], names: Names, _: Words
) -> str:
    if closest is None:
        return _("{platform} is the only platform compared", platform=names[leader])
    share = wins[closest][leader]
    fields = {"platform": names[leader], "rival": names[closest], "share": _.percent(share)}
    if closest in level:
        return _("{platform} and {rival} are too close to call: {platform} is ahead in {share} of cases", **fields)
    if share > 0.5:
        return _("{platform} beats every other platform; the closest, {rival}, in {share} of cases", **fields)
    return _("{platform} does not beat every other platform: {rival} in only {share} of cases", **fields)


def _win_bars(wins: pd.DataFrame, leader: str, shown: Sequence[str], names: Names, _: Words, *, wide: bool) -> Drawing:
    ahead = [float(wins[rival][leader]) for rival in shown]
    behind = [float(wins[leader][rival]) for rival in shown]
    texts = [
        f"<b>{clean_label(names[rival])}</b><br>"
        + _("behind in {ahead} of cases, ahead in {behind}", ahead=_.percent(won, 1), behind=_.percent(lost, 1))
        for rival, won, lost in zip(shown, ahead, behind, strict=True)
    ]
    rows = range(len(shown))
    bars = [
        row_bars(rows, ahead, texts, {"color": "@q2"}, wide=wide),
        {**row_bars(rows, behind, texts, {"color": "@q5"}, wide=wide), "base": [1 - lost for lost in behind]},
    ]
    rivals, values, ticks = [names[rival] for rival in shown], list(map(_.percent, ahead)), percent_ticks(_)
    layout = row_layout(rivals, values, wide=wide, ticks=ticks, domain=(0, 0.9))
    move_ticks_to_top(layout)
    middle = {"type": "line", "x0": 0.5, "x1": 0.5, "y0": -0.5, "y1": len(shown) - 0.5}
    layout["shapes"] = [{**middle, "line": {"color": "@ink", "width": 1, "dash": "dot"}}]
    return figure(bars, **layout)


def central_weights_card(
    central: pd.DataFrame,
    first: pd.Series,
    confidence: pd.Series,
    weights: pd.Series,
    names: Names,
    _: Words,
    *,
    listed: Sequence[str],
    apart: str | None,
) -> Card:
    """
    Show the central weights of each platform, and their confidence factors.

    Parameters
    ----------
    central, confidence
        ``central_weights`` of `platforms.robustness`, and `platforms.confidence_factors`.
    first : Series
        Share of draws in which each is first.
    weights : Series
        Those of the plan, by criterion, summing to 1.
    listed, apart
        `acceptability.often_first`, and `acceptability.parting_criterion` of the first two of it.
    """
    labels = criterion_labels(_)
    means = {key: [_.percent(central[criterion][key]) for criterion in CRITERIA] for key in listed}
    rows = [(names[key], _.percent(first[key], 1), *mean, _.percent(confidence[key])) for key, mean in means.items()]
    own_row = (_("Your weights"), "", *(_.percent(weights[criterion]) for criterion in CRITERIA), "")
    return Card(
        key="supporters",
        title=_central_weights_title(central, listed, apart, names, _),
        subtitle=_("Average weights that put each platform first, and how often it then comes first"),
        how=_(
            "Compare a row with your weights: a higher figure is what you would have to value more to prefer "
            "this platform. The last column shows how often it comes first with exactly these weights, "
            "whatever the missing figures turn out to be."
        ),
        note=_("Method: central weights and confidence factors of SMAA-2 (Lahdelma and Salminen 2001)."),
        table=Table(
            (
                _("Platform"),
                _("Comes first"),
                *(labels[criterion] for criterion in CRITERIA),
                _("First with these weights"),
            ),
            (own_row, *rows),
            tuple(range(1, len(CRITERIA) + 3)),
        ),
        folded=True,
    )


def _central_weights_title(
    central: pd.DataFrame, listed: Sequence[str], apart: str | None, names: Names, _: Words
) -> str:
    """Compare the friends of the second with those of the first, where the two differ for them to care about."""
    if len(listed) < 2:
        return _("With weights close to yours, no other platform would come first")
    first, second, *_rest = listed
    fields = {"platform": names[second], "leader": names[first]}
    if apart is None:
        return _(
            "{platform} and {leader} come first with similar weights: missing figures decide between them", **fields
        )
    return _(
        "{platform} comes first if “{criterion}” weighs more than for {leader}: {theirs} against {others}",
        **fields,
        criterion=criterion_words(_)[apart],
        theirs=_.percent(central[apart][second]),
        others=_.percent(central[apart][first]),
    )


def nearest_weights_card(
    nearest: pd.DataFrame, moves: pd.DataFrame, leader: str, names: Names, _: Words, *, level_share: float
) -> Card:
    """
    Show the smallest change of all weights together that puts another platform level.

    Parameters
    ----------
    nearest, moves : DataFrame
        `platforms.nearest_weights`, and how far each weight moves to it, by rival and criterion.
    level_share : float
        Share of weight below which two are level.
    """
    return Card(
        key="nearest",
        title=_nearest_title(nearest, leader, level_share, names, _),
        subtitle=_("Out of 100 points of weight, the fewest you would have to move to bring another platform level"),
        how=_(
            "The fewer the points, the less certain the order. Under {n} points, two platforms are too close "
            "to call and the workbook ranks neither first.",
            n=round(100 * level_share, 1),
        ),
        note=_("Missing figures are taken at mid-range; all weights may move at once."),
        table=table_of(
            nearest.index[:5],
            (_("Level with {platform}", platform=names[leader]), lambda rival: names[rival]),
            (_("Points"), lambda rival: _points(nearest["moved"][rival], _)),
            (_("Less weight for"), lambda rival: _weight_moves(-moves.loc[rival], _)),
            (_("More weight for"), lambda rival: _weight_moves(moves.loc[rival], _)),
            numeric=(1,),
        ),
        folded=True,
    )


def _nearest_title(nearest: pd.DataFrame, leader: str, level_share: float, names: Names, _: Words) -> str:
    if nearest.empty:
        return _("No set of weights brings another platform level with {platform}", platform=names[leader])
    moved = float(nearest["moved"].iloc[0])
    fields = {"rival": names[str(nearest.index[0])], "platform": names[leader]}
    if round(100 * moved, 1) == 0:
        return _("{rival} is already level with {platform}", **fields)
    fields["points"] = _points(moved, _)
    if moved < level_share:
        return _(
            "{rival} and {platform} are too close to call: only {points} of 100 points of weight between them", **fields
        )
    return _("Moving {points} of 100 points of weight would bring {rival} level with {platform}", **fields)


def _points(share: float, _: Words) -> str:
    return _.number(100 * share, 1)


def _weight_moves(moves: pd.Series, _: Words) -> str:
    """List the criteria that gain, most first: Reach 8.2, Formats 1."""
    words, gains = criterion_labels(_), moves[moves > 0.0005].sort_values(ascending=False)
    listed = _.all_of(f"{words[str(criterion)]} {_points(share, _)}" for criterion, share in gains.items())
    return listed or _("nothing")


def left_out_card(left: pd.DataFrame, reversals: int, scaled: int, names: Names, _: Words) -> Card:
    """Show what becomes of the order when one platform is left out: `left` is `frames.LeftOutRow`, then its sums."""
    return Card(
        key="left-out",
        title=_.plural(
            "Removing one platform reverses the order of one pair of others",
            "Removing one platform at a time reverses the order of {n} pairs of others",
            reversals,
        )
        if reversals
        else _("Removing any one platform leaves the order of the others unchanged"),
        subtitle=_("The leader and the platforms to start with, after removing each platform in turn"),
        how=_(
            "Each platform is valued on its own, not against the others on the list, so adding or removing "
            "one does not change the scores. If each criterion were stretched from the worst to the best on "
            "the list, {n} pairs would change order.",
            n=scaled,
        ),
        note=_("Scores with missing figures at mid-range; platforms to start with within the team’s hours."),
        table=table_of(
            rows_of(left.head(MOST_ROWS), LeftOutRow),
            (_("Platform removed"), lambda row: names[row.platform]),
            (_("Leader"), lambda row: _.all_of(names[key] for key in row.leaders) or _("no platform")),
            (_("Platforms to start with"), lambda row: _.all_of(names[key] for key in row.start) or _("none fits")),
            (_("Pairs reversed"), lambda row: _.number(row.reversals)),
            (_("Reversed if stretched"), lambda row: _.number(row.reversals_if_scaled)),
            numeric=(3, 4),
        ),
        folded=True,
    )
