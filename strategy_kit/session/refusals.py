"""Refused entries: on the page, not in the plan, and so not saved."""

from collections.abc import Callable


class Refusals:
    """The controls whose last entry was refused, each with the number of its faults."""

    def __init__(self) -> None:
        self._faults: dict[object, int] = {}
        self._listeners: list[Callable[[], None]] = []

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
        for listener in list(self._listeners):
            listener()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever a fault comes or goes."""
        self._listeners.append(listener)

    def clear(self) -> None:
        """Remove all: the page is being built anew."""
        self._faults.clear()
        self._listeners.clear()
