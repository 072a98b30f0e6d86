"""Why this calendar: what conflicts, what one more unit of each limit brings, and buttons that apply it."""

from collections.abc import Sequence
from functools import partial

import ipywidgets

from strategy_kit.calendar.sensitivity import Gain
from strategy_kit.i18n import N_
from strategy_kit.labels.calendar import constraint_unit_words, constraint_words
from strategy_kit.pages.remedies import apply_changes
from strategy_kit.plan.loosen import loosened
from strategy_kit.session.session import Session
from strategy_kit.views.calendar import baselines_view, conflict_views, gains_view
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import html
from strategy_kit.widgets.on_demand import OnDemand
from strategy_kit.widgets.prose import Prose

MOST = 3
"""Limits that a button loosens: those that bring most."""


class Explanation(OnDemand):
    """Explain the calendar on demand: conflicts, gains with buttons that apply the largest, other calendars."""

    def __init__(self, session: Session) -> None:
        question = session.words(N_("Why this calendar, and what would loosening a limit bring?"))
        super().__init__(session, question, conflict_views, gains_view, baselines_view)

    def found(self) -> tuple[Gain, ...]:
        """Return the gains, largest first."""
        return self._session.workings.prices.gains

    def parts(self, found: Sequence[Gain]) -> list[ipywidgets.Widget]:
        """Make a button for each of the largest gains that a single field of the plan can bring."""
        brief = self._session.plan.brief
        changes = [(gain, made) for gain in found if (made := loosened(brief, gain.constraint, gain.unit))]
        return [self._applied(*pair) for pair in changes[:MOST]]

    def _applied(self, gain: Gain, changes: dict[str, object]) -> ipywidgets.Widget:
        session, _ = self._session, self._session.words
        limit = constraint_words(gain.constraint, platform_names(session.workings), _)
        act = button(
            _("Apply: {change}", change=constraint_unit_words(gain, _)), partial(apply_changes, session, changes)
        )
        act.tooltip = limit
        return ipywidgets.VBox([act, Prose(html('<p class="small">{limit}</p>', limit=_("Now: {limit}", limit=limit)))])
