"""What votes change, beside their result: a sentence, a button where they do not count, and what was just entered."""

from collections.abc import Callable
from functools import partial

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.pages.remedies import apply_changes
from strategy_kit.plan.workings import Workings
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.votes import VotesUse
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.card import confirmation
from strategy_kit.widgets.form import button
from strategy_kit.widgets.prose import notice


class VotesLine(Pausable, ipywidgets.VBox):
    """What the votes of a page change in the plan, as it is now."""

    def __init__(self, session: Session, use: Callable[[Workings, Words], VotesUse | None]) -> None:
        self._session, self._use = session, use
        super().__init__()
        self.add_class("votes")
        self.follow(session)

    def refresh(self) -> None:
        """Show the plan as it is now; a confirmation of an earlier change is put away."""
        self._arrange()

    def confirm(self, title: str, subtitle: str) -> None:
        """Say what was entered, and bring it to the top of the screen with the result below it."""
        self._arrange(confirmation(title, subtitle, self._session.words))

    def _arrange(self, *above: ipywidgets.Widget) -> None:
        try:
            use = self._use(self._session.workings, self._session.words)
        except (UnfinishedError, InputError):  # the cards say why
            use = None
        children = (*above, *([self._notice(use)] if use else []))
        self.set_trait("children", children)
        (self.remove_class if children else self.add_class)("none")

    def _notice(self, use: VotesUse) -> ipywidgets.Widget:
        if not use.changes:
            return notice("info", use.what, use.text)
        act = button(use.action, partial(apply_changes, self._session, use.changes))
        return notice("warn", use.what, use.text, act)
