"""Content pillars whose posts take longer than any one person has in a week."""

from strategy_kit.calendar.constraints import Constraints


def pillars_beyond_hours(constraints: Constraints) -> tuple[str, ...]:
    """
    Return the pillars no post of which fits into the weekly hours of one person, on any platform, in their order.

    A post takes the minutes to make it and, unless a colleague may answer, those of answering after it. A pillar that
    cannot be made for any platform, or has no share, is left out.

    Examples
    --------
    >>> import datetime as dt
    >>> from strategy_kit.evidence.load import assumption_values, load_table
    >>> from strategy_kit.calendar.constraints import constraints_of
    >>> from strategy_kit.model import Brief
    >>> shop = Brief(name="Shop", pillars=[{"name": "Tips", "share": 1, "format": "video"}],
    ...              formats=[{"format": "video", "minutes": 90}], team=[{"name": "Ada", "hours_per_week": 1.5}])
    >>> tables = {"formats": load_table("platform_formats"), "half_lives": load_table("half_life")}
    >>> pillars_beyond_hours(constraints_of(shop, dt.date(2027, 1, 4), 1, ["youtube"], pillar_shares={"Tips": 1},
    ...                                     assumptions=assumption_values(), **tables))
    ('Tips',)
    """
    if constraints.unknown_hours:
        return ()
    most = 60 * max((person.hours_per_week for person in constraints.team), default=0.0)
    takes: dict[str, list[float]] = {}
    for (platform, pillar), making in constraints.making.items():
        answering = 0.0 if constraints.cover else constraints.response_work(platform)
        takes.setdefault(pillar, []).append(making.minutes + answering)
    return tuple(
        pillar
        for pillar, share in constraints.pillar_shares.items()
        if share > 0 and pillar in takes and min(takes[pillar]) > most
    )
