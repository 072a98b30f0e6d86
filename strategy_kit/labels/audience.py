"""Labels of consideration 1: stages and places of the customer journey, how something is known, survey modes."""

from strategy_kit.i18n import Words
from strategy_kit.labels.scales import Scale, scale_words


def stage_words(_: Words) -> dict[str, str]:
    """Name the stages before people buy."""
    return {
        "need": _("need"),
        "look": _("search"),
        "compare": _("comparison"),
        "decide": _("decision"),
    }


def place_words(_: Words) -> dict[str, str]:
    """Name the places where people look."""
    return {
        "contacts": _("people they know"),
        "social": _("social media"),
        "search": _("search engines and maps"),
        "reviews": _("reviews and comparison sites"),
        "sellers": _("sellers (shop, website, staff)"),
        "media": _("press, radio, television, posters"),
        "experts": _("experts, associations, trade fairs"),
    }


def basis_words(_: Words) -> dict[str, str]:
    """Name the bases of an answer about the journey."""
    return {
        "guess": _("our estimate"),
        "asked": _("we asked customers"),
        "seen": _("our own figures"),
    }


def look_words(_: Words) -> tuple[str, ...]:
    """Name the steps of how many look somewhere."""
    return _("none of them"), _("a few"), _("many"), _("nearly all")


def survey_mode_words(_: Words) -> dict[str, str]:
    """Name the ways in which people were asked."""
    return {"telephone": _("survey by telephone"), "web-and-mail": _("survey online and by post")}


def look_step_words(_: Words) -> Scale:
    """Name the steps of how many people look somewhere."""
    return scale_words(_, *look_words(_))
