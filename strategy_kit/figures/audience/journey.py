"""The card of the customer journey: as the group sees it, with what surveys measured."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.audience.journey import PLACES, STAGES
from strategy_kit.figures.card import Card, Drawing, Key, Table, drawings
from strategy_kit.figures.shapes.bars import numbered, points, wrapped
from strategy_kit.figures.shapes.grid import GridCell, cell_bars, cell_layout
from strategy_kit.figures.shapes.template import clean_label, figure, source_cards
from strategy_kit.frames import JourneyRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.audience import basis_words, look_words, place_words, stage_words

FILLS = ("@q6", "@q5", "@q4", "@q2")
"""Of the steps, none to nearly all."""
FOR, AGAINST = (
    ("purchases influenced by a few people", "purchases brought about by recommendation"),
    ("report no influence",),
)
"""Measures of `load.load_influence` that speak for a place of social media in the journey, and against it."""
Grid = Mapping[tuple[str, str, str], JourneyRow]


def journey_card(
    grid: pd.DataFrame,
    segments: Sequence[str],
    ranks: "pd.Series[int]",
    unmatched: int,
    influence: pd.DataFrame,
    sources: pd.DataFrame,
    _: Words,
) -> Card:
    """
    Show where each segment looks at each stage, and which of it was only guessed.

    Parameters
    ----------
    grid, ranks, unmatched
        `journey.journey_grid`, its `journey.place_ranks` and `journey.orphan_touchpoints`.
    segments : sequence of str
        Names.
    """
    answered = [name for name in segments if name in set(grid["segment"])]
    places = [place for place in PLACES if place in set(grid["place"])]
    cells = {(row.segment, row.place, row.stage): row for row in rows_of(grid, JourneyRow)}
    says = {row["source"]: _.localized(row, "statement") for row in reversed(influence.to_dict("records"))}
    return Card(
        key="journey",
        title=_title(ranks, _),
        subtitle=_(
            "How many people in the segment look there at each stage, in your view: "
            "from 0 (none of them) to 3 (nearly all)"
        ),
        **drawings(_drawing, cells, answered, places, _, when=places),
        legend=_legend(grid, len(answered) * len(places) * len(STAGES) > len(grid), _) if places else (),
        how=_how(answered, _),
        note=_influence_note(influence, _),
        sources=source_cards(says, sources, _, says),
        table=_table(cells, answered, _) if places else None,
        alert=_.plural(
            "One row names a segment that is no longer in the list; it is not counted.",
            "{n} rows name segments that are no longer in the list; they are not counted.",
            unmatched,
        )
        if unmatched
        else "",
    )


def _title(ranks: "pd.Series[int]", _: Words) -> str:
    if ranks.empty:
        return _("The customer journey is not filled in yet")
    names = place_words(_)
    fields: dict[str, object] = {"places": _.all_of(names[place] for place in ranks.index[ranks == 1])}
    if "social" not in ranks.index:
        return _("Where customers mostly look, in your view: {places}; social media not rated yet", **fields)
    if ranks["social"] == 1:
        return _("Where customers mostly look before buying, in your view: {places}", **fields)
    fields |= {"rank": int(ranks["social"]), "all": len(ranks)}
    return _("Where customers mostly look, in your view: {places}; social media rank {rank} of {all}", **fields)


def _how(answered: Sequence[str], _: Words) -> str:
    how = _(
        "Each row is an information source, each column a stage. A stronger colour means that more people "
        "look there; a half or a range shows where your group disagrees. Hatched: no answer yet, which is "
        "not the same as 0."
    )
    stages = stage_words(_)
    how += " " + _("On a phone, the stages are numbered: {list}.", list=numbered(stages[stage] for stage in STAGES))
    if len(answered) > 1:
        how += " " + _("The segments are numbered too: {list}.", list=numbered(map(clean_label, answered)))
    return how


def _influence_note(influence: pd.DataFrame, _: Words) -> str:
    def statements(measures: Sequence[str]) -> str:
        rows = influence[influence["measure"].isin(measures)].drop_duplicates("measure")
        return " ".join(_.localized(rows, "statement"))

    return _(
        "What surveys measured in favour of social media: {for_it} Against: {against}",
        for_it=statements(FOR),
        against=statements(AGAINST),
    )


def _legend(grid: pd.DataFrame, open_cells: bool, _: Words) -> tuple[Key, ...]:
    keys = [Key(_("{step}: {word}", step=step, word=word), FILLS[step]) for step, word in enumerate(look_words(_))]
    if (grid["basis"] == "asked").any():
        keys.append(Key(_("we asked customers"), "@surface", "dot"))
    if (grid["basis"] == "seen").any():
        keys.append(Key(_("our own figures"), "@ink", "diamond"))
    return (*keys, Key(_("no answer yet"), "@hatch", "hatch")) if open_cells else tuple(keys)


def _drawing(cells: Grid, segments: Sequence[str], places: Sequence[str], _: Words, *, wide: bool) -> Drawing:
    rows = [(segment, place) for segment in segments for place in places]
    shown = [
        GridCell(column, line, *_look(cells.get((*row, stage)), (*row, stage), _, wide=wide))
        for line, row in enumerate(rows)
        for column, stage in enumerate(STAGES)
    ]
    stages, named = stage_words(_), place_words(_)
    heads = [stages[stage] if wide else str(number) for number, stage in enumerate(STAGES, 1)]
    several = len(segments) > 1
    names = [_row_name(segments.index(segment), segment, named[place], several, wide) for segment, place in rows]
    layout = cell_layout(heads, names, row_height=34 if wide else 46)
    return figure([*cell_bars(shown, len(STAGES)), *_evidence_marks(cells, rows)], **layout)


def _row_name(number: int, segment: str, place: str, several: bool, wide: bool) -> str:
    if not several:
        return wrapped(place, 32 if wide else 14, 1 if wide else 3)
    if wide:
        return f"{wrapped(segment, 22, 1)}: {wrapped(place, 24, 1)}"
    return wrapped(f"{number + 1} {place}", 14, 3)


def _look(row: JourneyRow | None, where: tuple[str, str, str], _: Words, *, wide: bool) -> tuple[str, str, str]:
    """Return fill, word and hover of a cell."""
    segment, place, stage = where
    head = f"{clean_label(segment)}, {place_words(_)[place]}, {stage_words(_)[stage]}<br>"
    if row is None:
        return "", "", head + _("no answer yet")
    steps, many = _steps(row, _), row.how_many
    word = steps if wide else _.number(round(many, 1))
    return FILLS[round(many)], word, f"{head}{steps}; {basis_words(_)[row.basis]}"


def _steps(row: JourneyRow, _: Words) -> str:
    """Write a step, with the lowest and highest where people differ."""
    text = _.number(row.how_many, 0 if row.how_many.is_integer() else 1)
    if row.low == row.high:
        return text
    return _("{n} ({low} to {high})", n=text, low=_.number(row.low, 0), high=_.number(row.high, 0))


def _evidence_marks(cells: Grid, rows: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Mark what customers were asked, and what was seen."""
    traces = []
    for basis, symbol in (("asked", "circle"), ("seen", "diamond")):
        places = [
            (column + 0.38, line + 0.28)
            for line, (segment, place) in enumerate(rows)
            for column, stage in enumerate(STAGES)
            if (row := cells.get((segment, place, stage))) is not None and row.basis == basis
        ]
        if places:
            x, y = zip(*places, strict=True)
            marker = {"symbol": symbol, "size": 7, "color": "@ink", "line": {"width": 1, "color": "@surface"}}
            traces.append(points(x, y, marker))
    return traces


def _table(cells: Grid, segments: Sequence[str], _: Words) -> Table:
    stages, places, bases = stage_words(_), place_words(_), basis_words(_)
    rows = [
        (segment, places[place], stages[stage], _steps(row, _), bases[row.basis], _.number(row.voices))
        for (segment, place, stage), row in cells.items()
        if segment in segments
    ]
    columns = (
        _("Segment"),
        _("Information source"),
        _("Stage"),
        _("How many people, 0 to 3"),
        _("How you know"),
        _("People who answered"),
    )
    return Table(columns, tuple(rows), (3, 5))
