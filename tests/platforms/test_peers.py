"""Peers beside a plan: what is unknown stays unknown, and what is old is marked."""

import datetime as dt

import pytest

from strategy_kit.model import Peer
from strategy_kit.platforms.peers import PlannedPosts, peer_rows

MONDAY = dt.date(2027, 1, 4)
PLANNED = {"instagram": PlannedPosts(3, 3, ("image",)), "facebook": PlannedPosts(2, 3, ("text",))}


def test_posts_a_week_that_are_not_known_are_not_zero() -> None:
    unknown, none = peer_rows(
        [Peer(name="A", platform="x"), Peer(name="B", platform="x", posts_per_week=0)], PLANNED, MONDAY
    )

    assert (unknown.posts_per_week, none.posts_per_week) == (None, 0)
    assert unknown.own is None


def test_the_platforms_of_the_plan_come_first_in_its_order() -> None:
    peers = [Peer(name="A", platform=platform) for platform in ("x", "facebook", "instagram")]

    assert [row.platform for row in peer_rows(peers, PLANNED, MONDAY)] == ["instagram", "facebook", "x"]


@pytest.mark.parametrize(("seen", "is_old"), [(None, False), (dt.date(2026, 1, 4), False), (dt.date(2026, 1, 3), True)])
def test_what_was_seen_more_than_a_year_before_the_plan_is_old(seen: dt.date | None, is_old: bool) -> None:
    (row,) = peer_rows([Peer(name="A", platform="x", seen=seen)], PLANNED, MONDAY)

    assert row.is_old == is_old
