"""Three-way merge of a plan that was changed in two windows at once."""

from typing import Any

from strategy_kit.errors import InputError
from strategy_kit.model.plan import Plan
from strategy_kit.model.validation import Frozen


def merged(base: Plan, mine: Plan, theirs: Plan) -> Plan | None:
    """
    Return a plan with the changes of both windows; None: they changed the same value, or the two do not go together.

    Parameters
    ----------
    base : Plan
        As both windows had it.
    mine, theirs : Plan
        As each has it now. Values are merged one by one, also within an entry of a list; where both added entries to
        the end of a list, all are kept, theirs first.

    Examples
    --------
    >>> import datetime as dt
    >>> from strategy_kit.model import Brief
    >>> base = Plan(id="p1", brief=Brief(name="Corner bakery"), start=dt.date(2027, 1, 4))
    >>> longer, renamed = base.changed(weeks=8), base.changed(brief=base.brief.changed(name="Baker"))
    >>> both = merged(base, longer, renamed)
    >>> both.weeks, both.brief.name
    (8, 'Baker')
    >>> merged(base, longer, base.changed(weeks=6)) is None
    True
    """
    try:
        return _merged(base, mine, theirs)
    except (_ConflictError, InputError):
        return None


class _ConflictError(Exception):
    """Both changed the same value."""


def _merged(base: Any, mine: Any, theirs: Any) -> Any:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if isinstance(base, Frozen) and type(base) is type(mine) is type(theirs):
        values = {
            name: _merged(getattr(base, name), getattr(mine, name), getattr(theirs, name))
            for name in type(base).model_fields
        }
        return mine.changed(**values)
    if isinstance(base, tuple) and isinstance(mine, tuple) and isinstance(theirs, tuple):
        if len(base) == len(mine) == len(theirs):
            return tuple(_merged(*entries) for entries in zip(base, mine, theirs, strict=True))
        if mine[: len(base)] == theirs[: len(base)] == base:
            return (*theirs, *mine[len(base) :])
    raise _ConflictError
