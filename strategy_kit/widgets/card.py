"""A card on a page: one finding with its drawing, numbers and sources; only differences are sent; its static output."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeGuard

import ipywidgets
import traitlets as t
from markupsafe import Markup

from strategy_kit.figures.card import Card, Table
from strategy_kit.i18n import Words
from strategy_kit.widgets import html as markup
from strategy_kit.widgets.base import Component, interface_words, with_fallback
from strategy_kit.widgets.html import bullets

LARGE = ("drawing", "narrow", "table")
"""Of these only the differences are sent, if they are"""
DIFFERENCE_LIMIT = 0.7
"""at most such a part of the whole."""
Path = tuple[str | int, ...]


class CardView(Component):
    """
    A card on a page; its own labels take the place of those of `words`. The page shows it when `found` counts up.

    Examples
    --------
    >>> numbers = Table(("Site", "%"), (("X", "9"),), (1,))
    >>> CardView(Card("reach", "Facebook reaches most", "Share of adults", table=numbers))
    Facebook reaches most
    Share of adults
    <BLANKLINE>
    Site  %
    ----  -
    X     9
    """

    kind = "card"

    key = t.Unicode().tag(sync=True)
    title = t.Unicode().tag(sync=True)
    subtitle = t.Unicode().tag(sync=True)
    drawing = t.Dict(allow_none=True, default_value=None).tag(sync=True)
    narrow = t.Dict(allow_none=True, default_value=None).tag(sync=True)
    legend = t.List().tag(sync=True)
    how = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    sources = t.List().tag(sync=True)
    table = t.Dict(allow_none=True, default_value=None).tag(sync=True)
    alert = t.Unicode().tag(sync=True)
    html = t.Unicode().tag(sync=True)
    folded = t.Bool().tag(sync=True)
    found = t.Int(0).tag(sync=True)

    def __init__(self, card: Card, words: Words | None = None) -> None:
        self.card, self._common = card, interface_words(words or Words("en"))
        super().__init__(words, **self._state())

    def show(self, card: Card) -> None:
        """Show another card in place of this one; only what differs is sent."""
        self.card = card
        state = self._state()
        parts = {name: found for name in LARGE if (found := self._differences(name, state[name]))}
        with self._lock_property(**{name: state[name] for name in parts}), self.hold_sync():
            for name, value in state.items():
                self.set_trait(name, value)
        if parts:
            self.send({"changes": parts})

    def _differences(self, name: str, new: object) -> list[tuple[Path, Any]]:
        """Return what changes in a large trait; nothing if it may as well be sent whole."""
        found = list(changes(getattr(self, name), new))
        is_whole = any(not path for path, _ in found) or len(_json(found)) > DIFFERENCE_LIMIT * len(_json(new))
        return [] if is_whole else found

    def _state(self) -> dict[str, Any]:
        fields = self.card.as_dict().items()
        state = {name: list(value) if isinstance(value, tuple) else value for name, value in fields}
        return {**state, "labels": {**self._common, **self.card.labels}}

    def static_markup(self) -> Markup:
        """Return the card without its drawing, for an executed notebook."""
        return card_markup(self.card, self._common["show_numbers"])

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return with_fallback(super()._repr_mimebundle_(**kwargs), repr(self), self.static_markup())

    def __repr__(self) -> str:
        card = self.card
        head = [line for line in (card.title, card.subtitle, card.alert) if line]
        return "\n".join(head + (["", *table_lines(card.table)] if card.table else []))


def confirmation(title: str, subtitle: str, words: Words) -> CardView:
    """Make a card that says what was done; the page scrolls to it and moves the focus with it."""
    view = CardView(Card("confirmation", title, subtitle), words)
    view.found = 1
    return view


def show_cards(views: Sequence[CardView], cards: Sequence[Card], words: Words) -> list[CardView]:
    """Show cards in the views there are, in order, and those beyond in new ones; return a view for each."""
    for view, card in zip(views, cards, strict=False):
        if view.card is not card:
            view.show(card)
    return [*views[: len(cards)], *(CardView(card, words) for card in cards[len(views) :])]


def card_markup(card: Card, numbers: str) -> Markup:
    """Return a card as plain markup; where it has a drawing, its numbers fold below the word `numbers`."""
    table = markup.table(card.table) if card.table else Markup()
    folded = markup.html("<details><summary>{word}</summary>{table}</details>", word=numbers, table=table)
    return markup.html(
        "<h4>{title}</h4><p>{subtitle}</p>{alert}{table}",
        title=card.title,
        subtitle=card.subtitle,
        alert=markup.html("<p>{text}</p>", text=card.alert) if card.alert else "",
        table=folded if (card.drawing or card.html) and card.table else table,
    )


def table_lines(table: Table) -> list[str]:
    r"""
    Return a table as aligned lines.

    >>> print(*table_lines(Table(("Site", "%"), (("X", "9"), ("Facebook", "71")), (1,))), sep="\n")
    Site       %
    --------  --
    X          9
    Facebook  71
    """
    head, *rows = [[" ".join(cell.split()) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    rule = ["-" * width for width in widths]
    sides = [">" if place in table.numeric else "<" for place in range(len(head))]
    return [
        "  ".join(f"{cell:{side}{width}}" for cell, side, width in zip(row, sides, widths, strict=True)).rstrip()
        for row in (head, rule, *rows)
    ]


def _json(value: object) -> str:
    return json.dumps(value, default=list)


def changes(old: Any, new: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """
    Yield the path and new value of each difference; an array of numbers or words is one value.

    >>> list(changes({"data": [{"x": [1, 2]}], "layout": {}}, {"data": [{"x": [1, 3]}], "layout": {}}))
    [(('data', 0, 'x'), [1, 3])]
    """
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key, value in new.items():
            yield from changes(old[key], value, (*path, key))
    elif _nested(old) and _nested(new) and len(old) == len(new):
        for place, value in enumerate(new):
            yield from changes(old[place], value, (*path, place))
    elif repr(old) != repr(new):  # unlike ==, it tells False from 0 and 1 from 1.0
        yield path, new


def _nested(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, list | tuple) and any(isinstance(item, dict | list | tuple) for item in value)


class StaticOutput:
    """A box whose static output is the findings of its cards, one line each."""

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        findings = [view.title for view in card_views(self)]
        made = super()._repr_mimebundle_(**kwargs)  # type: ignore[misc]
        return with_fallback(made, "\n".join(findings), bullets(findings))

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, card_views(self)))


def card_views(widget: ipywidgets.Widget) -> list[CardView]:
    """Return the cards below a widget, in order."""
    if isinstance(widget, CardView):
        return [widget]
    return [view for child in getattr(widget, "children", ()) for view in card_views(child)]
