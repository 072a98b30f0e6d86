"""The duty roster lists who answers when, and who stands in for whom."""

import datetime as dt
from dataclasses import replace

from calendars import MONDAY, constraints_for, heat_from, person

from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.figures.calendar.agenda import duty_roster_card
from strategy_kit.i18n import Words
from strategy_kit.model import DaysOff, MonitoringRule

RULE = {"posts_per_week_low": 0, "posts_per_week_high": 5, "posts_per_day": 1, "spacing_hours": 0}


def card_of(constraints, lang="en"):
    schedule = schedule_posts(heat_from({10: 1.0}), constraints)
    names = {"facebook": "Facebook"}
    return duty_roster_card(schedule.slots, schedule.watches, schedule.rounds, names, Words(lang)), schedule


def test_every_watch_and_round_has_its_line_in_order_of_time():
    card, schedule = card_of(constraints_for(rule=RULE, monitoring=(MonitoringRule(minutes=20),)))

    assert len(card.table.rows) == len(schedule.watches) + len(schedule.rounds) == 10
    assert [row[1] for row in card.table.rows[:2]] == ["09:00–09:20", "10:00–11:00"]
    assert card.table.rows[0][3:] == ("inbox check", "20\u00a0min")


def test_a_stand_in_is_named_with_the_person_replaced():
    away = (DaysOff(first=MONDAY, last=MONDAY + dt.timedelta(3)),)
    team = (person("maker", days_off=away), person("counter", hours=1.5))
    constraints = replace(constraints_for(team=team, rule=RULE), cover=True)

    card, _schedule = card_of(constraints)

    assert card.title == "Response rota: a colleague answers for the owner 3 times"
    assert "answers on Facebook for maker" in {row[3] for row in card.table.rows}


def test_a_calendar_without_posts_and_rounds_has_nobody_to_answer():
    card, _schedule = card_of(constraints_for(rule=RULE, team=(person(hours=0),)))

    assert (card.title, card.table.rows) == ("No response windows planned yet", ())
