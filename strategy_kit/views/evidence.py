"""What is published, whatever the plan: verdicts, grades, effects of timing, rhythms, half-lives, answers."""

from collections.abc import Mapping

from strategy_kit.evidence.findings import newest_year, timing_gain_range
from strategy_kit.evidence.load import load_table
from strategy_kit.figures.card import Card
from strategy_kit.figures.plan import evidence as figures
from strategy_kit.i18n import Words
from strategy_kit.labels.evidence import timing_gain_words
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms import catalogue
from strategy_kit.views.shared import document_platforms, platform_names

FIRST_DAY = "half of the reactions of the first 24 h"
"""The one measure of half-life that is told of two platforms and was read at its producer."""
ANSWERS = (
    *("expect an answer", "expect an answer at some time", "expect an answer to a complaint"),
    *("expect an answer to a question", "expect an answer to praise"),
    *("expected response time", "actual response time"),
)
"""Measures of how fast an answer is expected, and how fast it came."""


def timing_gains(_: Words) -> Mapping[str, str]:
    """Return the most that a better hour was measured to bring, on the platforms where it brought most and least."""
    names = catalogue(load_table("platforms"), "today").names
    return timing_gain_words(*timing_gain_range(load_table("timing_effects")), names, _)


def verdicts_view(workings: Workings, _: Words) -> Card:
    """Count the verdicts on what the document says."""
    return figures.verdicts_card(workings.evidence.claims, _)


def grades_view(workings: Workings, _: Words) -> Card:
    """Count the sources by how faithfully they were read."""
    return figures.grades_card(workings.evidence.sources, _)


def effects_view(workings: Workings, _: Words) -> Card:
    """Show what the time of posting was found to change."""
    evidence = workings.evidence
    return figures.effects_card(evidence.effects, platform_names(workings), evidence.sources, _)


def frequencies_view(workings: Workings, _: Words) -> Card:
    """Show what is published on how often to post on the document's two platforms with hours."""
    evidence = workings.evidence
    named = evidence.frequencies[evidence.frequencies["platform"].isin(["all", *document_platforms(workings)])]
    return figures.frequencies_card(named, platform_names(workings), evidence.sources, _)


def half_lives_view(workings: Workings, _: Words) -> Card:
    """Show how long a post draws a response, by the one measure that compares."""
    evidence = workings.evidence
    rows = evidence.half_lives[evidence.half_lives["measure"] == FIRST_DAY]
    return figures.half_lives_card(rows, platform_names(workings), evidence.terms, evidence.sources, _)


def response_times_view(workings: Workings, _: Words) -> Card:
    """Show how fast people expect an answer, and how fast they got one."""
    times = workings.evidence.response_times
    newest = newest_year(times, workings.evidence.sources)
    return figures.response_times_card(
        times[times["measure"].isin(ANSWERS)], workings.evidence.sources, _, newest=newest
    )
