"""Value curves of the criteria with points to edit, and own values in the place of any figure."""

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets

from strategy_kit.frames import PointRow, rows_of
from strategy_kit.labels.criteria import criterion_words, measure_words
from strategy_kit.model import Brief, Curve
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import Criterion
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import EDITION_PLATFORMS, platform_column
from strategy_kit.session.session import Session
from strategy_kit.views.platforms import curve_view
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, boxed, list_field, table
from strategy_kit.widgets.form_rows import Row, filled, number, percent
from strategy_kit.widgets.panel import Panel


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
        self.choice = ipywidgets.Dropdown(options=options, value=options[0][1], description=_("Open the curve of"))
        self.points = table(session, self._columns, self._rows, self._write, add=add, most=Curve.most("points"))
        self.on_change(lambda: self.points.set_columns(self._columns(), _, add=add))
        self.on_change(self.points.binding.show)
        help_text = _("Straight lines between the points. Remove them all, and the workbook’s own curve is back.")
        self.form = Form(_("What each measure is worth"), [self.choice, self.points], help_text)

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
        return [column("at", word, "number"), column("value", _("Worth, 0 to 1"), "number")]

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
        column("value", _("Worth, 0 to 1"), "number"),
    ]
    editor = table(
        session, columns, *list_field("own_values"), add=_("Give a value of your own"), most=Brief.most("own_values")
    )
    words = _("Where you know better than any figure. What you enter here takes its place, and the chart says so.")
    return boxed(_("Your own values"), [editor], words)
