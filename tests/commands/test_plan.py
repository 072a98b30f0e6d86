"""The commands that need no browser: what they write, what they say, and what they refuse in one sentence."""

import datetime as dt
import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import icalendar
import openpyxl
import pandas as pd
import pytest

from strategy_kit.cli import main
from strategy_kit.commands import check
from strategy_kit.errors import InputError
from strategy_kit.evidence import load
from strategy_kit.exports.formats import PLAN_FORMATS
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.platforms import catalogue
from strategy_kit.storage.plan_file import read_plan_file
from strategy_kit.storage.store import open_store, saves

BAKERY = Path(__file__).parents[2] / "examples" / "lyon-bakery.json"
FILES = {each.file for each in PLAN_FORMATS}
FIXED = ("--start", "2027-01-04", "--weeks", "2", "--year", "2026", "--now", "2026-11-23T09:00Z")
SHOP = json.loads(Brief(name="Shop").to_json())
PERSON = {"name": "Counter", "hours_per_week": 5}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STRATEGY_KIT_STORE", str(tmp_path / "plans.sqlite"))
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2026-11-23")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def bakery(tmp_path_factory):
    """The files of the bakery's plan, written once."""
    out = tmp_path_factory.mktemp("bakery")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", io.StringIO())
        assert main(["plan", str(BAKERY), "--out", str(out), *FIXED]) == 0
    return out


def written(brief: object, name: str = "brief.json") -> str:
    Path(name).write_text(brief if isinstance(brief, str) else json.dumps(brief), encoding="utf-8")
    return name


def table(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=[""])


def test_plan_writes_every_file_and_nothing_else(bakery):
    assert {path.name for path in bakery.iterdir()} == FILES


def test_plan_says_in_a_few_lines_what_was_decided(capsys):
    assert main(["plan", str(BAKERY), "--out", "out", *FIXED, "--lang", "en"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert 3 <= len(lines) <= 6
    assert "Instagram and Facebook" in lines[0]
    assert lines[1].startswith("10 posts; ")
    assert lines[2] == "No better calendar exists under these rules: none agrees more with the studies."
    assert all(name in lines[-1] for name in FILES)


def test_the_same_command_writes_the_same_bytes(bakery):
    assert main(["plan", str(BAKERY), "--out", "again", *FIXED]) == 0

    for path in bakery.iterdir():
        assert (Path("again") / path.name).read_bytes() == path.read_bytes(), path.name


def test_without_a_stamp_only_the_stamps_of_calendar_and_workbook_differ(bakery):
    assert main(["plan", str(BAKERY), "--out", "again", *FIXED[:-2]]) == 0

    def unstamped(path):
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            return [line for sheet in book for line in sheet.values if "(UTC)" not in str(line[0])]
        return [line for line in path.read_bytes().splitlines() if not line.startswith(b"DTSTAMP")]

    for path in bakery.iterdir():
        assert unstamped(Path("again") / path.name) == unstamped(path), path.name


def test_the_file_of_a_plan_serves_as_its_brief(bakery):
    assert main(["plan", str(bakery / "plan.json"), "--out", "again", *FIXED]) == 0

    assert Path("again/plan.json").read_bytes() == (bakery / "plan.json").read_bytes()


def test_the_plan_reads_back_with_its_posts_and_watches(bakery):
    plan = read_plan_file(bakery / "plan.json")

    assert plan.platforms == ("instagram", "facebook")
    assert len(plan.slots) == len(plan.watches) == 10
    assert plan.brief == Brief.from_json(BAKERY.read_bytes())


def test_the_id_follows_from_the_business_and_the_first_day_alone():
    ids = {}
    for key, brief, start in [
        ("first", {"name": "Shop"}, "2027-01-04"),
        ("changed", {"name": "Shop", "promotion_cap": 0.3}, "2027-01-04"),
        ("later", {"name": "Shop"}, "2027-01-11"),
        ("other", {"name": "Shop two"}, "2027-01-04"),
    ]:
        assert main(["plan", written(brief), "--out", key, "--start", start, "--weeks", "1"]) == 0
        ids[key] = read_plan_file(f"{key}/plan.json").id

    assert ids["first"] == ids["changed"]
    assert len(set(ids.values())) == 3


def test_the_calendar_holds_an_event_a_post_one_a_watch_and_one_of_the_review_with_the_stamp_given(bakery):
    events = icalendar.Calendar.from_ical((bakery / "calendar.ics").read_bytes()).events

    assert len(events) == 20 + 1
    assert {event["DTSTAMP"].dt for event in events} == {dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)}


def test_the_heat_has_every_hour_of_a_week_for_every_platform_of_the_catalogue(bakery):
    heat = table(bakery / "heatmap.csv")

    assert list(heat.columns) == [
        "platform", "weekday", "hour", "support", "spread", "studies", "favour", "against", "contested", "weight",
        "known_share", "minutes",
    ]  # fmt: skip
    known = set(catalogue(load.load_table("platforms"), "today").open.index)
    assert heat.groupby("platform").size().to_dict() == dict.fromkeys(known, 168)
    assert heat["support"].dropna().between(-1, 1).all()
    assert heat["support"].isna().any()


def test_fit_and_heat_show_all_platforms_even_where_the_business_settled_on_one():
    brief = written({"name": "Shop", "platforms": ["linkedin"]})
    assert main(["plan", brief, "--out", "out", *FIXED]) == 0

    fit = table(Path("out/fit.csv"))
    assert fit.loc[fit["status"] == "now", "platform"].tolist() == ["linkedin"]
    known = set(catalogue(load.load_table("platforms"), "today").open.index)
    assert set(fit.loc[fit["status"] != "closed", "platform"]) == known
    assert set(table(Path("out/heatmap.csv"))["platform"]) == known


def test_fit_gives_each_platform_a_score_a_rank_its_chances_and_a_status(bakery):
    fit = table(bakery / "fit.csv")
    open_ones = fit[fit["status"] != "closed"]
    chances = [f"p_rank_{rank}" for rank in range(1, len(open_ones) + 1)]

    assert list(fit.columns) == ["platform", "score", "score_low", "score_high", "rank", *chances, "status"]
    assert open_ones["score"].is_monotonic_decreasing
    assert (open_ones["score_low"] <= open_ones["score"]).all()
    assert (open_ones["score"] <= open_ones["score_high"]).all()
    assert open_ones[chances].sum(axis=1).round(6).eq(1).all()
    assert open_ones["status"].head(2).tolist() == ["now", "now"]
    assert set(open_ones["status"].iloc[2:]) == {"later"}


def test_a_score_is_as_uncertain_as_the_reach_it_rests_on(bakery):
    """The bakery stands in France, whose adults nobody in our data asked: its reach is borrowed, and wide."""
    fit = table(bakery / "fit.csv").set_index("platform")
    audience = table(bakery / "audience.csv").set_index("platform")
    span = fit["score_high"] - fit["score_low"]

    borrowed = audience.index[audience["borrowed"].eq(True)].intersection(span.dropna().index)
    assert len(borrowed) > 5
    assert (span[borrowed] > 0.05).all()


def test_fit_shows_closed_platforms_as_closed_and_without_a_score(bakery):
    fit = table(bakery / "fit.csv")
    closed = fit[fit["status"] == "closed"]

    assert set(closed["platform"]) == {"google-plus", "foursquare"}
    assert closed.drop(columns=["platform", "status"]).isna().all(axis=None)


def test_the_audience_tells_what_is_borrowed_and_leaves_blank_what_nobody_asked(bakery):
    audience = table(bakery / "audience.csv").set_index("platform")

    assert list(audience.columns) == ["reach", "reach_low", "reach_high", "source", "borrowed"]
    assert audience.loc["facebook", "borrowed"]
    assert audience.loc["mastodon"].isna().all()


def test_a_plan_worked_out_again_says_what_moved_and_keeps_the_names_of_its_posts(capsys):
    assert main(["plan", written(SHOP), "--out", "out", *FIXED, "--lang", "en"]) == 0
    before = read_plan_file("out/plan.json").slots
    assert "Compared with the previous calendar" not in capsys.readouterr().out

    assert main(["plan", written({**SHOP, "posting_from": "13:00"}), "--out", "out", *FIXED, "--lang", "en"]) == 0

    after = read_plan_file("out/plan.json").slots
    assert "Compared with the previous calendar: " in capsys.readouterr().out
    assert {slot.id for slot in before} <= {slot.id for slot in after}
    assert any(slot.revision for slot in after)


def test_a_plan_that_changed_since_it_was_agreed_says_so_on_the_command_line(capsys):
    path = Path("out/plan.json")
    assert main(["plan", written(SHOP), "--out", "out", *FIXED, "--lang", "en"]) == 0
    agreed = read_plan_file(path).changed(agreed_by="Ada", agreed_on=dt.date(2027, 1, 2))
    path.write_text(agreed.to_json(), "utf-8")
    capsys.readouterr()

    assert main(["plan", written(SHOP), "--out", "out", *FIXED, "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("Agreed by Ada on ")
    assert main(["plan", written({**SHOP, "promotion_cap": 0.5}), "--out", "out", *FIXED, "--lang", "en"]) == 0
    changed = "Changed: limit on promotional posts."
    assert capsys.readouterr().out.splitlines()[1].endswith(changed)
    assert main(["check", str(path), "--lang", "en"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith(f"{path}: Changed since it was agreed on ")
    assert lines[1].endswith(changed)
    assert read_plan_file(path).agreed == agreed.agreed


def test_check_names_what_an_objective_lacks_and_finds_no_fault_in_it(capsys):
    objectives = [{"key": "lead-generation", "target": 20, "serves": "Two half-days"}]
    path = written({**SHOP, "objectives": objectives})

    assert main(["check", path, "--lang", "en"]) == 0
    found, lacking = capsys.readouterr().out.splitlines()
    assert "no problem found" in found
    assert lacking.startswith(f"{path}: To 20 leads a month. Missing: a baseline")


def test_check_refuses_the_kpi_of_another_objective_a_stranger_and_a_rating_above_five(capsys):
    for fields, words in (
        (
            {"key": "sales", "measure": "leads"},
            "objectives.0.measure: leads is not a KPI of this objective. Use one of",
        ),
        ({"key": "sales", "owner": "Zoe"}, "objectives.0.owner: Zoe is not in this plan."),
        ({"key": "reputation", "measure": "mean-rating", "target": 6}, "target: found 6. Use 5 or less."),
        ({"key": "sales", "baseline": -1}, "objectives.0.baseline: found -1. Use 0 or more."),
    ):
        assert main(["check", written({**SHOP, "objectives": [fields]}), "--lang", "en"]) == 2
        assert words in capsys.readouterr().out


def test_cancelled_posts_are_not_counted_as_posts(capsys):
    assert main(["plan", written(SHOP), "--out", "out", *FIXED]) == 0
    rare = {**SHOP, "cadence": [{"posts_per_week_low": 1, "posts_per_week_high": 1}]}
    capsys.readouterr()

    assert main(["plan", written(rare), "--out", "out", *FIXED]) == 0

    slots = read_plan_file("out/plan.json").slots
    living = sum(not slot.cancelled for slot in slots)
    assert 0 < living < len(slots)
    assert capsys.readouterr().out.splitlines()[1].startswith(f"{living} posts; ")


def test_the_command_line_counts_what_is_missing_as_page_and_report_do(capsys):
    pinned = [{"platform": "facebook", "day": "2027-01-05", "time": "03:00"}]
    rounds = [{"start": "03:00", "minutes": 15, "weekdays": [1]}]
    brief = written({**SHOP, "platforms": ["facebook"], "pinned": pinned, "monitoring": rounds})

    assert main(["plan", brief, "--out", "out", *FIXED]) == 0

    count = sum(row["count"] for row in json.loads(Path("out/proof.json").read_bytes())["missing"])
    words = f"{count} requests do not fit. No better calendar exists under these rules."
    assert count == 3
    assert words in capsys.readouterr().out
    assert words in Path("out/report.html").read_text("utf-8")


def test_the_proof_adds_up_the_hours_of_the_calendar(bakery):
    proof = json.loads((bakery / "proof.json").read_bytes())
    plan = read_plan_file(bakery / "plan.json")
    making = sum(slot.minutes for slot in plan.slots) / 60
    watching = sum(watch.work_minutes for watch in plan.watches) / 60

    assert (proof["proved"], proof["gap"], proof["missing"]) == (True, 0.0, [])
    assert proof["objective"] == pytest.approx(proof["bound"])
    assert sum(row["making"] for row in proof["hours"]) == pytest.approx(making, abs=1e-3)
    assert sum(row["watching"] for row in proof["hours"]) == pytest.approx(watching, abs=1e-3)
    assert sum(row["total"] for row in proof["hours"]) == pytest.approx(making + watching, abs=1e-3)
    assert all(row["total"] <= row["available"] for row in proof["hours"])
    assert {row["week"] for row in proof["hours"]} == {"2027-W01", "2027-W02"}


def test_the_report_is_one_page_in_the_language_asked_for(bakery):
    page = (bakery / "report.html").read_text(encoding="utf-8")

    assert '<html lang="fr"' in page
    assert "Boulangerie d’exemple, Lyon" in page


def test_the_language_given_becomes_the_language_of_the_plan():
    assert main(["plan", str(BAKERY), "--out", "out", *FIXED, "--lang", "en"]) == 0

    assert read_plan_file("out/plan.json").brief.lang == "en"
    assert '<html lang="en"' in Path("out/report.html").read_text(encoding="utf-8")


def test_without_a_first_day_the_plan_starts_next_monday():
    assert main(["plan", written(SHOP), "--out", "out", "--weeks", "1"]) == 0

    assert read_plan_file("out/plan.json").start == dt.date(2026, 11, 30)


MORE_HOURS = "Add working hours or hours available to answer"


@pytest.mark.parametrize(
    ("changes", "missing", "expected"),
    [
        ({"team": [{**PERSON, "hours_per_week": 0}], "platforms": ["facebook"]}, 4, MORE_HOURS),
        ({"closed_weekdays": [1, 2, 3, 4, 5, 6, 7], "platforms": ["facebook"]}, 4, MORE_HOURS),
        ({"platforms": ["youtube"]}, 4, "YouTube: none of your team’s formats can be published there. Add a format"),
        ({"team": [{**PERSON, "hours_per_week": 0}]}, 0, "2027: No platform fits into"),
        ({"formats": []}, 0, "2027: No platform to start with yet: none is known to take your formats"),
    ],
    ids=["no hours", "never open", "no format", "nothing fits", "nothing made"],
)
def test_limits_that_no_calendar_can_keep_are_no_error_the_plan_says_what_is_missing(
    changes, missing, expected, capsys
):
    brief = written({**SHOP, **changes})
    assert main(["plan", brief, "--out", "out", "--start", "2027-01-04", "--weeks", "1"]) == 0

    proof = json.loads(Path("out/proof.json").read_bytes())
    assert sum(row["count"] for row in proof["missing"]) == missing
    assert read_plan_file("out/plan.json").slots == ()
    assert expected in capsys.readouterr().out


@pytest.mark.parametrize(
    ("changes", "name"),
    [({"platforms": ["threads"]}, "Threads"), ({"studies": [], "platforms": ["facebook"]}, "Facebook")],
    ids=["no study of the platform", "no study chosen"],
)
def test_a_platform_without_a_study_of_its_hours_is_posted_and_the_plan_says_on_what_the_hours_rest(
    changes, name, capsys
):
    assert main(["plan", written({**SHOP, **changes}), "--out", "out", *FIXED, "--lang", "en"]) == 0

    slots = read_plan_file("out/plan.json").slots
    assert json.loads(Path("out/proof.json").read_bytes())["missing"] == []
    assert len(slots) >= 4
    assert {slot.support for slot in slots} == {None}
    words = "Posts there are scheduled while your audience is awake and your team can answer."
    assert f"No data yet on posting hours for {name}. {words}" in capsys.readouterr().out
    assert "Hour: no data yet from any study." in Path("out/calendar.ics").read_bytes().replace(b"\r\n ", b"").decode()


def test_many_platforms_without_room_take_few_lines(capsys):
    platforms = ["facebook", "x", "threads", "reddit", "bluesky", "youtube", "tiktok"]
    pillars = [{"name": "How-to", "purpose": "help", "format": "text"}]
    brief = written({**SHOP, "platforms": platforms, "pillars": pillars, "formats": [{"format": "text"}]})
    assert main(["plan", brief, "--out", "out", *FIXED, "--lang", "en"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "YouTube and TikTok: none of your team’s formats can be published there. Add a format."
    assert "posts short of the weekly minimum." in lines[3]
    assert lines[4] == "These limits cannot all be kept:"


def test_a_disk_that_fills_up_leaves_whole_files_and_no_other(monkeypatch, capsys):
    fsync, calls = os.fsync, []

    def full(descriptor):
        calls.append(descriptor)
        if len(calls) > 4:  # two files, each with its folder
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full)

    assert main(["plan", written(SHOP), "--out", "out", *FIXED]) == 2
    assert capsys.readouterr().err.startswith("file: calendar.xlsx could not be written")
    assert {path.name for path in Path("out").iterdir()} == {"plan.json", "calendar.ics"}
    assert len(read_plan_file("out/plan.json").slots) == 8


WRONG_BRIEFS = {  # those that end in a comma go on with what the data holds
    "empty": ("", "file: the file is empty. Choose a file saved by the workbook."),
    "not JSON": (
        '{"name": }',
        ("file: not valid JSON from line 1, column 10. Choose a file saved by the workbook, or correct that line."),
    ),
    "a list": ("[]", "file: this JSON contains no object. Choose a file saved by the workbook."),
    "too deep": (
        "[" * 100_000,
        (
            "file: lists and objects are nested 100000 levels deep; a file may have at most 64. Choose a plan "
            "file saved by the workbook."
        ),
    ),
    "too large": (
        " " * 5_000_001,
        (
            "file: 5000001 bytes is too large; a file may have at most 5000000. Choose a plan file saved by the "
            "workbook."
        ),
    ),
    "twin keys": (
        '{"name": "a", "name": "b"}',
        ("JSON: the key name appears twice in one object. Keep only one of the two."),
    ),
    "not a number": (
        '{"name": "a", "promotion_cap": NaN}',
        "JSON: found NaN, which is not a valid JSON number. Use an ordinary number.",
    ),
    "newer": (
        '{"format_version": 9, "brief": {"name": "a"}}',
        (
            "format_version: this plan was saved with a newer version of the workbook (9; this one reads up to "
            "2). Update the workbook, then open the plan again; the file was not changed."
        ),
    ),
    "no name": ("{}", "name: this field is missing. Add it."),
    "blank name": ({"name": " "}, "name: enter a name."),
    "half a letter": ({"name": "\ud800"}, "name: found \\ud800. Use text."),
    "unknown field": (
        {"hours": 5},
        "hours: the workbook has no field of this name. Remove it or correct its name.",
    ),
    "number as text": ({"promotion_cap": "0.2"}, 'promotion_cap: found "0.2". Use a number.'),
    "part of a minute": ({"reply_target_minutes": 60.5}, "reply_target_minutes: found 60.5. Use a whole number."),
    "too much": ({"promotion_cap": 7}, "promotion_cap: found 7. Use 1 or less."),
    "too little": ({"reply_target_minutes": 0}, "reply_target_minutes: found 0. Use 5 or more."),
    "unknown word": (
        {"trades": ["bakery"]},
        "trades.0: found bakery. Use one of these: general, visual, walk-in, b2b, how-to, online-shop.",
    ),
    "unknown zone": ({"team_zone": "Paris"}, ("team_zone: Paris is not a time zone. Use a name like Europe/Paris.")),
    "abbreviated zone": ({"team_zone": "EST"}, ("team_zone: EST is not a time zone. Use a name like Europe/Paris.")),
    "unknown country": (
        {"country": "UK"},
        "country: no country has the code UK. Use a two-letter ISO code, like FR, GB or US.",
    ),
    "country in full": (
        {"country": "France"},
        "country: found France. Use the short code, like FR for a country or facebook for a platform.",
    ),
    "unknown region": (
        {"country": "NZ", "region": "ZZ"},
        "region: found ZZ. Leave it empty or use one of these: AUK, BOP, CAN, ",
    ),
    "unknown platform": (
        {"platforms": ["instagrm"]},
        "platforms.0: there is no platform called instagrm. Did you mean instagram, telegram?",
    ),
    "former name": ({"platforms": ["twitter"]}, "platforms.0: there is no platform called twitter. Did you mean x, "),
    "closed platform": (
        {"platforms": ["facebook", "foursquare"]},
        (
            "platforms.1: Foursquare City Guide closed on 2024-12-15. Use google-business-profile (Google "
            "Business Profile), which replaced it, or leave it out."
        ),
    ),
    "platform twice": ({"platforms": ["x", "x"]}, ("platforms: x appears twice. Remove one, or give it another name.")),
    "rhythm of nothing": (
        {"cadence": [{"platform": "facebok"}]},
        "cadence.0.platform: there is no platform called facebok. Did you mean facebook?",
    ),
    "not of this edition": (
        {"edition": "document", "platforms": ["tiktok"]},
        (
            "platforms.0: the 2012 guide does not include TikTok. Choose among facebook, x, google-plus, "
            "pinterest, foursquare, youtube, linkedin, or use today’s edition."
        ),
    ),
    "unknown study": (
        {"studies": ["bitly-2021"]},
        "studies: no source is called bitly-2021. Use an existing one; the closest are bitly-2012, ",
    ),
    "unknown assumption": (
        {"assumptions": [{"key": "watch_half_life", "value": 2}]},
        "assumptions: no assumption is called watch_half_life. Use an existing one; the closest are watch_half_lives, ",
    ),
    "impossible assumption": (
        {"assumptions": [{"key": "watch_work_share", "value": 33}]},
        "assumptions.watch_work_share: found 33.0. Use a number from 0 to 1.",
    ),
    "no such day": (
        {"blackouts": [{"first": "2027-02-30", "last": "2027-03-01"}]},
        "blackouts.0.first: found 2027-02-30. Enter a valid date, like 2027-01-04.",
    ),
    "days off reversed": (
        {"blackouts": [{"first": "2027-03-02", "last": "2027-03-01"}]},
        "blackouts.0: the first day comes after the last. Put the earlier day first.",
    ),
    "odd minute": (
        {"posting_from": "07:10"},
        "posting_from: found 07:10. Enter a time on the quarter hour, like 09:15.",
    ),
    "hours reversed": (
        {"posting_from": "20:00", "posting_until": "07:00"},
        "posting_from: this time is not before posting_until. Put the earlier time first.",
    ),
    "duty reversed": (
        {"team": [{**PERSON, "duty": [{"start": "18:00", "end": "09:00"}]}]},
        "team.0.duty.0: the start is not before the end. Put the earlier time first.",
    ),
    "no team": ({"team": []}, "team: too few entries. Enter at least 1."),
    "nobody on duty": (
        {"team": [{**PERSON, "duty": []}]},
        (
            "team: no hours are available to answer, so no post can be scheduled. For at least one person, add "
            "weekdays, start and end."
        ),
    ),
    "eighth weekday": ({"closed_weekdays": [8]}, "closed_weekdays.0: found 8. Use 7 or less."),
    "rhythm reversed": (
        {"cadence": [{"posts_per_week_low": 5, "posts_per_week_high": 4}]},
        "cadence.0: the minimum of posts a week is above the maximum. Lower the minimum or raise the maximum.",
    ),
    "no weight": (
        {"weights": dict.fromkeys(SHOP["weights"], 0)},
        "weights: all weights are zero. Raise the weight of at least one criterion.",
    ),
    "pillars that only ask": (
        {"pillars": [{"name": "Offers", "purpose": "sell"}]},
        (
            "pillars: every post is promotional, but the limit allows only 20 in 100. Give a share to a pillar "
            "that helps, informs, entertains or starts conversations, or raise the limit."
        ),
    ),
}


@pytest.mark.parametrize(("brief", "expected"), WRONG_BRIEFS.values(), ids=WRONG_BRIEFS)
def test_a_wrong_brief_is_refused_in_one_sentence_and_nothing_is_written(brief, expected, capsys):
    name = written(brief if isinstance(brief, str) else {**SHOP, **brief})

    assert main(["plan", name, "--out", "out", "--lang", "en"]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith(expected)
    assert output.err.count("\n") == 1
    assert expected.endswith(", ") or output.err == f"{expected}\n"
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "command", [["plan", "brief.json", "--out", "out"], ["check", "brief.json"]], ids=lambda c: c[0]
)
def test_all_faults_of_a_brief_are_listed_at_once(command, capsys):
    written({**SHOP, "foo": 1, "promotion_cap": 1.4, "team_zone": "Paris", "pillars": [{"name": "A", "share": -1}]})

    assert main([*command, "--lang", "en"]) != 0

    output = capsys.readouterr()
    lines = (output.out + output.err).splitlines()
    for field in ("foo", "promotion_cap", "team_zone", "pillars.0.share"):
        assert sum(f"{field}: " in line for line in lines) == 1


WRONG_ARGUMENTS = {
    "no such file": (["none.json"], "file: none.json was not found. Check the name and the folder."),
    "a folder": (["."], "file: . is a folder. Enter the name of a file in it."),
    "no date": (
        ["brief.json", "--start", "soon"],
        "--start: found soon. Enter a valid date, like 2027-01-04.",
    ),
    "no such date": (
        ["brief.json", "--start", "2027-02-29"],
        "--start: found 2027-02-29. Enter a valid date, like 2027-01-04.",
    ),
    "date without dashes": (
        ["brief.json", "--start", "20270104"],
        "--start: found 20270104. Enter a valid date, like 2027-01-04.",
    ),
    "date of another age": (
        ["brief.json", "--start", "9999-12-31"],
        "--start: found 9999-12-31. Use a date between the years 2000 and 2100.",
    ),
    "no week": (["brief.json", "--weeks", "0"], "--weeks: found 0. Use a whole number from 1 to 13."),
    "too many weeks": (["brief.json", "--weeks", "99"], "--weeks: found 99. Use a whole number from 1 to 13."),
    "weeks in words": (["brief.json", "--weeks", "four"], "--weeks: found four. Use a whole number from 1 to 13."),
    "year in words": (["brief.json", "--year", "now"], "--year: found now. Use a year from 2000 to 2100."),
    "instant without offset": (
        ["brief.json", "--now", "2027-01-04T09:00"],
        "--now: found 2027-01-04T09:00. Write a date and time with its UTC offset, like 2027-01-04T09:00Z.",
    ),
    "unknown argument": (
        ["brief.json", "--month", "1"],
        "--month: unknown argument. Run strategy-kit plan --help to see the list.",
    ),
    "no brief": (
        [],
        ("BRIEF.json: missing, or not valid for this command. Run strategy-kit plan --help to see what it accepts."),
    ),
    "a file for a folder": (
        ["brief.json", "--out", "brief.json"],
        "--out: the folder brief.json cannot be created. Choose a location where you have the right to write.",
    ),
    "below a file": (
        ["brief.json", "--out", "brief.json/out"],
        ("--out: the folder brief.json/out cannot be created. Choose a location where you have the right to write."),
    ),
    "a folder no system can make": (
        ["brief.json", "--out", "a\0b"],
        "--out: the folder a\\x00b cannot be created. Choose a location where you have the right to write.",
    ),
}


@pytest.mark.parametrize(("arguments", "expected"), WRONG_ARGUMENTS.values(), ids=WRONG_ARGUMENTS)
def test_a_wrong_argument_is_refused_in_one_sentence(arguments, expected, capsys):
    written(SHOP)

    assert main(["plan", "--out", "out", "--lang", "en", *arguments]) == 2
    output = capsys.readouterr()
    assert (output.out, output.err) == ("", f"{expected}\n")


def test_a_brief_that_is_not_utf8_is_refused(capsys):
    Path("brief.json").write_bytes('{"name": "Café"}'.encode("latin-1"))

    assert main(["plan", "brief.json", "--out", "out", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "file: this is not UTF-8 text. Save it as UTF-8, then try again.\n"


def test_plan_asks_for_a_folder(capsys):
    assert main(["plan", written(SHOP), "--lang", "en"]) == 2

    assert capsys.readouterr().err.startswith("--out: missing")


def test_a_wrong_date_of_today_is_refused(monkeypatch, capsys):
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "yesterday")

    assert main(["plan", written(SHOP), "--out", "out", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("STRATEGY_KIT_TODAY: found yesterday.")


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    ("arguments", "message", "params"),
    [
        (
            ["none.json"],
            "{field}: {value} was not found. Check the name and the folder.",
            {"field": "file", "value": "none.json"},
        ),
        (
            ["brief.json", "--weeks", "99"],
            "{field}: found {value}. Use a whole number from {low} to {high}.",
            {"field": "--weeks", "value": "99", "low": 1, "high": 13},
        ),
        (
            ["brief.json"],
            "{field}: {value} is not a time zone. Use a name like Europe/Paris.",
            {"field": "team_zone", "value": "Paris"},
        ),
    ],
    ids=["file", "weeks", "zone"],
)
def test_a_refusal_speaks_the_language_asked_for(lang, arguments, message, params, capsys):
    written({**SHOP, "team_zone": "Paris"})

    assert main(["plan", "--out", "out", "--lang", lang, *arguments]) == 2
    assert capsys.readouterr().err == Words(lang).error(InputError(message, **params)) + "\n"


def test_check_finds_everything_here_sound(capsys):
    store = open_store()
    store.save(Plan(id="p1", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4)), 0, "first")

    assert main(["check", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], lines[-1]) == ("Data: no problem found", "Saved plans: one, no problem found")
    assert [line.split()[0] for line in lines[1:-1]] == ["voila", "jupyter_server", "tornado"]


def test_check_names_a_package_that_is_too_old_or_absent(monkeypatch, capsys):
    monkeypatch.setattr(check, "MINIMUM_VERSIONS", {"tornado": "99.10", "no-such-package": "1.0"})

    assert main(["check", "--lang", "en"]) == 2
    expected = capsys.readouterr().out
    assert "too old. Install 99.10 or newer." in expected
    assert "no-such-package: not installed. Install 1.0 or newer." in expected


@pytest.mark.parametrize(("found", "sound"), [("6.5.4", False), ("6.5.5", True), ("6.10", True), ("7", True)])
def test_check_compares_versions_by_their_numbers(monkeypatch, found, sound):
    monkeypatch.setattr(check, "version", lambda package: found)
    monkeypatch.setattr(check, "MINIMUM_VERSIONS", {"tornado": "6.5.5"})

    assert [good for good, _line in check.version_findings(Words("en"))] == [sound]


def test_check_lists_every_fault_of_the_data(monkeypatch, tmp_path, capsys):
    folder = tmp_path / "facts"
    folder.mkdir()
    for path in load.data_folder().iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "claims.csv").unlink()
    (folder / "terms.csv").write_bytes(b"\xff")
    monkeypatch.setattr(load, "data_folder", lambda: folder)

    assert main(["check", "--lang", "en"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line[:16] for line in lines if line.startswith("Data:")] == ["Data: terms.csv:", "Data: claims.csv"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"body": "{", "checksum": ""},  # as an earlier edition saved it
            (
                "Saved plan p1 (Shop): file: not valid JSON from line 1, column 2. Choose a file saved by the "
                "workbook, or correct that line."
            ),
        ),
        (
            {"body": "{"},
            (
                "Saved plans: plan: version 1 of plan p1 is damaged and was not opened; nothing was changed. "
                "Open the previous version, or restore the last backup."
            ),
        ),
    ],
    ids=["without a checksum", "with a checksum"],
)
def test_check_names_a_saved_plan_that_is_damaged(changes, expected, capsys):
    store = open_store()
    for key in ("p1", "p2"):
        store.save(Plan(id=key, brief=Brief(name="Shop"), start=dt.date(2027, 1, 4)), 0, key)
    with store._engine.begin() as connection:
        connection.execute(saves.update().where(saves.c.plan_id == "p1").values(**changes))

    assert main(["check", "--lang", "en"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("Saved")] == [expected]


def test_check_says_of_each_file_named_whether_it_is_sound(bakery, capsys):
    closed = written({**SHOP, "platforms": ["google-plus"]}, "closed.json")
    unread = written({**SHOP, "studies": ["bitly-2021"]}, "unread.json")

    assert main(["check", str(BAKERY), str(bakery / "plan.json"), closed, unread, "none.json", "--lang", "en"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{BAKERY}: no problem found (Boulangerie d’exemple, Lyon)"
    assert lines[1].endswith("plan.json: no problem found (Boulangerie d’exemple, Lyon)")
    assert lines[2].startswith("closed.json: platforms.0: Google+ closed on 2019-04-02.")
    assert lines[3].startswith("unread.json: studies: no source is called bitly-2021.")
    assert lines[4] == "none.json: file: none.json was not found. Check the name and the folder."


POST = {"id": "s1", "platform": "x", "pillar": "News", "owner": "Owner", "zone": "Europe/Paris", "day": "2027-03-28"}
UNSOUND = {
    "twin ids": ({"slots": [{**POST, "time": "09:00"}] * 2}, "slots: s1 appears twice."),
    "a time that clocks skip": ({"slots": [{**POST, "time": "02:30"}]}, "slots.0.time: 2027-03-28 02:30 does not"),
    "a rule about a platform that is not there": (
        {"slots": [{**POST, "time": "09:00"}], "brief": {"name": "Shop", "never": [{"platform": "myspace"}]}},
        "never.0.platform: myspace is not in this plan.",
    ),
}


@pytest.mark.parametrize("case", UNSOUND)
def test_check_and_export_refuse_a_plan_in_the_same_words(case, capsys):
    values, words = UNSOUND[case]
    file = written({"id": "p1", "brief": {"name": "Shop"}, "start": "2027-01-04", **values}, "unsound.json")

    assert main(["check", file, "--lang", "en"]) == 2
    checked = capsys.readouterr().out.strip()
    assert main(["export", file, "--to", "buffer", "--out", "out", "--leave-out", "--lang", "en"]) == 2

    assert checked.startswith(f"unsound.json: {words}")
    assert checked.removeprefix("unsound.json: ") in capsys.readouterr().err
    assert not Path("out").exists()


def test_check_names_a_saved_plan_whose_calendar_makes_no_sense(capsys):
    slots = [{**POST, "time": "09:00"}] * 2
    plan = Plan(id="p1", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), slots=slots)
    open_store().save(plan, 0, "p1")

    assert main(["check", "--lang", "en"]) == 2
    assert "Saved plan p1 (Shop): slots: s1 appears twice." in capsys.readouterr().out


def test_a_plan_without_a_calendar_is_checked_as_it_will_be_worked_out(capsys):
    idle = {"name": "Shop", "team": [{"name": "Owner", "duty": []}]}
    file = written({"id": "p1", "brief": idle, "start": "2027-01-04"}, "idle.json")

    assert main(["check", file, "--lang", "en"]) == 2
    assert "idle.json: team: no hours are available to answer, so no post can be scheduled." in capsys.readouterr().out


def test_the_package_runs_as_a_module():
    output = subprocess.run(
        [sys.executable, "-m", "strategy_kit", "check", str(BAKERY)],
        env={**os.environ, "PYTHONPATH": str(BAKERY.parents[1]), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (output.returncode, output.stderr) == (0, "")
    assert output.stdout.endswith("no problem found (Boulangerie d?exemple, Lyon)\n")


@pytest.mark.parametrize(("lang", "words"), [("en", "too many to compare"), ("fr", "trop pour les comparer")])
def test_a_calendar_of_more_choices_than_can_be_searched_is_refused_in_one_sentence(lang, words, capsys, monkeypatch):
    monkeypatch.setattr("strategy_kit.calendar.decomposition.MOST_CHOICES", 5)

    assert main(["plan", written({**SHOP, "posting_from": "12:30"}), "--out", "out", "--lang", lang, *FIXED]) == 2

    assert words in capsys.readouterr().err
    assert not Path("out").exists()
