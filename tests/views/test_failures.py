"""What does not fit follows the decision: on the calendar, on the plan, in the report, on the command line."""

import datetime as dt
import json
from typing import Any

import pytest

from strategy_kit.commands.plan import decision as printed
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.formats import proof_json
from strategy_kit.exports.html import to_html
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings, scheduled_plan
from strategy_kit.views.calendar import conflict_views
from strategy_kit.views.decision import decision_view
from strategy_kit.views.draft import draft_short_weeks
from strategy_kit.views.failures import closed_days_words, failures, headline
from strategy_kit.views.plan import STEPS, calendar_answer_view, overview_view, plan_answer_view
from strategy_kit.views.report import report_of

EN = Words("en")
NIGHT = {"weekdays": (1, 2, 3, 4, 5), "start": "02:00", "end": "04:00"}
SILENT = ({}, {"platform": "telegram", "posts_per_week_low": 0, "posts_per_week_high": 0})
SHORT = {"weekdays": (1, 2), "start": "09:00", "end": "11:00"}
PLACE = {"platforms": ("facebook",)}
FAILING: dict[str, tuple[dict[str, Any], str]] = {
    "too few hours": (
        {"team": [{"name": "Ada", "hours_per_week": 0.3}]},
        "No platform fits into 18\xa0min a week; X does from",
    ),
    "own choice": (
        {"team": [{"name": "Ada", "hours_per_week": 1}], "platforms": ("facebook", "instagram", "tiktok")},
        "Your choice, Facebook, Instagram and TikTok, takes 13\xa0h\xa035 a week; you have 1\xa0h. "
        "No post can be scheduled on",
    ),
    "no post on one": (
        {"platforms": ("facebook", "telegram"), "cadence": SILENT},
        "No post can be scheduled on Telegram",
    ),
    "no format": (
        {"platforms": ("facebook", "youtube"), "formats": ({"format": "text"},)},
        "YouTube: none of your formats can be posted there",
    ),
    "nobody awake": ({**PLACE, "team": [{"name": "Ada", "duty": (NIGHT,)}]}, "No post can be scheduled on Facebook"),
    "short duty": (
        {**PLACE, "reply_target_minutes": 480, "team": [{"name": "Ada", "duty": (SHORT,)}]},
        "Facebook has 8 posts fewer than planned",
    ),
    "pin": (
        {**PLACE, "closed_weekdays": (7,), "pinned": ({**SILENT[1], **{"platform": "facebook"}},)},
        "The post fixed for Sunday 10 January on Facebook does not fit",
    ),
    "pins": ({**PLACE, "closed_weekdays": (7,), "pinned": ()}, "2 posts at fixed dates do not fit"),
    "campaign": (
        {**PLACE, "campaigns": ({"name": "Easter", "first": "2027-01-05", "last": "2027-01-06", "posts": 9},)},
        "Easter: 5 posts of the campaign do not fit",
    ),
    "inbox check": (
        {**PLACE, "monitoring": ({"start": "06:00", "weekdays": (1, 2, 3)},)},
        "12 inbox checks have no one available",
    ),
}
PINS = [{"platform": "facebook", "day": f"2027-01-{day}", "time": "10:00"} for day in (10, 17)]
FAILING["pin"][0]["pinned"], FAILING["pins"][0]["pinned"] = PINS[:1], PINS
each_failure = pytest.mark.parametrize("name", FAILING)


def worked(**changes: Any) -> Workings:
    segments = ({"name": "C", "country": "FR", "zone": "Europe/Paris"},)
    brief = Brief(name="Shop", country="FR", team_zone="Europe/Paris", segments=segments).changed(**changes)
    return Workings(Plan(id="p1", brief=brief, start=dt.date(2027, 1, 4)), load_evidence(), 2027)


@each_failure
def test_each_failure_follows_the_decision_everywhere(name: str) -> None:
    changes, words = FAILING[name]
    workings = worked(**changes)
    plan = scheduled_plan(workings.plan, workings)
    decided = workings.schedule.slots and workings.platforms
    start = decision_view(workings, EN) + ". " + words if decided else words
    report = to_html(plan, report_of(workings, EN), lang="en").decode()

    assert calendar_answer_view(workings, EN).title.startswith(start)
    assert plan_answer_view(workings, EN).title.startswith(start)
    assert overview_view(workings, EN).table.rows[STEPS.index("plan")][-1].startswith(start)
    assert f"<h1>{start}" in report
    assert words in next(printed(plan, workings, EN))


def test_a_plan_that_fits_begins_with_its_decision() -> None:
    workings = worked()

    assert failures(workings, EN) == ()
    title = plan_answer_view(workings, EN).title
    assert title == "4 posts a week on Facebook, each followed by answers within 1\u00a0h"
    assert calendar_answer_view(workings, EN).subtitle == "How sure: no better calendar exists under these rules."


def test_a_pillar_that_takes_longer_than_anyone_has_is_named_with_what_to_do() -> None:
    pillars = [{"name": "News", "share": 0.5}, {"name": "Films", "share": 0.5, "format": "short-video"}]
    formats = [{"format": "image", "minutes": 20}, {"format": "short-video", "minutes": 90}]
    team = [{"name": name, "hours_per_week": 1.5} for name in ("Ada", "Bo")]
    short = worked(platforms=("instagram",), pillars=pillars, formats=formats, team=team)
    enough = worked(platforms=("instagram",), pillars=pillars, formats=formats, team=[{**team[0], "hours_per_week": 9}])

    said = "No post of Films: making one takes longer than any one person has in a week; choose a quicker format"
    assert said in failures(short, EN)
    assert not any("Films" in words for words in failures(enough, EN))


def test_a_platform_without_a_post_is_not_said_to_have_posts() -> None:
    title = plan_answer_view(worked(**FAILING["no post on one"][0]), EN).title

    assert title.startswith("4 posts a week on Facebook, each followed by answers within 1\u00a0h. No post can be")


def test_several_failures_are_a_sentence_each() -> None:
    assert headline(["one thing", "another"], "3 posts", EN) == "3 posts. One thing. Another"


CHRISTMAS = dt.date(2026, 12, 21)


def short(**changes: Any) -> Workings:
    """Two weeks from Christmas on, on Facebook, as many posts a week as there are working days."""
    rule = {"posts_per_week_low": 5, "posts_per_week_high": 5, "posts_per_day": 1}
    team = [{"name": "Ann", "hours_per_week": 30}]
    workings = worked(**{**PLACE, "cadence": (rule,), "team": team, **changes})
    return workings.after(workings.plan.changed(start=CHRISTMAS, weeks=4))


def test_a_week_with_a_public_holiday_is_described_and_is_no_failure() -> None:
    workings = short()
    words = "Week of 21 December: one post fewer on Facebook (public holiday: Christmas Day). "

    assert workings.schedule.missing
    assert failures(workings, EN) == ()
    assert calendar_answer_view(workings, EN).title.startswith("4 to 5 posts a week on Facebook")
    assert calendar_answer_view(workings, EN).subtitle.startswith(words)
    assert words in plan_answer_view(workings, EN).subtitle
    assert report_of(workings, EN).proof.startswith(words)
    assert words.strip() in " ".join(printed(scheduled_plan(workings.plan, workings), workings, EN))


def test_closing_dates_are_given_with_their_reason() -> None:
    closed = {"first": "2027-01-04", "last": "2027-01-05", "reason": "Stocktaking"}

    assert "Week of 4 January: 2 posts fewer on Facebook (closed: Stocktaking)." in closed_days_words(
        short(blackouts=(closed,), holidays_off=False), EN
    )


def test_many_short_weeks_are_listed_in_one_sentence() -> None:
    closed = {"first": "2027-01-04", "last": "2027-01-05"}
    words = closed_days_words(short(blackouts=(closed,)), EN)

    assert words.endswith("in the weeks of 21 December, 28 December and 4 January.")


def test_a_number_of_posts_that_no_week_keeps_is_a_failure_at_christmas_too() -> None:
    rule = {"posts_per_week_low": 6, "posts_per_week_high": 6, "posts_per_day": 1}

    assert failures(short(cadence=(rule,)), EN) == ("Facebook has 6 posts fewer than planned",)


def test_of_fixed_promotional_posts_left_out_no_place_says_that_no_calendar_fits_more() -> None:
    rule = {"posts_per_week_low": 4, "posts_per_week_high": 4, "posts_per_day": 1}
    days = ("2027-01-05", "2027-01-06", "2027-01-07", "2027-01-08")
    pins = [{"platform": "facebook", "day": day, "time": "10:00", "pillar": "Offers"} for day in days]
    workings = worked(**PLACE, cadence=(rule,), pinned=pins, team=[{"name": "Ann", "hours_per_week": 20}])
    words = "the latest fixed one is left out. Another choice might fit more."
    missing = next(iter(conflict_views(workings, EN))).subtitle
    places = [calendar_answer_view(workings, EN).subtitle, report_of(workings, EN).proof, missing]

    assert workings.lacking == 1
    assert [text.endswith(words) for text in places] == [True] * 3
    assert json.loads(proof_json(workings, EN))["proved"] is False


def test_a_lack_of_hours_is_a_failure_where_every_week_has_a_public_holiday() -> None:
    rule = {"posts_per_week_low": 5, "posts_per_week_high": 5, "posts_per_day": 2}
    workings = worked(**PLACE, cadence=(rule,), team=[{"name": "Ann", "hours_per_week": 4}])
    workings = workings.after(workings.plan.changed(start=dt.date(2026, 4, 27), weeks=3))

    assert workings.short_weeks == ()
    assert failures(workings, EN)


def test_where_every_week_has_a_public_holiday_it_is_the_cause_if_all_fits_without() -> None:
    workings = short()
    workings = workings.after(workings.plan.changed(start=CHRISTMAS, weeks=1))

    assert [week.missing for week in workings.short_weeks] == [1]
    assert failures(workings, EN) == ()


def test_the_files_lack_what_the_page_lacks() -> None:
    record = json.loads(proof_json(short(), EN))

    assert record["missing"] == []
    assert [(week["week"], week["count"]) for week in record["short_weeks"]] == [("2026-12-21", 1), ("2026-12-28", 1)]


def test_the_draft_says_that_the_other_weeks_are_whole_only_if_they_are() -> None:
    said = draft_short_weeks(short(), EN)
    pinned = {"platform": "facebook", "day": "2026-12-25", "time": "10:00"}
    with_failure = draft_short_weeks(short(pinned=(pinned,)), EN)

    assert said is not None
    assert with_failure is not None
    assert said.what == "2 weeks have fewer posts."
    assert said.text.endswith("The other weeks have all their posts.")
    assert "The other weeks" not in with_failure.text
    assert draft_short_weeks(short(holidays_off=False), EN) is None
