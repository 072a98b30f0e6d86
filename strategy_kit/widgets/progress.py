"""What a page shows while a calendar is being worked out: how far it is, and a button that takes the best so far."""

import ipywidgets

from strategy_kit.i18n import Words
from strategy_kit.session.background import Background, Progress
from strategy_kit.widgets.html import banner
from strategy_kit.widgets.prose import Prose


class Waiting(ipywidgets.VBox):
    """
    How far the calendar is.

    Parameters
    ----------
    background : Background
    words : Words
    """

    def __init__(self, background: Background, words: Words) -> None:
        _ = words
        self._background, self._words = background, words
        self._line = Prose()
        self._button = ipywidgets.Button(description=_("Take the best found so far"))
        self._button.on_click(self._stop)
        super().__init__([self._line, self._button])
        self.add_class("waiting").add_class("stack")
        self.shown = False
        background.followers.append(self.follow)

    def follow(self) -> None:
        """Say how far it is now, if anybody looks."""
        if not self.shown:
            return
        _, progress = self._words, self._background.running or Progress()
        self._line.say(banner("info", _("The calendar is being worked out; the page stays yours."), _told(progress, _)))

    def _stop(self, _button: ipywidgets.Button) -> None:
        self._background.stop()


def _told(progress: Progress, _: Words) -> str:
    return _(
        "{done} of {parts} weeks proved, {seconds} s so far.",
        done=progress.done,
        parts=progress.parts,
        seconds=round(progress.seconds),
    )
