"""Local time of the audience while the team works; being online is not known, being awake is an assumption."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Mapping
from itertools import groupby

import pandas as pd

from strategy_kit.evidence.load import complete_assumptions
from strategy_kit.frames import AudienceHourRow
from strategy_kit.territories import clock_changes

DAY = 1440


def audience_hours(
    zones: Mapping[str, float], day: dt.date, clock: str, assumptions: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """
    Return each hour of the team's day as the clocks of the audience's zones show it: `frames.AudienceHourRow`.

    Parameters
    ----------
    zones : mapping of IANA zone to float
        Share of the audience in each; only proportions count.
    day : date
        Gives the offsets from UTC; an hour that a change of clocks skips is left out.
    clock : str
        The team's IANA zone.
    assumptions : mapping of key to float
        ``awake_from_hour`` and ``awake_until_hour``, 0 to 24; where the first is later, people wake over midnight.

    Examples
    --------
    >>> hours = audience_hours({"Asia/Kolkata": 1}, dt.date(2027, 1, 4), "Europe/Paris")
    >>> [(row.hour, str(row.starts_at.time()), row.awake) for row in hours.itertuples() if row.hour in (2, 9)]
    [(2, '06:30:00', 0.5), (9, '13:30:00', 1.0)]
    """
    whole, values = sum(zones.values()), complete_assumptions(assumptions)
    ordered = sorted(zones, key=lambda zone: -zones[zone])
    rows = [
        (moment.hour, zone, zones[zone] / whole, local, _awake(local, values))
        for moment in _hours(day, clock)
        for zone in ordered
        for local in [moment.astimezone(zoneinfo.ZoneInfo(zone))]
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=AudienceHourRow._fields, dtype=object)
    return frame.astype({"hour": int, "share": float, "awake": float})


def awake_shares(hours: pd.DataFrame) -> "pd.Series[float]":
    """
    Return the share of the audience for whom each hour of the team's day lies in the waking day.

    >>> hours = audience_hours({"Europe/Paris": 3, "America/New_York": 1}, dt.date(2027, 1, 4), "Europe/Paris")
    >>> awake_shares(hours)[[9, 15]].to_dict()
    {9: 0.75, 15: 1.0}
    """
    return (hours["share"] * hours["awake"]).groupby(hours["hour"]).sum().round(9).rename("awake")


def awake_span(shares: "pd.Series[float]") -> tuple[int, int]:
    """
    Return the first and the last hour of the longest run in which all are awake; else twice the hour that finds most.

    `shares` are `awake_shares`; of equals the earliest.

    >>> awake_span(pd.Series([1.0, 0.5, 1.0, 1.0], index=[8, 9, 10, 11]))
    (10, 11)
    >>> awake_span(pd.Series([0.5, 0.75, 0.75], index=[8, 9, 10]))
    (9, 9)
    """
    whole = [int(hour) for hour in shares.index[shares >= 1]]
    runs = [[hour for _place, hour in run] for _gap, run in groupby(enumerate(whole), lambda pair: pair[1] - pair[0])]
    longest = max(runs, key=len, default=[int(shares.index[int(shares.argmax())])])
    return longest[0], longest[-1]


def clock_shifts(zones: Iterable[str], clock: str, days: Iterable[dt.date]) -> list[tuple[dt.date, str]]:
    """
    Return the days from which a zone's offset from the team's clock differs from that of the day before.

    Parameters
    ----------
    zones : iterable of str
        IANA zones of the audience.
    clock : str
        The team's IANA zone.
    days : iterable of date
        Days looked at.

    Returns
    -------
    list of (date, zone), by date

    Examples
    --------
    >>> days = [dt.date(2027, 3, 1) + dt.timedelta(days=n) for n in range(31)]
    >>> [(str(day), zone) for day, zone in clock_shifts(["America/New_York"], "Europe/Paris", days)]
    [('2027-03-14', 'America/New_York'), ('2027-03-28', 'America/New_York')]
    """
    span = list(days)
    steps = {
        zone: {day: new - old for day, (old, new) in clock_changes(zone, span).items()} for zone in (clock, *zones)
    }
    own, none = steps.pop(clock), dt.timedelta()
    return sorted(
        (day, zone)
        for zone, changes in steps.items()
        for day in {*own, *changes}
        if changes.get(day, none) != own.get(day, none)
    )


def _hours(day: dt.date, clock: str) -> list[dt.datetime]:
    zone = zoneinfo.ZoneInfo(clock)
    moments = [dt.datetime.combine(day, dt.time(hour), zone) for hour in range(24)]
    return [moment for moment in moments if moment.astimezone(dt.UTC).astimezone(zone).hour == moment.hour]


def _awake(local: dt.datetime, assumptions: Mapping[str, float]) -> float:
    """Return the share of the hour from `local` on that lies in the waking day."""
    start, end = (round(60 * assumptions[key]) for key in ("awake_from_hour", "awake_until_hour"))
    spans = [(start, end)] if start <= end else [(start, DAY), (0, end)]
    minute = 60 * local.hour + local.minute
    parts = [(minute, minute + 60)] if minute + 60 <= DAY else [(minute, DAY), (0, minute + 60 - DAY)]
    return sum(max(0, min(b, d) - max(a, c)) for a, b in parts for c, d in spans) / 60
