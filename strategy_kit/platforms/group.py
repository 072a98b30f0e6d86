"""
What a group's disagreement means for its decision: who would choose what, whose view decides, what to discuss next.

Frames
------
weights : one row per person, a column per criterion; a row with nothing in it = did not weigh, and takes the group's.
rated : one row per person, a column per platform: the utility this person sees on one criterion; missing = did not rate
    it, and takes the group's.
people : one row per person: `choice` (tuple of platforms they alone would start with), `same` (whether that is the
    group's), `loss` (by how much, in their own eyes, the group's choice scores less than theirs), `without` (what the
    others would choose without them), `decisive` (whether that differs from the group's choice).
questions : one row per question the group could settle, the one worth most first: `kind` ("weight" of a criterion or
    "rating" of a platform), `about`, `low`, `high` (between what people stand), `loss` (mean loss once all take the
    group's mean there), `gain` (by how much that is less than today).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from strategy_kit.model import Voice
from strategy_kit.platforms.pairwise import judgements_of, priorities
from strategy_kit.platforms.scores import SAME, ranking

Sets = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Votes:
    """What each person says: the frames `weights` (rows sum to 1) and `rated`, of the same people."""

    weights: pd.DataFrame
    rated: pd.DataFrame

    def without(self, person: str) -> "Votes":
        """Leave one person out."""
        return Votes(self.weights.drop(index=person), self.rated.drop(index=person))


@dataclass(frozen=True)
class Group:
    """
    What a group decides, and how its people stand to that.

    `choice` is the group's, `loss` the mean of what it costs people in their own eyes, `ranks` the share of people who
    give each platform each rank (columns 1, 2, ...; rows sum to 1, ties share the better rank); `people` and
    `questions` are the frames of the module.
    """

    choice: tuple[str, ...]
    loss: float
    ranks: pd.DataFrame
    people: pd.DataFrame
    questions: pd.DataFrame


def votes_of(voices: Iterable[Voice], criteria: Sequence[str], platforms: Sequence[str]) -> Votes:
    """
    Lay out what people say: weights, else their comparisons by pairs, and their ratings of dialogue over 3.

    >>> baker = Voice(name="baker", weights={"audience": 3, "trade": 1})
    >>> votes = votes_of([baker], ["audience", "trade"], ["x"])
    >>> votes.weights.loc["baker"].to_dict()
    {'audience': 0.75, 'trade': 0.25}
    """
    people = list(voices)
    names = [voice.name for voice in people]
    weights = pd.DataFrame([_weights(voice, criteria) for voice in people], index=names, columns=list(criteria))
    steps = [{rating.platform: rating.dialogue for rating in voice.ratings} for voice in people]
    rated = pd.DataFrame(steps, index=names).reindex(columns=list(platforms)).astype(float) / 3
    shares = weights.astype(float)
    return Votes(shares.div(shares.sum(axis=1, min_count=1), axis=0), rated)


def _weights(voice: Voice, criteria: Sequence[str]) -> dict[str, float]:
    if voice.weights is not None:
        stated = dict(voice.weights)
        return {criterion: stated[criterion] for criterion in criteria}
    return priorities(judgements_of(voice.comparisons, criteria)).weights.to_dict() if voice.comparisons else {}


def group_decision(values: pd.DataFrame, votes: Votes, sets: Sets, *, rated_on: str = "dialogue") -> Group:
    """
    Decide as a group and tell what its disagreement means.

    Everybody counts alike: the group takes the mean of its weights and of its ratings, and the set of platforms whose
    scores then add up to most.

    Parameters
    ----------
    values : DataFrame, platforms x criteria
        Utilities, all known (an unknown one in the middle of its bounds), before anybody's ratings.
    votes : Votes
        Of at least one person.
    sets : sequence of tuples of platforms
        Those to choose among, at least one; of equals the first is taken.
    rated_on : str
        The criterion that ``votes.rated`` is about.

    Returns
    -------
    Group

    Notes
    -----
    Suppose one of the people, nobody knows who, is right. Then the mean loss is what the group must expect its choice
    to cost it. A question is worth discussing as far as settling it (all take the group's mean on it, other weights
    keeping their proportions) brings that down: the value of agreeing, in points of the score.

    Examples
    --------
    >>> values = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> weights = pd.DataFrame({"reach": [0.9, 0.2], "effort": [0.1, 0.8]}, index=["baker", "counter"])
    >>> votes = Votes(weights, pd.DataFrame(index=weights.index, columns=values.index, dtype=float))
    >>> found = group_decision(values, votes, [("linkedin",), ("x",)], rated_on="effort")
    >>> found.choice, found.people["choice"].to_dict(), found.people["loss"].round(2).to_dict()
    (('linkedin',), {'baker': ('linkedin',), 'counter': ('x',)}, {'baker': 0.0, 'counter': 0.28})
    """
    member = np.array([[platform in members for platform in values.index] for members in sets], dtype=float)
    chosen, own, losses = _weighed(values, votes, member, rated_on)
    scores = _own_scores(values, votes, rated_on)
    without = [_without(values, votes, person, member, rated_on, chosen) for person in votes.weights.index]
    people = pd.DataFrame(
        {
            "choice": [sets[place] for place in own],
            "same": own == chosen,
            "loss": losses,
            "without": [sets[place] for place in without],
            "decisive": [place != chosen for place in without],
        },
        index=votes.weights.index,
    )
    loss = float(losses.mean())
    return Group(
        sets[chosen], loss, _shares_of_ranks(scores), people, _questions(values, votes, member, rated_on, loss)
    )


def _group_view(values: pd.DataFrame, votes: Votes, rated_on: str) -> tuple[pd.Series, pd.DataFrame]:
    """Return the group's weights (the criteria alike if nobody weighed) and utilities."""
    weights = votes.weights.mean().fillna(1 / len(values.columns))
    return weights, values.assign(**{rated_on: votes.rated.mean().fillna(values[rated_on])})


def _own_scores(values: pd.DataFrame, votes: Votes, rated_on: str) -> pd.DataFrame:
    """Return the score of each platform (columns) in the eyes of each person (rows)."""
    weights, shared = _group_view(values, votes, rated_on)
    own = votes.weights.fillna(weights)
    rated = votes.rated.fillna(shared[rated_on])
    return own @ shared.T + (rated - shared[rated_on]).mul(own[rated_on], axis=0)


def _weighed(
    values: pd.DataFrame, votes: Votes, member: "np.typing.NDArray[np.float64]", rated_on: str
) -> tuple[int, "np.typing.NDArray[np.intp]", "np.typing.NDArray[np.float64]"]:
    """Return the set the group chooses, the set each person would choose, and what the group's costs each."""
    weights, shared = _group_view(values, votes, rated_on)
    chosen = int(_best(member @ (shared @ weights).to_numpy()))
    sums = _own_scores(values, votes, rated_on).to_numpy() @ member.T
    own = _best(sums)
    return chosen, own, np.maximum(sums.max(axis=1) - sums[:, chosen], 0.0)


def _best(sums: "np.typing.NDArray[np.float64]") -> "np.typing.NDArray[np.intp]":
    """Return the first of the largest sums, along the last axis; sums that tie are equal."""
    tied = sums >= sums.max(axis=-1, keepdims=True) - SAME
    return np.asarray(tied.argmax(axis=-1))


def _without(
    values: pd.DataFrame,
    votes: Votes,
    person: str,
    member: "np.typing.NDArray[np.float64]",
    rated_on: str,
    chosen: int,
) -> int:
    """Return the set the others would choose; alone, nobody is left to choose otherwise."""
    others = votes.without(person)
    return chosen if others.weights.empty else _weighed(values, others, member, rated_on)[0]


def _shares_of_ranks(scores: pd.DataFrame) -> pd.DataFrame:
    ranks = scores.apply(ranking, axis=1)
    places = range(1, scores.shape[1] + 1)
    return pd.DataFrame({place: (ranks == place).mean() for place in places}).astype(float)


def _questions(
    values: pd.DataFrame, votes: Votes, member: "np.typing.NDArray[np.float64]", rated_on: str, loss: float
) -> pd.DataFrame:
    rows = []
    for kind, frame in (("weight", votes.weights), ("rating", votes.rated)):
        for about in frame.columns[frame.max() - frame.min() > SAME]:
            settled = _settled(votes, kind, str(about))
            after = float(_weighed(values, settled, member, rated_on)[2].mean())
            rows.append((kind, about, frame[about].min(), frame[about].max(), after, loss - after))
    questions = pd.DataFrame(rows, columns=["kind", "about", "low", "high", "loss", "gain"])
    return questions.sort_values("gain", ascending=False, kind="stable", ignore_index=True)


def _settled(votes: Votes, kind: str, about: str) -> Votes:
    """Let all take the group's mean in one place; other weights keep their proportions."""
    if kind == "rating":
        return Votes(votes.weights, votes.rated.assign(**{about: votes.rated[about].mean()}))
    spoken = votes.weights.dropna(how="all")
    agreed = float(spoken[about].mean())
    rest = spoken.drop(columns=about)
    even = pd.DataFrame(1 / rest.shape[1], index=rest.index, columns=rest.columns)
    shares = rest.div(rest.sum(axis=1), axis=0).where(rest.sum(axis=1) > 0, even) * (1 - agreed)
    settled = shares.assign(**{about: agreed})[list(spoken.columns)]
    return Votes(settled.reindex(votes.weights.index), votes.rated)
