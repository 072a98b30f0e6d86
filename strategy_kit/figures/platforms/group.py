"""Cards of weighing together: comparisons by pairs, how a group ranks, what it should discuss next."""

from collections.abc import Iterator, Sequence

import pandas as pd

from strategy_kit.figures.card import Card, Names, table_of
from strategy_kit.figures.platforms.acceptability import rank_fields
from strategy_kit.frames import ComparedPairRow, ParticipantRow, QuestionRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import criterion_labels, criterion_words, set_words, times_words
from strategy_kit.platforms import Group, Priorities
from strategy_kit.platforms.pairwise import CONSISTENT
from strategy_kit.platforms.scores import SAME

MOST_ROWS = 6
NAMED = 3
WORTH = 5e-4
"""Score points below which agreeing gains nothing: they are written with three decimals."""


def group_cards(group: Group, ranks: pd.DataFrame, names: Names, _: Words) -> Iterator[Card]:
    """Show the group's decision and how its people stand to it: `ranks` are `acceptability.first_ranks` of it."""
    yield _people_card(group, names, _)
    yield Card(
        key="group-ranks",
        title=_ranks_title(group, names, _),
        subtitle=_("Share of people who give each platform each rank, whatever hours it takes"),
        **rank_fields(ranks, names, _),
        how=_(
            "Each row adds up to 100%. A row with many colours is a platform you rank differently. Platforms "
            "that a person ranks equally share the better rank: that person counts for each of them."
        ),
    )
    yield _questions_card(group, names, _)


def empty_group_card(_: Words) -> Card:
    """Show that no ratings of the group have come in yet."""
    return Card(
        key="group",
        title=_("No votes from the group yet"),
        subtitle=_(
            "As soon as two people have voted: each one’s choice, whose vote changes the outcome, and "
            "what to discuss next"
        ),
    )


def _people_card(group: Group, names: Names, _: Words) -> Card:
    return Card(
        key="group",
        title=_people_title(group, names, _),
        subtitle=_("The platforms each person would start with alone, and what the group’s choice costs that person"),
        how=_(
            "The group’s choice uses the average of its weights and ratings. A vote is decisive if the "
            "others would choose differently without it. The cost is in score points, by that person’s own "
            "weights: 0 means the group’s choice suits them as well as their own."
        ),
        note=_("Missing figures are taken at mid-range."),
        folded=bool(group.people["same"].all()),
        table=table_of(
            rows_of(group.people, ParticipantRow),
            (_("Who"), lambda row: row.person),
            (_("Would start with"), lambda row: set_words(row.choice, names, _) or _("nothing")),
            (_("Cost to them"), lambda row: _cost(row.loss, _)),
            (_("Group’s choice without them"), lambda row: set_words(row.without, names, _) or _("nothing")),
            (_("Decisive vote"), lambda row: _("yes") if row.decisive else _("no")),
            numeric=(2,),
        ),
    )


def _cost(loss: float, _: Words) -> str:
    """Write the loss of a person; a small loss is never written as zero."""
    if loss <= SAME:
        return _.number(0)
    return _.number(loss, 2) if loss >= 0.005 else _("under {n}", n=0.01)


def _people_title(group: Group, names: Names, _: Words) -> str:
    people, choice = group.people, set_words(group.choice, names, _) or _("nothing")
    apart = len(people[~people["same"]])
    if not apart and len(people) == 2:
        return _("Both of you would start with {platforms}: your differences change nothing", platforms=choice)
    if not apart:
        return _(
            "All {n} of you would start with {platforms}: your differences change nothing",
            n=len(people),
            platforms=choice,
        )
    deciding = [str(who) for who in people.index[people["decisive"]]]
    fields = {"all": len(people), "platforms": choice}
    if not deciding:
        return _.plural(
            "One of {all} would not start with {platforms}, but no single vote changes the outcome",
            "{n} of {all} would not start with {platforms}, but no single vote changes the outcome",
            apart,
            **fields,
        )
    named = _.all_of(deciding[:NAMED]) if len(deciding) <= NAMED else _.number(len(deciding))
    return _.plural(
        "One of {all} would not start with {platforms}; decisive votes: {who}",
        "{n} of {all} would not start with {platforms}; decisive votes: {who}",
        apart,
        **fields,
        who=named,
    )


def _ranks_title(group: Group, names: Names, _: Words) -> str:
    """Name the platforms that most people rank first and, where the group starts with others, the reason."""
    first = group.ranks[1]
    most = [str(key) for key in first.index[first >= first.max() - 1e-9]]
    if len(most) > NAMED:
        return _("Your group has no clear favourite: first choices are spread too widely")
    statement = _first_words(most, round(first.max() * len(group.people)), len(group.people), names, _)
    beyond = [key for key in most if key not in group.possible]
    if beyond:
        platforms = set_words(beyond, names, _)
        return _("{statement}, but your hours are too few for {platforms}", statement=statement, platforms=platforms)
    if not set(most) <= set(group.choice):
        best = set_words(group.choice, names, _) or _("nothing")
        return _("{statement}, but the best total for all of you is {platforms}", statement=statement, platforms=best)
    return statement


def _first_words(most: Sequence[str], times: int, people: int, names: Names, _: Words) -> str:
    fields = {"platforms": set_words(most, names, _), "all": people}
    if len(most) > 1:
        return _.plural(
            "{platforms}: each ranked first by one of {all}",
            "{platforms}: each ranked first by {n} of {all}",
            times,
            **fields,
        )
    return _.plural(
        "{platforms}: ranked first by one of {all}", "{platforms}: ranked first by {n} of {all}", times, **fields
    )


def _questions_card(group: Group, names: Names, _: Words) -> Card:
    worth = group.questions[group.questions["gain"] >= WORTH]
    if worth.empty or group.loss < WORTH:
        return Card(key="questions", title=_nothing_to_discuss(group, _))
    first = worth.iloc[0]
    return Card(
        key="questions",
        title=_("Discuss next: {question}", question=_question(first["kind"], first["about"], names, _)),
        subtitle=_("How much agreeing on one question would improve the choice, in score points"),
        how=_(
            "If one of you is right and it is not clear which one, your choice costs {loss} on average. Each "
            "row shows how much lower this would be if all of you used the average on that question.",
            loss=_.number(group.loss, 3),
        ),
        table=table_of(
            rows_of(worth.head(MOST_ROWS), QuestionRow),
            (_("Question"), lambda row: _question(row.kind, row.about, names, _)),
            (_("Your range"), lambda row: _views_between(row, _)),
            (_("Gain from agreeing"), lambda row: _.number(row.gain, 3)),
            numeric=(1, 2),
        ),
    )


def _nothing_to_discuss(group: Group, _: Words) -> str:
    if group.questions.empty:
        return _("Nothing left to discuss: your votes are the same")
    return _("No question is worth discussing: agreeing on one would not change the choice")


def _question(kind: str, about: str, names: Names, _: Words) -> str:
    if kind == "weight":
        return _("the weight of “{criterion}”", criterion=criterion_words(_)[about])
    return _("how much dialogue {platform} allows", platform=names[about])


def _views_between(row: QuestionRow, _: Words) -> str:
    low, high = (_.percent(view) if row.kind == "weight" else _.number(view, 2) for view in (row.low, row.high))
    return _("{low} to {high}", low=low, high=high)


def pairwise_card(
    found: Priorities, _: Words, *, starting_weights: pd.Series | None = None, moved: str | None = None
) -> Card:
    """
    Show what comparisons by pairs come to.

    Parameters
    ----------
    starting_weights, moved
        What untouched pairs were filled in from (sum 1), and `pairwise.most_moved` from there.
    """
    labels = criterion_labels(_)
    weights = _.all_of(
        f"{labels[str(criterion)]} {_.percent(share)}"
        for criterion, share in found.weights.sort_values(ascending=False, kind="stable").items()
    )
    return Card(
        key="pairs",
        title=_pairs_title(found, _)
        if starting_weights is None
        else _("Filled in from your weights, rounded: change a pair to enter your own comparison"),
        subtitle=_("Weights based on your comparisons: {weights}", weights=weights)
        if starting_weights is None
        else _("Weights based on these pairs: {weights}", weights=weights),
        how=_(
            "The table sets each of your comparisons beside the value that all the others imply. Review the "
            "pairs that differ most; up to a consistency ratio of {limit}, you can keep your comparisons.",
            limit=_.number(CONSISTENT, 1),
        )
        if starting_weights is None or moved is None
        else _rounded_words(moved, found.weights, starting_weights, _),
        note=_("Method: principal eigenvector, consistency ratio and random indices of Saaty (1980)."),
        table=table_of(
            rows_of(found.odds.head(MOST_ROWS), ComparedPairRow),
            (
                _("Pair"),
                lambda row: _("{one} compared with {other}", one=labels[row.criterion], other=labels[row.over]),
            ),
            (
                _("Your comparison") if starting_weights is None else _("From your weights"),
                lambda row: times_words(row.times, _),
            ),
            (_("Implied by all pairs"), lambda row: times_words(row.implied, _)),
            (_("Differ by a factor of"), lambda row: _.number(row.factor, 1)),
            numeric=(1, 2, 3),
        ),
    )


def _rounded_words(most: str, weights: pd.Series, starting_weights: pd.Series, _: Words) -> str:
    """Name the criterion whose weight the rounding to the scale changed most."""
    return _(
        "The scale uses whole steps, so rounding changed “{criterion}” most, from {before} to {after}. "
        "Consistency is checked once the comparisons are your own.",
        criterion=criterion_words(_)[most],
        before=_.percent(starting_weights[most]),
        after=_.percent(weights[most]),
    )


def _pairs_title(found: Priorities, _: Words) -> str:
    ratio = found.consistency_ratio
    if ratio != ratio:
        return _("Some pairs are not compared yet: complete them to check consistency")
    text = _.number(abs(ratio), 2)
    if ratio <= CONSISTENT:
        return _("Your comparisons are consistent enough: consistency ratio {ratio}", ratio=text)
    worst, words = found.odds.iloc[0], criterion_words(_)
    return _(
        "Your comparisons are inconsistent, ratio {ratio}: review “{one}” against “{other}”",
        ratio=text,
        one=words[worst["criterion"]],
        other=words[worst["over"]],
    )
