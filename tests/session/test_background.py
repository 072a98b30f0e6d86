"""Long sums run beside the page: quick ones answer at once, slow ones tell when they are there, and can be stopped."""

import asyncio
import threading

import pytest

from strategy_kit.session.background import Background, UnfinishedError


def background(tell=lambda: None, patience=0.05):
    made = Background(tell)
    made.patience = patience
    return made


def test_run_waits_where_no_page_is_to_be_kept_alive():
    assert background().run("a", lambda ask: 42) == 42


def test_run_answers_a_quick_sum_at_once_on_a_page():
    async def page():
        return background(patience=5).run("a", lambda ask: 42)

    assert asyncio.run(page()) == 42


def test_run_leaves_the_page_alive_and_tells_when_a_slow_sum_is_there():
    async def page():
        go, there = threading.Event(), asyncio.Event()
        slow = background(there.set)
        key = object()
        with pytest.raises(UnfinishedError):
            slow.run(key, lambda ask: go.wait(10))
        assert slow.running is not None
        go.set()
        await asyncio.wait_for(there.wait(), 10)
        return slow.run(key, lambda ask: "not asked again")

    assert asyncio.run(page()) is True


def test_stop_lets_a_sum_end_with_the_best_it_has():
    def counting(ask):
        while not ask(1, 2, 0.5):
            pass
        return "best so far"

    async def page():
        there = asyncio.Event()
        slow, key = background(there.set), object()
        with pytest.raises(UnfinishedError):
            slow.run(key, counting)
        assert slow.running.parts == 2
        slow.stop()
        await asyncio.wait_for(there.wait(), 10)
        return slow.run(key, counting)

    assert asyncio.run(page()) == "best so far"


def test_a_new_sum_stops_the_one_before():
    stopped = threading.Event()

    def until_stopped(ask):
        while not ask(0, 1, 1.0):
            pass
        stopped.set()

    async def page():
        slow = background()
        with pytest.raises(UnfinishedError):
            slow.run(object(), until_stopped)
        slow.patience = 5
        return slow.run(object(), lambda ask: 42)

    assert asyncio.run(page()) == 42
    assert stopped.wait(10)


def test_what_a_sum_raises_is_raised_where_it_is_asked_for():
    def failing(ask):
        raise ValueError("no sum")

    async def page():
        background(patience=5).run("a", failing)

    with pytest.raises(ValueError, match="no sum"):
        asyncio.run(page())


def test_listeners_are_told_how_far_a_sum_is():
    async def page():
        told, go = [], threading.Event()
        slow = background()
        slow.listeners.append(lambda: told.append(slow.running))

        def counting(ask):
            for week in range(1000):
                if ask(week, 1000, 0.5) or go.wait(0.01):
                    break

        with pytest.raises(UnfinishedError):
            slow.run(object(), counting)
        while not told:
            await asyncio.sleep(0.01)
        go.set()
        slow.finish()
        return told[0]

    progress = asyncio.run(page())
    assert (progress.parts, progress.gap) == (1000, 0.5)
    assert progress.seconds > 0
