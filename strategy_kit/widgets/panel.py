"""Panels: controls on the left, the cards that follow them on the right; and parts of a page with panels in them."""

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets
from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.figures.card import Card
from strategy_kit.i18n import N_
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.card import CardView, StaticOutput, show_cards
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import banner
from strategy_kit.widgets.on_demand import SolverProgress
from strategy_kit.widgets.prose import Fold, Prose

if TYPE_CHECKING:
    from strategy_kit.views.shared import View

log = logging.getLogger(__name__)


class Section(Pausable, ipywidgets.VBox):
    """A part of a page with a line that opens it; `make` is called once."""

    def __init__(self, session: Session, title: str, make: Callable[[Session], Any]) -> None:
        self._session, self._title, self._make = session, title, make
        self._panel: Any = None
        self.line = button("", self.toggle)
        self._head = self._made_head()
        super().__init__([self._head])
        self.add_class("section").add_class("stack")
        self._describe()

    @property
    def is_open(self) -> bool:
        """Whether the part is shown."""
        return len(self.children) > 1

    @property
    def made(self) -> list[Any]:
        """What is in it, empty if it was never opened."""
        return [] if self._panel is None else [self._panel]

    def toggle(self) -> None:
        """Open or close the part."""
        if self.is_open:
            self.set_trait("children", (self._head,))
        else:
            self._panel = self._panel or self._make(self._session)
            self.set_trait("children", (self._head, self._panel))
        self.set_active(self.active)
        self._describe()

    def set_active(self, active: bool) -> None:
        """Follow the plan while the part is open, or pause."""
        self.active = active
        if self._panel is not None:
            self._panel.set_active(active and self.is_open)

    def _made_head(self) -> ipywidgets.Widget:
        return self.line

    def _describe(self) -> None:
        message = N_("Close: {title}") if self.is_open else N_("Open: {title}")
        self.line.description = self._session.words(message, title=self._title)

    def __repr__(self) -> str:
        return repr(self._panel) if self.is_open else self.line.description


class DetailSection(Section):
    """A section whose line has a name, the same open and closed, and says what is inside, as the plan is now."""

    def __init__(
        self, session: Session, title: str, inside: Callable[[Session], str], make: Callable[[Session], Any]
    ) -> None:
        self._inside, self._words = inside, Prose()
        super().__init__(session, title, make)
        self.remove_class("stack").add_class("detail")
        session.follow(self._tell)

    def _made_head(self) -> ipywidgets.Widget:
        name = ipywidgets.Box([self.line]).add_class("detail-name")
        return ipywidgets.HBox([name, self._words]).add_class("detail-line")

    def _tell(self) -> None:
        try:
            self._words.show(self._inside(self._session))
        except InputError:  # the cards say why
            self._words.show("")

    def _describe(self) -> None:
        self.line.description = self._title
        (self.add_class if self.is_open else self.remove_class)("open")


class Cards(Pausable, ipywidgets.VBox):
    """The cards some views make of a plan, made anew at each change while they are shown."""

    def __init__(
        self,
        session: Session,
        views: Sequence["View"],
        above: Sequence[ipywidgets.Widget] = (),
        below: Sequence[ipywidgets.Widget] = (),
    ) -> None:
        self.session, self._views, self._above, self._below = session, tuple(views), tuple(above), tuple(below)
        self._shown: list[CardView] = []
        self._alert, self._progress = Prose(), SolverProgress(session.background, session.words)
        self.retry = button(session.words(N_("Try again")), session.retry)
        super().__init__()
        self.add_class("stack")
        self.follow(session)

    def refresh(self) -> None:
        """Show the plan as it is now."""
        try:
            cards, problem = self._made()
        except UnfinishedError:
            self._progress.shown = True
            self._progress.follow()
            self._arrange([self._progress])
            return
        self._progress.shown = False
        _ = self.session.words
        self._shown = show_cards(self._shown, cards, _)
        self._alert.show(banner("bad", _("This answer is out of date."), problem) if problem else "")
        self._arrange([self._alert, self.retry] if problem else [])

    def _arrange(self, notice: Sequence[ipywidgets.Widget]) -> None:
        children = (*self._above, *notice, *self._shown, *self._below)
        if children != self.children:
            self.set_trait("children", children)

    def _made(self) -> tuple[list[Card], str]:
        """Make the cards, each shown as soon as it is made; where one fails the last ones stay, with the reason."""
        _ = self.session.words
        try:
            made = self.session.cards(self._views)
            return [self._followed(place, card) for place, card in enumerate(made)], ""
        except UnfinishedError:
            raise
        except InputError as error:
            return [view.card for view in self._shown], self.session.error_text(error)
        except Exception:
            log.exception("a view failed")
            return [view.card for view in self._shown], _(
                "The calculation failed. Your plan is saved. Undo the last change, or tell us what you changed."
            )

    def _followed(self, place: int, card: Card) -> Card:
        """Show a card before the next one is made, if its place shows it already."""
        if place < len(self._shown) and self._shown[place].card.key == card.key:
            self._shown[place].show(card)
        return card


class Panel(StaticOutput, Pausable, ipywidgets.Box):
    """
    Controls and the cards that follow them.

    Parameters
    ----------
    forms : sequence of widgets
        Beside the cards; without any the cards take the whole width.
    editors, below : sequence of widgets
        Wide forms (tables), above and below the cards.
    summary : function of a session
        How the controls of `forms` are set now, in one line: what they fold into on a phone.
    foot : function of a session, optional
        Markup at the foot of the controls.
    """

    def __init__(
        self,
        session: Session,
        views: Sequence["View"],
        *,
        forms: Sequence[ipywidgets.Widget] = (),
        editors: Sequence[ipywidgets.Widget] = (),
        summary: Callable[[Session], str] = lambda session: "",
        foot: Callable[[Session], Markup] | None = None,
        below: Sequence[ipywidgets.Widget] = (),
    ) -> None:
        self._session, self._foot, self._footing = session, foot, Prose()
        self.cards = Cards(session, views, editors, below)
        self.follow(session)
        super().__init__([*([self._controls(forms, summary)] if forms else []), self.cards])
        self.add_class("sk").add_class("cols" if forms else "whole")

    def refresh(self) -> None:
        """Show the foot as it is now."""
        if self._foot:
            try:
                self._footing.show(self._foot(self._session))
            except UnfinishedError:  # the old line stays until the calendar is there
                pass
            except InputError:  # the cards say why
                self._footing.show("")

    def _controls(self, forms: Sequence[ipywidgets.Widget], summary: Callable[[Session], str]) -> ipywidgets.Widget:
        def line() -> str:
            try:
                return summary(self._session)
            except InputError as error:
                return self._session.error_text(error)

        self.fold = fold = Fold(line(), self._session.words)
        self._session.on_change(lambda: fold.set_trait("text", line()))
        foot = [self._footing.add_class("proof-line")] if self._foot else []
        return ipywidgets.VBox([fold, *forms, *foot]).add_class("controls")


class Panels(StaticOutput, Pausable, ipywidgets.VBox):
    """Panels one below the other, in the order of a page."""

    def __init__(self, panels: Sequence[ipywidgets.Widget]) -> None:
        super().__init__(list(panels))
        self.add_class("sk").add_class("stack")

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self.children))


def show_card(widget: ipywidgets.Widget, key: str) -> bool:
    """Show the card of a key in a part of a page, opening the sections it stands in; return whether it is there."""
    if isinstance(widget, CardView):
        widget.found += widget.key == key
        return bool(widget.key == key)
    closed = isinstance(widget, Section) and not widget.is_open
    if closed:
        widget.toggle()
    is_there = any(show_card(child, key) for child in getattr(widget, "children", ()))
    if closed and not is_there:
        widget.toggle()
    return is_there
