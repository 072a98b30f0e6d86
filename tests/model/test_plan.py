"""A plan's posts and response windows without the cancelled ones."""

import datetime as dt

from strategy_kit.model import Brief, Plan, ResponseWindow, Slot, live_slots, live_watches


def post(key: str, day: str, time: str, zone: str = "Europe/London", **values: object) -> Slot:
    return Slot(id=key, platform="x", day=day, time=time, zone=zone, pillar="News", owner="Ann", **values)  # type: ignore[arg-type]


def test_live_posts_stand_in_order_of_time_whatever_their_clock() -> None:
    posts = (
        post("paris", "2027-03-01", "10:00", "Europe/Paris"),
        post("tokyo", "2027-03-01", "11:00", "Asia/Tokyo"),
        post("gone", "2027-03-01", "09:00", cancelled=True),
    )
    plan = Plan(brief=Brief(name="Shop"), start=dt.date(2027, 3, 1), slots=posts)

    assert [slot.id for slot in live_slots(plan)] == ["tokyo", "paris"]


def test_the_response_window_of_a_cancelled_post_is_not_live() -> None:
    posts = (post("a", "2027-03-01", "09:00"), post("gone", "2027-03-01", "08:00", cancelled=True))
    windows = tuple(
        ResponseWindow(slot=slot.id, person="Ann", day=slot.day, time=slot.time, zone=slot.zone, minutes=30)
        for slot in posts
    )
    plan = Plan(brief=Brief(name="Shop"), start=dt.date(2027, 3, 1), slots=posts, watches=windows)

    assert [watch.slot for watch in live_watches(plan)] == ["a"]
