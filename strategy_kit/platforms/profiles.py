"""The checklist of profiles: what each platform of the plan still lacks, who completes it, and by when."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from strategy_kit.model import ProfileCheck
from strategy_kit.model.types import PROFILE_ITEMS, ProfileItem


class ProfileState(NamedTuple):
    """The profile on one platform; not checked yet = it is not known what is done."""

    platform: str
    is_checked: bool
    done: tuple[ProfileItem, ...]
    missing: tuple[ProfileItem, ...]  # empty if not checked
    who: str | None
    by: dt.date | None
    is_late: bool  # to be complete only after the first day of the plan


def profile_states(
    profiles: Sequence[ProfileCheck], platforms: Sequence[str], start: dt.date
) -> tuple[ProfileState, ...]:
    """
    Return the profile on each platform of the plan, in its order; those on other platforms are left out.

    Parameters
    ----------
    profiles : sequence of ProfileCheck
        One a platform at most.
    platforms : sequence of str
        Those of the plan.
    start : date
        First day of the plan, on which a profile should be complete.

    Examples
    --------
    >>> checked = ProfileCheck(platform="facebook", done=("name", "link"), by=dt.date(2027, 1, 8))
    >>> states = profile_states([checked], ["facebook", "instagram"], dt.date(2027, 1, 4))
    >>> states[0].missing, states[0].is_late
    (('picture', 'description', 'contact', 'opening-hours'), True)
    >>> states[1].is_checked, states[1].missing
    (False, ())
    """
    held = {profile.platform: profile for profile in profiles}
    return tuple(_state(platform, held.get(platform), start) for platform in platforms)


def _state(platform: str, profile: ProfileCheck | None, start: dt.date) -> ProfileState:
    if profile is None:
        return ProfileState(platform, False, (), (), None, None, False)
    done = tuple(item for item in PROFILE_ITEMS if item in profile.done)
    missing = tuple(item for item in PROFILE_ITEMS if item not in profile.done)
    is_late = bool(missing) and profile.by is not None and profile.by > start
    return ProfileState(platform, True, done, missing, profile.who, profile.by, is_late)


def overdue(states: Sequence[ProfileState], today: dt.date) -> tuple[ProfileState, ...]:
    """
    Return the profiles that are not complete although their date is past.

    >>> checked = ProfileCheck(platform="facebook", by=dt.date(2026, 12, 1))
    >>> states = profile_states([checked], ["facebook"], dt.date(2027, 1, 4))
    >>> len(overdue(states, dt.date(2026, 12, 1))), len(overdue(states, dt.date(2026, 12, 2)))
    (0, 1)
    """
    return tuple(state for state in states if state.missing and state.by is not None and state.by < today)
