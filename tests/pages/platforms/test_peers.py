"""Peers on the platforms page: a row for each peer and platform."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.platforms.peers import peers_form
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.table import TableEditor

ROW = {"name": "Baker", "platform": "facebook", "seen": "2026-12-01", "posts_per_week": "2.5"}


@pytest.fixture
def session() -> Session:
    plan = Plan(id="p1", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), weeks=1)
    return Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words("en"), dt.date(2027, 1, 1))


def editor_of(session: Session) -> Any:
    (editor,) = [part for part in peers_form(session).children if isinstance(part, TableEditor)]
    return editor


def test_a_row_is_a_peer_on_a_platform_and_the_same_format_twice_counts_once(session: Session) -> None:
    editor = editor_of(session)
    editor.rows = [{**ROW, "first_format": "image", "second_format": "image"}, {"name": "Baker", "platform": "x"}]
    known, unknown = session.plan.brief.peers

    assert (known.seen, known.posts_per_week, known.formats) == (dt.date(2026, 12, 1), 2.5, ("image",))
    assert (unknown.seen, unknown.posts_per_week, unknown.formats) == (None, None, ())


def test_a_sixth_peer_is_refused_in_words_and_the_others_stay(session: Session) -> None:
    editor = editor_of(session)
    editor.rows = [{**ROW, "name": f"Peer {n}"} for n in range(5)]
    editor.rows = [{**ROW, "name": f"Peer {n}"} for n in range(6)]

    assert len(session.plan.brief.peers) == 5
    assert session.refusals.count == 1


def test_a_row_without_a_platform_is_refused_below_its_cell(session: Session) -> None:
    editor = editor_of(session)
    editor.rows = [{"name": "Baker"}]

    assert [(error["row"], error["key"]) for error in editor.errors] == [(0, "platform")]
