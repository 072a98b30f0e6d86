"""A switch between sets of controls, by the plan, each built when it is first shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import ipywidgets

from strategy_kit.session.session import Session

Report = Callable[[str], None]


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
        if isinstance(control, Switch):
            control.connect(report, label)
        elif hasattr(control, "binding"):
            control.binding.report, control.binding.label = report, label
