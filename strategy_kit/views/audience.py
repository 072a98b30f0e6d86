"""What consideration 1 shows: reach, alone and together, trend, journey, clocks, local figures, influence."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from strategy_kit.audience.journey import journey_grid, journey_marks, orphan_touchpoints, place_ranks
from strategy_kit.audience.local_figures import local_audiences, local_figures, national_shares
from strategy_kit.audience.outside_range import outside_range
from strategy_kit.audience.overlap import reach_together
from strategy_kit.audience.reach import by_reach, mixed_reach
from strategy_kit.audience.significance import lead_is_sure, widest_segment_gap
from strategy_kit.audience.trend import asked_again, recent_moves
from strategy_kit.audience.waking_hours import audience_hours, awake_shares, awake_span, clock_shifts
from strategy_kit.evidence.findings import organic_reach_range
from strategy_kit.figures.audience.answer import audience_answer_card
from strategy_kit.figures.audience.journey import journey_card
from strategy_kit.figures.audience.local_figures import influence_card, local_figures_card
from strategy_kit.figures.audience.organic_reach import organic_reach_note
from strategy_kit.figures.audience.reach import combined_reach_card, reach_card, segment_reach_card
from strategy_kit.figures.audience.reach_words import ReachWords
from strategy_kit.figures.audience.trend import trend_card
from strategy_kit.figures.audience.waking_hours import waking_hours_card
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.plan.workings import Workings
from strategy_kit.views.shared import platform_names, reach_words


def audience_answer_view(workings: Workings, _: Words) -> Card:
    """Show the answer so far: the platforms that most customers use, and how sure that is."""
    mix, words = by_reach(_living(workings, workings.reach)), reach_words(workings, _)
    most = mix[mix["reach"].notna()].head(2)
    national = national_words(workings, most.loc[most["borrowed"], "platform"], words)
    return audience_answer_card(mix, words, lead_is_sure=lead_is_sure(mix), national=national)


def reach_view(workings: Workings, _: Words) -> Card:
    """Show the share of the audience on each platform."""
    mix = by_reach(_living(workings, workings.reach))
    note = organic_reach_note(organic_reach_range(workings.evidence.organic_reach), _)
    words, lent = reach_words(workings, _), mix.loc[mix["borrowed"], "platform"]
    national = national_words(workings, lent, words)
    return reach_card(mix, words, lead_is_sure=lead_is_sure(mix), organic=note, national=national)


def national_words(workings: Workings, platforms: Iterable[str], words: ReachWords) -> str:
    """Write what was measured in the customers' own countries, and which of it contradicts the estimate."""
    shares = own_shares(workings, platforms)
    outside = words.outside(outside_range(shares, workings.reach))
    return " ".join(filter(None, (words.national(shares), outside)))


def own_shares(workings: Workings, platforms: Iterable[str]) -> pd.DataFrame:
    """Return the shares measured in the customers' own countries that no estimate uses, of some platforms."""
    shares = national_shares(_local_figures(workings))
    return shares[shares["platform"].isin(list(platforms))]


def segment_reach_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show each platform by each segment; one segment alone is the whole audience."""
    evidence, parts = workings.evidence, _living(workings, workings.segment_reach)
    if len(workings.brief.segments) > 1:
        yield segments_card(parts, platform_names(workings), evidence.terms, evidence.sources, _)


def segments_card(
    parts: pd.DataFrame, names: Mapping[str, str], terms: pd.DataFrame, sources: pd.DataFrame, _: Words
) -> Card:
    """Show each platform by each segment, from the shares alone: `parts` is `audience.reach.segment_reach`."""
    words = ReachWords.of(names, terms, sources, _)
    return segment_reach_card(parts, by_reach(mixed_reach(parts)), widest_segment_gap(parts), words)


def combined_reach_view(workings: Workings, _: Words) -> Card:
    """Show the combined reach of the chosen platforms, else of the widest, alone and in pairs."""
    parts = _living(workings, workings.segment_reach)
    sets = reach_together(parts, workings.brief.platforms, unasked_most=workings.assumptions["unasked_reach_most"])
    combined = parts[parts["platform"].isin({key for members in sets["platforms"] for key in members})]
    return combined_reach_card(sets, platform_names(workings), combined["source"], workings.evidence.sources, _)


def trend_view(workings: Workings, _: Words) -> Card:
    """Show how platforms moved since 2012, among all US adults and among the customers."""
    points, own = _living(workings, workings.trend_points), _living(workings, workings.audience_trend)
    order, moves = asked_again(points), recent_moves(points)
    return trend_card(points, own, order, moves, platform_names(workings), workings.evidence.sources, _)


def journey_view(workings: Workings, _: Words) -> Card:
    """Show the customer journey as the group sees it."""
    evidence, brief = workings.evidence, workings.brief
    grid, shares = journey_grid(journey_marks(brief)), {segment.name: segment.share for segment in brief.segments}
    ranks, unmatched = place_ranks(grid, shares), orphan_touchpoints(brief)
    return journey_card(grid, list(shares), ranks, unmatched, evidence.influence, evidence.sources, _)


def waking_hours_view(workings: Workings, _: Words) -> Card:
    """Show which hour of the audience's day each hour of the team's day is."""
    clock, day, assumptions = workings.brief.team_zone, workings.first_week, workings.assumptions
    horizon = (workings.plan.start + dt.timedelta(days=n) for n in range(7 * workings.plan.weeks))
    hours = audience_hours(workings.zones, day, clock, assumptions)
    waking = round(assumptions["awake_from_hour"]), round(assumptions["awake_until_hour"])
    shares, shifts = awake_shares(hours), clock_shifts(workings.zones, clock, horizon)
    return waking_hours_card(hours, shares, awake_span(shares), clock, day, shifts, waking, _)


def local_figures_view(workings: Workings, _: Words) -> Card:
    """List what was measured in the customers' own countries in other ways."""
    segments = workings.brief.segments
    return local_figures_card(
        _local_figures(workings),
        local_audiences(workings.evidence.audience_figures, segments),
        [segment.country for segment in segments],
        reach_words(workings, _),
    )


def _local_figures(workings: Workings) -> pd.DataFrame:
    estimated = {key for joined in workings.reach["source"] for key in joined.split(";")}
    brief = workings.brief
    region = f"{brief.country}-{brief.region}" if brief.region else ""
    return local_figures(workings.evidence.reach, brief.segments, estimated, region)


def influence_view(workings: Workings, _: Words) -> Card:
    """Compare the document's 74% with the surveys."""
    return influence_card(workings.evidence.influence, workings.evidence.claims, workings.evidence.sources, _)


def _living(workings: Workings, rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of platforms that are open in the plan's edition."""
    catalogue, platforms = workings.catalogue, workings.evidence.platforms
    reach_only = platforms.loc[platforms["scope"] == "reach-only", "key"] if catalogue.edition == "today" else ()
    return rows[rows["platform"].isin({*catalogue.open.index, *reach_only})]
