"""Three businesses for which the document names a site: it comes first from what they tell, in both editions."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.model import Brief, CadenceRule, FormatEffort, Person, Plan, Rating, Segment
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms import leaders

CADENCE = (CadenceRule(posts_per_week_low=3, posts_per_week_high=4),)


def rated(**steps):
    return tuple(Rating(platform=key.replace("_", "-"), dialogue=step) for key, step in steps.items())


def made(*formats):
    return tuple(FormatEffort(format=kind) for kind in formats)


CRAFT = Brief(
    name="Craft shop",
    trades=("visual",),
    segments=(Segment(name="Crafters", sex="women", age=("18-29", "30-49")),),
    formats=made("image"),
    team=(Person(name="owner", hours_per_week=6),),
    cadence=CADENCE,
)
RESTAURANT = Brief(
    name="Restaurant",
    trades=("walk-in",),
    segments=(Segment(name="Guests", community="urban"),),
    formats=made("image", "local"),
    team=(Person(name="kitchen", hours_per_week=2), Person(name="room", hours_per_week=4)),
    cadence=CADENCE,
)
CONSULTANCY = Brief(
    name="Consultancy",
    trades=("b2b",),
    segments=(Segment(name="Managers", age=("30-49", "50-64"), education="graduate", income="100k+"),),
    formats=made("text", "document"),
    team=(Person(name="partner", hours_per_week=4),),
    cadence=CADENCE,
)
CASES = {
    ("craft shop", "document"): (CRAFT, rated(pinterest=2, facebook=2, x=0), "pinterest"),
    ("craft shop", "today"): (CRAFT, rated(pinterest=2, instagram=2, facebook=2, x=0), "instagram"),
    ("restaurant", "document"): (RESTAURANT, rated(foursquare=3, facebook=2, x=1), "foursquare"),
    ("restaurant", "today"): (RESTAURANT, rated(google_business_profile=2, facebook=2), "facebook"),
    ("consultancy", "document"): (CONSULTANCY, rated(linkedin=2, x=1, facebook=1), "linkedin"),
    ("consultancy", "today"): (CONSULTANCY, rated(linkedin=2, x=1, facebook=1), "linkedin"),
}
every_case = pytest.mark.parametrize("case", sorted(CASES), ids=" ".join)


def worked(brief):
    return Workings(Plan(id="case", brief=brief, start=dt.date(2027, 1, 4)), load_evidence(), year=2027)


def workings_of_case(case):
    brief, ratings, _first = CASES[case]
    return worked(brief.changed(edition=case[1], ratings=ratings))


@every_case
def test_the_site_the_document_names_comes_first_and_starts(case):
    workings, first = workings_of_case(case), CASES[case][2]

    assert leaders(workings.scores["middle"]) == (first,)
    assert workings.start_set.chosen[0] == first
    assert workings.acceptability[1].idxmax() == first


@pytest.mark.parametrize("edition", ["document", "today"])
def test_for_the_craft_shop_pinterest_is_among_the_first_two(edition):
    scores = workings_of_case(("craft shop", edition)).scores["middle"].sort_values(ascending=False)

    assert "pinterest" in scores.index[:2]


@every_case
def test_what_is_not_rated_leaves_scores_wider_and_first_place_less_sure(case):
    known = workings_of_case(case)
    silent = worked(known.brief.changed(ratings=()))
    spans = [(workings.scores["high"] - workings.scores["low"]) for workings in (known, silent)]

    assert (spans[1] >= spans[0] - 1e-12).all()
    assert (spans[1][[rating.platform for rating in known.brief.ratings]] > 0.2).all()
    assert silent.acceptability[1].max() < known.acceptability[1].max()


def test_a_business_that_tells_nearly_nothing_gets_no_sure_answer():
    """No format, no rating, customers in a country without surveys of its own: first place is anybody's."""
    unknown = worked(
        Brief(name="Unknown", formats=(), segments=(Segment(name="All", country="KE", zone="Africa/Nairobi"),))
    )
    bounds = unknown.scores

    assert (bounds["high"] - bounds["low"]).min() > 0.35
    assert (bounds["high"] > bounds["low"].max()).sum() > 5
    assert unknown.acceptability[1].max() < 0.6
    assert unknown.start_set.chosen == ()


@pytest.mark.parametrize("name", ["halifax-physiotherapy", "lyon-bakery", "montreal-software", "online-shop"])
def test_the_calendar_takes_the_hours_by_which_the_platforms_were_chosen(name):
    brief = Brief.from_json((Path(__file__).parents[2] / "examples" / f"{name}.json").read_bytes())
    workings = Workings(Plan(id=name, brief=brief, start=dt.date(2027, 1, 4), weeks=5), load_evidence(), 2027)
    hours = workings.schedule.hours["total"].sum() / 60 / 5
    posts = Counter(slot.platform for slot in workings.schedule.slots)

    assert {key: count / 5 for key, count in posts.items()} == workings.hours_needed["posts"][list(posts)].to_dict()
    assert hours == pytest.approx(workings.start_set.hours, rel=0.02)


@pytest.mark.parametrize("name", ["halifax-physiotherapy", "lyon-bakery"])
def test_to_settle_on_the_choice_of_the_workbook_leaves_it_as_sure_as_it_was(name: str) -> None:
    brief = Brief.from_json((Path(__file__).parents[2] / "examples" / f"{name}.json").read_text("utf-8"))
    chosen = Workings(Plan(id="p", brief=brief, start=dt.date(2027, 1, 4)), load_evidence(), 2027)
    settled = chosen.after(chosen.plan.changed(brief=brief.changed(platforms=chosen.platforms[::-1])))

    assert settled.start_set.fixed
    assert settled.start_stability.kept == pytest.approx(chosen.start_stability.kept)
    assert sorted(settled.start_stability.others.values()) == sorted(chosen.start_stability.others.values())
