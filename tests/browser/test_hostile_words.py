"""Words that would like to be more than words, in every field of a plan that takes words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from serving import Served, Site

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import Activity, Plan
from strategy_kit.session.session import new_plan
from strategy_kit.storage.store import open_store

ROOT = Path(__file__).parents[2]
PAGES = ("start", "audience", "communication", "platforms", "calendar", "plan", "review")
HOSTILE = (
    "<script>canary=1</script>",
    "</script><script>canary=1</script>",
    "<img src=x onerror=canary=1>",
    "<svg onload=canary=1>",
    "<svg><script>canary=1</script></svg>",
    "<iframe srcdoc='<script>parent.canary=1</script>'>",
    "<a href='javascript:canary=1'>x</a>",
    '"><img src=x onerror=canary=1>',
    "' autofocus onfocus='canary=1",
    '" onmouseover="canary=1',
    "<b onclick=canary=1>x</b>",
    "<math><mtext><img src=x onerror=canary=1>",
    "<style>*{background:url(//example.org/x)}</style>",
    "<link rel=stylesheet href=//example.org/x>",
    "<img src=//example.org/x>",
    "<base href=//example.org/>",
    "<meta http-equiv=refresh content=0;//example.org>",
    "<form action=//example.org><button>x",
    "{{7*7}}${canary=1}{%x%}",
    "$\\href{javascript:canary=1}{x}$",
    "&lt;img src=x onerror=canary=1&gt;",
    "=cmd|' /C calc'!A0",
    "--></style></textarea><img src=x onerror=canary=1>",
    "\u202e<img src=x onerror=canary=1>",
    "%3Cscript%3Ecanary=1%3C/script%3E",
)


def texts(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where the words of a plan stand."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield from texts(inner, (*at, key))
    if isinstance(value, str):
        yield at


def hostile_plan(shift: int) -> tuple[Plan, int]:
    """
    Return a plan with hostile words wherever words are taken, and in how many places that is.

    Lists are long enough that five plans have each of the words in each of their fields.
    """
    fresh = new_plan(Words("en"), f"hostile-{shift}").plan
    brief = fresh.brief.changed(
        activities=[Activity(name=f"a{number}", hours_per_week=1) for number in range(len(HOSTILE))],
        pillars=[fresh.brief.pillars[0].changed(name=f"p{number}", share=0.1) for number in range(10)],
        segments=[fresh.brief.segments[0].changed(name=f"s{number}") for number in range(5)],
        team=[fresh.brief.team[0].changed(name=f"t{number}") for number in range(5)],
    )
    plan, words = fresh.changed(brief=brief), json.loads(fresh.changed(brief=brief).to_json())
    places = [at for at in texts(words) if at[-1] not in ("id", "lang", "start") and takes_words(plan, at)]
    for at in places:
        row = next((part for part in at if isinstance(part, int)), len(at[-1]))
        _put(words, at, HOSTILE[(row + shift) % len(HOSTILE)])
    return Plan.from_json(json.dumps(words)), len(places)


def takes_words(plan: Plan, at: tuple[Any, ...]) -> bool:
    """Whether any words will do in a place."""
    words = json.loads(plan.to_json())
    _put(words, at, "any words will do")
    try:
        Plan.from_json(json.dumps(words))
    except InputError:
        return False
    return True


def _put(words: Any, at: tuple[Any, ...], text: str) -> None:
    for key in at[:-1]:
        words = words[key]
    words[at[-1]] = text


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "plans.sqlite"


@pytest.fixture(scope="module")
def site(served: Served, store: Path) -> Site:
    return served(ROOT / "notebooks" / "dashboard.ipynb", env={"STRATEGY_KIT_STORE": str(store)})


def test_hostile_words_find_many_places() -> None:
    assert hostile_plan(0)[1] >= 70


@pytest.mark.slow
@pytest.mark.parametrize("shift", range(0, 25, 5))
def test_hostile_words_stay_words_on_every_page(page: Page, site: Site, store: Path, shift: int) -> None:
    plan, _ = hostile_plan(shift)
    open_store(store).save(plan, 0, f"key-{shift}")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    page.goto(f"{site.address}?lang=en&plan={plan.id}")
    expect(page.locator(".widget-text input").first).to_have_value(plan.brief.name, timeout=60_000)
    for number in range(len(PAGES)):
        page.locator(".step").nth(number).click()
        expect(page.locator("section.card:visible h3").first).not_to_be_empty(timeout=30_000)
        assert page.evaluate("typeof canary") == "undefined"
        assert (
            page.locator("section.card :is(script, iframe, form, base, meta, link, [onerror], [onload])").count() == 0
        )
    site.end_kernels()

    assert dialogs == []
    assert page.url.startswith(site.address)
