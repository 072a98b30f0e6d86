"""The card of consent: what each activity and platform needs of people, and how they can leave again."""

from collections.abc import Mapping

import pandas as pd

from strategy_kit.figures.card import Card, Table
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.i18n import Words

NAMED = 2
"""Activities that a title names; more are counted."""


def channel_words(_: Words) -> dict[str | None, str]:
    """Name the channels."""
    return {
        "social": _("social media page"),
        "message": _("text or chat message"),
        "email": _("e-mail"),
        "call": _("telephone call"),
        "letter": _("letter by name"),
        "leaflet": _("leaflet, no name"),
        "mass-media": _("press, radio, television, posters"),
        "targeted-ads": _("advertising aimed at profiles"),
        "website": _("website"),
        "place": _("premises, stall, event"),
        "reviews": _("reviews by others"),
    }


def consent_card(needs: pd.DataFrame, names: Mapping[str, str], sources: pd.DataFrame, _: Words) -> Card:
    """
    Lay what each activity and each platform of the plan needs beside how people leave it.

    Parameters
    ----------
    needs : DataFrame
        `consent.consent_needs`.
    names : mapping of platform to name
    sources : DataFrame
        `data.load_sources`.
    """
    cited = [key for joined in needs["source"] for key in str(joined).split(";")]
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
        sources=source_cards(cited, sources, _),
        alert=_("This helps to ask the right questions. It is not legal advice."),
    )


def region_words(_: Words) -> dict[str, str]:
    """Name the regions whose rules were gathered."""
    return {"EU": _("European Economic Area"), "": _("elsewhere")} | {
        code: _.country(code) for code in ("GB", "US", "CA")
    }


def need_words(_: Words) -> dict[str, str]:
    """Name what is needed of people."""
    return {
        "opt-in": _("consent first"),
        "trackers": _("consent for trackers"),
        "way-out": _("a way to refuse"),
        "follow": _("they follow"),
        "inform": _("tell them"),
        "varies": _("differs by country or state"),
        "nothing": _("nothing"),
        "": _("unknown"),
    }


def _gap_words(_: Words) -> dict[str, str]:
    return {
        "opt-in": _("They did not sign up: ask first, or stop."),
        "trackers": _("See that they agreed to trackers, or advertise without profiles."),
        "way-out": _("Write down how they leave."),
        "channel": _("Say by which channel it comes."),
        "direction": _("Say whether it goes out to people."),
        "rule": _("Ask locally: no rule was gathered here."),
        "": "",
    }


def _title(needs: pd.DataFrame, _: Words) -> str:
    activities = needs[needs["kind"] == "activity"]
    every = list(dict.fromkeys(activities["item"]))
    if not every:
        return _("What you do today is not listed yet, so nothing can be said of its consent")

    def lacking(*gaps: str) -> tuple[int, str]:
        items = list(dict.fromkeys(activities.loc[activities["gap"].isin(gaps), "item"]))
        few = len(items) <= NAMED
        return len(items), _.all_of(items) if few else _("{n} of {all} activities", n=len(items), all=len(every))

    number, what = lacking("opt-in")
    if number:
        return _.plural(
            "{what} needs a consent that people have not given",
            "{what} need a consent that people have not given",
            number,
            what=what,
        )
    number, what = lacking("trackers")
    if number:
        return _.plural(
            "{what} needs a consent to trackers that is not noted",
            "{what} need a consent to trackers that is not noted",
            number,
            what=what,
        )
    number, what = lacking("way-out")
    if number:
        return _.plural("{what} has no way out written down", "{what} have no way out written down", number, what=what)
    number, what = lacking("channel", "direction", "rule")
    if number:
        return _.plural("What {what} needs cannot be told", "What {what} need cannot be told", number, what=what)
    return _("As far as your table tells, each activity has what it needs")


def _table(needs: pd.DataFrame, names: Mapping[str, str], _: Words) -> Table:
    regions, kinds, gaps, channels = region_words(_), need_words(_), _gap_words(_), channel_words(_)

    def what(row: Mapping[object, str]) -> str:
        if row["kind"] == "platform":
            return names.get(row["item"], row["item"])
        if not row["channel"]:
            return row["item"]
        return _("{what}: {time}", what=row["item"], time=channels[row["channel"]])

    def needed(row: Mapping[object, str]) -> str:
        said, kind = _.localized(row, "what"), _.capital(kinds[row["needs"]])
        if not said:
            return kinds[row["needs"]]
        return said if row["needs"] == "nothing" else f"{kind}. {said}"

    told = [
        (
            what(row),
            regions[row["region"]] if row["channel"] else _("unknown"),
            needed(row),
            _.localized(row, "leave") or _("unknown"),
            _.localized(row, "law") or (_("our judgement") if row["needs"] else _("unknown")),
            gaps[row["gap"]],
        )
        for row in needs.to_dict("records")
    ]
    alike: dict[tuple[str, ...], list[str]] = {}
    for item, *rest in told:
        alike.setdefault(tuple(rest), []).append(item)
    rows = tuple((_.all_of(dict.fromkeys(items)), *rest) for rest, items in alike.items())
    columns = _("What"), _("Where"), _("What it needs"), _("How people leave"), _("In law"), _("Still to do")
    return Table(columns, rows)
