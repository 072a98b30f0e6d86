"""An answer that takes its time: worked out when somebody asks for it, put away when the plan changes."""

import ipywidgets

from strategy_kit.views import View, cards_of
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.session import Session


class Asked(ipywidgets.VBox):
    """
    A button, and below it the cards it asks for.

    Parameters
    ----------
    session : Session
    question : str
        What the button asks.
    views : sequence of View
    """

    def __init__(self, session: Session, question: str, *views: View) -> None:
        self._session, self._views = session, views
        self._button = ipywidgets.Button(description=question)
        super().__init__([self._button])
        self.add_class("stack")
        self._button.on_click(self._answer)
        session.on_change(self._put_away)

    def _answer(self, _button: ipywidgets.Button) -> None:
        self._button.disabled = True
        try:
            cards = cards_of(self._views, self._session.workings, self._session.words)
            self.set_trait("children", (self._button, *(CardView(card, self._session.words) for card in cards)))
        finally:
            self._button.disabled = False

    def _put_away(self) -> None:
        if len(self.children) > 1:
            self.set_trait("children", (self._button,))
