"""Cards of the audience: who is on which platform, how segments differ, what 74 % meant, what was measured locally."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.audience import mixed_reach, most_divided
from strategy_kit.cards import Card, Figure, Key, Table
from strategy_kit.figures.base import HATCH, clean_label, figure, source_cards
from strategy_kit.figures.rows import NO_FILL, row_bars, row_layout, row_spans, unknown_marker, wrapped
from strategy_kit.i18n import Words

OWN = {"color": "@q3", "line": {"width": 0}}
BORROWED = {"color": "@q5", "line": {"width": 1.5, "color": "@q3"}}
CUTS = (0.8, 0.6, 0.4, 0.2, 0.0)
"""Least shares of the five classes of the grid."""


def reach_card(
    mix: pd.DataFrame, names: Mapping[str, str], terms: pd.DataFrame, sources: pd.DataFrame, _: Words
) -> Card:
    """
    Show the share of the audience on each platform, with its interval.

    Parameters
    ----------
    mix : DataFrame
        `audience.audience_reach`.
    names : mapping of platform to name
    terms, sources : DataFrame
        `data.load_terms`, `data.load_sources`.
    """
    drawn = _ordered(mix)
    unknown = [names[platform] for platform in mix.loc[mix["known_share"] == 0, "platform"]]
    drawings = (
        [_reach_drawing(drawn, names, sources, _, wide) for wide in (True, False)] if len(drawn) else [None, None]
    )
    return Card(
        key="reach",
        title=_reach_title(drawn, names, _),
        subtitle=_("Share of your customers, 95% interval; asked: {measure}", measure=_measures(mix, terms, _)),
        figure=drawings[0],
        narrow=drawings[1],
        legend=_reach_legend(drawn, _) if len(drawn) else (),
        how=_reach_how(unknown, _),
        note=_(
            "The interval holds the survey’s sampling error, its age and, if borrowed, the distance between countries. "
            "Several traits together (women of 18 to 29) are combined from separate tables; none is published for both."
        ),
        sources=_survey_cards(drawn, names, sources, _),
        table=_reach_table(mix, names, sources, _),
        alert=_borrowing(drawn, _),
    )


def grid_card(
    parts: pd.DataFrame, names: Mapping[str, str], terms: pd.DataFrame, sources: pd.DataFrame, _: Words
) -> Card:
    """
    Show each platform by each segment.

    Parameters
    ----------
    parts : DataFrame
        `audience.segment_reach`.
    names : mapping of platform to name
    terms, sources : DataFrame
        `data.load_terms`, `data.load_sources`.
    """
    mix = mixed_reach(parts)
    order = _ordered(mix)["platform"].tolist()
    unknown = [names[platform] for platform in mix.loc[mix["known_share"] == 0, "platform"]]
    rows = parts[parts["platform"].isin(order)]
    segments = list(dict.fromkeys(parts["segment"]))
    drawings = [_grid(rows, order, segments, names, _, wide) for wide in (True, False)] if order else [None, None]
    numbered = _(
        "On a phone the columns are numbered: {list}.",
        list=", ".join(f"{place} {clean_label(segment)}" for place, segment in enumerate(segments, 1)),
    )
    return Card(
        key="reach-grid",
        title=_grid_title(parts, names, _),
        subtitle=_("Share of each segment on each platform; asked: {measure}", measure=_measures(parts, terms, _)),
        figure=drawings[0],
        narrow=drawings[1],
        legend=_grid_legend(rows, _) if order else (),
        how=" ".join([_reach_how(unknown, _), numbered]),
        sources=_survey_cards(rows, names, sources, _),
        table=_grid_table(parts, names, sources, _),
        alert=_borrowing(rows, _),
    )


def local_card(
    local: pd.DataFrame,
    audiences: pd.DataFrame,
    countries: Sequence[str],
    names: Mapping[str, str],
    terms: pd.DataFrame,
    sources: pd.DataFrame,
    _: Words,
) -> Card:
    """
    List what was measured in the customers' own countries in other ways.

    Parameters
    ----------
    local, audiences : DataFrame
        `audience.local_figures` and `audience.local_audiences`.
    countries : sequence of str
        ISO 3166-1 codes of the segments.
    names : mapping of platform to name
    terms, sources : DataFrame
        `data.load_terms`, `data.load_sources`.
    """
    rows = [_local_row(row, names, terms, sources, _) for row in local.to_dict("records")]
    rows += [_audience_row(row, names, terms, sources, _) for row in audiences.to_dict("records")]
    columns = (_("Platform"), _("Figure"), _("What it counts"), _("Where"), _("Source"), _("Remark"))
    return Card(
        key="local-figures",
        title=_local_title(local, rows, countries, names, _),
        subtitle=_("Published figures that measure something else than the estimates above"),
        how=_(
            "Each line counts its own thing: daily use, use in a month, all networks together. Do not compare a line "
            "with another, nor with the estimates."
        ),
        sources=source_cards([*local["source"], *audiences["source"]], sources, _),
        table=Table(columns, tuple(rows), (1,)) if rows else None,
    )


def _ordered(mix: pd.DataFrame) -> pd.DataFrame:
    """Return the platforms somebody asked about: estimates by size, then those with bounds only."""
    known = mix[mix["known_share"] > 0]
    return known.sort_values(["reach", "reach_high"], ascending=False, na_position="last", kind="stable")


def _span(row: Mapping[Any, Any], _: Words) -> str:
    if row["known_share"] == 0:
        return _("unknown")
    ends = {"low": _.percent(row["reach_low"]), "high": _.percent(row["reach_high"])}
    if pd.isna(row["reach"]):
        return _("{low} to {high}", **ends)
    return _("{share} ({low} to {high})", share=_.percent(row["reach"]), **ends)


def _measures(rows: pd.DataFrame, terms: pd.DataFrame, _: Words) -> str:
    words = terms[terms["kind"] == "measure"].set_index("key")[f"label_{_.lang}"]
    return _.all_of(words.get(measure, measure) for measure in dict.fromkeys(rows["measure"]))


def _surveyed(row: Mapping[Any, Any], sources: pd.DataFrame, _: Words) -> str:
    """Name the surveys a row rests on, by their short names."""
    short = sources.set_index("key")["short_name"]
    return ", ".join(short.get(key, key) for key in row["source"].split(";") if key) or _("nobody asked")


def _people(row: Mapping[Any, Any], _: Words) -> str:
    return _("unknown") if pd.isna(row["n_unweighted"]) else _.number(int(row["n_unweighted"]))


def _lenders(rows: pd.DataFrame, _: Words) -> str:
    lenders = {lender for joined in rows["borrowed_from"] for lender in joined.split(";") if lender}
    return _.all_of(_.country(lender) for lender in sorted(lenders))


def _borrowing(rows: pd.DataFrame, _: Words) -> str:
    if not rows["borrowed"].any():
        return ""
    return _(
        "Borrowed from {lender}: no survey of all your customers’ countries asks this by platform and by group. "
        "The interval is wider for it.",
        lender=_lenders(rows, _),
    )


def _reach_title(drawn: pd.DataFrame, names: Mapping[str, str], _: Words) -> str:
    known = drawn[drawn["reach"].notna()].to_dict("records")
    if not known:
        return _("How many of your customers use these platforms is unknown")
    first = {"first": names[known[0]["platform"]], "share": _.percent(known[0]["reach"])}
    if len(known) == 1:
        return _("{first} reaches {share} of your customers", **first)
    second = {"second": names[known[1]["platform"]], "next": _.percent(known[1]["reach"])}
    if known[0]["reach_low"] > known[1]["reach_high"]:
        return _("{first} reaches {share} of your customers, {second} {next}", **first, **second)
    return _("{first} ({share}) and {second} ({next}) are too close to tell which leads", **first, **second)


def _reach_how(unknown: Sequence[str], _: Words) -> str:
    how = _("The longer the bar, the more of your customers use the platform; the line spans what the surveys allow.")
    if not unknown:
        return how
    return f"{how} " + _("Unknown, as no survey found here asked: {platforms}.", platforms=_.all_of(unknown))


def _reach_legend(drawn: pd.DataFrame, _: Words) -> tuple[Key, ...]:
    keys = [Key(_("95% interval"), "@ink", "tick")]
    if drawn["borrowed"].any():
        keys.insert(0, Key(_("borrowed from {lender}", lender=_lenders(drawn, _)), "@q3", "outline"))
    if not drawn["borrowed"].all():
        keys.insert(0, Key(_("asked in your customers’ own country"), "@q3"))
    if drawn["reach"].isna().any():
        keys.append(Key(_("depends on customers nobody asked"), "@hatch", "hatch"))
    return tuple(keys)


def _reach_table(mix: pd.DataFrame, names: Mapping[str, str], sources: pd.DataFrame, _: Words) -> Table:
    rows = [*_ordered(mix).to_dict("records"), *mix[mix["known_share"] == 0].to_dict("records")]
    columns = (_("Platform"), _("Share and interval"), _("Survey"), _("Smallest group asked"), _("Borrowed from"))
    return Table(
        columns,
        tuple((names[row["platform"]], *_numbers(row, sources, _)) for row in rows),
        (1, 3),
    )


def _numbers(row: Mapping[Any, Any], sources: pd.DataFrame, _: Words) -> tuple[str, ...]:
    lender = _.all_of(_.country(code) for code in row["borrowed_from"].split(";") if code)
    return _span(row, _), _surveyed(row, sources, _), _people(row, _), lender or _("not borrowed")


def _hover(row: Mapping[Any, Any], who: str, sources: pd.DataFrame, _: Words) -> str:
    asked = _("smallest group asked: {n}", n=_people(row, _))
    lent = _(", borrowed") if row["borrowed"] else ""
    return f"{who}<br>{_span(row, _)}; {asked}<br>{_surveyed(row, sources, _)}{lent}"


def _reach_drawing(
    drawn: pd.DataFrame, names: Mapping[str, str], sources: pd.DataFrame, _: Words, wide: bool
) -> Figure:
    rows = list(enumerate(drawn.to_dict("records")))
    mixed = drawn["borrowed"].any() and not drawn["borrowed"].all()
    said = [
        _("{platform}, borrowed", platform=names[row["platform"]])
        if mixed and row["borrowed"]
        else names[row["platform"]]
        for _place, row in rows
    ]

    def bars(chosen: list[tuple[int, Any]], column: str, marker: Mapping[str, Any]) -> dict[str, Any]:
        texts = [_hover(row, names[row["platform"]], sources, _) for _place, row in chosen]
        return row_bars([n for n, _row in chosen], [row[column] for _place, row in chosen], texts, marker, wide=wide)

    known = [(n, row) for n, row in rows if not pd.isna(row["reach"])]
    partly = [(n, row) for n, row in rows if pd.isna(row["reach"])]
    spans = row_spans(
        [n for n, _row in known], [r["reach_low"] for _n, r in known], [r["reach_high"] for _n, r in known]
    )
    return figure(
        [
            bars([(n, row) for n, row in known if not row["borrowed"]], "reach", OWN),
            bars([(n, row) for n, row in known if row["borrowed"]], "reach", BORROWED),
            bars(partly, "reach_high", unknown_marker()),
            bars(partly, "reach_low", OWN),
            spans,
        ],
        **row_layout(
            said,
            [_span(row, _) for _place, row in rows],
            wide=wide,
            ticks={share: _.percent(share) for share in (0, 0.25, 0.5, 0.75, 1)},
        ),
    )


def _survey_cards(rows: pd.DataFrame, names: Mapping[str, str], sources: pd.DataFrame, _: Words) -> tuple[Any, ...]:
    about: dict[str, list[str]] = {}
    for row in rows.to_dict("records"):
        for key in filter(None, row["source"].split(";")):
            about.setdefault(key, []).append(names[row["platform"]])
    says = {
        key: _("how many use {platforms}", platforms=_.all_of(dict.fromkeys(platforms)))
        for key, platforms in about.items()
    }
    return source_cards(about, sources, _, says)


def _grid_title(parts: pd.DataFrame, names: Mapping[str, str], _: Words) -> str:
    divide = most_divided(parts)
    if divide is None:
        return _("Your segments cannot be compared: no platform is known for two of them")
    ends = {
        "platform": names[divide.platform],
        "more": clean_label(divide.more),
        "share": _.percent(divide.more_reach),
        "fewer": clean_label(divide.fewer),
        "other": _.percent(divide.fewer_reach),
    }
    if divide.sure:
        return _("{platform} divides your segments most: {more} {share}, {fewer} {other}", **ends)
    return _("No platform clearly divides your segments; {platform} comes nearest", platform=ends["platform"])


def _grid_class(reach: float) -> int:
    """Return the class of a share: 0 for 80 % or more, 4 for less than 20 %."""
    return next(place for place, least in enumerate(CUTS) if reach >= least)


def _grid_legend(rows: pd.DataFrame, _: Words) -> tuple[Key, ...]:
    words = [_("{low} or more", low=_.percent(CUTS[0]))]
    words += [
        _("{low} to {high}", low=_.percent(low), high=_.percent(high))
        for low, high in zip(CUTS[1:], CUTS, strict=False)
    ]
    keys = [Key(word, f"@q{place}") for place, word in enumerate(words, 1)]
    return (*keys, Key(_("unknown"), "@hatch", "hatch")) if rows["reach"].isna().any() else tuple(keys)


def _grid(
    rows: pd.DataFrame, order: Sequence[str], segments: Sequence[str], names: Mapping[str, str], _: Words, wide: bool
) -> Figure:
    cells = rows.to_dict("records")
    classes = [[row for row in cells if _drawn_as(row, place)] for place in range(len(CUTS) + 1)]
    traces = [_cells(members, place, order, segments, names, _) for place, members in enumerate(classes) if members]
    width = max(8, 84 // len(segments))
    heads = [wrapped(name, width, 3) if wide else str(place) for place, name in enumerate(segments, 1)]
    return figure(
        traces,
        height=len(order) * 34 + (64 if wide else 32),
        bargap=0,
        barmode="overlay",
        xaxis={
            "range": [-0.5, len(segments) - 0.5],
            "tickvals": list(range(len(segments))),
            "ticktext": heads,
            "tickangle": 0,
            "side": "top",
            "showgrid": False,
        },
        yaxis={
            "range": [len(order), 0],
            "tickvals": [place + 0.5 for place in range(len(order))],
            "ticktext": [names[platform] for platform in order],
            "tickfont": {"size": 13, "color": "@ink"},
            "showgrid": False,
        },
    )


def _drawn_as(row: Mapping[Any, Any], place: int) -> bool:
    """Whether a cell belongs to a class; the last is the unknown."""
    return place == (len(CUTS) if pd.isna(row["reach"]) else _grid_class(row["reach"]))


def _cells(
    members: Sequence[Mapping[Any, Any]],
    place: int,
    order: Sequence[str],
    segments: Sequence[str],
    names: Mapping[str, str],
    _: Words,
) -> dict[str, Any]:
    unknown = place == len(CUTS)
    marker = {"color": NO_FILL, "pattern": dict(HATCH)} if unknown else {"color": f"@q{place + 1}"}
    return {
        "type": "bar",
        "x": [segments.index(row["segment"]) for row in members],
        "base": [order.index(row["platform"]) + 0.03 for row in members],
        "y": [0.94] * len(members),
        "width": 0.96,
        "marker": {**marker, "line": {"width": 0}},
        "text": ["" if unknown else _.percent(row["reach"]) for row in members],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 12, "color": "@ink" if unknown else f"@on-q{place + 1}"},
        "hovertext": [f"{clean_label(row['segment'])}, {names[row['platform']]}<br>{_span(row, _)}" for row in members],
        "hoverinfo": "text",
    }


def _grid_table(parts: pd.DataFrame, names: Mapping[str, str], sources: pd.DataFrame, _: Words) -> Table:
    columns = (_("Platform"), _("Segment"), _("Share and interval"), _("Survey"), _("Smallest group asked"))
    rows = parts.to_dict("records")
    return Table(
        (*columns, _("Borrowed from")),
        tuple((names[row["platform"]], row["segment"], *_numbers(row, sources, _)) for row in rows),
        (2, 4),
    )


def _local_title(
    local: pd.DataFrame, rows: Sequence[Any], countries: Sequence[str], names: Mapping[str, str], _: Words
) -> str:
    places = _.all_of(_.country(code) for code in dict.fromkeys(countries))
    if not rows:
        return _("No other measure was found for {countries}", countries=places)
    named = local[local["platform"] != "all"].to_dict("records")
    if not named:
        return _.plural(
            "{countries}: one figure, measured another way",
            "{countries}: {n} figures, measured in other ways",
            len(rows),
            countries=places,
        )
    first = named[0]
    return _(
        "{country}: {platform} {share}, measured another way and not mixed in",
        country=_.country(first["geography"]),
        platform=names[first["platform"]],
        share=_percent(first["percent"], _),
    )


def _percent(value: float, _: Words) -> str:
    return _.percent(value / 100, 0 if float(value).is_integer() else 1)


def _local_row(
    row: Mapping[Any, Any], names: Mapping[str, str], terms: pd.DataFrame, sources: pd.DataFrame, _: Words
) -> tuple[str, ...]:
    words = terms.set_index("key")[f"label_{_.lang}"]
    parts = [words.get(row["population"], row["population"]), words.get(row["measure"], row["measure"])]
    if row["dimension"] != "total":
        parts.insert(1, words.get(row["group"], row["group"]))
    return (
        names.get(row["platform"], _("social networks in general")),
        _percent(row["percent"], _),
        "; ".join(parts),
        _.country(row["geography"]),
        _surveyed(row, sources, _),
        row[f"note_{_.lang}"],
    )


def _audience_row(
    row: Mapping[Any, Any], names: Mapping[str, str], terms: pd.DataFrame, sources: pd.DataFrame, _: Words
) -> tuple[str, ...]:
    words = terms.set_index("key")[f"label_{_.lang}"]
    return (
        names.get(row["platform"], row["platform"]),
        _("{n} million", n=row["millions"]),
        "; ".join([words.get(row["metric"], row["metric"]), row["as_of"]]),
        _.country(row["geography"]),
        _surveyed(row, sources, _),
        row[f"note_{_.lang}"],
    )
