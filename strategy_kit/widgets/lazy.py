"""Controls made when they are first shown: behind a button, or by a switch that follows the plan."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import ipywidgets

from strategy_kit.session.session import Session

Report = Callable[[str], None]


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


class Switch(ipywidgets.VBox):
    """One of several sets of controls, by a key that `which` returns for a brief; one not in `makers` shows none."""

    def __init__(
        self,
        session: Session,
        which: Callable[[Any], Any],
        makers: Mapping[Any, Callable[[], Sequence[ipywidgets.Widget]]],
    ) -> None:
        self._session, self._which, self._makers = session, which, makers
        self._sets: dict[Any, tuple[ipywidgets.Widget, ...]] = {}
        self._report: tuple[Report, str] = (lambda words: None), ""
        super().__init__()
        session.follow(self.show)

    def show(self) -> None:
        """Show the set that the plan asks for."""
        key = self._which(self._session.plan.brief)
        if key not in self._sets:
            self._sets[key] = tuple(self._makers[key]()) if key in self._makers else ()
            connect(self._sets[key], *self._report)
        if self.children != self._sets[key]:
            self.set_trait("children", self._sets[key])
        (self.remove_class if self.children else self.add_class)("none")

    def connect(self, report: Report, label: str) -> None:
        """Let all sets report refusals to the group around them."""
        self._report = report, label
        for controls in self._sets.values():
            connect(controls, report, label)


def connect(controls: Iterable[ipywidgets.Widget], report: Report, label: str) -> None:
    """Let bound controls report refusals to their form, under its name."""
    for control in controls:
        if hasattr(control, "connect"):
            control.connect(report, label)
        elif hasattr(control, "binding"):
            control.binding.report, control.binding.label = report, label
