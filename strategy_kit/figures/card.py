"""
A card: what a page shows of one result. Its drawing names colours as tokens (``"@s5"``), which the page or `themed`
replaces by those of a theme; `Card.figure` gives it as a plotly figure, to change and plot again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from typing import TYPE_CHECKING, Any

from strategy_kit.figures.card_parts import Drawing, Key, Names, SourceCard, Table, Theme, drawings, table_of

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["Card", "Drawing", "Key", "Names", "SourceCard", "Table", "Theme", "drawings", "table_of"]


@dataclass(frozen=True)
class Card:
    """
    One finding.

    Parameters
    ----------
    key : str
        Stable name, unique on a page: ``"heat-facebook"``.
    title : str
        The finding with its number, made from the numbers shown; no full stop.
    subtitle : str
        Measure, unit, clock.
    drawing, narrow : Drawing or None
        The drawing from 720 px up, and the one for a phone (absent: the same). None: the table is the drawing.
    how : str
        How to read it, one to three sentences.
    note : str
        The source line's own words (assumptions, borrowed figures).
    sources : tuple of SourceCard
        Each opens from the source line.
    table : Table or None
        The numbers, one click away; shown at once if there is no drawing, unless `folded`.
    alert : str
        A warning that belongs to the finding: "" or words.
    html : str
        Ready and safe markup for what no chart shows well; empty as a rule.
    """

    key: str
    title: str
    subtitle: str = ""
    drawing: Drawing | None = None
    narrow: Drawing | None = None
    legend: tuple[Key, ...] = ()
    how: str = ""
    note: str = ""
    sources: tuple[SourceCard, ...] = ()
    table: Table | None = None
    alert: str = ""
    html: str = ""
    folded: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)

    def figure(self, theme: Theme = "light", *, wide: bool = True) -> "go.Figure":
        """
        Return the drawing as a plotly figure of your own: change it, plot it again, save it.

        Parameters
        ----------
        theme : "light" or "dark"
        wide : bool
            The drawing for a page; False: the one for a phone.

        Raises
        ------
        ValueError
            If the card has no drawing, or there is no such theme.

        Examples
        --------
        >>> card = Card("reach", "Facebook reaches most", drawing={"data": [], "layout": {"height": 200}})
        >>> card.figure("dark").update_layout(height=400).layout.height
        400
        """
        from strategy_kit.figures.plotly_figure import figure_of  # importing plotly takes half a second and 75 MB

        drawing = self.drawing if wide else self.narrow or self.drawing
        if drawing is None:
            raise ValueError(f"The card {self.key!r} has no drawing. Its numbers are in card.table.")
        return figure_of(drawing, self.title, self.subtitle, self.legend, theme, wide=wide)

    def as_dict(self) -> dict[str, Any]:
        """Return the card as plain JSON values; its drawing is the card's own, not a copy."""
        return {name: _plain(value) for name, value in vars(self).items()}


def _plain(value: Any) -> Any:
    """Return what a card holds as plain values; copying a drawing through and through takes longer than making it."""
    if is_dataclass(value):
        return dict(vars(value))
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return value
