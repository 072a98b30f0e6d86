"""Results on the page of the review: typed by week or month, or from a table whose columns the person assigns."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import ipywidgets

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.labels.review import period_words
from strategy_kit.model import Brief, KpiValue, Plan
from strategy_kit.model.types import Period
from strategy_kit.model.validation import validated
from strategy_kit.plan.checks import check_results
from strategy_kit.plan.review import periods_before
from strategy_kit.session.session import Session
from strategy_kit.storage.results_file import (
    Assignment,
    end_of,
    guessed,
    kpi_values,
    merged,
    missing_periods,
    unused_columns,
)
from strategy_kit.storage.text_table import TextTable, read_table
from strategy_kit.views.review import kpi_name, result_headings
from strategy_kit.widgets.choices import column
from strategy_kit.widgets.files import Upload
from strategy_kit.widgets.form import button, live_prose, table
from strategy_kit.widgets.form_rows import Row, filled
from strategy_kit.widgets.html import help_line, html, joined, refusal_line
from strategy_kit.widgets.prose import Prose

NOT_THERE = -1
"""What the list of columns has for none."""


def results_editors(session: Session) -> list[ipywidgets.Widget]:
    """Make the ways to add results; without an objective, say what to do first."""
    _ = session.words

    def hint() -> Any:
        words = _("Choose an objective on the first page: its KPI has a column here.")
        return "" if session.plan.brief.objectives else help_line(words)

    return [live_prose(session, hint), TypedResults(session), FileOfResults(session)]


class TypedResults(ipywidgets.VBox):
    """
    A table of results, a row per week or month, a column per objective.

    Attributes
    ----------
    per : ToggleButtons
        Whether the rows are weeks or months.
    rows : TableEditor
        Any day of a week or month stands for it; an empty cell is unknown.
    earlier : Button
        Adds rows for results from before the plan.
    """

    def __init__(self, session: Session) -> None:
        self._session, _ = session, session.words
        held = [value.per for value in session.plan.results]
        per: Period = "month" if held.count("month") > held.count("week") else "week"
        words = period_words(_)
        self.per = ipywidgets.ToggleButtons(
            options=[(words[key], key) for key in ("week", "month")], value=per, description=_("One row per")
        )
        self.rows = table(
            session,
            self._columns,
            self._read,
            self._write,
            add=_("Add a row"),
            most=Plan.most("results"),
            of_plan=True,
            identity=self._period,
        )
        self._message = Prose()
        self._counted: dict[dt.date, str] = {}
        self._not_over: list[str] = []
        self.rows.binding.report = self._report
        self.rows.binding.label = _("Results")
        self.per.observe(self._change_period, "value")
        self.earlier = button(_("Add rows for the eight weeks or months before"), self._add_earlier)
        super().__init__([self.per, self.rows, self._message, self.earlier])
        self.add_class("stack")

    def _report(self, refused: str) -> None:
        """Show what was refused, then in which week or month days were counted."""
        refusals = [refusal_line(refused)] if refused else []
        self._message.show(
            joined([*refusals, *(help_line(line) for line in (*self._counted.values(), *self._not_over))])
        )

    def _change_period(self, _change: object) -> None:
        self._counted, self._not_over = {}, []
        self.rows.binding.put_back()

    def _add_earlier(self) -> None:
        """Add rows for the periods before the first one there, else before the plan and today; the values are blank."""
        plan, per = self._session.plan, self.per.value
        held = [value.begins for value in plan.results if value.per == per]
        first = min([*held, plan.start, clock.today(plan.brief.team_zone)])
        blank = dict.fromkeys(column["key"] for column in self.rows.columns)
        days = [{**blank, "begins": day.isoformat()} for day in periods_before(first, per)]
        self.rows.value = (*days, *filled(self.rows.value))

    def _columns(self) -> list[dict[str, Any]]:
        _, brief = self._session.words, self._session.plan.brief
        names = {
            _key(place): kpi_name(objective, self._session.workings.evidence, _)
            for place, objective in enumerate(brief.objectives)
        }
        return [column("begins", _("Date"), "date"), *(column(key, name, "number") for key, name in names.items())]

    def _read(self, plan: Plan) -> list[dict[str, Any]]:
        keys = {objective.what: _key(place) for place, objective in enumerate(plan.brief.objectives)}
        rows: dict[dt.date, dict[str, Any]] = {}
        for value in sorted(plan.results, key=lambda each: each.begins):
            if value.per == self.per.value and value.objective in keys:
                row = rows.setdefault(
                    value.begins, {"begins": value.begins.isoformat(), **dict.fromkeys(keys.values())}
                )
                row[keys[value.objective]] = value.value
        return list(rows.values())

    def _period(self, row: Row) -> object:
        """Return the first day of the week or month of a row; what is no date is as it was written."""
        try:
            return _begin(row, self.per.value, "")
        except InputError:
            return row["begins"]

    def _write(self, plan: Plan, rows: Sequence[Row]) -> dict[str, object]:
        _, per, today = self._session.words, self.per.value, clock.today(plan.brief.team_zone)
        names = [objective.what for objective in plan.brief.objectives]
        kept = [each for each in plan.results if each.per != per or each.objective not in names]
        typed: dict[str, KpiValue] = {}
        first_rows: dict[dt.date, int] = {}
        self._not_over = []
        for place, row in enumerate(filled(rows)):
            begins = _begin(row, per, f"results.{place}.begins")
            day = _past_day(row, f"results.{place}.begins", today, _)
            if first_rows.setdefault(begins, place) != place:
                raise InputError(
                    "{field}: row {other} already has the week or month from {day}. Keep one of the two rows.",
                    field=f"results.{place}.begins",
                    other=str(first_rows[begins] + 1),
                    day=_.date(begins),
                )
            for number, name in enumerate(names):
                typed_value = {"objective": name, "per": per, "begins": begins, "value": row[_key(number)]}
                value = _checked(plan.brief, typed_value, f"results.{place}", _key(number))
                typed[value.where] = value
            if day != begins:
                self._counted[begins] = _counted_line(day, begins, per, _)
            if today < end_of(begins, per) and any(row[_key(number)] is not None for number in range(len(names))):
                self._not_over.append(_not_over_line(begins, per, _))
        self._counted = {day: line for day, line in self._counted.items() if day in first_rows}
        return {"results": [*kept, *typed.values()]}


def _key(place: int) -> str:
    return f"value-{place}"


def _begin(row: Row, per: Period, field: str) -> dt.date:
    """Return the first day of the week or month in which the day of a row lies."""
    if not row["begins"]:
        raise InputError("{field}: no date yet. Enter one.", field=field)
    try:
        day = dt.date.fromisoformat(row["begins"])
        return day - dt.timedelta(days=day.weekday()) if per == "week" else day.replace(day=1)
    except (ValueError, OverflowError) as error:
        raise InputError(
            "{field}: found {value}. Enter a valid date, like 2027-01-04.", field=field, value=row["begins"]
        ) from error


def _past_day(row: Row, field: str, today: dt.date, _: Words) -> dt.date:
    """Return the day of a row, which was read before; refuse one that is still to come."""
    day = dt.date.fromisoformat(row["begins"])
    if day > today:
        raise InputError(
            "{field}: {value} is still to come. Enter results of weeks and months that have begun.",
            field=field,
            value=_.date(day),
        )
    return day


def _counted_line(day: dt.date, begins: dt.date, per: Period, _: Words) -> str:
    """Say in which week or month a day is counted."""
    if per == "week":
        return _("{date} is counted in the week of {day}.", date=_.date(day), day=_.date(begins))
    return _("{date} is counted in {month}.", date=_.date(day), month=_.date(begins, "yMMMM"))


def _not_over_line(begins: dt.date, per: Period, _: Words) -> str:
    """Say that a week or month can still change."""
    if per == "week":
        return _("The week of {day} is not over: correct its figures when it is.", day=_.date(begins))
    return _("{month} is not over: correct its figures when it is.", month=_.date(begins, "yMMMM"))


def _checked(brief: Brief, value: Mapping[str, object], within: str, key: str) -> KpiValue:
    """Return a result, each fault of it below its cell."""
    try:
        made = validated(KpiValue, dict(value))
        check_results(Plan(brief=brief, start=dt.date(2027, 1, 4), results=[made]))
    except InputError as error:
        place = "begins" if error.field.endswith("begins") else key
        raise error.at(f"{within}.{place}") from error
    return made


class FileOfResults(ipywidgets.VBox):
    """
    A table of results from a file or pasted; its columns are guessed by their headings, the person assigns the others.

    Attributes
    ----------
    upload : Upload
    text : Textarea
    columns : dict of str to Dropdown
        For the dates (""), then for each objective, once a table was read.
    take : Button
        Takes the results over.
    """

    def __init__(self, session: Session) -> None:
        self._session, _ = session, session.words
        self._table: TextTable | None = None
        self.columns: dict[str, ipywidgets.Dropdown] = {}
        self.upload = Upload(
            lambda _name, data: self.read(data),
            _,
            title=_("Or choose a file"),
            help=_("CSV or XLSX: a line of headings, then one line per week or month"),
            label=_("Choose a file"),
            accept=".csv,.xlsx,.txt",
        )
        self.text = ipywidgets.Textarea(description=_("Or paste a table"), rows=3)
        self.paste = button(_("Read this table"), self._read_text)
        orders = {None: _("by the dates"), "day-first": _("day first"), "month-first": _("month first")}
        pers: dict[Any, str] = {None: _("by the dates"), **period_words(_)}
        self.order = ipywidgets.Dropdown(options=_options(orders), description=_("Order of dates"))
        self.per = ipywidgets.Dropdown(options=_options(pers), description=_("One line per"))
        self.take = button(_("Take these results over"), self._take)
        self._answer, self._fields = Prose(), ipywidgets.VBox()
        super().__init__([self.upload, self.text, self.paste, self._fields, self._answer])
        self.add_class("stack")

    def _read_text(self) -> None:
        try:
            self._answer.show(help_line(self.read(self.text.value.encode(errors="replace"))))
        except InputError as error:
            self._answer.show(refusal_line(self._session.words.error(error)))

    def read(self, data: bytes) -> str:
        """Read a table and offer its columns; return what to do next. InputError: it is no table."""
        session, _ = self._session, self._session.words
        objectives = session.plan.brief.objectives
        if not objectives:
            raise InputError("{field}: this plan has no objective. Choose one first.", field=_("Objectives"))
        read = read_table(data, _)
        found = guessed(read, result_headings(session.plan.brief, session.workings.evidence))
        self._table = read
        options: list[tuple[str, int]] = [
            (_("not in this table"), NOT_THERE),
            *((name or "–", n) for n, name in enumerate(read.columns)),
        ]
        names = {"": _("Dates")}
        names |= {each.what: kpi_name(each, session.workings.evidence, _) for each in objectives}
        places = {"": found.day, **found.values}
        self.columns = {
            what: ipywidgets.Dropdown(options=options, value=_or_none(places.get(what)), description=name)
            for what, name in names.items()
        }
        head = Prose(html("<h4>{title}</h4>", title=_("Which column is what?")))
        self._fields.children = (head, *self.columns.values(), self.order, self.per, self.take)
        self._answer.show("")
        lines = _.plural("One line read. Check the columns.", "{n} lines read. Check the columns.", len(read.lines))
        return f"{lines} {_unused_line(read, found, _)}".strip()

    def _take(self) -> None:
        session, _ = self._session, self._session.words
        if self._table is None:
            return
        values = {what: each.value for what, each in self.columns.items() if what and each.value != NOT_THERE}
        day = self.columns[""].value
        columns = Assignment(None if day == NOT_THERE else day, values)
        columns = replace(columns, order=self.order.value, per=self.per.value)
        try:
            taken = kpi_values(self._table, columns, _, clock.today(session.plan.brief.team_zone))
            plan = session.plan.changed(results=merged(session.plan.results, taken))
            check_results(plan)
        except InputError as error:
            self._answer.show(refusal_line(" ".join(_.faults(error)[:3])))
            return
        session.replace_plan(plan)
        said = [_.plural("One result taken over.", "{n} results taken over.", len(taken))]
        missing = missing_periods(taken)
        if missing:
            said.append(
                _.plural(
                    "One week or month in between has no figure: it is unknown, not zero.",
                    "{n} weeks or months in between have no figure: they are unknown, not zero.",
                    missing,
                )
            )
        said.append(_unused_line(self._table, columns, _))
        self._table, self.text.value, self._fields.children = None, "", ()
        self._answer.show(help_line(" ".join(filter(None, said))))


def _unused_line(table: TextTable, columns: Assignment, _: Words) -> str:
    """Name the columns that are left out; empty if none is."""
    names = unused_columns(table, columns)
    return _("Columns not used: {names}.", names=_.all_of(names)) if names else ""


def _options(words: Mapping[Any, str]) -> list[tuple[str, Any]]:
    return [(word, value) for value, word in words.items()]


def _or_none(place: int | None) -> int:
    return NOT_THERE if place is None else place
