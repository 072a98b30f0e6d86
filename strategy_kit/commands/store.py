"""``strategy-kit store``: deletes old versions of plans, backs a store up, restores it."""

import argparse
import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from strategy_kit.commands import whole_number
from strategy_kit.errors import InputError
from strategy_kit.i18n import N_, Words

ACTIONS = ("prune", "backup", "restore")
DAYS, NEWEST = "30", "20"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    parser.description = N_("Delete old versions of saved plans, back up all plans, or restore a backup.")
    add(
        "action",
        metavar="|".join(ACTIONS),
        choices=ACTIONS,
        help=N_(
            "prune deletes old versions (older than --days, except the newest ones and the last of each day) "
            "and plans deleted before then; backup writes all versions to FILE; restore replaces the saved "
            "plans with those in FILE"
        ),
    )
    add("file", metavar="FILE", nargs="?", default="", help=N_("the file to back up to or restore from"))
    add("--store", default="", help=N_("the file or address of the plans (default: STRATEGY_KIT_STORE)"))
    add("--days", default=DAYS, help=N_("number of days for which all versions are kept (default: 30)"))
    add(
        "--newest", default=NEWEST, help=N_("number of newest versions of each plan that are always kept (default: 20)")
    )
    add("--dry-run", action="store_true", help=N_("show what prune would delete, without deleting anything"))
    add(
        "--replace",
        action="store_true",
        help=N_("let backup overwrite a file, or restore overwrite saved plans, which are first kept in a file"),
    )


def run(args: argparse.Namespace) -> int:
    """Run one action and print what it did."""
    if args.action != "prune" and not args.file:
        raise InputError(
            "{field}: missing, or not valid for this command. Run {command} --help to see what it accepts.",
            field="FILE",
            command="strategy-kit store",
        )
    days, newest = whole_number(args.days, "--days", 1, 36_500), whole_number(args.newest, "--newest", 1, 1_000_000)
    address, now, _ = args.store or os.environ.get("STRATEGY_KIT_STORE", ""), dt.datetime.now(dt.UTC), args.words
    if args.action == "prune":
        lines = pruned(address, now, days, newest, _, dry_run=args.dry_run)
    else:
        lines = copied(args.action, address, Path(args.file), now, _, replace=args.replace)
    damaged = False
    for sound, line in lines:
        damaged |= not sound
        print(line, flush=True)
    return 2 if damaged else 0


def pruned(
    address: str, now: dt.datetime, days: int, newest: int, _: Words, *, dry_run: bool
) -> Iterator[tuple[bool, str]]:
    """Prune; yield what was done, and the plans that were left as they are."""
    from strategy_kit.storage.maintenance import prune
    from strategy_kit.storage.store import open_store

    done = prune(open_store(address), now, days, newest, dry_run=dry_run)
    if dry_run:
        line = _.plural(
            "One version would be deleted, {kept} would be kept.",
            "{n} versions would be deleted, {kept} would be kept.",
            done.deleted,
            kept=done.kept,
        )
    else:
        line = _.plural(
            "One version deleted, {kept} kept.", "{n} versions deleted, {kept} kept.", done.deleted, kept=done.kept
        )
    yield True, line
    if done.plans:
        yield True, _.plural("Deleted plans included: one.", "Deleted plans included: {n}.", done.plans)
    for plan_id in done.damaged:
        yield (
            False,
            _(
                "Plan {id} has a damaged version, so none of its versions was deleted. Run strategy-kit "
                "check to see which one.",
                id=plan_id,
            ),
        )


def copied(
    action: str, address: str, file: Path, now: dt.datetime, _: Words, *, replace: bool
) -> Iterator[tuple[bool, str]]:
    """Back up or restore; yield what was done."""
    from strategy_kit.storage.maintenance import back_up, restore
    from strategy_kit.storage.store import open_store

    if action == "backup":
        done = back_up(open_store(address), file, replace=replace)
    else:
        done = restore(address, file, now, replace=replace)
    facts = {"versions": done.versions, "file": str(file)}
    yield (
        True,
        _.plural(
            "One plan ({versions} versions) written to {file}.",
            "{n} plans ({versions} versions) written to {file}.",
            done.plans,
            **facts,
        )
        if action == "backup"
        else _.plural(
            "One plan ({versions} versions) restored from {file}.",
            "{n} plans ({versions} versions) restored from {file}.",
            done.plans,
            **facts,
        ),
    )
    if done.before:
        yield True, _("What was there before is saved in {file}.", file=done.before)
    if done.damaged:
        yield (
            False,
            _.plural(
                "One version is damaged and was restored as is. Run strategy-kit check to see which one.",
                "{n} versions are damaged and were restored as they are. Run strategy-kit check to see which ones.",
                done.damaged,
            ),
        )
