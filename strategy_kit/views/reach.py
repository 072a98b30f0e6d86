"""Whether the targets of a plan can be reached: the verdict, the way to it stage by stage, and what would change it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from strategy_kit.evidence.evidence import Evidence
from strategy_kit.figures.card import Card
from strategy_kit.figures.plan.reach import OptionLine, StageLine, TargetBar, change_card, reach_card
from strategy_kit.figures.shapes.template import short_names, source_cards
from strategy_kit.frames import FunnelRow, PostsChangeRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import Kpi, amount_words, objective_name, objective_words
from strategy_kit.labels.reach import (
    expected_words,
    in_period,
    question_words,
    reading_words,
    span_words,
    stage_words,
    today_of,
    verdict_words,
)
from strategy_kit.model import Objective
from strategy_kit.objectives.interval import Interval
from strategy_kit.plan.reach_funnel import Outlook, RateUsed, funnel_of, published
from strategy_kit.plan.workings import Workings
from strategy_kit.views.objectives import kpi_of
from strategy_kit.views.shared import platform_names

COUNTED = {"contacts": "people", "views": "views", "clicks": "clicks"}
"""The unit of each stage before the KPI."""


def reach_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show whether the target of each objective can be reached, and what to measure first; nothing without any."""
    objectives = workings.brief.objectives
    if not objectives:
        return
    found = [each for each in workings.outlooks if each is not None]
    verdicts = [verdict(workings, place, _) for place in range(len(objectives))]
    several = len(objectives) > 1
    names = [_name(objective, workings, _) for objective in objectives]
    said = [
        _("{objective}: {verdict}", objective=name, verdict=_.in_sentence(words))
        if outlook is None
        else _("{verdict} ({objective})", verdict=words, objective=name)
        for outlook, name, words in zip(workings.outlooks, names, verdicts, strict=True)
    ]
    first = _first(workings)
    title = said[first] if several else verdicts[first]
    others = [_.ended(words) for place, words in enumerate(said) if place != first]
    explained = [reading_words(each, _kpi(each, workings, _), _) for each in found]
    questions = _questions(found, workings, _)
    measure = [_("Measure first: {question}.", question=question) for question in questions[:1]]
    lines = [*measure, *dict.fromkeys(filter(None, explained)), *_counted(found, workings, _), *others]
    bench = workings.evidence.benchmarks.set_index("id")
    rests_on = [key for each in found for row in each.stages["rests_on"] for key in row]
    sources = source_cards(bench.loc[list(dict.fromkeys(rests_on)), "source"], workings.evidence.sources, _)
    rows = [row for each in found if (row := _row(each, workings, _)) is not None]
    known = {row.own for each in found for row in rows_of(each.stages, FunnelRow) if not math.isnan(row.low)}
    yield reach_card(title, lines, rows, list(_stages(found, workings, _)), sources, _, own_rates=known)


def _counted(found: Sequence[Outlook], workings: Workings, _: Words) -> Iterator[str]:
    """Write which posts count."""
    if any(outlook.is_served for outlook in found):
        yield _("Only the posts of pillars that serve an objective count for it.")
    if unserved := [_name(outlook.objective, workings, _) for outlook in found if not outlook.is_served]:
        names = _.all_of(_("“{name}”", name=name) for name in unserved)
        yield _("No pillar serves {objectives}: every post counts there.", objectives=names)


def verdict(workings: Workings, place: int, _: Words) -> str:
    """Write whether the target of an objective can be reached, or why there is no estimate."""
    objective, outlook = workings.brief.objectives[place], workings.outlooks[place]
    return outlook_words(objective, outlook, workings.evidence, platform_names(workings), _)


def known_verdicts(workings: Workings, _: Words) -> tuple[str, ...]:
    """Write for each objective whether its target can be reached; empty where nothing is known of that."""
    return tuple(
        "" if outlook is None else verdict(workings, place, _) for place, outlook in enumerate(workings.outlooks)
    )


def outlook_words(
    objective: Objective, outlook: Outlook | None, evidence: Evidence, names: dict[str, str], _: Words
) -> str:
    """Write whether the target of an objective can be reached; `names` are those of platforms."""
    kpi = kpi_of(objective, evidence, _)
    if outlook is not None and kpi is not None:
        return verdict_words(outlook, kpi, names, _)
    if kpi is None:
        return _("No estimate yet: choose a KPI")
    if funnel_of(objective, evidence.measures) is None:
        return _("No estimate, as none of the studies here links posts to this KPI ({kpi})", kpi=kpi.in_sentence(_))
    return _("No estimate yet: set a target")


def rate_words(rate: RateUsed, workings: Workings, _: Words) -> str:
    """Name a rate by its question."""
    measures = workings.evidence.measures.set_index("key")
    kpi = str(_.localized(measures.loc[rate.measure], "name")) if rate.measure else ""
    return _.capital(question_words(rate.platform, rate.metric, _.in_sentence(kpi), platform_names(workings), _))


def published_words(rate: RateUsed, workings: Workings, _: Words) -> str:
    """Write what studies published of a rate, with their names."""
    evidence = workings.evidence
    found = published(rate, workings.brief, evidence.benchmarks)
    if found.origin == "unknown":
        return _("None of the studies here has published it.")
    keys = evidence.benchmarks.set_index("id").loc[list(found.rests_on), "source"]
    shorts = short_names(evidence.sources)
    span = span_words(Interval(found.span.low * 100, found.span.high * 100), "percent", _)
    said = {"span": span, "sources": _.all_of(dict.fromkeys(shorts[key] for key in keys))}
    if found.origin == "one figure":
        return _("One published figure, from a third of it to three times: {span} ({sources}).", **said)
    return _("Published: {span} ({sources}).", **said)


def _first(workings: Workings) -> int:
    """Return the place of the objective that the title names: with an outlook before others, then by weight."""
    objectives, outlooks = workings.brief.objectives, workings.outlooks
    return max(range(len(objectives)), key=lambda place: (outlooks[place] is not None, objectives[place].weight))


def _name(objective: Objective, workings: Workings, _: Words) -> str:
    return objective_name(objective, objective_words(workings.evidence, _))


def _kpi(outlook: Outlook, workings: Workings, _: Words) -> Kpi:
    kpi = kpi_of(outlook.objective, workings.evidence, _)
    if kpi is None:
        raise ValueError("an outlook is of an objective with a KPI")
    return kpi


def _row(outlook: Outlook, workings: Workings, _: Words) -> TargetBar | None:
    """Return the row of a chart; None where neither today nor what the plan brings is known, or the target is none."""
    today = outlook.objective.baseline
    if outlook.target <= 0 or (today is None and math.isnan(outlook.expected.low)):
        return None
    unit = _kpi(outlook, workings, _).unit
    target = amount_words(outlook.target, unit, _)
    return TargetBar(
        _name(outlook.objective, workings, _),
        math.nan if today is None else max(today, 0.0) / outlook.target,
        outlook.expected.low / outlook.target,
        outlook.expected.high / outlook.target,
        expected_words(outlook, unit if outlook.kind == "rate" else "", _),
        target,
    )


def _stages(found: Iterable[Outlook], workings: Workings, _: Words) -> Iterator[StageLine]:
    names, shorts = platform_names(workings), short_names(workings.evidence.sources)
    source = workings.evidence.benchmarks.set_index("id")["source"]
    for outlook in found:
        kpi, name = _kpi(outlook, workings, _), _name(outlook.objective, workings, _)
        made = defaultdict[str, float](float)
        for part in outlook.posts:
            made[part.platform] += part.number
        told = set[str]()
        for row in rows_of(outlook.stages, FunnelRow):
            if row.platform not in told and row.platform in made:
                told.add(row.platform)
                count = in_period(_("about {amount}", amount=_.number(made[row.platform], 0)), outlook, _)
                yield StageLine(name, names[row.platform], stage_words("posts", "", _), count, _("your calendar"))
            unit = COUNTED.get(row.stage, kpi.unit)
            scale = 100 if outlook.kind == "rate" else 1
            span = span_words(Interval(row.low * scale, row.high * scale), unit, _)
            known = not math.isnan(row.low)
            basis = [_("your own rate")] if row.own else dict.fromkeys(shorts[source[key]] for key in row.rests_on)
            cited = _.all_of(basis) if known else ""
            amount = in_period(span, outlook, _) if known else span
            yield StageLine(name, names[row.platform], stage_words(row.stage, kpi.name, _), amount, cited)


def _open_targets(found: Iterable[Outlook]) -> list[Outlook]:
    return [each for each in found if each.state not in ("already reached", "no posts")]


def _questions(found: Iterable[Outlook], workings: Workings, _: Words) -> list[str]:
    """Return what to measure, the number that decides most first."""
    names = platform_names(workings)
    asked = dict.fromkeys(
        question_words(platform, name, _kpi(outlook, workings, _).in_sentence(_), names, _)
        for outlook in _open_targets(found)
        for platform, name in (*outlook.unknowns, *outlook.decides)
    )
    return list(asked)


def reach_changes_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show what would change the result, and what to measure; nothing where no target is open."""
    found = [each for each in workings.outlooks if each is not None]
    open_targets, names = _open_targets(found), platform_names(workings)
    asked = _questions(found, workings, _)
    rows = [
        OptionLine(
            _name(outlook.objective, workings, _),
            _("One post a week on {platform} as well", platform=names[option.platform])
            if option.platform not in set(outlook.stages["platform"])
            else _("One more post a week on {platform}", platform=names[option.platform]),
            _then(option, outlook, workings, _),
        )
        for outlook in open_targets
        for option in rows_of(outlook.options, PostsChangeRow)
    ]
    if not asked and not rows:
        return
    first, *next_ones = asked or [""]
    title = _("Measure first: {question}", question=first) if first else _("What one more post a week would bring")
    subtitle = _("What would change the result")
    if next_ones:
        subtitle = _("What would change the result. Measure next: {questions}", questions=_.apart(next_ones[:2]))
    yield change_card(title, subtitle, rows, _)


def _then(option: PostsChangeRow, outlook: Outlook, workings: Workings, _: Words) -> str:
    """Write what the KPI would be with an option, or what is missing to estimate it."""
    kpi = _kpi(outlook, workings, _)
    if not math.isnan(option.high):
        today = today_of(outlook)
        return span_words(Interval(option.low - today, option.high - today), kpi.unit, _, on_top_of=today)
    if not option.missing:
        return _("adds {span}", span=span_words(Interval(option.gain_low, option.gain_high), kpi.unit, _))
    question = question_words(option.platform, option.missing[0], kpi.in_sentence(_), platform_names(workings), _)
    return _("not known yet: {question}", question=question)
