"""The page of the dashboard as it travels: what its first view holds before any script ran, and whose."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from serving import Served, Site

from strategy_kit.model import Brief, Plan
from strategy_kit.storage.store import open_store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The dashboard on a store that holds one plan."""
    path = tmp_path_factory.mktemp("store") / "plans.sqlite"
    plan = Plan(id="theirs", brief=Brief(name="Secret bakery"), start=dt.date(2027, 1, 4))
    open_store(path).save(plan, 0, "first")
    around = {"STRATEGY_KIT_STORE": str(path), "STRATEGY_KIT_TODAY": "2027-01-04"}
    return served(ROOT / "notebooks" / "dashboard.ipynb", env=around)


def drawings(page: str) -> list[str]:
    """Titles of the cards whose drawing, of Plotly or in HTML, is in a page."""
    states = re.findall(r'data-part="card">.*?<script type="application/json">(.*?)</script>', page, re.DOTALL)
    return [card["title"] for card in map(json.loads, states) if card["drawing"] or card["html"]]


@pytest.mark.parametrize(("lang", "question"), [("en", "Where should you be"), ("fr", "Sur quelles plateformes")])
def test_the_page_holds_its_words_and_figures_before_any_script_runs(site: Site, lang: str, question: str) -> None:
    pages = {key: site.page(f"/?lang={lang}&page={key}") for key in ("audience", "platforms", "plan")}

    assert question in pages["platforms"]
    assert all(map(drawings, pages.values()))
    assert sum(len(drawings(page)) for page in pages.values()) >= 3
    for page in pages.values():
        assert [title for title in drawings(page) if f"<h3>{title}</h3>" not in page] == []


def test_the_first_view_shows_the_plan_of_the_address_and_nobody_elses(site: Site) -> None:
    theirs, another = (site.page(f"/?lang=en&page=plan{plan}") for plan in ("&plan=theirs", ""))

    assert "Secret bakery" in theirs
    assert "Secret bakery" not in another and "theirs" not in another


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "plans.sqlite is damaged and was not changed"), ("fr", "n’ont pas été modifiées. Restaurez")],
)
def test_a_store_that_cannot_be_opened_is_what_the_page_says(
    served: Served, tmp_path: Path, lang: str, words: str
) -> None:
    (tmp_path / "plans.sqlite").write_bytes(b"SQLite format 3\0" + bytes(5000))
    env = {"STRATEGY_KIT_STORE": str(tmp_path / "plans.sqlite")}
    page = served(ROOT / "notebooks" / "dashboard.ipynb", env=env).page(f"/?lang={lang}")

    assert json.dumps(words)[1:-1] in page  # an answer travels as JSON, in ASCII
    assert "sk-stopped" not in page  # which says that what was saved is safe


def test_the_page_holds_no_script_but_ours(site: Site) -> None:
    page = site.page("/?lang=en&page=platforms")
    scripts = re.findall(r"<script([^>]*)>", page)

    assert scripts
    assert [tag for tag in scripts if "src=" not in tag and "json" not in tag] == []
