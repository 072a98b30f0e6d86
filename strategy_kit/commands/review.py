"""``strategy-kit review``: says what the results of a plan say of each objective."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.i18n import N_, Words
from strategy_kit.model import Plan
from strategy_kit.model.types import Period
from strategy_kit.storage.plan_file import read_bytes, read_plan_file
from strategy_kit.storage.written_dates import DateOrder

if TYPE_CHECKING:
    from strategy_kit.evidence.evidence import Evidence
    from strategy_kit.storage.results_file import Assignment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = N_("Say what the results of a plan say of each objective.")
    add = parser.add_argument
    add("plan", metavar="PLAN.json", help=N_("the plan, with the results it holds"))
    add(
        "--results",
        metavar="FILE",
        default="",
        help=N_("a CSV or XLSX file: a line of headings, then one line per week or month, a column per objective"),
    )
    add(
        "--column",
        metavar="OBJECTIVE=HEADING",
        action="append",
        default=[],
        help=N_("the column of an objective, by its key or name; can be repeated (default: by the headings)"),
    )
    add("--dates", default="", help=N_("day-first or month-first, where a date like 04/01/2027 could be both"))
    add("--per", default="", help=N_("week or month, where the dates could begin either"))


def run(args: argparse.Namespace) -> int:
    """Print the verdict on each objective, when a change would show, and the days of reviews."""
    for name, choices in (("dates", get_args(DateOrder)), ("per", get_args(Period))):
        given = getattr(args, name)
        if given and given not in choices:
            raise InputError(
                "{field}: found {value}. Use one of these: {expected}.",
                field=f"--{name}",
                value=given,
                expected=", ".join(choices),
            )
    plan = read_plan_file(args.plan)
    _ = Words(args.lang or plan.brief.lang, plan.brief.country)

    from strategy_kit.evidence.evidence import load_evidence  # late: a refusal should not wait for it
    from strategy_kit.plan.checks import check_plan

    evidence = load_evidence()
    if not plan.brief.objectives:
        raise InputError("{field}: this plan has no objective. Choose one first.", field="objectives")
    if args.results:
        plan = _with_results(plan, args, evidence, _)
    check_plan(plan)
    print(*lines(plan, evidence, _), sep="\n")
    return 0


def _with_results(plan: Plan, args: argparse.Namespace, evidence: "Evidence", _: Words) -> Plan:
    """Return the plan with the results of a file."""
    from strategy_kit.storage.results_file import guessed, kpi_values, merged, unused_columns
    from strategy_kit.storage.text_table import read_table
    from strategy_kit.views.review import result_headings

    headings = result_headings(plan.brief, evidence)
    table = read_table(read_bytes(args.results), _)
    columns = guessed(table, headings)
    for entry in args.column:
        columns = _assigned(columns, entry, {**headings}, table.columns)
    if not columns.values:
        raise InputError(
            "{field}: no column has the name of an objective or its KPI. Use --column OBJECTIVE=HEADING; the headings "
            "are {known}.",
            field=args.results,
            known=", ".join(table.columns),
        )
    columns = replace(columns, order=args.dates or None, per=args.per or None)
    taken = kpi_values(table, columns, _, clock.today(plan.brief.team_zone))
    unused = unused_columns(table, columns)
    if unused:
        print(_("Columns not used: {names}.", names=_.all_of(unused)))
    return plan.changed(results=merged(plan.results, taken))


def _assigned(columns: "Assignment", entry: str, headings: dict[str, str], names: tuple[str, ...]) -> "Assignment":
    """Return an assignment with a column named on the command line."""
    objective, _equals, heading = entry.partition("=")
    what = headings.get(objective)
    if what is None or heading not in names:
        raise InputError(
            "{field}: found {value}. Write OBJECTIVE=HEADING; the objectives are {objectives}, the headings {known}.",
            field="--column",
            value=entry,
            objectives=", ".join(dict.fromkeys(headings.values())),
            known=", ".join(names),
        )
    return replace(columns, values={**columns.values, what: names.index(heading)})


def lines(plan: Plan, evidence: "Evidence", _: Words) -> Iterator[str]:
    """Yield what the results say of each objective, then the days on which a review can decide something."""
    from strategy_kit.labels.review import reason_words
    from strategy_kit.plan.review import results_by_objective, review_days
    from strategy_kit.views.review import verdicts

    today = clock.today(plan.brief.team_zone)
    results = results_by_objective(plan.brief.objectives, plan.results, evidence.measures, today)
    for verdict in verdicts(results, plan, evidence, _):
        yield verdict.sentence(_)
        yield from (f"  {line}" for line in (verdict.sure, verdict.when) if line)
    for each in review_days(plan, results):
        yield _("Review on {day}: {reasons}.", day=_.date(each.day), reasons=reason_words(each.reasons, _))
