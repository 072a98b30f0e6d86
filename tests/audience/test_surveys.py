"""One survey, one group, one platform: the sums of an estimate, checked by hand."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.audience.reach import segment_reach
from strategy_kit.audience.surveys import (
    UNKNOWN_BASE,
    Z95,
    Cell,
    Errors,
    Survey,
    estimate,
    narrowed_groups,
    reach_bounds,
    surveys_by_platform,
)
from strategy_kit.errors import InputError
from strategy_kit.evidence import load
from strategy_kit.model import Segment

PLAIN = Errors(design_effect=1.0, drift=0.0, borrowing=0.0)
YOUNG_WOMEN = (("age", ("18-29",)), ("sex", ("women",)))


def logit(share: float) -> float:
    return math.log(share / (1 - share))


def survey(**groups: tuple[float, float]) -> Survey:
    """Return a survey of 2025 from share and base by group; ``women`` and ``young`` are of two dimensions."""
    places = {
        "rich": ("income", "100k+"),
        "graduates": ("education", "graduate"),
        "total": ("total", "total"),
        "women": ("sex", "women"),
        "young": ("age", "18-29"),
        "grown": ("age", "30-49"),
    }
    return Survey("s", 2025, "US", {places[name]: Cell(share, base, True) for name, (share, base) in groups.items()})


def half_width(found: object) -> float:
    return (logit(found.high) - logit(found.low)) / 2  # type: ignore[attr-defined]


def test_an_estimate_of_everyone_is_the_published_total():
    found = estimate(survey(total=(0.26, 5022)), (), 2025, PLAIN, borrowed=False)

    assert found.reach == pytest.approx(0.26)
    assert found.base == 5022


def test_one_narrowing_gives_the_published_group():
    found = estimate(survey(total=(0.4, 1000), women=(0.5, 600)), (("sex", ("women",)),), 2025, PLAIN, borrowed=False)

    assert found.reach == pytest.approx(0.5)
    assert found.base == 600


def test_two_narrowings_add_their_shifts_on_the_logit_scale():
    sample = survey(total=(0.2, 1000), women=(0.5, 600), young=(0.8, 200))

    found = estimate(sample, YOUNG_WOMEN, 2025, PLAIN, borrowed=False)

    # odds 0.5/0.5 = 1 and 0.8/0.2 = 4, over the odds of the total 0.2/0.8 = 1/4: 1 * 4 / (1/4) = 16 = 16/17 of people
    assert found.reach == pytest.approx(16 / 17)


RICH_GRADUATES = (("income", ("100k+",)), ("education", ("graduate",)))


def test_of_traits_that_overlap_the_widest_shift_counts_in_full_and_the_other_in_part():
    sample = survey(total=(0.2, 1000), rich=(0.5, 300), graduates=(0.8, 300))

    found = estimate(sample, RICH_GRADUATES, 2025, PLAIN._replace(overlap_share=0.5), borrowed=False)

    # shifts of odds: graduates 4 over 1/4 = 16, rich 1 over 1/4 = 4, of which the root is 2: 1/4 * 16 * 2 = 8 = 8/9
    assert found.reach == pytest.approx(8 / 9)


def test_traits_that_do_not_overlap_count_in_full_whatever_the_share():
    sample = survey(total=(0.2, 1000), women=(0.5, 600), young=(0.8, 200))

    found = estimate(sample, YOUNG_WOMEN, 2025, PLAIN._replace(overlap_share=0.0), borrowed=False)

    assert found.reach == pytest.approx(16 / 17)


def test_each_trait_after_the_first_widens_the_interval():
    sample = survey(total=(0.5, 400), women=(0.5, 1e9), young=(0.5, 1e9), rich=(0.5, 1e9))
    one, two, three = (YOUNG_WOMEN[:1], YOUNG_WOMEN, (*YOUNG_WOMEN, RICH_GRADUATES[0]))

    widths = [
        half_width(estimate(sample, groups, 2025, PLAIN._replace(combining=0.25), borrowed=False))
        for groups in (one, two, three)
    ]

    assert widths == pytest.approx([0.0, Z95 * 0.25, Z95 * 0.25 * math.sqrt(2)], abs=1e-3)


def test_wealthy_graduates_of_the_suburbs_are_not_counted_twice_on_linkedin():
    """Pew 2024: LinkedIn has 54 % of graduates, 52.5 % of incomes from $100k, 39 % of suburbs; all added, 79 %."""
    traits = {"income": "100k+", "education": "graduate", "community": "suburban"}
    segment = Segment(name="A", country="US", **traits)

    (row,) = segment_reach(load.load_reach(), [segment], ["linkedin"], year=2024).to_dict("records")

    assert 0.54 < row["reach"] < 0.70
    assert row["reach_high"] - row["reach_low"] > 0.12


def test_two_age_groups_count_equally_whatever_their_bases():
    sample = survey(total=(0.4, 1000), young=(0.8, 100), grown=(0.4, 900))

    found = estimate(sample, (("age", ("18-29", "30-49")),), 2025, PLAIN, borrowed=False)

    assert found.reach == pytest.approx(0.6)
    assert found.base == 100


def test_the_interval_of_a_simple_sample_is_the_textbook_one_on_the_logit_scale():
    found = estimate(survey(total=(0.5, 400)), (), 2025, PLAIN, borrowed=False)

    # standard error of a logit at one half: 1 / sqrt(n p (1 - p)) = 1 / sqrt(400 / 4) = 0.1
    assert half_width(found) == pytest.approx(Z95 * 0.1)


def test_two_equal_age_groups_are_known_as_well_as_both_samples_together():
    sample = survey(total=(0.5, 400), young=(0.5, 200), grown=(0.5, 200))

    found = estimate(sample, (("age", ("18-29", "30-49")),), 2025, PLAIN, borrowed=False)

    assert half_width(found) == pytest.approx(Z95 * 0.1)


def test_errors_join_as_a_root_of_squares():
    errors = Errors(design_effect=4.0, drift=0.1, borrowing=0.6)

    found = estimate(survey(total=(0.5, 400)), (), 2029, errors, borrowed=True)

    # sampling 0.1 * sqrt(4) = 0.2; drift 0.1 * 4 years = 0.4; borrowed 0.6
    assert half_width(found) == pytest.approx(Z95 * math.sqrt(0.2**2 + 0.4**2 + 0.6**2))


def test_the_margin_pew_states_for_1502_people_comes_back_from_the_design_effect():
    """Pew Research Center 2021: plus or minus 2.9 points for the full sample of 1,502."""
    errors = Errors(Errors.of().design_effect, 0.0, 0.0)

    found = estimate(survey(total=(0.5, 1502)), (), 2025, errors, borrowed=False)

    assert found.high - 0.5 == pytest.approx(0.029, abs=0.0005)


def test_a_survey_from_the_future_of_the_plan_has_no_drift():
    errors = Errors(1.0, drift=5.0, borrowing=0.0)

    assert half_width(estimate(survey(total=(0.5, 400)), (), 2020, errors, borrowed=False)) == pytest.approx(Z95 * 0.1)


def test_a_base_nobody_published_widens_as_a_hundred_people_would():
    known, unknown = (
        estimate(survey(total=(0.5, base)), (), 2025, PLAIN, borrowed=False) for base in (UNKNOWN_BASE, math.nan)
    )

    assert half_width(unknown) == pytest.approx(half_width(known))
    assert math.isnan(unknown.base)


def test_the_base_taken_for_unknown_is_below_every_published_one():
    assert load.load_reach()["n_unweighted"].min() > UNKNOWN_BASE


def test_assumptions_that_are_not_given_are_those_of_the_data():
    published = load.load_table("assumptions").set_index("key")["value"]
    keys = ["survey_design_effect", "survey_drift_per_year", "borrowing_error", "combining_error"]
    expected = Errors(*published[keys], overlap_share=published["overlapping_trait_share"])

    assert Errors.of() == expected
    assert Errors.of({"borrowing_error": 0.9}) == expected._replace(borrowing=0.9)


def test_a_survey_that_lacks_a_group_is_not_used_for_it():
    assert survey(total=(0.4, 1000)).used((("sex", ("women",)),)) == []


def test_a_published_zero_is_not_certainty():
    row = {"platform": "x", "geography": "US", "survey_year": 2025, "source": "s", "dimension": "total"}
    rows = pd.DataFrame([row | {"group": "total", "percent": 0.0, "n_unweighted": 500, "verified": True}])

    (sample,) = surveys_by_platform(rows)["x", "US"]

    assert 0 < estimate(sample, (), 2025, PLAIN, borrowed=False).high < 0.05


def test_all_age_groups_together_are_no_narrowing():
    assert narrowed_groups(Segment(name="All", age=("65+", "50-64", "18-29", "30-49"))) == ()


@pytest.mark.parametrize("effect", [0.0, -1.0])
def test_a_design_effect_that_is_not_above_zero_is_refused(effect):
    with pytest.raises(InputError, match=r"survey_design_effect: found .* Use a number above 0"):
        Errors.of({"survey_design_effect": effect})


shares = st.floats(0.0005, 0.9995)
bases = st.floats(1, 1e6) | st.just(math.nan)


@given(shares, st.floats(0, 1000))
def test_bounds_hold_the_share_and_stay_shares(share, error):
    low, high = reach_bounds(share, error)

    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


@given(
    st.tuples(shares, bases),
    st.tuples(shares, bases),
    st.tuples(shares, bases),
    st.integers(2000, 3000),
    st.booleans(),
)
def test_an_interval_holds_its_estimate_and_both_are_shares(total, women, young, year, borrowed):
    groups = YOUNG_WOMEN

    found = estimate(survey(total=total, women=women, young=young), groups, year, Errors.of(), borrowed=borrowed)

    assert 0 <= found.low <= found.reach <= found.high <= 1


@given(shares, st.floats(2, 1e6), st.integers(2025, 2060))
def test_a_borrowed_or_older_figure_is_never_surer(share, base, year):
    errors, sample = Errors.of(), survey(total=(share, base))
    own = estimate(sample, (), 2025, errors, borrowed=False)
    other = estimate(sample, (), year, errors, borrowed=True)

    assert other.low <= own.low
    assert other.high >= own.high
