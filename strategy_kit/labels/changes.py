"""Labels of changes: what of a plan was changed, undone or done again."""

from collections.abc import Iterable, Mapping

from strategy_kit.i18n import Words


def field_words(_: Words) -> Mapping[str, str]:
    """Name the fields of a brief and of a plan, and some of their entries, as they stand after a colon."""
    return {
        "name": _("name"),
        "country": _("country"),
        "region": _("region"),
        "team_zone": _("time zone of the team"),
        "trade": _("trade"),
        "trades": _("trade"),
        "objectives": _("objectives"),
        "answers": _("answers to the five questions"),
        "edition": _("edition"),
        **_audience_words(_),
        **_platform_words(_),
        **_calendar_words(_),
    }


def _audience_words(_: Words) -> dict[str, str]:
    return {
        "segments": _("audience"),
        "journey": _("customer journey"),
        "activities": _("activities"),
        "pillars": _("content pillars"),
        "promotion_cap": _("limit on promotional posts"),
        "replies": _("answers to messages"),
        "reply_target_minutes": _("response time"),
        "studies": _("studies"),
        "reading": _("reading of published hours"),
        "unknown_hours": _("hours without data"),
        "assumptions": _("assumptions"),
    }


def _platform_words(_: Words) -> dict[str, str]:
    return {
        "weights": _("weights"),
        "weighing": _("way of weighing"),
        "comparisons": _("comparisons by pairs"),
        "curves": _("curves"),
        "own_values": _("your own values"),
        "ratings": _("ratings"),
        "formats": _("formats"),
        "platforms": _("platforms"),
        "later": _("later platforms"),
        "expand_when": _("condition to expand"),
        "trigger": _("condition to expand"),
        "voices": _("votes of the group"),
        "happened": _("weeks recorded"),
    }


def _calendar_words(_: Words) -> dict[str, str]:
    return {
        "team": _("team"),
        "team.hours_per_week": _("hours of the team"),
        "team.duty": _("working times of the team"),
        "cadence": _("posts per week"),
        "posting_from": _("posting hours"),
        "posting_until": _("posting hours"),
        "closed_weekdays": _("weekdays without posts"),
        "holidays_off": _("public holidays"),
        "blackouts": _("days off"),
        "spacing_across_hours": _("time between posts"),
        "never": _("blackout rules"),
        "pinned": _("pinned posts"),
        "campaigns": _("campaigns"),
        "monitoring": _("inbox checks"),
        "cover": _("cover for absences"),
        "fair_share": _("fair shares"),
        "limits_off": _("rules switched off"),
        "start": _("first day"),
        "weeks": _("number of weeks"),
        "slots": _("calendar"),
        "watches": _("calendar"),
        "rounds": _("calendar"),
        "agreed_by": _("agreement"),
        "agreed_on": _("agreement"),
        "scenario": _("scenario"),
        "schedulers": _("scheduler settings"),
    }


def change_words(places: Iterable[str], _: Words) -> str:
    """
    Name what changed at some places of a plan: one or two things, else several.

    >>> change_words(["team.0.hours_per_week", "team.1.hours_per_week"], Words("en"))
    'hours of the team'
    >>> change_words(["team.0.hours_per_week", "team.0.name"], Words("en"))
    'team'
    >>> change_words(["name", "country", "weeks"], Words("en"))
    'several answers'
    """
    named = field_words(_)
    changed: dict[str, set[str]] = {}
    for place in places:
        field, *rest = place.split(".")
        inside = next((part for part in rest if not part.isdigit()), "")
        changed.setdefault(field, set()).add(f"{field}.{inside}")
    whats = [
        named.get(next(iter(details)) if len(details) == 1 else "", named.get(field, _("the plan")))
        for field, details in changed.items()
    ]
    different = list(dict.fromkeys(whats))
    return _.all_of(different) if len(different) <= 2 else _("several answers")
