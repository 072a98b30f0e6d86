"""The server as a client of its kernels: it begins when it is heard, and not before."""

import asyncio
from queue import Empty
from typing import Any

import pytest

from strategy_kit.server.forking.client import Client


class Scripted(Client):
    """A client of a kernel that says what it is told to say, in answer to each question."""

    def __init__(self, *answers: list[tuple[str, str]], alive: bool = True) -> None:
        super().__init__()
        self.answers, self.alive = list(answers), alive
        self.asked: list[str] = []

    def kernel_info(self, *args: Any, **kwargs: Any) -> str:
        self.asked.append(f"question {len(self.asked)}")
        return self.asked[-1]

    async def get_iopub_msg(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        heard = self.answers[len(self.asked) - 1] if len(self.asked) <= len(self.answers) else []
        if not heard:
            raise Empty
        question, state = heard.pop(0)
        return {"parent_header": {"msg_id": question} if question else {}, "content": {"execution_state": state}}

    async def _async_is_alive(self) -> bool:
        return self.alive


def ready(client: Client, timeout: float = 5) -> None:
    asyncio.run(client.wait_for_ready(timeout=timeout))


def test_a_client_is_ready_when_its_own_question_was_answered_to_the_end() -> None:
    unread = ("question 0", "later")
    client = Scripted(
        [("", "starting"), ("somebody's", "idle"), ("question 0", "busy"), ("question 0", "idle"), unread]
    )

    ready(client)

    assert client.answers == [[unread]]


def test_a_client_that_hears_nothing_yet_asks_again() -> None:
    client = Scripted([], [("question 1", "idle")])

    ready(client)

    assert client.asked == ["question 0", "question 1"]


def test_a_kernel_that_ended_is_not_waited_for() -> None:
    with pytest.raises(RuntimeError, match="ended"):
        ready(Scripted(alive=False))


def test_a_kernel_that_stays_silent_is_given_up() -> None:
    with pytest.raises(RuntimeError, match="not heard"):
        ready(Scripted(), timeout=1e-9)
