"""Response windows in words, the same on every page and in every file."""

from collections.abc import Iterable, Mapping, Sequence

from strategy_kit.i18n import Words
from strategy_kit.model import Round, Watch


def time_span(placed: Watch | Round, _: Words) -> str:
    """
    Write from when to when somebody answers.

    >>> window = Watch(slot="s1", person="Ann", day="2027-01-04", time="23:30", zone="Europe/Paris", minutes=60)
    >>> time_span(window, Words("en"))
    '23:30–00:30'
    """
    return f"{_.time(placed.time)}–{_.time(placed.ends_at.time())}"


def watches_by_post(watches: Iterable[Watch]) -> Mapping[str, Sequence[Watch]]:
    """Return the response windows of each post, by its id, in the order given."""
    found: dict[str, list[Watch]] = {}
    for watch in watches:
        found.setdefault(watch.slot, []).append(watch)
    return found
