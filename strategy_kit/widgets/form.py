"""
Controls bound to the plan: each is made with `read` (brief to the control's value) and `write` (brief and value to
changed fields of the brief). Values come from outside: the model checks them, and a refusal is shown under the form.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit.session.session import Session
from strategy_kit.widgets.binding import Binding, Read, Write, model_of
from strategy_kit.widgets.choices import Choice, Choices, Columns, Options, not_in_list, with_present_choices
from strategy_kit.widgets.form_rows import Identity, Row, given, percent, read_rows
from strategy_kit.widgets.html import heading, help_line
from strategy_kit.widgets.lazy import Fields
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.table import TableEditor


def field(name: str) -> tuple[Read, Write]:
    """Return how a control reads and writes a field of the brief or plan as it is."""
    return attrgetter(name), lambda _held, value: {name: value}


def list_field(
    name: str, to_row: Callable[[Any], Row] = dict, to_entry: Callable[[Row, str], Any] = lambda row, _place: given(row)
) -> tuple[Read, Write]:
    """
    Return how a table reads and writes a list of the brief or plan, a row for each entry.

    `to_entry` has a row and the place of its entry in the brief (``segments.0``).
    """
    return (
        lambda held: [to_row(entry) for entry in getattr(held, name)],
        lambda _held, rows: {name: read_rows(rows, lambda place, row: to_entry(row, f"{name}.{place}"))},
    )


class Form(Fields):
    """Some controls under one heading, with a line of help."""

    def __init__(self, title: str, controls: Sequence[ipywidgets.Widget], help: str = "") -> None:  # noqa: A002
        self.title = title
        head = [Prose(heading(title, help))] if title else []
        super().__init__([*head, *controls])
        self.add_class("group")
        for control in controls:
            if isinstance(control, TableEditor) and title:
                control.entitle(title)
        self.connect(title)


def bind(
    session: Session, control: Any, read: Read, write: Write, *, of_plan: bool = False, identity: Identity | None = None
) -> Any:
    """Bind a control to the brief, or to the plan itself; return it. `identity` as of `table`."""
    Binding(session, control, read, write, of_plan=of_plan, identity=identity)
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


def percent_slider(session: Session, label: str, read: Read, write: Write) -> ipywidgets.Widget:
    """Make a slider for a share, shown as a percentage in steps of 5."""
    return slider(
        session,
        label,
        lambda brief: round(percent(read(brief))),
        lambda brief, value: write(brief, value / 100),
        least=0,
        most=100,
        step=5,
    )


def range_slider(session: Session, label: str, read: Read, write: Write, *, least: int, most: int) -> ipywidgets.Widget:
    """Make a slider with two ends."""
    value = read(session.plan.brief)
    control = ipywidgets.IntRangeSlider(value=value, min=least, max=max(most, *value), description=label)
    return bind(session, control, read, write)


def dropdown(
    session: Session,
    label: str,
    read: Read,
    write: Write,
    options: Choices,
    name: Callable[[Any], str] | None = None,
    *,
    of_plan: bool = False,
) -> ipywidgets.Widget:
    """
    Make a list to choose one from; `name` names a value of the plan that is not among its options.

    Options may be a function: what it returns is offered anew whenever the plan changes.
    """
    name = name or (lambda value: not_in_list(value, session.words))
    control = Choice(options, read(model_of(session, of_plan)), name, label)
    return bind(session, control, read, write, of_plan=of_plan)


def toggle_buttons(session: Session, label: str, read: Read, write: Write, options: Options) -> ipywidgets.Widget:
    """Make two or three buttons of which one is on; none where the plan holds what is not offered."""

    def shown(brief: Any) -> Any:
        return next((value for value in options if value == read(brief)), None)

    pairs = [(word, value) for value, word in options.items()]
    control = ipywidgets.ToggleButtons(options=pairs, value=shown(session.plan.brief), description=label)
    return bind(session, control, shown, write)


def checkbox(session: Session, label: str, read: Read, write: Write) -> ipywidgets.Widget:
    """Make a box to tick."""
    control = ipywidgets.Checkbox(value=read(session.plan.brief), description=label, indent=False)
    return bind(session, control, read, write)


def text_field(
    session: Session, label: str, read: Read, write: Write, *, of_plan: bool = False, lines: int = 1
) -> ipywidgets.Widget:
    """Make a line to write on, or several; it is read when it is left."""
    described = {"value": read(model_of(session, of_plan)), "description": label, "continuous_update": False}
    control = ipywidgets.Textarea(rows=lines, **described) if lines > 1 else ipywidgets.Text(**described)
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
    of_plan: bool = False,
    identity: Identity | None = None,
) -> TableEditor:
    """
    Make a table of rows to edit; its columns are made by `column` and `choice_column`.

    A choice that the plan holds and its column does not offer stays, and is shown as not in the list. Of rows that
    nothing else refers to, `identity` tells them apart: valid ones are saved beside refused ones.
    """

    def present() -> tuple[Columns, Sequence[Row]]:
        rows = read(model_of(session, of_plan))
        return with_present_choices(columns() if callable(columns) else columns, rows, session.words), rows

    def follow() -> None:
        now, _rows = present()
        if now != control.columns:
            control.set_columns(now, session.words, add=add)

    control = TableEditor(*present(), session.words, add=add, min_rows=least, max_rows=most)
    if wide:
        control.add_class("spread")
    session.on_change(follow)
    return bind(
        session, control, lambda held: control.normalized(read(held)), write, of_plan=of_plan, identity=identity
    )


def button(label: str, act: Callable[[], object], *, primary: bool = False) -> ipywidgets.Button:
    """Make a button; the primary one is the main button of its page."""
    made = ipywidgets.Button(description=label, button_style="primary" if primary else "")
    made.on_click(lambda _button: act())
    return made


def boxed(title: str, controls: Sequence[ipywidgets.Widget], help: str = "") -> Form:  # noqa: A002
    """Put controls that stand among the answers, such as tables, into a box of their own."""
    return Form(title, controls, help).add_class("box")


def with_help(control: ipywidgets.Widget, words: str) -> list[ipywidgets.Widget]:
    """Put a line of help under a control."""
    return [control, Prose(help_line(words))]


def live_prose(session: Session, line: Callable[[], Markup]) -> Prose:
    """Make a line of words that follows the plan."""
    prose = Prose()
    session.follow(lambda: prose.show(line()))
    return prose
