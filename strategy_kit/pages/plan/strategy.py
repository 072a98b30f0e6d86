"""The rest of the strategy on the plan page: what is filled in, what is not yet, and where to fill it in."""

from collections.abc import Callable, Mapping
from typing import Any

from strategy_kit.i18n import N_
from strategy_kit.pages.communication.brand_voice import brand_voice_panel
from strategy_kit.pages.communication.crisis import crisis_panel
from strategy_kit.pages.plan.budget import budget_panel
from strategy_kit.pages.platforms.peers import peers_panel
from strategy_kit.pages.platforms.profiles import profiles_panel
from strategy_kit.session.session import Session
from strategy_kit.views.strategy import PARTS, strategy_line
from strategy_kit.widgets.panel import DetailSection, Panels, Section

PANELS: Mapping[str, Callable[[Session], Any]] = {
    "brand-voice": brand_voice_panel,
    "profiles": profiles_panel,
    "peers": peers_panel,
    "crisis": crisis_panel,
    "budget": budget_panel,
}
"""The panel of each part, by its key in `views.strategy.PARTS`."""


def strategy_section(session: Session) -> DetailSection:
    """Return the parts, each closed at first, below a line on which of them are filled in."""

    def parts(session: Session) -> Panels:
        return Panels([Section(session, session.words(part.name), PANELS[key]) for key, part in PARTS.items()])

    title = session.words(N_("Strategy"))
    return DetailSection(session, title, lambda session: strategy_line(session.plan.brief, session.words), parts)
