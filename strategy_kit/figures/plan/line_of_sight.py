"""The card of the line of sight: from each objective over pillars and platforms to the posts that serve it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from strategy_kit.figures.card import Card, Drawing, Key, Table, drawings, table_of
from strategy_kit.figures.shapes.bars import wrapped
from strategy_kit.figures.shapes.palette import platform_token
from strategy_kit.figures.shapes.template import clean_label, figure
from strategy_kit.i18n import Words

SERVING, IDLE = "@q4", "@s3"
BARS = 170
"""Pixels that all posts take together."""
LINE, GAP, THIN, WIDTH = 16, 14, 2, 0.012
"""Pixels: a line of a name, between a bar and the next name, a bar without posts; the width of a bar."""
CURVE = tuple(step / 24 for step in range(25))
"""Where along a band its edge is drawn."""


class SightObjective(NamedTuple):
    """An objective, its KPI (empty: none), how many posts serve it in words, and its posts in the drawing."""

    name: str
    kpi: str
    posts: str
    drawn: float


class SightLink(NamedTuple):
    """Posts of a pillar on a platform by their places (-1: no post); whether they serve an objective."""

    pillar: int
    platform: int
    posts: int
    serves: bool


class Sight(NamedTuple):
    """
    What is drawn: objectives, pillars (name, posts), platforms (key, name, posts).

    `bands` are the objective and the pillar, by their places, and the posts between them.
    """

    objectives: Sequence[SightObjective]
    pillars: Sequence[tuple[str, int]]
    platforms: Sequence[tuple[str, str, int]]
    bands: Sequence[tuple[int, int, float]]
    links: Sequence[SightLink]
    total: int


def line_of_sight_card(title: str, sight: Sight, lines: Sequence[str], alert: str, table: Table, _: Words) -> Card:
    """
    Show which posts serve which objective.

    Parameters
    ----------
    title : str
        How many posts serve an objective.
    sight : Sight
    lines : sequence of str
        Sentences on what serves nothing.
    alert : str
        The objectives that no post serves; empty: each has one.
    table : Table
        `sight_table`.
    """
    idle = any(link.posts and not link.serves for link in sight.links)
    legend = (Key(_("posts that serve an objective"), SERVING), *([Key(_("other posts"), IDLE)] if idle else []))
    how = _(
        "From left to right: your objectives with their KPIs, the content pillars that serve them, the platforms of "
        "the calendar. A band is as wide as its number of posts."
    )
    return Card(
        key="line-of-sight",
        title=title,
        subtitle=_("Line of sight: objective, KPI, content pillars, platforms, posts in this calendar"),
        legend=legend if sight.total else (),
        how=" ".join([*([how] if sight.total else []), *lines]),
        alert=alert,
        table=table,
        **drawings(_drawing, sight, _, when=sight.total),
    )


def sight_table(rows: Sequence[tuple[str, str, str, str, int]], _: Words) -> Table:
    """Return the table of objective, KPI, pillar, platform and posts."""
    return table_of(
        rows,
        (_("Objective"), lambda row: row[0]),
        (_("KPI"), lambda row: row[1]),
        (_("Pillar"), lambda row: row[2]),
        (_("Platform"), lambda row: row[3]),
        (_("Posts"), lambda row: _.number(row[4])),
        numeric=(4,),
    )


class _Node(NamedTuple):
    """A bar: its name above it, the posts it stands for."""

    name: str
    posts: float
    token: str
    hover: str


class _Column:
    """Bars one below the other; each band takes the next part of its bar, on either side of it."""

    def __init__(self, nodes: Sequence[_Node], x: float, anchor: str, scale: float, height: float) -> None:
        self.nodes, self.x, self.anchor, self._scale = nodes, x, anchor, scale
        free = height - _height(nodes, scale)
        self.tops, top = list[float](), free / (2 * len(nodes))
        for node in nodes:
            self.tops.append(top + _lines(node) * LINE)
            top += _lines(node) * LINE + max(THIN, node.posts * scale) + GAP + free / len(nodes)
        self._next = {side: list(self.tops) for side in ("left", "right")}

    def part(self, place: int, posts: float, side: str) -> tuple[float, float]:
        """Return the ends of the next part of a bar."""
        top = self._next[side][place]
        self._next[side][place] = top + posts * self._scale
        return top, top + posts * self._scale

    def shapes(self) -> list[dict[str, object]]:
        """Return the bars."""
        return [
            {
                "type": "rect",
                "x0": self.x - WIDTH / 2,
                "x1": self.x + WIDTH / 2,
                "y0": top,
                "y1": top + max(THIN, node.posts * self._scale),
                "fillcolor": node.token,
                "line": {"width": 0},
            }
            for node, top in zip(self.nodes, self.tops, strict=True)
        ]

    def labels(self) -> list[dict[str, object]]:
        """Return the names, each above its bar."""
        edge = {"left": -WIDTH / 2, "center": 0.0, "right": WIDTH / 2}[self.anchor]
        place = {"x": self.x + edge, "xanchor": self.anchor, "align": self.anchor, "yanchor": "bottom"}
        return [
            {"text": node.name, "y": top - 1, "showarrow": False, "font": {"size": 12, "color": "@ink"}, **place}
            for node, top in zip(self.nodes, self.tops, strict=True)
        ]


def _lines(node: _Node) -> int:
    return node.name.count("<br>") + 1


def _height(nodes: Sequence[_Node], scale: float) -> float:
    return sum(_lines(node) * LINE + max(THIN, node.posts * scale) + GAP for node in nodes)


def _drawing(sight: Sight, _: Words, *, wide: bool) -> Drawing:
    letters, most = (34, 2) if wide else (14, 3)
    scale = BARS / sight.total
    left = [
        _Node(
            _objective(each, letters, most, _, wide=wide),
            each.drawn,
            "@s5",
            f"{clean_label(each.name)}<br>{each.posts}",
        )
        for each in sight.objectives
    ]
    middle = [_Node(wrapped(name, letters, most), posts, "@s4", clean_label(name)) for name, posts in sight.pillars]
    right = [
        _Node(f"{wrapped(name, letters, most)}<br>{_posts(posts, _)}", posts, platform_token(key), name)
        for key, name, posts in sight.platforms
    ]
    height = max(_height(nodes, scale) for nodes in (left, middle, right))
    edge = WIDTH / 2
    columns = [
        _Column(nodes, x, anchor, scale, height)
        for nodes, x, anchor in ((left, edge, "left"), (middle, 0.5, "center"), (right, 1 - edge, "right"))
    ]
    return figure(
        list(_bands(columns, sight, _)),
        height=round(height) + 16,
        xaxis={"visible": False, "range": [0, 1]},
        yaxis={"visible": False, "range": [height, 0]},
        shapes=[shape for column in columns for shape in column.shapes()],
        annotations=[label for column in columns for label in column.labels()],
    )


def _objective(objective: SightObjective, letters: int, most: int, _: Words, *, wide: bool) -> str:
    """Write an objective with its posts, and where there is room with its KPI."""
    said = objective.posts
    if wide and objective.kpi:
        said = wrapped(_("{posts}, KPI: {kpi}", posts=said, kpi=objective.kpi), 44)
    return f"{wrapped(objective.name, letters, most)}<br>{said}"


def _posts(count: int, _: Words) -> str:
    return _.plural("{n} post", "{n} posts", count)


def _bands(columns: Sequence[_Column], sight: Sight, _: Words) -> Iterator[Drawing]:
    """Yield the bands from objectives to pillars, in the order of the objectives, then from pillars to platforms."""
    left, middle, right = columns
    for objective, pillar, posts in sight.bands:
        ends = left.part(objective, posts, "right"), middle.part(pillar, posts, "left")
        hover = f"{left.nodes[objective].hover}<br>{middle.nodes[pillar].hover}"
        yield _band(left.x, middle.x, *ends, SERVING, hover)
    for link in sight.links:
        if link.posts:
            ends = middle.part(link.pillar, link.posts, "right"), right.part(link.platform, link.posts, "left")
            platform = _("{name}: {said}", name=right.nodes[link.platform].hover, said=_posts(link.posts, _))
            hover = f"{middle.nodes[link.pillar].hover}<br>{platform}"
            yield _band(middle.x, right.x, *ends, SERVING if link.serves else IDLE, hover)


def _band(
    x0: float, x1: float, start: tuple[float, float], end: tuple[float, float], token: str, hover: str
) -> Drawing:
    """Return a band from a part of one bar to a part of another."""
    across = [x0 + (x1 - x0) * t for t in CURVE]
    upper, lower = ([a + (b - a) * t * t * (3 - 2 * t) for t in CURVE] for a, b in zip(start, end, strict=True))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*across, *reversed(across)],
        "y": [*upper, *reversed(lower)],
        "fill": "toself",
        "fillcolor": token,
        "line": {"width": 0.5, "color": "@surface"},
        "hoveron": "fills",
        "text": hover,
        "hoverinfo": "text",
    }
