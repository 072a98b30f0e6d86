"""Chips: boxes to tick that are one question."""

from collections.abc import Mapping
from typing import Any

import ipywidgets

from strategy_kit.session.session import Session
from strategy_kit.widgets.choices import Options
from strategy_kit.widgets.form import Read, Write, checkbox
from strategy_kit.widgets.html import html
from strategy_kit.widgets.lazy import Report, connect
from strategy_kit.widgets.prose import Prose


class Chips(ipywidgets.VBox):
    """
    A question and a box to tick for each option.

    Parameters
    ----------
    read : function of the brief
        Returns the values that are ticked.
    write : function of the brief and the values ticked then, in the order of the options
        Returns the changed fields of the brief.
    """

    def __init__(self, session: Session, label: str, read: Read, write: Write, options: Options) -> None:
        def ticked(value: Any) -> tuple[Read, Write]:
            def changed(brief: Any, on: bool) -> Mapping[str, object]:
                others = [each for each in read(brief) if each != value]
                return write(brief, tuple(each for each in options if each in others or (on and each == value)))

            return lambda brief: value in read(brief), changed

        boxes = [checkbox(session, word, *ticked(value)) for value, word in options.items()]
        super().__init__([Prose(html('<p class="word">{label}</p>', label=label)), *boxes])
        self.add_class("chips")

    def connect(self, report: Report, label: str) -> None:
        """Let all boxes report refusals to the group around them."""
        connect(self.children, report, label)
