"""Labels of objectives and of their KPIs."""

from strategy_kit.evidence.evidence import Evidence
from strategy_kit.i18n import Words


def objective_words(evidence: Evidence, _: Words) -> dict[str, str]:
    """
    Name the objectives of table ``objectives``, in its order.

    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> objective_words(load_evidence(), Words("en"))["store-visits"]
    'Bring people through the door'
    """
    return {str(row["key"]): str(_.localized(row, "name")) for _place, row in evidence.objectives.iterrows()}


def measure_unit_words(_: Words) -> dict[str, str]:
    """Name the units of table ``measures``."""
    return {
        "percent": _("percent"),
        "people": _("people"),
        "views": _("views"),
        "visits": _("visits"),
        "clicks": _("clicks"),
        "actions": _("actions"),
        "comments": _("comments"),
        "messages": _("messages"),
        "posts": _("posts"),
        "shares": _("shares"),
        "mentions": _("mentions"),
        "requests": _("requests"),
        "orders": _("orders"),
        "codes": _("codes"),
        "reviews": _("reviews"),
        "answers": _("answers"),
        "applications": _("applications"),
        "ideas": _("ideas"),
        "minutes": _("minutes"),
        "currency": _("your currency"),
        "points": _("points"),
        "points-of-5": _("out of 5"),
        "ratio": _("ratio (1: as usual)"),
    }
