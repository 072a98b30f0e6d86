"""Catalogue of platforms to choose from: the document's seven as it saw them, or those of today."""

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan
from strategy_kit.model.types import Edition


@dataclass(frozen=True)
class Catalogue:
    """
    The platforms of an edition, in the order of the file: those to choose from, `frames.CatalogueRow`, those that
    closed (none in the document's), `frames.ClosedPlatformRow`, and the name of every platform as the edition calls it.
    """

    edition: Edition
    open: pd.DataFrame
    closed: pd.DataFrame
    names: Mapping[str, str]

    def names_in(self, plan: Plan) -> dict[str, str]:
        """Return the names of all platforms, and of those that only the plan knows, which keep their keys."""
        used = (*plan.platforms, *plan.later, *(slot.platform for slot in plan.slots))
        return {**dict(zip(used, used, strict=True)), **self.names}


def catalogue(platforms: pd.DataFrame, edition: Edition) -> Catalogue:
    """
    Return the platforms of an edition: the document's seven, all open as it saw them, or those active today.

    >>> platforms = pd.DataFrame(
    ...     {"key": ["x", "google-plus"], "name": ["X", "Google+"], "former_name": ["Twitter", None],
    ...      "scope": "document", "status": ["active", "closed"], "status_date": ["2024-10", "2019-04-02"],
    ...      "successor": ""})
    >>> catalogue(platforms, "document").open["name"].to_list(), list(catalogue(platforms, "today").open.index)
    (['Twitter', 'Google+'], ['x'])
    """
    rows = platforms.set_index("key", drop=False).rename_axis(None)
    known = dict(zip(platforms["key"], platforms["name"], strict=True))
    if edition == "document":
        seven = rows[rows["scope"] == "document"]
        former = seven["former_name"]
        names = seven["name"].mask(former.notna() & (former != ""), former)
        return Catalogue(
            edition,
            seven.assign(name=names),
            _closed(rows.iloc[:0], rows),
            {**known, **dict(zip(seven["key"], names, strict=True))},
        )
    living = rows[(rows["status"] == "active") & (rows["scope"] != "reach-only")]
    return Catalogue(edition, living, _closed(rows[rows["status"] == "closed"], rows), known)


def _closed(closed: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return closed.assign(
        closed_on=[dt.date.fromisoformat(day) for day in closed["status_date"]],
        successor_name=closed["successor"].map(rows["name"].to_dict()).fillna(""),
    )


def alternatives(brief: Brief, platforms: pd.DataFrame) -> pd.DataFrame:
    """
    Return the rows of ``Catalogue.open`` a brief chooses among: those it names, in its order, else all of its edition.

    Parameters
    ----------
    brief : Brief
        Its ``edition`` and ``platforms``; every other platform it names must exist.
    platforms : DataFrame
        Table ``platforms``.

    Raises
    ------
    InputError
        If the brief names a platform that is unknown, closed (in today's edition), or not in its edition.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> alternatives(Brief(name="Shop", platforms=["youtube", "facebook"]), load_table("platforms"))["name"].to_list()
    ['YouTube', 'Facebook']
    """
    _refuse_unknown(brief, platforms)
    edition = catalogue(platforms, brief.edition)
    for place, platform in enumerate(brief.platforms):
        if platform not in edition.open.index:
            raise _unavailable(f"platforms.{place}", platform, edition, platforms)
    return edition.open.loc[list(brief.platforms)] if brief.platforms else edition.open


def _refuse_unknown(brief: Brief, platforms: pd.DataFrame) -> None:
    named = [
        *((f"platforms.{place}", platform) for place, platform in enumerate(brief.platforms)),
        *((f"ratings.{place}.platform", rating.platform) for place, rating in enumerate(brief.ratings)),
        *((f"own_values.{place}.platform", own.platform) for place, own in enumerate(brief.own_values)),
        *(
            (f"voices.{place}.ratings.{row}.platform", rating.platform)
            for place, voice in enumerate(brief.voices)
            for row, rating in enumerate(voice.ratings)
        ),
        *((f"cadence.{place}.platform", rule.platform) for place, rule in enumerate(brief.cadence)),
    ]
    keys = {*platforms["key"]}
    for field, platform in named:
        if platform not in keys and not (platform == "all" and field.startswith("cadence")):
            raise InputError(
                "{field}: there is no platform called {value}. Did you mean {near}?",
                field=field,
                value=platform,
                near=", ".join(near_platforms(platform, platforms)),
            )


def near_platforms(text: str, platforms: pd.DataFrame) -> list[str]:
    """
    Return the keys of the platforms whose key, name or former name is nearest to a text, nearest first.

    >>> platforms = pd.DataFrame({"key": ["x", "reddit"], "name": ["X", "Reddit"], "former_name": ["Twitter", None]})
    >>> near_platforms("twiter", platforms)
    ['x']
    """
    called = {
        str(name).casefold(): str(key)
        for column in ("former_name", "name", "key")
        for key, name in zip(platforms["key"], platforms[column], strict=True)
        if isinstance(name, str) and name
    }
    near: Iterable[str] = difflib.get_close_matches(text.casefold(), called, n=3, cutoff=0.5) or list(called)
    return list(dict.fromkeys(called[name] for name in near))


def _unavailable(field: str, platform: str, edition: Catalogue, platforms: pd.DataFrame) -> InputError:
    if platform in edition.closed.index:
        row = edition.closed.loc[platform]
        name, day = str(row["name"]), row["closed_on"].isoformat()
        closed: dict[str, str] = {"field": field, "value": platform, "name": name, "day": day}
        if not row["successor_name"]:
            return InputError("{field}: {name} closed on {day}. Leave it out.", **closed)
        return InputError(
            "{field}: {name} closed on {day}. Use {successor} ({successor_name}), which replaced it, or leave it out.",
            successor=row["successor"],
            successor_name=row["successor_name"],
            **closed,
        )
    name = str(platforms.set_index("key").loc[platform, "name"])
    choice: dict[str, str] = {"field": field, "value": platform, "name": name, "choice": ", ".join(edition.open.index)}
    if edition.edition == "document":
        return InputError(
            "{field}: the 2012 guide does not include {name}. Choose among {choice}, or use today’s edition.", **choice
        )
    return InputError(
        "{field}: we have not checked whether {name} is open to businesses. Choose among {choice}.", **choice
    )
