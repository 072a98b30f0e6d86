"""Labels of the plan itself: the parts of a brief, as the pages call them."""

from strategy_kit.i18n import Words


def brief_field_words(_: Words) -> dict[str, str]:
    """
    Name the parts of a brief as the pages do, for what cannot be worked out because of one.

    >>> brief_field_words(Words("en"))["team"]
    'Who posts and answers, and when'
    """
    return {
        "region": _("Region"),
        "segments": _("Who your customers are"),
        "pillars": _("What you speak of"),
        "platforms": _("Platforms of the calendar"),
        "comparisons": _("Compare by pairs"),
        "weights": _("What matters to you"),
        "studies": _("Studies taken into account"),
        "team": _("Who posts and answers, and when"),
        "never": _("Days off, pinned posts, campaigns and other rules"),
    }
