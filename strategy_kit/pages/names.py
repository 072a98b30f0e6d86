"""Names typed before, offered where names are asked again: one click takes them over, nothing else does."""

import re
from collections.abc import Callable, Iterable
from functools import partial

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.model import Brief
from strategy_kit.plan.new_brief import person_name
from strategy_kit.session.session import Session
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import refusal_line
from strategy_kit.widgets.prose import Prose

MOST = 8
"""Names offered at once."""


def voters(brief: Brief) -> list[str]:
    """
    Return the names of the people who voted or rated.

    >>> voters(Brief(name="Shop", voices=[{"name": "Ada"}]))
    ['Ada']
    """
    return [each.name for each in brief.voices]


def team_names(session: Session) -> list[str]:
    """Return the names in the team, without those that the workbook itself gives."""
    _ = session.words
    team = session.plan.brief.team
    own = {_("Owner"), *(person_name(number, _) for number in range(1, len(team) + 1))}
    return [person.name for person in team if person.name not in own]


def not_named(names: Iterable[str], text: str) -> list[str]:
    """
    Return the names that a text does not hold, each once, in any case.

    >>> not_named(["Ada", "Ann", "Ada"], "ada and Anna")
    ['Ann']
    """
    return [
        name
        for name in dict.fromkeys(names)
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags=re.IGNORECASE)
    ]


class NameOffers(ipywidgets.HBox):
    """
    A button for each set of names that can be taken over, as the plan is now; none where there is nothing to offer.

    Parameters
    ----------
    names : function
        Returns the sets of names, each taken by one button.
    take : function of names
        Writes them into the plan.
    """

    def __init__(
        self, session: Session, names: Callable[[], Iterable[list[str]]], take: Callable[[list[str]], None]
    ) -> None:
        self._session, self._names, self._take = session, names, take
        self._shown: list[list[str]] = []
        super().__init__()
        self.add_class("acts")
        session.follow(self.refresh)

    def refresh(self) -> None:
        """Offer the names that can be taken over now."""
        _, offered = self._session.words, [names for names in self._names() if names][:MOST]
        if offered == self._shown and self.children:
            return
        self._shown = offered
        buttons = (button(_("Add {names}", names=_.all_of(names)), partial(self._tried, names)) for names in offered)
        self.set_trait("children", tuple(buttons))
        (self.remove_class if offered else self.add_class)("none")

    def _tried(self, names: list[str]) -> None:
        """Take names over; what is refused is shown beside the buttons."""
        try:
            self._take(names)
        except InputError as error:
            refused = Prose(refusal_line(self._session.words.error(error)))
            self.set_trait("children", (*self.children[: len(self._shown)], refused))


def agreement_offers(session: Session) -> NameOffers:
    """Offer the people who voted and the team as those who agree, all missing ones by one button."""

    def names() -> list[list[str]]:
        plan = session.plan
        known = [*voters(plan.brief), *team_names(session)]
        return [] if plan.agreed_on else [not_named(known, plan.agreed_by)[:MOST]]

    def take(added: list[str]) -> None:
        named = ", ".join(filter(None, (session.plan.agreed_by, *added)))
        session.replace_plan(session.plan.changed(agreed_by=named))

    return NameOffers(session, names, take)


def team_offers(session: Session) -> NameOffers:
    """Offer the people who voted as members of the team, whose hours are then to be entered."""

    def names() -> list[list[str]]:
        team = {person.name for person in session.plan.brief.team}
        return [[name] for name in voters(session.plan.brief) if name not in team]

    def take(added: list[str]) -> None:
        people = [{"name": name, "hours_per_week": 0.0} for name in added]
        session.change_brief(team=[*session.plan.brief.team, *people])

    return NameOffers(session, names, take)
