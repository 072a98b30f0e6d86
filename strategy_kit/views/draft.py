"""What the draft of a plan shows: its headline, its failures with their remedies, its figures, how sure it is."""

from collections.abc import Iterator
from typing import NamedTuple

from strategy_kit.calendar.workload import fullest_week, posts_per_week
from strategy_kit.figures.audience.reach_words import ReachWords, Row
from strategy_kit.figures.card import Card
from strategy_kit.figures.plan.draft import Item, foundations_card, how_sure_card, uncertainties_card
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import window_words
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.draft import (
    failure_words,
    gain_words,
    reason_words,
    refinement_words,
    step_words,
    supposition_words,
)
from strategy_kit.labels.platforms import set_words
from strategy_kit.plan.draft import Advice, Refinement, RefinementKind, TimingEvidence, suppositions, timing_evidence
from strategy_kit.plan.remedies import Remedy, failures, fullest_minutes
from strategy_kit.plan.remedy_steps import Failure
from strategy_kit.plan.workings import Workings
from strategy_kit.views.audience import national_words
from strategy_kit.views.calendar import hours_note
from strategy_kit.views.decision import answer_fact_view
from strategy_kit.views.failures import closed_days_words
from strategy_kit.views.plan import open_questions
from strategy_kit.views.platforms import start_cases
from strategy_kit.views.shared import platform_names, reach_words

PLACES: dict[RefinementKind, tuple[str, str]] = {
    "question": ("questions", ""),
    "audience": ("platforms", "curve"),
    "dialogue": ("platforms", ""),
}
"""The page on which a refinement is made, and the card beside which it is, if that is folded away."""


class Notice(NamedTuple):
    """What fails, in a few words, why, and the button that mends it; no button if no change was found."""

    what: str
    text: str
    action: str = ""


class Offer(NamedTuple):
    """A refinement in words: its name, what it brings; page and card where it is made, empty if it is applied here."""

    name: str
    brings: str
    page: str = ""
    card: str = ""


def draft_headline(workings: Workings, _: Words) -> str:
    """Say in one sentence how often the plan posts where, and which platform has no post."""
    names, slots = platform_names(workings), workings.schedule.slots if workings.platforms else ()
    plan, silent = workings.plan, [one.of for one in failures(workings) if one.kind == "no_posts"]
    if not workings.platforms:
        return _("No platform fits into your hours yet")
    if not slots:
        return _("No post fits yet on {platforms}", platforms=set_words(workings.platforms, names, _))
    posted = [key for key in workings.platforms if key not in silent]
    own = {key: [slot for slot in slots if slot.platform == key] for key in posted}
    each = [_count(posts_per_week(own[key], plan.start, plan.weeks), names[key], _) for key in posted]
    weekly = _weekly(posts_per_week(slots, plan.start, plan.weeks), _)
    sentence = (
        _("{weekly} on {platforms}", weekly=weekly, platforms=names[posted[0]])
        if len(posted) == 1
        else _("{weekly}: {each}", weekly=weekly, each=_.all_of(each))
    )
    if not silent:
        return sentence
    fields = {"sentence": sentence, "platforms": set_words(silent, names, _)}
    return _.plural(
        "{sentence}; {platforms} has none yet", "{sentence}; {platforms} have none yet", len(silent), **fields
    )


def _count(posts: tuple[int, int], platform: str, _: Words) -> str:
    low, high = posts
    if low < high:
        return _("{low} to {high} on {platform}", low=low, high=high, platform=platform)
    return _("{n} on {platform}", n=high, platform=platform)


def _weekly(posts: tuple[int, int], _: Words) -> str:
    low, high = posts
    if low < high:
        return _("{low} to {high} posts a week", low=low, high=high)
    return _.plural("One post a week", "{n} posts a week", high)


def draft_notice(workings: Workings, failure: Failure, remedy: Remedy | None, _: Words) -> Notice:
    """Say what fails and what would mend it, as far as that is known."""
    names = platform_names(workings)
    what = failure_words(failure, names, _)
    if remedy is None:
        return Notice(what, "")
    action, gain = step_words(remedy.step, names, _), gain_words(remedy, names, _)
    reason = reason_words(remedy.step, failure, _)
    return Notice(what, " ".join(filter(None, [reason, _("{action}: {gain}.", action=action, gain=gain)])), action)


def draft_short_weeks(workings: Workings, _: Words) -> Notice | None:
    """Say which weeks have fewer posts because days in them are closed; None if no week has."""
    if not workings.short_weeks:
        return None
    what = _.plural("One week has fewer posts.", "{n} weeks have fewer posts.", len(workings.short_weeks))
    rest = "" if workings.unmet else _("The other weeks have all their posts.")
    return Notice(what, f"{closed_days_words(workings, _)} {rest}".strip())


def draft_offers(workings: Workings, advice: Advice, _: Words) -> list[tuple[Offer, Refinement]]:
    """Return the refinements in words."""
    names = platform_names(workings)
    offers = []
    for refinement in advice.refinements:
        if refinement.remedy:
            offer = Offer(step_words(refinement.remedy.step, names, _), gain_words(refinement.remedy, names, _))
        else:
            offer = Offer(*refinement_words(refinement, _), *PLACES.get(refinement.kind, ()))
        offers.append((offer, refinement))
    return offers


def draft_facts(workings: Workings, _: Words) -> list[Item]:
    """Return the four big figures: value, then what it is."""
    names, plan = platform_names(workings), workings.plan
    slots = workings.schedule.slots
    posted = {slot.platform for slot in slots}
    waiting = [key for key in workings.platforms if key not in posted]
    where = _("where you start")
    if waiting and posted:
        where = _("where you start; without a post yet: {platforms}", platforms=set_words(waiting, names, _))
    low, high = posts_per_week(slots, plan.start, plan.weeks)
    week, people = fullest_week(workings.schedule.hours), len(workings.brief.team)
    work = {"spent": _.hours(fullest_minutes(workings)), "available": _.hours(week["available"].sum())}
    return [
        (", ".join(names[key] for key in workings.platforms if key in posted) or _("none yet"), where),
        (_("{low} to {high} a week", low=low, high=high) if low < high else _("{n} a week", n=high), _("posts")),
        (
            _("{spent} of {available}", **work),
            _.plural("in the busiest week, for one person", "in the busiest week, for {n} people", people),
        ),
        answer_fact_view(workings, _),
    ]


def draft_ground_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show how sure the platforms are, what the draft rests on and what is not sure."""
    is_own = workings.start_set.fixed
    is_only = len(workings.fitting) == 1 and not is_own
    yield how_sure_card(start_cases(workings), platform_names(workings), _, is_only=is_only, is_own=is_own)
    chosen = workings.start_set.chosen
    rows = workings.reach[workings.reach["platform"].isin(chosen) & workings.reach["reach"].notna()]
    words, timing = reach_words(workings, _), timing_evidence(workings)
    windows = workings.windows[workings.windows["platform"].isin(workings.platforms)]
    findings = window_words(windows, platform_names(workings), _) | words.findings(rows)
    cards = source_cards([*rows["source"], *timing.studies], workings.evidence.sources, _, findings)
    yield foundations_card(_foundations(workings, timing, _), cards, _)
    yield uncertainties_card(_uncertainties(workings, _), _)


def _foundations(workings: Workings, timing: TimingEvidence, _: Words) -> Iterator[Item]:
    words, brief = reach_words(workings, _), workings.brief
    measured = workings.reach.dropna(subset=["reach"])
    rows = {str(row["platform"]): row for row in measured.to_dict("records")}
    for key in workings.platforms:
        if key in rows:
            row = rows[key]
            used = _(
                "{platform} is used by {share} of people like your customers",
                platform=words.name(row),
                share=words.share(row["reach"]),
            )
            yield used, _lent(words, row, national_words(workings, [key], words), _) or words.survey(row)
    if studies := len(timing.studies):
        said = (
            _.plural(
                "Posting hours: {studies} studies, one disagrees with these",
                "Posting hours: {studies} studies, {n} disagree with these",
                timing.against,
                studies=studies,
            )
            if timing.against
            else _.plural(
                "Posting hours: one study, which agrees with these",
                "Posting hours: {n} studies, none disagrees with these",
                studies,
            )
        )
        most = {"gain": _.percent(timing.most.share), "platform": platform_names(workings)[timing.most.platform]}
        gain = (
            _("{gain} more reactions at best, on {platform}", **most)
            if timing.most.platform in workings.platforms
            else _("how much the hour changes is measured elsewhere: {gain} at best, on {platform}", **most)
        )
        editions = _("{n} of them are by one publisher, {publisher}", n=timing.editions, publisher=timing.publisher)
        yield said, _.apart([editions, gain] if timing.editions > 1 else [gain])
    people = _.plural("a team of one", "a team of {n}", len(brief.team))
    hours = _.hours(60 * sum(person.hours_per_week for person in brief.team))
    formats = _.all_of(format_words(_)[effort.format] for effort in brief.formats)
    yield _("Your answers"), _.apart([people, _("{time} a week", time=hours), formats])


def _lent(words: ReachWords, row: Row, own: str, _: Words) -> str:
    """Say from which country an estimate comes, and what was measured in the customers' own; empty if it is theirs."""
    if not (lender := words.lender(row)):
        return ""
    estimate = _("estimate from another country: {country}", country=lender)
    return f"{_.ended(estimate)} {own}" if own else estimate


def _uncertainties(workings: Workings, _: Words) -> Iterator[Item]:
    for supposed in suppositions(workings, _):
        name = supposition_words(supposed.field, _)
        yield _("{what}: {value}", what=name, value=supposed.value), supposed.reason
    note, how = hours_note(workings, _)
    if note:
        yield note, how
    for question in open_questions(workings, _):
        if not note or not question.startswith(note):
            what, _colon, reason = question.partition(": ")
            yield what, reason
