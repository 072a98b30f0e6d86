"""Progress of the solver on a page."""

import ipywidgets

from strategy_kit.i18n import Words
from strategy_kit.session.background import Background, Progress
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import banner
from strategy_kit.widgets.prose import Prose


class SolverProgress(ipywidgets.VBox):
    """How far the solver is, and a button that stops it."""

    def __init__(self, background: Background, _: Words) -> None:
        self._background, self._words, self._line = background, _, Prose()
        super().__init__([self._line, button(_("Take the best found so far"), background.stop)])
        self.add_class("waiting").add_class("stack")
        self.shown = False
        background.listeners.append(self.follow)

    def follow(self) -> None:
        """Show how far it is now, if it is shown."""
        if not self.shown:
            return
        _, now = self._words, self._background.running or Progress()
        done = {"done": now.done, "parts": now.parts, "seconds": round(now.seconds)}
        so_far = _("{done} of {parts} weeks proved, {seconds} s so far.", **done)
        self._line.show(banner("info", _("The calendar is being worked out; the page stays yours."), so_far))
