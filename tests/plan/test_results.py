"""One rule for what is stale: a result is given what it declares, and is reused where all of that is equal."""

import threading
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from strategy_kit.model import Brief
from strategy_kit.plan.results import Cache, UndeclaredError, cache_key, narrowed, result, tree_of


class Counted:
    """Workings of one result that counts how often it is computed, and of one that rests on it."""

    def __init__(self, brief: Brief, cache: Cache, how: str = "") -> None:
        self.brief, self.cache, self.how = brief, cache, how

    @result(brief="team voices.ratings", uses="how")
    def frame(brief, how):  # noqa: N805 - a function of what it rests on
        computed.append(how)
        return pd.DataFrame({"rows": [len(brief.team), *(len(voice.ratings) for voice in brief.voices)]})

    @result()
    def total(frame):  # noqa: N805
        computed.append("total")
        return frame["rows"].sum()


computed: list[str] = []


@pytest.fixture(autouse=True)
def none_computed() -> None:
    computed.clear()


def test_a_result_is_computed_once_and_then_lies_in_its_place() -> None:
    workings = Counted(Brief(name="Shop"), Cache(), "once")

    assert (workings.frame is workings.frame, workings.total, computed) == (True, 1, ["once", "total"])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "Bakery"}, []),
        ({"voices": [{"name": "counter", "weights": {"audience": 9}}]}, ["again", "total"]),
        ({"team": [{"name": "Owner", "hours_per_week": 9}]}, ["again", "total"]),
    ],
    ids=["field not declared", "one more in a declared list", "declared field"],
)
def test_a_change_computes_again_what_rests_on_it_and_what_rests_on_that(changes, expected) -> None:
    cache, brief = Cache(), Brief(name="Shop")
    _ = Counted(brief, cache).total
    computed.clear()

    _ = Counted(brief.changed(**changes), cache, "again").total

    assert computed == expected


def test_of_the_people_only_the_declared_fields_count() -> None:
    cache, people = Cache(), [{"name": "counter", "ratings": [{"platform": "x", "dialogue": 2}]}]
    brief = Brief(name="Shop", voices=people)
    before = Counted(brief, cache).frame

    assert Counted(brief.changed(voices=[{**people[0], "weights": {"audience": 9}}]), cache).frame is before
    assert Counted(brief.changed(voices=[{"name": "counter"}]), cache).frame is not before


def test_an_undeclared_field_of_a_field_cannot_be_read() -> None:
    brief = narrowed(Brief(name="Shop", voices=[{"name": "counter"}]), tree_of("voices.ratings"), "votes")

    with pytest.raises(UndeclaredError, match="votes reads weights"):
        _ = brief.voices[0].weights


def test_an_undeclared_field_does_not_pass_for_one_that_is_not_there() -> None:
    with pytest.raises(UndeclaredError, match="votes reads trades"):
        getattr(narrowed(Brief(name="Shop"), tree_of("team"), "votes"), "trades", None)


def test_a_replaced_field_leaves_the_others_as_declared() -> None:
    brief = narrowed(Brief(name="Shop"), tree_of("team"), "votes").changed(platforms=("x",))

    assert (brief.platforms, brief.team[0].name) == (("x",), "Owner")
    with pytest.raises(UndeclaredError):
        _ = brief.trades


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (pd.DataFrame({"x": [1]}), pd.DataFrame({"x": [1]})),
        (np.array([1]), np.array([1])),
        ({"FR": 0.5, "US": 0.5}, {"FR": 0.5, "US": 0.6}),
        (Brief(name="Shop").team, Brief(name="Shop", team=[{"name": "Me"}]).team),
    ],
    ids=["frames", "arrays", "mappings", "records"],
)
def test_different_things_have_different_tokens_and_each_the_same_twice(one, other) -> None:
    assert cache_key(one) == cache_key(one)
    assert cache_key(one) != cache_key(other)


def test_the_least_recently_used_makes_room_and_each_result_has_room_of_its_own() -> None:
    cache = Cache(size=2)
    for key in ("a", "b", "a", "c"):
        cache.get("reach", key, lambda key=key: key)
    cache.get("heat", "b", lambda: "heat")

    cached = {key: cache.get("reach", key, lambda: "computed again") for key in ("a", "c")}

    assert (cached, cache.get("reach", "b", lambda: "computed again")) == ({"a": "a", "c": "c"}, "computed again")


def test_what_raises_is_not_stored() -> None:
    cache = Cache()
    with pytest.raises(ZeroDivisionError):
        cache.get("reach", "a", lambda: 1 / 0)

    assert cache.get("reach", "a", lambda: 1) == 1


def test_two_threads_that_compute_one_result_get_the_same_object() -> None:
    cache, meet = Cache(), threading.Barrier(2, timeout=10)
    found = []

    def ask() -> None:
        found.append(cache.get("reach", "a", lambda: SimpleNamespace(met=meet.wait())))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found[0] is found[1]
