"""One record a page: what lists pages follows from it, also for a page added to a copy."""

import ast
import importlib
import re
from pathlib import Path

import pytest
from scratch import ROOT, copy_workbook, found_by

from strategy_kit.evidence.load import load_table
from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.pages.registry import PAGES, neighbours, steps, timing_gains
from strategy_kit.server.query import FIELD_PATTERNS
from strategy_kit.views.plan import STEPS

MODULE = """
from strategy_kit.views.plan import overview_view
from strategy_kit.widgets.panel import Panel

def listening_page(session):
    return Panel(session, [overview_view])
"""
RECORD = """
    PageRecord(
        key="listening",
        name="Listening",
        maker="listening.listening:listening_page",
        topic="what people say",
        question="Who speaks of you?",
    ),
"""


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_each_page_has_a_maker_an_address_and_words_in_each_language(page) -> None:
    module, _, function = page.maker.partition(":")

    assert callable(getattr(importlib.import_module(f"strategy_kit.pages.{module}"), function))
    assert re.fullmatch(FIELD_PATTERNS["page"], page.key)
    assert all(Words(lang)(page.name) for lang in LANGUAGES)
    assert page.question or page.topic


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_page_says_which_step_it_is_of_all(lang: str) -> None:
    _ = Words(lang)
    numbers = [re.findall(r"\d+", page.kicker(_)) for page in PAGES.values() if page.topic]

    assert numbers == [[str(n), str(len(PAGES) - 1)] for n in range(1, len(PAGES))]
    assert [step["word"] for step in steps(_)] == [_(page.name) for page in PAGES.values()]


def test_neighbours_lead_from_the_first_page_to_the_last_and_back() -> None:
    order = list(PAGES.values())

    assert [neighbours(page.key)[1] for page in order] == [*order[1:], None]
    assert [neighbours(page.key)[0] for page in order] == [None, *order[:-1]]


def test_the_introduction_of_the_calendar_reads_its_figures_from_the_evidence() -> None:
    klout = load_table("timing_effects").set_index("id")["value"]
    shown = timing_gains(Words("en"))

    assert shown == {
        "most": f"{klout['klout-2015-facebook']:.0f}%",
        "best": "Facebook",
        "least": f"{klout['klout-2015-x']:.0f}%",
        "other": "X",
    }
    assert all(figure in PAGES["calendar"].lede(Words("en")) for figure in shown.values())


def test_the_readme_lists_the_notebook_of_each_page() -> None:
    listed = re.findall(r"^\| (\d) \| `([\w-]+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)

    assert listed == [(str(page.number), page.notebook.removesuffix(".ipynb")) for page in PAGES.values()]


def test_no_table_types_the_number_of_rows_that_the_model_limits() -> None:
    calls = [
        node
        for path in (ROOT / "strategy_kit" / "pages").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "table"
    ]
    limits = [{keyword.arg: keyword.value for keyword in call.keywords} for call in calls]

    assert len(limits) > 10
    assert all({"most", None} & limit.keys() for limit in limits)
    assert [limit for limit in limits if isinstance(limit.get("most"), ast.Constant)] == []


# A page more


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with one page more: its module and its record."""
    folder = copy_workbook(tmp_path_factory.mktemp("longer"))
    module = folder / "strategy_kit/pages/listening/listening.py"
    module.parent.mkdir()
    module.write_text(MODULE, "utf-8")
    registry = folder / "strategy_kit/pages/registry.py"
    text = registry.read_text("utf-8")
    assert text.count("\n)\n\nPAGES") == 1
    registry.write_text(text.replace("\n)\n\nPAGES", RECORD + ")\n\nPAGES"), "utf-8")
    return folder


def test_an_added_page_is_a_step_an_address_and_a_page_of_the_dashboard(longer: Path) -> None:
    found = found_by(
        longer,
        "from strategy_kit.pages.dashboard import open_dashboard\nfrom strategy_kit.server.query import parse_query\n"
        "dashboard = open_dashboard('en', 'mine', parse_query('page=listening').page)\n"
        "found = [dashboard.page, [step['key'] for step in dashboard.frame.steps], dashboard.frame.address['page'], "
        "repr(dashboard.children[2].children[0])]",
    )

    assert found[:3] == ["listening", [*PAGES, "listening"], "listening"]
    assert f"Step {len(PAGES)} of {len(PAGES)}, what people say" in found[3] and "Who speaks of you?" in found[3]


def test_an_added_page_is_counted_on_all_others_and_follows_the_last(longer: Path) -> None:
    found = found_by(
        longer,
        "from strategy_kit.pages.dashboard import open_dashboard\n"
        f"dashboard = open_dashboard('en', 'mine', '{list(PAGES)[-1]}')\npage = dashboard.children[2]\n"
        "before = repr(page)\nnext_page = page.children[-1].children[-1]\nnext_page.click()\n"
        "found = [before, next_page.description, dashboard.page]",
    )

    assert re.findall(r"Step \d+ of \d+", found[0]) == [f"Step {len(PAGES) - 1} of {len(PAGES)}"]
    assert found[1:] == ["Next: Listening", "listening"]


def test_an_added_page_is_warmed_up_and_names_its_notebook(longer: Path) -> None:
    found = found_by(
        longer,
        "from strategy_kit.pages import warm_up\nfrom strategy_kit.pages.registry import PAGES, PageRecord\n"
        "made = []\nmake = PageRecord.make\n"
        "PageRecord.make = lambda page, session: made.append(page.key) or make(page, session)\n"
        "warm_up.warm_up()\nfound = [sorted(set(made)), PAGES['listening'].notebook]",
    )

    assert found == [sorted([*PAGES, "listening"]), f"{len(PAGES):02}-listening.ipynb"]


def test_the_rows_of_the_start_page_lead_to_the_steps() -> None:
    assert list(STEPS) == [key for key in PAGES if key != "start"]
