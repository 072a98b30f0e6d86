"""Cards computed on demand, cleared when the plan changes; and how far the solver is."""

import logging
from typing import TYPE_CHECKING

import ipywidgets
from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
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


class OnDemand(ipywidgets.VBox):
    """A button with a question, and below it the cards that answer it."""

    def __init__(self, session: Session, question: str, *views: "View") -> None:
        self._session, self._views = session, views
        self._background = Background(self._answer, DEADLINE)
        self._button, self._line = button(question, self._ask), Prose()
        super().__init__([self._button])
        self.add_class("stack")
        session.on_change(self._clear)

    def _ask(self) -> None:
        """Show the answer, or put it away if it is shown."""
        if any(isinstance(part, CardView) for part in self.children):
            self._clear()
            return
        self._background.forget()
        self._answer()

    def _answer(self) -> None:
        _, made = self._session.words, self._session.cards(self._views)
        self._button.disabled = True
        try:
            cards = self._background.run(self._session.workings, lambda ask: list(made))
        except UnfinishedError:
            self._show(banner("info", _("Calculating. You can keep using the page.")))
            return
        except InputError as error:
            self._show(banner("bad", self._session.error_text(error)))
            return
        except Exception:
            log.exception("an answer failed")
            self._show(
                banner(
                    "bad",
                    _("The calculation failed. Your plan is saved. Undo the last change, or tell us what you changed."),
                )
            )
            return
        finally:
            self._button.disabled = self._background.running is not None
        self.set_trait("children", (self._button, *(CardView(card, _) for card in cards)))

    def _show(self, line: Markup) -> None:
        self._line.show(line)
        self.set_trait("children", (self._button, self._line))

    def _clear(self) -> None:
        if len(self.children) > 1:
            self._button.disabled = False
            self.set_trait("children", (self._button,))


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
