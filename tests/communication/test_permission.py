"""Permission, the share of posts that promote, and the posts of each week."""

import datetime as dt
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.communication.permission import (
    capped_shares,
    content_plan,
    content_totals,
    permission_scores,
    pillar_table,
    plan_permission,
    promotional_share,
    value_to_promotion_ratio,
)
from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Pillar, Slot


def rated(name, anticipated, personal, relevant, share=0.5, purpose="help"):
    return Pillar(
        name=name, anticipated=anticipated, personal=personal, relevant=relevant, share=share, purpose=purpose
    )


def mix(**shares):
    """Return pillars whose names begin with "ask" where they sell."""
    return [
        Pillar(name=name, share=share, purpose="sell" if name.startswith("ask") else "help")
        for name, share in shares.items()
    ]


def post(day, pillar, cancelled):
    fields = {"platform": "x", "time": dt.time(9), "zone": "Europe/Paris", "owner": "Owner"}
    return Slot(id="post", day=day, pillar=pillar, cancelled=cancelled, **fields)


def test_a_score_is_the_sum_of_three_ratings_over_nine():
    (found,) = permission_scores([rated("How-to", 3, 1, 2)])["score"]

    assert found == pytest.approx(6 / 9)


def test_a_missing_rating_leaves_bounds_and_no_score():
    found = permission_scores([rated("News", 3, None, 2)]).iloc[0]

    assert math.isnan(found["score"])
    assert (found["score_low"], found["score_high"]) == pytest.approx((5 / 9, 8 / 9))


def test_a_rating_of_zero_is_not_a_missing_one():
    found = permission_scores([rated("Offers", 0, 0, 0)]).iloc[0]

    assert found["score"] == 0


def ratings_of_people(**ratings):
    """Return what people said of one word of the pillar News: the word, then a rating each."""
    rows = [(f"P{place}", "News", word, step) for word, steps in ratings.items() for place, step in enumerate(steps)]
    return pd.DataFrame(rows, columns=["person", "pillar", "word", "rating"])


def test_what_people_say_stands_in_for_a_rating_the_plan_leaves_open():
    found = permission_scores([rated("News", 3, None, 3)], ratings_of_people(personal=[1, 2])).iloc[0]

    assert found["personal"] == 1.5
    assert (found["score"], found["score_low"], found["score_high"]) == pytest.approx((7.5 / 9, 7 / 9, 8 / 9))


def test_the_plan_s_own_rating_counts_before_what_people_say():
    found = permission_scores([rated("News", 3, 0, 3)], ratings_of_people(personal=[3, 3])).iloc[0]

    assert (found["score"], found["score_high"]) == pytest.approx((6 / 9, 6 / 9))


def test_a_word_that_nobody_rated_stays_open_beside_those_that_people_rated():
    found = permission_scores([rated("News", None, None, 3)], ratings_of_people(personal=[2])).iloc[0]

    assert math.isnan(found["score"])
    assert (found["score_low"], found["score_high"]) == pytest.approx((5 / 9, 8 / 9))
    assert found["unrated"] == 1


def test_the_plan_scores_the_mean_over_its_posts():
    pillars = [rated("A", 3, 3, 3), rated("B", 0, 0, 0)]

    found = plan_permission(permission_scores(pillars), capped_shares([pillars[0].changed(share=0.9), pillars[1]], 1))

    assert found.score == pytest.approx(0.9 / 1.4)
    assert found.low == found.score == found.high


def test_a_pillar_without_posts_does_not_make_the_plan_unknown():
    pillars = [rated("A", 3, 3, 3, share=1), rated("B", None, None, None, share=0)]

    assert plan_permission(permission_scores(pillars), capped_shares(pillars, 0.2)).score == 1


def test_one_unrated_pillar_with_posts_leaves_the_plan_without_a_score():
    pillars = [rated("A", 3, 3, 3), rated("B", None, None, None)]

    found = plan_permission(permission_scores(pillars), capped_shares(pillars, 0.2))

    assert math.isnan(found.score)
    assert (found.low, found.high) == pytest.approx((0.5, 1.0))


def test_what_exceeds_the_cap_goes_to_the_giving_pillars_in_proportion():
    shares = capped_shares(mix(help=0.2, news=0.1, ask_shop=0.5, ask_club=0.2), 0.4)

    # asks 0.7 -> 0.4 in proportion 5:2; giving 0.3 -> 0.6 in proportion 2:1
    assert shares.to_dict() == pytest.approx({"help": 0.4, "news": 0.2, "ask_shop": 2 / 7, "ask_club": 4 / 35})


def test_shares_under_the_cap_are_only_brought_to_one():
    assert capped_shares(mix(help=0.6, ask=0.1), 0.2).to_dict() == pytest.approx({"help": 6 / 7, "ask": 1 / 7})


def test_nothing_but_asks_is_refused_under_a_cap():
    with pytest.raises(InputError, match=r"pillars: every post is promotional, but the limit allows only 20 in 100"):
        capped_shares(mix(ask=0.5), 0.2)


def test_a_giving_pillar_without_a_share_cannot_take_the_excess():
    with pytest.raises(InputError, match="every post is promotional"):
        capped_shares(mix(ask=0.5, help=0.0), 0.2)


def test_nothing_but_asks_is_allowed_where_the_cap_is_one():
    assert capped_shares(mix(ask=0.5), 1.0).to_dict() == {"ask": 1}


def test_pillars_without_any_share_are_refused():
    with pytest.raises(InputError, match="pillars: every content pillar has a share of 0"):
        capped_shares(mix(help=0.0, ask=0.0), 0.2)


def test_give_to_ask_counts_what_the_posts_do():
    pillars = mix(help=0.5, news=0.25, ask=0.25)

    assert value_to_promotion_ratio(capped_shares(pillars, 1), pillars) == pytest.approx(3)


def test_a_plan_that_never_asks_gives_without_end():
    pillars = mix(help=1.0)

    assert value_to_promotion_ratio(capped_shares(pillars, 0.2), pillars) == math.inf


def test_the_table_of_pillars_shows_what_the_cap_changed():
    found = pillar_table(mix(help=0.5, ask=0.5), 0.2).set_index("pillar")

    assert found["wanted"].to_dict() == {"help": 0.5, "ask": 0.5}
    assert found["share"].to_dict() == pytest.approx({"help": 0.8, "ask": 0.2})


def test_the_default_brief_can_be_shared_out():
    brief = Brief(name="Shop")

    assert pillar_table(brief.pillars, brief.promotion_cap)["share"].sum() == pytest.approx(1)


share = st.floats(0, 1, allow_subnormal=False)
pillars = st.lists(st.tuples(share, st.sampled_from(["help", "inform", "sell"])), min_size=1, max_size=12).map(
    lambda drawn: [Pillar(name=f"P{n}", share=size, purpose=purpose) for n, (size, purpose) in enumerate(drawn)]
)


def usable(drawn, cap):
    giving = sum(pillar.share for pillar in drawn if not pillar.promotional)
    return giving > 0 or (cap == 1 and sum(pillar.share for pillar in drawn) > 0)


def promotional_total(values, drawn):
    return sum(values[pillar.name] for pillar in drawn if pillar.promotional)


@settings(deadline=None)
@given(pillars, share)
def test_capped_shares_sum_to_one_and_obey_the_cap(drawn, cap):
    if not usable(drawn, cap):
        with pytest.raises(InputError):
            capped_shares(drawn, cap)
        return
    shares = capped_shares(drawn, cap)

    assert shares.sum() == pytest.approx(1)
    assert (shares >= 0).all()
    assert promotional_total(shares, drawn) <= cap + 1e-9


@settings(deadline=None)
@given(pillars, share, st.floats(0.01, 1))
def test_the_scale_of_the_pillars_shares_changes_nothing(drawn, cap, factor):
    drawn = [*drawn, Pillar(name="Always", share=0.5)]
    scaled = [pillar.changed(share=pillar.share * factor) for pillar in drawn]

    assert capped_shares(scaled, cap).to_dict() == pytest.approx(capped_shares(drawn, cap).to_dict())


days = st.dates(dt.date(2027, 1, 6), dt.date(2027, 1, 26))


@settings(deadline=None)
@given(st.lists(st.tuples(days, st.sampled_from(["help", "ask"]), st.booleans()), max_size=30))
def test_each_post_that_is_not_cancelled_counts_in_its_week_and_pillar(posts):
    start, drawn = dt.date(2027, 1, 6), mix(help=0.5, ask=0.5)

    plan = content_plan([post(*each) for each in posts], drawn, start, 3)

    for pillar in ("help", "ask"):
        for week in (1, 2, 3):
            first = start + dt.timedelta(7 * (week - 1))
            those = [day for day, of, gone in posts if of == pillar and not gone and 0 <= (day - first).days < 7]
            assert plan.loc[pillar, week] == len(those)


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.none() | st.integers(0, 3)] * 3), min_size=1, max_size=8))
def test_permission_lies_within_its_bounds(ratings):
    drawn = [rated(f"P{n}", *three) for n, three in enumerate(ratings)]
    found = permission_scores(drawn)
    plan = plan_permission(found, capped_shares(drawn, 0.2))

    assert ((found["score_low"] >= 0) & (found["score_high"] <= 1)).all()
    assert (found["score"].dropna() == found["score_low"][found["score"].notna()]).all()
    assert 0 <= plan.low <= plan.high <= 1 + 1e-9
    assert math.isnan(plan.score) == any(None in three for three in ratings)


def test_the_totals_of_a_content_plan_are_its_sums():
    plan = pd.DataFrame([[2, 2, 2], [1, 1, 1], [1, 1, 1]], index=["help", "news", "ask"])

    totals = content_totals(plan, mix(help=0.5, news=0.25, ask=0.25))

    assert (totals.posts, totals.promotional, totals.promotional_by_week) == (12, 3, (1, 1, 1))
    assert (totals.promotional_share, totals.shares) == (0.25, {"help": 0.5, "news": 0.25, "ask": 0.25})
    assert totals.by_pillar == {"help": 6, "news": 3, "ask": 3}


def test_a_content_plan_without_posts_has_totals_of_nothing():
    pillars = mix(help=0.5, ask=0.5)

    assert content_totals(content_plan([], pillars, dt.date(2027, 1, 6), 2), pillars).shares == {"help": 0, "ask": 0}


def test_what_promotes_together_takes_its_share_or_the_cap():
    pillars = mix(help=1.0, ask=0.5, ask_more=0.5)

    assert promotional_share(pillars, 1.0) == pytest.approx(0.5)
    assert promotional_share(pillars, 0.2) == pytest.approx(0.2)
    assert promotional_share(mix(help=1.0), 0.2) == 0


def test_only_missing_ratings_of_pillars_that_are_posted_are_counted():
    pillars = [Pillar(name="A", share=0.8), Pillar(name="B", anticipated=3, share=0.2), Pillar(name="C", share=0.0)]

    assert plan_permission(permission_scores(pillars), capped_shares(pillars, 0.2)).unrated == 5
