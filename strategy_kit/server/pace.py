"""How fast a page may speak: as much at once as somebody's hand can cause, then at an even rate."""

from dataclasses import dataclass, field


@dataclass
class Bucket:
    """
    A store of tokens that fills again at a steady rate.

    Examples
    --------
    >>> bucket = Bucket(rate=10, burst=2)
    >>> [bucket.delay(1, now=0.0) for _ in range(4)]
    [0.0, 0.0, 0.1, 0.2]
    >>> bucket.delay(1, now=5.0)
    0.0
    """

    rate: float
    burst: float
    _left: float = field(init=False)
    _seen: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._left = self.burst

    def delay(self, cost: float, now: float) -> float:
        """Take `cost` tokens, and return the seconds to wait until they are there."""
        wait = self.shortage(cost, now)
        self._left -= cost
        return wait

    def shortage(self, cost: float, now: float) -> float:
        """Return the seconds until `cost` tokens are there, and take none."""
        self._left = min(self.burst, self._left + (now - self._seen) * self.rate)
        self._seen = now
        return max(0.0, (cost - self._left) / self.rate)
