"""Several panels one below the other: a page on which each editor stands beside what it gives."""

from collections.abc import Sequence

import ipywidgets

from strategy_kit.widgets.panel import Panel
from strategy_kit.widgets.section import Section
from strategy_kit.widgets.static_output import Kept


class Panels(Kept, ipywidgets.VBox):
    """
    Panels in the order of a page.

    Parameters
    ----------
    panels : sequence of Panel or Section
    """

    def __init__(self, panels: Sequence[Panel | Section]) -> None:
        super().__init__(list(panels))
        self.add_class("sk").add_class("stack")

    def wake(self, awake: bool) -> None:
        """Follow the plan, or rest until woken."""
        for panel in self.children:
            panel.wake(awake)

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self.children))
