"""
What people tell the workbook and what it decides: frozen, validated types that travel as JSON.

Wall times travel with the IANA zone they are read in; instants are derived, never stored. Absent means unknown.
"""

from strategy_kit.model.audience import Look, Segment
from strategy_kit.model.brief import Assumption, Brief
from strategy_kit.model.calendar import (
    CadenceRule,
    Campaign,
    DaysOff,
    Duty,
    MonitoringRule,
    Never,
    Person,
    Pin,
    Round,
    Slot,
    Watch,
)
from strategy_kit.model.communication import Activity, Pillar, ReplyRule
from strategy_kit.model.group import PillarRating, Voice
from strategy_kit.model.plan import FORMAT_VERSION, Plan, live_slots, live_watches
from strategy_kit.model.platforms import (
    Comparison,
    Curve,
    FormatEffort,
    OwnValue,
    Point,
    Rating,
    Trigger,
    WeekFacts,
    Weights,
)

__all__ = [
    "FORMAT_VERSION",
    "Activity",
    "Assumption",
    "Brief",
    "CadenceRule",
    "Campaign",
    "Comparison",
    "Curve",
    "DaysOff",
    "Duty",
    "FormatEffort",
    "Look",
    "MonitoringRule",
    "Never",
    "OwnValue",
    "Person",
    "Pillar",
    "PillarRating",
    "Pin",
    "Plan",
    "Point",
    "Rating",
    "ReplyRule",
    "Round",
    "Segment",
    "Slot",
    "Trigger",
    "Voice",
    "Watch",
    "WeekFacts",
    "Weights",
    "live_slots",
    "live_watches",
]
