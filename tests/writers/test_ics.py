import datetime as dt
import re
import zoneinfo

import pytest
from example_plans import MONDAY, plan_of, post, watch, with_everywhere
from icalendar import Calendar

from strategy_kit.errors import InputError
from strategy_kit.i18n import LANGUAGES, Words
from strategy_kit.writers.ics import to_ics
from strategy_kit.writers.text import clean, one_line

NOW = dt.datetime(2027, 2, 22, 9, 30, 15, 123456, dt.UTC)
ALLOWED = {
    "VCALENDAR": {"PRODID", "VERSION", "CALSCALE", "X-WR-CALNAME"},
    "VEVENT": {
        "UID", "DTSTAMP", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP",
    },
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
}  # fmt: skip


def written(plan, lang="en", now=NOW):
    return Calendar.from_ical(to_ics(plan, now=now, lang=lang))


def events(plan, **options):
    return {str(event["SUMMARY"]): event for event in written(plan, **options).events}


def test_a_post_leaves_its_owner_free_and_its_watch_keeps_them_busy(plan):
    told = [(str(event["SUMMARY"]), str(event["TRANSP"])) for event in written(plan).events]

    assert told[:2] == [("Facebook: Bread of the day", "TRANSPARENT"), ("Answer on Facebook: Counter", "OPAQUE")]
    assert len(told) == 8


def test_a_post_takes_a_quarter_of_an_hour_and_a_watch_its_minutes(plan):
    told = events(plan)
    start = dt.datetime(2027, 3, 1, 10, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))

    assert told["Facebook: Bread of the day"].start == told["Answer on Facebook: Counter"].start == start
    assert told["Facebook: Bread of the day"].end - start == dt.timedelta(minutes=15)
    assert told["Answer on Facebook: Counter"].end - start == dt.timedelta(minutes=60)


@pytest.mark.parametrize(("agreed_on", "status"), [(None, "TENTATIVE"), (MONDAY, "CONFIRMED")])
def test_the_standing_of_the_plan_is_that_of_its_events_but_cancelled_ones(plan, agreed_on, status):
    told = events(plan.changed(agreed_on=agreed_on))

    assert told["Facebook: Bread of the day"]["STATUS"] == told["Answer on Facebook: Counter"]["STATUS"] == status
    assert told["LinkedIn: Bread of the day"]["STATUS"] == told["Answer on LinkedIn: Counter"]["STATUS"] == "CANCELLED"


def test_sequence_is_the_revision_of_the_post(plan):
    told = events(plan)

    assert (told["Facebook: Bread of the day"]["SEQUENCE"], told["LinkedIn: Bread of the day"]["SEQUENCE"]) == (0, 2)
    assert told["Answer on LinkedIn: Counter"]["SEQUENCE"] == 2


def test_a_post_moved_renamed_or_cancelled_keeps_its_uid(plan):
    first = plan.slots[0]
    changed = first.changed(day=MONDAY + dt.timedelta(days=1), pillar="Orders", cancelled=True, revision=1)
    before, after = written(plan), written(plan.changed(slots=(changed, *plan.slots[1:])))

    assert {str(event["UID"]) for event in before.events} == {str(event["UID"]) for event in after.events}


def test_no_two_events_of_two_plans_share_a_uid(plan):
    second_watch = watch(plan.slots[0], person="Baker")
    plan = plan.changed(watches=(*plan.watches, second_watch))
    uids = [str(event["UID"]) for name in ("p1", "p2", plan.id) for event in written(plan.changed(id=name)).events]

    assert len(set(uids)) == len(uids) == 27


def test_the_same_plan_and_instant_give_the_same_bytes():
    zones = ("Europe/Paris", "America/New_York", "Australia/Sydney", "Africa/Casablanca", "Asia/Kathmandu")
    plan = plan_of([post(number, zone=zone) for number, zone in enumerate(zones)])
    first = to_ics(plan, now=NOW, lang="en")

    assert all(to_ics(plan, now=NOW, lang="en") == first for _ in range(100))
    assert re.findall(rb"TZID:(\S+)", first) == sorted(zone.encode() for zone in zones)


def test_the_stamp_is_the_instant_of_writing_in_utc(plan):
    summer = NOW.astimezone(zoneinfo.ZoneInfo("America/New_York"))

    assert b"DTSTAMP:20270222T093015Z\r\n" in to_ics(plan, now=summer, lang="en")
    with pytest.raises(ValueError, match="aware"):
        to_ics(plan, now=dt.datetime(2027, 2, 22), lang="en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_events_speak_the_language_asked_for(plan, lang):
    _ = Words(lang, "FR")
    told = [str(event["SUMMARY"]) for event in written(plan, lang=lang).events]
    described = str(written(plan, lang=lang).events[0]["DESCRIPTION"])

    assert told[1] == _("Answer on {platform}: {person}", platform="Facebook", person="Counter")
    assert _.date(dt.date(2027, 2, 22)) in described


def test_an_hour_no_study_speaks_of_is_said_to_be_unknown(plan):
    told = events(plan)

    assert "Hour: good, 3 studies speak of it." in told["Facebook: Bread of the day"]["DESCRIPTION"]
    assert "Hour: unknown, no study speaks of it." in told["Instagram: Bread of the day"]["DESCRIPTION"]


def test_a_plan_without_posts_is_a_calendar_without_events():
    assert written(plan_of([])).events == []


def test_lines_are_at_most_75_octets_and_end_in_crlf(plan):
    data = to_ics(plan.changed(brief=plan.brief.changed(name="é" * 80)), now=NOW, lang="en")

    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")


# What people write


def test_no_text_can_add_a_property_or_an_event(plan, hostile):
    calendar = written(with_everywhere(plan, hostile))

    assert all(set(part) == ALLOWED[part.name] for part in calendar.walk())
    assert [part.name for part in calendar.walk()].count("VEVENT") == 8
    assert all(part.errors == [] for part in calendar.walk())


def test_text_comes_back_as_it_was_cleaned(plan, hostile):
    calendar = written(with_everywhere(plan, hostile))
    event, answer = calendar.events[:2]

    assert str(calendar["X-WR-CALNAME"]) == one_line(hostile)
    assert str(event["SUMMARY"]) == one_line(f"Facebook: {hostile}")
    assert str(answer["SUMMARY"]) == one_line(f"Answer on Facebook: {hostile}")
    assert [str(category) for category in event["CATEGORIES"].cats] == ["Facebook", one_line(hostile)]
    assert clean(hostile) in str(event["DESCRIPTION"])


def test_no_control_character_reaches_the_file(plan, hostile):
    text = to_ics(with_everywhere(plan, hostile), now=NOW, lang="en").decode()

    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", text)


def test_half_a_character_is_refused(plan):
    with pytest.raises(InputError, match="half of a character"):
        to_ics(with_everywhere(plan, "a\ud800"), now=NOW, lang="en")


# The calendar must make sense


def test_two_posts_of_one_id_are_refused(plan):
    with pytest.raises(InputError, match=r"^slots: s1 stands twice"):
        written(plan.changed(slots=(*plan.slots, plan.slots[0])))


def test_a_watch_of_no_post_is_refused(plan):
    with pytest.raises(InputError, match=r"^watches: found s1, but no post has that id"):
        written(plan.changed(slots=plan.slots[1:]))


def test_a_wall_time_that_clocks_skip_is_refused_with_its_place():
    gap = post(1, day=dt.date(2027, 3, 28), time=dt.time(2, 30))

    with pytest.raises(InputError, match=r"^slots\.0\.time: 2027-03-28 02:30 does not exist in Europe/Paris"):
        written(plan_of([gap]))
