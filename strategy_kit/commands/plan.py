"""``strategy-kit plan``: computes the plan of a brief and writes it as files."""

import argparse
import datetime as dt
import re
import uuid
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from strategy_kit import clock
from strategy_kit.commands import whole_number
from strategy_kit.errors import InputError
from strategy_kit.i18n import N_, Words
from strategy_kit.labels.calendar import constraint_words, missing_words, moves_words
from strategy_kit.labels.changes import agreement_of
from strategy_kit.model import Brief, Plan
from strategy_kit.model.types import YEARS
from strategy_kit.storage.plan_file import read_brief_file, write_atomically

if TYPE_CHECKING:
    from strategy_kit.plan.workings import Workings


SPAN = {"first": str(YEARS[0]), "last": str(YEARS[-1])}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = N_("Create the plan of a brief and write it to files.")
    parser.add_argument("brief", metavar="BRIEF.json", help=N_("the brief, or a plan whose brief will be used"))
    parser.add_argument("--out", metavar="DIR", required=True, help=N_("the folder to write to, created if needed"))
    parser.add_argument("--start", default="", help=N_("the first day, like 2027-01-04 (default: next Monday)"))
    parser.add_argument(
        "--weeks",
        metavar=f"1-{Plan.most('weeks')}",
        default=str(Plan.model_fields["weeks"].default),
        help=N_("number of weeks (default: 4)"),
    )
    parser.add_argument(
        "--year", default="", help=N_("the year from which the age of studies is counted (default: this year)")
    )
    parser.add_argument(
        "--now", default="", help=N_("the date and time stamped in the calendar file, like 2027-01-04T09:00Z")
    )


def run(args: argparse.Namespace) -> int:
    """Compute the plan, write its files, print the decision."""
    start, year, now = day(args.start), year_of(args.year), instant(args.now)
    weeks = whole_number(args.weeks, "--weeks", 1, Plan.most("weeks"))
    brief = read_brief_file(args.brief)
    brief = brief.changed(lang=args.lang or brief.lang)

    from strategy_kit.evidence.evidence import load_evidence
    from strategy_kit.exports.formats import files_of
    from strategy_kit.plan.checks import check_brief  # late: they take a second, and a refusal should not
    from strategy_kit.plan.workings import Workings, scheduled_plan

    check_brief(brief)
    today = clock.today(brief.team_zone)
    before = with_earlier_calendar(args.out, initial_plan(brief, start or clock.next_monday(today), weeks))
    workings = Workings(before, load_evidence(), year or today.year, today=today)
    plan = scheduled_plan(before, workings)
    files = files_of(plan, workings, now=now or dt.datetime.now(dt.UTC), lang=brief.lang)
    files = {"plan.json": files["plan.json"], **files}  # first the one that all others can be made from again
    write_files(args.out, files)
    _ = Words(brief.lang, brief.country)
    print("\n".join([*decision(plan, workings, _), *calendar_changes(before, plan, _), files_line(args.out, files, _)]))
    return 0


def initial_plan(brief: Brief, start: dt.date, weeks: int) -> Plan:
    """
    Return the plan to compute; its id follows from business and first day: a renewed calendar updates its posts.

    >>> initial_plan(Brief(name="Shop"), dt.date(2027, 1, 4), 4).id
    '...'
    """
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"strategy_kit:{brief.name}:{start.isoformat()}")
    return Plan(id=name.hex, brief=brief, start=start, weeks=weeks)


def with_earlier_calendar(out: str, plan: Plan) -> Plan:
    """Return the plan with the calendar and the agreement of the earlier one in the folder: posts keep their ids."""
    try:
        earlier = Plan.from_json((Path(out) / "plan.json").read_bytes())
    except (OSError, ValueError):
        return plan  # none yet, or not one of ours
    if earlier.id != plan.id:
        return plan
    kept = ("slots", "watches", "agreed_by", "agreed_on", "agreed")
    return plan.changed(**{name: getattr(earlier, name) for name in kept})


def calendar_changes(before: Plan, after: Plan, _: Words) -> Iterator[str]:
    """Yield how far the calendar differs from the earlier one."""
    from strategy_kit.calendar.reconcile import moves

    change = moves(before.slots, after.slots)
    if before.slots and change:
        yield moves_words(change, _)


def write_files(out: str, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, created if absent, each atomically."""
    try:
        Path(out).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise InputError(
            "{field}: the folder {value} cannot be created. Choose a location where you have the right to write.",
            field="--out",
            value=out,
        ) from error
    for name, data in files.items():
        write_atomically(Path(out) / name, data)


def decision(plan: Plan, workings: "Workings", _: Words) -> Iterator[str]:
    """Yield the decision, then what does not fit: platforms, posts and hours, why, what is proved, who agreed."""
    from strategy_kit.calendar.workload import fullest_week
    from strategy_kit.views.calendar import hours_note
    from strategy_kit.views.failures import failures, headline, posted_platforms
    from strategy_kit.views.report import proof_words
    from strategy_kit.views.shared import platform_names

    names = platform_names(workings)
    where = headline(failures(workings, _), _.all_of(names[key] for key in posted_platforms(workings)), _)
    span = _.interval(plan.start, plan.end - dt.timedelta(days=1))
    yield _("{name}, {span}: {platforms}.", name=plan.brief.name, span=span, platforms=where)
    if plan.agreed_on:
        yield agreement_line(plan, _)
    week = fullest_week(workings.schedule.hours)
    yield _.plural(
        "One post; the busiest week takes {spent} of the team’s {available}.",
        "{n} posts; the busiest week takes {spent} of the team’s {available}.",
        len(workings.schedule.slots),
        spent=_.hours(week["total"].sum()),
        available=_.hours(week["available"].sum()),
    )
    yield from missing(workings, names, _)
    yield from filter(None, [" ".join(hours_note(workings, _)).strip()])
    yield proof_words(workings, _)


def agreement_line(plan: Plan, _: Words) -> str:
    """Return the day on which a plan was agreed, what changed since, and what did not fit when it was agreed."""
    agreement = agreement_of(plan, _, plan.platforms)
    return " ".join(filter(None, (_.ended(agreement.line), agreement.changes, agreement.exceptions)))


def missing(workings: "Workings", names: Mapping[str, str], _: Words) -> Iterator[str]:
    """Yield what the calendar lacks of the demands, why as far as one limit explains it, and the remedy."""
    unplaced: dict[str, int] = {}
    for demand in workings.unmet:
        if demand.kind == "least_posts":
            unplaced[demand.of] = unplaced.get(demand.of, 0) + demand.count
    makeable = {platform for platform, _pillar in workings.constraints.making}
    unmakeable = [platform for platform in unplaced if platform not in makeable]
    crowded = [platform for platform in unplaced if platform in makeable]
    if unmakeable:
        platforms = _.all_of(names[platform] for platform in unmakeable)
        yield _("{platforms}: none of your team’s formats can be published there. Add a format.", platforms=platforms)
    if crowded:
        yield _.plural(
            "{platforms}: one post short of the weekly minimum. Add working hours or hours available to "
            "answer, or lower the minimum.",
            "{platforms}: {n} posts short of the weekly minimum. Add working hours or hours available to "
            "answer, or lower the minimum.",
            sum(unplaced[platform] for platform in crowded),
            platforms=_.all_of(names[platform] for platform in crowded),
        )
    yield from (_.ended(missing_words(demand, names, _)) for demand in workings.unmet if demand.kind != "least_posts")
    for conflict in workings.conflicts if crowded or len(workings.unmet) > len(unplaced) else ():
        yield _("These limits cannot all be kept:")
        yield from (f"– {constraint_words(constraint, names, _)}" for constraint in conflict.constraints)


def files_line(out: str, files: Collection[str], _: Words) -> str:
    """Return the line that lists the written files."""
    return _.plural(
        "One file in {folder}: {files}",
        "{n} files in {folder}: {files}",
        len(files),
        folder=out,
        files=", ".join(files),
    )


def day(text: str) -> dt.date | None:
    """
    Read the first day; None if not given.

    >>> day("2027-01-04")
    datetime.date(2027, 1, 4)
    """
    if not text:
        return None
    try:
        found = dt.date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        found = None
    if found is None:
        raise InputError("{field}: found {value}. Enter a valid date, like 2027-01-04.", field="--start", value=text)
    if found.year not in YEARS:
        raise InputError(
            "{field}: found {value}. Use a date between the years {first} and {last}.",
            field="--start",
            value=text,
            **SPAN,
        )
    return found


def year_of(text: str) -> int | None:
    """
    Read the year whose studies count; None if not given.

    >>> year_of("2027")
    2027
    """
    if not text:
        return None
    if not re.fullmatch("[0-9]{4}", text) or int(text) not in YEARS:
        raise InputError(
            "{field}: found {value}. Use a year from {first} to {last}.", field="--year", value=text, **SPAN
        )
    return int(text)


def instant(text: str) -> dt.datetime | None:
    """
    Read the instant of writing; None if not given.

    >>> instant("2027-01-04T09:00+01:00").isoformat()
    '2027-01-04T08:00:00+00:00'
    """
    if not text:
        return None
    try:
        found = dt.datetime.fromisoformat(text).astimezone(dt.UTC) if re.search("(Z|[+-][0-9:]+)$", text) else None
    except (ValueError, OverflowError):
        found = None
    if found is None or found.year not in YEARS:
        raise InputError(
            "{field}: found {value}. Write a date and time with its UTC offset, like 2027-01-04T09:00Z.",
            field="--now",
            value=text,
        )
    return found
