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


def create_or_upgrade(engine: sa.Engine) -> bool:
    """
    Create the tables of a new store; give the versions of an earlier edition's store their checksums.

    Return whether versions have checksums: those of an earlier edition that may only be read have none.
    """
    with engine.connect() as connection:
        if not _is_outdated(connection):
            return True
    try:
        with writing(engine) as connection:
            _upgrade(connection)
            connection.commit()
    except DBAPIError as error:
        if fault_kind(error, engine) != "readonly" or not sa.inspect(engine).has_table(saves.name):
            raise
        return False
    return True


def _is_outdated(connection: sa.Connection) -> bool:
    inspector = sa.inspect(connection)
    if inspector.has_table(saves.name) != inspector.has_table(plans.name):
        raise HalfAStoreError
    return not inspector.has_table(saves.name) or "checksum" not in _columns(inspector)


def _columns(inspector: Any) -> set[str]:
    return {column["name"] for column in inspector.get_columns(saves.name)}


def _upgrade(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":  # where several programs upgrade at once, one does it
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(5023)"))
    if not sa.inspect(connection).has_table(saves.name):
        metadata.create_all(connection)
    if "checksum" in _columns(sa.inspect(connection)):
        return
    connection.execute(sa.text("ALTER TABLE saves ADD COLUMN checksum VARCHAR(64) DEFAULT '' NOT NULL"))
    for number in connection.scalars(sa.select(saves.c.number)).all():
        this = saves.c.number == number
        row = connection.execute(sa.select(saves).where(this)).one()
        connection.execute(sa.update(saves).where(this).values(checksum=checksum(row)))
