"""What the votes of a group are for, in words: what they change in the plan, and how they count where they do not."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from strategy_kit.audience.journey import overruled_marks
from strategy_kit.communication.permission import plan_permission
from strategy_kit.communication.rater_agreement import pillar_ratings
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import set_words
from strategy_kit.plan import votes
from strategy_kit.plan.workings import Workings
from strategy_kit.views.communication import pillar_rows
from strategy_kit.views.shared import platform_names


class VotesUse(NamedTuple):
    """What votes are for: `what` in short, then `text`; where they do not count, the `changes` with which they do."""

    what: str
    text: str
    action: str = ""
    changes: Mapping[str, Any] = {}


def platform_votes(workings: Workings, _: Words) -> VotesUse | None:
    """Return whether people's weights and ratings count, and the answer otherwise; None without votes."""
    brief = workings.brief
    weighed = len([voice for voice in brief.voices if voice.weights is not None or voice.comparisons])
    if not weighed:
        if not any(voice.ratings for voice in brief.voices):
            return None
        what = _("Your ratings count: the average for each platform is part of its score.")
        others = votes.platforms_with(workings, **votes.without_ratings(brief))
        return VotesUse(what, _otherwise(workings, others, _, counted=True))
    if brief.weighing == "group":
        what = _.plural(
            "The answer uses the weights of one person.", "The answer uses the average weights of {n} people.", weighed
        )
        others = votes.platforms_with(workings, weighing="sliders")
        return VotesUse(what, _otherwise(workings, others, _, counted=True))
    what = _.plural(
        "The weights of one person do not count yet: the answer uses those under “What matters to you”.",
        "The weights of {n} people do not count yet: the answer uses those under “What matters to you”.",
        weighed,
    )
    others = votes.platforms_with(workings, weighing="group")
    text = _otherwise(workings, others, _, counted=False)
    return VotesUse(what, text, _("Use the group’s weights"), {"weighing": "group"})


def _otherwise(workings: Workings, others: tuple[str, ...], _: Words, *, counted: bool) -> str:
    """Write which platforms the plan would start with if the votes, `counted` now or not, did the opposite."""
    if workings.brief.platforms:
        return _("You chose the platforms yourselves: the votes change only the scores.")
    now, then = _named(workings, workings.start_set.chosen, _), _named(workings, others, _)
    if now == then and counted:
        return _("Without these votes, you would also start with {platforms}.", platforms=now)
    if now == then:
        return _("With these votes, you would also start with {platforms}.", platforms=now)
    fields = {"others": then, "platforms": now}
    if counted:
        return _("Without these votes, you would start with {others} instead of {platforms}.", **fields)
    return _("With these votes, you would start with {others} instead of {platforms}.", **fields)


def _named(workings: Workings, platforms: tuple[str, ...], _: Words) -> str:
    return set_words(platforms, platform_names(workings), _) or _("nothing")


def pillar_votes(workings: Workings, _: Words) -> VotesUse:
    """Return what the ratings of the pillars change, and which of them do not count."""
    brief = workings.brief
    for_what = _("They show how welcome your posts are, and change nothing in the calendar.")
    if pillar_ratings(brief.voices, brief.pillars).empty:
        return VotesUse(_("What your ratings are for."), for_what)
    overruled = len(votes.overruled_ratings(brief))
    if overruled:
        unused = _.plural(
            "Your ratings do not count for one criterion: the table of pillars under “Fine-tune” has its own.",
            "Your ratings do not count for {n} criteria: the table of pillars under “Fine-tune” has its own.",
            overruled,
        )
        return VotesUse(unused, for_what, _("Use the group’s ratings"), votes.with_ratings_of_the_group(brief))
    rows = pillar_rows(workings)
    score = plan_permission(rows, rows.set_index("pillar")["share"]).score
    if math.isnan(score):
        return VotesUse(_("Your ratings count."), for_what)
    count = _("Your ratings count: permission score {score} out of 1.", score=_.number(score, 2))
    act = _("To act on it, change the shares of your pillars.")
    return VotesUse(count, f"{for_what} {act}")


def journey_votes(workings: Workings, _: Words) -> VotesUse:
    """Return what the customer journey is for, and how many people's views give way to the one agreed on."""
    nothing = _("The customer journey changes nothing in the plan.")
    for_what = _(
        "It shows how social media compare with the other places where your customers look, and where else to be "
        "present."
    )
    overruled = overruled_marks(workings.brief)
    if not overruled:
        return VotesUse(nothing, for_what)
    agreed = _.plural(
        "For one stage, the view that you agreed on counts, not each person’s.",
        "For {n} stages, the view that you agreed on counts, not each person’s.",
        overruled,
    )
    return VotesUse(nothing, f"{for_what} {agreed}")
