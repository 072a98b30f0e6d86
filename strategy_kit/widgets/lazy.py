"""Disclosure: controls made when they are first opened."""

from collections.abc import Callable, Sequence

import ipywidgets


class Disclosure(ipywidgets.VBox):
    """A button that shows and hides some widgets, made the first time it is pressed."""

    def __init__(self, title: str, make: Callable[[], Sequence[ipywidgets.Widget]]) -> None:
        self._make, self._made = make, list[ipywidgets.Widget]()
        self.button = ipywidgets.ToggleButton(description=title)
        super().__init__([self.button])
        self.add_class("stack").add_class("opened")
        self.button.observe(self._toggle, "value")

    def _toggle(self, change: dict[str, bool]) -> None:
        if change["new"] and not self._made:
            self._made = list(self._make())
        self.set_trait("children", (self.button, *(self._made if change["new"] else ())))
