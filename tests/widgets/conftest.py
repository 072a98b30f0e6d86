"""What widgets send to their page."""

from typing import Any

import pytest

from strategy_kit.widgets.base import Component


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, list[bytes]]]:
    """Custom messages any part sends to its page."""
    messages: list[tuple[Any, list[bytes]]] = []
    monkeypatch.setattr(Component, "send", lambda self, content, buffers=(): messages.append((content, list(buffers))))
    return messages


@pytest.fixture
def updates(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Names of the traits of each update a part sends to its page."""
    names: list[set[str]] = []

    def send_state(self: Component, key: Any = None) -> None:
        names.append({key} if isinstance(key, str) else set(key or ()))

    monkeypatch.setattr(Component, "send_state", send_state)
    return names
