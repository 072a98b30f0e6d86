"""What the estimate of a target rests on: followers, and rates of one's own in the place of published ones."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit.i18n import N_
from strategy_kit.model import Brief, OwnRate
from strategy_kit.numerals import plain_number, read_amount, read_number
from strategy_kit.pages.choices import platforms_used
from strategy_kit.plan.reach_funnel import RateUsed, counts_followers, rates_used
from strategy_kit.session.session import Session
from strategy_kit.views.reach import published_words, rate_words
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.form import live_prose, text_field
from strategy_kit.widgets.html import heading, help_line
from strategy_kit.widgets.lazy import Fields
from strategy_kit.widgets.prose import Prose

Made = Sequence[ipywidgets.Widget]
Wanted = dict[Any, Callable[[], Made]]


class Following(Fields):
    """Fields by a key each, made when the plan first needs them and shown while it does."""

    def __init__(self, session: Session, title: str, words: str, wanted: Callable[[], Wanted]) -> None:
        self.title, self._wanted, self._made = title, wanted, dict[Any, Made]()
        self._head = Prose(heading(title, words))
        super().__init__()
        self.add_class("group")
        session.follow(self._show)

    def _show(self) -> None:
        wanted = self._wanted()
        for key, make in wanted.items():
            if key not in self._made:
                self._made[key] = tuple(make())
        shown = [control for key in wanted for control in self._made[key]]
        for key in self._made.keys() - wanted.keys():
            for control in self._made[key]:  # nobody could correct an entry that is no longer shown
                if hasattr(control, "binding") and control.binding.is_refused:
                    control.binding.put_back()
        self.arrange([self._head, *shown] if shown else [])
        self.connect(self.title)
        (self.remove_class if shown else self.add_class)("none")


def followers_form(session: Session) -> Following:
    """A line for the followers on each platform of the plan, where a target depends on them; blank = not known yet."""
    _ = session.words

    def wanted() -> Wanted:
        if not counts_followers(session.plan.brief, session.workings.evidence.measures):
            return {}
        return {platform: partial(_followers, session, platform) for platform in platforms_used(session)}

    return Following(session, _("Your followers"), _("Leave blank what you do not know yet."), wanted)


def _followers(session: Session, platform: str) -> Made:
    label = session.words(N_("Followers on {platform}"), platform=platform_names(session.workings)[platform])

    def read(brief: Brief) -> str:
        people = next((entry.people for entry in brief.followers if entry.platform == platform), None)
        return "" if people is None else plain_number(people, session.words)

    def write(brief: Brief, text: str) -> dict[str, object]:
        people = read_number(text, session.words, label)
        others = [entry for entry in brief.followers if entry.platform != platform]
        return {"followers": [*others, *([] if people is None else [{"platform": platform, "people": people}])]}

    return [text_field(session, label, read, write)]


def rates_form(session: Session) -> Following:
    """A line for each rate that the KPIs of the plan rest on, in percent; blank = the published rates count."""
    _ = session.words

    def wanted() -> Wanted:
        rates = rates_used(session.plan.brief, session.workings.evidence, platforms_used(session))
        return {rate: partial(_rate, session, rate) for rate in rates}

    words = _("Your statistics have these rates. Leave a line blank, and the published ones count.")
    return Following(session, _("Your own rates, in percent"), words, wanted)


def _rate(session: Session, rate: RateUsed) -> Made:
    label = rate_words(rate, session.workings, session.words)

    def is_it(own: OwnRate) -> bool:
        return (own.platform, own.metric, own.measure) == rate

    def read(brief: Brief) -> str:
        percent = next((own.percent for own in brief.own_rates if is_it(own)), None)
        return "" if percent is None else plain_number(percent, session.words)

    def write(brief: Brief, text: str) -> dict[str, object]:
        percent = read_amount(text, session.words, label)
        own = {**rate._asdict(), "percent": percent}
        others = [each for each in brief.own_rates if not is_it(each)]
        return {"own_rates": [*others, *([] if percent is None else [own])]}

    def line() -> Markup:
        return help_line(published_words(rate, session.workings, session.words))

    return [text_field(session, label, read, write), live_prose(session, line)]
