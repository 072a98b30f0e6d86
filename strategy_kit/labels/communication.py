"""Labels of consideration 2: formats, purposes, ratings, channels, media, messages, and what consent is needed."""

import pandas as pd

from strategy_kit.i18n import Words
from strategy_kit.labels.scales import Scale, scale_words


def purpose_words(_: Words) -> dict[str, str]:
    """Name the purposes of a pillar."""
    return {
        "help": _("help"),
        "inform": _("inform"),
        "entertain": _("entertain"),
        "converse": _("start conversations"),
        "sell": _("sell"),
    }


def format_words(_: Words) -> dict[str, str]:
    """Name the formats of posts."""
    return {
        "text": _("text"),
        "image": _("image"),
        "video": _("video"),
        "short-video": _("short video"),
        "stories": _("stories"),
        "live": _("live video"),
        "document": _("document"),
        "local": _("local post"),
    }


def rating_criterion_words(_: Words) -> dict[str, str]:
    """Name Godin's three words."""
    return {"anticipated": _("Anticipated"), "personal": _("Personal"), "relevant": _("Relevant")}


def channel_words(_: Words) -> dict[str | None, str]:
    """Name the channels."""
    return {
        "social": _("social media page"),
        "message": _("text or chat message"),
        "email": _("e-mail"),
        "call": _("telephone call"),
        "letter": _("addressed letter"),
        "leaflet": _("unaddressed leaflet"),
        "mass-media": _("press, radio, television, posters"),
        "targeted-ads": _("ads targeted by profile"),
        "website": _("website"),
        "place": _("shop, stall, event"),
        "reviews": _("customer reviews"),
    }


def medium_words(_: Words) -> dict[str, str]:
    """Name the media: owned, earned, paid."""
    return {"owned": _("owned"), "earned": _("earned"), "paid": _("paid")}


def medium_descriptions(_: Words) -> dict[str, str]:
    """Name the media, and whose they are."""
    return {
        "owned": _("owned: your own channels"),
        "earned": _("earned: others talk about you"),
        "paid": _("paid: advertising you buy"),
    }


def direction_words(_: Words) -> dict[str, str]:
    """Name the directions of an activity: inbound, outbound."""
    return {"inbound": _("inbound: people come to you"), "outbound": _("outbound: you contact people")}


def message_words(_: Words) -> dict[str, str]:
    """Name the kinds of messages."""
    return {
        "praise": _("Praise"),
        "question": _("Question"),
        "complaint": _("Complaint"),
        "crisis": _("Crisis"),
    }


def consent_region_words(_: Words) -> dict[str, str]:
    """Name the regions whose rules were gathered."""
    return {"EU": _("European Economic Area"), "": _("elsewhere")} | {
        code: _.country(code) for code in ("FR", "GB", "US", "CA")
    }


def consent_need_words(_: Words) -> dict[str, str]:
    """Name what is needed of people."""
    return {
        "opt-in": _("prior consent"),
        "trackers": _("consent to trackers"),
        "way-out": _("a way to opt out"),
        "follow": _("their own choice"),
        "inform": _("inform them"),
        "varies": _("differs by country or state"),
        "nothing": _("nothing"),
        "": _("unknown"),
    }


def consent_gap_words(_: Words) -> dict[str, str]:
    """Name what a row of today's activities lacks for its consent, and what to do."""
    return {
        "opt-in": _("They did not sign up: get their consent first, or stop."),
        "trackers": _("Check that they accepted trackers, or advertise without profiles."),
        "way-out": _("Note how people can opt out."),
        "channel": _("Enter the channel."),
        "direction": _("Choose inbound or outbound."),
        "rule": _("Check local rules: we have none for this place."),
        "": "",
    }


def rating_step_words(anchors: pd.DataFrame, _: Words) -> dict[str, tuple[str, Scale]]:
    """
    Name Godin's three words, and what each step of each means.

    Parameters
    ----------
    anchors : DataFrame
        `evidence.load.load_rating_anchors`: one row per word and step.
    """
    steps = _.localized(anchors.sort_values("step").groupby("word"), "label")
    return {word: (name, scale_words(_, *steps.get_group(word))) for word, name in rating_criterion_words(_).items()}
