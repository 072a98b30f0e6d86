"""Why this calendar: what conflicts, what one more unit of each limit brings, and buttons that apply it."""

from functools import partial
from itertools import islice
from typing import Any

import ipywidgets

from strategy_kit.i18n import N_
from strategy_kit.pages.remedies import apply_changes
from strategy_kit.session.session import Session
from strategy_kit.views.calendar import GainOffer, baselines_view, conflict_views, gain_offers, gains_view
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

    def found(self) -> Any:
        """Return the gains, largest first."""
        return self._session.workings.prices.gains

    def parts(self, found: Any) -> list[ipywidgets.Widget]:
        """Make a button for each of the largest gains that a single field of the plan can bring."""
        offers = gain_offers(found, self._session.workings, self._session.words)
        return [self._offered(offer) for offer in islice(offers, MOST)]

    def _offered(self, offer: GainOffer) -> ipywidgets.Widget:
        session, _ = self._session, self._session.words
        act = button(_("Apply: {change}", change=offer.action), partial(apply_changes, session, offer.changes))
        act.tooltip = offer.limit
        now = _("Now: {limit}", limit=offer.limit)
        return ipywidgets.VBox([act, Prose(html('<p class="small">{now}</p>', now=now))])
