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
        "converse": _("converse"),
        "sell": _("sell"),
    }


def format_words(_: Words) -> dict[str, str]:
    """Name the formats of posts."""
    return {
        "text": _("text"),
        "image": _("picture"),
        "video": _("video"),
        "short-video": _("short video"),
        "stories": _("stories"),
        "live": _("live broadcast"),
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
        "letter": _("letter by name"),
        "leaflet": _("leaflet, no name"),
        "mass-media": _("press, radio, television, posters"),
        "targeted-ads": _("advertising aimed at profiles"),
        "website": _("website"),
        "place": _("premises, stall, event"),
        "reviews": _("reviews by others"),
    }


def medium_words(_: Words) -> dict[str, str]:
    """Name the media: owned, earned, paid."""
    return {"owned": _("owned"), "earned": _("earned"), "paid": _("paid")}


def medium_descriptions(_: Words) -> dict[str, str]:
    """Name the media, and whose they are."""
    return {
        "owned": _("owned: it is yours"),
        "earned": _("earned: others speak"),
        "paid": _("paid: you buy it"),
    }


def direction_words(_: Words) -> dict[str, str]:
    """Name the directions of an activity: inbound, outbound."""
    return {"inbound": _("inbound: they come"), "outbound": _("outbound: you send")}


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
        "opt-in": _("consent first"),
        "trackers": _("consent for trackers"),
        "way-out": _("a way to refuse"),
        "follow": _("they follow"),
        "inform": _("tell them"),
        "varies": _("differs by country or state"),
        "nothing": _("nothing"),
        "": _("unknown"),
    }


def consent_gap_words(_: Words) -> dict[str, str]:
    """Name what a row of today's activities lacks for its consent, and what to do."""
    return {
        "opt-in": _("They did not sign up: ask first, or stop."),
        "trackers": _("See that they agreed to trackers, or advertise without profiles."),
        "way-out": _("Write down how they leave."),
        "channel": _("Say by which channel it comes."),
        "direction": _("Say whether it goes out to people."),
        "rule": _("Ask locally: no rule was gathered here."),
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
