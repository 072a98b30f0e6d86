"""The two-way binding of a control to the plan: entries are proposed, and refusals shown where they are."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets

from strategy_kit.errors import InputError, first_of
from strategy_kit.session.session import Session
from strategy_kit.widgets.choices import Choice
from strategy_kit.widgets.form_rows import Identity, Row, in_written_order, row_of, with_held, with_valid_rows
from strategy_kit.widgets.table import TableEditor

Read = Callable[[Any], Any]
Write = Callable[[Any, Any], Mapping[str, object]]


class Binding:
    """
    The two-way binding of a control to the plan. What was refused stays until it is corrected or the plan changes
    there. A table keeps its rows in the order they are written in; one with an `identity` of rows keeps the
    valid ones beside those that were refused.
    """

    def __init__(
        self,
        session: Session,
        control: Any,
        read: Read,
        write: Write,
        *,
        of_plan: bool = False,
        identity: Identity | None = None,
    ) -> None:
        self.session, self.control, self.read, self.write = session, control, read, write
        self._identity, self._is_partial = identity, False
        self._of_plan, self.is_refused = of_plan, False
        self.report: Callable[[str], None] = lambda words: None
        self.label = ""
        self._shown, self._showing, self._writing = read(self.model), False, False
        control.binding = self
        control.observe(self._value_changed, "value")
        session.on_change(self.show)

    @property
    def model(self) -> Any:
        """The brief, or the plan itself."""
        return model_of(self.session, self._of_plan)

    def shows_alike(self, one: Any, other: Any) -> bool:
        """Whether the control shows two plans alike."""
        first, second = (self.read(plan if self._of_plan else plan.brief) for plan in (one, other))
        return bool(first == second)

    def show(self) -> None:
        """Show what the plan holds; showing proposes nothing, even where the control cannot show all of it."""
        value = self.read(self.model)
        is_table = isinstance(self.control, TableEditor)
        drafted = (is_table or self.is_refused) and value == self._shown
        self._shown = value
        if self._is_partial:
            return
        if self._writing and is_table:
            value = tuple(in_written_order(value, self.control.value))
        if drafted or (value == self.control.value and not isinstance(self.control, Choice)):
            return
        self._display(value)

    def put_back(self) -> str:
        """Show what the plan holds in the place of an entry that was refused; return what it is called."""
        self._display(self.read(self.model))
        return str(getattr(self.control, "description", "") or self.label)

    def _display(self, value: Any) -> None:
        self._showing = True
        try:
            if isinstance(self.control, Choice):
                self.control.select(value)
            else:
                _widen(self.control, value)
                self.control.value = value
        finally:
            self._showing = False
        self._show_faults([], [])

    def _value_changed(self, change: Mapping[str, Any]) -> None:
        if self._showing:
            return
        if change["new"] == self.read(self.model):
            self._show_faults([], [])
            return
        self._writing = True
        try:
            unreadable = self.control.faults() if isinstance(self.control, TableEditor) else []
            if unreadable:
                raise first_of(unreadable)
            self._take(self.write(self.model, change["new"]))
        except InputError as error:
            self._refuse(self._keep_valid_rows(error, change["new"]) if self._identity else error)
        else:
            self._show_faults([], [])
        finally:
            self._writing = False

    def _take(self, changes: Mapping[str, object]) -> None:
        if self._of_plan:
            self.session.replace_plan(self.session.plan.changed(**changes))
        else:
            self.session.change_brief(**changes)

    def _keep_valid_rows(self, error: InputError, rows: Sequence[Row]) -> InputError:
        """Take the rows without a fault; what the plan holds of what the others are about stays. Return all faults."""

        def write(valid: Sequence[Row], refused: Sequence[Row]) -> None:
            rows = with_held(valid, refused, self.read(self.model), self._identity)
            self._take(self.write(self.model, rows))

        self._is_partial = True
        try:
            return with_valid_rows(rows, error, write)
        finally:
            self._is_partial = False

    def _refuse(self, error: InputError) -> None:
        """Show each fault below its cell, else below the control, by the name it has on the page."""
        cells, rest = [], []
        for fault in (error, *error.also):
            row, column = self._cell(fault.field)
            if column:
                cells.append({"row": row, "key": column["key"], "message": self._message(fault, column["word"])})
            else:
                rest.append(self._message(fault, getattr(self.control, "description", "") or self.label))
        self._show_faults(cells, rest)

    def _cell(self, field: str) -> tuple[int, Mapping[str, Any]]:
        """Return row and column that a place in the brief (``team.2.duty.0.start``) has in the table, if it has one."""
        columns = getattr(self.control, "columns", ())
        row = row_of(field)
        parts = field.partition(f".{row}.")[2].split(".")
        named = [column for part in parts for column in columns if column["key"] == part]
        return (row, named[0]) if named and row is not None else (0, {})

    def _show_faults(self, cells: Sequence[Mapping[str, Any]], rest: Sequence[str]) -> None:
        """Show the faults of cells and of the control; tell the page how many there are."""
        self.report(" ".join(dict.fromkeys(rest)))
        if isinstance(self.control, TableEditor):
            self.control.errors = [dict(cell) for cell in cells]
        self.is_refused = bool(cells or rest)
        self.session.refusals.put(self, len(cells) + len(rest))

    def _message(self, error: InputError, label: str) -> str:
        return self.session.words(error.message, **{**error.params, "field": label or error.field})


def model_of(session: Session, of_plan: bool) -> Any:
    """Return what a control is bound to: the plan itself, else its brief."""
    return session.plan if of_plan else session.plan.brief


def _widen(control: Any, value: Any) -> None:
    """Let a slider reach what the plan holds beyond its end."""
    if isinstance(control, ipywidgets.IntSlider | ipywidgets.FloatSlider | ipywidgets.IntRangeSlider):
        control.max = max(control.max, *(value if isinstance(value, tuple) else (value,)))
