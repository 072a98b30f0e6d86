"""Long sums run beside the page: quick ones answer at once, slow ones tell when they are there, and can be stopped."""

import asyncio
import threading

import pytest

from strategy_kit.errors import InputError
from strategy_kit.session import background as module
from strategy_kit.session.background import Background, UnfinishedError


def background(tell=lambda: None, patience=0.05):
    made = Background(tell)
    made.patience = patience
    return made


def test_run_blocks_where_there_is_no_page():
    assert background().run("a", lambda ask: 42) == 42


def test_run_returns_a_quick_result_at_once_on_a_page():
    async def page():
        return background(patience=5).run("a", lambda ask: 42)

    assert asyncio.run(page()) == 42


def test_run_leaves_the_page_responsive_and_calls_back_with_a_slow_result():
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


def test_stop_ends_a_computation_with_its_best_result():
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


def test_a_new_computation_stops_the_one_before():
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


def test_an_exception_of_a_computation_is_raised_where_its_result_is_read():
    def failing(ask):
        raise ValueError("no sum")

    async def page():
        background(patience=5).run("a", failing)

    with pytest.raises(ValueError, match="no sum"):
        asyncio.run(page())


def test_listeners_receive_the_progress_of_a_computation():
    async def page():
        reports, go = [], threading.Event()
        slow = background()
        slow.listeners.append(lambda: reports.append(slow.running))

        def counting(ask):
            for week in range(1000):
                if ask(week, 1000, 0.5) or go.wait(0.01):
                    break

        with pytest.raises(UnfinishedError):
            slow.run(object(), counting)
        while not reports:
            await asyncio.sleep(0.01)
        go.set()
        slow.finish()
        return reports[0]

    progress = asyncio.run(page())
    assert (progress.parts, progress.gap) == (1000, 0.5)
    assert progress.seconds > 0


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(module, "GRACE", 0.2)


def test_a_computation_that_hangs_is_given_up_in_words_and_another_takes_its_place(hurried):
    hang, calls = threading.Event(), []

    def hanging(ask):
        calls.append(1)
        return hang.wait(60) if len(calls) == 1 else 42

    async def page():
        there, key = asyncio.Event(), object()
        slow = Background(there.set, deadline=0.1)
        slow.patience = 0.01
        with pytest.raises(UnfinishedError):
            slow.run(key, hanging)
        await asyncio.wait_for(there.wait(), 10)
        for _ in range(2):  # every card that asks is told so, and none begins anew
            with pytest.raises(InputError, match="The calculation was stopped after"):
                slow.run(key, hanging)
        assert slow.running is None
        slow.forget()
        slow.patience = 10
        return slow.run(key, hanging), len(calls)

    answer = asyncio.run(page())
    hang.set()
    assert answer == (42, 2)


def test_waiting_for_a_computation_that_hangs_ends_at_its_deadline(hurried):
    hang = threading.Event()

    async def page():
        slow, key = Background(lambda: None, deadline=0.1), object()
        slow.patience = 0.01
        with pytest.raises(UnfinishedError):
            slow.run(key, lambda ask: hang.wait(60))
        slow.finish()  # the loop of the page stands still meanwhile
        with pytest.raises(InputError, match="was stopped after"):
            slow.run(key, lambda ask: 42)

    asyncio.run(page())
    hang.set()


def test_a_computation_past_its_deadline_is_told_to_end_with_its_best_result():
    def counting(ask):
        while not ask(1, 2, 0.5):
            pass
        return "best so far"

    async def page():
        there, key = asyncio.Event(), object()
        slow = Background(there.set, deadline=0.1)
        slow.patience = 0.01
        with pytest.raises(UnfinishedError):
            slow.run(key, counting)
        await asyncio.wait_for(there.wait(), 10)
        return slow.run(key, counting)

    assert asyncio.run(page()) == "best so far"


def test_what_ends_after_it_was_given_up_changes_nothing(hurried):
    hang, told = threading.Event(), []

    async def page():
        slow, key = Background(lambda: told.append(1), deadline=0.1), object()
        slow.patience = 0.01
        with pytest.raises(UnfinishedError):
            slow.run(key, lambda ask: hang.wait(60))
        slow.finish()
        hang.set()
        await asyncio.sleep(0.2)
        with pytest.raises(InputError, match="was stopped after"):
            slow.run(key, lambda ask: 42)

    asyncio.run(page())
    assert told == [1]


@pytest.mark.parametrize("end", [SystemExit, MemoryError, KeyboardInterrupt])
def test_a_thread_that_dies_leaves_nobody_waiting(end):
    def dies(ask):
        raise end

    async def page():
        background(patience=10).run("a", dies)

    with pytest.raises((RuntimeError, MemoryError)):
        asyncio.run(page())
