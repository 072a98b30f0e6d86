"""Cards computed on demand, cleared when the plan changes; and how far the solver is."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_, Words
from strategy_kit.session.background import Background, Progress, UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import banner
from strategy_kit.widgets.prose import Prose

if TYPE_CHECKING:
    from strategy_kit.views.shared import View


log = logging.getLogger(__name__)

DEADLINE = 480.0
"""Seconds after which an answer is given up; below the ten minutes of processor time that a kernel may take."""
AT_ONCE = 0.2
"""Seconds after which the page says that it is calculating."""


class OnDemand(ipywidgets.VBox):
    """
    A button with a question, and below it the cards that answer it; pressed again, it puts them away.

    A subclass may show more above the cards: `found` computes it beside the page, `parts` makes its widgets.
    """

    def __init__(self, session: Session, question: str, *views: "View") -> None:
        self._session, self._views, self._question = session, views, question
        self._background = Background(self._answer, DEADLINE)
        self._button, self._line, self._is_open = button(question, self._ask), Prose(), False
        super().__init__([self._button])
        self.add_class("stack")
        session.on_change(self._close)

    def found(self) -> Any:
        """Return what stands above the cards, as `parts` takes it; runs beside the page."""
        return None

    def parts(self, _found: Any) -> Sequence[ipywidgets.Widget]:
        """Make what stands above the cards."""
        return ()

    def _ask(self) -> None:
        """Show the answer, or put it away if it is shown or on its way."""
        if self._is_open:
            self._close()
            return
        self._is_open = True
        self._button.description = self._session.words(N_("Close: {title}"), title=self._question)
        self._background.forget()
        self._background.patience = AT_ONCE
        self._answer()

    def _answer(self) -> None:
        if not self._is_open:
            return
        _, made = self._session.words, self._session.cards(self._views)
        try:
            found, cards = self._background.run(self._session.workings, lambda ask: (self.found(), list(made)))
            self._show(*self.parts(found), *(CardView(card, _) for card in cards))
        except UnfinishedError:
            self._show(Prose(banner("info", _("Calculating. You can keep using the page."))))
            return
        except InputError as error:
            self._fail(self._session.error_text(error))
        except Exception:
            log.exception("an answer failed")
            self._fail(
                _("The calculation failed. Your plan is saved. Undo the last change, or tell us what you changed.")
            )

    def _fail(self, words: str) -> None:
        """Say why there is no answer; the button asks again."""
        self._close()
        self._line.show(banner("bad", words))
        self._show(self._line)

    def _show(self, *parts: ipywidgets.Widget) -> None:
        self.set_trait("children", (self._button, *parts))

    def _close(self) -> None:
        self._is_open, self._button.description = False, self._question
        if len(self.children) > 1:
            self._background.stop()
            self._show()


class SolverProgress(ipywidgets.VBox):
    """How far the solver is, and a button that stops it."""

    def __init__(self, background: Background, _: Words) -> None:
        self._background, self._words, self._line = background, _, Prose()
        super().__init__([self._line, button(_("Use the best calendar found so far"), background.stop)])
        self.add_class("waiting").add_class("stack")
        self.shown = False
        background.listeners.append(self.follow)

    def follow(self) -> None:
        """Show how far it is now, if it is shown."""
        if not self.shown:
            return
        _, now = self._words, self._background.running or Progress()
        done = {"done": now.done, "parts": now.parts, "seconds": round(now.seconds)}
        so_far = _("{done} of {parts} weeks done, {seconds} s so far.", **done)
        self._line.show(banner("info", _("Calculating the calendar. You can keep using the page."), so_far))
