"""The order of a workshop: what each person does alone, what the group does together, and the minutes for both."""

from collections.abc import Sequence
from typing import NamedTuple

from strategy_kit.figures.card import Card, Table
from strategy_kit.i18n import Words


class WorkshopStep(NamedTuple):
    """One step: name of its page, minutes, what each does alone, what all do together; in words."""

    page: str
    minutes: int
    alone: str
    together: str


def workshop_card(steps: Sequence[WorkshopStep], pause: int, minutes: int, _: Words) -> Card:
    """Return the order of a workshop as a table; `pause` and `minutes`, those of all with it, in minutes."""
    rows = tuple((step.page, _.hours(step.minutes), step.alone, step.together) for step in steps)
    return Card(
        "workshop",
        _("A workshop of {hours}, step by step", hours=_.hours(minutes)),
        _("With a break of {pause}; for four to eight people and one who leads", pause=_.hours(pause)),
        note=_(
            "Each person writes on a sheet of their own first; then everyone reads out, and only then you discuss. The "
            "votes of each person go into the tables of “As a group” on each page, typed or pasted, by name or "
            "initials. The minutes are our judgement; leave out a step that is decided already."
        ),
        table=Table((_("Page"), _("Duration"), _("Each person alone"), _("All together")), rows),
    )
