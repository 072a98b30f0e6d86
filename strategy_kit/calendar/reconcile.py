"""
Reconciliation of a changed calendar: posts keep their ids, and their texts, so that calendar programs move them.

Of a week and platform, a moved post takes the id of a removed one. Each change raises the revision, which never falls.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategy_kit.model import Plan, ResponseWindow, Slot

PlatformWeek = tuple[str, int, int]
"""Platform, ISO year and ISO week."""
WRITTEN = ("title", "text", "link", "image", "tags")
"""The fields of a post that people write."""


def reconciled(
    before: Sequence[Slot],
    after: Sequence[Slot],
    watches: Sequence[ResponseWindow],
    watched: Sequence[ResponseWindow] = (),
    *,
    agreed: bool = False,
) -> tuple[tuple[Slot, ...], tuple[ResponseWindow, ...]]:
    """
    Return a new calendar under the ids of the one before: its posts renamed, then the cancelled ones; response windows.

    Parameters
    ----------
    before, watched : sequences
        The calendar as last exported, cancelled posts included, and its response windows; empty if it never was.
    after, watches : sequences
        The new calendar and its response windows.
    agreed : bool
        Exported as agreed, not as a draft.

    Examples
    --------
    >>> post = Slot(id="x-2027w01-1", platform="x", day="2027-01-04", time="09:00", zone="Europe/Paris", pillar="News",
    ...             owner="Owner")
    >>> slots, _windows = reconciled([post], [post.changed(id="x-2027w01-2", time="10:00")], ())
    >>> [(slot.id, str(slot.time), slot.revision) for slot in slots]
    [('x-2027w01-1', '10:00:00', 1)]
    """
    after = [slot.changed(agreed=agreed) for slot in after]
    old, new = _by_platform_week(before), _by_platform_week(after)
    answered, answers = _by_post(watched), _by_post(watches)
    names: dict[str, Slot] = {}
    gone: list[Slot] = []
    for week in dict.fromkeys([*old, *new]):
        pairs, left = _matched(old[week], new[week])
        names |= {slot.id: _under(known, slot, answered[known.id] != answers[slot.id]) for known, slot in pairs}
        gone += [
            known if known.cancelled else known.changed(cancelled=True, revision=known.revision + 1) for known in left
        ]
    taken = {slot.id for slot in names.values()} | {slot.id for slot in gone}
    for slot in after:
        if slot.id not in names:
            names[slot.id] = slot.changed(id=_free(slot.id, taken))
            taken.add(names[slot.id].id)
    renamed = tuple(names[slot.id] for slot in after)
    cancelled = {slot.id for slot in gone}
    dropped = (watch for watch in watched if watch.slot in cancelled)
    return (*renamed, *gone), (*(watch.changed(slot=names[watch.slot].id) for watch in watches), *dropped)


@dataclass(frozen=True)
class Moves:
    """
    Differences between two calendars: the number of posts unchanged, reassigned, moved, added and removed.

    Reassigned: at the same time with another pillar or person.
    """

    stayed: int
    reassigned: int
    moved: int
    came: int
    went: int

    def __bool__(self) -> bool:
        return bool(self.reassigned or self.moved or self.came or self.went)


def moves(before: Sequence[Slot], after: Sequence[Slot]) -> Moves:
    """
    Count the posts that a change of the brief reassigned or moved, within their week and platform, added or removed.

    >>> post = Slot(id="x-1", platform="x", day="2027-01-04", time="09:00", zone="Europe/Paris", pillar="News",
    ...             owner="Owner")
    >>> moves([post], [post.changed(time="10:00"), post.changed(day="2027-01-05")])
    Moves(stayed=0, reassigned=0, moved=1, came=1, went=0)
    >>> moves([post], [post.changed(pillar="Offers")])
    Moves(stayed=0, reassigned=1, moved=0, came=0, went=0)
    """
    old = _by_platform_week([slot for slot in before if not slot.cancelled])
    new = _by_platform_week([slot for slot in after if not slot.cancelled])
    stayed = reassigned = moved = came = went = 0
    for week in {**old, **new}:
        pairs, left = _matched(old[week], new[week])
        still = [(known, slot) for known, slot in pairs if (known.day, known.time) == (slot.day, slot.time)]
        same = sum((known.pillar, known.owner) == (slot.pillar, slot.owner) for known, slot in still)
        stayed, reassigned, moved = stayed + same, reassigned + len(still) - same, moved + len(pairs) - len(still)
        came, went = came + len(new[week]) - len(pairs), went + len(left)
    return Moves(stayed, reassigned, moved, came, went)


def reworded(plan: Plan, words: Mapping[str, Mapping[str, object]]) -> Plan:
    """
    Return the plan with texts for its posts; a post whose texts change is revised, a value that cannot be used is an
    InputError.

    `words` maps post ids to fields of `WRITTEN`; a post or a field that is absent keeps its texts.
    """
    return plan.changed(slots=tuple(_reworded(slot, words.get(slot.id, {})) for slot in plan.slots))


def _reworded(slot: Slot, words: Mapping[str, object]) -> Slot:
    changed = slot.changed(**{field: words[field] for field in WRITTEN if field in words})
    return slot if changed == slot else changed.changed(revision=slot.revision + 1)


def _by_post(watches: Sequence[ResponseWindow]) -> dict[str, list[ResponseWindow]]:
    """Return the response windows of each post, without its id."""
    posts: dict[str, list[ResponseWindow]] = defaultdict(list)
    for watch in watches:
        posts[watch.slot].append(watch.model_copy(update={"slot": ""}))
    return posts


def _by_platform_week(slots: Sequence[Slot]) -> dict[PlatformWeek, list[Slot]]:
    weeks: dict[PlatformWeek, list[Slot]] = defaultdict(list)
    for slot in slots:
        year, week, _day = slot.day.isocalendar()
        weeks[slot.platform, year, week].append(slot)
    return weeks


def _matched(old: list[Slot], new: list[Slot]) -> tuple[list[tuple[Slot, Slot]], list[Slot]]:
    """Match posts, first those at the same time, then in order; return the pairs and the old ones left."""
    live = {(slot.day, slot.time): slot for slot in old if not slot.cancelled}
    still = [(live[slot.day, slot.time], slot) for slot in new if (slot.day, slot.time) in live]
    unmoved = {known.id for known, _slot in still}
    moved = [slot for slot in new if (slot.day, slot.time) not in live]
    free = [slot for slot in old if slot.id not in unmoved]
    free.sort(key=lambda slot: (slot.cancelled, slot.day, slot.time))
    return still + list(zip(free, moved, strict=False)), free[len(moved) :]


def _under(known: Slot, slot: Slot, rewatched: bool) -> Slot:
    words = {field: getattr(known, field) for field in WRITTEN if not getattr(slot, field)}
    renamed = slot.changed(id=known.id, revision=known.revision, **words)
    return renamed if renamed == known and not rewatched else renamed.changed(revision=known.revision + 1)


def _free(name: str, taken: set[str]) -> str:
    stem, number = name.rsplit("-", 1)
    n = int(number)
    while f"{stem}-{n}" in taken:
        n += 1
    return f"{stem}-{n}"
