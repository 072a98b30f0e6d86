"""Deleted plans: out of the list at once, gone for good when the store is pruned long after."""

import datetime as dt

import sqlalchemy as sa

from strategy_kit.storage.tables import plans

_INSTANT = "____-__-__T__:__:__%+00:00"
"""What an instant of a deletion looks like; anything else deletes nothing."""
IS_LIVE = sa.func.coalesce(plans.c.deleted_at, "").not_like(_INSTANT)
"""Whether a plan is not deleted."""


def deletions(connection: sa.Connection) -> dict[str, dt.datetime]:
    """Return when each deleted plan was deleted."""
    rows = connection.execute(sa.select(plans.c.id, plans.c.deleted_at).where(plans.c.deleted_at.like(_INSTANT)))
    return {row.id: dt.datetime.fromisoformat(row.deleted_at) for row in rows}


def set_deletion(connection: sa.Connection, plan_id: str, at: dt.datetime | None) -> bool:
    """Delete a plan, or bring it back with None; return whether there is one."""
    change = sa.update(plans).where(plans.c.id == plan_id).values(deleted_at=written(at))
    return connection.execute(change).rowcount == 1


def written(at: dt.datetime | None) -> str:
    """
    Write the instant of a deletion as a store keeps it; None: not deleted.

    >>> written(dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)), written(None)
    ('2027-01-04T09:00:00+00:00', '')
    """
    return at.astimezone(dt.UTC).isoformat() if at else ""
