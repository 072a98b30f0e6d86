"""Rate limits by token bucket: frames of a page, websockets of a kernel, failed tokens of an address."""

from collections import OrderedDict
from dataclasses import dataclass, field

FAILURES_AT_ONCE, FAILURES_A_SECOND, ADDRESSES = 10, 1 / 6, 1000
MAX_SOCKETS, SOCKETS_AT_ONCE, SOCKETS_A_SECOND = 4, 30, 2.0
"""Websockets of a kernel: open at once, opened at once, opened a second after that."""
LONGEST_DELAY = 5.0
"""Seconds that a websocket waits to be opened; beyond, it is refused."""


@dataclass
class Bucket:
    """
    A token bucket: `burst` tokens at once, refilled at `rate` per second.

    >>> bucket = Bucket(rate=10, burst=2)
    >>> [bucket.delay(1, now=0.0) for _ in range(4)]
    [0.0, 0.0, 0.1, 0.2]
    >>> bucket.delay(1, now=5.0)
    0.0
    """

    rate: float
    burst: float
    _left: float = field(init=False)
    _refilled_at: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._left = self.burst

    def delay(self, cost: float, now: float) -> float:
        """Take `cost` tokens and return the seconds until they are available."""
        wait = self.shortage(cost, now)
        self._left -= cost
        return wait

    def shortage(self, cost: float, now: float) -> float:
        """Return the seconds until `cost` tokens are available, taking none."""
        self._left = min(self.burst, self._left + (now - self._refilled_at) * self.rate)
        self._refilled_at = now
        return max(0.0, (cost - self._left) / self.rate)


class AttemptLimit:
    """
    Limit of failed attempts per client address.

    >>> tries = AttemptLimit()
    >>> [tries.is_exceeded("10.0.0.7", now=0.0) for _ in range(12)].count(True)
    2
    >>> tries.is_exceeded("10.0.0.8", now=0.0), tries.is_exceeded("10.0.0.7", now=6.0)
    (False, False)
    """

    def __init__(self) -> None:
        self._failures: OrderedDict[str, Bucket] = OrderedDict()

    def is_exceeded(self, address: str, now: float) -> bool:
        """Count a failed attempt, and return whether the limit was reached before it."""
        bucket = self._failures.pop(address, None) or Bucket(FAILURES_A_SECOND, FAILURES_AT_ONCE)
        self._failures[address] = bucket
        if len(self._failures) > ADDRESSES:
            self._failures.popitem(last=False)
        if bucket.shortage(1, now):
            return True
        bucket.delay(1, now)
        return False


class SocketLimit:
    """
    Limit of the websockets of one kernel: how many are open at once, and how fast they are opened.

    >>> limit = SocketLimit()
    >>> [limit.delay(now=0.0) for _ in range(SOCKETS_AT_ONCE + 3)][-2:]
    [1.0, 1.5]
    >>> limit.open = MAX_SOCKETS
    >>> limit.delay(now=60.0)
    """

    def __init__(self) -> None:
        self.open = 0
        self._bucket = Bucket(SOCKETS_A_SECOND, SOCKETS_AT_ONCE)

    def delay(self, now: float) -> float | None:
        """Return the seconds until one more may open; None if it is refused."""
        if self.open >= MAX_SOCKETS or self._bucket.shortage(1, now) > LONGEST_DELAY:
            return None
        return self._bucket.delay(1, now)
