"""Options of the export to each scheduler, saved with the plan."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from strategy_kit.model.types import Name, Platform, Text, Zone
from strategy_kit.model.validation import Frozen, once_each


def _integration(key: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,80}", key):
        raise ValueError("not an integration id")
    return key


Integration = Annotated[str, AfterValidator(_integration)]


class BufferChannel(Frozen):
    """A channel of Buffer: the clock it keeps (absent: the team's), and on Pinterest the board it posts to."""

    platform: Platform
    zone: Zone | None = None
    board: Text = ""


class PostizChannel(Frozen):
    """A channel of Postiz: the id of its integration, and on Pinterest the id of the board it posts to."""

    platform: Platform
    integration: Integration
    board: Text = ""


class BufferOptions(Frozen):
    """Buffer: which plan of theirs, and its channels that keep another clock than the team or need a board."""

    account: Literal["free", "paid"] = "free"
    channels: Annotated[tuple[BufferChannel, ...], Field(max_length=20)] = ()

    _once_each = once_each(channels="platform")


class SproutOptions(Frozen):
    """Sprout Social: trial or paid, the order of day and month picked at import, the clock of the account."""

    account: Literal["trial", "paid"] = "trial"
    date_order: Literal["mm/dd/yyyy", "dd/mm/yyyy"] | None = None
    zone: Zone | None = None


class MetricoolOptions(Frozen):
    """Metricool: the clock of the brand, drafts or not, and the columns of its current template (empty: as we know)."""

    zone: Zone | None = None
    draft: bool = True
    columns: Annotated[tuple[Name, ...], Field(max_length=300)] = ()


class BrightBeanOptions(Frozen):
    """BrightBean: the clock of the workspace, which LinkedIn and Instagram it is, drafts or scheduled."""

    zone: Zone | None = None
    linkedin: Literal["linkedin_personal", "linkedin_company"] | None = None
    instagram: Literal["instagram", "instagram_login"] = "instagram"
    drafts: bool = False


class PostizOptions(Frozen):
    """Postiz: the integration of each channel."""

    channels: Annotated[tuple[PostizChannel, ...], Field(max_length=20)] = ()

    _once_each = once_each(channels="platform")


class SchedulerOptions(Frozen):
    """Export options, by scheduler."""

    buffer: BufferOptions = BufferOptions()
    sprout: SproutOptions = SproutOptions()
    metricool: MetricoolOptions = MetricoolOptions()
    brightbean: BrightBeanOptions = BrightBeanOptions()
    postiz: PostizOptions = PostizOptions()
