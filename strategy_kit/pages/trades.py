"""The one or two trades of the business: two lists, on the start page and beside the platforms."""

from typing import Literal

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.labels.platforms import trade_words
from strategy_kit.model import Brief
from strategy_kit.model.types import Trade
from strategy_kit.session.session import Session
from strategy_kit.widgets.form import dropdown

SecondTrade = Trade | Literal[""]
"""A trade; "" = none."""


def trade_dropdowns(session: Session) -> list[ipywidgets.Widget]:
    """Make a list for the first trade and one for the second, with none."""
    _ = session.words
    words = trade_words(_)
    return [
        dropdown(session, _("Your trade"), lambda brief: brief.trades[0], _with_first, words),
        dropdown(session, _("Second trade"), _second, _with_second, {"": _("none"), **words}),
    ]


def _second(brief: Brief) -> SecondTrade:
    return brief.trades[1] if len(brief.trades) > 1 else ""


def _with_first(brief: Brief, trade: Trade) -> dict[str, object]:
    """Take the first trade; where it is the second already the two change places."""
    first, *others = brief.trades
    return {"trades": (trade, *(first if other == trade else other for other in others))}


def _with_second(brief: Brief, trade: SecondTrade) -> dict[str, object]:
    """Take the second trade; where it is the first already the two change places."""
    first, *others = brief.trades
    if not trade:
        return {"trades": (first,)}
    if trade != first:
        return {"trades": (first, trade)}
    if not others:
        raise InputError("{field}: is already your first trade. Choose another, or none.", field="trades")
    return {"trades": (others[0], first)}
