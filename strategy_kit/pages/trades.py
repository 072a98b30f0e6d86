"""The one or two trades of the business, as chips: on the start page and beside the platforms."""

from strategy_kit.labels.platforms import trade_words
from strategy_kit.session.session import Session
from strategy_kit.widgets.chips import Chips
from strategy_kit.widgets.form import field


def trade_chips(session: Session) -> Chips:
    """Make the chips of the trades; none, or a third, is refused."""
    _ = session.words
    return Chips(session, _("Your trade: one or two"), *field("trades"), trade_words(_))
