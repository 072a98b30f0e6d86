"""From each objective to the posts of the calendar that serve it: the pillars between them, and the platforms."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from strategy_kit.model import Brief, Slot


class Link(NamedTuple):
    """Posts of a pillar on a platform; `objectives` are those it serves, by `Objective.what`, in the plan's order."""

    objectives: tuple[str, ...]
    pillar: str
    platform: str
    posts: int


class Band(NamedTuple):
    """Posts of a pillar as they serve one objective; of one that serves several, an equal part for each."""

    objective: str
    pillar: str
    posts: float


@dataclass(frozen=True)
class LineOfSight:
    """
    Which posts serve which objective.

    Attributes
    ----------
    links : tuple of Link
        By pillar and platform; pillars in the order of the plan, those without a post included, with platform "".
    bands : tuple of Band
        By objective and pillar, where there are posts.
    posts : mapping of objective to int
        The posts that serve it; a post that serves two counts for both.
    pillars, platforms : mapping of str to int
        Posts of each pillar, and of each platform with any.
    total, serving : int
        Posts of the calendar, and those that serve an objective.
    unserved : tuple of str
        Objectives that no post serves.
    idle : tuple of str
        Pillars that serve none of the objectives.
    """

    links: tuple[Link, ...]
    bands: tuple[Band, ...]
    posts: Mapping[str, int]
    pillars: Mapping[str, int]
    platforms: Mapping[str, int]
    total: int
    serving: int
    unserved: tuple[str, ...]
    idle: tuple[str, ...]


def served(brief: Brief) -> dict[str, tuple[str, ...]]:
    """
    Return the objectives of the brief that each pillar serves, in the order of the objectives.

    >>> pillar = {"name": "Help", "serves": ["advocacy", "sales", "loyalty"]}
    >>> served(Brief(name="Shop", objectives=[{"key": "sales"}, {"key": "advocacy"}], pillars=[pillar]))
    {'Help': ('sales', 'advocacy')}
    """
    order = [objective.what for objective in brief.objectives]
    return {pillar.name: tuple(what for what in order if what in pillar.serves) for pillar in brief.pillars}


def line_of_sight(brief: Brief, slots: Iterable[Slot]) -> LineOfSight:
    """
    Follow each objective to the posts that serve it; cancelled posts do not count.

    >>> post = {"platform": "x", "time": "09:00", "zone": "Europe/Paris", "owner": "Owner", "pillar": "Help"}
    >>> slots = [Slot(id=day, day=day, **post) for day in ("2027-01-05", "2027-01-12")]
    >>> pillars = [{"name": "Help", "serves": ["sales"]}, {"name": "News"}]
    >>> brief = Brief(name="Shop", objectives=[{"key": "sales"}, {"key": "loyalty"}], pillars=pillars)
    >>> sight = line_of_sight(brief, slots)
    >>> sight.posts, sight.unserved, sight.idle
    ({'sales': 2, 'loyalty': 0}, ('loyalty',), ('News',))
    """
    counts = Counter((slot.pillar, slot.platform) for slot in slots if not slot.cancelled)
    platforms = list(dict.fromkeys(platform for _pillar, platform in counts))
    serves = served(brief)
    links = []
    for pillar, objectives in serves.items():
        found = [(platform, counts[pillar, platform]) for platform in platforms if counts[pillar, platform]]
        links += [Link(objectives, pillar, platform, posts) for platform, posts in found or [("", 0)]]
    posts = {
        objective.what: sum(link.posts for link in links if objective.what in link.objectives)
        for objective in brief.objectives
    }
    of_pillar = {pillar: sum(link.posts for link in links if link.pillar == pillar) for pillar in serves}
    bands = (
        Band(what, pillar, of_pillar[pillar] / len(serves[pillar]))
        for what in posts
        for pillar in serves
        if what in serves[pillar] and of_pillar[pillar]
    )
    return LineOfSight(
        links=tuple(links),
        bands=tuple(bands),
        posts=posts,
        pillars=of_pillar,
        platforms={key: sum(link.posts for link in links if link.platform == key) for key in platforms},
        total=counts.total(),
        serving=sum(link.posts for link in links if link.objectives),
        unserved=tuple(what for what, count in posts.items() if not count),
        idle=tuple(pillar for pillar, objectives in serves.items() if not objectives),
    )
