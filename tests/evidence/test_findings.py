"""Findings that sentences quote come from the tables, and every table that is loaded is used."""

import ast
import re
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest

from strategy_kit.evidence import load
from strategy_kit.evidence.evidence import Evidence, load_evidence
from strategy_kit.evidence.findings import document_posts_per_week, share_expecting_answer, timing_gain_range
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, CadenceRule, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.plan import open_questions, plan_sources_view
from strategy_kit.views.shared import platform_names

PACKAGE = Path(load.__file__).parents[1]
CODE = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
EN = Words("en")


def changed(frame, key, **values):
    """Return a table with other values in one row."""
    found = frame.copy()
    for column, value in values.items():
        found.loc[found["id"] == key, column] = value
    return found


def test_the_page_quotes_what_the_tables_say():
    evidence = load_evidence()
    other = replace(
        evidence,
        effects=changed(
            changed(evidence.effects, "klout-2015-facebook", value=7),
            "klout-2015-x",
            value=31,
            platform="linkedin",
            source="kanuri-2018",
        ),
        response_times=changed(evidence.response_times, "lithium-2013-60", value=44),
        frequencies=changed(evidence.frequencies, "document-f02", posts_per_week_low=8, posts_per_week_high=9),
    )
    workings = Workings(Plan(id="p", brief=Brief(name="Shop"), start="2027-01-04", weeks=1), other, year=2027)
    rows = plan_sources_view(workings, EN).table.rows
    rests = " ".join(row[0] for row in rows)

    for source in ("Kanuri et al. 2018", "Klout 2015"):
        assert (
            "Choosing your posting hours brings at most 31% more reactions on LinkedIn, 7% on Facebook",
            source,
        ) in [row[:2] for row in rows]
    assert "44% of those who expect an answer want it within the hour" in rests
    assert "8 or 9 posts a week" in rests
    assert "31% more reactions on LinkedIn" in open_questions(workings, EN)[-1]


def test_a_finding_that_is_not_there_is_an_error_that_names_the_table():
    evidence = load_evidence()
    for call, message in (
        (lambda: timing_gain_range(evidence.effects.iloc[:0]), "timing_effects"),
        (lambda: share_expecting_answer(evidence.response_times, within_minutes=7), "response_times: lithium-2013"),
        (lambda: document_posts_per_week(evidence.frequencies.iloc[:0]), "frequencies: document"),
    ):
        with pytest.raises(ValueError, match=message):
            call()


def test_a_ceiling_is_the_largest_published_and_no_other_bound_counts():
    bounds = ["at most", "at most", "about"]
    effects = pd.DataFrame(
        {"platform": "x", "source": ["a", "b", "c"], "unit": "percent", "bound": bounds, "value": [4, 6, 50]}
    )

    assert timing_gain_range(effects) == (("x", 0.06, "b"), ("x", 0.06, "b"))


@pytest.mark.parametrize("edition", ["today", "document"])
def test_sentences_call_the_platforms_as_the_edition_does(edition):
    brief = Brief(name="Shop", edition=edition)
    workings = Workings(Plan(id="p", brief=brief, start="2027-01-04", weeks=1), load_evidence(), year=2027)
    (least, _most), name = timing_gain_range(workings.evidence.effects), platform_names(workings)["x"]

    assert least.platform == "x"
    assert name == {"today": "X", "document": "Twitter"}[edition]
    assert plan_sources_view(workings, EN).table.rows[0][0].endswith(f"4% on {name}")


def test_the_readme_quotes_what_the_tables_say():
    least, most = timing_gain_range(load.load_table("timing_effects"))
    readme = (PACKAGE.parent / "README.md").read_text("utf-8")

    assert f"{EN.percent(most.share)} more reactions on Facebook and {EN.percent(least.share)} on X" in readme
    assert (most.platform, least.platform) == ("facebook", "x")


def test_the_first_rhythm_of_a_plan_is_what_the_document_found():
    rule, frequencies = CadenceRule(), load.load_table("frequencies")

    assert document_posts_per_week(frequencies) == (rule.posts_per_week_low, rule.posts_per_week_high)


def test_no_share_is_typed_into_a_sentence():
    typed = [
        f"{name}:{node.lineno}"
        for name, code in CODE.items()
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "percent"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]

    assert typed == []


@pytest.mark.parametrize("table", [field.name for field in fields(Evidence)])
def test_a_table_of_the_evidence_is_used(table):
    readers = [name for name, code in CODE.items() if re.search(rf"\bevidence\.{table}\b", code)]

    assert readers


@pytest.mark.parametrize("loader", sorted(name for name in vars(load) if name.startswith("load_")))
def test_a_loader_of_a_table_is_part_of_the_evidence(loader):
    assert re.search(rf"\bload\.{loader}\(", CODE["evidence/evidence.py"])
