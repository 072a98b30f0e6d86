"""What is known of a new plan before anybody opens one: taken by whoever has the same, and by nobody else."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import ipywidgets
import pytest

from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.pages import warm_up
from strategy_kit.pages.dashboard import Dashboard
from strategy_kit.pages.registry import PAGES
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import Session, new_plan, open_session
from strategy_kit.session.warm_cache import clear, recording, warm_cards
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.card import card_views

EN = Words("en")
TODAY = dt.date(2027, 1, 4)


@pytest.fixture(autouse=True)
def unknown(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", TODAY.isoformat())
    clear()
    yield
    clear()
    warm_up._last.clear()
    ipywidgets.Widget.close_all()


def opened(words: Words = EN) -> Session:
    """Open a new plan, under a name nobody had before."""
    return Session(None, new_plan(words), words, TODAY)


class Counted:
    """A view that counts how often it is made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, workings: Workings, words: Words) -> Card:
        self.made += 1
        return Card("counted", f"{workings.plan.brief.name}, {words.lang}")


@pytest.fixture
def view() -> Counted:
    """A view that was made in a warm-up."""
    made, session = Counted(), opened()
    with recording(session.workings, EN):
        list(warm_cards([made], session.workings, EN))
    return made


def shown(view: Counted, session: Session) -> str:
    [card] = warm_cards([view], session.workings, session.words)
    return card.title


def test_a_new_plan_shows_what_was_made_before_it_was_opened(view: Counted) -> None:
    assert shown(view, opened()) == "Your business, en"
    assert view.made == 1


def test_a_plan_that_was_changed_is_worked_out_anew_until_it_is_as_it_was(view: Counted) -> None:
    session = opened()
    session.change_brief(name="Bakery")
    changed = shown(view, session)
    session.change_brief(name="Your business")

    assert (changed, shown(view, session), view.made) == ("Bakery, en", "Your business, en", 2)


def test_a_plan_that_was_agreed_on_is_not_the_new_plan_whatever_its_results(view: Counted) -> None:
    session = opened()
    session.replace_plan(session.plan.changed(agreed_by="Ann"))
    shown(view, session)

    assert view.made == 2


@pytest.mark.parametrize(("lang", "year"), [("fr", TODAY.year), ("en", TODAY.year + 4)], ids=["words", "year"])
def test_a_plan_in_other_words_or_worked_on_in_another_year_takes_nothing(view: Counted, lang: str, year: int) -> None:
    words = Words(lang)
    shown(view, Session(None, new_plan(words), words, TODAY.replace(year=year)))

    assert view.made == 2


def test_results_of_a_visitor_are_not_cached_for_others(view: Counted) -> None:
    own = Counted()
    shown(own, opened())
    shown(own, opened())

    assert own.made == 2


def test_a_cached_result_is_not_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    warmed_up = opened()
    with recording(warmed_up.workings, EN):
        before = warmed_up.workings.schedule
    session = opened()
    monkeypatch.setattr(session.background, "run", None)

    assert session.workings.schedule is before


@pytest.mark.parametrize("lang", COMPLETE)
def test_a_warm_up_changes_nothing_of_what_a_page_shows(tmp_path: Path, lang: str) -> None:
    def cards() -> dict[str, list[Card]]:
        session = open_session(lang, "mine", store=open_store(tmp_path / "plans.sqlite"))
        return {page: [view.card for view in card_views(Dashboard(session, page))] for page in PAGES}

    alone = cards()
    warm_up.warm_up()

    assert cards() == alone


def test_a_warm_up_is_due_when_another_day_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    before = warm_up.is_due()
    warm_up.warm_up()
    same = warm_up.is_due()
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-01-05")

    assert (before, same, warm_up.is_due()) == (False, False, True)


def test_a_warm_up_leaves_no_widget_behind() -> None:
    warm_up.warm_up()

    assert not ipywidgets.widgets.widget._instances
