"""What each measure is worth: a curve whose points can be moved, and own values in the place of any figure."""

from collections.abc import Sequence
from typing import Any

import ipywidgets

from strategy_kit.labels.criteria import criterion_words, measure_words
from strategy_kit.model import Brief, Curve
from strategy_kit.model.brief import MOST_VALUES
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import choice_column
from strategy_kit.session.session import Session
from strategy_kit.views.platforms import curve_view
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.form import Group, boxed, table
from strategy_kit.widgets.form_rows import Row, filled, given, number, percent
from strategy_kit.widgets.panel import Panel

MOST_POINTS = 12


def curves_panel(session: Session) -> Panel:
    """Let people open each curve and change it, or value a platform themselves; show where each platform stands."""
    opened = Opened(session)
    panel = Panel(
        session,
        [opened.group],
        [lambda workings, words: curve_view(opened.criterion)(workings, words)],
        editors=[values_group(session)],
        settings=lambda session: criterion_words(session.words)[opened.criterion],
    )
    opened.followers.append(panel.cards.refresh)
    return panel


class Opened:
    """
    Which curve is open, and its points.

    Parameters
    ----------
    session : Session

    Attributes
    ----------
    criterion : Criterion
        The open one.
    followers : list of callable
        Called when another is opened.
    """

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session, self.criterion = session, next(iter(CRITERIA))
        self.followers: list[Any] = [self._show]
        words = criterion_words(_)
        self.choice = ipywidgets.Dropdown(
            options=[(words[criterion], criterion) for criterion in CRITERIA],
            value=self.criterion,
            description=_("Open the curve of"),
        )
        self.choice.observe(self._open, "value")
        self._add = _("Add a point")
        self.points = table(session, self._columns, self._rows, self._write, add=self._add, most=MOST_POINTS)
        self.group = Group(
            _("What each measure is worth"),
            [self.choice, self.points],
            _("Straight lines between the points. Remove them all, and the workbook’s own curve is back."),
        )

    def _open(self, change: dict[str, Any]) -> None:
        self.criterion = change["new"]
        for follower in self.followers:
            follower()

    def _show(self) -> None:
        self.points.speak(self._columns(), self._session.words, add=self._add)
        self.points.tie.show()

    def _columns(self) -> list[dict[str, Any]]:
        _ = self._session.words
        measure = measure_words(_)[self.criterion]
        word = _("{measure}, %", measure=measure) if self._share else measure
        return [
            {"key": "at", "word": word, "kind": "number"},
            {"key": "value", "word": _("Worth, 0 to 1"), "kind": "number"},
        ]

    @property
    def _share(self) -> bool:
        return CRITERIA[self.criterion].unit == "share"

    def _rows(self, _brief: Brief) -> list[dict[str, float]]:
        curve = self._session.workings.utilities.curves[self.criterion]
        return [
            {"at": percent(at) if self._share else round(at, 6), "value": round(value, 6)}
            for at, value in zip(curve["at"], curve["value"], strict=True)
        ]

    def _write(self, brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        others = [curve for curve in brief.curves if curve.criterion != self.criterion]
        points = [
            {"at": number(row, f"curves.{place}.at") / (100 if self._share else 1), "value": number(row, _at(place))}
            for place, row in enumerate(filled(rows))
        ]
        own = [validated(Curve, {"criterion": self.criterion, "points": points}, "curves")] if points else []
        return {"curves": [*others, *own]}


def _at(place: int) -> str:
    return f"curves.{place}.value"


def values_group(session: Session) -> Group:
    """Own values in the place of any figure."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        names = platform_names(session.workings)
        offered = {key: names[key] for key in session.workings.catalogue.open.index}
        return [
            choice_column("platform", _("Platform"), offered, names),
            choice_column("criterion", _("Criterion"), criterion_words(_)),
            {"key": "value", "word": _("Worth, 0 to 1"), "kind": "number"},
        ]

    editor = table(
        session,
        columns,
        lambda brief: [dict(own) for own in brief.own_values],
        lambda brief, rows: {"own_values": [given(row) for row in filled(rows)]},
        add=_("Give a value of your own"),
        most=MOST_VALUES,
    )
    return boxed(
        _("Your own values"),
        [editor],
        _("Where you know better than any figure. What you enter here takes its place, and the chart says so."),
    )
