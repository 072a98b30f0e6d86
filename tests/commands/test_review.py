"""``strategy-kit review``: what it prints of a plan and a file of results."""

from pathlib import Path

import pytest

from strategy_kit.cli import main
from strategy_kit.model import Brief, Plan

LEADS = (12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12)
DAYS = [f"2027-W{n:02}" for n in range(1, 13)]


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-03-30")
    brief = Brief(name="Shop", objectives=[{"key": "lead-generation", "target": 20, "per": "week"}])
    path = tmp_path / "plan.json"
    path.write_text(Plan(id="p", brief=brief, start="2027-03-29", weeks=12).to_json())
    return str(path)


def results(tmp_path: Path, heading: str = "Leads") -> str:
    path = tmp_path / "results.csv"
    lines = [f"{day};{n}" for day, n in zip(DAYS, LEADS, strict=True)]
    path.write_text("\n".join([f"Week;{heading}", *lines]))
    return str(path)


def test_the_verdict_on_each_objective_is_printed(
    plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["review", plan, "--results", results(tmp_path)])

    assert code == 0
    out = capsys.readouterr().out
    assert "an ordinary week" in out.splitlines()[0]
    assert "can be told from chance 4 weeks after it begins" in out
    assert "the plan ends" in out


def test_the_verdict_is_printed_in_french(plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["review", plan, "--results", results(tmp_path), "--lang", "fr"])

    assert "une semaine ordinaire" in capsys.readouterr().out


def test_without_results_it_prints_how_many_are_needed(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["review", plan])

    assert "8 more weeks are needed" in capsys.readouterr().out


def test_a_column_is_assigned_by_its_heading(plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(results(tmp_path, "Anything;Other"))
    path.write_text("\n".join(f"{line};1" if n else line for n, line in enumerate(path.read_text().splitlines())))

    assert main(["review", plan, "--results", str(path)]) == 2
    assert "--column OBJECTIVE=HEADING" in capsys.readouterr().err
    assert main(["review", plan, "--results", str(path), "--column", "lead-generation=Anything"]) == 0


@pytest.mark.parametrize(
    "extra", [["--dates", "x"], ["--per", "day"], ["--column", "sales=Leads"], ["--column", "Leads"]]
)
def test_an_argument_of_no_use_is_refused(plan: str, tmp_path: Path, extra: list[str]) -> None:
    assert main(["review", plan, "--results", results(tmp_path), *extra]) == 2


def test_columns_that_are_not_used_are_named(plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(results(tmp_path, "Leads;Notes"))
    path.write_text("\n".join(f"{line};x" if n else line for n, line in enumerate(path.read_text().splitlines())))
    main(["review", plan, "--results", str(path)])

    assert capsys.readouterr().out.splitlines()[0] == "Columns not used: Notes."


def test_results_still_to_come_are_refused_by_their_line(
    plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-03-21")

    assert main(["review", plan, "--results", results(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("line 13: 2027-W12 is still to come.")
