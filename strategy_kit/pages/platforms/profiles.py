"""The checklist of the profile on each platform of the plan: what is done, who completes it, and by when."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import ipywidgets
from markupsafe import Markup

from strategy_kit import clock
from strategy_kit.labels.strategy import profile_item_words
from strategy_kit.model import Brief, ProfileCheck
from strategy_kit.pages.choices import entry_names, platforms_used
from strategy_kit.pages.plan.reach import Following, Made, Wanted
from strategy_kit.session.session import Session
from strategy_kit.views.shared import platform_names
from strategy_kit.views.strategy import overdue_profiles, profiles_view
from strategy_kit.widgets.chips import Chips
from strategy_kit.widgets.form import Read, Write, bind, dropdown, live_prose
from strategy_kit.widgets.html import banner, joined
from strategy_kit.widgets.panel import Panel


def profiles_panel(session: Session) -> Panel:
    """The checklist, and what each profile still lacks."""
    past = live_prose(session, partial(_past_lines, session))
    return Panel(session, [profiles_view], editors=[profiles_form(session), past])


def profiles_form(session: Session) -> Following:
    """Six items for each platform of the plan, who completes them, and by when."""
    _ = session.words

    def wanted() -> Wanted:
        return {platform: partial(_profile, session, platform) for platform in platforms_used(session)}

    words = _("Tick what is done. If a platform has no field for an item, tick it too.")
    form = Following(session, _("Your profile on each platform"), words, wanted)
    return form.add_class("box")


def _profile(session: Session, platform: str) -> Made:
    _, name = session.words, platform_names(session.workings)[platform]
    day = ipywidgets.DatePicker(
        value=_held(session.plan.brief, platform).by, description=_("{platform}: by when", platform=name)
    )
    return [
        Chips(session, name, *_field(platform, "done"), profile_item_words(_)),
        dropdown(
            session,
            _("{platform}: who completes it", platform=name),
            *_field(platform, "who"),
            partial(_people, session),
        ),
        bind(session, day, *_field(platform, "by")),
    ]


def _held(brief: Brief, platform: str) -> ProfileCheck:
    profiles = {profile.platform: profile for profile in brief.profiles}
    return profiles.get(platform) or ProfileCheck(platform=platform)


def _field(platform: str, name: str) -> tuple[Read, Write]:
    """Return how a control reads and writes a field of the profile on a platform, its first entry as its last."""

    def write(brief: Brief, value: Any) -> dict[str, object]:
        changed = _held(brief, platform).changed(**{name: value})
        profiles = {**{profile.platform: profile for profile in brief.profiles}, platform: changed}
        return {"profiles": tuple(profiles.values())}

    return lambda brief: getattr(_held(brief, platform), name), write


def _people(session: Session) -> Mapping[Any, str]:
    _ = session.words
    return {None: _("not decided yet"), **entry_names(session, "team")}


def _past_lines(session: Session) -> Markup:
    """Warn of profiles that are not complete although their date is past."""
    _, today = session.words, clock.today(session.plan.brief.team_zone)
    return joined(
        banner("warn", _("{platform}: {day} is past.", platform=name, day=_.date(day)), _("Choose a later date."))
        for name, day in overdue_profiles(session.workings, platforms_used(session), today)
    )
