"""What comparable businesses do on each platform, beside the plan's own posts a week."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from strategy_kit.model import Peer
from strategy_kit.model.types import Format

A_YEAR = dt.timedelta(days=365)
"""From when on an observation is old: a judgement, no study."""


class PlannedPosts(NamedTuple):
    """What a plan does on one platform: posts of its emptiest and fullest week, and its formats."""

    low: int
    high: int
    formats: tuple[Format, ...]


class PeerRow(NamedTuple):
    """What one peer does on one platform, beside the plan there; absent = not known, or not in the plan."""

    platform: str
    name: str
    seen: dt.date | None
    is_old: bool  # seen more than a year before the plan starts
    posts_per_week: float | None
    formats: tuple[Format, ...]
    own: PlannedPosts | None


def peer_rows(peers: Sequence[Peer], planned: Mapping[str, PlannedPosts], start: dt.date) -> tuple[PeerRow, ...]:
    """
    Return what peers do, by platform: those of the plan first, in its order, then the others.

    Parameters
    ----------
    peers : sequence of Peer
        As entered.
    planned : mapping of platform to PlannedPosts
        The plan's own, in its order.
    start : date
        First day of the plan.

    Examples
    --------
    >>> looked = [Peer(name="A", platform="x"), Peer(name="A", platform="facebook", seen=dt.date(2025, 12, 1))]
    >>> rows = peer_rows(looked, {"facebook": PlannedPosts(2, 3, ("image",))}, dt.date(2027, 1, 4))
    >>> [(row.platform, row.is_old, row.posts_per_week, row.own) for row in rows]
    [('facebook', True, None, PlannedPosts(low=2, high=3, formats=('image',))), ('x', False, None, None)]
    """
    return tuple(_rows(peers, planned, start))


def _rows(peers: Sequence[Peer], planned: Mapping[str, PlannedPosts], start: dt.date) -> Iterator[PeerRow]:
    for platform in dict.fromkeys([*planned, *(peer.platform for peer in peers)]):
        for peer in peers:
            if peer.platform == platform:
                is_old = peer.seen is not None and peer.seen < start - A_YEAR
                own = planned.get(platform)
                yield PeerRow(platform, peer.name, peer.seen, is_old, peer.posts_per_week, peer.formats, own)
