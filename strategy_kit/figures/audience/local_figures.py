"""Cards of local figures in other measures, and of the influence of social media on purchases."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.figures.audience.reach_words import ReachWords, Row
from strategy_kit.figures.card import Card, Drawing, Table, drawings, table_of
from strategy_kit.figures.shapes.bars import NAME, NO_FILL, folded, row_bars, text_at
from strategy_kit.figures.shapes.template import figure, short_names, source_cards
from strategy_kit.i18n import Words

CLAIM = "purchases-74"
"""The document's claim in `load.load_claims`."""
OF_PURCHASES = "purchases brought about by recommendation"
"""The measure whose whole is purchases, not people."""


def local_figures_card(
    local: pd.DataFrame, audiences: pd.DataFrame, countries: Sequence[str], words: ReachWords
) -> Card:
    """
    List what was measured in the customers' own countries in other ways.

    Parameters
    ----------
    local, audiences : DataFrame
        `audience.local_figures` and `audience.local_audiences`.
    countries : sequence of str
        ISO 3166-1 codes of the segments.
    """
    _ = words.i18n
    rows = [_share_cells(row, words) for row in local.to_dict("records")]
    rows += [_millions_cells(row, words) for row in audiences.to_dict("records")]
    columns = (_("Platform"), _("Figure"), _("What it measures"), _("Where"), _("Source"), _("Remark"))
    return Card(
        key="local-figures",
        title=_local_title(local, len(rows), countries, words),
        subtitle=_("Published figures that measure something different from the estimates above"),
        how=_(
            "Each line measures something different: daily use, use in a month, all networks together. Do "
            "not compare the lines with one another or with the estimates."
        ),
        sources=source_cards(
            [*local["source"], *audiences["source"]], words.sources, _, _first(local, audiences, words)
        ),
        table=Table(columns, tuple(rows), (1,)) if rows else None,
    )


def influence_card(influence: pd.DataFrame, claims: pd.DataFrame, sources: pd.DataFrame, _: Words) -> Card:
    """Compare the document's 74 % with the surveys, each figure on its own whole."""
    rows = influence.to_dict("records")
    short = short_names(sources)
    claim = claims[claims["key"] == CLAIM].to_dict("records")
    says = {row["source"]: _.localized(row, "statement") for row in reversed(rows)}
    return Card(
        key="influence",
        title=_influence_title(influence, _),
        subtitle=_.localized(claim[0], "claim") if claim else "",
        **drawings(_tracks, rows, short, _, when=rows),
        how=_(
            "Each bar is a share of its own total, given below it: people in some rows, purchases in others. "
            "They answer different questions, so do not compare their lengths."
        ),
        note=_(
            "The sentence under the title comes from a how-to guide published about 2012; the bars show what the "
            "surveys published."
        ),
        sources=source_cards([row["source"] for row in rows], sources, _, says),
        table=table_of(
            rows,
            (_("What was found"), lambda row: _.localized(row, "statement")),
            (_("Share"), lambda row: _range(row, _)),
            (_("Source"), lambda row: short[row["source"]]),
            (_("Remark"), lambda row: _.localized(row, "note")),
            numeric=(1,),
        ),
        alert=_.localized(claim[0], "finding") if claim else "",
    )


def _local_title(local: pd.DataFrame, lines: int, countries: Sequence[str], words: ReachWords) -> str:
    _, named = words.i18n, local[local["platform"] != "all"].to_dict("records")
    places = _.all_of(_.country(code) for code in dict.fromkeys(countries))
    if not lines:
        return _("{countries}: no other published figure found", countries=places)
    if not named:
        return _.plural(
            "{countries}: one figure, measured differently",
            "{countries}: {n} figures, measured differently",
            lines,
            countries=places,
        )
    return _(
        "{country}: {platform} {share}, measured differently and shown separately",
        country=words.place(named[0]["geography"]),
        platform=words.name(named[0]),
        share=_percent(named[0]["percent"], _),
    )


def _first(local: pd.DataFrame, audiences: pd.DataFrame, words: ReachWords) -> dict[str, str]:
    """Write the first figure of each source."""
    cells = [(row["source"], _share_cells(row, words)) for row in local.to_dict("records")]
    cells += [(row["source"], _millions_cells(row, words)) for row in audiences.to_dict("records")]
    return {source: f"{name} {figure}" for source, (name, figure, *_rest) in reversed(cells)}


def _percent(value: float, _: Words) -> str:
    return _.percent(value / 100, 0 if float(value).is_integer() else 1)


def _range(row: Row, _: Words) -> str:
    low, high = _percent(row["percent_low"], _), _percent(row["percent_high"], _)
    return low if low == high else _("{low} to {high}", low=low, high=high)


def _share_cells(row: Row, words: ReachWords) -> tuple[str, ...]:
    _ = words.i18n
    who = [words.label(row["population"]), words.label(row["measure"])]
    if row["dimension"] != "total":
        who.insert(1, words.label(row["group"]))
    name = _("all social networks") if row["platform"] == "all" else words.name(row)
    return name, _percent(row["percent"], _), _.apart(who), *_origin(row, words)


def _millions_cells(row: Row, words: ReachWords) -> tuple[str, ...]:
    _, millions = words.i18n, {"n": row["millions"]}
    amounts = {
        "": _("{n} million", **millions),
        "over": _("over {n} million", **millions),
        "almost": _("almost {n} million", **millions),
    }
    counted = _.apart((words.label(row["metric"]), _.period(row["as_of"])))
    return words.name(row), amounts[row["qualifier"]], counted, *_origin(row, words)


def _origin(row: Row, words: ReachWords) -> tuple[str, str, str]:
    return words.place(row["geography"]), words.survey(row), words.i18n.localized(row, "note")


def _influence_title(influence: pd.DataFrame, _: Words) -> str:
    found = influence.drop_duplicates("measure").set_index("measure")["percent_low"]
    measures = ("purchases influenced by a few people", "people who influence others", "report no influence")
    if not set(measures) <= set(found.index):
        return _("What surveys found about social media and purchases")
    few, many, none = (_percent(found[measure], _) for measure in (measures[1], measures[0], measures[2]))
    fields = {"few": few, "many": many, "none": none}
    return _("{few} of people influence what {many} buy; {none} say social media has no influence on them", **fields)


def _tracks(rows: Sequence[Row], short: Mapping[str, str], _: Words, *, wide: bool) -> Drawing:
    """Draw each figure on a track of its own, its statement above, its whole and source below."""
    places = list(range(len(rows)))
    texts = [folded(_.localized(row, "statement"), 50, 3) for row in rows]
    highs, lows = [row["percent_high"] for row in rows], [row["percent_low"] for row in rows]
    whole = {"color": NO_FILL, "line": {"width": 1, "color": "@line-control"}}
    tracks = [
        row_bars(places, highs, texts, {"color": "@q5"}, wide=False),
        row_bars(places, lows, texts, {"color": "@q3"}, wide=False),
        row_bars(places, [100] * len(rows), [""] * len(rows), whole, wide=False),
    ]
    half, letters = (0.13, (110, 110)) if wide else (0.09, (40, 42))
    left: dict[str, Any] = {"xanchor": "left", "align": "left"}
    above, below = [], []
    for place, row in enumerate(rows):
        statement = folded(_.localized(row, "statement"), letters[0], 3)
        above.append(text_at(statement, 0, place - half, **left, yanchor="bottom", font=dict(NAME)))
        below.append(text_at(folded(_whole(row, short, _), letters[1]), 0, place + half, **left, yanchor="top"))
    return figure(
        [{**track, "width": 0.2 if wide else 0.13} for track in tracks],
        height=len(rows) * (72 if wide else 116) + 16,
        barmode="overlay",
        annotations=above + below,
        xaxis={"range": [0, 100], "visible": False},
        yaxis={"range": [len(rows) - 0.5, -0.6], "visible": False},
    )


def _whole(row: Row, short: Mapping[str, str], _: Words) -> str:
    fields = {"source": short[row["source"]], "n": row["percent_low"], "most": row["percent_high"]}
    purchases, single = row["measure"] == OF_PURCHASES, row["percent_low"] == row["percent_high"]
    if purchases:
        text = _("{n} of 100 purchases; {source}", **fields)
        return text if single else _("{n} to {most} of 100 purchases; {source}", **fields)
    text = _("{n} of 100 people; {source}", **fields)
    return text if single else _("{n} to {most} of 100 people; {source}", **fields)
