"""The base of our widgets: their script, their words, their messages, their static output, their styles."""

from collections.abc import Mapping
from typing import Any, ClassVar

import anywidget
import traitlets as t
from ipywidgets import Widget
from ipywidgets.widgets.trait_types import InstanceDict

from strategy_kit.i18n import Words
from strategy_kit.numerals import decimal_mark
from strategy_kit.session.session import Session
from strategy_kit.widgets import assets

_alone = InstanceDict.make_dynamic_default


class Component(anywidget.AnyWidget):
    """A widget whose code is loaded once a page; `words` are the reader's language, English if absent."""

    kind: ClassVar[str]
    """Its name in the script: card, table."""

    labels = t.Dict().tag(sync=True)

    def __init_subclass__(cls, **options: Any) -> None:
        if "kind" in vars(cls):  # anywidget makes a class of its own for each widget
            cls._esm = assets.loader(cls.kind)
        super().__init_subclass__(**options)

    def __init__(self, words: Words | None = None, **traits: Any) -> None:
        self._words = words or Words("en")
        super().__init__(**{"labels": interface_words(self._words), **traits})
        self.on_msg(self._receive)

    def _receive(self, _widget: Any, message: Any, buffers: list[memoryview]) -> None:
        """Send the page what it wants once; hand the rest to `on_message`."""
        if not isinstance(message, Mapping):
            return
        match message.get("want"):
            case "code":
                self.send({"asset": "code"}, [assets.code(), assets.style()])
            case "plotly":
                self.send({"asset": "plotly"}, [assets.packed_plotly()])
            case "plotly-full":
                self.send({"asset": "plotly-full"}, [assets.gzipped(assets.full_plotly())])
            case _:
                self.on_message(message, buffers)

    def on_message(self, message: Mapping[str, Any], buffers: list[memoryview]) -> None:
        """Act on a message from the page. It comes from outside: nothing in it is trusted."""

    def __repr__(self) -> str:
        names = (getattr(self, trait, "") for trait in ("title", "label", "text"))
        return f"{type(self).__name__}({next(filter(None, names), '')!r})"


class Pausable:
    """A box that follows the plan while it is active, as do the boxes in it."""

    children: tuple[Any, ...]
    active, _stale = True, False

    def follow(self, session: Session) -> None:
        """Show the plan now, and after each change."""
        session.follow(self._follow)

    def set_active(self, active: bool) -> None:
        """Follow the plan, or pause."""
        self.active = active
        for child in self.children:
            if isinstance(child, Pausable):
                child.set_active(active)
        if active and self._stale:
            self._follow()

    def refresh(self) -> None:
        """Show the plan as it is now."""

    def _follow(self) -> None:
        self._stale = not self.active
        if self.active:
            self.refresh()


def with_fallback(made: Any, text: str, markup: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the MIME bundle of a widget with the text and markup that a notebook shows where no kernel runs."""
    data, metadata = made if isinstance(made, tuple) else (made or {}, {})
    return {**data, "text/plain": text, "text/html": str(markup)}, metadata


def interface_words(_: Words) -> dict[str, str]:
    """Return the words of cards, frame, tables and files in one language; ``{n}`` is filled in the browser."""
    return {
        "show_numbers": _("Show the numbers"),
        "hide_numbers": _("Hide the numbers"),
        "show_sources": _("Show the sources"),
        "hide_sources": _("Hide the sources"),
        "show_both": _("Show numbers and sources"),
        "hide_both": _("Hide numbers and sources"),
        "how_to_read": _("How to read."),
        "sources": _("Sources:"),
        "close": _("Close"),
        "says": _("Finding"),
        "measured": _("Measured"),
        "who": _("Who"),
        "when": _("When"),
        "clock": _("Time zone"),
        "read_as": _("How it was read"),
        "unknown": _("no data, or does not apply"),
        "open_source": _("Open the source"),
        "failed_title": _("This chart could not be drawn"),
        "failed_saved": _("Your plan is saved and the rest of the page is up to date."),
        "failed_table": _(
            "Its numbers are in the table below. If it happens again, tell us the name of this chart: {key}.",
            key="{key}",
        ),
        "failed_bare": _("If it happens again, tell us the name of this chart: {key}.", key="{key}"),
        "try_again": _("Try again"),
        "brand": _("Social Media Workbook"),
        "menu": _("Menu"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "steps": _("Steps"),
        "step_of": _("step {n} of {last}", n="{n}", last="{last}"),
        "language": _("Language"),
        "lost": _("Connection lost."),
        "lost_help": _("Your plan is saved, and your last entry is kept: you will find it again when you continue."),
        "lost_server": _(
            "The server is not responding. This page keeps everything you typed and reconnects by itself "
            "when the server is back."
        ),
        "reload": _("Continue with the plan"),
        "add": _("Add a row"),
        "remove": _("Remove"),
        "remove_row": _("Remove row {n}", n="{n}"),
        "cell": _("{column}, row {n}", column="{column}", n="{n}"),
        "decimal": decimal_mark(_),
        "too_big": _("{name} was not uploaded. Choose a file of at most 5 MB.", name="{name}"),
        "reading": _("Reading {name}.", name="{name}"),
    }


def share() -> None:
    """Let widgets made from now on share their layouts and styles: ipywidgets makes two models for each control."""
    made: dict[type, Widget] = {}

    def shared(trait: InstanceDict) -> Any:
        if trait.klass not in made or made[trait.klass].comm is None:
            made[trait.klass] = _alone(trait)
        return made[trait.klass]

    InstanceDict.make_dynamic_default = shared
