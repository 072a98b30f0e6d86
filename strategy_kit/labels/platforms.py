"""Labels of consideration 3: criteria, trades, ranks, dialogue, comparisons, the trigger for another platform."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from strategy_kit.frames import LaterRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.scales import Scale, scale_words
from strategy_kit.model import Plan, Trigger
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.platforms import MoreUsed, StartSet
from strategy_kit.platforms.scores import SAME

NAMED = 3
"""Platforms that a sentence names with their reasons."""


def criterion_words(_: Words) -> dict[str, str]:
    """
    Name the criteria in full.

    >>> criterion_words(Words("en"))["audience"]
    'Used by your customers'
    """
    return {record.key: _(record.name) for record in CRITERIA.values()}


def criterion_labels(_: Words) -> dict[str, str]:
    """
    Name the criteria in a word, for a drawing or the head of a column.

    >>> criterion_labels(Words("en"))["audience"]
    'Usage'
    """
    return {record.key: _(record.label) for record in CRITERIA.values()}


def measure_words(_: Words) -> dict[str, str]:
    """
    Name what each criterion is measured by.

    >>> measure_words(Words("en"))["standing"]
    'years since launch'
    """
    return {record.key: _(record.measured_by) for record in CRITERIA.values()}


def trade_words(_: Words) -> dict[str, str]:
    """Name the trades."""
    return {
        "general": _("any business"),
        "visual": _("business that shows well in pictures"),
        "walk-in": _("shop, restaurant or leisure with walk-in customers"),
        "b2b": _("business to business (B2B)"),
        "how-to": _("expertise to explain"),
        "online-shop": _("online shop"),
    }


def times_words(times: float, _: Words) -> str:
    """
    Write how many times more something matters, as a fraction where it matters less.

    >>> times_words(3.0, Words("en")), times_words(1 / 3, Words("en"))
    ('3', '1/3')
    """
    return _.number(round(times, 1)) if times >= 1 else f"1/{_.number(round(1 / times, 1))}"


def rank_words(platforms: int, _: Words) -> tuple[str, ...]:
    """Name the ranks among so many platforms, all from the sixth on together."""
    ordinals = (_("first"), _("second"), _("third"), _("fourth"), _("fifth"), _("sixth"))
    return (*ordinals[:5], _("sixth or lower")) if platforms > len(ordinals) else ordinals[:platforms]


def trigger_words(trigger: Trigger, reply_minutes: int, _: Words) -> str:
    r"""
    Describe when the next platform may join, in one sentence.

    >>> trigger_words(Trigger(), 60, Words("en"))
    '12 weeks in a row with at least 4 posts on each platform and 80% of messages answered within 1\xa0h'
    """
    return _.plural(
        "One week with at least {posts} posts on each platform and {share} of messages answered within {target}",
        "{n} weeks in a row with at least {posts} posts on each platform and {share} of messages answered "
        "within {target}",
        trigger.weeks,
        posts=trigger.posts_per_week,
        share=_.percent(trigger.answered_in_time),
        target=_.hours(reply_minutes),
    )


def written_trigger(plan: Plan, _: Words) -> str:
    """Return the trigger of a plan: its own words, else the agreed numbers; empty if there is none."""
    agreed = plan.brief.expand_when
    return plan.trigger or (trigger_words(agreed, plan.brief.reply_target_minutes, _) if agreed else "")


def set_words(platforms: Iterable[str], names: Mapping[str, str], _: Words) -> str:
    """
    Name the platforms of a set; empty if there are none.

    >>> set_words(("x", "reddit"), {"x": "X", "reddit": "Reddit"}, Words("en"))
    'X and Reddit'
    """
    return _.all_of(names[platform] for platform in platforms)


def argument_basis_words(_: Words) -> dict[str, str]:
    """Name what an argument for a platform rests on."""
    return {"document": _("the 2012 guide"), "judgement": _("our judgement")}


def dialogue_step_words(_: Words) -> Scale:
    """Name the steps of the dialogue a group has on a platform."""
    return scale_words(_, _("none"), _("now and then"), _("every week"), _("daily"))


def later_words(row: LaterRow, hours: pd.DataFrame, start: StartSet, _: Words) -> str:
    """Say why a platform is not one to start with, and what it waits for; `hours` is `frames.HoursRow`."""
    if start.fixed and row.platform in start.best:
        return _("The workbook’s first choice")
    if pd.notna(row.fits_from):
        if pd.isna(row.fits_now):
            return _("Later, if the team can share the posts")
        if row.fits_now:
            return _("Later: you have the hours, once the first platforms are settled")
        if start.suffices_in_total(row.fits_from):
            return _("Later, once one person has enough hours for its posts")
        return _("Later, from {hours} a week", hours=_.hours(row.fits_from * 60))
    if pd.notna(row.hours):
        return _("Later: no data on the hours your choice takes")
    wanted = hours.loc[row.platform, "format"]
    if isinstance(wanted, str):
        return _("Later, once you make the formats it takes, such as {format}", format=format_words(_)[wanted])
    return _("Later: no data on the formats it takes")


def passed_over_words(start: StartSet, hours: pd.DataFrame, names: Mapping[str, str], _: Words) -> str:
    """Say why platforms with a higher score than one to start with are not among them; empty if there are none."""
    if not start.chosen:
        return ""
    scores = dict(zip(start.sets["platforms"], start.sets["score"], strict=True))
    least = min(scores[(key,)] for key in start.chosen)
    reasons = [
        _("{platform} ({reason})", platform=names[row.platform], reason=_.in_sentence(reason))
        for row in rows_of(start.later, LaterRow)
        if row.score > least + SAME
        for reason in [later_words(row, hours, start, _)]
    ]
    if not reasons:
        return ""
    more = len(reasons) - NAMED
    rest = [_.plural("one other", "{n} others", more)] if more > 0 else []
    return _("Higher score, but not to start with: {list}.", list=_.apart(reasons[:NAMED] + rest))


def check_hours_words(start: StartSet, _: Words) -> str:
    """Say how many hours of inbox checks are counted beside the posts; empty without checks."""
    if not start.check_hours:
        return ""
    return _("The hours of each choice include {hours} a week for inbox checks.", hours=_.hours(start.check_hours * 60))


def more_used_words(
    found: Sequence[MoreUsed], start: StartSet, hours: pd.DataFrame, names: Mapping[str, str], _: Words
) -> str:
    """
    Say which platforms more customers use than those to start with, and what decides against them; empty if none.

    Parameters are `platforms.more_used`, the start, and `frames.HoursRow`.
    """
    later = {row.platform: row for row in rows_of(start.later, LaterRow)}
    reasons: dict[tuple[str, bool], list[MoreUsed]] = {}
    for each in found:
        reason = (
            _lead_words(each.criterion, names[each.chosen], _)
            if each.criterion
            else later_words(later[each.platform], hours, start, _)
        )
        reasons.setdefault((reason, each.criterion is not None), []).append(each)
    return " ".join(
        _("{usage}, but {reason}.", usage=_usage_words(rivals, names, _), reason=reason)
        if is_lead
        else _("{usage}. {reason}.", usage=_usage_words(rivals, names, _), reason=reason)
        for (reason, is_lead), rivals in reasons.items()
    )


def _usage_words(rivals: Sequence[MoreUsed], names: Mapping[str, str], _: Words) -> str:
    """Compare by how many customers some platforms and one to start with are used."""
    used = [_("{platform} ({share})", platform=names[each.platform], share=_.percent(each.share)) for each in rivals]
    return _.plural(
        "{platforms} is used by more people like your customers than {chosen} ({share})",
        "{platforms} are used by more people like your customers than {chosen} ({share})",
        len(rivals),
        platforms=_.all_of(used),
        chosen=names[rivals[0].chosen],
        share=_.percent(rivals[0].chosen_share),
    )


def _lead_words(criterion: str, chosen: str, _: Words) -> str:
    """Say on which criterion a platform leads."""
    return {
        "format": _("{platform} takes more of the formats you make", platform=chosen),
        "trade": _("{platform} fits your trade better", platform=chosen),
        "effort": _("{platform} takes less of your time", platform=chosen),
        "dialogue": _("you rate the dialogue with your customers higher on {platform}", platform=chosen),
        "standing": _("{platform} has been around for longer", platform=chosen),
    }.get(criterion, _("{platform} has the higher score", platform=chosen))
