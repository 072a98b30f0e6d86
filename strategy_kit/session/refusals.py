"""Entries that were refused: the controls that show them, until they are mended."""

from collections.abc import Callable
from typing import Protocol

from strategy_kit.model import Plan


class Control(Protocol):
    """A control that shows a part of the plan."""

    def shows_alike(self, one: Plan, other: Plan) -> bool:
        """Whether it shows two plans alike."""
        ...

    def put_back(self) -> str:
        """Show what the plan holds, without faults; return what the control is called."""
        ...


class Refusals:
    """The controls whose last entry was refused, each with the number of its faults; the one refused last is last."""

    def __init__(self) -> None:
        self._faults: dict[Control, int] = {}
        self._listeners: list[Callable[[], None]] = []

    @property
    def controls(self) -> list[Control]:
        """The controls with faults."""
        return list(self._faults)

    @property
    def count(self) -> int:
        """Number of faults on the page."""
        return sum(self._faults.values())

    def put(self, control: Control, faults: int) -> None:
        """Set the number of faults that a control shows."""
        if self._faults.get(control, 0) == faults:
            return
        self._faults.pop(control, None)
        if faults:
            self._faults[control] = faults
        for listener in list(self._listeners):
            listener()

    def would_be_lost(self, present: Plan, plan: Plan) -> bool:
        """Whether taking another plan would overwrite an entry that was refused."""
        return any(not control.shows_alike(present, plan) for control in self._faults)

    def put_last_back(self) -> str:
        """Put the entry that was refused last back to what the plan holds; return what it is called."""
        return self.controls[-1].put_back()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever a fault comes or goes."""
        self._listeners.append(listener)

    def clear(self) -> None:
        """Remove all: the page is being built anew."""
        self._faults.clear()
        self._listeners.clear()
