"""Warm-up: all pages of a new plan, built once so that their cards are in the warm cache."""

import datetime as dt

import ipywidgets

from strategy_kit import clock
from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.pages.dashboard import Dashboard
from strategy_kit.pages.registry import FRONT, PAGES
from strategy_kit.session.session import Session, new_plan
from strategy_kit.session.warm_cache import recording

_last: list[dt.date] = []
"""The day of the last warm-up."""


def warm_up() -> None:
    """Build every page of today's new plan in each language."""
    _last[:] = [clock.today()]
    for lang in LANGUAGES:
        words = Words(lang)
        session = Session(None, new_plan(words), words, clock.today())
        with recording(session.workings, words):
            for page in (*FRONT, *PAGES):
                Dashboard(session, page)
        session.remove_listeners()
    ipywidgets.Widget.close_all()


def is_due() -> bool:
    """Whether another day has begun since the last one: a new plan may begin on another Monday."""
    return bool(_last) and _last != [clock.today()]
