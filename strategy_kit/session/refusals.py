"""Refused entries: on the page, not in the plan, and so not saved."""

from collections.abc import Callable


class Refusals:
    """
    The controls whose last entry was refused.

    >>> refusals = Refusals()
    >>> refusals.put("segments", 2)
    >>> refusals.count
    2
    """

    def __init__(self) -> None:
        self._faults: dict[object, int] = {}
        self._followers: list[Callable[[], None]] = []

    @property
    def count(self) -> int:
        """Number of faults on the page."""
        return sum(self._faults.values())

    def put(self, control: object, faults: int) -> None:
        """Set the number of faults that a control shows."""
        if self._faults.get(control, 0) == faults:
            return
        self._faults.pop(control, None)
        if faults:
            self._faults[control] = faults
        for follower in list(self._followers):
            follower()

    def follow(self, follower: Callable[[], None]) -> None:
        """Call `follower` whenever a fault comes or goes."""
        self._followers.append(follower)

    def forget(self) -> None:
        """Forget all: the page is being built anew."""
        self._faults.clear()
        self._followers.clear()
