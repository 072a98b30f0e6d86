"""Group decision: each person's choice, whose vote is decisive, and the value of agreeing on each question."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.frames import QuestionRow
from strategy_kit.model import Brief, Participant
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.platforms.pairwise import pair_weights
from strategy_kit.platforms.scores import SAME, Floats, Weighting

Sets = Sequence[tuple[str, ...]]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Votes:
    """Weights (rows sum to 1) and ratings (`ratings`) of each person, the frames of the module."""

    weights: pd.DataFrame
    ratings: pd.DataFrame


@dataclass(frozen=True)
class Group:
    """
    The decision of a group, and what each person would choose.

    `choice` is the group's, `possible` the platforms of all sets it could choose, `loss` the mean of what the choice
    costs people in their own eyes, `ranks` the share of people who give each platform each rank (columns 1, 2, ...;
    rows sum to 1, ties share the better rank); `people` and `questions` are frames of `frames.ParticipantRow` and
    `frames.QuestionRow`.
    """

    choice: tuple[str, ...]
    possible: frozenset[str]
    loss: float
    ranks: pd.DataFrame
    people: pd.DataFrame
    questions: pd.DataFrame


def votes_of(voices: Iterable[Participant], criteria: Collection[str], platforms: Sequence[str]) -> Votes:
    """
    Return each person's weights, else those of their comparisons by pairs, and their ratings of dialogue.

    Parameters
    ----------
    voices : iterable of Participant
        People of the group.
    criteria : collection of str
        Columns of the weights.
    platforms : sequence of str
        Columns of the ratings; others are left out.

    Returns
    -------
    Votes
        Weights in [0, 1], rows sum to 1, all missing = none given. Ratings, 0 to 3, over 3: in [0, 1], missing = not
        rated.

    Examples
    --------
    >>> baker = Participant(name="baker", weights={"audience": 3, "trade": 1})
    >>> votes = votes_of([baker], ["audience", "trade"], ["x"])
    >>> votes.weights.loc["baker"].to_dict(), votes.ratings.loc["baker"].to_dict()
    ({'audience': 0.75, 'trade': 0.25}, {'x': nan})
    """
    people = list(voices)
    names = [voice.name for voice in people]
    weights = pd.DataFrame([_weights(voice, criteria) for voice in people], index=names, columns=list(criteria))
    steps = [{rating.platform: rating.dialogue for rating in voice.ratings} for voice in people]
    ratings = pd.DataFrame(steps, index=names).reindex(columns=list(platforms)).astype(float) / 3
    shares = weights.astype(float)
    return Votes(shares.div(shares.sum(axis=1, min_count=1), axis=0), ratings)


def _weights(voice: Participant, criteria: Collection[str]) -> dict[str, float]:
    if voice.weights is None and not voice.comparisons:
        return {}
    stated = dict(pair_weights(voice.comparisons).weights if voice.weights is None else voice.weights)
    return {criterion: stated[criterion] for criterion in criteria}


def group_decision(values: pd.DataFrame, votes: Votes, sets: Sets, *, rated_criterion: str = "dialogue") -> Group:
    """
    Return the group's decision and the cost of its disagreement; all people count alike.

    Parameters
    ----------
    values : DataFrame, platforms x criteria
        Utilities, all known (an unknown one in the middle of its bounds), before anybody's ratings.
    votes : Votes
        Of at least one person.
    sets : sequence of tuples of platforms
        Those to choose among, at least one: the largest sum of mean scores wins, of equals the first.
    rated_criterion : str
        The criterion of ``votes.ratings``.

    Notes
    -----
    If one of the people is right, each as likely, the mean loss is the expected cost of the choice. A question is worth
    discussing as far as agreeing on its mean, other weights in proportion, reduces that loss.

    Examples
    --------
    >>> values = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> weights = pd.DataFrame({"reach": [0.9, 0.2], "effort": [0.1, 0.8]}, index=["baker", "counter"])
    >>> votes = Votes(weights, pd.DataFrame(index=weights.index, columns=values.index, dtype=float))
    >>> found = group_decision(values, votes, [("linkedin",), ("x",)], rated_criterion="effort")
    >>> found.choice, found.people["choice"].to_dict(), found.people["loss"].round(2).to_dict()
    (('linkedin',), {'baker': ('linkedin',), 'counter': ('x',)}, {'baker': 0.0, 'counter': 0.28})
    """
    ballot = _Ballot.of(values, votes, sets, rated_criterion)
    chosen, own, losses = ballot.counted()
    names = votes.weights.index
    without = [ballot.without(place).counted()[0] if len(names) > 1 else chosen for place in range(len(names))]
    people = pd.DataFrame(
        {
            "choice": [sets[place] for place in own],
            "same": own == chosen,
            "loss": losses,
            "without": [sets[place] for place in without],
            "decisive": [place != chosen for place in without],
        },
        index=names.rename("person"),
    )
    ranks = pd.DataFrame(ballot.shares_of_ranks(), index=values.index, columns=range(1, len(values) + 1))
    loss = float(losses.mean())
    possible = frozenset(platform for members in sets for platform in members)
    return Group(sets[chosen], possible, loss, ranks, people, _questions(values, votes, sets, rated_criterion, loss))


@dataclass(frozen=True)
class _Ballot:
    """Arrays of utilities, weights and ratings (missing = NaN), and the membership of platforms in sets."""

    values: Floats
    weights: Floats
    ratings: Floats
    member: Floats
    rated_criterion: int

    @classmethod
    def of(cls, values: pd.DataFrame, votes: Votes, sets: Sets, rated_criterion: str) -> "_Ballot":
        member = np.array([[platform in members for platform in values.index] for members in sets], dtype=float)
        place = list(values.columns).index(rated_criterion)
        return cls(values.to_numpy(float), votes.weights.to_numpy(float), votes.ratings.to_numpy(float), member, place)

    def without(self, person: int) -> "_Ballot":
        """Leave one person out."""
        weights, ratings = (np.delete(rows, person, axis=0) for rows in (self.weights, self.ratings))
        return replace(self, weights=weights, ratings=ratings)

    def shared(self) -> tuple[Floats, Floats]:
        """Return the group's weights (the criteria alike if nobody weighed) and utilities."""
        weights = _mean(self.weights, np.full(self.values.shape[1], 1 / self.values.shape[1]))
        values = self.values.copy()
        values[:, self.rated_criterion] = _mean(self.ratings, values[:, self.rated_criterion])
        return weights, values

    def scores(self) -> Floats:
        """Return the score of each platform (columns) in the eyes of each person (rows)."""
        weights, values = self.shared()
        own = np.where(np.isnan(self.weights), weights, self.weights)
        ratings = np.where(np.isnan(self.ratings), values[:, self.rated_criterion], self.ratings)
        scores: Floats = own @ values.T + (ratings - values[:, self.rated_criterion]) * own[:, [self.rated_criterion]]
        return scores

    def counted(self) -> tuple[int, Places, Floats]:
        """Return the set the group chooses, the set each person would choose, and what the group's costs each."""
        weights, values = self.shared()
        chosen = int(_best(self.member @ (values @ weights)))
        sums = self.scores() @ self.member.T
        losses = sums.max(axis=1) - sums[:, chosen]
        return chosen, _best(sums), np.where(losses > SAME, losses, 0.0)

    def shares_of_ranks(self) -> Floats:
        """Return the share of people who give each platform (rows) each rank (columns)."""
        scores = self.scores()
        ahead = (scores[:, np.newaxis, :] > scores[:, :, np.newaxis] + SAME).sum(axis=2)
        return np.array([(ahead == place).mean(axis=0) for place in range(scores.shape[1])]).T


def _mean(rows: Floats, otherwise: Floats) -> Floats:
    """Return the mean of each column without its missing values; of an empty column, `otherwise`."""
    known = ~np.isnan(rows)
    counts = known.sum(axis=0)
    return np.where(counts > 0, np.where(known, rows, 0.0).sum(axis=0) / np.maximum(counts, 1), otherwise)


def _best(sums: Floats) -> Places:
    """Return the first of the largest sums, along the last axis; sums that tie are equal."""
    tied = sums >= sums.max(axis=-1, keepdims=True) - SAME
    return np.asarray(tied.argmax(axis=-1))


def _questions(values: pd.DataFrame, votes: Votes, sets: Sets, rated_criterion: str, loss: float) -> pd.DataFrame:
    rows = []
    for kind, frame in (("weight", votes.weights), ("rating", votes.ratings)):
        for about in frame.columns[frame.max() - frame.min() > SAME]:
            consensus = _with_consensus(votes, kind, str(about))
            after = float(_Ballot.of(values, consensus, sets, rated_criterion).counted()[2].mean())
            rows.append((kind, about, frame[about].min(), frame[about].max(), after, loss - after))
    questions = pd.DataFrame(rows, columns=QuestionRow._fields)
    return questions.sort_values("gain", ascending=False, kind="stable", ignore_index=True)


def _with_consensus(votes: Votes, kind: str, about: str) -> Votes:
    """Return the votes with the group's mean in one place; other weights keep their proportions."""
    if kind == "rating":
        return Votes(votes.weights, votes.ratings.assign(**{about: votes.ratings[about].mean()}))
    given = votes.weights.dropna(how="all")
    agreed = float(given[about].mean())
    rest = given.drop(columns=about)
    even = pd.DataFrame(1 / rest.shape[1], index=rest.index, columns=rest.columns)
    shares = rest.div(rest.sum(axis=1), axis=0).where(rest.sum(axis=1) > 0, even) * (1 - agreed)
    consensus = shares.assign(**{about: agreed})[list(given.columns)]
    return Votes(consensus.reindex(votes.weights.index), votes.ratings)


def brief_weights(brief: Brief) -> Weighting:
    """
    Return the weights of a brief, by its way of weighing; plain weights until a comparison or a person's weights exist.

    Comparisons that leave some criteria apart from the others are an InputError.

    >>> people = [{"name": "baker", "weights": {"audience": 9}}, {"name": "counter"}]
    >>> brief_weights(Brief(name="Shop", weighing="group", voices=people)).index.to_list()
    ['baker']
    """
    if brief.weighing == "pairs" and brief.comparisons:
        return {str(key): float(share) for key, share in pair_weights(brief.comparisons).weights.items()}
    if brief.weighing == "group":
        people = votes_of(brief.voices, CRITERIA, ()).weights.dropna(how="all")
        return dict(brief.weights) if people.empty else people
    return dict(brief.weights)
