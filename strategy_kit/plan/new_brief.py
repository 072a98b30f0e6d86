"""A new plan's brief, and the workbook's own names in it, which follow the language of the plan."""

from collections.abc import Sequence
from typing import Any

from strategy_kit.i18n import N_, Words
from strategy_kit.languages import LANGUAGES, Lang
from strategy_kit.model import Brief, Plan, Segment
from strategy_kit.model.renaming import renamed
from strategy_kit.model.types import Name

BUSINESS = N_("Your business")
NAMES = {
    "segments": (N_("Customers"), N_("Customers abroad"), N_("People who send you customers"), N_("Other businesses")),
    "pillars": (N_("How-to"), N_("News"), N_("Questions"), N_("Offers")),
    "team": (N_("Owner"),),
}
"""What the workbook calls the entries of each list; people of a larger team are numbered."""


def new_brief(words: Words, country: str, zone: str) -> Brief:
    """
    Return the brief of a new plan: the document's figures, for a business in one place.

    >>> new_brief(Words("fr"), "FR", "Europe/Paris").team[0].name
    'Responsable'
    """
    customers = Segment(name="Customers", country=country, zone=zone)
    brief = Brief(name=BUSINESS, country=country, team_zone=zone, segments=(customers,))
    return with_language(brief, words)


def is_new(brief: Brief) -> bool:
    """
    Whether a brief is that of a new plan, wherever it begins.

    >>> brief = new_brief(Words("en"), "CA", "America/Halifax")
    >>> is_new(brief), is_new(brief.changed(trades=["b2b"]))
    (True, False)
    """
    return brief == new_brief(Words(brief.lang), brief.country, brief.team_zone)


def is_only_begun(plan: Plan) -> bool:
    """Whether the five questions of a plan were begun, and no plan was drafted from them or made by hand."""
    return plan.answers is not None and is_new(plan.brief)


def with_language(brief: Brief, words: Words) -> Brief:
    """
    Return a brief in a language; names that are still the workbook's own in another language follow, others stay.

    References to a name follow it. A name that another entry has already is not taken.

    >>> french = with_language(Brief(name="Shop", team=[{"name": "Owner"}, {"name": "Ada"}]), Words("fr"))
    >>> [person.name for person in french.team], french.pillars[0].name
    (['Responsable', 'Ada'], 'Conseils')
    """
    own = _own_names(words.lang)
    lists = {kind: _entries(getattr(brief, kind), own[kind]) for kind in NAMES}
    name = own["name"].get(brief.name, brief.name)
    return renamed(brief, brief.changed(lang=words.lang, name=name, **lists))


def plan_with_language(plan: Plan, words: Words) -> Plan:
    """Return a plan in a language, what was agreed too: a language is no change of what was agreed."""
    if plan.brief.lang == words.lang:
        return plan
    agreed = plan.agreed and plan.agreed.changed(brief=with_language(plan.agreed.brief, words))
    return plan.changed(brief=with_language(plan.brief, words), agreed=agreed)


def _entries(entries: Sequence[Any], own: dict[Name, Name]) -> list[Any]:
    """Return entries under the workbook's names in the language; one whose name is taken there keeps its own."""
    named, taken = [], {entry.name for entry in entries}
    for entry in entries:
        name = own.get(entry.name, entry.name)
        named.append(entry if name in taken else entry.changed(name=name))
        taken.add(name)
    return named


def _own_names(lang: Lang) -> dict[str, dict[Name, Name]]:
    """Return, by list of the brief, what each of the workbook's names in any language is in one."""
    words = Words(lang)
    kinds = {"name": (BUSINESS,), **NAMES}
    others, numbers = list(map(Words, LANGUAGES)), range(1, Brief.most("team") + 1)
    own = {kind: {other(name): words(name) for other in others for name in names} for kind, names in kinds.items()}
    own["team"] |= {person_name(number, other): person_name(number, words) for other in others for number in numbers}
    return own


def person_name(number: int, _: Words) -> str:
    """
    Name a person of a team by number, until a name is known.

    >>> person_name(2, Words("fr"))
    'Personne 2'
    """
    return _("Person {n}", n=str(number))
