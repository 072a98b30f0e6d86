"""The order of a workshop: its steps are pages of the workbook, and its hours are the sum of theirs."""

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.pages.registry import PAGES
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import new_plan
from strategy_kit.views.workshop import BREAK, workshop_view


@pytest.mark.parametrize("lang", COMPLETE)
def test_the_steps_of_a_workshop_are_the_pages_in_their_order_and_its_time_is_that_of_all(lang: str) -> None:
    words = Words(lang)
    card = workshop_view(Workings(new_plan(words).plan, load_evidence(), 2027), words)
    assert card.table is not None
    minutes = {words.hours(n): n for n in range(1, 60)}

    assert [row[0] for row in card.table.rows] == [words(page.name) for page in PAGES.values()][:-1]
    assert words.hours(sum(minutes[row[1]] for row in card.table.rows) + BREAK) in card.title
