"""The calendar from the command line to schedulers, and people's texts on the way."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from strategy_kit.cli import Parser, main
from strategy_kit.commands.export import settings
from strategy_kit.errors import InputError
from strategy_kit.exports.formats import FORMATS
from strategy_kit.exports.schedulers import TARGETS
from strategy_kit.exports.table import to_csv
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan, Slot
from strategy_kit.model.schedulers import SchedulerOptions

NOW = ("--now", "2026-11-23T09:00Z")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def plan():
    slots = [
        Slot(id="f1", platform="facebook", day=dt.date(2027, 1, 4), time=dt.time(9), zone="Europe/Paris", pillar="News",
             owner="Counter", text="Rye bread today"),
        Slot(id="i1", platform="instagram", day=dt.date(2027, 1, 14), time=dt.time(12), zone="Europe/Paris",
             pillar="News", owner="Counter", format="stories"),
    ]  # fmt: skip
    brief = Brief(name="Corner bakery", country="GB", team_zone="Europe/Paris")
    made = Plan(
        id="p1", brief=brief, start=dt.date(2027, 1, 4), slots=tuple(slots), platforms=("facebook", "instagram")
    )
    Path("plan.json").write_text(made.to_json(), encoding="utf-8")
    return made


def export(*given):
    return main(["export", "plan.json", "--out", "out", *NOW, *given])


def names():
    return sorted(path.name for path in Path("out").iterdir()) if Path("out").exists() else []


def test_a_refused_post_withholds_the_files_and_is_listed_with_its_reason(plan, capsys):
    assert export("--to", "buffer") == 2
    output = capsys.readouterr().out

    assert names() == []
    assert (
        "Instagram, 14 Jan 2027, 12:00: The file only takes text and images. Create this post directly in the tool."
        in output
    )


def test_left_out_the_others_go_and_the_card_says_what_is_sure(plan, capsys):
    assert export("--to", "buffer", "--leave-out") == 0
    output = capsys.readouterr().out

    assert names() == ["buffer_facebook_01of01.csv"]
    assert "Buffer: one post in one file. Format last checked on 23 November 2026" in output
    assert "How sure: Reported by users" in output
    assert "Time zone of the times: Facebook Europe/Paris" in output
    assert "One post cannot be exported. Change it on the calendar page, or leave it out of this file" in output


def test_several_schedulers_write_files_named_after_each(plan):
    output = ["sprout.date_order=dd/mm/yyyy", 'postiz.channels=[{"platform":"facebook","integration":"a"}]']
    sets = [part for entry in output for part in ("--set", entry)]

    assert export("--to", "sprout", "--to", "postiz", "--leave-out", *sets) == 0
    assert names() == ["postiz_01of01.json", "sprout_dd-mm-yyyy_facebook_01of01.csv"]


def test_a_missing_scheduler_setting_is_asked_for(plan, capsys):
    assert export("--to", "sprout") == 2
    assert capsys.readouterr().err.startswith("schedulers.sprout.date_order: missing. Enter ")


def test_the_french_speak_french(plan, capsys):
    export("--to", "metricool", "--lang", "fr")

    assert "publications dans un fichier" in capsys.readouterr().out
    assert "[Brouillon]" in Path("out/metricool_01of01.csv").read_text(encoding="utf-8-sig")


def test_texts_come_from_the_list_people_filled_in(plan):
    rows = to_csv(plan, lang="en").decode("utf-8-sig").replace('"News","","","stories"', '"News","Story time","",""')
    Path("list.csv").write_text(rows, encoding="utf-8-sig")

    assert export("--to", "metricool", "--texts", "list.csv", "--only-written") == 0
    assert '"Story time"' in Path("out/metricool_01of01.csv").read_text(encoding="utf-8-sig")


def test_without_a_text_only_written_refuses_it(plan, capsys):
    assert export("--to", "metricool", "--only-written") == 2
    assert "This post has no text yet." in capsys.readouterr().out


def test_a_template_is_filled(plan):
    Path("mine.csv").write_text("Date,Time,Text,Facebook,Instagram\n", encoding="utf-8")

    assert export("--to", "metricool", "--template", "mine.csv") == 0
    assert Path("out/metricool_01of01.csv").read_bytes().startswith(b'\xef\xbb\xbf"Date","Time","Text","Facebook","I')


def test_without_the_mark_a_file_begins_with_its_header(plan):
    export("--to", "metricool", "--no-mark")

    assert Path("out/metricool_01of01.csv").read_bytes().startswith(b'"Text"')


@pytest.mark.parametrize("entry", ["date_order=x", "sprout.date_order", "=", "sprout.=x", ""])
def test_a_setting_that_names_no_field_is_refused(entry):
    with pytest.raises(InputError, match=r"^--set: found"):
        settings([entry])


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (
            ["--to", "hootsuite"],
            f"target: found hootsuite. Use one of these: {', '.join(each.key for each in FORMATS)}.",
        ),
        (["--to", "buffer", "--set", "buffer.account=gold"], "schedulers.buffer.account: found gold."),
        (["--to", "buffer", "--texts", "plan.json"], "file"),
        ([], "--to: missing"),
    ],
    ids=["target", "value", "texts", "nothing"],
)
def test_an_invalid_argument_is_refused_in_one_line(plan, capsys, given, error):
    assert export(*given) == 2
    output = capsys.readouterr().err

    assert output.startswith(error)
    assert "Traceback" not in output


def test_scheduler_settings_saved_with_the_plan_are_used(plan):
    values = json.loads(plan.to_json())
    values["schedulers"]["sprout"]["date_order"] = "mm/dd/yyyy"
    Path("plan.json").write_text(json.dumps(values), encoding="utf-8")

    assert export("--to", "sprout", "--leave-out") == 0
    assert names() == ["sprout_mm-dd-yyyy_facebook_01of01.csv"]


# The page that tells it


PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


def test_the_page_lists_the_settings_of_each_scheduler():
    fields = {f"{key}.{field}" for key, options in SchedulerOptions() for field, _value in options}
    keys = "|".join(TARGETS)

    assert set(re.findall(rf"^\| `((?:{keys})\.\w+)`", PAGE, re.MULTILINE)) == fields


def test_the_page_says_when_each_format_was_looked_at_and_how_sure_it_is():
    for key, target in TARGETS.items():
        (line,) = re.findall(rf"^\| `{key}` \|.*$", PAGE, re.MULTILINE)

        assert line.endswith(f"| {target.checked} |")
        assert ("reported by others" not in line) == target.certain


def test_the_page_lists_the_arguments_of_the_command():
    parser = Parser("export", Words("en"))
    ours = {text for action in parser._actions for text in action.option_strings} - {"--out", "--lang", "-h", "--help"}

    assert set(re.findall(r"^\| `(--[a-z-]+)", PAGE, re.MULTILINE)) == ours
