"""Weights of the criteria, by sliders, points, pairs or the group; and their value curves."""

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from operator import attrgetter
from typing import Any

import ipywidgets
import pandas as pd
from markupsafe import Markup

from strategy_kit.errors import InputError
from strategy_kit.frames import PointRow, rows_of
from strategy_kit.i18n import N_, Words
from strategy_kit.labels.platforms import criterion_words, measure_words, times_words
from strategy_kit.model import Brief, Curve
from strategy_kit.model.criteria import CRITERIA, PAIRS
from strategy_kit.model.types import Criterion, Weighing
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import EDITION_PLATFORMS, platform_column
from strategy_kit.platforms import complete_comparisons, pair_weights
from strategy_kit.platforms.pairwise import STEPS
from strategy_kit.platforms.scores import weight_points
from strategy_kit.session.session import Session
from strategy_kit.views.platforms import curve_view, heaviest_criterion
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import (
    Form,
    Read,
    Write,
    bind,
    boxed,
    dropdown,
    list_field,
    live_prose,
    slider,
    table,
    toggle_buttons,
    with_help,
)
from strategy_kit.widgets.form_rows import Row, filled, number, percent
from strategy_kit.widgets.html import help_line, refusal_line
from strategy_kit.widgets.lazy import Switch
from strategy_kit.widgets.number_field import NumberField
from strategy_kit.widgets.panel import Panel
from strategy_kit.widgets.prose import Prose

MOST_WEIGHT = 5.0
POINTS = 100
CONCENTRATION = "weight_concentration"
"""The assumption behind "How sure are you?"."""
UNSURE, FAIRLY, VERY = 5.0, 20.0, 80.0


def weights_form(session: Session) -> Form:
    """Weights of the criteria, the way to weigh them, and how sure the group is of them."""
    _ = session.words
    return Form(_("What matters to you"), [_method(session), _weights(session), *_sureness(session)])


def criteria_form(session: Session) -> Form:
    """Weights of the criteria alone."""
    return Form(session.words(N_("What matters to you")), [_weights(session)])


def weighing_form(session: Session) -> Form:
    """The way to weigh the criteria, and how sure the group is of the weights."""
    return Form(session.words(N_("Way of weighting")), [_method(session), *_sureness(session)])


def _method(session: Session) -> ipywidgets.Widget:
    _ = session.words
    methods = {
        "sliders": _("sliders"),
        "points": _("points to share out"),
        "pairs": _("comparing in pairs"),
        "group": _("each person’s weights"),
    }
    return dropdown(session, _("Weight by"), attrgetter("weighing"), _with_method, methods)


def _weights(session: Session) -> Switch:
    """Weights as the chosen way takes them: controls, or a line that says where they are."""
    _ = session.words
    proportions = _("Only the proportions count: 2 and 1 mean the same as 4 and 2.")
    by_pairs = _("The weights come from the table “Compare in pairs”.")
    by_people = _("Each person’s weights are in the table under “As a group”; the average counts.")
    return Switch(
        session,
        attrgetter("weighing"),
        {
            "sliders": lambda: [*_sliders(session), Prose(help_line(proportions))],
            "points": lambda: _points(session),
            "pairs": lambda: [Prose(help_line(by_pairs))],
            "group": lambda: [Prose(help_line(by_people))],
        },
    )


def _sureness(session: Session) -> list[ipywidgets.Widget]:
    _ = session.words
    sure = toggle_buttons(
        session,
        _("How sure are you?"),
        lambda brief: _concentration_step(session),
        partial(_with_concentration, session),
        {UNSURE: _("not sure"), FAIRLY: _("fairly sure"), VERY: _("very sure")},
    )
    return with_help(sure, _("The less sure you are, the more the ranking may change."))


def pairs_editor(session: Session) -> Switch:
    """Pairwise comparisons, while weights come from them."""
    return Switch(session, lambda brief: brief.weighing, {"pairs": lambda: [_pairs(session)]})


def weights_line(session: Session) -> str:
    """Return the criterion of most weight in one line."""
    _, (first, share) = session.words, heaviest_criterion(session.workings)
    return _("Settings: “{criterion}” weighs {share}", criterion=criterion_words(_)[first], share=_.percent(share))


def _with_method(brief: Brief, method: Weighing) -> dict[str, object]:
    """Change the method of weighing, beginning from the present weights."""
    if method == "points":
        return {"weighing": method, "weights": weight_points(dict(brief.weights), POINTS)}
    if method == "pairs" and not brief.comparisons:
        weights = pd.Series(dict(brief.weights), dtype=float)
        return {"weighing": method, "comparisons": [dict(pair) for pair in complete_comparisons(weights)]}
    return {"weighing": method}


def _sliders(session: Session) -> list[ipywidgets.Widget]:
    words = criterion_words(session.words)
    return [
        slider(session, words[criterion], *_scaled_weight(criterion), least=0.0, most=MOST_WEIGHT, step=0.5)
        for criterion in CRITERIA
    ]


def _scaled_weight(criterion: Criterion) -> tuple[Read, Write]:
    return (
        lambda brief: _scaled(brief)[criterion],
        lambda brief, value: {"weights": {**_scaled(brief), criterion: value}},
    )


def _scaled(brief: Brief) -> dict[str, float]:
    """Return the weights in proportion, on the scale of the sliders."""
    weights = dict(brief.weights)
    most = max(weights.values())
    return weights if most <= MOST_WEIGHT else {key: weight * MOST_WEIGHT / most for key, weight in weights.items()}


def _points(session: Session) -> list[ipywidgets.Widget]:
    _ = session.words
    words = criterion_words(_)
    line = Prose()
    controls = [_point(session, criterion, words[criterion]) for criterion in CRITERIA]

    def count(_change: object = None) -> None:
        """Count the points of the controls, not of the plan: it does not take a sum of zero."""
        with suppress(InputError):  # the field shows it
            line.show(help_line(_points_line(sum(control.number() for control in controls), _)))

    count()
    for control in controls:
        control.observe(count, "value")
    return [*controls, line]


def _points_line(given_away: int, _: Words) -> str:
    if given_away < POINTS:
        return _.plural("One point left to share out.", "{n} points left to share out.", POINTS - given_away)
    if given_away > POINTS:
        return _.plural(
            "One point too many; only the proportions count.",
            "{n} points too many; only the proportions count.",
            given_away - POINTS,
        )
    return _("All {n} points are shared out.", n=POINTS)


def _point(session: Session, criterion: Criterion, word: str) -> NumberField:
    def points(brief: Brief) -> int:
        return round(dict(brief.weights)[criterion])

    field = NumberField(points(session.plan.brief), session.words, low=0, high=POINTS, description=word)
    return bind(
        session,
        field,
        lambda brief: field.formatted(points(brief)),
        lambda brief, _text: {"weights": {**dict(brief.weights), criterion: field.number()}},
    )


def _pairs(session: Session) -> Form:
    _ = session.words
    words = criterion_words(_)
    columns = [
        choice_column("criterion", _("This criterion"), words),
        choice_column("over", _("compared with"), words),
        choice_column("times", _("weighs"), {step: _times(step, _) for step in reversed(STEPS)}),
    ]
    editor = table(
        session, columns, *list_field("comparisons"), add=_("Compare two criteria"), most=Brief.most("comparisons")
    )
    help_text = _(
        "{few} pairs that link all criteria are enough; with all {all}, the workbook can also check that "
        "your comparisons are consistent.",
        few=len(CRITERIA) - 1,
        all=PAIRS,
    )
    return boxed(_("Compare in pairs"), [editor, live_prose(session, partial(_pairs_apart, session))], help_text)


def _pairs_apart(session: Session) -> Markup:
    """Return which criteria the pairs of a saved plan leave apart, as a refusal; nothing if none."""
    _, comparisons = session.words, session.plan.brief.comparisons
    try:
        if comparisons:
            pair_weights(comparisons)
    except InputError as error:
        apart = [criterion_words(_)[key] for key in str(error.value).split(", ")]
        return refusal_line(_(error.message, field=_("Compare in pairs"), value=_.all_of(apart)))
    return Markup()


def _times(step: float, _: Words) -> str:
    """Return the words of a step of Saaty's scale; its odd ones have a name."""
    words = {1: _("the same"), 3: _("somewhat more"), 5: _("clearly more"), 7: _("much more"), 9: _("far more")}
    less = {3: _("somewhat less"), 5: _("clearly less"), 7: _("much less"), 9: _("far less")}
    word = words.get(round(step)) if step >= 1 else less.get(round(1 / step))
    times = times_words(step, _)
    return _("{step}: {word}", step=times, word=word) if word else times


def _concentration_step(session: Session) -> float:
    """Return the step nearest to the plan's concentration; steps are four times one another."""
    own = {assumption.key: assumption.value for assumption in session.plan.brief.assumptions}
    value = own.get(CONCENTRATION, _default_concentration(session))
    return min((UNSURE, FAIRLY, VERY), key=lambda step: abs(math.log(max(value, 1e-9) / step)))


def _default_concentration(session: Session) -> float:
    return float(session.workings.evidence.assumptions.set_index("key")["value"][CONCENTRATION])


def _with_concentration(session: Session, brief: Brief, value: float) -> dict[str, object]:
    others = [assumption for assumption in brief.assumptions if assumption.key != CONCENTRATION]
    own = [] if value == _default_concentration(session) else [{"key": CONCENTRATION, "value": value}]
    return {"assumptions": [*others, *own]}


def curves_panel(session: Session) -> Panel:
    """Value curves and own values; where each platform is on the curve."""
    editor = CurveEditor(session)
    panel = Panel(
        session,
        [lambda workings, words: curve_view(editor.criterion)(workings, words)],
        forms=[editor.form],
        editors=[values_form(session)],
        summary=lambda session: criterion_words(session.words)[editor.criterion],
    )
    editor.on_change(panel.cards.refresh)
    return panel


class CurveEditor:
    """A form for the points of one curve; its listeners are called when the curve of another `criterion` is chosen."""

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session = session
        words, add = criterion_words(_), _("Add a point")
        options = [(words[criterion], criterion) for criterion in CRITERIA]
        self.choice = ipywidgets.Dropdown(options=options, value=options[0][1], description=_("Show the curve for"))
        self.points = table(session, self._columns, self._rows, self._write, add=add, most=Curve.most("points"))
        self.on_change(lambda: self.points.set_columns(self._columns(), _, add=add))
        self.on_change(self.points.binding.show)
        help_text = _("The points are joined by straight lines. Remove them all to return to the workbook’s own curve.")
        self.form = Form(_("Value of each measure"), [self.choice, self.points], help_text)

    @property
    def criterion(self) -> Criterion:
        """The criterion whose curve is shown."""
        return self.choice.value

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` when the curve of another criterion is chosen."""
        self.choice.observe(lambda _change: listener(), "value")

    def _columns(self) -> list[dict[str, Any]]:
        _ = self._session.words
        measure = measure_words(_)[self.criterion]
        word = _("{measure}, %", measure=measure) if self._is_share else measure
        return [column("at", word, "number"), column("value", _("Value, 0 to 1"), "number")]

    @property
    def _is_share(self) -> bool:
        return CRITERIA[self.criterion].unit == "share"

    def _rows(self, _brief: Brief) -> list[dict[str, float]]:
        curve = self._session.workings.utilities.curves[self.criterion]
        return [
            {"at": percent(at) if self._is_share else round(at, 6), "value": round(value, 6)}
            for at, value in rows_of(curve, PointRow)
        ]

    def _write(self, brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        others = [curve for curve in brief.curves if curve.criterion != self.criterion]
        unit = 100 if self._is_share else 1
        points = [
            {"at": number(row, f"curves.{place}.at") / unit, "value": number(row, f"curves.{place}.value")}
            for place, row in enumerate(filled(rows))
        ]
        own = [validated(Curve, {"criterion": self.criterion, "points": points}, "curves")] if points else []
        return {"curves": [*others, *own]}


def values_form(session: Session) -> Form:
    """Own values in the place of any figure."""
    _ = session.words
    columns = [
        platform_column(session, EDITION_PLATFORMS),
        choice_column("criterion", _("Criterion"), criterion_words(_)),
        column("value", _("Value, 0 to 1"), "number"),
    ]
    editor = table(
        session, columns, *list_field("own_values"), add=_("Add your own value"), most=Brief.most("own_values")
    )
    words = _(
        "Use this where you know better than any published figure. Your value replaces it, and the chart shows so."
    )
    return boxed(_("Your own values"), [editor], words)
