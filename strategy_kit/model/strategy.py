"""The rest that a strategy needs: brand voice, profiles, peers, a crisis plan, and costs."""

from typing import Annotated

from pydantic import AfterValidator, Field

from strategy_kit.model.types import CostKind, Day, Format, Name, Platform, ProfileItem, Text
from strategy_kit.model.validation import Frozen, once_each
from strategy_kit.text import one_line

Money = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
"""An amount in the currency of the country."""
MOST_PEERS = 5


class VoiceTrait(Frozen):
    """One trait of the brand voice: what we are, what we are not (empty: nothing to set apart), and an example."""

    we_are: Name
    we_are_not: Annotated[Text, AfterValidator(one_line), Field(max_length=80)] = ""
    example: Text = ""


class ProfileCheck(Frozen):
    """The profile of the business on a platform: which items are done, who completes the others, and by when."""

    platform: Platform
    done: Annotated[tuple[ProfileItem, ...], Field(max_length=6)] = ()
    who: Name | None = None
    by: Day | None = None

    _once_each = once_each(done="")


class Peer(Frozen):
    """
    What a comparable business did on a platform when somebody looked; absent = not known.

    >>> Peer(name="Bakery next door", platform="instagram", posts_per_week=2).where
    'Bakery next door, instagram'
    """

    name: Name
    platform: Platform
    seen: Day | None = None
    posts_per_week: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] | None = None
    formats: Annotated[tuple[Format, ...], Field(max_length=2)] = ()

    _once_each = once_each(formats="")

    @property
    def where(self) -> str:
        """Of whom and what it speaks: once."""
        return f"{self.name}, {self.platform}"


class CrisisPlan(Frozen):
    """
    What to do in a crisis: what counts as one, who decides and who stands in, first words, who is told, what follows.

    Empty or absent = not decided yet.

    >>> CrisisPlan().is_empty, CrisisPlan(decides="Owner").is_empty
    (True, False)
    """

    what: Text = ""
    decides: Name | None = None
    deputy: Name | None = None
    first_words: Text = ""
    told: Text = ""
    afterwards: Text = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is decided yet."""
        return self == CrisisPlan()


class Cost(Frozen):
    """A cost of the plan, a month; for ``boost`` the platform that is paid. Absent amount = not known, never 0."""

    what: Name
    kind: CostKind = "tool"
    platform: Platform | None = None
    per_month: Money | None = None
