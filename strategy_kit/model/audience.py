"""Who the customers are."""

from typing import Annotated

from pydantic import Field

from strategy_kit.kinds import AgeGroup, Community, Country, Education, Income, Name, Sex, Zone
from strategy_kit.validation import Frozen


class Segment(Frozen):
    """Part of the audience: who they are, where, and their share of sales. A field left out means "not narrowed"."""

    name: Name
    share: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 1.0
    country: Country = "US"
    zone: Zone = "America/New_York"
    age: tuple[AgeGroup, ...] = ()
    sex: Sex | None = None
    income: Income | None = None
    education: Education | None = None
    community: Community | None = None
