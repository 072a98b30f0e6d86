"""Important dates on the calendar page: one button adds a campaign, as a step to undo."""

import datetime as dt
from pathlib import Path

import ipywidgets
import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief
from strategy_kit.pages.calendar.occasions import OccasionLines
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.store import open_store
from strategy_kit.views.occasions import occasions_line

START = dt.date(2026, 12, 7)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", START.isoformat())
    words = Words("en")
    made = Session(open_store(tmp_path / "plans.sqlite"), new_plan(words, "shop"), words, START)
    brief = Brief(name="Shop", country="FR", team_zone="Europe/Paris", platforms=("facebook",))
    made.replace_plan(made.plan.changed(brief=brief, start=START, weeks=4))
    return made


def buttons(lines: OccasionLines) -> list[ipywidgets.Button]:
    return [part for line in lines.children[1:] for part in line.children if isinstance(part, ipywidgets.Button)]


def test_one_button_adds_a_campaign_that_leads_up_to_the_day(session: Session) -> None:
    lines = OccasionLines(session)
    assert occasions_line(session.workings, session.words) == "In your period: Christmas and New Year’s Eve"

    buttons(lines)[0].click()

    (campaign,) = session.plan.brief.campaigns
    assert (campaign.name, campaign.first, campaign.last, campaign.posts) == (
        "Christmas",
        START,
        dt.date(2026, 12, 25),
        3,
    )
    assert len(buttons(lines)) == 1
    assert session.step("undo")
    assert len(buttons(lines)) == 2


def test_what_is_over_is_not_proposed_and_a_campaign_under_the_name_of_another_language_counts(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    buttons(OccasionLines(session))[0].click()
    french = Words("fr")

    assert occasions_line(session.workings, french) == "Dans votre période\u00a0: Réveillon du Nouvel An"
    assert "Réveillon" not in occasions_line(session.workings.after(session.plan, dt.date(2027, 1, 1)), french)


def test_the_words_name_the_source_of_a_date_and_our_judgement(session: Session) -> None:
    session.replace_plan(session.plan.changed(start=dt.date(2027, 5, 3)))
    lines = OccasionLines(session)

    assert "Mother’s Day, Sunday, 30 May 2027" in repr(lines.children[1].children[0])
    assert "Source of the date: Aleteia 2020." in repr(lines.children[1].children[0])
    assert "our judgement" in repr(lines.children[1].children[0])


def test_a_full_list_of_campaigns_is_refused_in_words(session: Session) -> None:
    lines = OccasionLines(session)
    most = Brief.most("campaigns")
    assert most
    days = {"first": START, "last": START, "posts": 1, "platform": "x"}
    campaign = [{**days, "name": f"c{number}"} for number in range(most)]
    session.change_brief(campaigns=campaign)
    buttons(lines)[0].click()

    assert "Remove one first." in repr(lines.children[-1])
    assert len(session.plan.brief.campaigns) == most
