"""Cards computed on demand, cleared when the plan changes."""

from typing import TYPE_CHECKING

import ipywidgets

from strategy_kit.session.background import Background, UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import banner
from strategy_kit.widgets.prose import Prose

if TYPE_CHECKING:
    from strategy_kit.views.shared import View


class OnDemand(ipywidgets.VBox):
    """A button with a question, and below it the cards that answer it."""

    def __init__(self, session: Session, question: str, *views: "View") -> None:
        self._session, self._views = session, views
        self._background = Background(self._answer)
        self._button, self._line = button(question, self._answer), Prose()
        super().__init__([self._button])
        self.add_class("stack")
        session.on_change(self._clear)

    def _answer(self) -> None:
        _, made = self._session.words, self._session.cards(self._views)
        self._button.disabled = True
        try:
            cards = self._background.run(self._session.workings, lambda ask: list(made))
        except UnfinishedError:
            self._line.show(banner("info", _("It is being worked out; the page stays yours.")))
            self.set_trait("children", (self._button, self._line))
            return
        finally:
            self._button.disabled = self._background.running is not None
        self.set_trait("children", (self._button, *(CardView(card, _) for card in cards)))

    def _clear(self) -> None:
        if len(self.children) > 1:
            self._button.disabled = False
            self.set_trait("children", (self._button,))
