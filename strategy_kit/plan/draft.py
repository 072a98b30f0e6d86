"""What a draft of a plan rests on, what would change it, and the refinements that bring most."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from strategy_kit.evidence.findings import Finding, timing_gain_range
from strategy_kit.i18n import Words
from strategy_kit.model import Answers, Brief, Plan
from strategy_kit.model.answers import Business, Content
from strategy_kit.model.types import AgeGroup
from strategy_kit.plan.first_draft import HOURS, Supposition, described
from strategy_kit.plan.inbox_checks import DailyChecks, daily_checks
from strategy_kit.plan.new_brief import is_new
from strategy_kit.plan.remedies import POSTS, Enough, Remedy, changed, failures, on_holidays_too, remedy, trials
from strategy_kit.plan.workings import Workings

RefinementKind = Literal["remedy", "checks", "question", "audience", "dialogue"]
MOST = 3
"""Refinements shown."""
ALTERNATIVES: Mapping[str, Sequence[Any]] = {
    "ages": [(band,) for band in get_args(AgeGroup)],
    "business": [(business,) for business in get_args(Business)],
    "makes": [(made,) for made in get_args(Content)],
    "also": [("referrers",), ("businesses",)],
    "people": [1, 2, 3],
    "hours": [HOURS / 2, HOURS, 2 * HOURS],
}
"""The answers tried of a question that is open: each choice alone, of numbers some usual ones."""
FIELDS: Mapping[str, tuple[str, ...]] = {
    "ages": ("segments",),
    "business": ("trades",),
    "makes": ("formats",),
    "also": ("segments", "trades"),
    "people": ("team",),
    "hours": ("team",),
}
"""The fields of a brief that an answer decides."""
OPTIONAL = ("also",)
"""The questions that may be left empty: nothing chosen is an answer."""
GIVEN = ("country", "region", "zone")
"""The answers that a new plan has before a question is asked."""
UNMEASURED: Mapping[str, RefinementKind] = {"audience": "audience", "dialogue": "dialogue"}
"""The criteria of which a person can find out themselves what is not known."""
LEAST_SHARE = 0.005
"""Of the draws: one of 100, rounded."""


@dataclass(frozen=True)
class Refinement:
    """
    What would make a draft better: a remedy, daily checks, an answer that is open, a figure that nobody has.

    `of` is a question of the answers, a criterion or an objective. `share` is how often it changes the platforms to
    start with: of the answers tried (`tried` of them), or of the plausible performances (`tried` is 0).
    """

    kind: RefinementKind
    of: str = ""
    share: float = 0.0
    tried: int = 0
    remedy: Remedy | None = None
    checks: DailyChecks | None = None

    @property
    def changes(self) -> Mapping[str, object]:
        """The fields of the brief that one step replaces; none where a person has something to find out."""
        if self.remedy:
            return self.remedy.step.changes
        return {"monitoring": (self.checks.rule,)} if self.checks else {}


@dataclass(frozen=True)
class Advice:
    """The remedy of each failure, in their order (None: none was found), and the refinements, best first."""

    remedies: tuple[Remedy | None, ...]
    refinements: tuple[Refinement, ...]


@dataclass(frozen=True)
class TimingEvidence:
    """
    The studies that speak of the platforms chosen, each once, how many advise against an hour chosen, the most that
    hours bring; the publisher of most of the studies, and how many are its editions.
    """

    studies: tuple[str, ...]
    against: int
    most: Finding
    publisher: str
    editions: int


def advice(workings: Workings, enough: Enough = lambda: False) -> Advice:
    """
    Return what would mend and what would improve a draft, found by solving; takes seconds.

    `enough` is a callback that stops by True: what is not found by then is left out.
    """
    failed = failures(workings)
    by_time = sorted(failed, key=lambda failure: failure.kind in POSTS)  # posts that lack take longest
    mended = {failure: remedy(workings, failure, enough) for failure in by_time}
    found = tuple(mended[failure] for failure in failed)
    remedies = [Refinement("remedy", remedy=each) for each in found if each]
    remedies.sort(key=lambda each: -_posts_gained(each))
    checks = daily_checks(workings, enough)
    daily = [Refinement("checks", checks=checks)] if checks else []
    others = [*_open_questions(workings, enough), *_unmeasured(workings)]
    others.sort(key=lambda each: -each.share)
    on_holidays = on_holidays_too(workings, enough)
    posts = [Refinement("remedy", remedy=on_holidays)] if on_holidays else []
    return Advice(found, (*_once_each(remedies), *daily, *others, *posts)[:MOST])


def _posts_gained(refinement: Refinement) -> int:
    before, after = refinement.remedy.posts if refinement.remedy else (0, 0)
    return after - before


def _once_each(remedies: Sequence[Refinement]) -> Iterator[Refinement]:
    """Yield each change once, though it may mend several failures."""
    seen: list[Mapping[str, object]] = []
    for each in remedies:
        if each.remedy and each.remedy.step.changes not in seen:
            seen.append(each.remedy.step.changes)
            yield each


def _open_questions(workings: Workings, enough: Enough) -> Iterator[Refinement]:
    """Yield the questions whose answers would change the platforms to start with, and how often."""
    answers = workings.plan.answers
    if answers is None:
        return
    trial, words = trials(workings, enough), Words(workings.brief.lang)
    supposed, present = described(answers, words).brief, workings.start_set.best
    for question, alternatives in ALTERNATIVES.items():
        is_open = getattr(answers, question) in ((None,) if question in OPTIONAL else (None, ()))
        if not (is_open and _same(supposed, workings.brief, FIELDS[question])):
            continue
        starts = []
        for value in alternatives:
            if enough():
                return
            other = described(answers.changed(**{question: value}), words).brief
            starts.append(changed(trial, {name: getattr(other, name) for name in FIELDS[question]}).start_set.best)
        moved = sum(set(start) != set(present) for start in starts)
        if moved:
            yield Refinement("question", question, moved / len(starts), len(starts))


def _same(one: Brief, other: Brief, fields: Sequence[str]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def _unmeasured(workings: Workings) -> Iterator[Refinement]:
    """Yield what a person can find out, and in which share of the draws it changes the platforms, if in any of 100."""
    for criterion, share in workings.start_stability.of_data.items():
        if criterion in UNMEASURED and share >= LEAST_SHARE:
            yield Refinement(UNMEASURED[criterion], criterion, share)


def suppositions(workings: Workings, words: Words) -> tuple[Supposition, ...]:
    """Return what the plan still supposes where the five questions were left open; none without answers."""
    answers = workings.plan.answers
    if answers is None:
        return ()
    draft = described(answers, Words(workings.brief.lang))
    written = described(answers, words).suppositions
    return tuple(one for one in written if _still_supposed(one, draft.brief, workings.brief))


def _still_supposed(supposed: Supposition, draft: Brief, brief: Brief) -> bool:
    """Whether a part of the brief is as it was supposed."""
    field, _dot, part = supposed.field.partition(".")
    before, now = getattr(draft, field), getattr(brief, field)
    if not part:
        return bool(before == now)
    return [getattr(one, part) for one in before] == [getattr(one, part) for one in now]


def is_unanswered(plan: Plan) -> bool:
    """
    Whether none of the five questions has an answer in a plan that was drafted or is new; "I don't know" is none.

    >>> import datetime as dt
    >>> plan = Plan(brief=Brief(name="Shop"), start=dt.date(2027, 1, 11), answers=Answers(country="FR", ages=None))
    >>> is_unanswered(plan), is_unanswered(plan.changed(answers=Answers(people=2)))
    (True, False)
    """
    if plan.answers is None:
        return is_new(plan.brief)
    return all(getattr(plan.answers, name) in (None, (), "") for name in Answers.model_fields if name not in GIVEN)


def timing_evidence(workings: Workings) -> TimingEvidence:
    """Return what studies of posting hours say of the hours chosen; a study that others copy counts once."""
    opinions = workings.opinions[workings.opinions["platform"].isin(workings.platforms)]
    chosen = {(slot.platform, slot.day.isoweekday(), slot.time.hour) for slot in workings.schedule.slots}
    against = opinions[opinions["value"] < 0]
    places = zip(against["platform"], against["weekday"], against["hour"], against["voice"], strict=True)
    objecting = {voice for *place, voice in places if tuple(place) in chosen}
    most = timing_gain_range(workings.evidence.effects)[1]
    studies = tuple(dict.fromkeys(opinions["voice"]))
    sources = workings.evidence.sources
    producers = sources.loc[sources["key"].isin(studies), "producer"].dropna()
    publishers = Counter(filter(None, (producer.partition(",")[0] for producer in producers)))
    (publisher, editions), *_rest = publishers.most_common(1) or [("", 0)]
    return TimingEvidence(studies, len(objecting), most, publisher, editions)
