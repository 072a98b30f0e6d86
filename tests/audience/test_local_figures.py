"""Figures of the customers' own countries: which are listed beside the estimates, and which are not."""

import pandas as pd
import pytest

from strategy_kit.audience.local_figures import local_figures
from strategy_kit.evidence import load
from strategy_kit.model import Segment


def french(**values):
    """Return a share of all adults asked in France."""
    asked = {"platform": "reddit", "geography": "FR", "population": "adults 18+", "dimension": "total"}
    return {**asked, "percent": 26.0, "survey_year": 2025, "quality": "A", "source": "fr-2025", **values}


def test_what_an_estimate_rests_on_is_not_listed_again_as_another_measure():
    figures = load.load_reach()
    rest = local_figures(figures, [Segment(name="Québec", country="CA")], ["netendances-2024"])
    every = local_figures(figures, [Segment(name="Québec", country="CA")])

    assert "netendances-2024" in set(every["source"]) - set(rest["source"])
    assert {"netendances-2018", "leger-2022"} <= set(rest["source"])


def test_a_french_audience_sees_what_was_measured_in_france_beside_the_estimate():
    local = local_figures(load.load_reach(), [Segment(name="Lyon", country="FR")])

    seen = list(local[["platform", "measure", "percent", "source"]].itertuples(index=False, name=None))
    assert ("facebook", "use", 70.4, "wearesocial-fr-2025") in seen
    assert ("tiktok", "daily use", 55.0, "mediametrie-2023") in seen
    assert "ever use" not in set(local["measure"])
    assert set(local["geography"]) == {"FR", "EU"}


def test_the_estimates_own_measure_is_not_shown_twice():
    rows = pd.DataFrame([french(measure="ever use"), french(measure="use", population="adults 15+")])

    assert local_figures(rows, [Segment(name="Lyon", country="FR")])["measure"].tolist() == ["use"]


def test_figures_of_the_union_are_for_its_members_only():
    local = local_figures(load.load_reach(), [Segment(name="Leeds", country="GB")])

    assert set(local["geography"]) == {"GB"}


def test_a_figure_that_was_not_traced_is_not_shown():
    rows = pd.DataFrame([french(measure="use", quality="D")])

    assert local_figures(rows, [Segment(name="Lyon", country="FR")]).empty


@pytest.mark.parametrize(("region", "parts"), [("", {"CA-QC"}), ("CA-QC", {"CA-QC"}), ("CA-ON", set())])
def test_figures_of_a_part_of_a_country_are_not_shown_to_a_business_in_another(region: str, parts: set[str]) -> None:
    local = local_figures(load.load_reach(), [Segment(name="Clinics", country="CA")], region=region)

    assert {place for place in local["geography"] if "-" in place} == parts
    assert "CA" in set(local["geography"])
