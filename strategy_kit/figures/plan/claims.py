"""Cards of what the document says, what the evidence answers, and the assumptions behind the sums."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from strategy_kit.figures.card import Card, SourceCard, Table
from strategy_kit.i18n import Words
from strategy_kit.labels.evidence import assumption_unit_words, verdict_words
from strategy_kit.model import Assumption


def claims_card(claims: pd.DataFrame, consideration: int, sources: tuple[SourceCard, ...], _: Words) -> Card:
    """
    Compare what the document says of one consideration with the evidence.

    Parameters
    ----------
    consideration : int, 1 to 4
    sources : tuple of SourceCard
        Of these claims.
    """
    rows = claims[claims["consideration"] == consideration]
    verdicts = verdict_words(_)
    return Card(
        key=f"claims-{consideration}",
        title=confirmed_title(rows, _),
        subtitle=_("What the document of about 2012 says, and what the evidence answers"),
        table=Table(
            (_("The document says"), _("Verdict"), _("The evidence")),
            tuple(
                (_.localized(row, "claim"), verdicts[row["verdict"]], _.localized(row, "finding"))
                for _i, row in rows.iterrows()
            ),
        ),
        sources=sources,
    )


def confirmed_title(claims: pd.DataFrame, _: Words) -> str:
    """Count the claims that are confirmed."""
    confirmed = int((claims["verdict"] == "confirmed").sum())
    if not confirmed:
        return _("None of the document’s {total} statements is confirmed as it stands", total=len(claims))
    return _.plural(
        "One of the document’s {total} statements is confirmed",
        "{n} of the document’s {total} statements are confirmed",
        confirmed,
        total=len(claims),
    )


def assumptions_card(assumptions: pd.DataFrame, own: tuple[Assumption, ...], _: Words) -> Card:
    """
    List every number of the sums that no study gives, and which of them the plan replaces.

    Parameters
    ----------
    own : tuple of Assumption
        The plan's own.
    """
    replaced: Mapping[str, float] = {assumption.key: assumption.value for assumption in own}
    units = assumption_unit_words(_)

    def row(item: "pd.Series[Any]") -> tuple[str, ...]:
        key, value = str(item["key"]), float(item["value"])
        mine = _.number(replaced[key]) if key in replaced else ""
        name, why = str(_.localized(item, "name")), str(_.localized(item, "why"))
        return name, _.number(value), mine, units[str(item["unit"])], why

    return Card(
        key="assumptions",
        title=_.plural(
            "{total} assumptions carry the sums; one of them is yours",
            "{total} assumptions carry the sums; {n} of them are yours",
            len(replaced),
            total=len(assumptions),
        ),
        subtitle=_("Numbers that no study gives: ours until you put your own in their place"),
        folded=True,
        table=Table(
            (_("Assumption"), _("Ours"), _("Yours"), _("Unit"), _("Why")),
            tuple(row(item) for _i, item in assumptions.iterrows()),
            (1, 2),
        ),
    )
