"""Chips: boxes to tick that are one question."""

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

import ipywidgets
import traitlets as t

from strategy_kit.i18n import N_
from strategy_kit.session.session import Session
from strategy_kit.widgets.choices import Options
from strategy_kit.widgets.form import Read, Write, bind, button
from strategy_kit.widgets.html import html
from strategy_kit.widgets.prose import Prose


class MoreOptions:
    """
    Options that are shown once they are asked for by a button, or chosen.

    Parameters
    ----------
    values : iterable
        The values of these options.
    label : str
        Word of the button.
    arrange : function
        Called when they are asked for.
    """

    def __init__(self, values: Iterable[Any], label: str, arrange: Callable[[], None]) -> None:
        self._hidden, self._arrange = set(values), arrange
        self.button = button(label, self._show).add_class("link")

    def _show(self) -> None:
        self._hidden = set()
        self._arrange()

    def shown(self, boxes: Mapping[Any, ipywidgets.Checkbox], chosen: Container[Any]) -> list[ipywidgets.Widget]:
        """Return the boxes to show, and the button while there are others."""
        shown = [box for value, box in boxes.items() if value not in self._hidden or value in chosen]
        return [*shown, *([self.button] if len(shown) < len(boxes) else [])]


class Chips(ipywidgets.VBox):
    """
    A question and a box to tick for each option.

    Parameters
    ----------
    read : function of the brief
        Returns the values that are ticked.
    write : function of the brief and the values ticked then, in the order of the options
        Returns the changed fields of the brief.
    more : mapping, optional
        Further options, shown once they are asked for, or ticked.

    Attributes
    ----------
    value : tuple
        The options that are ticked, in their order.
    """

    value = t.Tuple()

    def __init__(
        self, session: Session, label: str, read: Read, write: Write, options: Options, more: Options | None = None
    ) -> None:
        words = {**options, **(more or {})}
        self._boxes = {value: ipywidgets.Checkbox(description=word, indent=False) for value, word in words.items()}
        self._head = Prose(html('<p class="word">{label}</p>', label=label))
        self._rest = MoreOptions(more or {}, session.words(N_("More")), self._arrange)
        self.more = self._rest.button
        super().__init__(value=self._in_order(read(session.plan.brief)))
        self._arrange()
        self.add_class("chips")
        self.description = label
        for box in self._boxes.values():
            box.observe(self._ticked, "value")
        bind(session, self, lambda brief: self._in_order(read(brief)), write)

    def _arrange(self) -> None:
        children = (self._head, *self._rest.shown(self._boxes, self.value))
        if children != self.children:
            self.set_trait("children", children)

    def _in_order(self, values: Any) -> tuple[Any, ...]:
        return tuple(value for value in self._boxes if value in values)

    def _ticked(self, _change: Mapping[str, Any]) -> None:
        self.value = tuple(value for value, box in self._boxes.items() if box.value)

    @t.observe("value")
    def _show(self, change: Mapping[str, Any]) -> None:
        """Tick the boxes of the new value, all at once."""
        for value, box in self._boxes.items():
            if box.value != (value in change["new"]):
                box.unobserve(self._ticked, "value")
                box.value = value in change["new"]
                box.observe(self._ticked, "value")
        self._arrange()
