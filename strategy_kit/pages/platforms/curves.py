"""Value curves of the criteria with points to edit, and own values in the place of any figure."""

from collections.abc import Sequence
from typing import Any

import ipywidgets

from strategy_kit.frames import PointRow, rows_of
from strategy_kit.labels.criteria import criterion_words, measure_words
from strategy_kit.model import Brief, Curve
from strategy_kit.model.brief import MOST_VALUES
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import choice_column, platform_column
from strategy_kit.session.session import Session
from strategy_kit.views.platforms import curve_view
from strategy_kit.widgets.form import Group, boxed, list_field, table
from strategy_kit.widgets.form_rows import Row, filled, number, percent
from strategy_kit.widgets.panel import Panel

MOST_POINTS = 12


def curves_panel(session: Session) -> Panel:
    """Value curves and own values; where each platform is on the curve."""
    editor = CurveEditor(session)
    panel = Panel(
        session,
        [editor.group],
        [lambda workings, words: curve_view(editor.criterion)(workings, words)],
        editors=[values_group(session)],
        settings=lambda session: criterion_words(session.words)[editor.criterion],
    )
    editor.followers.append(panel.cards.refresh)
    return panel


class CurveEditor:
    """The points of one curve; `followers` are called when the curve of another `criterion` is chosen."""

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session, self.criterion = session, next(iter(CRITERIA))
        self.followers: list[Any] = [self._show]
        words = criterion_words(_)
        options = [(words[criterion], criterion) for criterion in CRITERIA]
        label = _("Open the curve of")
        self.choice = ipywidgets.Dropdown(options=options, value=self.criterion, description=label)
        self.choice.observe(self._choose, "value")
        self._add = _("Add a point")
        self.points = table(session, self._columns, self._rows, self._write, add=self._add, most=MOST_POINTS)
        self.group = Group(
            _("What each measure is worth"),
            [self.choice, self.points],
            _("Straight lines between the points. Remove them all, and the workbook’s own curve is back."),
        )

    def _choose(self, change: dict[str, Any]) -> None:
        self.criterion = change["new"]
        for follower in self.followers:
            follower()

    def _show(self) -> None:
        self.points.set_columns(self._columns(), self._session.words, add=self._add)
        self.points.binding.show()

    def _columns(self) -> list[dict[str, Any]]:
        _ = self._session.words
        measure = measure_words(_)[self.criterion]
        word = _("{measure}, %", measure=measure) if self._is_share else measure
        return [
            {"key": "at", "word": word, "kind": "number"},
            {"key": "value", "word": _("Worth, 0 to 1"), "kind": "number"},
        ]

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


def values_group(session: Session) -> Group:
    """Own values in the place of any figure."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        return [
            platform_column(session, session.workings.catalogue.open.index),
            choice_column("criterion", _("Criterion"), criterion_words(_)),
            {"key": "value", "word": _("Worth, 0 to 1"), "kind": "number"},
        ]

    editor = table(session, columns, *list_field("own_values"), add=_("Give a value of your own"), most=MOST_VALUES)
    words = _("Where you know better than any figure. What you enter here takes its place, and the chart says so.")
    return boxed(_("Your own values"), [editor], words)
