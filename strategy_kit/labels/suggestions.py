"""Labels of what objectives suggest: subjects, values, reasons with their basis, and the difference it makes."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words, purpose_words
from strategy_kit.labels.platforms import criterion_words
from strategy_kit.plan.suggestions import Outcome, Subject, Suggestion

JUDGEMENT = "judgement"
LEAST_MINUTES = 5
"""Differences in hours a week that are named, in minutes."""


def subject_words(_: Words) -> dict[Subject, str]:
    """Name what is suggested."""
    return {
        "weight": _("What matters to you"),
        "purpose": _("Purposes of your posts"),
        "promotion_cap": _("Limit on promotional posts"),
        "reply_minutes": _("Response time"),
        "format": _("Formats you make"),
    }


def value_words(subject: Subject, values: Mapping[str, float], _: Words) -> str:
    r"""
    Write values of a suggestion.

    >>> value_words("purpose", {"help": 0.6, "sell": 0.4}, Words("en"))
    'help 60%, sell 40%'
    >>> value_words("reply_minutes", {"": 60}, Words("en"))
    '1\xa0h'
    """
    names = _names(subject, _)
    if subject == "format":
        return _.all_of(names[key] for key in values)
    write: Any = {"weight": _.number, "reply_minutes": _.hours}.get(subject, _.percent)
    return ", ".join(f"{names.get(key, '')} {write(value)}".strip() for key, value in values.items())


def _names(subject: Subject, _: Words) -> Mapping[str, str]:
    words = {"weight": criterion_words, "purpose": purpose_words, "format": format_words}.get(subject)
    return words(_) if words else {}


def basis_words(basis: str, short_names: Mapping[str, str], _: Words) -> str:
    """
    Name what a reason rests on: studies, or our judgement.

    >>> basis_words("judgement", {}, Words("en")), basis_words("a;b", {"a": "A 2012", "b": "B"}, Words("en"))
    ('our judgement', 'A 2012, B')
    """
    return _("our judgement") if basis == JUDGEMENT else ", ".join(short_names[key] for key in basis.split(";"))


def reason_words(
    suggestion: Suggestion, objectives: Mapping[str, str], short_names: Mapping[str, str], _: Words
) -> list[str]:
    """
    Return the reasons for what is suggested otherwise than the plan has it, each once, with its basis.

    Parameters
    ----------
    suggestion : Suggestion
    objectives, short_names : mapping of key to str
        Names of objectives, and short names of sources.
    """
    names, differ = _names(suggestion.subject, _), differing(suggestion)
    rows = suggestion.rests_on[suggestion.rests_on["what"].isin(differ)]
    found = []
    for row in rows.sort_values("what", key=lambda keys: keys.map(differ.index), kind="stable").to_dict("records"):
        reason, basis = str(_.localized(row, "reason")), basis_words(str(row["basis"]), short_names, _)
        name = _.capital(names[str(row["what"])]) if row["what"] else objectives[str(row["objective"])]
        said = _("{reason} ({basis})", reason=reason.rstrip("."), basis=basis)
        found.append(_("{name}: {said}", name=name, said=said))
    return list(dict.fromkeys(found))


def differing(suggestion: Suggestion) -> list[str]:
    """Return what of a suggestion differs from what the plan has."""
    return [
        key
        for key, value in suggestion.suggested.items()
        if pd.isna(own := suggestion.yours.get(key, float("nan"))) or round(abs(own - value), 9) >= 0.01
    ]


def difference_words(before: Outcome, after: Outcome, platforms: Mapping[str, str], _: Words) -> str:
    """
    Write what a suggestion changes: platforms, posts by purpose, hours a week; that it changes none of them.

    Parameters
    ----------
    before, after : Outcome
    platforms : mapping of key to name
    """
    return " ".join(_differences(before, after, platforms, _)) or _("No change to your platforms, posts or hours.")


def _differences(before: Outcome, after: Outcome, platforms: Mapping[str, str], _: Words) -> Iterable[str]:
    if before.platforms != after.platforms:
        old, new = (_.all_of(platforms[key] for key in each.platforms) for each in (before, after))
        yield (
            _("You would start with {new} instead of {old}.", new=new, old=old)
            if old and new
            else _("You would start with {new}.", new=new)
            if new
            else _("No platform would fit.")
        )
    elif before.leader != after.leader and after.leader:
        yield _("{platform} would come first.", platform=platforms[after.leader])
    purposes = purpose_words(_)
    moved = [key for key in before.posts if before.posts[key] != after.posts[key]]
    if moved:
        changes = [
            _("{name} {before} → {after}", name=purposes[key], before=before.posts[key], after=after.posts[key])
            for key in moved
        ]
        fields = {"n": sum(after.posts.values()), "changes": ", ".join(changes)}
        yield (
            _("Of the {n} posts of your calendar: {changes}.", **fields)
            if after.is_made
            else _("Of the {n} posts that you ask for: {changes}.", **fields)
        )
    minutes = 60 * (after.hours - before.hours)
    if abs(minutes) >= LEAST_MINUTES:
        told = {"before": _.hours(60 * before.hours), "after": _.hours(60 * after.hours)}
        yield _("Work: {before} → {after} a week.", **told)
