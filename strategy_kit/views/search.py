"""Search over the whole workbook: the cards of all pages, sources, assumptions and the glossary."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import pandas as pd

from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.labels.answers import (
    business_words,
    closed_day_words,
    contact_words,
    content_words,
    day_part_words,
    whereabouts_words,
)
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.objectives import objective_words
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.plan.workings import Workings
from strategy_kit.text import normalized_text
from strategy_kit.views import audience, calendar, communication, plan, platforms, reach, report, review, strategy
from strategy_kit.views.objectives import objective_summaries
from strategy_kit.views.shared import View, assumptions_view, claims_view, organic_reach_view, platform_names
from strategy_kit.views.workshop import workshop_view

Kind = Literal["card", "setting", "choice", "term", "kpi", "assumption", "source"]
LONGEST = 100
"""Letters of a query that count."""
_CURVES: tuple[View, ...] = tuple(platforms.curve_view(criterion) for criterion in CRITERIA)
SEARCHED: Mapping[str, tuple[View, ...]] = {
    "start": (reach.reach_views, reach.reach_changes_views, workshop_view),
    "audience": (audience.audience_answer_view, *report.AUDIENCE, claims_view(1)),
    "communication": (
        communication.communication_answer_view,
        communication.rating_anchors_view,
        *report.COMMUNICATION,
        communication.reply_guide_view,
        communication.contrast_view,
        claims_view(2),
        strategy.brand_voice_view,
        strategy.crisis_view,
    ),
    "platforms": (
        platforms.platform_answer_view,
        organic_reach_view,
        *report.PLATFORMS,
        claims_view(3),
        platforms.pairwise_view,
        platforms.pairwise_wins_view,
        platforms.central_weights_view,
        platforms.nearest_weights_view,
        platforms.left_out_view,
        platforms.frontier_view,
        platforms.next_platform_view,
        platforms.platform_hours_view,
        platforms.expansion_view,
        platforms.group_views,
        strategy.profiles_view,
        strategy.peers_view,
        *_CURVES,
    ),
    "calendar": (
        plan.calendar_answer_view,
        calendar.month_view,
        calendar.duty_roster_view,
        calendar.workload_view,
        calendar.slot_opinions_view,
        calendar.heat_views,
        claims_view(4),
    ),
    "plan": (
        plan.plan_answer_view,
        plan.plan_views,
        *(part.view for part in strategy.PARTS.values()),
        assumptions_view,
    ),
    "review": (
        review.review_answer_view,
        review.review_views,
        review.other_results_views,
        review.record_view,
    ),
}
"""The cards of each page, by its key; those that take a minute to work out, made on demand, are left out."""


class Entry(NamedTuple):
    """
    What can be found.

    Attributes
    ----------
    page : str
        Key of the page where it stands.
    card : str
        Key of its card there.
    text : str
        What else is searched, and shown below the title: what a card plots, what a term means.
    url : str
        Where a source was published, or empty.
    also : str
        What is searched and not shown: how a card is read, its numbers.
    """

    kind: Kind
    page: str
    card: str
    title: str
    text: str
    url: str = ""
    also: str = ""


def card_entry(page: str, card: Card) -> Entry:
    """Return the entry of a card."""
    numbers = [cell for row in (card.table.columns, *card.table.rows) for cell in row] if card.table else []
    return Entry("card", page, card.key, card.title, card.subtitle, also=" ".join([card.how, card.note, *numbers]))


def evidence_entries(workings: Workings, _: Words) -> Iterator[Entry]:
    """
    Yield the terms of the glossary, the KPIs, the assumptions with the value that counts, and the sources.

    >>> import datetime as dt
    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> from strategy_kit.model import Brief, Plan
    >>> workings = Workings(Plan(id="a", brief=Brief(name="Shop"), start=dt.date(2027, 1, 11)), load_evidence(), 2027)
    >>> next(evidence_entries(workings, Words("en"))).title
    'audience segment'
    """
    evidence = workings.evidence
    for _place, term in evidence.glossary.iterrows():
        yield Entry("term", str(term["page"]), "", *(str(_.localized(term, name)) for name in ("term", "meaning")))
    objectives = objective_words(evidence, _)
    for _place, kpi in evidence.measures.iterrows():
        name, formula, where, also = (str(_.localized(kpi, field)) for field in ("name", "formula", "where", "pitfall"))
        yield Entry("kpi", "start", "", name, f"{objectives[kpi['objective']]}. {formula}. {where}", also=also)
    own = {assumption.key: assumption.value for assumption in workings.brief.assumptions}
    for _place, row in evidence.assumptions.iterrows():
        value = _.number(float(own.get(row["key"], row["value"])))
        title = f"{_.localized(row, 'name')}: {value}"
        yield Entry("assumption", "plan", "assumptions", title, str(_.localized(row, "why")))
    for _place, source in evidence.sources.iterrows():
        yield _source_entry(source, _)


def choice_entries(workings: Workings, _: Words) -> Iterator[Entry]:
    """Yield the objectives of the plan, and what can be chosen: answers of the five questions, formats, platforms."""
    for objective in objective_summaries(workings.brief, workings.evidence, _):
        name = f"{objective.name}." if objective.name != objective.sentence else ""
        said = filter(None, (name, *objective.facts, objective.kpi, objective.missing))
        yield Entry("choice", "start", "", objective.sentence, " ".join(said))
    asked: tuple[tuple[str, Iterable[str]], ...] = (
        (_("Your business"), business_words(_).values()),
        (_("What do you want from social media?"), objective_words(workings.evidence, _).values()),
        (_("Who are your customers?"), [*whereabouts_words(_).values(), *contact_words(_).values()]),
        (_("What can you post?"), content_words(_).values()),
        (_("When you can post and answer"), [*day_part_words(_).values(), *closed_day_words(_).values()]),
    )
    for question, words in asked:
        yield from (Entry("choice", "questions", "", _.capital(word), question) for word in words)
    made, chosen = format_words(_).values(), platform_names(workings).values()
    yield from (Entry("choice", "platforms", "", _.capital(word), _("Formats you make")) for word in made)
    yield from (Entry("choice", "platforms", "", name, _("Platforms")) for name in chosen)


def _source_entry(source: "pd.Series[str]", _: Words) -> Entry:
    about = (source["title"], source["producer"], source["published"], _.localized(source, "metric"))
    return Entry(
        "source", "plan", "", source["short_name"] or source["title"], ". ".join(filter(None, about)), source["url"]
    )


class Index:
    """
    Entries that can be searched.

    Examples
    --------
    >>> index = Index([Entry("term", "calendar", "", "Délai de réponse", ""), Entry("term", "plan", "", "Export", "")])
    >>> [entry.title for entry in index.find("delai rep")]
    ['Délai de réponse']
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(dict.fromkeys(entries))
        self._folded = [(folded(entry.title), folded(f"{entry.text} {entry.also}")) for entry in self.entries]

    def find(self, query: str) -> list[Entry]:
        """
        Return the entries that hold all words of a query, those that hold more of them in their title first.

        Of those that hold as many, terms come first. A word is found at the start of a word, in any case, with or
        without accents. An empty query finds nothing.
        """
        words = folded(query[:LONGEST]).split()
        if not words:
            return []
        ranked = [
            (-sum(starts(word, title) for word in words), self.entries[place].kind != "term", place)
            for place, (title, text) in enumerate(self._folded)
            if all(starts(word, title) or starts(word, text) for word in words)
        ]
        return [self.entries[place] for *_rank, place in sorted(ranked)]


def starts(word: str, text: str) -> bool:
    """Whether a word of a folded text begins with a word."""
    return f" {word}" in f" {text}"


def folded(text: str) -> str:
    """
    Return text as it is compared: small letters without accents, words apart by one space.

    >>> folded("L’Élan : 3 %")
    'l elan 3'
    """
    letters = unicodedata.normalize("NFD", normalized_text(text).casefold())
    kept = (" " if not letter.isalnum() else letter for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())
