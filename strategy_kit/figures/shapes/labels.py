"""Label placement for dots: beside the dot without overlap, else at the end of a thin line, else left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from strategy_kit.figures.shapes.template import clean_label

Dot = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, right, bottom, top, in pixels from the lower left corner."""
LINE, LETTER, ROOM, DOT = 17, 6.8, 7, 8
"""Pixels: a line's height, a letter's width, from a dot to its name, around a dot that no other name may touch."""
NEAR = ((-1, 1), (1, -1), (1, 1), (-1, -1))
"""Sides a name is tried on: left above, right below, right above, left below."""
FAR = tuple(product((0, -1, 1), (30, -30, 50, -50, 70, -70, 90, -90)))
"""Where else: to which side a name reaches, and how many pixels up or down, a line leading to its dot."""


@dataclass(frozen=True)
class Ground:
    """The plot area: its pixels across and up, the ends of its axes, which begin at 0."""

    width: float
    height: float
    end: float
    top: float

    def pixel(self, x: float, y: float) -> Dot:
        """Return where a dot stands, in pixels."""
        return x / self.end * self.width, y / self.top * self.height


def place_names(
    named: Sequence[tuple[float, float, str]], dots: Sequence[Dot], ground: Ground, *, far: bool = True
) -> list[dict[str, Any]]:
    """
    Place the names of dots.

    Parameters
    ----------
    named : sequence of (x, y, name)
        The first is placed first; one for which there is no room is left out.
    dots : sequence of (x, y)
        What no name may cover, besides the dots that are named.
    far : bool
        Whether a name without room beside its dot may stand at the end of a line.

    Returns
    -------
    list of plotly annotations

    Examples
    --------
    >>> placed = place_names([(1, 1, "X"), (1.02, 1, "Reddit")], [], Ground(400, 200, 2, 2))
    >>> [(label["text"], label["xanchor"], label["yanchor"]) for label in placed]
    [('X', 'right', 'bottom'), ('Reddit', 'left', 'top')]
    """
    taken: list[Box] = [_around(ground.pixel(x, y)) for x, y in [*dots, *((x, y) for x, y, _name in named)]]
    labels = []
    for x, y, name in named:
        own = _around(ground.pixel(x, y))
        text = clean_label(name)
        for box, place in _places(ground.pixel(x, y), len(text) * LETTER, far):
            if _inside(box, ground) and not any(_meet(box, other) for other in taken if other != own):
                taken.append(box)
                labels.append({"text": text, "x": x, "y": y, "font": {"size": 12, "color": "@ink"}, **place})
                break
    return labels


def _places(dot: Dot, width: float, far: bool) -> Iterator[tuple[Box, dict[str, Any]]]:
    """Yield where a name could stand, the nearest first: its box, and how plotly puts it there."""
    x, y = dot
    anchors = {-1: "right", 0: "center", 1: "left"}
    for side, up in NEAR:
        left, right = _across(x + side * ROOM, width, side)
        foot = y + 2 if up > 0 else y - 2 - LINE
        place = {"xshift": side * ROOM, "yshift": up * 2, "yanchor": "bottom" if up > 0 else "top"}
        yield (left, right, foot, foot + LINE), {"showarrow": False, "xanchor": anchors[side], **place}
    for side, rise in FAR if far else ():
        line = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": "@line-control", "standoff": 5, "ax": side * 14}
        left, right = _across(x + side * 14, width, side)
        place = {"ay": -rise, "xanchor": anchors[side], "yanchor": "middle"}
        yield (left, right, y + rise - LINE / 2, y + rise + LINE / 2), {"showarrow": True, **place, **line}


def _across(x: float, width: float, side: int) -> tuple[float, float]:
    return {-1: (x - width, x), 0: (x - width / 2, x + width / 2), 1: (x, x + width)}[side]


def _around(dot: Dot) -> Box:
    return dot[0] - DOT, dot[0] + DOT, dot[1] - DOT, dot[1] + DOT


def _inside(box: Box, ground: Ground) -> bool:
    return box[0] >= 0 and box[1] <= ground.width and box[2] >= 0 and box[3] <= ground.height


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
