"""``strategy-kit export``: writes a plan in chosen formats, schedulers among them."""

import argparse
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from strategy_kit import clock
from strategy_kit.commands.plan import files_line, instant, write_files
from strategy_kit.errors import InputError
from strategy_kit.i18n import N_, Words
from strategy_kit.model import Plan
from strategy_kit.storage.plan_file import read_bytes, read_plan_file

if TYPE_CHECKING:
    from strategy_kit.exports.formats import Source
    from strategy_kit.exports.schedulers import Export

Settings = dict[str, dict[str, Any]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    parser.description = N_("Write a plan in the formats you choose, including files for scheduling tools.")
    add("plan", metavar="PLAN.json", help=N_("the plan, as written by strategy-kit plan"))
    add("--out", metavar="DIR", required=True, help=N_("the folder to write to, created if needed"))
    add(
        "--to",
        metavar="TARGET",
        action="append",
        required=True,
        help=N_("a format, like ics, csv or buffer; can be repeated; full list in docs/exports.md"),
    )
    add(
        "--set",
        metavar="TARGET.FIELD=VALUE",
        action="append",
        default=[],
        help=N_(
            "a setting that a scheduling tool needs, like sprout.date_order=dd/mm/yyyy; full list in docs/exports.md"
        ),
    )
    add("--texts", metavar="FILE.csv", help=N_("the calendar.csv of the plan, with the text of each post"))
    add("--template", metavar="FILE.csv", help=N_("Metricool’s own template, to be filled in"))
    add("--leave-out", action="store_true", help=N_("export the other posts even if some are refused"))
    add("--keep-as-written", action="store_true", help=N_("export texts that a spreadsheet would read as formulas"))
    add("--only-written", action="store_true", help=N_("refuse posts that have no text yet"))
    add("--no-mark", action="store_true", help=N_("write CSV files without a byte order mark (BOM)"))
    add(
        "--now",
        default="",
        help=N_("the date and time to use as now, like 2027-01-04T09:00Z (default: the current time)"),
    )


def run(args: argparse.Namespace) -> int:
    """Write the files of each format; print the schedulers' summaries and refused posts."""
    options, now = settings(args.set), instant(args.now) or dt.datetime.now(dt.UTC)
    plan = read_plan_file(args.plan)

    from strategy_kit.calendar.reconcile import reworded
    from strategy_kit.exports.formats import export_files, format_by_key
    from strategy_kit.exports.schedulers.metricool import template_columns
    from strategy_kit.exports.table import read_texts
    from strategy_kit.plan.checks import check_plan

    check_plan(plan)
    formats = [format_by_key(key) for key in dict.fromkeys(args.to)]
    if args.texts:
        plan = reworded(plan, read_texts(read_bytes(args.texts), plan))
    if args.template:
        options.setdefault("metricool", {})["columns"] = template_columns(read_bytes(args.template))
    _ = Words(args.lang or plan.brief.lang, plan.brief.country)
    exports = [scheduler_export(plan, each.key, options, now, _, args) for each in formats if each.target]
    files = export_files(source_of(plan, now, _), [each for each in formats if not each.target])
    files |= {name: data for export in exports for name, data in export.files.items()}
    if files:
        write_files(args.out, files)
    print("\n".join([*lines(exports, _), *([files_line(args.out, files, _)] if files else [])]))
    return 0 if all(export.files or not export.refusals for export in exports) else 2


def scheduler_export(
    plan: Plan, target: str, options: Settings, now: dt.datetime, _: Words, args: argparse.Namespace
) -> "Export":
    """Return the export for one scheduler."""
    from strategy_kit.exports.schedulers import to_scheduler

    return to_scheduler(
        plan,
        target,
        options.get(target),
        now=now,
        lang=_.lang,
        keep_as_written=args.keep_as_written,
        leave_out=args.leave_out,
        drafts=not args.only_written,
        bom=not args.no_mark,
    )


def source_of(plan: Plan, now: dt.datetime, _: Words) -> "Source":
    """Return the input of the writers, with results computed on demand."""
    from strategy_kit.evidence.evidence import load_evidence
    from strategy_kit.exports.formats import Source
    from strategy_kit.plan.workings import Workings

    today = clock.today(plan.brief.team_zone)
    return Source(plan, _.lang, now, lambda: Workings(plan, load_evidence(), today.year, today=today))


def settings(entries: Sequence[str]) -> Settings:
    """
    Parse the options of schedulers; a value is JSON, else text.

    >>> settings(["buffer.account=paid", "brightbean.drafts=true"])
    {'buffer': {'account': 'paid'}, 'brightbean': {'drafts': True}}
    """
    options: Settings = {}
    for entry in entries:
        target_field, equals, value = entry.partition("=")
        target, dot, field = target_field.partition(".")
        if not (equals and dot and field):
            raise InputError(
                "{field}: found {value}. Write it like this: sprout.date_order=dd/mm/yyyy.", field="--set", value=entry
            )
        options.setdefault(target, {})[field] = _value(value)
    return options


def lines(exports: Sequence["Export"], _: Words) -> Iterator[str]:
    """Yield the cards of each export as lines of text."""
    from strategy_kit.exports.schedulers.card import export_cards

    for export in exports:
        for card in export_cards(export, _):
            yield _("{title}. {subtitle}.", title=card.title, subtitle=card.subtitle)
            for what, text in card.table.rows if card.table else ():
                yield "  " + _("{what}: {said}", what=what, said=text)
            if card.note:
                yield "  " + card.note


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
