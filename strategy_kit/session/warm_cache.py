"""
Warm cache: the cards of a new plan, made by the process that kernels are forked from; until its first change, a new
plan shows them at once. They hold nothing of a visitor.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from strategy_kit.evidence.evidence import Evidence
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.model import Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.shared import View, cards_of


@dataclass
class Recording:
    """The cards that views made of one plan; they are added while it is open."""

    plan: Plan
    evidence: Evidence
    year: int
    cards: dict[View, tuple[Card, ...]] = field(default_factory=dict)
    is_open: bool = True

    def matches(self, workings: Workings) -> bool:
        """Whether views would make the same cards of other workings; the id of the plan does not matter."""
        same_facts = workings.evidence is self.evidence and workings.year == self.year
        return same_facts and workings.plan.model_copy(update={"id": self.plan.id}) == self.plan


_recordings: dict[str, Recording] = {}
"""By language."""


@contextmanager
def recording(workings: Workings, words: Words) -> Iterator[None]:
    """Store the cards that are made here of the workings of a new plan, and no other in its language."""
    recorded = _recordings[words.lang] = Recording(workings.plan, workings.evidence, workings.year)
    try:
        yield
    finally:
        recorded.is_open = False


def clear() -> None:
    """Drop all cards."""
    _recordings.clear()


def warm_cards(views: Iterable[View], workings: Workings, words: Words) -> Iterator[Card]:
    """Make the cards of some views, or take those stored of the same plan."""
    recorded = _recordings.get(words.lang)
    if recorded is None or not recorded.matches(workings):
        yield from cards_of(views, workings, words)
        return
    for view in views:
        made = recorded.cards.get(view) or tuple(cards_of([view], workings, words))
        if recorded.is_open:
            recorded.cards[view] = made
        yield from made
