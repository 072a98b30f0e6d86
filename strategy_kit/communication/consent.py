"""Consent that each activity and platform of the plan needs, and how people unsubscribe. Not legal advice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.model import Activity
from strategy_kit.territories import EUROPEAN_UNION

ECONOMIC_AREA = EUROPEAN_UNION | {"IS", "LI", "NO"}
GAPS = ("opt-in", "trackers", "way-out", "channel", "direction", "rule", "")
"""The most pressing first."""
CONSENTED = ("opt-in", "trackers")
"""What people agree to beforehand."""
LEAVABLE = (*CONSENTED, "way-out", "varies")


def region_of(country: str) -> str:
    """
    Return the region whose rules were gathered for a country; empty if none were.

    >>> region_of("FR"), region_of("CA"), region_of("BR")
    ('EU', 'CA', '')
    """
    if country in ECONOMIC_AREA:
        return "EU"
    return country if country in ("GB", "US", "CA") else ""


def consent_needs(
    activities: Sequence[Activity], platforms: Iterable[str], countries: Iterable[str], rules: pd.DataFrame
) -> pd.DataFrame:
    """
    Return the consent that each activity and platform needs where the customers live: `frames.ConsentRow`.

    Parameters
    ----------
    activities : sequence of Activity
        Today's activities; one without a channel has the gap ``channel``.
    platforms : iterable of str
        Those of the plan; people follow them by choice.
    countries : iterable of str
        ISO 3166-1 codes of where the customers live; one whose rules were not gathered gives region "".
    rules : DataFrame
        Table ``consent``: one row per (channel, region).

    Returns
    -------
    DataFrame, one row per (activity or platform, region), the most pressing gaps first, by `GAPS`

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> letter = Activity(name="Letter", channel="email", direction="outbound")
    >>> needs = consent_needs([letter], ["x"], ["FR"], load_table("consent"))
    >>> needs[["item", "region", "needs", "gap"]].values.tolist()
    [['Letter', 'EU', 'opt-in', 'opt-in'], ['x', 'EU', 'follow', '']]
    """
    places = list(dict.fromkeys(countries))
    regions = list(dict.fromkeys(map(region_of, places)))
    by_place = {(rule["channel"], rule["region"]): rule for rule in rules.to_dict("records")}
    rows = [
        _row(activity.name, "activity", activity.channel, region, rule, _gap(activity, rule))
        for activity in activities
        for region in (_places(activity.channel, places, by_place) if activity.channel else [""])
        for rule in [by_place.get((activity.channel, region), {})]
    ]
    rows += [
        _row(platform, "platform", "social", region, by_place.get(("social", region), {}), "")
        for platform in platforms
        for region in regions
        if ("social", region) in by_place
    ]
    words = [column for column in rules.columns if column not in ("channel", "region", "needs")]
    table = pd.DataFrame(rows, columns=["item", "kind", "channel", "region", "needs", "gap", *words], dtype=object)
    table[words] = table[words].fillna("")
    return table.sort_values("gap", key=lambda gap: gap.map(GAPS.index), kind="stable").reset_index(drop=True)


def _places(channel: str, countries: Iterable[str], rules: Mapping[tuple[str, str], object]) -> list[str]:
    """Return where each country's rule of a channel stands: its own, else that of its region."""
    return list(dict.fromkeys(country if (channel, country) in rules else region_of(country) for country in countries))


def _gap(activity: Activity, rule: dict[Any, Any]) -> str:
    if activity.channel is None:
        return "channel"
    if not rule:
        return "rule"
    if activity.direction is None and not activity.opted_in and rule["needs"] in LEAVABLE:
        return "direction"
    sent = activity.direction != "inbound"
    if rule["needs"] in CONSENTED and sent and not activity.opted_in:
        return str(rule["needs"])
    if rule["needs"] in LEAVABLE and sent and not activity.way_out:
        return "way-out"
    return ""


def _row(item: str, kind: str, channel: str | None, region: str, rule: dict[Any, Any], gap: str) -> dict[Any, object]:
    own = {"item": item, "kind": kind, "channel": channel, "region": region, "needs": "", "gap": gap}
    return own | {column: value for column, value in rule.items() if column not in ("channel", "region")}
