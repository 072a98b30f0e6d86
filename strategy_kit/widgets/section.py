"""Part of a page that is built when it is first opened, and follows the plan while it is open."""

from collections.abc import Callable
from typing import Any

import ipywidgets

from strategy_kit.i18n import N_
from strategy_kit.session.session import Session


class Section(ipywidgets.VBox):
    """A part of a page with a line that opens it; `make` is called once."""

    def __init__(self, session: Session, title: str, make: Callable[[Session], Any]) -> None:
        self._session, self._title, self._make = session, title, make
        self._panel: Any = None
        self._active = True
        self.line = ipywidgets.Button()
        self.line.on_click(lambda _button: self.toggle())
        super().__init__([self.line])
        self.add_class("section").add_class("stack")
        self._describe()

    @property
    def is_open(self) -> bool:
        """Whether the part is shown."""
        return len(self.children) > 1

    def toggle(self) -> None:
        """Open or close the part."""
        if self.is_open:
            self.set_trait("children", (self.line,))
        else:
            self._panel = self._panel or self._make(self._session)
            self.set_trait("children", (self.line, self._panel))
        self.set_active(self._active)
        self._describe()

    def set_active(self, active: bool) -> None:
        """Follow the plan while the part is open, or rest until woken."""
        self._active = active
        if self._panel is not None:
            self._panel.set_active(active and self.is_open)

    def _describe(self) -> None:
        message = N_("Hide: {title}") if self.is_open else N_("Open: {title}")
        self.line.description = self._session.words(message, title=self._title)

    def __repr__(self) -> str:
        return repr(self._panel) if self.is_open else self.line.description
