"""Important dates in the period of the plan, closed at first: a button adds a campaign for each."""

from functools import partial

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.model import Brief
from strategy_kit.session.session import Session
from strategy_kit.views.occasions import OccasionLine, occasion_lines, occasions_line
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import help_line, html, refusal_line
from strategy_kit.widgets.panel import DetailSection
from strategy_kit.widgets.prose import Prose


def occasions_section(session: Session) -> DetailSection:
    """Return the section of important dates."""
    return DetailSection(
        session,
        session.words(N_("Important dates")),
        lambda session: occasions_line(session.workings, session.words),
        OccasionLines,
    )


class OccasionLines(Pausable, ipywidgets.VBox):
    """A line for each occasion without a campaign, with a button that adds one as a step to undo."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shown: tuple[OccasionLine, ...] | None = None
        super().__init__()
        self.add_class("group").add_class("box")
        self.follow(session)

    def refresh(self) -> None:
        """Show the occasions of the plan as it is now."""
        session, _ = self._session, self._session.words
        lines = tuple(occasion_lines(session.workings, _))
        if lines == self._shown:
            return
        self._shown = lines
        said = _("A campaign sets aside posts before the day. Change it under “Fine-tune”, “Campaigns”.")
        head = Prose(help_line(said if lines else occasions_line(session.workings, _)))
        self.set_trait("children", (head, *(self._line(line) for line in lines)))

    def _line(self, line: OccasionLine) -> ipywidgets.Widget:
        _ = self._session.words
        template = '<h4 aria-level="3">{title}</h4><p>{text}</p>{date}'
        words = Prose(html(template, title=line.title, text=line.text, date=help_line(line.date)))
        act = button(_("Add the campaign"), partial(self._add, line))
        act.tooltip = line.title
        return ipywidgets.VBox([words, act]).add_class("objective")

    def _add(self, line: OccasionLine) -> None:
        """Add the campaign of an occasion, if it is still proposed."""
        session, _ = self._session, self._session.words
        brief = session.plan.brief
        if line not in tuple(occasion_lines(session.workings, _)):
            return
        if len(brief.campaigns) >= (Brief.most("campaigns") or 0):
            most = _("This plan has {n} campaigns, the most it can have. Remove one first.", n=len(brief.campaigns))
            self.set_trait("children", (*self.children, Prose(refusal_line(most))))
            return
        try:
            session.change_brief(campaigns=(*brief.campaigns, line.campaign))
        except InputError as error:
            self.set_trait("children", (*self.children, Prose(refusal_line(_.error(error)))))
