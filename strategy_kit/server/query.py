"""What an address asks for, read once at the edge; whatever is not understood is left out."""

import os
import re
from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl, urlencode

from strategy_kit.i18n import LANGUAGES, Lang

LONGEST = 2000
SHAPES = {
    "lang": "|".join(LANGUAGES),
    "plan": "[a-z0-9][a-z0-9_-]{0,59}",
    "page": "[a-z][a-z0-9-]{0,31}",
}


@dataclass(frozen=True)
class Query:
    """
    The language, plan and page somebody asked for; empty or None = not said.

    Examples
    --------
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
    Read the part of an address after ``?``.

    Parameters
    ----------
    text : str
        From outside: it may hold anything. Longer than 2000 characters, it says nothing.

    Returns
    -------
    Query
        Of each field the first value that has its shape.

    Examples
    --------
    >>> parse_query("lang=fr&plan=../etc&plan=5f0c&theme=%00")
    Query(lang='fr', plan='5f0c', page='')
    """
    if len(text) > LONGEST:
        return Query()
    found: dict[str, str] = {}
    for field, value in parse_qsl(text):
        if field in SHAPES and field not in found and re.fullmatch(SHAPES[field], value):
            found[field] = value
    return Query(**found)  # type: ignore[arg-type]


def asked() -> Query:
    """Return what the visitor of this kernel asked for; under JupyterLab, nothing."""
    return parse_query(os.environ.get("QUERY_STRING", ""))


def preferred_language(accepted: str, default: Lang = "en") -> Lang:
    """
    Return the language a browser likes best among ours.

    Parameters
    ----------
    accepted : str
        The value of ``Accept-Language``; from outside.
    default : "en" or "fr"
        If the browser likes none of ours.

    Examples
    --------
    >>> preferred_language("de;q=0.9, fr-CA;q=0.8, en;q=0.5")
    'fr'
    """
    wishes = [
        re.fullmatch(r"\s*([a-zA-Z]{2})(?:-[\w-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*", part)
        for part in accepted[:LONGEST].split(",")
    ]
    ranked = sorted((wish for wish in wishes if wish), key=lambda wish: -float(wish[2] or 1))
    spoken = [lang for wish in ranked for lang in LANGUAGES if wish[1].lower() == lang and wish[2] not in ("0", "0.0")]
    return spoken[0] if spoken else default
