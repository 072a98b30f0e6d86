"""
What the posts of a month can bring, between bounds, stage by stage.

Interval arithmetic: every lowest rate together makes the lowest result, every highest the highest. No rate is assumed
to be independent of another, and no value in between to be more likely. Posts are assumed not to compete with one
another: twice the posts are seen twice as often.

The reach of several posts is not a number of people, as the same person is counted again: it adds up as contacts.
Different people are at least those of one post, and at most the followers, unless one post alone reaches more.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from strategy_kit.frames import FunnelRow
from strategy_kit.objectives.funnel import FUNNELS, STAGES, Funnel, MetricPath
from strategy_kit.objectives.interval import Interval, exactly, hull, product, total
from strategy_kit.objectives.rates import Factor, Known, unknown

WEEKS_A_MONTH = 365.25 / 12 / 7
"""Of average length; as many posts as one a week makes in a month."""


class Posts(NamedTuple):
    """Posts of one format on one platform in a month, or a week; `post_format` "" = not known."""

    platform: str
    number: float
    post_format: str = ""


@dataclass(frozen=True)
class Chain:
    """The numbers by which some posts lead to a measure: of a count first the followers, then the rates in order."""

    posts: Posts
    factors: tuple[Factor, ...]

    @property
    def missing(self) -> tuple[Factor, ...]:
        """The numbers that are unknown."""
        return tuple(filter(unknown, self.factors))

    def brings(self, times: float = 1.0) -> Interval:
        """Return what so many times the posts bring."""
        return product([exactly(self.posts.number * times), *(factor.span for factor in self.factors)])


@dataclass(frozen=True)
class Forecast:
    """How the posts of a month lead to a measure; none of its chains is without posts."""

    measure: str
    funnel: Funnel
    chains: tuple[Chain, ...]

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """(platform, name) of each number that is unknown."""
        return tuple(dict.fromkeys((factor.platform, factor.name) for chain in self.chains for factor in chain.missing))


def forecast(measure: str, posts: Iterable[Posts], known: Known) -> Forecast:
    """
    Return how posts lead to a measure.

    Parameters
    ----------
    measure : str
        Key of `FUNNELS`.
    posts : iterable of Posts
        Those of a month. A platform without posts is left out, it brings nothing.
    known : Known
        Followers, own and published rates.

    Raises
    ------
    ValueError
        If no number of posts leads to the measure, or a number of posts is negative, infinite or unknown.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> own = {("all", "leads by visits"): 0.05}
    >>> known = Known({"facebook": 800, "instagram": 1500}, load_table("benchmarks"), own)
    >>> leads = forecast("leads", [Posts("facebook", 12)], known)
    >>> [round(bound, 2) for bound in brought(leads)]
    [0.17, 2.6]
    >>> forecast("leads", [Posts("instagram", 12)], known).missing
    (('instagram', 'link clicks by reach'),)
    """
    if measure not in FUNNELS:
        raise ValueError(f"measure: no number of posts leads to {measure}")
    parts: dict[str, list[Posts]] = {}
    for part in posts:
        if not 0 <= part.number < math.inf:
            raise ValueError(f"posts, {part.platform}: {part.number} is not possible")
        if part.number > 0:
            parts.setdefault(part.platform, []).append(part)
    funnel = FUNNELS[measure]
    return Forecast(measure, funnel, tuple(chain for part in parts.values() for chain in _chains(part, funnel, known)))


def brought(expected: Forecast, times: float = 1.0) -> Interval:
    """
    Return what so many times the posts bring in a month, in the unit of the measure; a rate as a share.

    Where a number is missing, the lowest is what the other platforms bring at least, and the highest is unknown.
    """
    if expected.funnel.kind == "count":
        return total(chain.brings(times) for chain in expected.chains)
    if expected.funnel.kind == "people":
        parts = [_people(chains, times) for chains in _by_platform(expected.chains)]
        lows = [part.low for part in parts if not math.isnan(part.low)]
        return Interval(max(lows, default=0.0 if not parts else math.nan), sum(part.high for part in parts))
    return hull(chain.factors[0].span for chain in expected.chains)


def stages(expected: Forecast) -> pd.DataFrame:
    """
    Return what the posts bring on each platform after each stage: `frames.FunnelRow`.

    Reach and views count contacts: a person who sees three posts makes three.

    >>> from strategy_kit.evidence.load import load_table
    >>> known = Known({"facebook": 800}, load_table("benchmarks"))
    >>> rows = stages(forecast("link-clicks", [Posts("facebook", 12)], known))
    >>> rows[["stage", "low", "high"]].round(1).values.tolist()
    [['contacts', 158.4, 825.6], ['link-clicks', 3.5, 52.0]]
    """
    rows = [row for chains in _by_platform(expected.chains) for row in _rows(expected, chains)]
    return pd.DataFrame(rows, columns=FunnelRow._fields).astype({"low": float, "high": float})


def _chains(posts: Sequence[Posts], funnel: Funnel, known: Known) -> list[Chain]:
    """Return the chains of the posts of one platform, by the path of which most is known from its beginning on."""
    first = () if funnel.kind == "rate" else (known.followers_of(posts[0].platform),)

    def chains(path: MetricPath) -> list[Chain]:
        return [
            Chain(part, (*first, *(known.rate(part.platform, metric, part.post_format) for metric in path)))
            for part in posts
        ]

    def known_rates(path: list[Chain]) -> int:
        rates = [chain.factors[len(first) :] for chain in path]
        return min(next((n for n, rate in enumerate(some) if unknown(rate)), len(some)) for some in rates)

    return max(map(chains, funnel.paths), key=known_rates)


def _by_platform(chains: Iterable[Chain]) -> list[list[Chain]]:
    """Return the chains of each platform; those of one go by the same rates."""
    return [list(group) for _platform, group in itertools.groupby(chains, key=lambda chain: chain.posts.platform)]


def _people(chains: Sequence[Chain], times: float) -> Interval:
    """Return the bounds of the different people whom the posts of one platform reach."""
    spans = {chain: product(factor.span for factor in chain.factors) for chain in chains}
    # of less than one post, that part of its people
    fewest = [span.low * min(chain.posts.number * times, 1.0) for chain, span in spans.items()]
    contacts = total(chain.brings(times) for chain in chains)
    most = max(chains[0].factors[0].span.high, *(span.high for span in spans.values()))
    low = max((bound for bound in fewest if not math.isnan(bound)), default=math.nan)
    # never below the lowest, from which rounding may part it
    return Interval(low, math.nan if math.isnan(contacts.high) else max(low, min(contacts.high, most)))


def _rows(expected: Forecast, chains: Sequence[Chain]) -> Iterator[FunnelRow]:
    if expected.funnel.kind == "rate":
        yield _row(chains, expected.measure, hull(chain.factors[0].span for chain in chains))
        return
    rates = chains[0].factors[1:]
    for place, rate in enumerate(rates, 1):
        reached = [Chain(chain.posts, chain.factors[: place + 1]) for chain in chains]
        last = place == len(rates) and expected.funnel.kind == "count"
        stage = expected.measure if last else STAGES[rate.name]
        yield _row(reached, stage, total(chain.brings() for chain in reached))
    if expected.funnel.kind == "people":
        yield _row(chains, expected.measure, _people(chains, 1.0))


def _row(chains: Sequence[Chain], stage: str, bounds: Interval) -> FunnelRow:
    last = [chain.factors[-1] for chain in chains]
    own = all(factor.origin == "own" for factor in last)
    rests_on = tuple(dict.fromkeys(row for factor in last for row in factor.rests_on))
    missing = tuple(dict.fromkeys(factor.name for chain in chains for factor in chain.missing))
    return FunnelRow(chains[0].posts.platform, stage, *bounds, own, rests_on, missing)
