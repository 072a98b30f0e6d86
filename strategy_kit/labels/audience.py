"""Labels of consideration 1: stages and places of the customer journey, how something is known, survey modes."""

from strategy_kit.i18n import Words
from strategy_kit.labels.scales import Scale, scale_words


def stage_words(_: Words) -> dict[str, str]:
    """Name the stages before people buy."""
    return {
        "need": _("notice a need"),
        "look": _("look for who offers it"),
        "compare": _("compare"),
        "decide": _("decide"),
    }


def place_words(_: Words) -> dict[str, str]:
    """Name the places where people look."""
    return {
        "contacts": _("people they know"),
        "social": _("social media"),
        "search": _("search and maps"),
        "reviews": _("reviews and comparison sites"),
        "sellers": _("sellers: shop, site, staff"),
        "media": _("press, radio, television, posters"),
        "experts": _("experts, associations, fairs"),
    }


def basis_words(_: Words) -> dict[str, str]:
    """Name the bases of an answer about the journey."""
    return {
        "guess": _("our guess"),
        "asked": _("customers were asked"),
        "seen": _("seen in our own numbers"),
    }


def look_words(_: Words) -> tuple[str, ...]:
    """Name the steps of how many look somewhere."""
    return _("nobody"), _("a few"), _("many"), _("nearly all")


def survey_mode_words(_: Words) -> dict[str, str]:
    """Name the ways in which people were asked."""
    return {"telephone": _("asked by telephone"), "web-and-mail": _("asked by web and post")}


def look_step_words(_: Words) -> Scale:
    """Name the steps of how many people look somewhere."""
    return scale_words(_, *look_words(_))
