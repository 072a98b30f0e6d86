"""What the views of a review show: the objective that says most first, and nothing where nothing is known."""

import datetime as dt

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.next_period import next_version
from strategy_kit.plan.review import with_weekly_results
from strategy_kit.plan.workings import Workings
from strategy_kit.views.review import results_views, review_answer_view, review_views, version_words

MONDAY = dt.date(2027, 1, 4)
EN = Words("en")
QUIET = (12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12)
BRIEF = Brief(name="Shop", objectives=[{"key": "lead-generation"}, {"key": "advocacy", "measure": "reviews"}])
PLAN = Plan(id="p", brief=BRIEF, start=MONDAY)


def workings(plan: Plan) -> Workings:
    return Workings(plan, load_evidence(), year=2027)


def test_the_objective_with_a_signal_comes_first() -> None:
    plan = with_weekly_results(PLAN, "lead-generation", MONDAY, QUIET)
    plan = with_weekly_results(plan, "advocacy", MONDAY, (*QUIET, 90))
    shown = next(review_views(workings(plan), EN))

    assert shown.key == "behaviour-advocacy"
    assert "higher than usual in the week of 29 March" in review_answer_view(workings(plan), EN).title


def test_a_plan_without_anything_recorded_has_no_section_in_its_report() -> None:
    assert list(results_views(workings(PLAN), EN)) == []


def test_a_plan_with_results_has_every_objective_in_its_report() -> None:
    plan = with_weekly_results(PLAN, "lead-generation", MONDAY, QUIET)
    keys = [card.key for card in results_views(workings(plan), EN)]

    assert keys == ["verdict", "behaviour-lead-generation", "behaviour-advocacy", "when"]


def test_weekly_results_with_a_target_by_month_are_shown_by_month_and_the_target_comes_first() -> None:
    leads = {"key": "lead-generation", "target": 55, "per": "month"}
    plan = PLAN.changed(brief=Brief(name="Shop", objectives=[leads]))
    plan = with_weekly_results(plan, "lead-generation", dt.date(2027, 2, 1), (14, 13, 15, 14, 1))
    cards = {card.key: card for card in review_views(workings(plan), EN)}
    table = cards["month-totals-lead-generation"].table

    assert review_answer_view(workings(plan), EN).title == (
        "Leads: target reached in February 2027: 56, target 55 a month; too few values: 3 more weeks are needed"
    )
    assert table is not None
    assert table.rows == (
        ("February 2027", "56", "56", "55: reached"),
        ("March 2027", "1 so far", "", "not compared yet"),
    )


def test_posts_and_answers_are_shown_once_they_are_recorded() -> None:
    facts = {"week": MONDAY, "platform": "facebook", "planned": 4, "posts": 3, "received": 5, "in_time": 4}
    cards = list(review_views(workings(PLAN.changed(happened=[facts])), EN))

    assert cards[1].title == "3 of 4 posts published; 4 of 5 messages answered in time"


def test_the_next_version_names_what_changed_and_the_first_nothing() -> None:
    after = next_version(PLAN, MONDAY)
    changed = after.changed(brief=after.brief.changed(promotion_cap=0.1))

    assert version_words(PLAN, EN) == ""
    assert "first day" in version_words(after, EN)
    assert "limit on promotional posts" in version_words(changed, EN)
