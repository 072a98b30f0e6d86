"""The card of consent: what each activity and platform needs of people, and how they can leave again."""

from collections.abc import Mapping

import pandas as pd

from strategy_kit.figures.card import Card, Names, Table
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.frames import ConsentRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import channel_words, consent_gap_words, consent_need_words, consent_region_words

NAMED = 2
"""Activities that a title names; more are counted."""


def consent_card(needs: pd.DataFrame, names: Names, sources: pd.DataFrame, _: Words) -> Card:
    """Show what consent activities and platforms need, and how people opt out: `needs` is `consent.consent_needs`."""
    return Card(
        key="consent",
        title=_title(needs, _),
        subtitle=_("What each activity and each platform of the plan needs where your customers live"),
        table=_table(needs, names, _) if len(needs) else None,
        how=_(
            "People who let you in can lock you out: each row says what lets you in there, and the way out they must "
            "have. The last column is what your own table leaves open."
        ),
        note=_(
            "Where no law is named, the row is our judgement. Rules of single countries and states, and those for "
            "children, health or competitions, are not gathered here."
        ),
        sources=source_cards(needs["source"], sources, _),
        alert=_("This helps to ask the right questions. It is not legal advice."),
    )


def _title(needs: pd.DataFrame, _: Words) -> str:
    activities = needs[needs["kind"] == "activity"]
    every = list(dict.fromkeys(activities["item"]))
    if not every:
        return _("What you do today is not listed yet, so nothing can be said of its consent")

    def with_gap(*gaps: str) -> tuple[int, str]:
        items = list(dict.fromkeys(activities.loc[activities["gap"].isin(gaps), "item"]))
        few = len(items) <= NAMED
        return len(items), _.all_of(items) if few else _("{n} of {all} activities", n=len(items), all=len(every))

    number, what = with_gap("opt-in")
    if number:
        return _.plural(
            "{what} needs a consent that people have not given",
            "{what} need a consent that people have not given",
            number,
            what=what,
        )
    number, what = with_gap("trackers")
    if number:
        return _.plural(
            "{what} needs a consent to trackers that is not noted",
            "{what} need a consent to trackers that is not noted",
            number,
            what=what,
        )
    number, what = with_gap("way-out")
    if number:
        return _.plural("{what} has no way out written down", "{what} have no way out written down", number, what=what)
    number, what = with_gap("channel", "direction", "rule")
    if number:
        return _.plural("What {what} needs cannot be told", "What {what} need cannot be told", number, what=what)
    return _("As far as your table tells, each activity has what it needs")


def _table(needs: pd.DataFrame, names: Names, _: Words) -> Table:
    regions, channels = consent_region_words(_), channel_words(_)
    kinds, gaps = consent_need_words(_), consent_gap_words(_)

    def what(row: ConsentRow) -> str:
        if row.kind == "platform":
            return names.get(row.item, row.item)
        if not row.channel:
            return row.item
        return _("{what}: {time}", what=row.item, time=channels[row.channel])

    def needed(row: ConsentRow, rule: Mapping[object, str]) -> str:
        text, kind = _.localized(rule, "what"), _.capital(kinds[row.needs])
        if not text:
            return kinds[row.needs]
        return text if row.needs == "nothing" else f"{kind}. {text}"

    cells = [
        (
            what(row),
            regions[row.region] if row.channel else _("unknown"),
            needed(row, rule),
            _.localized(rule, "leave") or _("unknown"),
            _.localized(rule, "law") or (_("our judgement") if row.needs else _("unknown")),
            gaps[row.gap],
        )
        for row, rule in zip(rows_of(needs, ConsentRow), needs.to_dict("records"), strict=True)
    ]
    merged: dict[tuple[str, ...], list[str]] = {}
    for item, *rest in cells:
        merged.setdefault(tuple(rest), []).append(item)
    rows = tuple((_.all_of(dict.fromkeys(items)), *rest) for rest, items in merged.items())
    columns = _("What"), _("Where"), _("What it needs"), _("How people leave"), _("In law"), _("Still to do")
    return Table(columns, rows)
