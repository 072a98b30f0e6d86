"""Cards of the start: with which platforms, what comes later, what closed, what speaks for each in the trade."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from strategy_kit.cards import Card, Table
from strategy_kit.figures.base import source_cards
from strategy_kit.figures.calendar import format_words
from strategy_kit.figures.platforms import span_words
from strategy_kit.i18n import Words
from strategy_kit.platforms import StartSet


def start_card(
    start: StartSet,
    bounds: pd.DataFrame,
    hours: pd.DataFrame,
    names: Mapping[str, str],
    _: Words,
    *,
    closed: pd.DataFrame | None = None,
) -> Card:
    """
    Show with which platforms to start, which come later and when.

    Parameters
    ----------
    start : StartSet
    bounds : DataFrame
        `platforms.score_bounds`.
    hours : DataFrame
        `platforms.weekly_hours`.
    names : mapping of platform to name
    _ : Words
    closed : DataFrame, optional
        ``Catalogue.closed``, listed last.
    """
    now = [(platform, _("Now")) for platform in start.chosen]
    later = [(str(row.Index), _later_words(row, hours, _)) for row in start.later.itertuples()]
    rows: list[tuple[str, ...]] = [
        (
            names[platform],
            span_words(bounds, platform, _),
            _hours(hours["hours_if_made"][platform], _),
            decision,
        )
        for platform, decision in now + later
    ]
    for _key, row in () if closed is None else closed.iterrows():
        rows.append((row["name"], "", "", _closed_words(row, _)))
    return Card(
        key="start",
        title=_start_title(start, names, _),
        subtitle=_(
            "Best one or two platforms within {hours} a week, by the sum of their scores. Every pair was tried.",
            hours=_.hours(start.hours_available * 60),
        ),
        how=_start_how(start, names, _),
        note=_(
            "The document advises one or two sites first, then more. That is judgement: no measurement of it was found."
        ),
        table=Table((_("Platform"), _("Score"), _("Hours a week"), _("Decision")), tuple(rows), (1, 2)),
    )


def _hours(hours: float, _: Words) -> str:
    return _("unknown") if pd.isna(hours) else _.hours(hours * 60)


def _later_words(row: Any, hours: pd.DataFrame, _: Words) -> str:
    if pd.notna(row.fits_from):
        if row.fits_now:
            return _("Later: the hours allow it once the first are settled")
        return _("Later, from {hours} a week", hours=_.hours(row.fits_from * 60))
    wanted = hours.loc[row.Index, "format"]
    if isinstance(wanted, str):
        return _("Later, once you make what it takes, for instance: {format}", format=format_words(_)[wanted])
    return _("Later: nobody lists what it takes")


def _closed_words(row: "pd.Series[Any]", _: Words) -> str:
    day = _.date(row["closed_on"])
    if row["successor_name"]:
        return _("Closed since {day}; {successor} took its place", day=day, successor=row["successor_name"])
    return _("Closed since {day}", day=day)


def _start_title(start: StartSet, names: Mapping[str, str], _: Words) -> str:
    waiting = start.later[start.later["fits_from"].notna()]
    if not start.chosen:
        return _nothing_title(start, waiting, names, _)
    chosen = _.all_of(names[platform] for platform in start.chosen)
    if waiting.empty:
        return _("Start with {platforms}", platforms=chosen)
    following = waiting.iloc[0]
    after = {"next": names[str(waiting.index[0])], "hours": _.hours(following["fits_from"] * 60)}
    if following["fits_now"]:
        return _("Start with {platforms}; the hours allow {next} as well, later", platforms=chosen, **after)
    if len(start.chosen) == 1:
        return _("Start with {platforms} alone; {next} fits from {hours} a week", platforms=chosen, **after)
    return _("Start with {platforms}; {next} fits from {hours} a week", platforms=chosen, **after)


def _nothing_title(start: StartSet, waiting: pd.DataFrame, names: Mapping[str, str], _: Words) -> str:
    if waiting.empty:
        return _("Nothing can start yet: no platform is known to take what you make")
    soonest = waiting.sort_values(["fits_from", "score"], ascending=[True, False], kind="stable")
    return _(
        "Nothing fits into {available} a week; {next} would from {hours}",
        available=_.hours(start.hours_available * 60),
        next=names[str(soonest.index[0])],
        hours=_.hours(soonest["fits_from"].iloc[0] * 60),
    )


def _start_how(start: StartSet, names: Mapping[str, str], _: Words) -> str:
    if not start.chosen:
        return _("Fewer posts a week, quicker formats or more hours would make room.")
    chosen = start.tried[start.tried["platforms"] == start.chosen].iloc[0]
    reached = {"low": _.percent(chosen["reach_low"]), "high": _.percent(chosen["reach_high"])}
    sentence = (
        _("It reaches {low} to {high} of your customers.", **reached)
        if len(start.chosen) == 1
        else _(
            "Together they reach {low} to {high} of your customers: nobody says how the audiences overlap.", **reached
        )
    )
    waiting = start.later[start.later["hours"].notna()]
    if waiting.empty:
        return sentence
    following = waiting.iloc[0]
    added = _(
        "{next} would cost {hours} a week and bring {low} to {high} more.",
        next=names[str(waiting.index[0])],
        hours=_.hours(following["hours"] * 60),
        low=_.percent(following["new_reach_low"]),
        high=_.percent(following["new_reach_high"]),
    )
    return f"{sentence} {added}"


def closed_card(closed: pd.DataFrame, _: Words, *, sources: pd.DataFrame) -> Card:
    """
    Show the document's sites that have closed since.

    Parameters
    ----------
    closed : DataFrame
        ``Catalogue.closed`` of today's edition.
    _ : Words
    sources : DataFrame
        `data.load_sources`.
    """
    listed = _.all_of(closed["name"])
    return Card(
        key="closed",
        title=_.plural(
            "One of the document’s sites has closed: {platforms}",
            "{n} of the document’s sites have closed: {platforms}",
            len(closed),
            platforms=listed,
        )
        if len(closed)
        else _("None of the document’s sites has closed"),
        subtitle=_("They stay in the document’s edition and are never recommended today") if len(closed) else "",
        sources=source_cards(list(closed["status_source"]), sources, _),
        table=Table(
            (_("Platform"), _("What the document says of it"), _("Closed since"), _("Took its place")),
            tuple(
                (
                    row["name"],
                    row[f"document_says_{_.lang}"],
                    _.date(row["closed_on"]),
                    row["successor_name"] or _("nothing"),
                )
                for _key, row in closed.iterrows()
            ),
        ),
    )


def trade_card(
    arguments: pd.DataFrame, order: list[str], names: Mapping[str, str], _: Words, *, sources: pd.DataFrame
) -> Card:
    """
    Show what speaks for each platform in the trade, and whether the document says so or we judge by likeness.

    Parameters
    ----------
    arguments : DataFrame
        `platforms.utilities.trade_arguments`.
    order : list of str
        Platforms to list.
    names : mapping of platform to name
    _ : Words
    sources : DataFrame
        `data.load_sources`.
    """
    spoken = arguments.loc[[key for key in order if key in arguments.index]]
    named = spoken.index[spoken["utility"] == 1]
    says = {"document": _("the document"), "judgement": _("our judgement")}
    rows = [
        (names[str(key)], _.number(row["utility"], 1), row[f"why_{_.lang}"], says[row["basis"]])
        for key, row in spoken.sort_values("utility", ascending=False, kind="stable").iterrows()
    ]
    silent = [
        (names[key], _("unknown"), _("Nobody argues for it in this trade"), "")
        for key in order
        if key not in spoken.index
    ]
    return Card(
        key="trade",
        title=_("{platforms} suit your trade best", platforms=_.all_of(names[str(key)] for key in named))
        if len(named) > 1
        else _("{platform} suits your trade best", platform=names[str(named[0])])
        if len(named)
        else _("No platform is named for your trade in particular"),
        subtitle=_("1: named for this trade; 0.5: named for any business; 0: of no use to it"),
        sources=source_cards(list(spoken["source"]), sources, _),
        table=Table((_("Platform"), _("Fit"), _("Why"), _("Who says so")), tuple(rows + silent), (1,)),
    )
