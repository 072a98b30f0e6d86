"""The store of plans: each save is a new version, with optimistic locking, confirmed once it is on disk."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.model import Plan
from strategy_kit.storage.database import READ_MESSAGES, open_database, translated_errors, writing

metadata = sa.MetaData()
plans = sa.Table(
    "plans",
    metadata,
    sa.Column("id", sa.String(60), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
)
saves = sa.Table(
    "saves",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("plan_id", sa.ForeignKey("plans.id"), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    sa.Column("saved_at", sa.String(32), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.UniqueConstraint("plan_id", "version"),
)
_CURRENT = sa.select(saves).join(plans, sa.and_(saves.c.plan_id == plans.c.id, saves.c.version == plans.c.version))

_SAVE_MESSAGES: Mapping[str, str] = {
    "locked": N_(
        "{field}: not saved, another program holds {value}. Your text is still in the page: save again in a moment."
    ),
    "readonly": N_(
        "{field}: not saved, {value} cannot be written to. Your text is still in the page: take the plan away as a "
        "file, and ask for the right to write."
    ),
    "full": N_(
        "{field}: not saved, the disk of {value} is full. Your text is still in the page: free some space, save again."
    ),
    "damaged": N_(
        "{field}: not saved, {value} is damaged. Your text is still in the page: take the plan away as a file, then "
        "restore the last backup."
    ),
    "other": N_(
        "{field}: not saved, {value} answered: {reason}. Your text is still in the page: save again, or take the plan "
        "away as a file."
    ),
}


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

    def __init__(self, engine: sa.Engine, view_only: str = "") -> None:
        self._engine, self._view_only = engine, view_only

    def save(self, plan: Plan, expected_version: int, key: str) -> Saved | SaveConflict:
        """
        Save a plan as the version after `expected_version` (0: as a new plan); refuse if the store cannot.

        `key` is the idempotency key of this save: the same key and plan again save once.
        """
        if self._view_only:
            raise InputError(
                "{field}: not saved, you were given this plan to look at. What you change stays in this window; take "
                "the plan away as a file to keep it.",
                field="plan",
            )
        with translated_errors(_SAVE_MESSAGES, self._engine):
            try:
                return self._save_once(plan, expected_version, key)
            except DBAPIError as error:
                # Somebody came between look and insert, or the connection broke while the answer was on its way: the
                # same question again has a true answer, found by its key.
                if not isinstance(error, IntegrityError) and not error.connection_invalidated:
                    raise
            return self._save_once(plan, expected_version, key)

    def load(self, plan_id: str, version: int | None = None) -> StoredPlan:
        """Return the last version of a plan, or the given one; refuse an unknown plan."""
        query = _CURRENT if version is None else sa.select(saves).where(saves.c.version == version)
        row = self._read(query.where(saves.c.plan_id == plan_id))
        if not row:
            raise _unknown_plan(plan_id)
        return _stored(row[0])

    def latest(self) -> StoredPlan | None:
        """Return the last save of all, None if there is none."""
        row = self._read(sa.select(saves).order_by(saves.c.number.desc()).limit(1))
        return _stored(row[0]) if row else None

    def list(self) -> tuple[SaveSummary, ...]:
        """Return the last save of each plan, newest first."""
        return self._listed(_CURRENT)

    def history(self, plan_id: str) -> tuple[SaveSummary, ...]:
        """Return all saves of one plan, newest first."""
        return self._listed(sa.select(saves).where(saves.c.plan_id == plan_id))

    def delete(self, plan_id: str) -> None:
        """Delete a plan with all its versions."""
        with translated_errors(_SAVE_MESSAGES, self._engine), writing(self._engine) as connection:
            connection.execute(sa.delete(saves).where(saves.c.plan_id == plan_id))
            connection.execute(sa.delete(plans).where(plans.c.id == plan_id))
            connection.commit()

    def _listed(self, query: sa.Select[Any]) -> tuple[SaveSummary, ...]:
        columns = (saves.c.plan_id, saves.c.name, saves.c.version, saves.c.saved_at)
        rows = self._read(query.with_only_columns(*columns).order_by(saves.c.number.desc()))
        return tuple(SaveSummary(row.plan_id, row.name, row.version, _instant(row)) for row in rows)

    def _read(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        shown = query.where(saves.c.plan_id == self._view_only) if self._view_only else query
        with translated_errors(READ_MESSAGES, self._engine), self._engine.connect() as connection:
            return connection.execute(shown).all()

    def _save_once(self, plan: Plan, expected_version: int, key: str) -> Saved | SaveConflict:
        with writing(self._engine) as connection:
            if not _advance(connection, plan.id, expected_version):
                return _resolve(connection, plan, key)
            row = {
                "plan_id": plan.id,
                "version": expected_version + 1,
                "key": key,
                "saved_at": dt.datetime.now(dt.UTC).isoformat(),
                "name": plan.brief.name,
                "body": plan.to_json(),
            }
            connection.execute(sa.insert(saves).values(row))
            connection.commit()
        return Saved(expected_version + 1)


def open_store(url: str | os.PathLike[str] | None = None) -> Store:
    """
    Open the store of plans at `url` (see `open_database`), creating its tables; refuse one that is not safe.

    Where ``STRATEGY_KIT_LOOK`` names a plan, the store shows that plan alone and saves nothing.
    """
    engine = open_database(url)
    with translated_errors(READ_MESSAGES, engine):
        if not sa.inspect(engine).has_table(saves.name):
            with writing(engine) as connection:
                metadata.create_all(connection)
                connection.commit()
    return Store(engine, os.environ.get("STRATEGY_KIT_LOOK", ""))


def _advance(connection: sa.Connection, plan_id: str, expected_version: int) -> bool:
    if expected_version:
        swap = sa.update(plans).where(plans.c.id == plan_id, plans.c.version == expected_version)
        return connection.execute(swap.values(version=expected_version + 1)).rowcount == 1
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
    return dt.datetime.fromisoformat(row.saved_at)


def _stored(row: sa.Row[Any]) -> StoredPlan:
    return StoredPlan(Plan.from_json(row.body), row.version, _instant(row))


def _unknown_plan(plan_id: str) -> InputError:
    return InputError(
        "{field}: this store holds no plan {value}. Open one from the list, or save yours as a new plan.",
        field="plan",
        value=plan_id,
    )
