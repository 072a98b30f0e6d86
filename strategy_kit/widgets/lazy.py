"""Boxes of controls: each refusal stands below its control; some are made when they are first shown."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import ipywidgets

from strategy_kit.session.session import Session
from strategy_kit.widgets.html import refusal_line
from strategy_kit.widgets.prose import Prose

REFUSED = "refused"
"""The class of a control whose entry was refused."""


class Fields(ipywidgets.VBox):
    """Controls one below the other; below a control stands why its entry was refused, until it is corrected."""

    def __init__(self, fields: Sequence[ipywidgets.Widget] = ()) -> None:
        self._fields: tuple[ipywidgets.Widget, ...] = tuple(fields)
        self._refusals: dict[ipywidgets.Widget, Prose] = {}
        super().__init__(self._fields)

    @property
    def refusal(self) -> str:
        """What could not be used, in words."""
        return " ".join(map(repr, self._refusals.values()))

    def arrange(self, fields: Sequence[ipywidgets.Widget]) -> None:
        """Show other controls, or the same."""
        self._fields = tuple(fields)
        shown = [part for field in fields for part in (field, self._refusals.get(field)) if part is not None]
        if tuple(shown) != self.children:
            self.set_trait("children", shown)

    def show_refusal(self, field: ipywidgets.Widget, words: str) -> None:
        """Show below a control why its entry was refused; nothing if empty."""
        if not words:
            self._refusals.pop(field, None)
        else:
            self._refusals.setdefault(field, Prose()).show(refusal_line(words))
        (field.add_class if words else field.remove_class)(REFUSED)
        self.arrange(self._fields)

    def connect(self, label: str) -> None:
        """Let the controls report their refusals to this box; one without words of its own goes by `label`."""
        for field in self._fields:
            connect(field, partial(self.show_refusal, field), label)


class Disclosure(ipywidgets.VBox):
    """A button that shows and hides some widgets, made the first time it is pressed."""

    def __init__(self, title: str, make: Callable[[], Sequence[ipywidgets.Widget]]) -> None:
        self._make, self.made = make, list[ipywidgets.Widget]()
        self.button = ipywidgets.ToggleButton(description=title)
        super().__init__([self.button])
        self.add_class("stack").add_class("opened")
        self.button.observe(self._toggle, "value")

    def _toggle(self, change: dict[str, bool]) -> None:
        if change["new"] and not self.made:
            self.made = list(self._make())
        self.set_trait("children", (self.button, *(self.made if change["new"] else ())))

    @property
    def is_open(self) -> bool:
        """Whether they are shown."""
        return bool(self.button.value)

    def toggle(self) -> None:
        """Show or hide them."""
        self.button.value = not self.button.value


class Switch(Fields):
    """One of several sets of controls, by a key that `which` returns for a brief; one not in `makers` shows none."""

    def __init__(
        self,
        session: Session,
        which: Callable[[Any], Any],
        makers: Mapping[Any, Callable[[], Sequence[ipywidgets.Widget]]],
    ) -> None:
        self._session, self._which, self._makers = session, which, makers
        self._sets: dict[Any, tuple[ipywidgets.Widget, ...]] = {}
        self._label = ""
        super().__init__()
        session.follow(self.show)

    def show(self) -> None:
        """Show the set that the plan asks for."""
        key = self._which(self._session.plan.brief)
        if key not in self._sets:
            self._sets[key] = tuple(self._makers[key]()) if key in self._makers else ()
        if self._fields != self._sets[key]:
            self.arrange(self._sets[key])
            super().connect(self._label)
        (self.remove_class if self.children else self.add_class)("none")

    def connect(self, label: str) -> None:
        """Let all sets show their refusals, under the name of the group around them."""
        self._label = label
        super().connect(label)


def connect(control: ipywidgets.Widget, report: Callable[[str], None], label: str) -> None:
    """Let a bound control report its refusals, or the controls of a box show theirs."""
    if isinstance(control, Fields):
        control.connect(label)
    elif hasattr(control, "binding"):
        control.binding.report, control.binding.label = report, label
