"""Tables of a store of plans, their upgrade in place, and the checksum of a saved version."""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from strategy_kit.storage.database import fault_kind, writing

metadata = sa.MetaData()
plans = sa.Table(
    "plans",
    metadata,
    sa.Column("id", sa.String(60), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("deleted_at", sa.String(32), nullable=False, server_default=""),
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
    sa.Column("checksum", sa.String(64), nullable=False, server_default=""),
    sa.UniqueConstraint("plan_id", "version"),
)
CHECKED = ("plan_id", "version", "key", "saved_at", "name", "body")
"""Columns that the checksum of a version covers."""
ADDED = {"checksum": (saves, "VARCHAR(64)"), "deleted_at": (plans, "VARCHAR(32)")}
"""Columns that stores of earlier editions do not have, each with its table and type."""


def checksum(row: Any) -> str:
    """Return the SHA-256 of a version: a mapping, or a row of `saves`, with the columns `CHECKED`."""
    values = row if isinstance(row, dict) else row._mapping
    text = json.dumps([values[column] for column in CHECKED], default=repr)
    return hashlib.sha256(text.encode()).hexdigest()


def is_sound(row: Any) -> bool:
    """Whether a version is as it was saved; one that an earlier edition saved has no checksum."""
    return not getattr(row, "checksum", "") or row.checksum == checksum(row)


class HalfAStoreError(Exception):
    """One of the two tables is there, without the other."""


def create_or_upgrade(engine: sa.Engine) -> frozenset[str]:
    """
    Create the tables of a new store; add the columns that an earlier edition's store does not have.

    Return the columns of `ADDED` that are still missing: those of an earlier store that may only be read.
    """
    with engine.connect() as connection:
        missing = _missing(connection)
    if not missing:
        return missing
    try:
        with writing(engine) as connection:
            _upgrade(connection)
            connection.commit()
    except DBAPIError as error:
        if fault_kind(error, engine) != "readonly" or not sa.inspect(engine).has_table(saves.name):
            raise
        return missing
    return frozenset()


def _missing(connection: sa.Connection) -> frozenset[str]:
    """Return the columns of `ADDED` that a store does not have; all, if it has no tables yet."""
    inspector = sa.inspect(connection)
    if inspector.has_table(saves.name) != inspector.has_table(plans.name):
        raise HalfAStoreError
    if not inspector.has_table(saves.name):
        return frozenset(ADDED)
    held = {column["name"] for table in (saves, plans) for column in inspector.get_columns(table.name)}
    return frozenset(ADDED) - held


def _upgrade(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":  # where several programs upgrade at once, one does it
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(5023)"))
    if not sa.inspect(connection).has_table(saves.name):
        metadata.create_all(connection)
    missing = _missing(connection)
    for column in sorted(missing):
        table, kind = ADDED[column]
        connection.execute(sa.text(f"ALTER TABLE {table.name} ADD COLUMN {column} {kind} DEFAULT '' NOT NULL"))
    for number in connection.scalars(sa.select(saves.c.number)).all() if "checksum" in missing else ():
        this = saves.c.number == number
        row = connection.execute(sa.select(saves).where(this)).one()
        connection.execute(sa.update(saves).where(this).values(checksum=checksum(row)))
