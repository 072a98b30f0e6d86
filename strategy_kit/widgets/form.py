"""
Controls bound to the plan: what a person sets is proposed to the session, what the plan holds is shown.

Each maker takes `read` (brief to the control's value) and `write` (brief and value to changed fields of the brief);
`field` and `list_field` return both for a field that is taken as it is. Values of controls come from outside: the model
checks them, and a refusal is shown under the group.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit.errors import InputError, first_of
from strategy_kit.session.session import Session
from strategy_kit.widgets.choices import Choice, Columns, Options, not_in_list, with_present_choices
from strategy_kit.widgets.form_rows import filled, given, in_written_order
from strategy_kit.widgets.html import heading, help_line, refusal_line
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.switch import connect
from strategy_kit.widgets.table import TableEditor

Read = Callable[[Any], Any]
Write = Callable[[Any, Any], Mapping[str, object]]


def field(name: str) -> tuple[Read, Write]:
    """Return how a control reads and writes a field of the brief or plan as it is."""
    return attrgetter(name), lambda _held, value: {name: value}


def list_field(name: str) -> tuple[Read, Write]:
    """Return how a table reads and writes a list of the brief, a row for each entry."""
    return (
        lambda brief: [dict(entry) for entry in getattr(brief, name)],
        lambda _brief, rows: {name: [given(row) for row in filled(rows)]},
    )


class Group(ipywidgets.VBox):
    """
    Some controls under one heading, with a line for what could not be used.

    Parameters
    ----------
    title : str
    controls : sequence of widgets
        Made by the functions of this module, or any other.
    help : str
    """

    def __init__(self, title: str, controls: Sequence[ipywidgets.Widget], help: str = "") -> None:  # noqa: A002
        self.refusal = Prose()
        head = [Prose(heading(title, help))] if title else []
        super().__init__([*head, *controls, self.refusal])
        self.add_class("group")
        for control in controls:
            if isinstance(control, TableEditor) and title:
                control.entitle(title)
        connect(controls, self._report, title)

    def _report(self, words: str) -> None:
        self.refusal.show(refusal_line(words) if words else Markup())


class Binding:
    """
    The two-way binding of a control to the plan.

    What was refused stays in a table to be mended, until the plan itself changes there; any other control goes back to
    the plan at its next change. A table keeps its rows in the order in which a person writes them.
    """

    def __init__(self, session: Session, control: Any, read: Read, write: Write, *, of_plan: bool = False) -> None:
        self.session, self.control, self.read, self.write = session, control, read, write
        self._of_plan = of_plan
        self.report: Callable[[str], None] = lambda words: None
        self.label = ""
        self._shown, self._showing, self._writing = read(self._model()), False, False
        control.binding = self
        control.observe(self._value_changed, "value")
        session.on_change(self.show)

    def show(self) -> None:
        """Show what the plan holds; showing proposes nothing, even where the control cannot show all of it."""
        value = self.read(self._model())
        is_table = isinstance(self.control, TableEditor)
        drafted = is_table and value == self._shown
        self._shown = value
        if self._writing and is_table:
            value = tuple(in_written_order(value, self.control.value))
        if drafted or value == self.control.value:
            return
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
        model = self._model()
        if self._showing:
            return
        if change["new"] == self.read(model):
            self._show_faults([], [])
            return
        self._writing = True
        try:
            unreadable = self.control.faults() if isinstance(self.control, TableEditor) else []
            if unreadable:
                raise first_of(unreadable)
            changes = self.write(model, change["new"])
            if self._of_plan:
                self.session.replace_plan(self.session.plan.changed(**changes))
            else:
                self.session.change_brief(**changes)
        except InputError as error:
            self._refuse(error)
        else:
            self._show_faults([], [])
        finally:
            self._writing = False

    def _model(self) -> Any:
        return self.session.plan if self._of_plan else self.session.plan.brief

    def _refuse(self, error: InputError) -> None:
        """Show each fault below its cell, else below the group, by the name it has on the page."""
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
        parts = field.split(".")
        row = next((place for place, part in enumerate(parts) if part.isdigit()), len(parts))
        named = [column for part in parts[row + 1 :] for column in columns if column["key"] == part]
        return (int(parts[row]), named[0]) if named else (0, {})

    def _show_faults(self, cells: Sequence[Mapping[str, Any]], rest: Sequence[str]) -> None:
        """Show the faults of cells and of the group; tell the page how many there are."""
        self.report(" ".join(dict.fromkeys(rest)))
        if isinstance(self.control, TableEditor):
            self.control.errors = [dict(cell) for cell in cells]
        self.session.refusals.put(self, len(cells) + len(rest))

    def _message(self, error: InputError, label: str) -> str:
        return self.session.words(error.message, **{**error.params, "field": label or error.field})


def bind(session: Session, control: Any, read: Read, write: Write, *, of_plan: bool = False) -> Any:
    """Bind a control to the brief, or to the plan itself; return it."""
    Binding(session, control, read, write, of_plan=of_plan)
    return control


def slider(
    session: Session, label: str, read: Read, write: Write, *, least: float, most: float, step: float = 1.0
) -> ipywidgets.Widget:
    """Make a slider for a number."""
    whole = float(step).is_integer() and float(least).is_integer()
    make = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    shown = {} if whole else {"readout_format": ".1f" if step >= 0.1 else ".2f"}
    value = read(session.plan.brief)
    control = make(value=value, min=least, max=max(most, value), step=step, description=label, **shown)
    if not whole and session.words.number(0.5) != "0.5":
        control.add_class("comma")
    return bind(session, control, read, write)


def span(session: Session, label: str, read: Read, write: Write, *, least: int, most: int) -> ipywidgets.Widget:
    """Make a slider with two ends."""
    value = read(session.plan.brief)
    control = ipywidgets.IntRangeSlider(value=value, min=least, max=max(most, *value), description=label)
    return bind(session, control, read, write)


def choice(
    session: Session, label: str, read: Read, write: Write, options: Options, name: Callable[[Any], str] | None = None
) -> ipywidgets.Widget:
    """Make a list to choose one from: (words, value); `name` names a value of the plan that is not among them."""
    name = name or (lambda value: not_in_list(value, session.words))
    return bind(session, Choice(options, read(session.plan.brief), name, label), read, write)


def toggle(session: Session, label: str, read: Read, write: Write, options: Options) -> ipywidgets.Widget:
    """Make two or three buttons of which one is on; none where the plan holds what is not offered."""
    offered = {value: value for _word, value in options}
    value = offered.get(read(session.plan.brief))
    control = ipywidgets.ToggleButtons(options=list(options), value=value, description=label)
    return bind(session, control, lambda brief: offered.get(read(brief)), write)


def flag(session: Session, label: str, read: Read, write: Write) -> ipywidgets.Widget:
    """Make a box to tick."""
    control = ipywidgets.Checkbox(value=read(session.plan.brief), description=label, indent=False)
    return bind(session, control, read, write)


def text(session: Session, label: str, read: Read, write: Write, *, of_plan: bool = False) -> ipywidgets.Widget:
    """Make a line to write on; it is read when it is left."""
    value = read(session.plan if of_plan else session.plan.brief)
    control = ipywidgets.Text(value=value, description=label, continuous_update=False)
    return bind(session, control, read, write, of_plan=of_plan)


def table(
    session: Session,
    columns: Columns | Callable[[], Columns],
    read: Read,
    write: Write,
    *,
    add: str,
    least: int = 0,
    most: int = 12,
    wide: bool = False,
) -> TableEditor:
    """
    Make a table of rows to edit; columns that depend on the plan come from a function.

    A choice that the plan holds and its column does not offer stays, and is shown as not in the list.
    """

    def present() -> Columns:
        offered = columns() if callable(columns) else columns
        return with_present_choices(offered, read(session.plan.brief), session.words)

    def follow() -> None:
        now = present()
        if now != control.columns:
            control.set_columns(now, session.words, add=add)

    control = TableEditor(present(), read(session.plan.brief), session.words, add=add, min_rows=least, max_rows=most)
    if wide:
        control.add_class("spread")
    session.on_change(follow)
    return bind(session, control, lambda brief: control.normalized(read(brief)), write)


def boxed(title: str, controls: Sequence[ipywidgets.Widget], help: str = "") -> Group:  # noqa: A002
    """Put controls that stand among the answers, such as tables, into a box of their own."""
    return Group(title, controls, help).add_class("box")


def explained(control: ipywidgets.Widget, words: str) -> list[ipywidgets.Widget]:
    """Put a line of help under a control."""
    return [control, Prose(help_line(words))]


def live_prose(session: Session, line: Callable[[], Markup]) -> Prose:
    """Make a line of words that follows the plan."""
    shown = Prose(line())
    session.on_change(lambda: shown.show(line()))
    return shown


def _widen(control: Any, value: Any) -> None:
    """Let a slider reach what the plan holds beyond its end."""
    if isinstance(control, ipywidgets.IntSlider | ipywidgets.FloatSlider | ipywidgets.IntRangeSlider):
        control.max = max(control.max, *(value if isinstance(value, tuple) else (value,)))
