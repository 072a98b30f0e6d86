"""The brief, the plan and their parts: frozen, validated types that travel as JSON; absent means unknown."""

from strategy_kit.model.answers import Answers
from strategy_kit.model.audience import Segment, Touchpoint
from strategy_kit.model.brief import Assumption, Brief
from strategy_kit.model.calendar import (
    BlackoutRule,
    CadenceRule,
    Campaign,
    DaysOff,
    DutyHours,
    InboxCheck,
    MonitoringRule,
    Person,
    PinnedPost,
    ResponseWindow,
    Slot,
)
from strategy_kit.model.communication import Activity, Pillar, ReplyRule
from strategy_kit.model.objectives import Followers, Objective, OwnRate
from strategy_kit.model.plan import FORMAT_VERSION, Plan, live_slots, live_watches
from strategy_kit.model.platforms import (
    Comparison,
    Curve,
    FormatEffort,
    OwnValue,
    Participant,
    PillarRating,
    Point,
    Rating,
    Trigger,
    WeekFacts,
    Weights,
)
from strategy_kit.model.review import KpiValue, Note, Review, ReviewDecision
from strategy_kit.model.strategy import Cost, CrisisPlan, Peer, ProfileCheck, VoiceTrait
