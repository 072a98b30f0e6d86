"""What other programs build on: each public name, called as they would call it."""

import ast
import datetime as dt
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pytest

import strategy_kit as sk
from strategy_kit.model import Trigger
from strategy_kit.platforms import Votes

MONDAY = dt.date(2027, 1, 4)
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def workings():
    plan = sk.Plan(id="p1", brief=sk.Brief(name="Shop"), start=MONDAY, weeks=1)
    return sk.Workings(plan, sk.load_evidence(), year=2026)


@pytest.fixture(scope="module")
def plan(workings):
    return sk.scheduled_plan(workings.plan, workings)


CALLS = {
    "Brief": lambda w, p: sk.Brief(name="Shop").promotion_cap == 0.2,
    "Plan": lambda w, p: sk.Plan.from_json(p.to_json()) == p,
    "InputError": lambda w, p: str(sk.InputError("{field}: no.", field="name")) == "name: no.",
    "load_windows": lambda w, p: set(sk.load_windows(["document"])["platform"]) == {"x", "facebook"},
    "load_reach": lambda w, p: sk.load_reach()["percent"].between(0, 100).all(),
    "load_evidence": lambda w, p: sk.load_evidence() is w.evidence,
    "audience_reach": lambda w, p: (
        sk.audience_reach(sk.load_reach(), w.brief.segments)["reach"].dropna().between(0, 1).all()
    ),
    "platform_utilities": lambda w, p: (
        sk.platform_utilities(
            w.brief,
            pillar_shares=w.pillar_shares,
            platforms=w.evidence.platforms,
            formats=w.evidence.formats,
            half_lives=w.evidence.half_lives,
            trade_fit=w.evidence.trade_fit,
            reach=w.reach,
            assumptions=w.assumptions,
            year=2026,
        ).values.loc["facebook", "trade"]
        == 1
    ),
    "weighted_scores": lambda w, p: sk.weighted_scores(w.utilities.values, w.weights).name == "score",
    "score_bounds": lambda w, p: list(sk.score_bounds(w.utilities.values, w.weights)) == ["low", "middle", "high"],
    "rank_acceptability": lambda w, p: (
        sk.rank_acceptability(w.utilities.values, w.weights, concentration=20, seed=1, draws=100)
        .sum(axis=1)
        .round(9)
        .eq(1)
        .all()
    ),
    "robustness": lambda w, p: (
        sk.robustness(w.utilities.values, w.weights, concentration=20, seed=1, draws=100).wins.shape == (16, 16)
    ),
    "smallest_change": lambda w, p: len(sk.smallest_change(w.utilities.values, w.weights)) == 6,
    "nearest_weights": lambda w, p: (
        sk.nearest_weights(w.utilities.values, w.weights).drop(columns="moved").sum(axis=1).round(9).eq(1).all()
    ),
    "priorities": lambda w, p: (
        sk.priorities(pd.DataFrame([[1, 3], [1 / 3, 1]])).weights.round(9).to_list() == [0.75, 0.25]
    ),
    "group_decision": lambda w, p: (
        sk.group_decision(
            w.middle,
            Votes(pd.DataFrame([w.weights]), pd.DataFrame([dict.fromkeys(w.middle.index)], dtype=float)),
            [("facebook",), ("x",)],
        ).choice
        == ("facebook",)
    ),
    "expansion": lambda w, p: sk.expansion(Trigger(), [], ["facebook"]).ready is False,
    "weekly_hours": lambda w, p: (
        sk.weekly_hours(
            w.brief,
            ["facebook"],
            pillar_shares=w.pillar_shares,
            formats=w.evidence.formats,
            half_lives=w.evidence.half_lives,
            assumptions=w.assumptions,
        ).loc["facebook", "posts"]
        == 4
    ),
    "start_set": lambda w, p: sk.start_set(w.scores["middle"], w.hours_needed["hours"], 5).chosen == ("facebook",),
    "posting_heatmap": lambda w, p: (
        len(
            sk.posting_heatmap(
                sk.load_windows(["document"]),
                {"Europe/Paris": 1.0},
                MONDAY,
                clock="Europe/Paris",
                reading="instant",
            )
        )
        == 2 * 168
    ),
    "capped_shares": lambda w, p: sum(sk.capped_shares(w.brief.pillars, w.brief.promotion_cap)) == pytest.approx(1),
    "constraints_of": lambda w, p: (
        sk.constraints_of(
            w.brief,
            MONDAY,
            1,
            ["facebook"],
            pillar_shares=sk.capped_shares(w.brief.pillars, w.brief.promotion_cap).to_dict(),
            formats=w.evidence.formats,
            half_lives=w.evidence.half_lives,
            assumptions=w.assumptions,
        )
        == w.constraints
    ),
    "schedule_posts": lambda w, p: sk.schedule_posts(w.heat, w.constraints).proof.gap == 0,
    "Workings": lambda w, p: w.platforms == ("facebook",),
    "scheduled_plan": lambda w, p: len(p.slots) == 4,
    "check_brief": lambda w, p: sk.check_brief(w.brief) is None,
    "files_of": lambda w, p: "report.html" in sk.files_of(p, w, now=NOW, lang="en"),
    "to_ics": lambda w, p: sk.to_ics(p, now=NOW, lang="en").count(b"BEGIN:VEVENT") == 8,
    "to_csv": lambda w, p: sk.to_csv(p, lang="en").count(b"\r\n") == sk.to_csv(p, "buffer").count(b"\r\n") == 5,
    "to_xlsx": lambda w, p: sk.to_xlsx(p).startswith(b"PK"),
    "to_scheduler": lambda w, p: list(sk.to_scheduler(p, "buffer", now=NOW).files) == ["buffer_facebook_01of01.csv"],
    "to_html": lambda w, p: b"<html" in sk.to_html(p, lang="en"),
}

PACKAGE = Path(sk.__file__).parent
DOCUMENTED = ("audience", "communication", "evidence", "platforms", "duty.py", "effort.py")
FUNCTIONS = {
    f"{path.relative_to(PACKAGE)}:{node.name}": node
    for place in DOCUMENTED
    for path in sorted((PACKAGE / place).rglob("*.py") if (PACKAGE / place).is_dir() else [PACKAGE / place])
    for node in ast.parse(path.read_text("utf-8")).body
    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
}


def test_every_public_name_is_called_here():
    assert set(sk.__all__) == set(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_a_public_name_does_what_it_says(name, workings, plan):
    assert CALLS[name](workings, plan)


def test_a_public_name_is_listed_and_any_other_is_refused():
    assert set(sk.__all__) <= set(dir(sk))
    with pytest.raises(AttributeError, match="has no attribute 'post_now'"):
        _ = sk.post_now


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_has_an_example(name):
    assert ">>> " in (ast.get_docstring(FUNCTIONS[name]) or "")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_of_three_parameters_describes_each(name):
    arguments = FUNCTIONS[name].args
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    _, _, described = (ast.get_docstring(FUNCTIONS[name]) or "").partition("Parameters\n----------\n")
    heads = [line.partition(" : ")[0] for line in described.partition("\n\n")[0].splitlines() if line[:1] != " "]

    assert len(names) < 3 or set(names) <= set(", ".join(heads).split(", "))


def test_the_version_is_that_of_the_package():
    assert sk.__version__ == version("strategy-kit")


def test_importing_the_package_imports_nothing_heavy():
    heavy = {"numpy", "pandas", "pydantic", "babel", "highspy"}
    code = f"import sys, strategy_kit; print(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout == "[]\n"


def test_no_heading_of_a_docstring_has_run_into_its_text():
    run_together = re.compile(r"^ *(Parameters|Returns|Raises|Notes|Examples) -{3,}", re.MULTILINE)

    assert [str(path) for path in PACKAGE.rglob("*.py") if run_together.search(path.read_text("utf-8"))] == []
