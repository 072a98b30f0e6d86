"""What the benchmarks say is written as it was measured, and whoever is named in them is measured."""

import json
import re
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.__main__ import main, names
from benchmarks.serving.contestants import CONTESTANTS
from benchmarks.serving.figures import figures

ROOT = Path(__file__).parents[1]
COLUMNS = {
    *("first_chart_s", "usable_s", "repaint_ms_p95", "burst25_s"),
    *("pss_mb_per_visitor", "wire_first_mb", "wire_again_kb"),
}


def test_a_table_lines_its_numbers_up_and_says_what_could_not_be_measured() -> None:
    shown = report.table({"ours": {"a_s": 1.2345, "b_mb": 250.4}, "theirs": {"a_s": None}})

    assert shown.splitlines() == [
        "|        |  a_s | b_mb |",
        "| ------ | ---: | ---: |",
        "| ours   | 1.23 |  250 |",
        "| theirs |    – |    – |",
    ]


def test_a_result_is_kept_as_numbers_and_as_a_page_with_its_machine(
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


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/*.md")), ids=lambda page: page.name)
def test_a_page_quotes_the_results_as_they_are_kept(page: Path) -> None:
    text = page.read_text("utf-8")

    assert report.quoted(text) == text


def test_every_benchmark_is_described_and_every_one_that_is_described_exists() -> None:
    described = re.findall(r"^\| `(\w+)` \|", (ROOT / "benchmarks" / "README.md").read_text("utf-8"), re.MULTILINE)

    assert [name for name in names() if name not in described] == []


def test_a_benchmark_of_another_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 2
    assert "There are:" in capsys.readouterr().err


def test_the_results_of_serving_name_every_contestant_and_column() -> None:
    kept = json.loads((ROOT / "benchmarks" / "results" / "serving.json").read_text("utf-8"))

    assert set(kept) == {contestant.name for contestant in CONTESTANTS}
    assert all(set(row) >= COLUMNS for row in kept.values())


def test_the_contestants_show_charts_that_follow_the_slider() -> None:
    before, after = figures(3), figures(4)

    assert len(before) == len(after) == 2
    assert before != after
    assert "@" not in json.dumps(before)
