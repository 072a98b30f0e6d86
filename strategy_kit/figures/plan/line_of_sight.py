"""The card of the line of sight: from each objective over pillars and platforms to the posts that serve it."""

from collections.abc import Sequence
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
CURVE = tuple(step / 12 for step in range(13))
"""Where along a band its edge is drawn."""


class SightRow(NamedTuple):
    """Posts of a pillar on a platform, in words; `objectives` by their place, `platform` a key, empty: no post."""

    objectives: tuple[int, ...]
    pillar: str
    platform: str
    posts: int


class SightObjective(NamedTuple):
    """An objective, its KPI (empty: none) and how many posts serve it, in words."""

    name: str
    kpi: str
    posts: str


def line_of_sight_card(
    title: str,
    objectives: Sequence[SightObjective],
    rows: Sequence[SightRow],
    platforms: dict[str, str],
    lines: Sequence[str],
    alert: str,
    _: Words,
) -> Card:
    """
    Show which posts serve which objective.

    Parameters
    ----------
    title : str
        How many posts serve an objective.
    objectives, rows
        In the order of the plan.
    platforms : dict of key to name
        Those of the rows.
    lines : sequence of str
        Sentences on what serves nothing.
    alert : str
        The objectives that no post serves; empty: each has one.
    """
    posts = sum(row.posts for row in rows)
    idle = any(row.posts and not row.objectives for row in rows)
    legend = (Key(_("posts that serve an objective"), SERVING), *([Key(_("other posts"), IDLE)] if idle else []))
    how = _(
        "From left to right: your objectives with their KPIs, the content pillars that serve them, the platforms of "
        "the calendar. A band is as wide as its number of posts."
    )
    return Card(
        key="line-of-sight",
        title=title,
        subtitle=_("Line of sight: objective, KPI, content pillars, platforms, posts in this calendar"),
        legend=legend if posts else (),
        how=" ".join([*([how] if posts else []), *lines]),
        alert=alert,
        table=_table(objectives, rows, platforms, _),
        **drawings(_drawing, objectives, rows, platforms, _, when=posts),
    )


def _table(
    objectives: Sequence[SightObjective], rows: Sequence[SightRow], platforms: dict[str, str], _: Words
) -> Table:
    serving = [(each, row) for place, each in enumerate(objectives) for row in rows if place in row.objectives]
    missing = [(each, None) for n, each in enumerate(objectives) if not any(n in row.objectives for row in rows)]
    none = SightObjective(_("none of your objectives"), "", "")
    cells = [*serving, *missing, *((none, row) for row in rows if not row.objectives)]
    return table_of(
        cells,
        (_("Objective"), lambda cell: cell[0].name),
        (_("KPI"), lambda cell: cell[0].kpi),
        (_("Pillar"), lambda cell: cell[1].pillar if cell[1] else _("no pillar")),
        (_("Platform"), lambda cell: platforms.get(cell[1].platform, "") if cell[1] else ""),
        (_("Posts"), lambda cell: _.number(cell[1].posts) if cell[1] else _.number(0)),
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


def _drawing(
    objectives: Sequence[SightObjective], rows: Sequence[SightRow], platforms: dict[str, str], _: Words, *, wide: bool
) -> Drawing:
    letters, most = (34, 2) if wide else (14, 3)
    pillars = list(dict.fromkeys(row.pillar for row in rows))
    used = [key for key in platforms if any(row.platform == key for row in rows)]
    scale = BARS / sum(row.posts for row in rows)
    by_objective = [
        sum(row.posts / len(row.objectives) for row in rows if place in row.objectives)
        for place in range(len(objectives))
    ]
    left = [
        _Node(_objective(each, letters, most, wide=wide), posts, "@s5", f"{clean_label(each.name)}<br>{each.posts}")
        for each, posts in zip(objectives, by_objective, strict=True)
    ]
    middle = [
        _Node(wrapped(name, letters, most), sum(row.posts for row in rows if row.pillar == name), "@s4", name)
        for name in pillars
    ]
    right = [
        _Node(
            f"{wrapped(platforms[key], letters, most)}<br>{_posts(count, _)}",
            count,
            platform_token(key),
            platforms[key],
        )
        for key in used
        for count in [sum(row.posts for row in rows if row.platform == key)]
    ]
    height = max(_height(nodes, scale) for nodes in (left, middle, right))
    edge = WIDTH / 2
    columns = [
        _Column(nodes, x, anchor, scale, height)
        for nodes, x, anchor in ((left, edge, "left"), (middle, 0.5, "center"), (right, 1 - edge, "right"))
    ]
    bands = _bands(columns, rows, pillars, used)
    return figure(
        bands,
        height=round(height) + 16,
        xaxis={"visible": False, "range": [0, 1]},
        yaxis={"visible": False, "range": [height, 0]},
        shapes=[shape for column in columns for shape in column.shapes()],
        annotations=[label for column in columns for label in column.labels()],
    )


def _objective(objective: SightObjective, letters: int, most: int, *, wide: bool) -> str:
    """Write an objective with its posts, and where there is room with its KPI."""
    name = wrapped(objective.name, letters, most)
    return (
        f"{name}<br>{clean_label(objective.kpi)}: {objective.posts}"
        if wide and objective.kpi
        else (f"{name}<br>{objective.posts}")
    )


def _posts(count: int, _: Words) -> str:
    return _.plural("{n} post", "{n} posts", count)


def _bands(
    columns: Sequence[_Column], rows: Sequence[SightRow], pillars: Sequence[str], platforms: Sequence[str]
) -> list[Drawing]:
    """Return the bands from objectives to pillars, in the order of the objectives, then from pillars to platforms."""
    left, middle, right = columns
    bands = []
    for objective, node in enumerate(left.nodes):
        for place, pillar in enumerate(pillars):
            posts = sum(
                row.posts / len(row.objectives) for row in rows if row.pillar == pillar and objective in row.objectives
            )
            if posts:
                ends = left.part(objective, posts, "right"), middle.part(place, posts, "left")
                bands.append(_band(left.x, middle.x, *ends, SERVING, f"{node.hover}<br>{clean_label(pillar)}"))
    for row in rows:
        if row.posts:
            place, platform = pillars.index(row.pillar), platforms.index(row.platform)
            ends = middle.part(place, row.posts, "right"), right.part(platform, row.posts, "left")
            hover = f"{clean_label(row.pillar)}<br>{right.nodes[platform].hover}: {row.posts}"
            bands.append(_band(middle.x, right.x, *ends, SERVING if row.objectives else IDLE, hover))
    return bands


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
