"""Response windows in words, the same on every page and in every file."""

from collections.abc import Iterable, Mapping, Sequence

from strategy_kit.i18n import Words
from strategy_kit.model import InboxCheck, ResponseWindow


def time_span(placed: ResponseWindow | InboxCheck, _: Words) -> str:
    """
    Write from when to when somebody answers.

    >>> day = {"day": "2027-01-04", "time": "23:30", "zone": "Europe/Paris"}
    >>> window = ResponseWindow(slot="s1", person="Ann", minutes=60, **day)
    >>> time_span(window, Words("en"))
    '23:30–00:30'
    """
    return f"{_.time(placed.time)}–{_.time(placed.ends_at.time())}"


def watches_by_post(watches: Iterable[ResponseWindow]) -> Mapping[str, Sequence[ResponseWindow]]:
    """Return the response windows of each post, by its id, in the order given."""
    found: dict[str, list[ResponseWindow]] = {}
    for watch in watches:
        found.setdefault(watch.slot, []).append(watch)
    return found
