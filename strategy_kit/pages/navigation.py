"""Ways from one page to others."""

from collections.abc import Callable
from dataclasses import dataclass

from strategy_kit.i18n import Words


@dataclass(frozen=True)
class Navigation:
    """
    What a page may ask of the dashboard: called with a key, it shows that page of the present plan.

    Attributes
    ----------
    open_plan : function of an id and a page
        Goes on with another plan, or with a new one if the id is empty, and shows one of its pages.
    show_card : function of the keys of a page and of a card
        Shows the page, and on it the card with the sections it stands in open.
    show_setting : function of the key of a page and of a name
        Shows the page, and puts the cursor into the control or the form of that name.
    say : function of a sentence
        Shows it for a few seconds.
    has_address : bool
        Whether plans and pages have addresses, so that links to them lead somewhere.
    """

    show: Callable[[str], None]
    open_plan: Callable[[str, str], None]
    show_card: Callable[[str, str], None]
    say: Callable[[str], None]
    has_address: bool = False
    show_setting: Callable[[str, str], None] = lambda _page, _name: None

    def __call__(self, page: str) -> None:
        """Show a page of the present plan."""
        self.show(page)


def plan_address(plan_id: str, page: str, _: Words) -> dict[str, str]:
    """Return the query of a page's address, as `Frame` and links have it."""
    return {"lang": _.lang, "plan": plan_id, "page": page}
