"""Cards of ratings: the anchors of the scale, and the agreement of the raters."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from strategy_kit.communication.permission import TOP, WORDS
from strategy_kit.communication.rater_agreement import RELIABLE, TENTATIVE, Agreement, Disagreement
from strategy_kit.figures.card import Card, Drawing, Key, Table, drawings
from strategy_kit.figures.shapes.bars import points, row_layout, row_spans
from strategy_kit.figures.shapes.template import clean_label, figure
from strategy_kit.frames import LEVEL, RatingRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import rating_criterion_words

MOST_ROWS = 12
"""Drawn; the table has all."""
NAMED = 3
"""Of the widest differences, if several tie."""


class Rated(NamedTuple):
    """The ratings of one criterion of one pillar: the people who gave each step."""

    pillar: str
    word: str
    steps: Mapping[int, Sequence[str]]

    @property
    def low(self) -> int:
        """The lowest step given."""
        return min(self.steps)

    @property
    def high(self) -> int:
        """The highest step given."""
        return max(self.steps)

    @property
    def people(self) -> int:
        """How many rated it."""
        return len([name for names in self.steps.values() for name in names])


def rating_anchors_card(anchors: pd.DataFrame, _: Words) -> Card:
    """Show what each step of each word looks like."""
    words = rating_criterion_words(_)
    by_cell = anchors.set_index(["step", "word"])

    def text(step: int, word: str) -> str:
        row = by_cell.loc[(step, word)]
        return f"{_.capital(str(_.localized(row, 'label')))}. {_.localized(row, 'anchor')}"

    return Card(
        key="anchors",
        title=_("What each rating means, so that everyone rates the same way"),
        subtitle=_(
            "From 0 to {top} for each criterion: the criteria are Seth Godin’s, the levels are our own judgement",
            top=TOP,
        ),
        how=_(
            "Rate what people can see today, not what you hope for. Between two levels, choose the lower "
            "one. If you are not sure, leave it unknown."
        ),
        table=Table(
            (_("Level"), *(words[word] for word in WORDS)),
            tuple((str(step), *(text(step, word) for word in WORDS)) for step in range(TOP + 1)),
        ),
    )


def agreement_card(found: Agreement, widest: Sequence[Disagreement], ratings: pd.DataFrame, _: Words) -> Card:
    """Show whether people rate the pillars alike, and where they differ most; `ratings` are of at least one person."""
    rows = _rows(ratings)
    drawn = [row for row in rows if row.people > 1][:MOST_ROWS]
    return Card(
        key="agreement",
        title=_title(found, widest, _),
        subtitle=_subtitle(found, _),
        **drawings(_drawing, drawn, _, when=drawn),
        legend=(Key(_("a rating; the larger the dot, the more people chose it"), "@surface", "dot"),) if drawn else (),
        how=_(
            "Each row is a content pillar and a criterion, the largest difference first; dots are ratings, "
            "the line joins the lowest and the highest. Discuss the long lines: one of you may know "
            "something the others do not, or you may read the level differently. The table names who gave each rating."
        ),
        note=_reliability_note(found, _),
        table=_table(rows, found, _),
    )


def _rows(ratings: pd.DataFrame) -> list[Rated]:
    given: dict[tuple[str, str], dict[int, list[str]]] = {}
    for row in rows_of(ratings, RatingRow):
        given.setdefault((row.pillar, row.word), {}).setdefault(row.rating, []).append(row.person)
    rows = [Rated(*cell, dict(sorted(steps.items()))) for cell, steps in given.items()]
    return sorted(rows, key=lambda row: row.low - row.high)


def _title(found: Agreement, widest: Sequence[Disagreement], _: Words) -> str:
    if found.people < 2:
        return _("One person has rated so far; comparing takes at least two")
    if not found.shared:
        return _("No pillar has been rated by two people yet")
    if not widest:
        return _("You all gave the same pillars the same ratings")
    gaps = _.all_of(_gap(each, _) for each in widest[:NAMED])
    if len(widest) > NAMED:
        gaps = _("{gaps}, among others", gaps=gaps)
    if found.alpha >= RELIABLE and not _too_few(found):
        return _.plural(
            "Your ratings largely agree; the largest difference is on {gaps}",
            "Your ratings largely agree; the largest differences are on {gaps}",
            len(widest),
            gaps=gaps,
        )
    return _("You differ most on {gaps}", gaps=gaps)


def _gap(gap: Disagreement, _: Words) -> str:
    word = rating_criterion_words(_)[gap.word].lower()
    return _("{pillar}, {word} ({low} to {high})", pillar=gap.pillar, word=word, low=str(gap.low), high=str(gap.high))


def _too_few(found: Agreement) -> bool:
    """Whether the interval of the agreement lies on both sides of what tentative conclusions take."""
    return found.low < TENTATIVE <= found.high


def _subtitle(found: Agreement, _: Words) -> str:
    counts = _.plural(
        "{people} people, one criterion rated by at least two of them",
        "{people} people, {n} criteria rated by at least two of them",
        found.shared,
        people=found.people,
    )
    if math.isnan(found.alpha):
        return _("{counts}; agreement cannot be measured yet", counts=counts)
    if _too_few(found):
        return _("{counts}: too few ratings to conclude how far you agree", counts=counts)
    return _("{counts}; {agreement}", counts=counts, agreement=_measured(found, _))


def _measured(found: Agreement, _: Words) -> str:
    return _(
        "agreement {alpha} out of 1, {level} interval {low} to {high}",
        level=_.percent(LEVEL),
        alpha=_.number(found.alpha, 2),
        low=_.number(found.low, 2),
        high=_.number(found.high, 2),
    )


def _reliability_note(found: Agreement, _: Words) -> str:
    if math.isnan(found.alpha):
        return _("To measure agreement, at least two people must rate, and use more than one level.")
    if _too_few(found):
        return ""
    return _method(_)


def _method(_: Words) -> str:
    return _(
        "Method: alpha for ordinal ratings (Krippendorff, 2004); 1 is full agreement, 0 is no better than "
        "chance. He recommends at least {good}, or {fair} for tentative conclusions.",
        good=_.number(RELIABLE, 2),
        fair=_.number(TENTATIVE, 2),
    )


def _drawing(rows: Sequence[Rated], _: Words, *, wide: bool) -> Drawing:
    words = rating_criterion_words(_)
    names = [_("{pillar}: {word}", pillar=row.pillar, word=words[row.word].lower()) for row in rows]
    values = [
        str(row.low) if row.low == row.high else _("{low} to {high}", low=str(row.low), high=str(row.high))
        for row in rows
    ]
    spans = row_spans(range(len(rows)), [row.low for row in rows], [row.high for row in rows])
    layout = row_layout(names, values, wide=wide, ticks={step: str(step) for step in range(TOP + 1)}, end=TOP)
    layout["xaxis"]["range"] = [-0.2, TOP + 0.2]
    layout["height"] += len(rows) * 14 if wide else 0
    return figure([{**spans, "mode": "lines"}, _dots(rows, names)], **layout)


def _dots(rows: Sequence[Rated], names: Sequence[str]) -> dict[str, Any]:
    given = [(place, step, people) for place, row in enumerate(rows) for step, people in row.steps.items()]
    sizes = [9 + 4 * (len(people) - 1) for _place, _step, people in given]
    return points(
        [step for _place, step, _people in given],
        [place for place, _step, _people in given],
        {"color": "@ink", "opacity": 1, "size": sizes, "line": {"width": 1, "color": "@surface"}},
        [f"{clean_label(names[place])}<br>{step}: {clean_label(', '.join(people))}" for place, step, people in given],
    )


def _table(rows: Sequence[Rated], found: Agreement, _: Words) -> Table:
    """Name who gave each step; what is measured of too few ratings stands here alone."""
    words = rating_criterion_words(_)
    cells = [
        (row.pillar, words[row.word], *(", ".join(row.steps.get(step, ())) for step in range(TOP + 1))) for row in rows
    ]
    measured = f"{_.capital(_measured(found, _))}. {_method(_)}" if _too_few(found) else ""
    columns = (_("Pillar"), _("Criterion"), *(str(step) for step in range(TOP + 1)))
    return Table(columns, tuple(cells), caption=measured)
