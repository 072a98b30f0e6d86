"""Words for a row of reach: its share and interval, its survey and sample, the country it is borrowed from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import pandas as pd

from strategy_kit.figures.card import Names, SourceCard
from strategy_kit.figures.shapes.template import short_names, source_cards
from strategy_kit.i18n import Words

Row = Mapping[Any, Any]

LEAST = 0.01
"""The least share that is written as a number; what rounds to less is written as under it."""


@dataclass(frozen=True)
class ReachWords:
    """The words for rows of `audience.audience_reach` and `audience.segment_reach` in one language."""

    names: Names
    labels: Mapping[str, str]
    short: Mapping[str, str]
    sources: pd.DataFrame
    i18n: Words

    @classmethod
    def of(cls, names: Names, terms: pd.DataFrame, sources: pd.DataFrame, _: Words) -> Self:
        """Gather them from names of platforms, `load.load_terms` and `load.load_sources`."""
        labels = dict(zip(terms["key"], _.localized(terms, "label"), strict=True))
        return cls(names, labels, short_names(sources), sources, _)

    def name(self, row: Row) -> str:
        """Name the platform."""
        return self.names.get(row["platform"], row["platform"])

    def label(self, term: str) -> str:
        """Return the words of a measure, a population or a group."""
        return self.labels.get(term, term)

    def place(self, code: str) -> str:
        """Name a country, or a part of one (CA-QC)."""
        return self.labels.get(code) or self.i18n.country(code)

    def share(self, reach: float) -> str:
        """Write a share; what rounds to nothing is not zero."""
        _ = self.i18n
        return _("under {least}", least=_.percent(LEAST)) if reach < LEAST / 2 else _.percent(reach)

    def points(self, reach: float) -> str:
        """Write a share in percent without its sign, for a chart."""
        return "&lt;1" if reach < LEAST / 2 else self.i18n.number(round(100 * reach))

    def span(self, row: Row) -> str:
        """Write the share with its interval, or what is known of it."""
        _ = self.i18n
        if row["known_share"] == 0:
            return _("unknown")
        ends = {"low": self.share(row["reach_low"]), "high": self.share(row["reach_high"])}
        if pd.isna(row["reach"]):
            return _("{low} to {high}", **ends)
        return _("{share} ({low} to {high})", share=self.share(row["reach"]), **ends)

    def survey(self, row: Row) -> str:
        """Name the surveys a row rests on."""
        _ = self.i18n
        return ", ".join(self.short.get(key, key) for key in _keys(row["source"])) or _("no survey")

    def people(self, row: Row) -> str:
        """Write how many were asked in the smallest group used."""
        _, people = self.i18n, row["n_unweighted"]
        return _("unknown") if pd.isna(people) else _.number(int(people))

    def lender(self, row: Row) -> str:
        """Name where a row is borrowed from."""
        return self.i18n.all_of(self.i18n.country(code) for code in _keys(row["borrowed_from"]))

    def cells(self, row: Row) -> tuple[str, ...]:
        """Return the cells of a table that `columns` heads."""
        _ = self.i18n
        return self.span(row), self.survey(row), self.people(row), self.lender(row) or _("no")

    def columns(self) -> tuple[str, ...]:
        """Head the cells of a table."""
        _ = self.i18n
        return _("Share and interval"), _("Survey"), _("Smallest group surveyed"), _("Estimated from another country")

    def hover(self, row: Row, who: str) -> str:
        """Write what shows on hover: what, how much of how many, who says so."""
        _ = self.i18n
        people = _("smallest group surveyed: {n}", n=self.people(row))
        survey = (
            _("{survey}, estimate from another country", survey=self.survey(row))
            if row["borrowed"]
            else self.survey(row)
        )
        return f"{who}<br>{_.apart((self.span(row), people))}<br>{survey}"

    def measures(self, rows: pd.DataFrame) -> str:
        """Name what was asked."""
        return self.i18n.all_of(self.label(measure) for measure in dict.fromkeys(rows["measure"]))

    def lenders(self, rows: pd.DataFrame) -> str:
        """Name the countries that rows are borrowed from."""
        codes = sorted({code for joined in rows["borrowed_from"] for code in _keys(joined)})
        return self.i18n.all_of(self.i18n.country(code) for code in codes)

    def borrowing(self, rows: pd.DataFrame) -> str:
        """Warn of borrowed rows; empty if there are none."""
        _ = self.i18n
        if not rows["borrowed"].any():
            return ""
        return _(
            "Estimate from another country ({lender}): not every country of your customers has a survey by platform "
            "and group. The range shown is wider for that.",
            lender=self.lenders(rows),
        )

    def national(self, shares: pd.DataFrame) -> str:
        """Name what was measured in the customers' own countries: rows of `audience.national_shares`; empty if none."""
        _, figures = self.i18n, dict[tuple[str, ...], list[str]]()
        for row in shares.to_dict("records"):
            asked = tuple(str(row[name]) for name in ("geography", "measure", "population", "source"))
            figures.setdefault(asked, []).append(f"{self.name(row)} {_.percent(row['percent'] / 100)}")
        lines = [
            _(
                "Figures for {place} itself, asked in another way: {figures} ({who}, {measure}; {survey}).",
                place=self.place(place),
                figures=_.all_of(named),
                who=self.label(population),
                measure=self.label(measure),
                survey=self.short.get(source, source),
            )
            for (place, measure, population, source), named in figures.items()
        ]
        return " ".join(lines)

    def outside(self, shares: pd.DataFrame) -> str:
        """Warn of figures outside the range of an estimate: rows of `outside_range.outside_range`; empty if none."""
        _ = self.i18n
        named = [
            _(
                "{platform}, {place} ({share}; estimate: {low} to {high})",
                platform=self.name(row),
                place=self.place(row["geography"]),
                share=_.percent(row["percent"] / 100),
                low=self.share(row["reach_low"]),
                high=self.share(row["reach_high"]),
            )
            for row in shares.to_dict("records")
        ]
        if not named:
            return ""
        ask = _("Ask your own customers before you rely on the estimate.")
        return _("Outside the estimated range: {figures}.", figures=_.apart(named)) + " " + ask

    def unknown(self, rows: pd.DataFrame) -> str:
        """Name the platforms without a survey; empty if there are none."""
        surveyed = set(rows.loc[rows["known_share"] > 0, "platform"])
        _, others = self.i18n, [platform for platform in dict.fromkeys(rows["platform"]) if platform not in surveyed]
        unsurveyed = [self.names.get(platform, platform) for platform in others]
        if not unsurveyed:
            return ""
        return _("No estimate, as we found no survey that allows one: {platforms}.", platforms=_.all_of(unsurveyed))

    def source_cards(self, rows: pd.DataFrame) -> tuple[SourceCard, ...]:
        """Return the cards of the surveys, each with the figures that rest on it."""
        return source_cards(rows["source"], self.sources, self.i18n, self.findings(rows))

    def findings(self, rows: pd.DataFrame) -> dict[str, str]:
        """Write for each survey the figures that rest on it: the platforms, and the share of people who use each."""
        about: dict[str, dict[str, list[float]]] = {}
        for row in rows.to_dict("records"):
            for key in _keys(row["source"]):
                about.setdefault(key, {}).setdefault(self.name(row), []).append(row["reach"])
        _ = self.i18n
        return {
            key: _(
                "share of people like your customers who use it: {figures}",
                figures=_.apart(f"{name} {self._figure(shares)}".strip() for name, shares in platforms.items()),
            )
            for key, platforms in about.items()
        }

    def _figure(self, shares: Sequence[float]) -> str:
        known = [share for share in shares if pd.notna(share)]
        low, high = (self.share(end(known)) for end in (min, max)) if known else ("", "")
        return low if low == high else self.i18n("{low} to {high}", low=low, high=high)


def _keys(joined: str) -> Iterable[str]:
    return filter(None, joined.split(";"))
