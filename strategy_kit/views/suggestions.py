"""What the objectives of a plan suggest, beside what the plan has: lines for a page, with what each would change."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from strategy_kit.errors import InputError
from strategy_kit.figures.shapes.template import short_names
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import purpose_words
from strategy_kit.labels.objectives import objective_name, objective_words
from strategy_kit.labels.suggestions import difference_words, differing, reason_words, subject_words, value_words
from strategy_kit.model import Brief
from strategy_kit.plan.post_count import divided, post_count
from strategy_kit.plan.serving import Division, division, posts_serving, serving_by_purpose, unserved_objectives
from strategy_kit.plan.suggestions import (
    Subject,
    Suggestion,
    outcomes,
    suggestions,
)
from strategy_kit.plan.workings import Workings
from strategy_kit.views.shared import platform_names

COMMUNICATION: tuple[Subject, ...] = ("purpose", "promotion_cap", "reply_minutes", "format")
PLATFORMS: tuple[Subject, ...] = ("weight",)


@dataclass(frozen=True)
class SuggestionLine:
    """
    A suggestion in words.

    Attributes
    ----------
    yours, suggested : str
        What the plan has and what is suggested; empty where there is nothing to compare.
    notes : tuple of str
        Reasons with their basis, and what stands in the way.
    difference : str
        What it would change.
    act : str
        The words of its button; empty: no change can be made.
    changes : mapping of str to object
        The fields of the brief that follow it.
    """

    title: str
    yours: str
    suggested: str
    notes: tuple[str, ...]
    difference: str
    act: str
    changes: Mapping[str, object]


def open_suggestions(brief: Brief, workings: Workings, subjects: Collection[Subject]) -> list[Suggestion]:
    """Return the suggestions that the plan does not follow."""
    found = suggestions(brief, workings.evidence.objective_suggestions)
    return [each for each in found if each.subject in subjects and each.changes]


def suggestions_line(workings: Workings, subjects: Collection[Subject], _: Words) -> str:
    """Say in one line how far the plan follows its objectives; empty without objectives."""
    objectives = workings.brief.objectives
    if not objectives:
        return ""
    if not any(objective.kind for objective in objectives):
        return _("Suggestions follow once you choose what your objective is most like")
    if "weight" in subjects and workings.brief.weighing != "sliders":
        return _("Suggestions are for weights set by sliders")
    differ = len(open_suggestions(workings.brief, workings, subjects))
    if not differ and "purpose" in subjects and (unserved := unserved_objectives(workings.brief)):
        names = objective_words(workings.evidence, _)
        named = _.all_of(_("“{name}”", name=objective_name(objective, names)) for objective in unserved)
        return _("No pillar serves {objectives}", objectives=named)
    if not differ:
        return _("Your plan follows your objectives")
    return _.plural("One setting differs from what they suggest", "{n} settings differ from what they suggest", differ)


def suggestion_lines(workings: Workings, subjects: Collection[Subject], _: Words) -> Iterator[SuggestionLine]:
    """Yield what the objectives suggest and the plan does not follow; on communication also how posts are divided."""
    for suggestion in open_suggestions(workings.brief, workings, subjects):
        yield _line(workings, suggestion, _)
    if "purpose" in subjects and workings.brief.objectives:
        yield from _serving_lines(workings, _)


def own_words_note(workings: Workings, _: Words) -> str:
    """Name the objectives in one's own words that are like none of the list: they suggest nothing."""
    own = [_("“{name}”", name=each.name) for each in workings.brief.objectives if each.kind is None and each.name]
    if not own:
        return ""
    return _.plural(
        "{names} suggests nothing yet: on “Start”, choose what it is most like.",
        "{names} suggest nothing yet: on “Start”, choose what each is most like.",
        len(own),
        names=_.all_of(own),
    )


def _line(workings: Workings, suggestion: Suggestion, _: Words) -> SuggestionLine:
    names, objectives = short_names(workings.evidence.sources), objective_words(workings.evidence, _)
    purposes, left_out = purpose_words(_), set[str]()
    if suggestion.subject == "weight":
        left_out = set(suggestion.suggested) - set(differing(suggestion))
    yours, suggested = (
        value_words(suggestion.subject, {key: value for key, value in each.items() if key not in left_out}, _)
        for each in (suggestion.yours, suggestion.suggested)
    )
    lacking = [_("No pillar has this purpose yet: {purpose}.", purpose=purposes[key]) for key in suggestion.lacking]
    used = [_("Then choose the format for a pillar.")] if suggestion.subject == "format" else []
    return SuggestionLine(
        title=subject_words(_)[suggestion.subject],
        yours=yours,
        suggested=suggested,
        notes=(*reason_words(suggestion, objectives, names, _), *lacking, *used),
        difference=_difference(workings, suggestion.changes, _),
        act=_("Use this"),
        changes=suggestion.changes,
    )


def _difference(workings: Workings, changes: Mapping[str, object], _: Words) -> str:
    try:
        return difference_words(*outcomes(workings, changes), platform_names(workings), _)
    except InputError:  # the cards say why
        return ""


def _serving_lines(workings: Workings, _: Words) -> Iterator[SuggestionLine]:
    """Yield which pillars could serve objectives that none serves, and how posts are divided by weights."""
    brief = workings.brief
    unserved = unserved_objectives(brief)
    names = objective_words(workings.evidence, _)
    if unserved:
        pillars = serving_by_purpose(brief.pillars, unserved, workings.evidence.objective_suggestions)
        matched = pillars != brief.pillars
        named = [_("“{name}”", name=objective_name(objective, names)) for objective in unserved]
        yield SuggestionLine(
            title=_("No pillar serves {objectives}", objectives=_.all_of(named)),
            yours="",
            suggested="",
            notes=(_("In the table of content pillars, under “Fine-tune”, tick what each pillar serves."),),
            difference="",
            act=_("Match pillars by their purpose") if matched else "",
            changes={"pillars": pillars} if matched else {},
        )
    found = division(brief, workings.evidence.objective_suggestions)
    if found is not None and found.purposes_then and found.purposes_differ:
        found = replace(found, changes={})  # the suggestion for purposes has them
    if found is not None and (found.changes or found.limited):
        yield _division_line(workings, found, names, _)


def _division_line(workings: Workings, found: Division, names: Mapping[str, str], _: Words) -> SuggestionLine:
    brief = workings.brief
    count = post_count(workings)
    posts = count.total
    shown = {each.what: objective_name(each, names) for each in brief.objectives}
    now, then = (
        ", ".join(f"{shown[what]} {number}" for what, number in posts_serving(brief, counts).items())
        for counts in (count.by_pillar, divided(found.shares, posts))
    )
    limited = [
        _(
            "The limit of {cap} on promotional posts leaves “{objective}” {then} of the posts instead of {wanted}.",
            cap=_.percent(brief.promotion_cap),
            objective=shown[what],
            then=_.percent(found.then[what]),
            wanted=_.percent(found.wanted[what]),
        )
        for what in found.limited
    ]
    counted = (
        _("Of the {n} posts of your calendar; one that serves two objectives counts for both.", n=posts)
        if count.is_made
        else _("Of the {n} posts that you ask for; one that serves two objectives counts for both.", n=posts)
    )
    kept = _("Pillars that serve no objective keep their share.")
    return SuggestionLine(
        title=_("Posts by the weights of your objectives"),
        yours=now,
        suggested=then if found.changes else "",
        notes=(counted, *limited, *([kept] if any(not pillar.serves for pillar in brief.pillars) else [])),
        difference=_difference(workings, found.changes, _) if found.changes else "",
        act=_("Divide the posts by weight") if found.changes else "",
        changes=found.changes,
    )
