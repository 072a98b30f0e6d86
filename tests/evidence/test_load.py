"""The published facts: what they must say, and what the reader refuses."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from frictionless import Package, system

from strategy_kit.audience.reach import SAME_QUESTION
from strategy_kit.errors import InputError
from strategy_kit.evidence import load
from strategy_kit.evidence.datapackage import lineage
from strategy_kit.evidence.findings import organic_reach_range
from strategy_kit.evidence.load import translated, untranslated
from strategy_kit.figures.shapes import palette
from strategy_kit.model import Assumption
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import Format, Purpose

TABLES = (
    *(
        "sources",
        "windows",
        "platforms",
        "platform_formats",
        "trade_fit",
        "objectives",
        "measures",
        "objective_suggestions",
        "occasions",
        "platform_audience",
        "reach",
        "reach_trend",
        "organic_reach",
        "benchmarks",
    ),
    *("frequencies", "half_life", "response_times", "influence", "timing_effects", "claims", "contrast"),
    *("rating_anchors", "reply_guide", "consent", "terms", "glossary", "assumptions"),
)
CLAIMS = pd.DataFrame({"key": ["a", "b"], "claim_en": ["Yes", "No"], "claim_fr": ["Oui", ""], "note_en": ["", "So"]})


def read(table: str) -> pd.DataFrame:
    """Return a table as the workbook reads it: windows and reach by their own functions."""
    own = {"windows": load.load_windows, "reach": load.load_reach}
    return own[table]() if table in own else load.load_table(table)


Spoil = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data that a test may spoil."""
    return Path(shutil.copytree(load.data_folder(), tmp_path / "data"))


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Replace a text that stands exactly once in a file."""

    def replace(file: str, found: str, put: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert text.count(found) == 1, f"{found!r} stands {text.count(found)} times in {file}"
        (folder / file).write_text(text.replace(found, put), "utf-8")

    return replace


def french_texts() -> Iterator[tuple[str, str, str]]:
    """Return (place, English, French) of every pair of words in the data."""
    for table in TABLES:
        frame = read(table)
        for name in frame.columns:
            if name.endswith("_fr"):
                pairs = zip(frame[name.removesuffix("_fr") + "_en"], frame[name], strict=True)
                yield from ((f"{table} {name}", english, french) for english, french in pairs)


# The package


def test_the_data_package_is_valid_for_an_independent_checker():
    with system.use_context(trusted=True):
        report = Package(str(load.data_folder() / load.DESCRIPTION)).validate()

    assert [error.message for task in report.tasks for error in task.errors] + report.errors == []


def test_check_data_finds_no_fault_in_the_published_facts():
    assert load.check_data() == []


def test_every_file_of_the_folder_is_described():
    resources = json.loads((load.data_folder() / load.DESCRIPTION).read_text("utf-8"))["resources"]

    described = {resource["path"] for resource in resources}

    assert described == {path.name for path in load.data_folder().glob("*.csv")}


@pytest.mark.parametrize("table", TABLES)
def test_a_caller_cannot_spoil_what_the_next_one_reads(table):
    first = read(table)
    expected = first.copy(deep=True)
    first.iloc[:, 0] = "spoiled"

    pd.testing.assert_frame_equal(read(table), expected)


# What is refused


@pytest.mark.parametrize(
    ("file", "found", "put", "field", "says"),
    [
        (
            "measures.csv",
            "\nreach,brand-awareness,",
            "\nreach,brand-awarenes,",
            "measures.csv, row 2, column objective",
            "no objective is called brand-awarenes. Use an existing one; the closest are brand-awareness,",
        ),
        (
            "frequencies.csv",
            "socialbakers-2011-f01,socialbakers-2011,",
            "socialbakers-2011-f01,socialbaker-2011,",
            "frequencies.csv, row 6, column source",
            "no source is called socialbaker-2011. Use an existing one; the closest are socialbakers-2011,",
        ),
        (
            "timing_windows.csv",
            "bitly-2012-x-01,bitly-2012,x,,1-4,13:00,15:00,America/New_York",
            "bitly-2012-x-01,bitly-2012,x,,1-4,13:00,15:00,America/New_Yrok",
            "timing_windows.csv, row 4, column zone",
            "no time zone is called America/New_Yrok. Use “audience” or an IANA time zone, like America/New_York",
        ),
        (
            "timing_windows.csv",
            "bitly-2012-x-01,bitly-2012,x,",
            "bitly-2012-x-01,bitly-2012,twitter,",
            "timing_windows.csv, row 4, column platform",
            "no platform is called twitter. Use an existing one; the closest are",
        ),
        (
            "timing_windows.csv",
            "bitly-2012-x-01,bitly-2012,x,,1-4,",
            "bitly-2012-x-01,bitly-2012,x,,1-8,",
            "timing_windows.csv, row 4, column weekdays",
            "1-8 does not name weekdays",
        ),
        (
            "timing_windows.csv",
            "bitly-2012-x-01,bitly-2012,x,,1-4,",
            "bitly-2012-x-01,bitly-2012,x,,4-1,",
            "timing_windows.csv, row 4, column weekdays",
            "4-1 does not name weekdays",
        ),
        (
            "timing_windows.csv",
            "bitly-2012-x-01,bitly-2012,x,,1-4,13:00,",
            "bitly-2012-x-01,bitly-2012,x,,1-4,13:05,",
            "timing_windows.csv, row 4, column start",
            "found 13:05. Use this format: 13:00",
        ),
        (
            "timing_windows.csv",
            "bitly-2012-x-01,bitly-2012,x,,1-4,13:00,15:00,",
            "bitly-2012-x-01,bitly-2012,x,,1-4,15:00,15:00,",
            "timing_windows.csv, row 4, column start",
            "15:00 should be below 15:00",
        ),
        (
            "timing_windows.csv",
            "bitly-2012-x-01,",
            "bitly-2012-x-02,",
            "timing_windows.csv, row 5, column id",
            "bitly-2012-x-02 already appears in an earlier row",
        ),
        (
            "influence.csv",
            "gallup-2013-none,gallup-2013,report no influence",
            "gallup-2013-none,gallup-2013,report no influenza",
            "influence.csv, row 4, column measure",
            "no term is called report no influenza",
        ),
        (
            "half_life.csv",
            "klout-2015-x,klout-2015,x,,24,",
            "klout-2015-x,klout-2015,x,,1e3,",
            "half_life.csv, row 2, column half_life_minutes",
            "found 1e3. Use a number",
        ),
        (
            "half_life.csv",
            "klout-2015-x,klout-2015,x,,24,half of the reactions of the first 24 h,A,",
            "klout-2015-x,klout-2015,x,,24,half of the reactions of the first 24 h,D,",
            "half_life.csv, row 2, column quality",
            "found D. Use one of A, B, C",
        ),
        (
            "influence.csv",
            ",62,62,",
            ",62,162,",
            "influence.csv, row 4, column percent_high",
            "found 162. Use a number from 0 to 100",
        ),
        (
            "reach_trend.csv",
            "2023-09-05,US,adults 18+,bereal",
            "2023-09-31,US,adults 18+,bereal",
            "reach_trend.csv, row 2, column survey_date",
            "found 2023-09-31. Enter a valid date",
        ),
        (
            "assumptions.csv",
            ",6,year,3,12,",
            ",16,year,3,12,",
            "assumptions.csv, row 2, column value",
            "16 should be below 12",
        ),
        (
            "contrast.csv",
            "Une vente rapide,document",
            "Une vente rapide,",
            "contrast.csv, row 7, column source",
            "is empty",
        ),
        (
            "contrast.csv",
            "Une vente rapide,document",
            "Une vente rapide,document,",
            "contrast.csv, row 7",
            "found 9 cells instead of 8",
        ),
        (
            "contrast.csv",
            "key,aspect_en",
            "key;aspect_en",
            "contrast.csv",
            "row 1: the columns should be key,aspect_en,",
        ),
    ],
)
def test_a_spoiled_cell_is_refused_by_name_and_row(folder, spoil, file, found, put, field, says):
    spoil(file, found, put)

    faults = load.check_data(folder)

    assert [fault.field for fault in faults] == [field]
    assert says in str(faults[0])


@pytest.mark.parametrize(
    ("found", "put", "column", "platform"),
    [
        (",#38408B/#3F80DC,63206,", ",,63206,", "colour", "facebook"),
        (",63206,ayrshare-limits", ",,ayrshare-limits", "text_limit", "facebook"),
        (",4096,publer-limits", ",,", "text_limit", "telegram"),
        (",4096,publer-limits", ",4096,", "text_limit_source", "telegram"),
    ],
    ids=["colour", "limit", "limit and source", "source"],
)
def test_a_platform_without_colour_or_limit_is_named_with_the_column(folder, spoil, found, put, column, platform):
    spoil("platforms.csv", found, put)

    faults = [str(fault) for fault in load.check_data(folder)]

    assert any(f"column {column}: the cell is empty for {platform}. Fill it in." in fault for fault in faults)


@pytest.mark.parametrize("colour", ["", "red", "#38408B", "#38408b/#3f80dc"], ids=repr)
def test_a_colour_that_no_page_can_show_is_refused_and_its_platform_named(folder, spoil, monkeypatch, colour):
    spoil("platforms.csv", ",#38408B/#3F80DC,", f",{colour},")
    monkeypatch.setattr(palette, "bundled_folder", lambda _name: folder)

    with pytest.raises(InputError, match=r"platforms\.csv, column colour: facebook has no colour"):
        palette.platform_colours.__wrapped__()


def test_an_unknown_text_limit_is_one_of_which_no_page_was_read():
    platforms = load.load_table("platforms").query("scope != 'reach-only'")

    assert (platforms["text_limit"].isna() == (platforms["text_limit_source"] == "memory")).all()


def test_every_fault_is_collected_not_only_the_first(folder, spoil):
    spoil("half_life.csv", "klout-2015-x,klout-2015,x,", "klout-2015-x,klout,x,")
    spoil("half_life.csv", "graffius-2018-x,graffius-2018,x,", "graffius-2018-x,graffius-2018,twitter,")

    assert [fault.field for fault in load.check_data(folder)] == [
        "half_life.csv, row 2, column source",
        "half_life.csv, row 6, column platform",
    ]


def test_a_source_that_repeats_itself_through_another_is_refused(folder, spoil):
    spoil("sources.csv", ",press,bitly-2012,", ",press,document,")

    assert [str(fault).partition(":")[0] for fault in load.check_data(folder)] == ["sources.csv, column derived_from"]


def test_a_missing_file_is_named(folder):
    (folder / "reach.csv").unlink()

    assert [fault.field for fault in load.check_data(folder)] == ["reach.csv"]


def test_a_file_that_is_not_utf8_is_named(folder):
    (folder / "contrast.csv").write_bytes((folder / "contrast.csv").read_text("utf-8").encode("cp1252", "replace"))

    assert [fault.field for fault in load.check_data(folder)] == ["contrast.csv"]


@pytest.mark.parametrize("content", [None, "{", '{"resources": 7}'], ids=["absent", "broken", "of another kind"])
def test_a_folder_without_a_description_is_refused(folder, content):
    (folder / load.DESCRIPTION).unlink()
    if content is not None:
        (folder / load.DESCRIPTION).write_text(content)

    assert [fault.field for fault in load.check_data(folder)] == [load.DESCRIPTION]


def test_a_byte_order_mark_that_a_spreadsheet_added_does_no_harm(folder):
    path = folder / "contrast.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert load.check_data(folder) == []


def test_faulty_facts_are_not_loaded(folder, spoil, monkeypatch):
    spoil("contrast.csv", "Une vente rapide,document", "Une vente rapide,documents")
    monkeypatch.setattr(load, "data_folder", lambda: folder)
    load._tables.cache_clear()

    with pytest.raises(InputError, match="no source is called documents"):
        load.load_table("contrast")


def test_load_windows_refuses_a_study_it_does_not_know_and_names_the_nearest():
    with pytest.raises(
        InputError,
        match=r"studies: no source is called sprout-2052. Use an existing one; the closest are .*sprout-2025",
    ):
        load.load_windows(["sprout-2052"])


def test_load_windows_gives_no_rows_for_a_source_without_windows():
    assert load.load_windows(["gartner-2010"]).empty


def test_an_assumption_of_ones_own_replaces_ours():
    assert load.assumption_values([Assumption(key="watch_half_lives", value=3)])["watch_half_lives"] == 3


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("evidence_half_life_years", 0),
        ("watch_work_share", 1.01),
        ("production_minutes_image", -1),
        ("strength_best", 2),
    ],
)
def test_a_value_the_sums_cannot_work_with_is_refused_with_its_limits(key, value):
    with pytest.raises(InputError, match=rf"^assumptions\.{key}: found {value}.*Use a number from"):
        load.assumption_values([Assumption(key=key, value=value)])


def test_every_assumption_and_its_own_span_lie_within_the_limits_of_their_unit():
    for row in load.load_table("assumptions").itertuples():
        low, high = load.ASSUMPTION_LIMITS[row.unit]

        assert low <= row.low <= row.value <= row.high <= high, row.key


def test_an_unknown_assumption_is_refused_and_the_nearest_named():
    with pytest.raises(
        InputError,
        match=r"no assumption is called watch_half_life\. Use an existing one; the closest are watch_half_lives",
    ):
        load.assumption_values([Assumption(key="watch_half_life", value=3)])


# What the facts say


def test_the_windows_of_the_document_are_its_own():
    windows = load.load_windows(["document"]).set_index("platform")

    assert windows[["start_minute", "end_minute", "zone", "strength"]].T.to_dict("list") == {
        "x": [13 * 60, 15 * 60, "America/New_York", "best"],
        "facebook": [13 * 60, 16 * 60, "America/New_York", "best"],
    }
    assert set(windows["weekdays"]) == {(1, 2, 3, 4)}


def test_bitly_gives_the_hours_of_the_document():
    own = load.load_windows(["document"]).set_index("platform")[["start_minute", "end_minute"]]
    bitly = load.load_windows(["bitly-2012"]).query("strength == 'best' and kind == 'range'").set_index("platform")

    pd.testing.assert_frame_equal(bitly.loc[own.index, ["start_minute", "end_minute"]], own)


@pytest.mark.parametrize(
    ("platform", "group", "percent", "source"),
    [
        # Pew Research Center, Americans' Social Media Use 2025 and Social Media Fact Sheet 2024: shares printed
        ("youtube", "total", 84, "pew-npors-2025"),
        ("facebook", "total", 71, "pew-npors-2025"),
        ("instagram", "total", 50, "pew-npors-2025"),
        ("instagram", "18-29", 80, "pew-npors-2025"),
        ("linkedin", "total", 32, "pew-npors-2024"),
        ("pinterest", "total", 36, "pew-npors-2024"),
        ("x", "total", 21, "pew-npors-2024"),
        ("youtube", "total", 81, "pew-2021"),
    ],
)
def test_reach_rounds_to_the_published_share(platform, group, percent, source):
    reach = load.load_reach().query("platform == @platform and group == @group and source == @source")

    assert reach["percent"].round().tolist() == [percent]


@pytest.mark.parametrize(
    ("source", "people"), [("pew-npors-2025", 5022), ("pew-npors-2024", 5626), ("pew-2023", 5733), ("pew-2021", 1502)]
)
def test_reach_of_everyone_rests_on_the_whole_sample(source, people):
    totals = load.load_reach().query("source == @source and group == 'total'")

    assert set(totals["n_unweighted"]) == {people}
    assert load.load_table("sources").set_index("key").loc[source, "sample_n"] == people


def test_the_trend_ends_where_the_survey_of_2024_stands():
    trend = load.load_table("reach_trend").query("survey_date == '2024-06-10'").set_index("platform")["percent"]
    survey = load.load_reach().query("source == 'pew-npors-2024' and group == 'total'").set_index("platform")["percent"]

    pd.testing.assert_series_equal(survey.round().reindex(trend.index), trend)


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("timing_effects", "klout-2015-facebook", "value", 17),
        ("timing_effects", "klout-2015-x", "value", 4),
        ("half_life", "klout-2015-x", "half_life_minutes", 24),
        ("half_life", "klout-2015-facebook", "half_life_minutes", 102),
        ("response_times", "lithium-2013-60", "value", 53),
        ("response_times", "lithium-2013-complaint-60", "value", 72),
        ("influence", "gartner-2010-influenced", "percent_low", 74),
        ("influence", "gallup-2013-none", "percent_low", 62),
        ("frequencies", "document-f01", "posts_per_week_high", 14),
        ("frequencies", "document-f02", "posts_per_week_low", 4),
    ],
)
def test_a_figure_is_the_published_one(table, row, column, value):
    assert load.load_table(table).set_index("id").loc[row, column] == value


@pytest.mark.parametrize(
    ("source", "geography", "platform", "measure", "group", "percent"),
    [
        ("ard-zdf-2024", "DE", "instagram", "weekly use", "30-49", 50),
        ("ard-zdf-2023", "DE", "tiktok", "weekly use", "14-29", 41),
        ("netendances-2024", "CA-QC", "facebook", "use", "total", 76),
        ("netendances-2024", "CA-QC", "tiktok", "use", "18-34", 51),
        ("leger-2022", "CA", "facebook", "have an account", "total", 83),
        ("ofcom-2021", "GB", "whatsapp", "use", "25-34", 78),
        ("digimeter-2023", "BE-VLG", "tiktok", "monthly use", "18-24", 63),
    ],
)
def test_a_country_s_own_survey_gives_its_published_share(source, geography, platform, measure, group, percent):
    rows = load.load_reach().set_index(["source", "geography", "platform", "measure", "group"])

    assert rows.loc[(source, geography, platform, measure, group), "percent"] == percent


def test_only_tables_that_ask_adults_whether_they_use_a_platform_are_the_same_question():
    """The census of what the estimates may take in the place of a borrowed figure."""
    rows = load.load_reach().query("platform != 'all'")
    asked = list(zip(rows["measure"], rows["population"], strict=True))

    assert set(rows.loc[[question == SAME_QUESTION for question in asked], "source"]) == {
        "netendances-2018",
        "netendances-2024",
    }


def test_windows_read_only_in_one_machine_written_document_are_left_out():
    windows = load.load_windows()
    new = ["agorapulse-fr-2023", "hootsuite-2024-fr", "metricool-2023-tiktok", "sprout-2025-instagram"]

    assert {"sprout-2025-10", "socialpilot-2025-youtube", "sendible-2025-reels"}.isdisjoint(windows["source"])
    assert windows.loc[windows["source"].isin([*new, "buffer-2025-tiktok", "buffer-2025-youtube"]), "verified"].all()
    assert windows["source"].value_counts()[new].to_dict() == dict(zip(new, (12, 3, 2, 1), strict=True))


def test_french_windows_are_on_the_clock_of_paris():
    assert set(load.load_windows(["agorapulse-fr-2023"])["zone"]) == {"Europe/Paris"}


def test_todays_fit_with_a_trade_rests_on_no_sentence_of_2012():
    fit = load.load_table("trade_fit")
    years = load.load_table("sources").set_index("key")["year"]
    today = fit[fit["edition"] != "document"]

    assert set(today["basis"]) == {"judgement"}
    assert set(today["source"].map(years) > 2012) == {True}
    assert not today["why_en"].str.contains("document|Twitter").any()
    assert "x" not in set(today["platform"])


def test_organic_reach_is_a_small_part_of_what_the_platforms_are_used_by():
    organic = load.load_table("organic_reach")
    used = load.load_reach().query("source == 'pew-npors-2025' and group == 'total'").set_index("platform")["percent"]

    assert organic_reach_range(organic) == pytest.approx((0.022, 0.1468, 0.3772))
    for platform in ("facebook", "instagram"):
        rows = organic.query("platform == @platform and measure == 'organic reach' and year >= 2020")
        assert rows["percent_high"].max() < used[platform] / 3


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("response_times", "lithium-2013-question-60", "value", 52),
        ("response_times", "lithium-2013-any", "value", 70),
        ("response_times", "sprout-index-2013-answered", "value", 17.3),
        ("response_times", "sprout-index-2016-ignored", "value", 89),
        ("response_times", "sprinklr-2016-fr", "value", 13.9),
        ("half_life", "graffius-2022-facebook", "half_life_minutes", 50),
        ("frequencies", "hubspot-2015-f01", "posts_per_week_high", 14),
        ("frequencies", "buffer-2025-frequency-instagram-f01", "posts_per_week_low", 3),
        ("timing_effects", "playersells-2026-wednesday", "value", -3.03),
        ("benchmarks", "playersells-2026-x-reach-1000-10000", "percent_high", 37.28),
        ("benchmarks", "fanpagekarma-2021-ctr-facebook-under-1000", "percent", 2.2),
        ("benchmarks", "unbounce-2024", "percent", 12.3),
    ],
)
def test_a_figure_added_later_is_the_published_one(table, row, column, value):
    assert load.load_table(table).set_index("id").loc[row, column] == value


@pytest.mark.parametrize(
    ("platform", "geography", "metric", "millions", "as_of"),
    [
        ("x", "EU", "average monthly recipients", 64.8, "2025-H2"),
        ("linkedin", "EU", "monthly users who are logged in", 54.7, "2025-H1"),
        ("threads", "001", "monthly active users", 400, "2025-08"),
        ("telegram", "001", "monthly active users", 1000, "2025-03"),
        ("instagram", "DE", "average monthly recipients", 47.2, "2025-H1"),
    ],
)
def test_an_audience_is_the_newest_one_published(platform, geography, metric, millions, as_of):
    rows = load.load_table("platform_audience").set_index(["platform", "geography", "metric"])

    assert rows.loc[[(platform, geography, metric)], ["millions", "as_of"]].values.tolist() == [[millions, as_of]]


@pytest.mark.parametrize(("platform", "day"), [("google-plus", "2019-04-02"), ("foursquare", "2024-12-15")])
def test_a_platform_of_the_document_that_closed_says_when(platform, day):
    row = load.load_table("platforms").set_index("key").loc[platform]

    assert (row["scope"], row["status"], row["status_date"]) == ("document", "closed", day)


def test_the_document_names_seven_platforms():
    platforms = load.load_table("platforms")

    assert platforms.loc[platforms["document_says_en"] != "", "scope"].tolist() == ["document"] * 7


def test_marks_of_platforms_are_one_or_two_letters_and_differ():
    initials = load.load_table("platforms")["initials"]

    assert initials.is_unique
    assert set(initials.str.len()) == {1, 2}


@pytest.mark.parametrize("study", ["document", "amex-open-2012", "surepayroll-2013", "smw-2014"])
def test_a_study_that_repeats_bitly_goes_back_to_it(study):
    sources = load.load_table("sources")
    parents = lineage(sources["key"], sources["derived_from"])
    found, queue = set(), [study]
    while queue:
        queue += [parent for parent in parents[queue.pop()] if not found.add(parent)]

    assert "bitly-2012" in found


def test_studies_that_repeat_one_another_are_one_study_group_nearest_first():
    windows = load.load_windows().query("voice == 'bitly-2012'")

    assert windows.groupby("source")["distance"].unique().map(list).to_dict() == {
        "bitly-2012": [0],
        "surepayroll-2013": [1],
        "document": [2],
        "smw-2014": [2],
    }


def test_a_study_that_repeats_none_is_a_study_group_of_its_own():
    windows = load.load_windows(["sprout-2025"])

    assert set(zip(windows["voice"], windows["distance"], strict=True)) == {("sprout-2025", 0)}


def test_a_study_group_does_not_depend_on_the_studies_chosen():
    assert set(load.load_windows(["document"])["voice"]) == {"bitly-2012"}


def test_each_objective_has_two_measures_or_more():
    counted = load.load_table("measures")["objective"].value_counts()

    assert set(counted.index) == set(load.load_table("objectives")["key"])
    assert counted.min() >= 2


def test_each_objective_has_a_measure_of_a_result_but_those_that_lead_to_another_objective():
    measures = load.load_table("measures")
    shown = set(measures.loc[measures["level"].isin(["outcome", "impact"]), "objective"])

    assert set(measures["objective"]) - shown == {
        "audience-growth",
        "engagement",
        "product-promotion",
        "website-traffic",
        "press-mentions",
    }


def test_a_measure_has_a_name_of_its_own_and_a_share_is_in_percent():
    measures = load.load_table("measures")

    assert measures["name_en"].is_unique
    assert measures["name_fr"].is_unique
    assert set(measures.loc[measures["formula_en"].str.endswith("× 100"), "unit"]) == {"percent"}
    assert measures.loc[measures["unit"] == "percent", "formula_en"].str.endswith("× 100").all()


@pytest.mark.parametrize(("field", "stop"), [("name", False), ("formula", False), ("where", True), ("pitfall", True)])
def test_a_text_of_a_measure_begins_with_a_capital_and_a_sentence_ends_with_a_full_stop(field, stop):
    texts = load.load_table("measures")[[f"{field}_en", f"{field}_fr"]].stack()

    assert [text for text in texts if text[0].islower() or text.endswith(".") != stop] == []


KINDS = {"weight": set(CRITERIA), "purpose": set(get_args(Purpose)), "format": set(get_args(Format))}


@pytest.mark.parametrize("subject", ["weight", "purpose", "format", "promotion_cap", "reply_minutes"])
def test_each_objective_suggests_something_of_each_subject_that_a_plan_can_hold(subject):
    suggestions = load.load_table("objective_suggestions").query("subject == @subject")
    most = {"weight": 5, "reply_minutes": 2880}.get(subject, 1)

    assert set(suggestions["objective"]) == set(load.load_table("objectives")["key"])
    assert set(suggestions["what"]) <= KINDS.get(subject, {""})
    assert suggestions["value"].between(0, most).all()


def test_the_purposes_that_an_objective_suggests_make_a_whole_and_keep_to_its_limit_on_promotion():
    suggestions = load.load_table("objective_suggestions").set_index(["subject", "objective"])
    purposes, caps = suggestions.loc["purpose"], suggestions.loc["promotion_cap"]["value"]
    selling = purposes[purposes["what"] == "sell"]["value"]

    assert purposes.groupby("objective")["value"].sum().round(9).eq(1).all()
    assert (selling <= caps.loc[selling.index]).all()


def test_a_reason_of_a_suggestion_that_quotes_a_figure_has_a_source():
    suggestions = load.load_table("objective_suggestions")
    quotes = suggestions["reason_en"].str.contains("[0-9]")

    assert quotes.any()
    assert "judgement" not in set(suggestions["basis"][quotes])


def test_lineage_never_goes_round_in_a_circle():
    sources = load.load_table("sources")

    TopologicalSorter(lineage(sources["key"], sources["derived_from"])).prepare()


# Rates for targets


def test_no_rate_for_a_target_is_older_than_a_newer_one_of_good_quality():
    """Figures from before 2018 stay only where nothing newer of quality A or B counts the same."""
    rates = load.load_table("benchmarks")
    newer = rates[(rates["year"] >= 2018) & rates["quality"].isin(["A", "B"])]
    old = rates[rates["year"] < 2018]

    assert set(old["metric"]) == {"orders by visits", "sign-ups by visits"}
    assert not set(zip(old["platform"], old["metric"], strict=True)) & set(
        zip(newer["platform"], newer["metric"], strict=True)
    )


def test_every_rate_for_a_target_was_read_and_has_a_number():
    rates = load.load_table("benchmarks")
    sources = load.load_table("sources").set_index("key")
    numbers = rates[["percent", "percent_low", "percent_high"]]

    assert rates["verified"].all()
    assert sources.loc[rates["source"], "verified"].all()
    assert (numbers.notna().sum(axis=1) > 0).all()
    assert (numbers.min(axis=1) > 0).all()


def test_a_figure_for_sizes_of_account_names_a_size():
    sizes = load.load_table("benchmarks")[["followers_from", "followers_to"]].dropna()

    assert (sizes["followers_from"] < sizes["followers_to"]).all()


def test_only_rates_by_followers_pass_a_hundred_or_come_near():
    """A rate by reach or views is a part of those who saw the post; reach may pass the followers."""
    rates = load.load_table("benchmarks")
    parts = rates[~rates["metric"].isin(["organic reach", "views by followers"])]

    assert parts[["percent", "percent_low", "percent_high"]].max(axis=None) < 20


def test_the_figures_of_two_tables_of_organic_reach_agree():
    """What the audience page shows of organic reach is what targets rest on, where both quote a study."""
    shown = load.load_table("organic_reach")
    rates = load.load_table("benchmarks")
    quoted = shown.merge(rates, left_on=["source", "platform", "measure"], right_on=["source", "platform", "metric"])
    same = quoted["percent_high_x"].eq(quoted["percent"]) | quoted["percent_high_x"].eq(quoted["percent_high_y"])

    assert set(quoted.loc[same, "id_x"]) == set(shown["id"]) - {"locowise-2015-facebook", "smartinsights-linkedin"}


# Conventions


def test_what_rests_on_no_source_is_marked_unverified():
    for table in TABLES:
        frame = read(table)
        if {"source", "verified"} <= set(frame.columns):
            assert not frame.loc[frame["source"] == "memory", "verified"].any(), table


def test_no_table_but_the_sources_holds_a_figure_that_was_not_traced():
    for table in TABLES:
        if table != "sources" and "quality" in read(table).columns:
            assert set(read(table)["quality"]) <= {"A", "B", "C"}, table


def test_every_source_is_cited_by_a_table_or_a_text():
    text = "\n".join(path.read_text("utf-8") for path in load.data_folder().glob("*.csv") if path.name != "sources.csv")
    keys = set(load.load_table("sources")["key"])
    cited = {key for key in keys if re.search(rf"(^|[,;]){re.escape(key)}($|[,;])", text, re.MULTILINE)}
    parents = {part for row in load.load_table("sources")["derived_from"] for part in row.split(";")}

    assert keys - cited - parents == {"buffer-method-2025"}


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("reach", "measure", "measure"),
        ("reach", "population", "population"),
        ("reach", "group", "group"),
        ("reach_trend", "measure", "measure"),
        ("half_life", "measure", "measure"),
        ("response_times", "measure", "measure"),
        ("influence", "measure", "measure"),
        ("platform_audience", "metric", "measure"),
        ("organic_reach", "measure", "measure"),
        ("benchmarks", "metric", "measure"),
        ("timing_effects", "metric", "measure"),
    ],
)
def test_a_term_is_of_the_kind_its_column_needs(table, column, kind):
    kinds = load.load_table("terms").set_index("key")["kind"]

    assert set(read(table)[column].map(kinds)) == {kind}


def test_every_term_is_used():
    used = set()
    for table in TABLES:
        frame = read(table)
        for column in {"measure", "metric", "population", "group"} & set(frame.columns):
            used |= set(frame[column])
        if "geography" in frame.columns:
            used |= {place for place in frame["geography"] if "-" in place}

    assert set(load.load_table("terms")["key"]) == used


def test_a_blank_number_is_missing_and_a_blank_text_is_empty():
    sources = load.load_table("sources").set_index("key")

    assert pd.isna(sources.loc["mention-instagram", "year"])
    assert sources.loc["document", "url"] == ""


def test_the_trend_justifies_the_drift_that_is_assumed():
    trend = load.load_table("reach_trend").query("survey_date >= '2018-01-01'")
    by_platform = trend.assign(logit=np.log(trend["percent"] / (100 - trend["percent"]))).groupby("platform")
    ends = by_platform[["survey_date", "logit"]].last() - by_platform[["survey_date", "logit"]].first()
    asked_twice = ends[ends["survey_date"].dt.days > 0]
    drift = asked_twice["logit"] / (asked_twice["survey_date"].dt.days / 365.25)

    assert len(drift) == 11
    assert round(float((drift**2).mean() ** 0.5), 2) == 0.09
    assert round(float(drift.abs().median()), 2) == 0.05
    assert drift.abs().idxmax() == "tiktok"


def test_a_borrowed_interval_reaches_what_was_measured_in_the_country_itself():
    totals = load.load_reach().query("dimension == 'total' and platform != 'all'")
    reach = totals[totals["measure"].isin(["ever use", "use", "have an account", "reached in month"])]
    us = reach[reach["geography"] == "US"].sort_values("survey_year").drop_duplicates("platform", keep="last")
    newest = us.set_index("platform")["percent"]
    elsewhere = reach[reach["geography"] != "US"].set_index(["geography", "platform"])["percent"]
    lent = elsewhere.index.get_level_values("platform").map(newest).to_numpy()
    apart = np.log(elsewhere / (100 - elsewhere)).to_numpy() - np.log(lent / (100 - lent))

    assert len(apart) == 24
    assert abs(apart).max() <= 1.96 * load.assumption_values()["borrowing_error"]


def test_the_stated_margin_justifies_the_design_effect_that_is_assumed():
    simple = 1.96 * (0.25 / 1502) ** 0.5 * 100

    assert round((2.9 / simple) ** 2, 2) == load.assumption_values()["survey_design_effect"]


# Words


def test_each_text_stands_in_both_languages():
    assert [place for place, english, french in french_texts() if bool(english) != bool(french)] == []


def test_french_is_set_as_french_is():
    plain = re.compile(r" [;:!?%»]|« |[^\s\u00a0\u202f][;!?%]|\d,\d{3}\b(?! ?h)|\d\.\d|'")
    spaced = re.compile(r"(?<!\u00a0):(?!\d)|(?<![\u202f\u00a0])%")

    places = [
        (place, re.sub(r"\u00a7\u00a0[\d.]+|\d+ \u00e0 41\.7", "", french)) for place, _, french in french_texts()
    ]
    wrong = [(place, french) for place, french in places if plain.search(french) or spaced.search(french)]

    assert wrong == []


def test_french_is_not_a_copy_of_the_english():
    same = {french for _, english, french in french_texts() if english and english == french}

    assert same == {"Black Friday", "budget", "engagement", "Halloween", "Québec"}


def test_no_text_tells_where_this_was_written_or_names_the_document_by_a_file():
    everything = "".join(path.read_text("utf-8") for path in load.data_folder().iterdir())

    assert not re.search(r"\.txt|/work|/tmp|/home|000_", everything)


def test_short_names_of_sources_are_unique_and_without_commas():
    names = load.load_table("sources")["short_name"]

    assert names[names.str.contains(r"[,']") | names.duplicated()].to_list() == []


def test_translated_shows_english_where_a_word_or_a_column_is_missing() -> None:
    words = translated(CLAIMS, ["en", "fr"])

    assert words["claim_fr"].tolist() == ["Oui", "No"]
    assert words["note_fr"].tolist() == ["", "So"]
    assert words[CLAIMS.columns].drop(columns="claim_fr").equals(CLAIMS.drop(columns="claim_fr"))


@pytest.mark.parametrize(
    ("lang", "places"),
    [
        ("en", []),
        ("fr", [("claims.csv, column claim_fr", 1), ("claims.csv, column note_fr", 1)]),
        ("de", [("claims.csv, column claim_de", 2), ("claims.csv, column note_de", 1)]),
    ],
)
def test_untranslated_counts_the_rows_of_each_column_whose_english_has_words(
    lang: str, places: list[tuple[str, int]]
) -> None:
    remarks = untranslated({"claims": CLAIMS}, [lang])

    assert [(remark.field, remark.params["rows"]) for remark in remarks] == places


WRITTEN = {
    *("name", "segment", "pillar", "serves", "way_out", "we_are", "we_are_not", "example"),
    *("what", "first_words", "told", "afterwards"),
}


def texts(value: object) -> Iterator[str]:
    """Return the texts that somebody wrote into a brief, as often as they occur."""
    for key, below in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key in WRITTEN and isinstance(below, str):
            yield below
        yield from texts(below)


def test_the_bakery_is_in_english_where_english_is_read_and_differs_by_its_names_only():
    french, english = (json.loads(load.example_brief("lyon-bakery", lang)) for lang in ("fr", "en"))
    names = dict(zip(texts(french), texts(english), strict=True))

    assert (english.pop("lang"), french.pop("lang")) == ("en", "fr")
    assert json.loads(load.example_briefs()["lyon-bakery"]) == french | {"lang": "fr"}
    assert [own for own, name in names.items() if name == own] == []
    for own, name in names.items():
        english = json.loads(json.dumps(english, ensure_ascii=False).replace(f'"{name}"', f'"{own}"'))
    assert english == french


def test_an_example_without_translated_names_keeps_its_own():
    brief = json.loads(load.example_brief("montreal-software", "fr"))

    assert brief == json.loads(load.example_briefs()["montreal-software"]) | {"lang": "fr"}
