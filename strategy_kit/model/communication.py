"""What the business does and says: its activities today, its recurring kinds of content."""

from typing import Annotated

from pydantic import Field

from strategy_kit.kinds import GIVING, Direction, Format, Hours, Medium, Name, Purpose, Share, Step
from strategy_kit.validation import Frozen


class Activity(Frozen):
    """One thing the business does today to be known."""

    name: Name
    medium: Medium = "owned"
    direction: Direction = "outbound"
    hours_per_week: Hours = 0.0
    cost_per_month: Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)] | None = None
    opted_in: bool = False


class Pillar(Frozen):
    """A recurring kind of content, rated by Godin's three words (0 not at all, 3 fully), and its share of posts."""

    name: Name
    purpose: Purpose = "inform"
    anticipated: Step | None = None
    personal: Step | None = None
    relevant: Step | None = None
    share: Share = 0.2
    format: Format = "image"

    @property
    def asks(self) -> bool:
        """Whether it asks (sells) rather than gives."""
        return self.purpose not in GIVING
