"""What all considerations share: a view, the names of platforms, the document's claims, the assumptions."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from strategy_kit.calendar.public_holidays import holiday_regions
from strategy_kit.evidence.findings import organic_reach_range
from strategy_kit.figures.audience.organic_reach import organic_reach_card
from strategy_kit.figures.audience.reach_words import ReachWords
from strategy_kit.figures.card import Card
from strategy_kit.figures.plan.evidence import assumptions_card, claims_card
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.regions import region_words
from strategy_kit.plan.workings import Workings

View = Callable[[Workings, Words], "Card | Iterable[Card]"]


def cards_of(views: Iterable[View], workings: Workings, words: Words) -> Iterator[Card]:
    """Make all cards of some views, in order."""
    for view in views:
        made = view(workings, words)
        yield from (made,) if isinstance(made, Card) else made


@cache
def claims_view(consideration: int) -> View:
    """Return the view of what the document says of a consideration."""

    def view(workings: Workings, _: Words) -> Card:
        claims = workings.evidence.claims
        cited = claims.loc[claims["consideration"] == consideration, "sources"]
        return claims_card(claims, consideration, source_cards(cited, workings.evidence.sources, _), _)

    return view


def assumptions_view(workings: Workings, _: Words) -> Card:
    """Show the assumptions."""
    return assumptions_card(workings.evidence.assumptions, workings.brief.assumptions, _)


def region_names(country: str, _: Words) -> dict[str, str]:
    """
    Name the regions of a country that have public holidays of their own, by code.

    >>> region_names("IT", Words("fr"))["RM"], region_names("XX", Words("en"))
    ('Roma', {})
    """
    return region_words(country, holiday_regions(country), _)


def platform_names(workings: Workings) -> dict[str, str]:
    """Return the name of every platform, as the plan's edition calls it."""
    return workings.catalogue.names_in(workings.plan)


def reach_words(workings: Workings, _: Words) -> ReachWords:
    """Return the words for rows of reach."""
    return ReachWords.of(platform_names(workings), workings.evidence.terms, workings.evidence.sources, _)


def organic_reach_view(workings: Workings, _: Words) -> Card:
    """Show which share of an account's followers sees one post."""
    table = workings.evidence.organic_reach
    return organic_reach_card(table, organic_reach_range(table), reach_words(workings, _))


def next_platform(workings: Workings) -> str | None:
    """Return the platform that may join next, the best of those that come later."""
    return next((str(key) for key in workings.start_set.later.index if key not in workings.platforms), None)


def document_platforms(workings: Workings) -> list[str]:
    """Return the platforms for which the document names hours, in the order of the platforms."""
    windows = workings.evidence.windows
    named = set(windows.loc[windows["source"] == "document", "platform"])
    return [str(platform) for platform in workings.evidence.platforms["key"] if platform in named]
