"""Posting heat map: from published windows, read on quarters of an hour, to the support of each hour of a week."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.evidence.load import complete_assumptions
from strategy_kit.frames import OpinionRow, WindowRow, rows_of
from strategy_kit.model.types import Reading
from strategy_kit.territories import known_zones

KINDS: Mapping[str, int] = {"day": 1, "range": 2, "point": 3}
QUARTERS_A_DAY, QUARTERS_A_WEEK, HOURS_A_WEEK = 96, 672, 168
Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Statements = list[WindowRow]


def posting_heatmap(
    windows: pd.DataFrame,
    audience_zones: Mapping[str, float],
    week: dt.date,
    *,
    clock: str,
    reading: Reading = "instant",
    weights: Mapping[str, float] | None = None,
    assumptions: Mapping[str, float] | None = None,
    platforms: Sequence[str] | None = None,
) -> pd.DataFrame:
    """
    Return the support of published studies for each hour of a week, in one clock: `frames.HeatRow`.

    Parameters
    ----------
    windows : DataFrame
        `load_windows`: one row per published window.
    audience_zones : mapping of IANA zone to share
        Where the audience lives; none negative, only the proportions count.
    week : date
        A Monday: the ISO week whose offsets hold. A week in which clocks change is right on both sides.
    clock : str
        IANA zone of the hours returned.
    reading : "instant" or "audience"
        Of windows on a fixed zone: the very moment, converted, or the same wall time where the audience lives.
    weights : mapping of source to float, optional
        `evidence_weights`. Absent: all studies count alike.
    assumptions : mapping, optional
        ``strength_best``, ``strength_good``, ``strength_avoid`` and ``contradiction_share``. Absent: the workbook's.
    platforms : sequence of str, optional
        Rows for these, known or not. Absent: those the windows name.

    Notes
    -----
    A statement counts in proportion to its share of an hour and of the audience: half an hour called best gives the
    hour 0.5. An hour without opinions stays missing. No Monday, an unknown zone, negative or zero shares are an
    InputError.

    Examples
    --------
    The document's window, 13:00 to 15:00 in New York, as Kolkata's clocks show it in January:

    >>> from strategy_kit.evidence.load import load_windows
    >>> document, monday = load_windows(["document"]), dt.date(2027, 1, 4)
    >>> heat = posting_heatmap(document, {"America/New_York": 1}, monday, clock="Asia/Kolkata")
    >>> twitter = heat[(heat.platform == "x") & heat.support.notna()]
    >>> twitter[["weekday", "hour", "support"]].head(3).values.tolist()
    [[1.0, 23.0, 0.5], [2.0, 0.0, 1.0], [2.0, 1.0, 0.5]]
    """
    opinions = published_opinions(
        windows, audience_zones, week, clock=clock, reading=reading, weights=weights, assumptions=assumptions
    )
    rated = list(dict.fromkeys(windows["platform"] if platforms is None else platforms))
    minutes = np.bincount(_quarters(_instants(week, clock), clock) // 4, minlength=HOURS_A_WEEK) * 15
    return _aggregated(opinions, rated, minutes, complete_assumptions(assumptions)["contradiction_share"])


def published_opinions(
    windows: pd.DataFrame,
    audience_zones: Mapping[str, float],
    week: dt.date,
    *,
    clock: str,
    reading: Reading = "instant",
    weights: Mapping[str, float] | None = None,
    assumptions: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """
    Return the opinion of each voice on each hour it covers, as `posting_heatmap` takes them: `frames.OpinionRow`.

    A voice is a study together with those that repeat it (`voice` of the windows), named after its member nearest to
    the origin (`distance`), which counts where they differ. Its weight is the largest of its members'.
    """
    shares = _shares(audience_zones)
    strengths = complete_assumptions(assumptions)
    instants = _instants(week, clock)
    bins = _quarters(instants, clock) // 4
    places = {zone: _quarters(instants, zone) for zone in shares}
    amounts = np.bincount(bins, minlength=HOURS_A_WEEK)
    rows: list[tuple[object, ...]] = []
    for (platform, _), members in _by_voice(windows).items():
        value, coverage = _voice(members, places, shares, instants, reading, strengths)
        covered = np.bincount(bins, coverage, HOURS_A_WEEK)
        values = np.bincount(bins, value, HOURS_A_WEEK)
        name = members[0][0].source
        weight = max((weights or {}).get(window.source, 1.0) for statements in members for window in statements)
        for hour in np.flatnonzero(covered).tolist():
            value, coverage = values[hour] / amounts[hour], covered[hour] / amounts[hour]
            rows.append((platform, hour // 24 + 1, hour % 24, name, value, coverage, weight))
    opinions = pd.DataFrame(rows, columns=OpinionRow._fields)
    return opinions.astype({"weekday": int, "hour": int, "value": float, "coverage": float, "weight": float})


def default_reading(countries: Iterable[str], study_countries: Iterable[str]) -> Reading:
    """
    Choose how to read windows on a fixed zone: by the instant where the whole audience lives in the studies' countries.

    >>> default_reading(["US"], ["US"]), default_reading(["US", "FR"], ["US"])
    ('instant', 'audience')
    """
    return "instant" if set(countries) <= set(study_countries) else "audience"


def on_own_clock(windows: pd.DataFrame, countries: Iterable[str], zone_countries: Mapping[str, str]) -> pd.DataFrame:
    """
    Put the windows of studies made elsewhere than where the whole audience lives on the audience's own clock.

    Parameters
    ----------
    windows : DataFrame
        `load_windows`.
    countries : iterable of str
        ISO 3166-1 codes of where the audience lives.
    zone_countries : mapping of IANA zone to country
        CLDR's ``zone_territories``.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_windows
    >>> document = load_windows(["document"])
    >>> places = {"America/New_York": "US"}
    >>> [set(on_own_clock(document, home, places)["zone"]) for home in (["US"], ["FR"], ["US", "FR"])]
    [{'America/New_York'}, {'audience'}, {'audience'}]
    """
    home = set(countries)
    abroad = [home != {zone_countries.get(zone, "")} for zone in windows["zone"]]
    return windows.assign(zone=windows["zone"].mask(pd.Series(abroad, windows.index), "audience"))


def _by_voice(windows: pd.DataFrame) -> dict[tuple[str, str], list[Statements]]:
    """Group windows by platform and voice; in a voice by source, the nearest to the origin first."""
    voices: dict[tuple[str, str], dict[tuple[int, str], Statements]] = {}
    for window in rows_of(windows, WindowRow):
        members = voices.setdefault((window.platform, window.voice), {})
        members.setdefault((window.distance, window.source), []).append(window)
    return {key: [members[member] for member in sorted(members)] for key, members in voices.items()}


def _voice(
    members: list[Statements],
    places: Mapping[str, Indices],
    shares: Mapping[str, float],
    instants: pd.DatetimeIndex,
    reading: Reading,
    strengths: Mapping[str, float],
) -> tuple[Floats, Floats]:
    """Return, per instant, the share-weighted opinion of one voice and the share of the audience it covers."""
    opinions = np.full((len(shares), len(instants)), np.nan)
    for statements in members:
        opinions = np.where(np.isnan(opinions), _source(statements, places, instants, reading, strengths), opinions)
    share = np.array(list(shares.values()))[:, None]
    return (share * np.nan_to_num(opinions)).sum(axis=0), (share * ~np.isnan(opinions)).sum(axis=0)


def _source(
    statements: Statements,
    places: Mapping[str, Indices],
    instants: pd.DatetimeIndex,
    reading: Reading,
    strengths: Mapping[str, float],
) -> Floats:
    """Return the opinions of one source: an array of (audience zone, instant), missing where it has none."""
    opinion = np.full((len(places), len(instants)), np.nan)
    narrow = np.zeros_like(opinion)
    for zone in dict.fromkeys(window.zone for window in statements):
        week, width = _published_week([window for window in statements if window.zone == zone], strengths)
        if zone == "audience" or reading == "audience":
            read = np.stack(list(places.values()))
        else:
            read = np.broadcast_to(_quarters(instants, zone), opinion.shape)
        nearer = width[read] > narrow
        opinion, narrow = np.where(nearer, week[read], opinion), np.where(nearer, width[read], narrow)
    return opinion


def _published_week(statements: Statements, strengths: Mapping[str, float]) -> tuple[Floats, Floats]:
    """Return a source's opinion of each quarter of its own week, and how narrow the statement behind it is."""
    opinion, narrow = np.full(QUARTERS_A_WEEK, np.nan), np.zeros(QUARTERS_A_WEEK)
    for window in statements:
        first, last = window.start_minute // 15, window.end_minute // 15
        width = KINDS[window.kind] + 1 / (2 + last - first)
        for weekday in window.weekdays:
            span = slice((weekday - 1) * QUARTERS_A_DAY + first, (weekday - 1) * QUARTERS_A_DAY + last)
            nearer = width > narrow[span]
            opinion[span][nearer] = strengths[f"strength_{window.strength}"]
            narrow[span][nearer] = width
    return opinion, narrow


def _aggregated(
    opinions: pd.DataFrame, platforms: Sequence[str], minutes: Indices, contested_from: float
) -> pd.DataFrame:
    grid = pd.MultiIndex.from_product([platforms, range(1, 8), range(24)], names=["platform", "weekday", "hour"])
    rows = opinions.assign(
        wv=opinions["weight"] * opinions["value"],
        wv2=opinions["weight"] * opinions["value"] ** 2,
        wc=opinions["weight"] * opinions["coverage"],
        wf=opinions["weight"] * (opinions["value"] > 0),
        wa=opinions["weight"] * (opinions["value"] < 0),
        favour=opinions["value"] > 0,
        against=opinions["value"] < 0,
        studies=1,
    )
    summed = ["weight", "wv", "wv2", "wc", "wf", "wa", "favour", "against", "studies"]
    sums = rows.groupby(list(grid.names))[summed].sum().reindex(grid)
    weight = sums["weight"].where(sums["weight"] > 0)
    support = (sums["wv"] / weight).clip(-1, 1)
    heat = pd.DataFrame(
        {
            "support": support,
            "spread": np.sqrt((sums["wv2"] / weight - support**2).clip(lower=0).round(12)),
            **{count: sums[count].fillna(0).astype(int) for count in ("studies", "favour", "against")},
            "contested": (sums[["wf", "wa"]].min(axis=1) / weight).fillna(0) > contested_from - 1e-9,
            "weight": sums["weight"].fillna(0.0),
            "known_share": (sums["wc"] / weight).fillna(0.0).clip(0, 1),
            "minutes": np.tile(minutes, len(platforms)),
        },
        index=grid,
    )
    return heat.reset_index()


def _shares(audience_zones: Mapping[str, float]) -> dict[str, float]:
    for zone, share in audience_zones.items():
        _check_zone(zone, "audience_zones")
        if not share >= 0 or share == float("inf"):
            raise InputError("{field}: found {value}. Use 0 or more.", field=f"audience_zones.{zone}", value=share)
    total = sum(audience_zones.values())
    if total <= 0:
        raise InputError(
            "{field}: all shares are zero. Enter a share for at least one time zone.", field="audience_zones"
        )
    return {zone: share / total for zone, share in audience_zones.items() if share > 0}


def _check_zone(zone: str, field: str) -> None:
    if zone not in known_zones():
        raise InputError("{field}: {value} is not a time zone. Use a name like Europe/Paris.", field=field, value=zone)


@lru_cache(maxsize=256)
def _instants(week: dt.date, clock: str) -> pd.DatetimeIndex:
    """Return the quarters of an hour, as instants, of the week as a clock shows it."""
    _check_zone(clock, "clock")
    if week.isoweekday() != 1:
        raise InputError("{field}: found {value}. Use a Monday, the first day of the week.", field="week", value=week)
    edges = [
        pd.Timestamp(day).tz_localize(clock, ambiguous=True, nonexistent="shift_forward")
        for day in (week, week + dt.timedelta(7))
    ]
    return pd.date_range(edges[0].tz_convert("UTC"), edges[1].tz_convert("UTC"), freq="15min", inclusive="left")


@lru_cache(maxsize=512)
def _wall_quarters(first: pd.Timestamp, n: int, zone: str) -> Indices:
    wall = pd.date_range(first, periods=n, freq="15min").tz_convert(zone)
    return np.asarray(wall.day_of_week * QUARTERS_A_DAY + wall.hour * 4 + wall.minute // 15, dtype=np.intp)


def _quarters(instants: pd.DatetimeIndex, zone: str) -> Indices:
    """Return each instant's quarter of the week, 0 to 671, on a zone's clocks."""
    return _wall_quarters(instants[0], len(instants), zone)


def evidence_weights(sources: pd.DataFrame, assumptions: Mapping[str, float], year: int) -> dict[str, float]:
    """
    Return the weight of each source, in [0, 1], by grade, age and sample.

    Parameters
    ----------
    sources : DataFrame
        Table ``sources``; ``quality`` A to D, ``year`` and ``sample_n`` missing = not stated.
    assumptions : mapping of key to float
        Those named ``weight_*``, ``evidence_half_life_years``, ``undated_age_years`` and ``large_sample_from``.
    year : int
        Ages count to this year.

    Returns
    -------
    dict of source key to weight
        ``grade * 0.5 ** (age / half-life) * sample``, all three in [0, 1].

    Examples
    --------
    >>> one = pd.DataFrame({"key": ["a"], "quality": ["B"], "year": [2021], "sample_n": [30000]})
    >>> from strategy_kit.evidence.load import assumption_values
    >>> round(evidence_weights(one, assumption_values(), 2027)["a"], 3)
    0.4
    """
    grades = {grade: assumptions.get(f"weight_grade_{grade.lower()}", 0.0) for grade in "ABCD"}
    age = (year - sources["year"].astype("Float64")).fillna(assumptions["undated_age_years"]).clip(lower=0)
    fresh = np.power(0.5, age.to_numpy(float) / assumptions["evidence_half_life_years"])
    n = sources["sample_n"].to_numpy(float, na_value=np.nan)
    sample = np.where(n >= assumptions["large_sample_from"], 1.0, assumptions["weight_sample_small"])
    sample = np.where(np.isnan(n), assumptions["weight_sample_unstated"], sample)
    grade = sources["quality"].map(grades).to_numpy(float)
    return dict(zip(sources["key"], (grade * fresh * sample).tolist(), strict=True))
