"""The answer of consideration 1 does not hide behind figures of another country what was measured in one's own."""

import datetime as dt

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.audience import audience_answer_view


@pytest.mark.parametrize(
    ("country", "region", "measured"),
    [("CA", "QC", "Facebook 76% and YouTube 61%"), ("FR", "", "Facebook 70%"), ("US", "", None)],
)
def test_a_borrowed_estimate_stands_beside_what_was_measured_at_home(
    country: str, region: str, measured: str | None
) -> None:
    segment = {"name": "Visitors", "country": country, "age": ("30-49",)}
    brief = Brief(name="Museum", country=country, region=region, segments=(segment,))
    workings = Workings(Plan(id="p", brief=brief, start=dt.date(2027, 1, 4)), load_evidence(), year=2027)

    said = audience_answer_view(workings, Words("en")).subtitle.replace("\u00a0", " ")

    assert ("Estimate from another country: United States." in said) == (measured is not None)
    assert (measured or "How sure") in said
    assert ("asked in another way" in said) == (measured is not None)


def test_a_figure_of_ones_own_country_outside_the_estimated_range_is_named_with_it() -> None:
    segment = {"name": "Visitors", "country": "CA", "age": ("30-49",)}
    brief = Brief(name="Museum", country="CA", region="QC", segments=(segment,))
    workings = Workings(Plan(id="p", brief=brief, start=dt.date(2027, 1, 4)), load_evidence(), year=2027)

    said = audience_answer_view(workings, Words("en")).subtitle
    assert "Outside the estimated range: YouTube, Québec (61%; estimate: " in said
