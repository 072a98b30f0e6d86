"""Charts made of cells: columns across, rows down, one fill a cell; what is unknown is hatched."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from strategy_kit.figures.shapes.bars import NAME, NO_FILL, text_inside
from strategy_kit.figures.shapes.template import HATCH

OUTLINE = {"width": 1.5, "color": "@ink-2"}


class GridCell(NamedTuple):
    """One cell: where it stands, its fill (a token; empty = unknown), word, hover, and whether it is outlined."""

    column: int
    row: int
    fill: str
    word: str
    hover: str
    outlined: bool = False


def cell_bars(cells: Sequence[GridCell], columns: int) -> list[dict[str, Any]]:
    """Return the cells as bars in data units, one trace a look."""
    styles = sorted({(cell.fill, cell.outlined) for cell in cells})
    return [_bars([cell for cell in cells if (cell.fill, cell.outlined) == style], *style, columns) for style in styles]


def cell_layout(heads: Sequence[str], names: Sequence[str], *, row_height: int = 34, head: int = 32) -> dict[str, Any]:
    """
    Return the layout of a chart of cells: `heads` stand above the columns, `names` left of the rows.

    Parameters
    ----------
    row_height, head : int
        Pixels of a row, and of the heads.
    """
    return {
        "height": len(names) * row_height + head,
        "bargap": 0,
        "barmode": "overlay",
        "xaxis": {
            "range": [-0.5, len(heads) - 0.5],
            "tickvals": list(range(len(heads))),
            "ticktext": list(heads),
            "tickangle": 0,
            "side": "top",
            "showgrid": False,
        },
        "yaxis": {
            "range": [len(names), 0],
            "tickvals": [place + 0.5 for place in range(len(names))],
            "ticktext": list(names),
            "tickfont": dict(NAME),
            "ticklabelstandoff": 8,
            "showgrid": False,
        },
    }


def _bars(cells: Sequence[GridCell], fill: str, outlined: bool, columns: int) -> dict[str, Any]:
    style = {"color": fill} if fill else {"color": NO_FILL, "pattern": dict(HATCH)}
    return {
        "type": "bar",
        "x": [cell.column for cell in cells],
        "base": [cell.row + 0.03 for cell in cells],
        "y": [0.94] * len(cells),
        "width": 1 - 0.004 * columns,
        "marker": {**style, "line": dict(OUTLINE) if outlined else {"width": 0}},
        **text_inside([cell.word for cell in cells], f"@on-{fill[1:]}" if fill.startswith("@q") else "@ink"),
        "constraintext": "none",
        "hovertext": [cell.hover for cell in cells],
        "hoverinfo": "text",
    }
