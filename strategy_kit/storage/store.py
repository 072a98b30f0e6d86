"""The store of plans: each save is a new version, with optimistic locking, confirmed once it is on disk."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.model import Plan
from strategy_kit.storage.database import (
    READ_MESSAGES,
    SAVE_MESSAGES,
    StoreGoneError,
    check_place,
    file_identity,
    open_database,
    path_of,
    refusal,
    translated_errors,
    writing,
)
from strategy_kit.storage.deletions import IS_LIVE, deletions, set_deletion
from strategy_kit.storage.tables import HalfAStoreError, checksum, create_or_upgrade, is_sound, plans, saves

_CURRENT = sa.select(saves).join(plans, sa.and_(saves.c.plan_id == plans.c.id, saves.c.version == plans.c.version))
_WITH_CURRENT = sa.select(saves, plans.c.version.label("current")).outerjoin(plans, saves.c.plan_id == plans.c.id)


class DamagedPlanError(InputError):
    """A saved version is not as it was saved."""


@dataclass(frozen=True)
class Saved:
    """A successful save."""

    version: int


@dataclass(frozen=True)
class SaveConflict:
    """A refused save: `version` was saved since the plan was read."""

    version: int
    saved_at: dt.datetime


@dataclass(frozen=True)
class StoredPlan:
    """A saved version of a plan."""

    plan: Plan
    version: int
    saved_at: dt.datetime


@dataclass(frozen=True)
class SaveSummary:
    """The summary of one save."""

    plan_id: str
    name: str
    version: int
    saved_at: dt.datetime


class Store:
    """
    The plans of one database; with `view_only`, that plan alone, read-only.

    >>> from strategy_kit.model import Brief
    >>> plan = Plan(id="p1", brief=Brief(name="Corner bakery"), start=dt.date(2027, 1, 4))
    >>> store = open_store(getfixture("tmp_path") / "plans.sqlite")
    >>> store.save(plan, 0, "first-key"), store.save(plan, 0, "first-key")
    (Saved(version=1), Saved(version=1))
    >>> store.save(plan.changed(weeks=8), 0, "second-key")
    SaveConflict(version=1, saved_at=datetime.datetime(..., tzinfo=datetime.timezone.utc))
    """

    def __init__(self, engine: sa.Engine, view_only: str = "", *, missing: frozenset[str] = frozenset()) -> None:
        self._engine, self._view_only, self._absent = engine, view_only, missing

    @property
    def is_view_only(self) -> bool:
        """Whether nothing is saved."""
        return bool(self._view_only)

    @property
    def engine(self) -> sa.Engine:
        """The database."""
        return self._engine

    def save(self, plan: Plan, expected_version: int, key: str) -> Saved | SaveConflict:
        """
        Save a plan as the version after `expected_version` (0: as a new plan); refuse if the store cannot.

        `key` is the idempotency key of this save: the same key and plan again save once.
        """
        self._check_writable()
        with translated_errors(SAVE_MESSAGES, self._engine):
            try:
                return self._save_once(plan, expected_version, key)
            except DBAPIError as error:
                # Somebody came between look and insert, or the connection broke while the answer was on its way: the
                # same question again has a true answer, found by its key.
                if not isinstance(error, IntegrityError) and not error.connection_invalidated:
                    raise
            return self._save_once(plan, expected_version, key)

    def _check_writable(self) -> None:
        if self._view_only:
            raise InputError(
                "{field}: not saved, because this plan was shared with you as view only. Your changes stay "
                "in this window; download the plan to keep them.",
                field="plan",
            )

    def create_again(self) -> None:
        """Create the store where it was removed; what stands there now stays."""
        if path_of(self._engine.url):
            check_place(self._engine.url)
        with translated_errors(SAVE_MESSAGES, self._engine):
            create_or_upgrade(self._engine)

    def load(self, plan_id: str, version: int | None = None) -> StoredPlan:
        """Return the last version of a plan, or the given one; refuse an unknown plan."""
        query = _WITH_CURRENT if version is None else _WITH_CURRENT.where(saves.c.version == version)
        row = self._read(query.where(saves.c.plan_id == plan_id).order_by(saves.c.version.desc()).limit(1))
        if not row:
            raise self._missing(plan_id) if version is None else _unknown_plan(plan_id)
        return _checked(row[0], newest=version is None)

    def load_before_damage(self, plan_id: str) -> StoredPlan:
        """Return the newest version that is as it was saved, numbered so that it is saved as the one after all."""
        rows = self._read(_WITH_CURRENT.where(saves.c.plan_id == plan_id).order_by(saves.c.version.desc()))
        row = next((row for row in rows if is_sound(row)), None)
        if row is None:
            raise self._missing(plan_id)
        return replace(_checked(row), version=max(rows[0].version, row.current or 0))

    def holds(self, plan_id: str) -> bool:
        """Whether there is a plan of this id, damaged or not."""
        return bool(self._read(sa.select(saves.c.number).where(saves.c.plan_id == plan_id).limit(1))) or (
            not self._view_only and self._version(plan_id) is not None
        )

    def latest(self) -> StoredPlan | None:
        """Return the last save of all plans that are not deleted, None if there is none."""
        row = self._read(self._live(_WITH_CURRENT).order_by(saves.c.number.desc()).limit(1))
        return _checked(row[0], newest=True) if row else None

    def faults(self) -> Iterator[InputError]:
        """
        Yield what is damaged: each version that is not as it was saved, each plan whose last one is missing.

        Where the database cannot be read on, that is the last fault.
        """
        try:
            yield from self._faults()
        except InputError as error:
            yield error

    def _faults(self) -> Iterator[InputError]:
        newest: dict[str, int] = {}
        with self._snapshot() as connection:
            for row in self._rows(connection):
                newest[row.plan_id] = max(row.version, newest.get(row.plan_id, 0))
                if not is_sound(row):
                    yield _damaged(row.plan_id, row.version)
            found = [] if self._view_only else connection.execute(sa.select(plans.c.id, plans.c.version)).all()
        current = {row.id: row.version for row in found}
        for plan_id in sorted({plan for plan, _version in newest.items() ^ current.items()} if current else ()):
            yield _damaged(plan_id, max(newest.get(plan_id, 0), current.get(plan_id, 0)))

    def rows(self) -> Iterator[sa.Row[Any]]:
        """Yield every version in order of saving, damaged or not, with its plan's newest as `current`."""
        with self._snapshot() as connection:
            yield from self._rows(connection)

    @contextmanager
    def _snapshot(self) -> Iterator[sa.Connection]:
        with translated_errors(READ_MESSAGES, self._engine), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":  # a transaction of SQLite always sees one state
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def _rows(self, connection: sa.Connection) -> Iterator[sa.Row[Any]]:
        query = self._shown(_WITH_CURRENT.order_by(saves.c.number))
        yield from connection.execute(query, execution_options={"yield_per": 100})

    def list(self) -> tuple[SaveSummary, ...]:
        """Return the last save of each plan that is not deleted, newest first."""
        return self._listed(self._live(_CURRENT))

    def history(self, plan_id: str) -> tuple[SaveSummary, ...]:
        """Return all saves of one plan, newest first."""
        return self._listed(sa.select(saves).where(saves.c.plan_id == plan_id))

    def deleted(self) -> Mapping[str, dt.datetime]:
        """Return when each plan that is deleted was; its versions are there until the store is pruned."""
        if self._absent or self._view_only:
            return {}
        with translated_errors(READ_MESSAGES, self._engine), self._engine.connect() as connection:
            return deletions(connection)

    def set_deleted(self, plan_id: str, at: dt.datetime | None) -> None:
        """Delete a plan from the list, or with None bring it back, as its next save does too; refuse an unknown one."""
        self._check_writable()
        with translated_errors(SAVE_MESSAGES, self._engine), writing(self._engine) as connection:
            if not set_deletion(connection, plan_id, at):
                raise _unknown_plan(plan_id)
            connection.commit()

    def delete(self, plan_id: str) -> None:
        """Remove a plan with all its versions, for good."""
        with translated_errors(SAVE_MESSAGES, self._engine), writing(self._engine) as connection:
            connection.execute(sa.delete(saves).where(saves.c.plan_id == plan_id))
            connection.execute(sa.delete(plans).where(plans.c.id == plan_id))
            connection.commit()

    def _listed(self, query: sa.Select[Any]) -> tuple[SaveSummary, ...]:
        columns = (saves.c.plan_id, saves.c.name, saves.c.version, saves.c.saved_at)
        rows = self._read(query.with_only_columns(*columns).order_by(saves.c.number.desc()))
        return tuple(SaveSummary(row.plan_id, row.name, row.version, _instant(row)) for row in rows)

    def _read(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with translated_errors(READ_MESSAGES, self._engine), self._engine.connect() as connection:
            return connection.execute(self._shown(query)).all()

    def _live(self, query: sa.Select[Any]) -> sa.Select[Any]:
        return query if "deleted_at" in self._absent else query.where(IS_LIVE)

    def _shown(self, query: sa.Select[Any]) -> sa.Select[Any]:
        if "checksum" in self._absent:
            columns = [column for column in query.selected_columns if column.name != "checksum"]
            query = query.with_only_columns(*columns, maintain_column_froms=True)
        return query.where(saves.c.plan_id == self._view_only) if self._view_only else query

    def _version(self, plan_id: str) -> int | None:
        with translated_errors(READ_MESSAGES, self._engine), self._engine.connect() as connection:
            return connection.scalar(sa.select(plans.c.version).where(plans.c.id == plan_id))

    def _missing(self, plan_id: str) -> InputError:
        """Return the refusal of a plan without a version that can be opened."""
        version = None if self._view_only else self._version(plan_id)
        return _unknown_plan(plan_id) if version is None else _damaged(plan_id, version)

    def _save_once(self, plan: Plan, expected_version: int, key: str) -> Saved | SaveConflict:
        with writing(self._engine) as connection:
            file = file_identity(self._engine)
            if not _advance(connection, plan.id, expected_version, self._absent):
                return _resolve(connection, plan, key)
            row = {
                "plan_id": plan.id,
                "version": expected_version + 1,
                "key": key,
                "saved_at": dt.datetime.now(dt.UTC).isoformat(),
                "name": plan.brief.name,
                "body": plan.to_json(),
            }
            connection.execute(sa.insert(saves).values(**row, checksum=checksum(row)))
            connection.commit()
        if file != file_identity(self._engine):  # the save went into a file that has no name any more
            raise refusal(SAVE_MESSAGES, "gone", self._engine)
        return Saved(expected_version + 1)


def open_store(url: str | os.PathLike[str] | sa.URL | None = None) -> Store:
    """
    Open the store of plans at `url` (see `open_database`), creating its tables; refuse one that is not safe.

    Where ``STRATEGY_KIT_LOOK`` names a plan, the store shows that plan alone and saves nothing.
    """
    engine = open_database(url)
    with translated_errors(READ_MESSAGES, engine):
        try:
            missing = create_or_upgrade(engine)
        except HalfAStoreError:
            raise refusal(READ_MESSAGES, "damaged", engine, "a table is missing") from None
    return Store(engine, os.environ.get("STRATEGY_KIT_LOOK", ""), missing=missing)


def _advance(connection: sa.Connection, plan_id: str, expected_version: int, missing: frozenset[str]) -> bool:
    if expected_version:
        swap = sa.update(plans).where(plans.c.id == plan_id, plans.c.version == expected_version)
        back = {} if "deleted_at" in missing else {"deleted_at": ""}
        return connection.execute(swap.values(version=expected_version + 1, **back)).rowcount == 1
    if connection.scalar(sa.select(plans.c.id).where(plans.c.id == plan_id)):
        return False
    connection.execute(sa.insert(plans).values(id=plan_id, version=1))
    return True


def _resolve(connection: sa.Connection, plan: Plan, key: str) -> Saved | SaveConflict:
    earlier = connection.execute(sa.select(saves).where(saves.c.key == key, saves.c.plan_id == plan.id)).first()
    if earlier and earlier.body == plan.to_json():  # the same save, whose answer was lost
        return Saved(earlier.version)
    current = connection.execute(_CURRENT.where(saves.c.plan_id == plan.id)).first()
    if current is None:
        raise _unknown_plan(plan.id)
    return SaveConflict(current.version, _instant(current))


def _instant(row: sa.Row[Any]) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(row.saved_at)
    except (TypeError, ValueError) as error:
        raise _damaged(row.plan_id, row.version) from error


def _checked(row: sa.Row[Any], *, newest: bool = False) -> StoredPlan:
    """Return the plan of a row of `_WITH_CURRENT` if it is as it was saved, and, if asked, the newest of its plan."""
    if newest and row.version != row.current:
        raise _damaged(row.plan_id, max(row.version, row.current or 0))
    if not is_sound(row):
        raise _damaged(row.plan_id, row.version)
    return StoredPlan(Plan.from_json(row.body), row.version, _instant(row))


def _damaged(plan_id: str, version: int) -> DamagedPlanError:
    return DamagedPlanError(
        N_(
            "{field}: version {version} of plan {value} is damaged and was not opened; nothing was changed. "
            "Open the previous version, or restore the last backup."
        ),
        field="plan",
        value=plan_id,
        version=str(version),
    )


def _unknown_plan(plan_id: str) -> StoreGoneError:
    return StoreGoneError(
        N_(
            "{field}: the plan {value} was not found in this database. Open one from the list, or save yours "
            "as a new plan."
        ),
        field="plan",
        value=plan_id,
    )
