"""Today's activities, content pillars and reply rules of a business."""

from typing import Annotated

from pydantic import AfterValidator, Field

from strategy_kit.model.types import (
    GIVING,
    Channel,
    Direction,
    Format,
    Hours,
    Medium,
    MessageKind,
    Name,
    Purpose,
    Share,
    Step,
    Text,
)
from strategy_kit.model.validation import Frozen


class Activity(Frozen):
    """
    One thing the business does today to be known.

    Absent `direction`: not told, so it is not counted as interrupting.
    `opted_in` says that people asked for it, `opted_in_people` how many, `way_out` how they leave it again.
    """

    name: Name
    channel: Channel | None = None
    medium: Medium = "owned"
    direction: Direction | None = None
    hours_per_week: Hours | None = None
    cost_per_month: Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)] | None = None
    opted_in: bool = False
    opted_in_people: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None
    way_out: Text = ""


MOST_SERVED = 3
"""As many objectives as a brief has."""


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


class Pillar(Frozen):
    """
    A recurring kind of content, rated by Godin's three words (0 not at all, 3 fully), and its share of posts.

    `serves` are the objectives of the brief that it serves, by `Objective.what`.

    >>> Pillar(name="Recipes", serves=("loyalty", "Fill the hall", "loyalty")).serves
    ('loyalty', 'Fill the hall')
    """

    name: Name
    purpose: Purpose = "inform"
    anticipated: Step | None = None
    personal: Step | None = None
    relevant: Step | None = None
    share: Share = 0.2
    format: Format = "image"
    serves: Annotated[tuple[Name, ...], AfterValidator(_each_once), Field(max_length=MOST_SERVED)] = ()

    @property
    def promotional(self) -> bool:
        """Whether it asks (sells) rather than gives."""
        return self.purpose not in GIVING


class ReplyRule(Frozen):
    """
    How one kind of message is answered: within which time, by whom, in which tone.

    Absent minutes or tone: the workbook's. Absent person: whoever is on duty.
    """

    kind: MessageKind
    minutes: Annotated[int, Field(ge=5, le=10_080)] | None = None
    who: Name | None = None
    tone: Text = ""
