"""The programme of a week stays small, however many rules are for a single pillar."""

import datetime as dt

from calendars import MONDAY, constraints_for, heat_from, person

from strategy_kit.calendar import formulation
from strategy_kit.calendar.candidates import candidates
from strategy_kit.model import BlackoutRule, PinnedPost


def test_of_many_groups_posts_are_summed_by_fixed_post_pillar_and_person(monkeypatch):
    monkeypatch.setattr(formulation, "MANY_GROUPS", 0)
    never = tuple(BlackoutRule(start=dt.time(hour), end=dt.time(hour + 1), pillar="offer") for hour in range(9, 17))
    pin = PinnedPost(platform="facebook", day=MONDAY, time="14:00", pillar="help")
    limits = constraints_for(never=never, pinned=(pin,), cover=True, team=(person("owner"), person("counter")))
    frame = candidates(heat_from(dict.fromkeys(range(24), 0.5)), limits, {})

    programme, columns = formulation.formulation(frame, limits, (MONDAY,))

    sums = len(programme.cost) - len(columns.posts) - len(columns.made) - len(columns.checks) - len(columns.missing)
    assert len(columns.made) > 20
    assert sums == 2 * 2 + 2  # pillars by people; at the pin only "help", which its hour leaves
