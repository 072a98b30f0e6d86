"""What the benchmarks say is written as it was measured, and whoever is named in them is measured."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import growth, report
from benchmarks.__main__ import main, names
from benchmarks.serving.burst import Burst, UnservedError
from benchmarks.serving.contestants import CONTESTANTS
from benchmarks.serving.figures import figures
from benchmarks.serving.targets import TARGETS, Target, judged
from benchmarks.sizes import SIZES

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"


def serving() -> dict[str, dict[str, float | None]]:
    return dict(json.loads((RESULTS / "serving.json").read_text("utf-8")))


def test_a_table_lines_its_numbers_up_and_says_what_could_not_be_measured() -> None:
    shown = report.table({"ours": {"a_s": 1.2345, "b_mb": 250.4}, "theirs": {"a_s": None}})

    assert shown.splitlines() == [
        "|        |  a_s | b_mb |",
        "| ------ | ---: | ---: |",
        "| ours   | 1.23 |  250 |",
        "| theirs |    – |    – |",
    ]


def test_a_result_is_saved_as_numbers_and_as_a_page_with_its_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(report, "DOCS", tmp_path)
    (tmp_path / "page.md").write_text("Before.\n<!-- results/x.md -->\nold\n<!-- end -->\nAfter.\n", "utf-8")

    report.keep("x", {"ours": {"a_s": 1.0}}, about="About.")

    page = (tmp_path / "page.md").read_text("utf-8")
    assert json.loads((tmp_path / "results" / "x.json").read_text("utf-8")) == {"ours": {"a_s": 1.0}}
    assert "| ours |" in capsys.readouterr().out
    assert "old" not in page and "| ours |" in page and "processors" in page and page.endswith("After.\n")
    assert report.quoted(page) == page


def test_a_page_that_quotes_results_which_are_not_there_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "RESULTS", tmp_path)
    page = "Before.\n<!-- results/gone.md -->\nas it was\n<!-- end -->\n"

    assert report.quoted(page) == page


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/*.md")), ids=lambda page: page.name)
def test_a_page_quotes_the_results_as_saved(page: Path) -> None:
    text = page.read_text("utf-8")

    assert report.quoted(text) == text


def test_every_benchmark_is_described_and_every_one_that_is_described_exists() -> None:
    described = re.findall(r"^\| `(\w+)` \|", (ROOT / "benchmarks" / "README.md").read_text("utf-8"), re.MULTILINE)

    assert [name for name in names() if name not in described] == []


def test_a_benchmark_of_another_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 2
    assert "There are:" in capsys.readouterr().err


def test_the_results_of_serving_name_every_contestant_and_every_column_that_is_held_to_something() -> None:
    results = serving()

    assert set(results) == {contestant.name for contestant in CONTESTANTS}
    assert all(set(row) >= {target.column for target in TARGETS} for row in results.values())


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.words)
def test_a_target_is_met(target: Target) -> None:
    assert target.met(serving())


def test_the_page_on_speed_says_of_each_target_whether_it_is_met() -> None:
    verdict = judged(serving())

    assert (RESULTS / "targets.md").read_text("utf-8") == verdict
    assert verdict in (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert [line.split("| ")[-1] for line in verdict.splitlines()[2:]] == [
        "met |" if target.met(serving()) else "**not yet** |" for target in TARGETS
    ]


def test_a_target_is_met_up_to_its_bound_and_unknown_where_one_of_both_was_not_measured() -> None:
    sixth = Target("", "burst25_s", other="voila", share=1 / 6)
    rows = {"ours": {"burst25_s": 2.0}, "voila": {"burst25_s": 12.0}}

    assert sixth.met(rows) is True
    assert sixth.met({**rows, "ours": {"burst25_s": 2.1}}) is False
    assert sixth.met({"ours": {"burst25_s": 2.0}}) is None


def test_the_contestants_show_charts_that_follow_the_slider() -> None:
    before, after = figures(3), figures(4)

    assert len(before) == len(after) == 2
    assert before != after
    assert "@" not in json.dumps(before)


def test_a_server_that_does_not_serve_all_is_not_asked_for_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(server: object, count: int) -> Burst:
        if count > 5:
            raise UnservedError("not all")
        return Burst(count / 2, 0.0, 40.0)

    monkeypatch.setattr(growth, "burst", burst)

    seconds, memory = growth.grown(None)  # type: ignore[arg-type]

    assert seconds == {"1_s": 0.5, "5_s": 2.5, "10_s": None, "25_s": None, "50_s": None, "100_s": None}
    assert (memory["5_mb"], memory["10_mb"]) == (200.0, None)


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py")))
def test_a_benchmark_finds_all_that_it_imports(name: str) -> None:
    done = subprocess.run([sys.executable, "-c", f"import benchmarks.{name}"], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


def sizes() -> dict[str, dict[str, float | None]]:
    return dict(json.loads((RESULTS / "sizes.json").read_text("utf-8")))


def test_the_results_of_sizes_are_those_of_every_size_and_each_opened_or_was_refused() -> None:
    kept = sizes()

    assert set(kept) == set(SIZES)
    for name, row in kept.items():
        assert (row["gap"] is None) == (row["refused"] == 1) == ("40 rules" in name), name
        assert row["peak_mb"] is not None and row["peak_mb"] < 1500, name


def test_one_person_and_few_weeks_are_decided_and_proved() -> None:
    for name, row in sizes().items():
        if "1 person" in name:
            assert row["decided"] == 1, name
        if "1 person" in name or name in ("12 platforms, 20 people, 1 week", "12 platforms, 20 people, 13 weeks"):
            assert row["gap"] == 0, name


def test_eight_platforms_take_no_longer_to_start_with_than_a_calendar_of_two() -> None:
    kept = sizes()

    eight = kept["8 platforms, 1 person of 160 hours, 4 weeks"]["start_s"]
    assert eight is not None
    assert eight < (kept["2 platforms, 1 person, 4 weeks"]["calendar_s"] or 0) * 10
