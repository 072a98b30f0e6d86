"""The newest result of each objective, offered as its baseline: one click takes it over, nothing else does."""

from functools import partial

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.labels.attainment import period_in_words
from strategy_kit.labels.review import result_amount
from strategy_kit.plan.review import Newest, newest_baseline
from strategy_kit.session.session import Session
from strategy_kit.views.review import kpi_name
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import help_line, refusal_line
from strategy_kit.widgets.prose import Prose


class BaselineOffers(ipywidgets.VBox):
    """
    A button for each objective whose newest result is later than its baseline; none for one without a target.

    Attributes
    ----------
    take : dict of str to Button
        By objective (`Objective.what`).
    """

    def __init__(self, session: Session) -> None:
        self._session, self._shown = session, dict[str, tuple[str, Newest]]()
        self.take: dict[str, ipywidgets.Button] = {}
        super().__init__()
        self.add_class("stack")
        session.follow(self.refresh)

    def refresh(self) -> None:
        """Offer what the results are now."""
        session, _ = self._session, self._session.words
        offered = {
            result.objective.what: (
                _(
                    "Take {amount} {when} as the baseline of {kpi}",
                    amount=result_amount(newest.amount, result.unit, _),
                    when=period_in_words(newest.period, _),
                    kpi=kpi_name(result.objective, session.workings.evidence, _),
                ),
                newest,
            )
            for result in session.workings.objective_results
            if (newest := newest_baseline(result)) is not None
        }
        if offered == self._shown:
            return
        self._shown = offered
        self.take = {
            what: button(label, partial(self._take, what, newest)) for what, (label, newest) in offered.items()
        }
        line = _("Where you stand has changed: the next version can begin from your newest results.")
        self.set_trait("children", (Prose(help_line(line)), *self.take.values()) if offered else ())
        (self.remove_class if offered else self.add_class)("none")

    def _take(self, what: str, newest: Newest) -> None:
        """Take what a button was made for, if it is still offered."""
        session, (_label, offered) = self._session, self._shown.get(what, ("", None))
        if offered != newest:
            return
        try:
            session.change_brief(
                objectives=[
                    each.changed(baseline=newest.amount, baseline_on=newest.on) if each.what == what else each
                    for each in session.plan.brief.objectives
                ]
            )
        except InputError as error:
            said = Prose(refusal_line(session.error_text(error)))
            self.set_trait("children", (*self.children[: 1 + len(self.take)], said))
