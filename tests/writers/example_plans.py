"""Small plans one can check by eye, and texts that try to break a file."""

import datetime as dt

from strategy_kit.model import Brief, Person, Pillar, Plan, Slot, Watch

MONDAY = dt.date(2027, 3, 1)
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "single quote": "' onmouseover='alert(1)",
    "closing tags": "</td></table></style></title><svg/onload=alert(1)>",
    "comment": "<!--><!doctype html><![CDATA[",
    "entities": "&lt;b&gt; &amp; &#x3c;",
    "template": "{{ 7 * 7 }}{% raw %}{name}%s",
    "tex": r"$\href{javascript:alert(1)}{x}$",
    "link": "javascript:alert(1)",
    "formula": '=HYPERLINK("http://example.org","x")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(A1:A9)",
    "tab formula": "\t=1+1",
    "return formula": "\r=1+1",
    "wide formula": "＝1+1",
    "guarded formula": "'=1+1",
    "padded formula": " \u00a0'\"=1+1",
    "property": "a\r\nATTENDEE:mailto:x@example.org",
    "event": "a\nEND:VEVENT\nBEGIN:VALARM\nACTION:AUDIO",
    "separators": 'a;b,c\\n:d"e\\',
    "controls": "a\x00b\x0bc\x1b[31md\x7fe\x85f",
    "line separators": "a\u2028b\u2029c",
    "direction": "\u202egnp.\u202c \u2066x\u2069 \u200fאב",
    "emoji": "👩\u200d🍳" * 30,
    "path": "../../etc/passwd\\CON",
    "long": "x=" * 50_000,
    "noncharacter": "a\ufffe\uffff\U0010ffffb",
}


def post(number, platform="facebook", day=MONDAY, time=dt.time(10), zone="Europe/Paris", **values):
    values = {"pillar": "Bread of the day", "owner": "Counter", **values}
    return Slot(id=f"s{number}", platform=platform, day=day, time=time, zone=zone, **values)


def watch(slot, person="Counter", minutes=60, **values):
    return Watch(slot=slot.id, person=person, day=slot.day, time=slot.time, zone=slot.zone, minutes=minutes, **values)


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
            "slots": tuple(slot.model_copy(update={"pillar": text, "owner": text}) for slot in plan.slots),
            "watches": tuple(watch.model_copy(update={"person": text}) for watch in plan.watches),
            "agreed_by": text,
            "scenario": text,
            "trigger": text,
        }
    )
