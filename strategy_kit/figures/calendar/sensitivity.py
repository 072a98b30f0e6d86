"""Cards that explain a calendar: what one more of each limit would bring, and which limits cannot hold together."""

from collections.abc import Sequence

from strategy_kit.calendar.demands import Missing
from strategy_kit.calendar.sensitivity import Conflict, Gain, Prices
from strategy_kit.figures.card import Card, Names, Table, table_of
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import constraint_unit_words, constraint_words, missing_words


def gains_card(prices: Prices, names: Names, _: Words) -> Card:
    """Show the price list of the calendar: each limit that binds, and what one more unit of it brings."""
    gains = prices.gains
    rows = tuple(
        (constraint_words(gain.constraint, names, _), constraint_unit_words(gain, _), *_brought(gain, _))
        for gain in gains
    )
    if not rows:
        title = _("No limit holds this calendar back: one more unit of any brings nothing")
    elif gains[0].served > 0:
        title = _("{unit} would make most room for what is missing", unit=rows[0][1])
    elif gains[0].share == gains[0].share:
        title = _("{unit} would bring most: {share} more agreement with the studies", unit=rows[0][1], share=rows[0][2])
    else:
        title = _("{unit} would bring the first posts", unit=rows[0][1])
    return Card(
        key="gains",
        title=title,
        subtitle=_("Each limit that binds, loosened by one unit, and the calendar solved again to proof"),
        how=_(
            "Agreement is the studies’ opinion of an hour times the share of your audience on the platform, added up."
        ),
        note=_.plural(
            "One limit was not tried: there was no time.",
            "{n} limits were not tried: there was no time.",
            len(prices.untried),
        )
        if prices.untried
        else "",
        table=Table((_("Limit"), _("One unit more"), _("Agreement"), _("Posts")), rows, (2,)) if rows else None,
    )


def _brought(gain: Gain, _: Words) -> tuple[str, str]:
    """Return the gains of one unit: agreement, and posts or another demand."""
    share = _.percent(max(gain.share, 0.0), 1) if gain.share == gain.share else _("from nothing")
    if gain.posts > 0:
        return share, _.plural("one post more", "{n} posts more", gain.posts)
    if gain.served > 0:
        return share, _.plural("one thing asked for fits", "{n} things asked for fit", gain.served)
    return share, _("better hours")


def missing_card(missing: Sequence[Missing], lacking: int, names: Names, _: Words) -> Card:
    """List the unmet demands of the nearest calendar, which lack so many posts and inbox checks."""
    return Card(
        key="missing",
        title=_.plural("One thing asked for does not fit", "{n} things asked for do not fit", lacking),
        subtitle=_(
            "The calendar shown is the nearest there is: it keeps every limit and leaves out as little as can be."
        ),
        table=table_of(missing, (_("What is missing"), lambda lack: missing_words(lack, names, _))),
    )


def conflict_card(conflict: Conflict, names: Names, _: Words, number: int = 1) -> Card:
    """Name the limits of a conflict; `number` is which of the calendar it is."""
    return Card(
        key="conflict" if number == 1 else f"conflict-{number}",
        title=_.plural(
            "No calendar keeps this limit", "No calendar keeps these {n} limits at once", len(conflict.constraints)
        ),
        subtitle=_("Found by solving again without each: give up any one of them, and the others can hold.")
        if conflict.irreducible
        else _("There was no time to find out which of them matter."),
        table=table_of(
            conflict.constraints,
            (_("Limit"), lambda constraint: constraint_words(constraint, names, _)),
            (
                _("Enough to give it up?"),
                lambda constraint: _("yes") if constraint in conflict.sufficient else _("not alone"),
            ),
        ),
    )
