"""Cards of what the document says, what the evidence answers, and the assumptions behind the sums."""

import pandas as pd

from strategy_kit.figures.card import Card, SourceCard, table_of
from strategy_kit.i18n import Words
from strategy_kit.labels.evidence import assumption_unit_words, verdict_words
from strategy_kit.model import Assumption


def claims_card(claims: pd.DataFrame, consideration: int, sources: tuple[SourceCard, ...], _: Words) -> Card:
    """Compare what the document says of one consideration, 1 to 4, with the evidence; `sources` are of these claims."""
    rows = claims[claims["consideration"] == consideration]
    verdicts = verdict_words(_)
    return Card(
        key=f"claims-{consideration}",
        title=confirmed_title(rows, _),
        subtitle=_("What the document of about 2012 says, and what the evidence answers"),
        table=table_of(
            rows.to_dict("records"),
            (_("The document says"), lambda row: _.localized(row, "claim")),
            (_("Verdict"), lambda row: verdicts[row["verdict"]]),
            (_("The evidence"), lambda row: _.localized(row, "finding")),
        ),
        sources=sources,
    )


def confirmed_title(claims: pd.DataFrame, _: Words) -> str:
    """Count the claims that are confirmed."""
    confirmed = len(claims[claims["verdict"] == "confirmed"])
    if not confirmed:
        return _("None of the document’s {total} statements is confirmed as it stands", total=len(claims))
    return _.plural(
        "One of the document’s {total} statements is confirmed",
        "{n} of the document’s {total} statements are confirmed",
        confirmed,
        total=len(claims),
    )


def assumptions_card(assumptions: pd.DataFrame, own: tuple[Assumption, ...], _: Words) -> Card:
    """List every number of the sums that no study gives, and which of them the plan replaces by its own."""
    replaced = {assumption.key: _.number(assumption.value) for assumption in own}
    units = assumption_unit_words(_)
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
        table=table_of(
            assumptions.to_dict("records"),
            (_("Assumption"), lambda row: _.localized(row, "name")),
            (_("Ours"), lambda row: _.number(float(row["value"]))),
            (_("Yours"), lambda row: replaced.get(row["key"], "")),
            (_("Unit"), lambda row: units[row["unit"]]),
            (_("Why"), lambda row: _.localized(row, "why")),
            numeric=(1, 2),
        ),
    )
