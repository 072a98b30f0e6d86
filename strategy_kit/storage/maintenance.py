"""Maintenance of a store: old versions are deleted by a rule; all versions are backed up and restored."""

import contextlib
import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from strategy_kit.errors import InputError
from strategy_kit.storage.database import (
    READ_MESSAGES,
    file_url,
    open_database,
    path_of,
    store_address,
    translated_errors,
    writing,
)
from strategy_kit.storage.deletions import written
from strategy_kit.storage.permissions import SIDE_FILES
from strategy_kit.storage.plan_file import sync_folder
from strategy_kit.storage.store import SaveSummary, Store, open_store
from strategy_kit.storage.tables import CHECKED, checksum, create_or_upgrade, is_sound, plans, saves

DAYS, NEWEST = 30, 20
"""What is kept of each plan: all versions of so many days, and so many newest ones whatever their age."""
AT_ONCE = 100


@dataclass(frozen=True)
class Pruned:
    """
    Numbers of versions deleted and kept, the plans of which nothing was deleted since a version is damaged, and the
    number of plans that are gone: people deleted them, and the time to bring them back is over.
    """

    deleted: int
    kept: int
    damaged: tuple[str, ...]
    plans: int = 0


@dataclass(frozen=True)
class Copied:
    """Numbers of plans, versions and damaged versions copied, and the file that holds what was there before."""

    plans: int
    versions: int
    damaged: int
    before: str = ""


def prune(store: Store, now: dt.datetime, days: int = DAYS, newest: int = NEWEST, *, dry_run: bool = False) -> Pruned:
    """
    Delete old versions, see `superfluous`, and whole plans that were deleted more than `days` ago; of a plan with a
    damaged version delete nothing.

    With `dry_run` count only. `now` is an aware datetime.
    """
    versions: Counter[str] = Counter()
    damaged = set()
    for row in store.rows():
        versions[row.plan_id] += 1
        if not is_sound(row) or row.current is None:
            damaged.add(row.plan_id)
    sound = versions.keys() - damaged
    over = {
        plan_id: at for plan_id, at in store.deleted().items() if plan_id in sound and at < now - dt.timedelta(days)
    }
    gone = {plan_id: superfluous(store.history(plan_id), now, days, newest) for plan_id in sound - over.keys()}
    deleted = sum(map(len, gone.values())) + sum(versions[plan_id] for plan_id in over)
    if deleted and not dry_run:
        with translated_errors(READ_MESSAGES, store.engine):
            with writing(store.engine) as connection:
                for plan_id, numbers in gone.items():
                    for part in _batches(iter(numbers)):
                        these = sa.and_(saves.c.plan_id == plan_id, saves.c.version.in_(part))
                        connection.execute(sa.delete(saves).where(these))
                for plan_id, at in over.items():
                    this = sa.and_(plans.c.id == plan_id, plans.c.deleted_at == written(at))  # not brought back
                    connection.execute(sa.delete(saves).where(saves.c.plan_id.in_(sa.select(plans.c.id).where(this))))
                    connection.execute(sa.delete(plans).where(this))
                connection.commit()
            _give_back_space(store.engine)
    return Pruned(deleted, versions.total() - deleted, tuple(sorted(damaged)), len(over))


def superfluous(history: tuple[SaveSummary, ...], now: dt.datetime, days: int, newest: int) -> list[int]:
    """
    Return the versions of a history, newest first, that pruning deletes.

    Kept are all of the last `days`, the `newest` ones, and the last version of each day (UTC).

    >>> at = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)
    >>> saved = [SaveSummary("p", "Bakery", version, at + dt.timedelta(hours=version)) for version in (3, 2, 1)]
    >>> superfluous(tuple(saved), at + dt.timedelta(days=60), days=30, newest=2)
    [1]
    """
    last = {save.saved_at.astimezone(dt.UTC).date(): save.version for save in reversed(history)}
    since = now - dt.timedelta(days=days)
    old = (save for save in history[newest:] if save.saved_at < since)
    return [save.version for save in old if last[save.saved_at.astimezone(dt.UTC).date()] != save.version]


def back_up(store: Store, target: Path, *, replace: bool = False) -> Copied:
    """Write all versions of a store into a new SQLite file, complete or not at all; refuse one that exists."""
    own = path_of(store.engine.url)
    if target.exists() and (not replace or (own and own.exists() and own.samefile(target))):
        raise InputError(
            "{field}: {value} already exists and was not changed. Choose another name, or add --replace.",
            field="FILE",
            value=target.name,
        )
    with _new_file(target) as temporary:
        copied = _copy(store, open_database(temporary))
        temporary.replace(target)
    sync_folder(target.parent)
    return copied


def restore(address: str, backup: Path, now: dt.datetime, *, replace: bool = False) -> Copied:
    """
    Put all versions of a backup, or of any store file, into the store at `address` (see `open_database`).

    A store that holds plans or is damaged is refused; with `replace` it is kept as a file, the last part of the answer.
    """
    source = open_store(file_url(backup, "ro"))
    present, path = _present(address, replace=replace), path_of(store_address(address))
    stamp = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%S%fZ")
    is_empty = present is not None and next(present.rows(), None) is None
    if not (is_empty or replace):
        raise InputError(
            "{field}: this database already contains plans and was not changed. Add --replace to restore the "
            "backup in their place; the current plans are kept in a file.",
            field="store",
        )
    if path:
        return _exchange(source, path, None if is_empty else path.with_name(f"{path.name}.before-restore-{stamp}"))
    assert present
    before = None if is_empty else backup.with_name(f"before-restore-{stamp}.sqlite")
    if before:
        back_up(present, before)
    return _copy(source, present.engine, before)


def _present(address: str, *, replace: bool) -> Store | None:
    """Open the store that is there; None if it is a damaged file that may be replaced."""
    try:
        return open_store(address)
    except InputError as error:
        if not replace or error.message != READ_MESSAGES["damaged"] or not path_of(store_address(address)):
            raise
        return None


def _exchange(source: Store, path: Path, before: Path | None) -> Copied:
    """Put a new file in the place of a store's file, which is kept as `before`, if given, with its journal."""
    with _new_file(path) as temporary:
        copied = _copy(source, open_database(temporary), before)
        for end in reversed(SIDE_FILES) if before else ():  # a journal left behind would be played into the new file
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + end).rename(f"{before}{end}")
        temporary.replace(path)
    sync_folder(path.parent)
    return copied


@contextlib.contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """Give the name of a file beside `target` that is removed at the end if it still is there."""
    temporary = target.absolute().with_name(f".strategy-kit-{secrets.token_hex(8)}.tmp")
    try:
        yield temporary
    except OSError as error:
        raise InputError(
            "{field}: {value} could not be written ({reason}). Free some space or choose another folder, "
            "then try again.",
            field="FILE",
            value=target.name,
            reason=error.strerror or str(error),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _copy(source: Store, target: sa.Engine, before: Path | None = None) -> Copied:
    """Copy all versions in place of those in `target`, in one transaction; a damaged one stays recognisable."""
    newest: dict[str, int] = {}
    found, damaged = 0, 0
    with translated_errors(READ_MESSAGES, target):
        create_or_upgrade(target)
        with writing(target) as connection:
            connection.execute(sa.delete(saves))
            connection.execute(sa.delete(plans))
            for rows in _batches(source.rows()):
                for row in rows:
                    if row.plan_id not in newest:
                        connection.execute(sa.insert(plans).values(id=_text(row.plan_id), version=0))
                    newest[row.plan_id] = row.current or max(row.version, newest.get(row.plan_id, 0))
                connection.execute(sa.insert(saves), [_values(row) for row in rows])
                found, damaged = found + len(rows), damaged + sum(not is_sound(row) for row in rows)
            deleted = source.deleted()
            for plan_id, version in newest.items():
                change = sa.update(plans).where(plans.c.id == _text(plan_id))
                at = written(deleted.get(plan_id))
                connection.execute(change.values(version=version, deleted_at=at))
            connection.commit()
    return Copied(len(newest), found, damaged, str(before or ""))


def _values(row: Any) -> dict[str, Any]:
    values = {column: _text(getattr(row, column)) for column in CHECKED}
    return values | {"checksum": getattr(row, "checksum", "") or checksum(row)}


def _text(value: Any) -> Any:
    """Return a text that any database takes: what was no UTF-8 becomes marks, and the checksum still tells."""
    return value.encode(errors="surrogateescape").decode(errors="replace") if isinstance(value, str) else value


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _give_back_space(engine: sa.Engine) -> None:
    """Shrink an SQLite file to what it holds; where that fails, later saves fill the space."""
    if engine.dialect.name == "sqlite":
        with contextlib.suppress(Exception), contextlib.closing(engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM")
