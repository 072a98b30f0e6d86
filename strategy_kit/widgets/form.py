"""
Controls tied to the plan: what a person sets is proposed to the session, what the plan holds is shown.

Each maker takes `read` (brief to the control's value) and `write` (brief and value to changed fields of the brief).
What comes from a control comes from outside: the model checks it, and a refusal is said under the group.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit.errors import InputError, first_of
from strategy_kit.session.session import Session
from strategy_kit.widgets.choices import Choice, Columns, Options, not_in_list, with_held_choices
from strategy_kit.widgets.form_rows import arranged
from strategy_kit.widgets.html import heading, help_line, refusal_line
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.table import TableEditor

Read = Callable[[Any], Any]
Write = Callable[[Any, Any], Mapping[str, object]]


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
            tie = getattr(control, "tie", None)
            if tie is not None:
                tie.say, tie.place = self._say, title

    def _say(self, words: str) -> None:
        self.refusal.say(refusal_line(words) if words else Markup())


class Tie:
    """
    What ties a control to the plan.

    What was refused stays in a table to be mended, until the plan itself changes there; any other control goes back to
    the plan at its next change. A table keeps its rows in the order in which somebody writes them.
    """

    def __init__(self, session: Session, control: Any, read: Read, write: Write, *, of_plan: bool = False) -> None:
        self.session, self.control, self.read, self.write = session, control, read, write
        self._of_plan = of_plan
        self.say: Callable[[str], None] = lambda words: None
        self.place = ""
        self._shown, self._showing, self._writing = read(self._held()), False, False
        control.tie = self
        control.observe(self._proposed, "value")
        session.on_change(self.show)

    def show(self) -> None:
        """Show what the plan holds; showing proposes nothing, even where the control cannot show all of it."""
        value = self.read(self._held())
        drafted = isinstance(self.control, TableEditor) and value == self._shown
        self._shown = value
        if self._writing and isinstance(self.control, TableEditor):
            value = tuple(arranged(value, self.control.value))
        if drafted or value == self.control.value:
            return
        self._showing = True
        try:
            if isinstance(self.control, Choice):
                self.control.hold(value)
            else:
                _widen(self.control, value)
                self.control.value = value
        finally:
            self._showing = False
        self._accept()

    def _proposed(self, change: Mapping[str, Any]) -> None:
        held = self._held()
        if self._showing:
            return
        if change["new"] == self.read(held):
            self._accept()
            return
        self._writing = True
        try:
            unreadable = self.control.faults() if isinstance(self.control, TableEditor) else []
            if unreadable:
                raise first_of(unreadable)
            changes = self.write(held, change["new"])
            if self._of_plan:
                self.session.keep(self.session.plan.changed(**changes))
            else:
                self.session.propose(**changes)
        except InputError as error:
            self._refuse(error)
        else:
            self._accept()
        finally:
            self._writing = False

    def _accept(self) -> None:
        self._show([], [])

    def _held(self) -> Any:
        return self.session.plan if self._of_plan else self.session.plan.brief

    def _refuse(self, error: InputError) -> None:
        """Say all that was refused: below its cell, else below the group, by the name it has on the page."""
        cells, rest = [], []
        for fault in (error, *error.also):
            row, column = self._cell(fault.field)
            if column:
                cells.append({"row": row, "key": column["key"], "message": self._said(fault, column["word"])})
            else:
                rest.append(self._said(fault, getattr(self.control, "description", "") or self.place))
        self._show(cells, rest)

    def _cell(self, field: str) -> tuple[int, Mapping[str, Any]]:
        """Return row and column that a place in the brief (``team.2.duty.0.start``) has in the table, if it has one."""
        columns = getattr(self.control, "columns", ())
        parts = field.split(".")
        row = next((place for place, part in enumerate(parts) if part.isdigit()), len(parts))
        named = [column for part in parts[row + 1 :] for column in columns if column["key"] == part]
        return (int(parts[row]), named[0]) if named else (0, {})

    def _show(self, cells: Sequence[Mapping[str, Any]], rest: Sequence[str]) -> None:
        """Show the faults of cells and of the group; tell the page how many stand there."""
        self.say(" ".join(dict.fromkeys(rest)))
        if isinstance(self.control, TableEditor):
            self.control.errors = [dict(cell) for cell in cells]
        self.session.refusals.put(self, len(cells) + len(rest))

    def _said(self, error: InputError, place: str) -> str:
        return self.session.words(error.message, **{**error.params, "field": place or error.field})


def slider(
    session: Session, label: str, read: Read, write: Write, *, least: float, most: float, step: float = 1.0
) -> ipywidgets.Widget:
    """Make a slider for a number."""
    whole = float(step).is_integer() and float(least).is_integer()
    make = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    number = int if whole else float
    shown = {} if whole else {"readout_format": ".1f" if step >= 0.1 else ".2f"}
    value = read(session.plan.brief)
    control = make(
        value=value,
        min=number(least),
        max=number(max(most, value)),
        step=number(step),
        description=label,
        **shown,
    )
    if not whole and session.words.number(0.5) != "0.5":
        control.add_class("comma")
    return _tied(session, control, read, write)


def span(session: Session, label: str, read: Read, write: Write, *, least: int, most: int) -> ipywidgets.Widget:
    """Make a slider with two ends."""
    value = read(session.plan.brief)
    control = ipywidgets.IntRangeSlider(value=value, min=least, max=max(most, *value), description=label)
    return _tied(session, control, read, write)


def choice(
    session: Session,
    label: str,
    read: Read,
    write: Write,
    options: Options,
    name: Callable[[Any], str] | None = None,
) -> ipywidgets.Widget:
    """Make a list to choose one from: (words, value); `name` names a value of the plan that is not among them."""
    control = Choice(
        options, read(session.plan.brief), name or (lambda value: not_in_list(value, session.words)), label
    )
    return _tied(session, control, read, write)


def toggle(session: Session, label: str, read: Read, write: Write, options: Options) -> ipywidgets.Widget:
    """Make two or three buttons of which one is on."""
    known = _offered(read, options)
    control = ipywidgets.ToggleButtons(options=list(options), value=known(session.plan.brief), description=label)
    return _tied(session, control, known, write)


def flag(session: Session, label: str, read: Read, write: Write) -> ipywidgets.Widget:
    """Make a box to tick."""
    control = ipywidgets.Checkbox(value=read(session.plan.brief), description=label, indent=False)
    return _tied(session, control, read, write)


def text(session: Session, label: str, read: Read, write: Write) -> ipywidgets.Widget:
    """Make a line to write on; it is read when it is left."""
    control = ipywidgets.Text(value=read(session.plan.brief), description=label, continuous_update=False)
    return _tied(session, control, read, write)


def table(
    session: Session,
    columns: Columns | Callable[[], Columns],
    read: Read,
    write: Write,
    *,
    add: str,
    least: int = 0,
    most: int = 12,
) -> TableEditor:
    """
    Make a table of rows to edit; columns that depend on the plan come from a function.

    A choice that the plan holds and its column does not offer stays, and is shown as not in the list.
    """

    def present() -> Columns:
        return with_held_choices(columns() if callable(columns) else columns, read(session.plan.brief), session.words)

    def follow() -> None:
        now = present()
        if now != control.columns:
            control.speak(now, session.words, add=add)

    control = TableEditor(present(), read(session.plan.brief), session.words, add=add, min_rows=least, max_rows=most)
    session.on_change(follow)
    return _tied(session, control, lambda brief: control.held(read(brief)), write)


def horizon(session: Session, first: str, weeks: str, most: int) -> list[ipywidgets.Widget]:
    """Make the two controls of the plan itself: its first day and its number of weeks."""
    start = ipywidgets.DatePicker(value=session.plan.start, description=first)
    length = ipywidgets.IntSlider(value=session.plan.weeks, min=1, max=most, description=weeks)
    Tie(session, start, lambda plan: plan.start, lambda plan, value: {"start": value or plan.start}, of_plan=True)
    Tie(session, length, lambda plan: plan.weeks, lambda plan, value: {"weeks": value}, of_plan=True)
    return [start, length]


def agreement(session: Session, who: str, on: str) -> list[ipywidgets.Widget]:
    """Make the two controls of the agreement: who, and on which day."""
    people = ipywidgets.Text(value=session.plan.agreed_by, description=who, continuous_update=False)
    day = ipywidgets.DatePicker(value=session.plan.agreed_on, description=on)
    Tie(session, people, lambda plan: plan.agreed_by, lambda _plan, value: {"agreed_by": value}, of_plan=True)
    Tie(session, day, lambda plan: plan.agreed_on, lambda _plan, value: {"agreed_on": value}, of_plan=True)
    return [people, day]


def boxed(title: str, controls: Sequence[ipywidgets.Widget], help: str) -> Group:  # noqa: A002
    """Put controls that stand among the answers, such as tables, into a box of their own."""
    group = Group(title, controls, help)
    group.add_class("box")
    return group


def explained(control: ipywidgets.Widget, words: str) -> list[ipywidgets.Widget]:
    """Put a line of help under a control."""
    return [control, Prose(help_line(words))]


def following(session: Session, line: Callable[[], Markup]) -> Prose:
    """Make a line of words that follows the plan."""
    shown = Prose(line())
    session.on_change(lambda: shown.say(line()))
    return shown


def _widen(control: Any, value: Any) -> None:
    """Let a slider reach what the plan holds beyond its end."""
    if isinstance(control, ipywidgets.IntSlider | ipywidgets.FloatSlider | ipywidgets.IntRangeSlider):
        control.max = max(control.max, *(value if isinstance(value, tuple) else (value,)))


def _offered(read: Read, options: Options) -> Read:
    """Return a reader that gives nothing where the plan holds what is not offered."""
    values = [value for _words, value in options]

    def known(held: Any) -> Any:
        value = read(held)
        return value if value in values else None

    return known


def _tied(session: Session, control: Any, read: Read, write: Write) -> Any:
    Tie(session, control, read, write)
    return control
