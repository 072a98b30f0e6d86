"""Part of a page that is built when somebody opens it, and follows the plan while it is open."""

from collections.abc import Callable
from typing import Any

import ipywidgets

from strategy_kit.session.session import Session


class Section(ipywidgets.VBox):
    """
    A line to open a part of a page by.

    Parameters
    ----------
    session : Session
    title : str
        What the part is about.
    make : callable
        Session to the panel; called once.
    """

    def __init__(self, session: Session, title: str, make: Callable[[Session], Any]) -> None:
        self._session, self._title, self._make = session, title, make
        self._panel: Any = None
        self._awake = True
        self.line = ipywidgets.Button()
        self.line.on_click(lambda _button: self.turn())
        super().__init__([self.line])
        self.add_class("section").add_class("stack")
        self._say()

    @property
    def is_open(self) -> bool:
        """Whether the part is shown."""
        return len(self.children) > 1

    def turn(self) -> None:
        """Open or close the part."""
        if self.is_open:
            self.set_trait("children", (self.line,))
        else:
            self._panel = self._panel or self._make(self._session)
            self.set_trait("children", (self.line, self._panel))
        self.wake(self._awake)
        self._say()

    def wake(self, awake: bool) -> None:
        """Follow the plan while the part is open, or rest until woken."""
        self._awake = awake
        if self._panel is not None:
            self._panel.wake(awake and self.is_open)

    def _say(self) -> None:
        _ = self._session.words
        self.line.description = (
            _("Hide: {title}", title=self._title) if self.is_open else _("Open: {title}", title=self._title)
        )

    def __repr__(self) -> str:
        return repr(self._panel) if self.is_open else self.line.description
