"""The budget: costs of the plan a month, and what an hour of work costs."""

from collections.abc import Mapping
from typing import Any

import ipywidgets

from strategy_kit.labels.strategy import cost_kind_words
from strategy_kit.model import Brief
from strategy_kit.numerals import plain_number, read_amount
from strategy_kit.pages.choices import EDITION_PLATFORMS
from strategy_kit.session.session import Session
from strategy_kit.views.shared import platform_names
from strategy_kit.views.strategy import budget_view
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, boxed, list_field, table, text_field, with_help
from strategy_kit.widgets.panel import Panel


def budget_panel(session: Session) -> Panel:
    """Costs, and all that the plan takes."""
    return Panel(session, [budget_view], editors=[costs_form(session)])


def costs_form(session: Session) -> Form:
    """A row for each cost, and the cost of an hour."""
    _ = session.words

    def platforms() -> Mapping[Any, str]:
        names = platform_names(session.workings)
        return {None: _("no platform"), **{key: names[key] for key in EDITION_PLATFORMS(session.workings)}}

    columns = [
        column("what", _("What")),
        choice_column("kind", _("Kind"), cost_kind_words(_)),
        choice_column("platform", _("Platform of a boost"), platforms, lambda: platform_names(session.workings)),
        column("per_month", _("Cost a month"), "number"),
    ]
    editor = table(session, columns, *list_field("costs"), add=_("Add a cost"), most=Brief.most("costs"), wide=True)
    words = _(
        "What this plan costs beside your hours: a tool, photography, paid boosts of posts. What your current "
        "activities cost stays on the communication page and is not added here. An empty amount means not known, "
        "not zero."
    )
    hourly = with_help(_hourly(session), _("Leave blank if hours of work are not to count as a cost."))
    return boxed(_("Budget"), [editor, *hourly], words)


def _hourly(session: Session) -> ipywidgets.Widget:
    _ = session.words
    label = _("Cost of one hour of work")

    def read(brief: Brief) -> str:
        return "" if brief.hourly_cost is None else plain_number(brief.hourly_cost, _)

    def write(_brief: Brief, text: str) -> dict[str, object]:
        return {"hourly_cost": read_amount(text, session.words, label)}

    return text_field(session, label, read, write)
