"""The kinds of values a brief is made of: closed choices, and numbers, times and texts that know their limits."""

import datetime as dt
import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from strategy_kit.model.criteria import CRITERIA
from strategy_kit.territories import known_zones
from strategy_kit.text import normalized_text, one_line

AgeGroup = Literal["18-29", "30-49", "50-64", "65+"]
Sex = Literal["women", "men"]
Income = Literal["<30k", "30k-70k", "70k-100k", "100k+"]
Education = Literal["school", "some-college", "graduate"]
Community = Literal["urban", "suburban", "rural"]
Trade = Literal["general", "visual", "walk-in", "b2b", "how-to", "online-shop"]
ObjectiveKey = Literal[
    "brand-awareness",
    "audience-growth",
    "brand-image",
    "engagement",
    "product-promotion",
    "website-traffic",
    "credibility",
    "lead-generation",
    "lead-nurture",
    "sales",
    "store-visits",
    "customer-service",
    "loyalty",
    "community",
    "advocacy",
    "reputation",
    "press-mentions",
    "market-insight",
    "recruitment",
]
"""The keys of table ``objectives``."""
Period = Literal["week", "month"]
Edition = Literal["today", "document"]
Direction = Literal["inbound", "outbound"]
Medium = Literal["owned", "earned", "paid"]
Channel = Literal[
    "social",
    "message",
    "email",
    "call",
    "letter",
    "leaflet",
    "mass-media",
    "targeted-ads",
    "website",
    "place",
    "reviews",
]
Stage = Literal["need", "look", "compare", "decide"]
Place = Literal["contacts", "social", "search", "reviews", "sellers", "media", "experts"]
Basis = Literal["guess", "asked", "seen"]
MessageKind = Literal["praise", "question", "complaint", "crisis"]
Purpose = Literal["help", "inform", "entertain", "converse", "sell"]
Format = Literal["text", "image", "video", "short-video", "stories", "live", "document", "local"]
ProfileItem = Literal["name", "picture", "description", "link", "contact", "opening-hours"]
CrisisPart = Literal["what", "decides", "deputy", "first_words", "told", "afterwards"]
CostKind = Literal["tool", "production", "boost", "other"]
Metric = Literal[
    "organic reach",
    "views by followers",
    "engagement by reach",
    "engagement by views",
    "engagement by followers",
    "link clicks by reach",
    "link clicks by views",
    "results by reach",
    "results by views",
    "leads by visits",
    "orders by visits",
    "sign-ups by visits",
    "applications by clicks",
]
"""What is counted, by what: those of table ``benchmarks``, and three that no study publishes."""
WEBSITE: frozenset[Metric] = frozenset(
    ("leads by visits", "orders by visits", "sign-ups by visits", "applications by clicks")
)
"""Rates of what people do after the click, whatever the platform: those of platform `ALL`."""
ALL = "all"
Reading = Literal["instant", "audience"]
Weighing = Literal["sliders", "points", "pairs", "group"]
ConstraintKind = Literal[
    "least_posts",
    "most_posts",
    "posts_a_day",
    "spacing",
    "spacing_across",
    "posting_from",
    "posting_until",
    "closed_days",
    "never",
    "hours",
    "duty",
    "days_off",
    "watch",
    "cover",
    "monitoring",
    "fair_share",
    "promotion_cap",
    "pillar_shares",
    "pinned",
    "campaign",
    "unknown_hours",
]
CONSTRAINT_KINDS: tuple[ConstraintKind, ...] = get_args(ConstraintKind)
PROFILE_ITEMS: tuple[ProfileItem, ...] = get_args(ProfileItem)
CRISIS_PARTS: tuple[CrisisPart, ...] = get_args(CrisisPart)
GIVING: tuple[Purpose, ...] = ("help", "inform", "entertain", "converse")


def _zone(name: str) -> str:
    if name not in known_zones() or "/" not in name:
        raise ValueError("not an IANA zone")
    return name


def _link(address: str) -> str:
    found = re.fullmatch(r"https://([^\s/?#@]++)(?:[/?#][!-~]*+)?", address)
    if address and not (found and "." in found[1][1:-1]):
        raise ValueError("not a web address")
    return address


def _at_most(limit: int) -> AfterValidator:
    """Return a validator that refuses a text so long that tidying it cannot bring it within `limit` letters."""

    def check(text: str) -> str:
        if len(text) > max(1000, 4 * limit):
            raise PydanticCustomError("string_too_long", "too long", {"max_length": limit})
        return text

    return AfterValidator(check)


def _quarter_hour(moment: dt.time) -> dt.time:
    if moment.tzinfo is not None or moment.minute % 15 or moment.second or moment.microsecond:
        raise ValueError("not a wall time on a quarter of an hour")
    return moment


YEARS = range(2000, 2101)
"""The years a plan may start in and studies be seen from."""


def _plannable(day: dt.date) -> dt.date:
    if day.year - 1 not in YEARS and day.year not in YEARS:  # a plan may end in the year after the last
        raise ValueError("not a day a plan can hold")
    return day


def _region(code: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]{0,10}", code):
        raise ValueError("not a region")
    return code


def _criterion(key: str) -> str:
    if key not in CRITERIA:
        raise PydanticCustomError("literal_error", "unknown criterion", {"expected": ", ".join(CRITERIA)})
    return key


Criterion = Annotated[str, AfterValidator(_criterion)]
"""The key of a criterion."""
Region = Annotated[str, AfterValidator(_region)]
"""The code of a part of a country, as ISO 3166-2 has it after the hyphen; empty = the whole country."""
Name = Annotated[
    str, _at_most(80), AfterValidator(one_line), StringConstraints(strip_whitespace=True, min_length=1, max_length=80)
]
Text = Annotated[
    str, _at_most(2000), AfterValidator(normalized_text), StringConstraints(strip_whitespace=True, max_length=2000)
]
Caption = Annotated[
    str, _at_most(65_000), AfterValidator(normalized_text), StringConstraints(strip_whitespace=True, max_length=65_000)
]
"""The words of a post; no platform takes more."""
Link = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(_link)]
Zone = Annotated[str, AfterValidator(_zone)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Platform = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Weekday = Annotated[int, Field(ge=1, le=7)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
MOST_WEIGHT, MOST_STEP = 1000, 3
Weight = Annotated[float, Field(ge=0, le=MOST_WEIGHT, allow_inf_nan=False)]
Step = Annotated[int, Field(ge=0, le=MOST_STEP)]
Day = Annotated[dt.date, AfterValidator(_plannable)]
WallTime = Annotated[dt.time, AfterValidator(_quarter_hour)]
Hours = Annotated[float, Field(ge=0, le=168, allow_inf_nan=False)]
