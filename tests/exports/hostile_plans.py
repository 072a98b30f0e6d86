"""Whole plans in which every text a person can fill is hostile."""

import datetime as dt

from hostile import HOSTILE

from strategy_kit.calendar.reconcile import reworded
from strategy_kit.model import (
    Activity,
    BlackoutRule,
    Brief,
    Campaign,
    DaysOff,
    FormatEffort,
    Objective,
    Participant,
    Person,
    Pillar,
    PillarRating,
    PinnedPost,
    Plan,
    ReplyRule,
    Segment,
    Touchpoint,
)
from strategy_kit.plan.workings import Workings, scheduled_plan

START = dt.date(2027, 3, 1)
TURNS = range(3)
TEXTS = [f"{text[:70]} {number}" for number, text in enumerate(HOSTILE.values(), start=1)]


def hostile_plan(turn, evidence, lang):
    """Return a plan and its workings; over the turns each hostile text stands in each field."""
    texts = TEXTS[12 * turn :] + TEXTS[: 12 * turn]
    brief = hostile_brief(texts, lang)
    agreed = {"agreed_by": texts[1], "agreed_on": START, "trigger": texts[2], "scenario": texts[3]}
    plan = Plan(id="5e2a" * 8, brief=brief, start=START, weeks=1, **agreed)
    workings = Workings(plan, evidence, 2027)
    plan = scheduled_plan(plan, workings)
    words = {
        slot.id: {"title": text, "text": text, "tags": [text]} for slot, text in zip(plan.slots, texts, strict=False)
    }
    return reworded(plan, words), workings


def hostile_brief(texts, lang):
    few, asks = texts[:12], ("inform", "help", "sell")
    day = {"first": START + dt.timedelta(days=4), "last": START + dt.timedelta(days=4)}
    return Brief(
        name=texts[0],
        lang=lang,
        country="FR",
        team_zone="Europe/Paris",
        segments=[Segment(name=text, share=1 / len(few), zone="Europe/Paris", country="FR") for text in few],
        journey=[Touchpoint(segment=text, place="contacts", need=2) for text in few],
        activities=[Activity(name=text, way_out=text, hours_per_week=1, opted_in=True) for text in texts],
        objectives=[
            Objective(name=text, serves=text, own_measure=text, own_unit=text, baseline=1, target=3, owner=text)
            for text in texts[:3]
        ],
        pillars=[Pillar(name=text, share=1 / len(few), purpose=asks[n % 3]) for n, text in enumerate(few)],
        replies=[
            ReplyRule(kind=kind, who=text, tone=text)
            for kind, text in zip(("praise", "question", "complaint", "crisis"), texts, strict=False)
        ],
        formats=[FormatEffort(format="image", minutes=20)],
        platforms=("facebook", "instagram"),
        voices=[Participant(name=text, pillars=[PillarRating(pillar=few[0], relevant=3)]) for text in texts],
        team=[Person(name=text, hours_per_week=20, days_off=[DaysOff(**day, reason=text)]) for text in few[:4]],
        promotion_cap=1,
        blackouts=[DaysOff(**day, reason=text) for text in texts],
        never=[BlackoutRule(pillar=few[0], weekdays=(6,))],
        pinned=[PinnedPost(platform="facebook", day=START + dt.timedelta(days=1), time=dt.time(10), pillar=few[1])],
        campaigns=[Campaign(name=text, first=START, last=START + dt.timedelta(days=5)) for text in few[:4]],
    )
