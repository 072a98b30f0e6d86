"""Controls of which only those that the plan asks for are shown, each built when it is first needed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets

from strategy_kit.session.session import Session

Makers = Mapping[Any, Callable[[], Sequence[ipywidgets.Widget]]]


class Switch(ipywidgets.VBox):
    """
    One of several sets of controls.

    Parameters
    ----------
    session : Session
    which : callable
        Brief to the key of the set to show; one that is not there shows nothing.
    makers : mapping of key to callable
        Makes the controls of a set.
    """

    def __init__(self, session: Session, which: Callable[[Any], Any], makers: Makers) -> None:
        self._session, self._which, self._makers = session, which, makers
        self._made: dict[Any, tuple[ipywidgets.Widget, ...]] = {}
        self.tie = Ties()
        super().__init__()
        self.show()
        session.on_change(self.show)

    def show(self) -> None:
        """Show the set that the plan asks for."""
        key = self._which(self._session.plan.brief)
        if key not in self._made:
            self._made[key] = tuple(self._makers[key]()) if key in self._makers else ()
            self.tie.adopt(self._made[key])
        if self.children != self._made[key]:
            self.set_trait("children", self._made[key])
        (self.remove_class if self.children else self.add_class)("none")


class Ties:
    """The ties of all controls of a switch, as the group around it sees them: where to say what was refused."""

    def __init__(self) -> None:
        self._ties: list[Any] = []
        self._place = ""
        self.say: Callable[[str], None] = lambda words: None

    @property
    def place(self) -> str:
        """What the group is called."""
        return self._place

    @place.setter
    def place(self, title: str) -> None:
        self._place = title
        for tie in self._ties:
            tie.place = title

    def adopt(self, controls: Sequence[ipywidgets.Widget]) -> None:
        """Speak for these controls, too."""
        for tie in (control.tie for control in controls if hasattr(control, "tie")):
            tie.say, tie.place = self._told, self._place
            self._ties.append(tie)

    def _told(self, words: str) -> None:
        self.say(words)
