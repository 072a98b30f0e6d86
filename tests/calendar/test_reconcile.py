"""Posts keep their names when a calendar changes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.calendar.reconcile import WRITTEN, Moves, moves, reconciled, reworded
from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan, ResponseWindow, Slot

MONDAY = dt.date(2027, 1, 4)


def slot(number, day, hour, platform="facebook", **more):
    values = {
        "id": f"{platform}-2027w01-{number}",
        "platform": platform,
        "day": MONDAY + dt.timedelta(day),
        "time": dt.time(hour),
    }
    return Slot(**{**values, "zone": "Europe/Paris", "pillar": "How-to", "owner": "baker", **more})


def watch(post):
    return ResponseWindow(slot=post.id, person="baker", day=post.day, time=post.time, zone=post.zone, minutes=60)


def test_reconciled_leaves_an_unchanged_calendar_as_it_is():
    posts = (slot(1, 0, 10), slot(2, 1, 10))

    watches = tuple(watch(post) for post in posts)

    assert reconciled(posts, posts, watches, watches) == (posts, watches)


def test_reconciled_raises_the_revision_where_a_response_window_changes_or_the_calendar_is_agreed():
    posts = (slot(1, 0, 10), slot(2, 1, 10))
    watches = [watch(post) for post in posts]

    rewatched, _ = reconciled(posts, posts, [watches[0], watches[1].changed(minutes=30)], watches)
    agreed, _ = reconciled(posts, posts, watches, watches, agreed=True)
    again, _ = reconciled(agreed, posts, watches, watches, agreed=True)

    assert [post.revision for post in rewatched] == [0, 1]
    assert [post.revision for post in agreed] == [post.revision for post in again] == [1, 1]


def test_reconciled_keeps_the_response_window_of_a_cancelled_post():
    posts = (slot(1, 0, 10), slot(2, 1, 10))
    watches = tuple(watch(post) for post in posts)

    assert reconciled(posts, posts[:1], watches[:1], watches)[1] == watches


def test_reconciled_keeps_the_id_of_a_moved_post_and_raises_its_revision():
    moved, watches = reconciled((slot(1, 0, 10),), (slot(1, 2, 15),), [watch(slot(1, 2, 15))])

    assert [(post.id, post.day.isoweekday(), post.revision) for post in moved] == [("facebook-2027w01-1", 3, 1)]
    assert watches[0].slot == "facebook-2027w01-1"


def test_reconciled_keeps_the_id_of_an_unmoved_post_whatever_its_number_in_the_week():
    before = (slot(1, 0, 10), slot(2, 3, 10))
    after = (slot(1, 3, 10), slot(2, 4, 9))

    now, _ = reconciled(before, after, [])

    assert {post.id: (post.day.isoweekday(), post.revision) for post in now} == {
        "facebook-2027w01-2": (4, 0),
        "facebook-2027w01-1": (5, 1),
    }


def test_reconciled_cancels_a_removed_post_and_reuses_its_id_only_for_a_revised_post():
    before = (slot(1, 0, 10), slot(2, 1, 10))

    fewer, _ = reconciled(before, (slot(1, 0, 10),), [])
    more, _ = reconciled(fewer, (slot(1, 0, 10), slot(2, 2, 10), slot(3, 3, 10)), [])

    assert [(post.id, post.cancelled, post.revision) for post in fewer] == [
        ("facebook-2027w01-1", False, 0),
        ("facebook-2027w01-2", True, 1),
    ]
    assert [(post.id, post.cancelled) for post in more][:2] == [
        ("facebook-2027w01-1", False),
        ("facebook-2027w01-2", False),
    ]
    assert next(post for post in more if post.id.endswith("-2")).revision == 2


WORDS = {
    "title": "Rye",
    "text": "Rye bread today",
    "link": "https://example.org/rye",
    "image": "https://example.org/rye.jpg",
    "tags": ("bread",),
}


def test_texts_of_a_post_move_with_it_and_survive_its_cancellation():
    before = (slot(1, 0, 10, **WORDS),)

    moved, _ = reconciled(before, (slot(1, 3, 12),), [])
    gone, _ = reconciled(moved, (), [])
    back, _ = reconciled(gone, (slot(1, 4, 9),), [])

    assert [{field: getattr(post, field) for field in WRITTEN} for post in (*moved, *gone, *back)] == [WORDS] * 3


def test_reworded_raises_the_revision_of_posts_whose_texts_change_and_of_no_other():
    plan = Plan(brief=Brief(name="Shop"), start=MONDAY, slots=(slot(1, 0, 10, text="Old"), slot(2, 1, 10)))

    rewritten = reworded(plan, {"facebook-2027w01-1": {"text": "New"}, "facebook-2027w01-2": {"text": ""}})

    assert [(post.text, post.revision) for post in rewritten.slots] == [("New", 1), ("", 0)]


@pytest.mark.parametrize("link", ["http://example.org", "javascript:alert(1)", "https://a", "https://a.b/c d", "a.b"])
def test_a_link_that_is_no_web_address_is_refused(link):
    with pytest.raises(InputError, match=r"^link: found .*begins with https://"):
        slot(1, 0, 10).changed(link=link)


calendars = st.lists(
    st.tuples(st.integers(0, 13), st.integers(8, 18), st.sampled_from(["facebook", "x"])), unique=True, max_size=8
).map(lambda places: tuple(slot(n + 1, day, hour, platform) for n, (day, hour, platform) in enumerate(sorted(places))))


@given(st.lists(calendars, min_size=2, max_size=5))
def test_reconciled_never_repeats_an_id_nor_lowers_a_revision(history):
    earlier: tuple[Slot, ...] = ()
    for calendar in history:
        renamed, watches = reconciled(earlier, calendar, [watch(post) for post in calendar])
        revisions = {post.id: post.revision for post in renamed}
        assert len(revisions) == len(renamed)
        assert all(revisions[post.id] >= post.revision for post in earlier)
        assert {(p.platform, p.day, p.time) for p in renamed if not p.cancelled} == {
            (p.platform, p.day, p.time) for p in calendar
        }
        assert {w.slot for w in watches} == {post.id for post in renamed if not post.cancelled}
        earlier = renamed


def test_moves_counts_unmoved_moved_added_and_removed_posts():
    before = [slot(1, 0, 10), slot(2, 1, 10), slot(3, 2, 10), slot(1, 0, 9, "x"), slot(4, 3, 9, cancelled=True)]
    after = [slot(1, 0, 10), slot(2, 1, 15), slot(1, 4, 9, "linkedin")]

    assert moves(before, after) == Moves(stayed=1, reassigned=0, moved=1, came=1, went=2)
    assert not moves(after, after)


@pytest.mark.parametrize("change", [{"pillar": "Another"}, {"owner": "Another"}], ids=["pillar", "person"])
def test_a_post_at_the_same_time_with_another_pillar_or_person_is_not_unchanged(change):
    before = [slot(1, 0, 10), slot(2, 1, 10)]

    change = moves(before, [before[0].changed(**change), before[1]])

    assert change == Moves(stayed=1, reassigned=1, moved=0, came=0, went=0)
    assert change
