"""The audience: which survey answers, how segments mix, what stays unknown."""

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.audience.reach import (
    audience_reach,
    by_reach,
    combined_reach_bounds,
    mixed_reach,
    segment_reach,
)
from strategy_kit.errors import InputError
from strategy_kit.evidence import load
from strategy_kit.model import Segment


def row(platform="reddit", percent=26.0, **other):
    """Return one published share: by default of all US adults in 2025."""
    values = {
        "source": "us-2025",
        "survey_year": 2025,
        "geography": "US",
        "population": "adults 18+",
        "platform": platform,
        "measure": "ever use",
        "dimension": "total",
        "group": "total",
        "percent": percent,
        "n_unweighted": 5000,
        "quality": "A",
        "verified": True,
    }
    return values | other


def young(platform="reddit", percent=48.0, **other):
    return row(platform, percent, **{"dimension": "age", "group": "18-29", "n_unweighted": 480} | other)


def reach(*rows):
    return pd.DataFrame(rows).astype({"survey_year": "Int64", "n_unweighted": "Int64"})


def only(frame):
    (found,) = frame.to_dict("records")
    return found


EVERYONE = Segment(name="Everyone")
YOUNG = Segment(name="Young", age=("18-29",))


def test_reach_comes_from_the_newest_survey_that_asked():
    rows = reach(row(percent=18.0, survey_year=2021, source="us-2021"), row(percent=26.0))

    found = only(segment_reach(rows, [EVERYONE]))

    assert (found["source"], found["survey_year"]) == ("us-2025", 2025)
    assert found["reach"] == pytest.approx(0.26)


def test_a_newer_survey_without_the_group_asked_for_gives_way_to_an_older_one_with_it():
    older = {"survey_year": 2024, "source": "us-2024"}
    rows = reach(row(percent=26.0), row(percent=24.0, **older), young(percent=46.0, **older))

    found = only(segment_reach(rows, [YOUNG]))

    assert found["source"] == "us-2024"
    assert found["reach"] == pytest.approx(0.46)


def test_the_country_s_own_survey_comes_before_a_newer_one_from_elsewhere():
    rows = reach(row(), row(percent=40.0, geography="FR", survey_year=2020, source="fr-2020"))

    found = only(segment_reach(rows, [Segment(name="Lyon", country="FR")]))

    assert (found["source"], found["borrowed"], found["borrowed_from"]) == ("fr-2020", False, "")


def test_a_country_without_the_table_borrows_from_the_united_states_and_says_so():
    found = only(segment_reach(reach(row()), [Segment(name="Lyon", country="FR")]))

    assert (found["borrowed"], found["borrowed_from"]) == (True, "US")


def test_a_country_with_a_total_but_without_the_group_borrows_the_group():
    rows = reach(row(), young(), row(percent=40.0, geography="FR", source="fr-2025"))

    found = only(segment_reach(rows, [Segment(name="Lyon", country="FR", age=("18-29",))]))

    assert (found["source"], found["borrowed_from"]) == ("us-2025", "US")


@pytest.mark.parametrize(
    "asked",
    [
        {"measure": "daily use"},
        {"measure": "weekly use"},
        {"measure": "have an account"},
        {"measure": "use", "population": "internet users"},
    ],
    ids=lambda asked: ", ".join(asked.values()),
)
def test_another_measure_is_never_mixed_in(asked):
    rows = reach(row(), row(percent=70.0, geography="FR", survey_year=2026, source="fr-2026", **asked))

    found = only(segment_reach(rows, [Segment(name="Lyon", country="FR")]))

    assert (found["source"], found["measure"]) == ("us-2025", "ever use")


def test_a_country_or_region_with_its_own_table_uses_it_and_says_so():
    own = [row(percent=39.0, geography="CA-QC", measure="use", survey_year=2024, source="qc-2024")]
    own.append({**own[0], "dimension": "age", "group": "18-34", "percent": 69.0})
    rows, there = reach(row(), young(), *own), Segment(name="Québec", country="CA", age=("18-29",))

    found = only(segment_reach(rows, [there], year=2024, region="CA-QC"))
    elsewhere = only(segment_reach(rows, [there], year=2024, region="CA-ON"))
    abroad = only(segment_reach(rows, [YOUNG], year=2024, region="CA-QC"))

    assert (found["source"], found["measure"], found["borrowed"]) == ("qc-2024", "use", False)
    assert found["reach"] == pytest.approx(0.69)
    assert (elsewhere["source"], elsewhere["measure"], elsewhere["borrowed_from"]) == ("us-2025", "ever use", "US")
    assert (abroad["source"], abroad["borrowed"]) == ("us-2025", False)


def test_an_age_is_read_off_a_wider_one_that_holds_it_but_never_off_one_that_does_not():
    own = {"geography": "CA", "source": "ca-2026", "survey_year": 2026}
    for group, source in (("18-34", "ca-2026"), ("16-24", "us-2025"), ("25-34", "us-2025")):
        rows = reach(row(), young(), row(percent=39.0, **own), young(percent=69.0, group=group, **own))

        assert only(segment_reach(rows, [Segment(name="A", country="CA", age=("18-29",))]))["source"] == source


def test_a_platform_nobody_asked_about_stays_unknown():
    found = only(audience_reach(reach(row()), [EVERYONE], ["mastodon"]))

    assert all(math.isnan(found[name]) for name in ("reach", "reach_low", "reach_high"))
    assert found["source"] == ""
    assert found["known_share"] == 0


def test_platforms_keep_the_order_they_are_asked_in():
    found = audience_reach(reach(row("x"), row("reddit")), [EVERYONE], ["mastodon", "reddit", "x"])

    assert found["platform"].tolist() == ["mastodon", "reddit", "x"]


def test_platforms_go_by_reach_bounds_after_estimates_and_what_nobody_asked_last():
    none, some = float("nan"), {"reach_high": 0.9, "known_share": 0.5}
    rows = {
        "bounds": {"reach": none, **some},
        "silent": {"reach": none, "reach_high": none, "known_share": 0.0},
        "small": {"reach": 0.2, "reach_high": 0.3, "known_share": 1.0},
        "large": {"reach": 0.6, "reach_high": 0.7, "known_share": 1.0},
    }

    order = by_reach(pd.DataFrame([{"platform": platform, **row} for platform, row in rows.items()]))

    assert list(order["platform"]) == ["large", "small", "bounds", "silent"]


def test_a_mix_is_the_share_weighted_mean_of_its_segments():
    found = only(
        audience_reach(reach(row(), young()), [EVERYONE.changed(share=0.75), YOUNG.changed(share=0.25)], year=2025)
    )

    assert found["reach"] == pytest.approx(0.75 * 0.26 + 0.25 * 0.48)


def test_a_segment_that_is_unknown_leaves_bounds_and_no_estimate():
    rows = reach(row())
    lonely = Segment(name="Rural", community="rural", share=0.25)

    found = only(audience_reach(rows, [EVERYONE.changed(share=0.75), lonely]))
    known = only(segment_reach(rows, [EVERYONE]))

    assert math.isnan(found["reach"])
    assert found["known_share"] == pytest.approx(0.75)
    assert found["reach_low"] == pytest.approx(0.75 * known["reach_low"])
    assert found["reach_high"] == pytest.approx(0.75 * known["reach_high"] + 0.25)


def test_a_mix_names_every_source_and_the_oldest_survey():
    rows = reach(row(), row(percent=40.0, geography="FR", survey_year=2020, source="fr-2020"))

    found = only(audience_reach(rows, [EVERYONE.changed(share=0.5), Segment(name="Lyon", country="FR", share=0.5)]))

    assert (found["source"], found["survey_year"]) == ("fr-2020;us-2025", 2020)


def test_cutting_a_segment_in_two_equal_halves_makes_nothing_surer():
    rows = reach(row())
    halves = [Segment(name="One", share=0.5), Segment(name="Two", share=0.5)]

    pd.testing.assert_frame_equal(audience_reach(rows, halves), audience_reach(rows, [EVERYONE]))


def test_an_audience_without_segments_is_refused():
    with pytest.raises(InputError, match="segments: no audience segment yet"):
        audience_reach(reach(row()), [])


def test_an_empty_table_leaves_everything_unknown():
    found = audience_reach(reach(row()).iloc[:0], [EVERYONE], ["reddit"])

    assert found["reach"].isna().all()


def test_linkedin_and_pinterest_come_from_2024_as_nobody_asked_in_2025():
    found = audience_reach(load.load_reach(), [EVERYONE]).set_index("platform")

    assert found.loc[["linkedin", "pinterest", "youtube"], "survey_year"].tolist() == [2024, 2024, 2025]
    assert found.loc["youtube", "reach"] == pytest.approx(0.841)


def test_every_narrowing_of_the_model_is_answered_by_the_published_tables():
    groups = [
        {"age": ("18-29",)},
        {"sex": "women", "income": "<30k"},
        {"education": "graduate", "community": "rural", "age": ("50-64", "65+")},
    ]
    found = segment_reach(load.load_reach(), [Segment(name=str(n), **group) for n, group in enumerate(groups)], ["x"])

    assert found["reach"].notna().all()


def test_two_platforms_reach_at_least_the_larger_and_at_most_their_sum():
    assert combined_reach_bounds(0.2, 0.5) == (0.5, 0.7)
    assert combined_reach_bounds(0.6, 0.5) == (0.6, 1.0)
    assert combined_reach_bounds(0.6) == (0.6, 0.6)


def test_an_unknown_platform_may_add_everyone_or_no_one():
    assert combined_reach_bounds(0.2, math.nan) == (0.2, 1.0)
    assert all(math.isnan(end) for end in combined_reach_bounds(math.nan, math.nan))


share = st.floats(0, 1)


@given(st.lists(share, min_size=1, max_size=5), st.data())
def test_bounds_of_a_union_hold_every_way_the_platforms_can_overlap(sizes, draw):
    """People are points of [0, 1]; each platform is an interval placed anywhere in it."""
    starts = [draw.draw(st.floats(0, max(0.0, 1 - size))) for size in sizes]
    spans = sorted((start, min(1.0, start + size)) for start, size in zip(starts, sizes, strict=True))
    union, reached = 0.0, 0.0
    for start, end in spans:
        union += max(0.0, end - max(start, reached))
        reached = max(reached, end)

    low, high = combined_reach_bounds(*sizes)

    assert low - 1e-9 <= union <= high + 1e-9


segments = st.builds(
    lambda share, country, age, sex, community: {
        "share": share,
        "country": country,
        "age": age,
        "sex": sex,
        "community": community,
    },
    st.floats(0.01, 1),
    st.sampled_from(["US", "FR", "GB"]),
    st.lists(st.sampled_from(["18-29", "30-49", "50-64", "65+"]), max_size=4).map(tuple),
    st.sampled_from(["women", "men", None]),
    st.sampled_from(["urban", "rural", None]),
)
audiences = st.lists(segments, min_size=1, max_size=4).map(
    lambda drawn: [Segment(name=f"S{n}", **values) for n, values in enumerate(drawn)]
)
PUBLISHED = load.load_reach().query("platform in ['x', 'linkedin', 'nextdoor']")
ASKED = ["x", "linkedin", "nextdoor", "mastodon"]


@settings(max_examples=40, deadline=None)
@given(audiences)
def test_published_tables_give_shares_inside_their_intervals(audience):
    mix = audience_reach(PUBLISHED, audience, ASKED)
    known = mix[mix["reach"].notna()]

    assert (known["reach_low"] >= 0).all()
    assert (known["reach_low"] <= known["reach"]).all()
    assert (known["reach"] <= known["reach_high"]).all()
    assert (known["reach_high"] <= 1).all()


@settings(max_examples=25, deadline=None)
@given(audiences, st.randoms(use_true_random=False))
def test_the_order_of_segments_changes_nothing(audience, random):
    shuffled = random.sample(audience, len(audience))

    pd.testing.assert_frame_equal(
        audience_reach(PUBLISHED, shuffled, ASKED), audience_reach(PUBLISHED, audience, ASKED)
    )


@settings(max_examples=25, deadline=None)
@given(audiences, st.floats(0.01, 1))
def test_the_scale_of_the_shares_changes_nothing(audience, factor):
    scaled = [segment.changed(share=segment.share * factor) for segment in audience]

    pd.testing.assert_frame_equal(audience_reach(PUBLISHED, scaled, ASKED), audience_reach(PUBLISHED, audience, ASKED))


@settings(max_examples=25, deadline=None)
@given(audiences)
def test_unknown_never_becomes_a_number(audience):
    mix = audience_reach(PUBLISHED, audience, ASKED).set_index("platform")

    assert mix.loc["mastodon", ["reach", "reach_low", "reach_high"]].isna().all()


@given(st.lists(st.tuples(st.floats(0.01, 1), st.none() | share), min_size=1, max_size=6))
def test_a_mix_partly_unknown_is_bounded_by_none_and_all_of_the_unknown_part(parts):
    whole = math.fsum(weight for weight, _ in parts)
    frame = pd.DataFrame(
        {
            "platform": "x",
            "share": [weight / whole for weight, _ in parts],
            "reach": pd.Series([value for _, value in parts], dtype=float),
            "source": "",
            "survey_year": 2025,
            "measure": "ever use",
            "borrowed": False,
            "borrowed_from": "",
            "n_unweighted": 100.0,
            "verified": True,
        }
    )
    frame["reach_low"] = frame["reach_high"] = frame["reach"]

    found = only(mixed_reach(frame))

    if frame["reach"].isna().all():
        assert math.isnan(found["reach_low"])
        return
    for guess in itertools.islice(itertools.product([0.0, 1.0], repeat=len(parts)), 64):
        filled = frame["reach"].where(frame["reach"].notna(), pd.Series(guess))
        assert found["reach_low"] - 1e-9 <= (filled * frame["share"]).sum() <= found["reach_high"] + 1e-9
