"""What votes of a group change: the plan beside the same plan in which they count otherwise."""

from typing import Any

from strategy_kit.communication.permission import WORDS
from strategy_kit.communication.rater_agreement import pillar_ratings
from strategy_kit.model import Brief, Pillar
from strategy_kit.plan.workings import Workings


def platforms_with(workings: Workings, **changes: Any) -> tuple[str, ...]:
    """Return the platforms that the plan would start with if its brief were changed so."""
    brief = workings.brief.changed(**changes)
    return workings.after(workings.plan.changed(brief=brief)).start_set.chosen


def without_ratings(brief: Brief) -> dict[str, Any]:
    """Return the change that leaves out each participant's ratings of dialogue."""
    return {"voices": [voice.changed(ratings=()) for voice in brief.voices]}


def overruled_ratings(brief: Brief) -> list[tuple[str, str]]:
    """
    Return pillar and criterion of the participants' ratings that do not count: the plan has its own.

    >>> people = [{"name": "baker", "pillars": [{"pillar": "News", "relevant": 1, "personal": 2}]}]
    >>> overruled_ratings(Brief(name="Shop", pillars=[{"name": "News", "relevant": 3}], voices=people))
    [('News', 'relevant')]
    """
    rated = pillar_ratings(brief.voices, brief.pillars)[["pillar", "word"]].drop_duplicates()
    own = {(pillar.name, word) for pillar in brief.pillars for word in WORDS if getattr(pillar, word) is not None}
    return [(pillar, word) for pillar, word in rated.itertuples(index=False) if (pillar, word) in own]


def with_ratings_of_the_group(brief: Brief) -> dict[str, Any]:
    """Return the change with which all ratings of `overruled_ratings` count."""
    overruled = overruled_ratings(brief)

    def freed(pillar: Pillar) -> Pillar:
        return pillar.changed(**{word: None for name, word in overruled if name == pillar.name})

    return {"pillars": [freed(pillar) for pillar in brief.pillars]}
