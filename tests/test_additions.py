"""What adding a criterion or a platform takes: each is added to a copy of the workbook and looked for in use."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from scratch import changed_files, copy_workbook, insert_before, run_python

from strategy_kit.model.criteria import CRITERIA

PROBE = """
import datetime as dt, json, pathlib, sys
from strategy_kit.cli import main
from strategy_kit.i18n import Words
from strategy_kit.model import Plan
from strategy_kit.pages.platforms.group import people_form
from strategy_kit.pages.platforms.platforms import platforms_page, weights_panel
from strategy_kit.session.session import Session
from strategy_kit.storage.store import open_store
from strategy_kit.views.calendar import month_view
from strategy_kit.views.platforms import contributions_view, curve_view

brief, out = sys.argv[1:]
code = main(["plan", brief, "--out", out, "--start", "2027-01-04", "--weeks", "1", "--now", "2026-12-01T09:00Z"])
plan = Plan.from_json((pathlib.Path(out) / "plan.json").read_bytes())
scheduler = ["--to", "buffer", "--set", "buffer.account=paid", "--now", "2026-12-01T09:00Z", "--leave-out"]
exported = main(["export", f"{out}/plan.json", "--out", f"{out}/buffer", *scheduler])
store = open_store(pathlib.Path(out) / "plans.db")
plan = plan.changed(brief=plan.brief.changed(weighing="pairs", comparisons=()))
store.save(plan, 0, plan.id)
session = Session(store, store.load(plan.id), Words("en"), dt.date(2027, 1, 18))

def parts(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)

page = platforms_page(session)
for detail in page.details.values():
    detail.toggle()
found = [*parts(page), *parts(people_form(session))]
columns = [column for part in found for column in getattr(part, "columns", ())]
session.change_brief(weighing="sliders")
sliders = [part.description for part in parts(weights_panel(session)) if getattr(part, "description", "")]
workings, words = session.workings, session.words
contributions, month = contributions_view(workings, words), month_view(workings, words)
print(json.dumps({
    "code": code,
    "exported": exported,
    "files": sorted(path.name for path in pathlib.Path(out, "buffer").glob("*")),
    "sliders": sliders,
    "heads": [column["word"] for column in columns],
    "choices": [str(choice["value"]) for column in columns for choice in column.get("choices", ())],
    "most": [part._most for part in found if getattr(part, "add_word", "") == "Compare two criteria"],
    "contributions": [[key.word, key.token] for key in contributions.legend],
    "table": contributions.table.columns,
    "utilities": workings.utilities.values.to_dict(),
    "month": [[key.word, key.token] for key in month.legend],
    "slots": sorted({slot.platform for slot in plan.slots}),
}))
"""


LINKED = [{"criterion": "audience", "over": other, "times": 2} for other in CRITERIA if other != "audience"]
SAVED: Mapping[str, dict[str, object]] = {
    "weights": {"weights": {"trade": 5, "dialogue": 1}},
    "pairs": {"weighing": "pairs", "comparisons": LINKED},
    "group": {
        "weighing": "group",
        "voices": [{"name": "baker", "comparisons": LINKED}, {"name": "counter", "weights": {"effort": 4}}],
    },
}
READ = """
import datetime as dt, pathlib, sys
from strategy_kit.model import Brief, Plan
plan = Plan(brief=Brief.from_json(pathlib.Path(sys.argv[1]).read_bytes()), start=dt.date(2027, 1, 4), weeks=1)
"""
ANSWERS = f"""{READ}
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.plan.workings import Workings
found = Workings(plan, load_evidence(), 2027)
print("scores", found.scores.round(9).to_dict(), found.platforms, found.schedule.slots)
"""
OPENED = f"""{READ}
from strategy_kit.i18n import Words
from strategy_kit.pages.platforms.platforms import platforms_page
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
stored = StoredPlan(plan, 0, dt.datetime.now(dt.UTC))
page = platforms_page(Session(None, stored, Words("en"), dt.date(2027, 1, 4)))
page.details["tune"].toggle()

def shown(widget):
    return repr(widget) + "".join(map(shown, getattr(widget, "children", ())))

print(shown(page))
"""


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A copy of the workbook to add to."""
    return copy_workbook(tmp_path / "copy")


def probed(workbook: Path, brief: Mapping[str, object], out: Path) -> dict[str, Any]:
    """Plan a brief from the command line, export it, open its page, and return what there is to see."""
    (workbook / "brief.json").write_text(json.dumps(brief), "utf-8")
    done = run_python(workbook, "-c", PROBE, "brief.json", str(out))

    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout.splitlines()[-1]), "printed": done.stdout + done.stderr}


def add_criterion(workbook: Path, weight: float = 0.0) -> None:
    """Add "variety": how many formats a platform takes, best at eight."""
    insert_before(
        workbook / "strategy_kit" / "model" / "criteria.py",
        ")\nCRITERIA: Mapping",
        '    CriterionRecord(key="variety", name="Variety of formats", label="Variety", colour="@variety",\n'
        f'        unit="number", measured_by="formats that it takes", weight={weight},\n'
        "        curve=((0.0, 0.0), (8.0, 1.0))),\n",
    )
    insert_before(
        workbook / "strategy_kit" / "platforms" / "measures.py",
        "MEASURES: Mapping",
        "def _variety(inputs: MeasureInputs) -> pd.DataFrame:\n"
        "    taken = inputs.formats.query(\"supported == 'yes'\").groupby('platform').size().reindex(inputs.keys)\n"
        "    return pd.DataFrame({'value': taken, 'low': taken, 'high': taken, 'reason': JUDGEMENT})\n\n\n",
    )
    insert_before(
        workbook / "strategy_kit" / "platforms" / "measures.py",
        '    "audience": lambda inputs',
        '    "variety": _variety,\n',
    )
    insert_before(
        workbook / "docs" / "brief.md",
        "\n## Curve\n",
        f"| `variety` | How many formats it takes. | 0 to 1000 | `{weight}` |\n",
    )
    tokens = workbook / "strategy_kit" / "figures" / "shapes" / "tokens.json"
    themes = json.loads(tokens.read_text("utf-8"))
    added = {theme: colours | {"variety": "#123456"} for theme, colours in themes.items()}
    tokens.write_text(json.dumps(added), "utf-8")


def add_platform(workbook: Path, colour: str = "#06C755/#3DDC84") -> None:
    """Add "Agora", which takes texts and pictures."""
    data = workbook / "data"
    row = f"agora,Agora,,AG,added,active,2025,memory,2011,memory,,,,yes,,,{colour},20,publer-limits\n"
    with (data / "platforms.csv").open("a", encoding="utf-8") as file:
        file.write(row)
    with (data / "platform_formats.csv").open("a", encoding="utf-8") as file:
        file.write("agora,text,yes,memory,no\nagora,image,yes,memory,no\n")


def test_a_criterion_is_its_record_its_measure_its_colour_and_a_row_of_the_docs_and_shows_everywhere(
    workbook: Path, tmp_path: Path
) -> None:
    add_criterion(workbook)

    assert changed_files(workbook) == {
        "strategy_kit/model/criteria.py",
        "strategy_kit/platforms/measures.py",
        "strategy_kit/figures/shapes/tokens.json",
        "docs/brief.md",
    }

    seen = probed(workbook, {"name": "Shop", "weights": {"variety": 9}}, tmp_path / "out")
    report = (tmp_path / "out" / "report.html").read_text("utf-8")

    assert seen["code"] == 0
    assert seen["utilities"]["variety"]["facebook"] == pytest.approx(7 / 8)
    assert "Variety of formats" in seen["sliders"]
    assert "Variety" in seen["heads"]
    assert "variety" in seen["choices"]
    assert seen["most"] == [len(CRITERIA) * (len(CRITERIA) + 1) // 2]
    assert ["Variety of formats", "@variety"] in seen["contributions"]
    assert any(head.startswith("Variety (") for head in seen["table"])
    assert "Variety (" in report
    assert "--variety:#123456" in report


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_a_new_criterion_moves_no_answer_of_a_saved_plan(workbook: Path, saved: dict[str, object]) -> None:
    (workbook / "saved.json").write_text(json.dumps({"name": "Shop", **saved}), "utf-8")
    before = run_python(workbook, "-c", ANSWERS, "saved.json").stdout
    add_criterion(workbook)
    after = run_python(workbook, "-c", ANSWERS, "saved.json").stdout

    assert before.count("scores") == 1
    assert after == before


@pytest.mark.parametrize(("weight", "taken"), [(0.0, "0.0\n"), (2.0, "")], ids=["weighs nothing", "weighs"])
def test_votes_without_a_new_criterion_are_taken_if_it_weighs_nothing(
    workbook: Path, weight: float, taken: str
) -> None:
    add_criterion(workbook, weight=weight)
    votes = f"who;{';'.join(CRITERIA)}\nbaker{';1' * len(CRITERIA)}\n"
    code = (
        "import sys; from strategy_kit.i18n import Words; from strategy_kit.storage.votes_file import read_votes;"
        f"headings = {dict(zip(CRITERIA, CRITERIA, strict=True))};"
        "print(read_votes(sys.argv[1], headings, Words('en'))[0].weights.variety)"
    )
    read = run_python(workbook, "-c", code, votes)

    assert read.stdout == taken
    assert ("no weight for variety" in read.stderr) == (weight > 0)


def test_a_new_criterion_that_weighs_asks_for_its_pairs_on_a_page_that_opens(workbook: Path) -> None:
    add_criterion(workbook, weight=2.0)
    (workbook / "saved.json").write_text(json.dumps({"name": "Shop", **SAVED["pairs"]}), "utf-8")
    output = run_python(workbook, "-c", OPENED, "saved.json")

    assert "Compare in pairs: not compared with the other criteria: Variety of formats." in output.stdout, output.stderr


def test_a_platform_is_its_rows_in_the_data_and_shows_everywhere(workbook: Path, tmp_path: Path) -> None:
    add_platform(workbook)

    assert changed_files(workbook) == {"data/platforms.csv", "data/platform_formats.csv"}

    seen = probed(workbook, {"name": "Shop", "platforms": ["agora"], "unknown_hours": True}, tmp_path / "out")
    report = (tmp_path / "out" / "report.html").read_text("utf-8")

    assert (seen["code"], seen["slots"]) == (0, ["agora"])
    assert "agora" in seen["choices"]
    assert ["AG Agora", "@platform-agora"] in seen["month"]
    assert "--platform-agora:#06C755" in report
    assert "p-platform-agora" in report
    assert '"agora"' in (tmp_path / "out" / "calendar.csv").read_text("utf-8-sig")
    assert "Agora" in (tmp_path / "out" / "calendar.ics").read_text("utf-8")
    assert (seen["files"], "characters, but Agora allows 20. Shorten it." in seen["printed"]) == ([], True)
    assert '"agora",' in (tmp_path / "out" / "fit.csv").read_text("utf-8-sig")


def test_check_names_a_platform_without_a_colour(workbook: Path) -> None:
    add_platform(workbook, colour="")

    done = run_python(workbook, "-m", "strategy_kit", "check")

    assert done.returncode == 2
    rows = len((workbook / "data" / "platforms.csv").read_text("utf-8").splitlines()) - 1
    assert (
        f"platforms.csv, row {rows + 1}, column colour: the cell is empty for agora. Fill it in."
        in done.stdout + done.stderr
    )


Added = Callable[[Path], None]


@pytest.mark.parametrize("add", [add_criterion, add_platform], ids=["criterion", "platform"])
def test_the_page_of_the_server_knows_the_colour_of_what_was_added(workbook: Path, add: Added) -> None:
    add(workbook)
    code = "from strategy_kit.server.assets import load_assets; print(load_assets()['strategy_kit.css'].body.decode())"
    style = run_python(workbook, "-c", code).stdout

    assert ("--variety:light-dark(#123456,#123456)" in style) == (add is add_criterion)
    assert ("--platform-agora:light-dark(#06C755,#3DDC84)" in style) == (add is add_platform)
