"""Labels of the five questions: businesses, customers, what can be made, when the team is there."""

from typing import get_args

from strategy_kit.i18n import Words
from strategy_kit.model.answers import Business, ClosedDay, Contact, Content, DayPart, Whereabouts


def business_words(_: Words) -> dict[Business, str]:
    """Name the businesses to choose from."""
    return {
        "health": _("Health and care"),
        "local-services": _("Local services"),
        "shop": _("Shop"),
        "online-shop": _("Online shop"),
        "food": _("Food: bakery, café, restaurant"),
        "culture": _("Culture and leisure: museum, theatre, sports"),
        "software": _("Software"),
        "teaching": _("Teaching and training"),
        "other": _("Other"),
    }


def whereabouts_words(_: Words) -> dict[Whereabouts, str]:
    """Name where the customers live."""
    return {"nearby": _("Nearby"), "country": _("The whole country"), "abroad": _("Abroad")}


def contact_words(_: Words) -> dict[Contact, str]:
    """Name those beside the customers whom posts should reach."""
    return {"referrers": _("People who send us customers"), "businesses": _("Other businesses")}


def content_words(_: Words) -> dict[Content, str]:
    """Name what can be made, in everyday words."""
    return {
        "photos": _("Photos"),
        "short-texts": _("Short texts"),
        "short-videos": _("Short videos"),
        "articles": _("Articles"),
        "documents": _("Slides or documents"),
        "replies": _("Answers to questions"),
        "live": _("Live streams"),
    }


def day_part_words(_: Words) -> dict[DayPart, str]:
    """Name the parts of the week in which the team is there."""
    return {
        "mornings": _("Mornings"),
        "midday": _("Midday"),
        "afternoons": _("Afternoons"),
        "evenings": _("Evenings"),
        "weekends": _("Weekends"),
    }


def closed_day_words(_: Words) -> dict[ClosedDay, str]:
    """Name the weekdays on which a business may be closed, in the order of the country."""
    names: dict[ClosedDay, str] = {
        day: _("Closed on {day}", day=_.weekdays((number,))) for number, day in enumerate(get_args(ClosedDay), 1)
    }
    first = _.locale.first_week_day
    days = list(names)
    return {day: names[day] for day in (*days[first:], *days[:first])}
