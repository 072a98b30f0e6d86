"""Figures of the customers' own countries, measured in other ways than the estimates: listed beside them."""

from collections.abc import Iterable, Sequence

import pandas as pd

from strategy_kit.audience.reach import compares
from strategy_kit.audience.surveys import MEASURE
from strategy_kit.model import Segment
from strategy_kit.territories import EUROPEAN_UNION


def local_figures(
    reach: pd.DataFrame, segments: Sequence[Segment], estimated: Iterable[str] = (), region: str = ""
) -> pd.DataFrame:
    """
    Return the rows of table ``reach`` that measure the segments' own countries in another way, never to be averaged in.

    Untraced figures (quality D) are left out, and those of the sources `estimated` that an estimate rests on. Parts of
    a country (CA-QC) are its own, unless the business is in another part of it. Platforms by name come before social
    networks in general, the country's own figures before those of the European Union, newest first.

    Parameters
    ----------
    reach : DataFrame
        Table ``reach``.
    segments : sequence of Segment
        Those whose countries count.
    estimated : iterable of str, optional
        Keys of the sources that an estimate rests on.
    region : str, optional
        The part of a country in which the business is, ISO 3166-2 (CA-ON); empty = not known.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_reach
    >>> figures = local_figures(load_reach(), [Segment(name="Lyon", country="FR")])
    >>> figures["geography"].unique().tolist(), "ever use" in set(figures["measure"])
    (['FR', 'EU'], False)
    """
    country = reach["geography"].str.split("-").str[0]
    other_part = (country != reach["geography"]) & (country == region.split("-")[0]) & (reach["geography"] != region)
    here = country.isin(_geographies(segments)) & ~other_part
    used = (reach["measure"] == MEASURE) | (compares(reach) & reach["source"].isin(list(estimated)))
    rows = reach[here & ~used & (reach["quality"] != "D")]
    order = pd.DataFrame(
        {
            "general": rows["platform"] == "all",
            "union": rows["geography"] == "EU",
            "age": -rows["survey_year"],
            "measure": rows["measure"],
            "dimension": rows["dimension"] != "total",
            "share": -rows["percent"],
        }
    )
    order = order.sort_values(list(order.columns), kind="stable")
    return rows.loc[order.index].reset_index(drop=True)


def national_shares(local: pd.DataFrame) -> pd.DataFrame:
    """
    Return of `local_figures` the newest share of all people asked who use a platform by name, per place and platform.

    Those of the European Union as a whole are left out: they say nothing of one country.

    >>> from strategy_kit.evidence.load import load_reach
    >>> shares = national_shares(local_figures(load_reach(), [Segment(name="Lyon", country="FR")]))
    >>> shares[["geography", "platform", "percent"]].values.tolist()
    [['FR', 'facebook', 70.4], ['FR', 'whatsapp', 66.6]]
    """
    named = local[(local["platform"] != "all") & (local["dimension"] == "total") & (local["geography"] != "EU")]
    newest = named.sort_values("survey_year", ascending=False, kind="stable")
    return newest.drop_duplicates(["geography", "platform"]).sort_index()


def local_audiences(figures: pd.DataFrame, segments: Sequence[Segment]) -> pd.DataFrame:
    """
    Return the audience sizes that platforms state for the segments' own countries, in millions, untraced ones left out.

    `figures` is table ``platform_audience``; the country's own come before those of the European Union, largest first.

    >>> from strategy_kit.evidence.load import load_table
    >>> figures = local_audiences(load_table("platform_audience"), [Segment(name="Lyon", country="FR")])
    >>> figures["geography"].unique().tolist()
    ['FR', 'EU']
    """
    rows = figures[figures["geography"].isin(_geographies(segments)) & (figures["quality"] != "D")]
    order = pd.DataFrame({"union": rows["geography"] == "EU", "size": -rows["millions"]})
    return rows.loc[order.sort_values(["union", "size"], kind="stable").index].reset_index(drop=True)


def _geographies(segments: Sequence[Segment]) -> set[str]:
    countries = {segment.country for segment in segments}
    return countries | ({"EU"} if countries & EUROPEAN_UNION else set())
