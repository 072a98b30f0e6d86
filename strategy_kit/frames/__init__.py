"""The schema of each frame that one layer computes and another reads, and `rows_of` to read it."""

from strategy_kit.frames.audience import (
    AudienceHourRow,
    JourneyMarkRow,
    JourneyRow,
    ReachRow,
    ReachTogetherRow,
    TrendRow,
)
from strategy_kit.frames.calendar import (
    CandidateRow,
    ComparisonRow,
    HeatRow,
    OpinionRow,
    WallTimeRow,
    WindowRow,
    WorkloadRow,
)
from strategy_kit.frames.communication import ActivityRow, ConsentRow, DutyRow, PillarRow, RatingRow, ReplyRow
from strategy_kit.frames.objectives import DecidingRow, FunnelRow, PostsChangeRow
from strategy_kit.frames.platforms import (
    BandRow,
    CatalogueRow,
    ChangeRow,
    ClosedPlatformRow,
    ComparedPairRow,
    HoursRow,
    LaterRow,
    LeftOutRow,
    MeasureRow,
    ParticipantRow,
    PointRow,
    PublishedHoursRow,
    QuestionRow,
    ScoreBoundsRow,
    StartRow,
    TriggerWeekRow,
)
from strategy_kit.frames.results import ChartPointRow, MonthTotalRow, PublishingRow
from strategy_kit.frames.rows import LEVEL, Count, Flag, NAType, Rating, rows_of
