import datetime as dt
import re
import zoneinfo
from functools import cache

import pytest
from example_plans import MONDAY, plan_of, post, watch, with_everywhere
from foreign import READERS
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from strategy_kit.calendar.reconcile import reconciled, reworded
from strategy_kit.errors import InputError
from strategy_kit.exports.ics import HALF_A_DAY, to_ics
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, Campaign, InboxCheck, Plan, Slot
from strategy_kit.text import normalized_text, one_line

NOW = dt.datetime(2027, 2, 22, 9, 30, 15, 123456, dt.UTC)
ALLOWED = {
    "VCALENDAR": {
        "PRODID", "VERSION", "CALSCALE", "X-WR-CALNAME", "NAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
    },
    "VEVENT": {
        "UID", "DTSTAMP", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP",
        "URL",
    },
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
}  # fmt: skip
CANCELLED_POST, CANCELLED_WATCH = "Cancelled: LinkedIn: Bread of the day", "Cancelled: Answer on LinkedIn: Counter"


def written(plan, lang="en", now=NOW, **options):
    return Calendar.from_ical(to_ics(plan, now=now, lang=lang, **options))


def events(plan, **options):
    return {str(event["SUMMARY"]): event for event in written(plan, **options).events}


def test_a_post_leaves_its_owner_free_and_its_watch_keeps_them_busy(plan):
    entries = [(str(event["SUMMARY"]), str(event["TRANSP"])) for event in written(plan).events]

    assert entries[:2] == [("Facebook: Bread of the day", "TRANSPARENT"), ("Answer on Facebook: Counter", "OPAQUE")]
    assert len(entries) == 8


def test_a_post_takes_a_quarter_of_an_hour_and_a_watch_its_minutes(plan):
    entries = events(plan)
    start = dt.datetime(2027, 3, 1, 10, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))

    assert entries["Facebook: Bread of the day"].start == entries["Answer on Facebook: Counter"].start == start
    assert entries["Facebook: Bread of the day"].end - start == dt.timedelta(minutes=15)
    assert entries["Answer on Facebook: Counter"].end - start == dt.timedelta(minutes=60)


@pytest.mark.parametrize(("agreed_on", "status"), [(None, "TENTATIVE"), (MONDAY, "CONFIRMED")])
def test_the_standing_of_the_plan_is_that_of_its_events_but_cancelled_ones(plan, agreed_on, status):
    entries = events(plan.changed(agreed_on=agreed_on))

    assert entries["Facebook: Bread of the day"]["STATUS"] == entries["Answer on Facebook: Counter"]["STATUS"] == status
    assert entries[CANCELLED_POST]["STATUS"] == entries[CANCELLED_WATCH]["STATUS"] == "CANCELLED"


def test_a_plan_that_changed_since_it_was_agreed_is_a_draft_that_says_so(plan):
    entry = events(plan.changed(trigger="never"))["Facebook: Bread of the day"]

    assert entry["STATUS"] == "TENTATIVE"
    assert "Plan of Corner bakery, changed since it was agreed on 22 February 2027." in entry["DESCRIPTION"]


def test_sequence_is_the_revision_of_the_post(plan):
    entries = events(plan)

    assert entries["Facebook: Bread of the day"]["SEQUENCE"] == 0
    assert entries[CANCELLED_POST]["SEQUENCE"] == entries[CANCELLED_WATCH]["SEQUENCE"] == 2


def test_a_post_moved_renamed_or_cancelled_keeps_its_uid(plan):
    first = plan.slots[0]
    changed = first.changed(day=MONDAY + dt.timedelta(days=1), pillar="Orders", cancelled=True, revision=1)
    before, after = written(plan), written(plan.changed(slots=(changed, *plan.slots[1:])))

    assert {str(event["UID"]) for event in before.events} == {str(event["UID"]) for event in after.events}


weeks = st.lists(
    st.tuples(
        st.integers(0, 13), st.integers(8, 18), st.sampled_from(["facebook", "x"]), st.sampled_from(["News", "Orders"])
    ),
    unique_by=lambda place: place[:3],
    max_size=6,
).map(
    lambda places: [
        post(f"-{n}", platform, MONDAY + dt.timedelta(days=day), dt.time(hour), pillar=pillar)
        for n, (day, hour, platform, pillar) in enumerate(sorted(places), start=1)
    ]
)
SAID = ("STATUS", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(weeks, st.booleans(), st.sampled_from([30, 60]), st.text("ab")), min_size=2, max_size=5))
def test_through_any_changes_no_event_is_lost_and_each_that_says_something_new_has_a_higher_sequence(history):
    plan, before = plan_of([]), {}
    for posts, agreed, minutes, text in history:
        watches = [watch(slot, minutes=minutes) for slot in posts]
        slots, answers = reconciled(plan.slots, posts, watches, plan.watches, agreed=agreed)
        plan = plan.changed(slots=slots, watches=answers, agreed_on=MONDAY if agreed else None)
        plan = reworded(plan, {slot.id: {"text": text} for slot in plan.slots[:1]})
        entries = {str(event["UID"]): event for event in written(plan).events}

        assert before.keys() <= entries.keys()
        assert len(entries) == 2 * len(plan.slots)
        for uid, event in before.items():
            said_anew = any(event[name].to_ical() != entries[uid][name].to_ical() for name in SAID)
            assert entries[uid]["SEQUENCE"] >= event["SEQUENCE"] + said_anew
        before = entries


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


@pytest.mark.parametrize("lang", COMPLETE)
def test_events_speak_the_language_asked_for(plan, lang):
    _ = Words(lang, "FR")
    entries = [str(event["SUMMARY"]) for event in written(plan, lang=lang).events]
    described = str(written(plan, lang=lang).events[0]["DESCRIPTION"])

    assert entries[1] == _("Answer on {platform}: {person}", platform="Facebook", person="Counter")
    assert _.date(dt.date(2027, 2, 22)) in described
    assert written(plan, lang=lang)["PRODID"].endswith(f"//{lang.upper()}")


def test_the_events_of_a_campaign_carry_its_name(plan):
    fair = Campaign(name="Spring, fair", first="2027-03-01", last="2027-03-01")
    found = events(plan.changed(brief=plan.brief.changed(campaigns=[fair])))

    assert "Campaign: Spring, fair." in found["Facebook: Bread of the day"]["DESCRIPTION"]
    assert "Spring, fair" in found["Facebook: Bread of the day"].categories
    assert [name for name, event in found.items() if "Campaign" in event["DESCRIPTION"]] == [
        "Facebook: Bread of the day"
    ]


def test_an_event_begins_with_the_words_to_publish_and_names_its_link(plan):
    words = {
        "title": "Rye",
        "text": "Rye today;\ncome, taste",
        "tags": ("bread", "rye"),
        "link": "https://example.org/?a=1;b=2",
    }
    entries = events(plan.changed(slots=(plan.slots[0].changed(minutes=30, **words),), watches=()))["Facebook: Rye"]

    assert entries["DESCRIPTION"].split("\n") == [
        "Rye today;",
        "come, taste",
        "#bread #rye",
        "",
        "Prepared by: Counter. Format: image.",
        "Preparation: about 30\u00a0min.",
        "Pillar: Bread of the day.",
        "Hour: good, according to 3 studies.",
        "Plan of Corner bakery, agreed on 22 February 2027.",
    ]
    assert entries["URL"] == words["link"]


def test_a_watch_says_after_which_post_how_soon_to_answer_and_how_much_work_it_is(plan):
    watches = (plan.watches[0].changed(work_minutes=20), *plan.watches[1:])

    assert events(plan.changed(watches=watches))["Answer on Facebook: Counter"]["DESCRIPTION"].split("\n") == [
        "Follows the 10:00 post: Bread of the day.",
        "Response time to aim for: 1\u00a0h.",
        "Working time: about 20\u00a0min.",
        "Plan of Corner bakery, agreed on 22 February 2027.",
    ]


def test_a_round_of_monitoring_keeps_its_person_busy_and_its_name_when_it_moves(plan):
    done = InboxCheck(person="Counter", day=MONDAY, time=dt.time(9), zone="Europe/Paris", minutes=15)
    late = done.changed(time=dt.time(16), person="Baker")
    first, second = events(plan.changed(rounds=(late, done))), events(plan.changed(rounds=(done.changed(minutes=30),)))
    names = ("Inbox check: Counter", "Inbox check: Baker")

    assert [first[name]["TRANSP"] for name in names] == ["OPAQUE", "OPAQUE"]
    assert first[names[0]]["UID"] == second[names[0]]["UID"] != first[names[1]]["UID"]
    assert second[names[0]].end - second[names[0]].start == dt.timedelta(minutes=30)


def test_a_file_to_subscribe_to_says_its_name_and_how_often_to_ask_and_holds_the_same_events(plan):
    once, subscribed = written(plan), written(plan, refresh=HALF_A_DAY)
    line = b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"

    assert (subscribed["NAME"], subscribed["X-PUBLISHED-TTL"]) == ("Corner bakery: posts and response windows", "PT12H")
    assert line in to_ics(plan, now=NOW, lang="en", refresh=HALF_A_DAY)
    assert set(subscribed) - set(once) == {"NAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
    assert "METHOD" not in subscribed
    assert [event.to_ical() for event in subscribed.events] == [event.to_ical() for event in once.events]


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_every_program_reads_the_file_to_subscribe_to_like_the_one_to_import(plan, reader):
    subscribed = reader(to_ics(plan, now=NOW, lang="fr", refresh=HALF_A_DAY))

    assert subscribed == reader(to_ics(plan, now=NOW, lang="fr"))
    assert len(subscribed) == 8


def test_an_hour_without_a_study_says_no_data_yet(plan):
    entries = events(plan)

    assert "Hour: good, according to 3 studies." in entries["Facebook: Bread of the day"]["DESCRIPTION"]
    assert "Hour: no data yet from any study." in entries["Instagram: Bread of the day"]["DESCRIPTION"]


def test_a_plan_without_posts_is_a_calendar_without_events():
    assert written(plan_of([])).events == []


def test_lines_are_at_most_75_octets_and_end_in_crlf(plan):
    data = to_ics(plan.changed(brief=plan.brief.changed(name="é" * 80)), now=NOW, lang="en")

    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")


# What people write


@cache
def file_with_everywhere(plan, text, refresh=None):
    """Return the file of a plan with that text in every field, and a look at the inbox by a person of that name."""
    look = InboxCheck(person="Counter", day=MONDAY, time=dt.time(9), zone="Europe/Paris", minutes=15)
    rounds = (look.model_copy(update={"person": text}),)
    told = with_everywhere(plan, text).model_copy(update={"rounds": rounds})
    return to_ics(told, now=NOW, lang="en", refresh=refresh)


@cache
def calendar_with_everywhere(plan, text, refresh=None):
    return Calendar.from_ical(file_with_everywhere(plan, text, refresh))


@pytest.mark.parametrize("refresh", [None, HALF_A_DAY], ids=["import", "subscribe"])
def test_no_text_can_add_a_property_or_an_event(plan, hostile, refresh):
    plain, harmed = (calendar_with_everywhere(plan, text, refresh) for text in ("plain", hostile))

    assert [sorted(part) for part in harmed.walk()] == [sorted(part) for part in plain.walk()]
    assert all(set(part) <= ALLOWED[part.name] for part in harmed.walk())
    assert [part.name for part in harmed.walk()].count("VEVENT") == 9
    assert all(part.errors == [] for part in harmed.walk())


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_text_comes_back_as_it_was_cleaned(plan, hostile, reader):
    entries = reader(file_with_everywhere(plan, hostile))
    post, answer = list(entries.values())[:2]

    assert post.summary == one_line(f"Facebook: {hostile}")
    assert answer.summary == one_line(f"Answer on Facebook: {hostile}")
    assert normalized_text(hostile).rstrip("\n") in post.description


def test_the_name_and_the_categories_come_back_as_they_were_cleaned(plan, hostile):
    calendar = calendar_with_everywhere(plan, hostile)

    assert str(calendar["X-WR-CALNAME"]) == one_line(f"{hostile}: posts and response windows")
    assert [str(category) for category in calendar.events[0]["CATEGORIES"].cats] == ["Facebook", one_line(hostile)]


def test_no_control_character_reaches_the_file(plan, hostile):
    text = file_with_everywhere(plan, hostile).decode()

    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", text)


def test_half_a_character_is_refused(plan):
    with pytest.raises(InputError, match="a character in this text is incomplete"):
        to_ics(with_everywhere(plan, "a\ud800"), now=NOW, lang="en")


# The calendar must make sense


def test_two_posts_of_one_id_are_refused(plan):
    with pytest.raises(InputError, match=r"^slots: s1 appears twice\."):
        written(plan.changed(slots=(*plan.slots, plan.slots[0])))


def test_a_watch_of_no_post_is_refused(plan):
    with pytest.raises(InputError, match=r"^watches: found s1, but no post has that ID\."):
        written(plan.changed(slots=plan.slots[1:]))


def test_a_wall_time_that_clocks_skip_is_refused_with_its_place():
    gap = post(1, day=dt.date(2027, 3, 28), time=dt.time(2, 30))

    with pytest.raises(InputError, match=r"^slots\.0\.time: 2027-03-28 02:30 does not exist in Europe/Paris"):
        written(plan_of([gap]))


# Reviews


@pytest.fixture
def reviewed() -> Plan:
    """A plan with an objective, whose results are known for twelve weeks."""
    place = {"platform": "x", "pillar": "News", "owner": "Owner", "zone": "Europe/Paris", "time": "10:00"}
    leads = (12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12)
    results = [
        {"objective": "lead-generation", "begins": dt.date(2027, 1, 4) + dt.timedelta(weeks=n), "value": value}
        for n, value in enumerate(leads)
    ]
    objectives = [{"key": "lead-generation", "target": 20, "per": "week"}]
    brief = Brief(name="Shop", team_zone="Europe/Paris", objectives=objectives)
    slot = Slot.model_validate({**place, "id": "s1", "day": "2027-01-05"})
    return Plan(id="p", brief=brief, start=dt.date(2027, 1, 4), weeks=13, slots=[slot], results=results)


def review_events(plan: Plan, lang: str = "en") -> dict[str, dt.datetime]:
    read = Calendar.from_ical(to_ics(plan, now=dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC), lang=lang))
    return {str(event["UID"]): event for event in read.events if ": Shop" in str(event["SUMMARY"]).replace("\xa0", "")}


def test_a_review_is_an_event_on_each_day_on_which_it_can_decide_something(reviewed: Plan) -> None:
    starts = sorted(event["DTSTART"].dt for event in review_events(reviewed).values())

    assert starts[-1].date() == reviewed.end
    assert starts[-1].hour == 9
    assert str(next(iter(review_events(reviewed, "fr").values()))["SUMMARY"]).startswith("Bilan")


def test_the_event_at_the_end_keeps_its_identity_when_results_come_in(reviewed: Plan) -> None:
    def last(each: Plan) -> str:
        return max(review_events(each).items(), key=lambda pair: pair[1]["DTSTART"].dt)[0]  # type: ignore[index]

    assert last(reviewed) == last(reviewed.changed(results=[]))


def test_a_plan_without_an_objective_has_no_review_in_its_calendar(reviewed: Plan) -> None:
    assert review_events(reviewed.changed(brief=reviewed.brief.changed(objectives=[]))) == {}
