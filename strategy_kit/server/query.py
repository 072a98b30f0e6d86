"""The query string of an address, validated once; what is not understood is left out."""

import os
import re
from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl, urlencode

from strategy_kit.languages import ENGLISH, LANGUAGES, Lang, best_language

LONGEST = 2000
LANGUAGE_RANGE = (
    r"(?:^|,)\s*+([a-zA-Z]{2,3}+(?:-[a-zA-Z0-9-]++)?+)\s*+(?:;\s*+q=([01](?:\.[0-9]{0,3}+)?+)\s*+)?+(?=,|$)"
)
"""One language of ``Accept-Language``: its tag, and how much it is liked."""
FIELD_PATTERNS = {"lang": "|".join(LANGUAGES), "plan": "[a-z0-9][a-z0-9_-]{0,59}", "page": "[a-z][a-z0-9-]{0,31}"}


@dataclass(frozen=True)
class Query:
    """
    The requested language, plan and page; None or empty if not given.

    >>> str(Query(lang="fr", page="calendar"))
    'lang=fr&page=calendar'
    """

    lang: Lang | None = None
    plan: str = ""
    page: str = ""

    def __str__(self) -> str:
        return urlencode({field: value for field, value in asdict(self).items() if value})


def parse_query(text: str) -> Query:
    """
    Parse an untrusted query string: of each field the first valid value; one over 2000 characters gives nothing.

    >>> parse_query("lang=fr&plan=../etc&plan=5f0c&theme=%00")
    Query(lang='fr', plan='5f0c', page='')
    """
    if len(text) > LONGEST:
        return Query()
    fields: dict[str, str] = {}
    for field, value in parse_qsl(text):
        if field in FIELD_PATTERNS and field not in fields and re.fullmatch(FIELD_PATTERNS[field], value):
            fields[field] = value
    return Query(**fields)


def query_token(text: str) -> str:
    """
    Return the token in a query string, empty if there is none.

    >>> query_token("lang=fr&token=5f0c&token=x"), query_token("lang=%ff")
    ('5f0c', '')
    """
    return next((value for field, value in parse_qsl(text[:LONGEST]) if field == "token"), "")


def visitor_query() -> Query:
    """Return the query of this kernel's visitor; empty under JupyterLab."""
    return parse_query(os.environ.get("QUERY_STRING", ""))


def preferred_language(accepted: str, default: Lang = ENGLISH) -> Lang:
    """
    Return the language that an untrusted ``Accept-Language`` prefers among ours, else `default`.

    >>> preferred_language("de;q=0.9, fr-CA;q=0.8, en;q=0.5")
    'fr'
    """
    weights = {tag: float(weight or 1) for tag, weight in re.findall(LANGUAGE_RANGE, accepted[:LONGEST])}
    accepted_tags = [tag for tag in weights if weights[tag] > 0]
    return best_language(sorted(accepted_tags, key=lambda tag: -weights[tag]), default)
