"""Followers and own rates on the start page: only what the plan needs, blank = unknown, whatever anybody sends."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Followers, Objective, OwnRate, Plan
from strategy_kit.pages.plan.reach import Following, followers_form, rates_form
from strategy_kit.pages.plan.start import start_page
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan

LEADS = Objective(key="lead-generation", baseline=12, target=20)
CLICKS = "How many of the people reached on Facebook click your link"


def session_of(*objectives: Objective, lang: str = "en", **brief: Any) -> Session:
    given = Brief(name="Shop", lang=lang, platforms=("facebook",), objectives=objectives, **brief)
    plan = Plan(id="p1", brief=given, start=dt.date(2027, 1, 4), weeks=1)
    return Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words(lang), dt.date(2027, 1, 1))


def lines(form: Following) -> dict[str, Any]:
    return {part.description: part for part in form.children if getattr(part, "description", "")}


def test_followers_are_asked_for_on_the_platforms_of_the_plan_only_if_a_target_depends_on_them() -> None:
    session = session_of()
    form = followers_form(session)

    assert form.children == ()
    session.change_brief(objectives=[{"key": "loyalty", "target": 40}])
    assert form.children == ()
    session.change_brief(objectives=[dict(LEADS)])
    assert list(lines(form)) == ["Followers on Facebook"]
    session.change_brief(platforms=["x", "facebook"])
    assert list(lines(form)) == ["Followers on X", "Followers on Facebook"]


def test_followers_that_are_typed_are_kept_and_a_blank_line_makes_them_unknown_again() -> None:
    session = session_of(LEADS)
    line = lines(followers_form(session))["Followers on Facebook"]

    line.value = "1 250"
    assert session.plan.brief.followers == (Followers(platform="facebook", people=1250),)
    line.value = "0"
    assert session.plan.brief.followers == (Followers(platform="facebook", people=0),)
    line.value = " "
    assert session.plan.brief.followers == ()


def test_the_rates_that_are_asked_for_are_those_of_the_kpis_each_with_what_was_published() -> None:
    form = rates_form(session_of(LEADS))

    assert list(lines(form)) == [
        "What share of your followers sees a post on Facebook",
        CLICKS,
        "How many visitors of your website leave their contact details",
    ]
    shown = repr(form.children[2])
    assert shown.startswith("Published: about 1.6% to 8.6% (")
    assert "Ignite Social Media 2021" in shown


def test_a_rate_without_a_study_is_not_shown_as_zero() -> None:
    codes = Objective(key="store-visits", measure="codes-redeemed", target=40)
    form = rates_form(session_of(codes))

    assert repr(form.children[4]) == "None of the studies here has published it."


def test_a_rate_is_typed_in_percent_with_the_decimal_mark_of_the_language() -> None:
    session = session_of(LEADS, lang="fr")
    line = list(lines(rates_form(session)).values())[1]
    line.value = "2,5 %"

    (rate,) = session.plan.brief.own_rates
    assert rate == OwnRate(platform="facebook", metric="link clicks by reach", percent=2.5)
    line.value = ""
    assert session.plan.brief.own_rates == ()


def test_the_published_span_follows_the_size_of_the_account() -> None:
    session = session_of(LEADS)
    form = rates_form(session)
    before = repr(form.children[4])
    session.change_brief(followers=[{"platform": "facebook", "people": 4000}])

    assert before != repr(form.children[4])
    assert "One published figure" in repr(form.children[4])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("150", "Use 100 or less"),
        ("-1", "Use 0 or more"),
        ("many", "Write a number, like 2.5"),
        ("1,234", "could mean 1234 or 1.234"),
    ],
)
def test_a_rate_that_cannot_be_is_refused_beside_its_line(typed: str, words: str) -> None:
    session = session_of(LEADS)
    form = rates_form(session)
    lines(form)[CLICKS].value = typed

    assert words in form.refusal
    assert CLICKS in form.refusal
    assert session.plan.brief.own_rates == ()


def test_an_entry_that_was_refused_is_dropped_with_its_platform() -> None:
    session = session_of(LEADS)
    form = followers_form(session)
    lines(form)["Followers on Facebook"].value = "2.5"

    assert "whole number" in form.refusal
    assert session.refusals.count == 1
    session.change_brief(platforms=["x"])
    assert session.refusals.count == 0


def test_fine_tune_offers_rates_only_where_a_kpi_rests_on_some() -> None:
    session = session_of(Objective(key="loyalty", target=40))
    line = start_page(session).details["tune"].children[0]

    assert "Rates of your own" not in repr(line.children[1])
    session.change_brief(objectives=[dict(LEADS)])
    assert repr(line.children[1]).startswith("Rates of your own; the time zone of your plan")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=20) | st.sampled_from(["1e9", "٣", "NaN", "-0", "9" * 30, "%"]), max_size=3))
def test_whatever_is_sent_followers_and_rates_stay_possible(texts: list[str]) -> None:
    session = session_of(LEADS)
    forms = [followers_form(session), rates_form(session)]
    for text in texts:
        for form in forms:
            for line in lines(form).values():
                line.value = text

    brief = session.plan.brief
    assert Brief.from_json(brief.to_json()) == brief
    assert all(entry.people is None or entry.people >= 0 for entry in brief.followers)
