"""Schemas of the frames of objectives: what posts can bring."""

from typing import NamedTuple

from strategy_kit.frames.rows import Keys


class FunnelRow(NamedTuple):
    """One row per (platform, stage): what the posts of a month bring there, between bounds; missing = unknown."""

    platform: str
    stage: str  # "contacts", "views", "clicks", or last the key of the measure
    low: float  # contacts: people, counted once for each post; a rate as a share
    high: float
    own: bool  # the rate that leads to this stage is the account's own
    rests_on: Keys  # that rate's ids of table ``benchmarks``
    missing: Keys  # metrics up to this stage, and "followers"


class DecidingRow(NamedTuple):
    """One row per number that a forecast rests on, first the one whose knowledge would narrow it most."""

    platform: str  # or "all": a rate of the website
    name: str  # a metric as a share, or "followers"
    low: float  # missing = unknown
    high: float
    origin: str  # "own", "published", "one figure" or "unknown"
    narrows: float  # how many times narrower (highest by lowest) the result would be; missing where it is unknown


class PostsChangeRow(NamedTuple):
    """One row per change: further posts in a month, and what they bring between bounds; missing = unknown."""

    platform: str
    post_format: str
    number: float
    low: float  # what the changed plan brings, in the unit of the measure
    high: float
    gain_low: float  # what the further posts add; of people reached at least none, as they may be reached already
    gain_high: float
    missing: Keys  # metrics, and "followers", of the further posts
