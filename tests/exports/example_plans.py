"""Small plans one can check by eye."""

import datetime as dt

from strategy_kit.model import Brief, Person, Pillar, Plan, ResponseWindow, Slot

MONDAY = dt.date(2027, 3, 1)


def post(number, platform="facebook", day=MONDAY, time=dt.time(10), zone="Europe/Paris", **values):
    values = {"pillar": "Bread of the day", "owner": "Counter", **values}
    return Slot(id=f"s{number}", platform=platform, day=day, time=time, zone=zone, **values)


def watch(slot, person="Counter", minutes=60, **values):
    return ResponseWindow(
        slot=slot.id, person=person, day=slot.day, time=slot.time, zone=slot.zone, minutes=minutes, **values
    )


def plan_of(slots, watches=None, **values):
    brief = Brief(
        name="Corner bakery",
        country="FR",
        team_zone="Europe/Paris",
        team=(Person(name="Counter", hours_per_week=3), Person(name="Baker", hours_per_week=2)),
        pillars=(Pillar(name="Bread of the day", share=0.8), Pillar(name="Orders", purpose="sell", share=0.2)),
    )
    watches = tuple(watch(slot) for slot in slots) if watches is None else watches
    platforms = tuple(dict.fromkeys(slot.platform for slot in slots))
    values = {"id": "5e2a" * 8, "brief": brief, "start": MONDAY, "platforms": platforms, **values}
    return Plan(slots=tuple(slots), watches=watches, **values)


def with_everywhere(plan, text):
    """Return the plan with `text` in every field a person can fill, past all checks of the model."""
    brief = plan.brief.model_copy(
        update={
            "name": text,
            "team": tuple(person.model_copy(update={"name": text}) for person in plan.brief.team[:1]),
            "pillars": tuple(pillar.model_copy(update={"name": text}) for pillar in plan.brief.pillars[:1]),
        }
    )
    return plan.model_copy(
        update={
            "brief": brief,
            "slots": tuple(
                slot.model_copy(update={"pillar": text, "owner": text, "title": text, "text": text, "tags": (text,)})
                for slot in plan.slots
            ),
            "watches": tuple(watch.model_copy(update={"person": text}) for watch in plan.watches),
            "agreed_by": text,
            "scenario": text,
            "trigger": text,
        }
    )
