"""The next version of a plan: when it begins, and the button that makes it; once made, the way to it."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import ipywidgets

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.plan.next_period import next_version, version_starts
from strategy_kit.plan.review import open_review
from strategy_kit.plan.workings import scheduled_plan
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.prose import Prose

PLAN = "plan"


class NextVersion(ipywidgets.VBox):
    """
    The next version of the plan; of one that a review made, only once its own review decided something.

    Parameters
    ----------
    show : function of a page, optional
        Shows that page; absent: there is none to show.

    Attributes
    ----------
    after_end : RadioButtons
        Whether the next version begins after the end of the plan; shown while the plan runs.
    make, show_plan : Button
        Makes the next version; shows the page of the plan.
    """

    def __init__(self, session: Session, show: Callable[[str], None] | None = None) -> None:
        self._session, self._line, _ = session, Prose(), session.words
        self._starts = version_starts(session.plan, clock.today(session.plan.brief.team_zone))
        self.after_end = ipywidgets.RadioButtons(options=self._options(), description=_("It begins"))
        self.make = button("", self._make)
        self.show_plan = button("", partial(show, PLAN)) if show else None
        super().__init__()
        self.add_class("stack")
        session.follow(self.refresh)

    def _options(self) -> list[tuple[str, bool]]:
        _ = self._session.words
        first, last = self._starts[0], self._starts[-1]
        now = [(_("{day}, for the weeks left", day=_.date(first)), False)] if first != last else []
        return [*now, (_("{day}, after the end of this version", day=_.date(last)), True)]

    def refresh(self) -> None:
        """Show what can be done now."""
        plan, _ = self._session.plan, self._session.words
        now = clock.today(plan.brief.team_zone)
        starts = version_starts(plan, now)
        if starts != self._starts:
            self._starts, self.after_end.options = starts, ()
            self.after_end.options = self._options()
        self._line.show(help_line(self._words()))
        if plan.before is not None and not open_review(plan, now).decisions:
            if self.show_plan is not None:
                self.show_plan.description = _("Open version {n}", n=plan.version)
            children: list[ipywidgets.Widget | None] = [self._line, self.show_plan]
        else:
            self.make.description = _("Make version {n}", n=plan.version + 1)
            children = [self.after_end if len(starts) > 1 else None, self._line, self.make]
        self.set_trait("children", tuple(child for child in children if child is not None))

    def _words(self) -> str:
        """Say what the next version is, or that it was made."""
        plan, _ = self._session.plan, self._session.words
        if plan.before is not None and not open_review(plan, clock.today(plan.brief.team_zone)).decisions:
            return _(
                "Version {n} was made and begins on {day}: change in it what you decided. Once you write new "
                "decisions, you can make version {next}.",
                n=plan.version,
                day=_.date(plan.start),
                next=plan.version + 1,
            )
        if len(self._starts) > 1:
            return _("Past weeks, results and reviews stay; you agree on it anew.")
        return _("It begins on {day}. Results and reviews stay; you agree on it anew.", day=_.date(self._starts[0]))

    def _make(self) -> None:
        """Go on with the next version, unless this one was made and nothing was decided since."""
        if self.make in self.children:
            make_next_version(self._session, after_end=bool(self.after_end.value) and len(self._starts) > 1)


def make_next_version(session: Session, *, after_end: bool = False) -> None:
    """Go on with the next version of the plan, as a step to undo."""
    plan = session.plan
    with suppress(InputError, UnfinishedError):  # without a calendar there are no planned posts to record
        plan = plan.changed(slots=scheduled_plan(plan, session.workings).slots)
    session.replace_plan(next_version(plan, clock.today(plan.brief.team_zone), after_end=after_end))
