"""Labels of brand voice, profiles, crisis plan and costs."""

from collections.abc import Sequence

from strategy_kit.i18n import Words
from strategy_kit.model import VoiceTrait
from strategy_kit.model.types import CostKind, CrisisPart, ProfileItem


def trait_words(trait: VoiceTrait, _: Words) -> str:
    """
    Write a trait of the brand voice with what it is not.

    >>> trait_words(VoiceTrait(we_are="Warm", we_are_not="familiar"), Words("en"))
    'warm, not familiar'
    """
    trait_name = _.in_sentence(trait.we_are)
    if not trait.we_are_not:
        return trait_name
    return _("{trait}, not {other}", trait=trait_name, other=_.in_sentence(trait.we_are_not))


def voice_line(traits: Sequence[VoiceTrait], _: Words) -> str:
    """
    Write the brand voice as the entry of a post has it; empty without one.

    >>> voice_line([VoiceTrait(we_are="warm", we_are_not="familiar"), VoiceTrait(we_are="exact")], Words("en"))
    'Brand voice: warm, not familiar; exact.'
    """
    if not traits:
        return ""
    return _("Brand voice: {traits}.", traits=_.apart(trait_words(trait, _) for trait in traits))


def profile_item_words(_: Words) -> dict[ProfileItem, str]:
    """Name the items of a profile."""
    return {
        "name": _("name of the business"),
        "picture": _("profile picture"),
        "description": _("description"),
        "link": _("link to your website"),
        "contact": _("contact details"),
        "opening-hours": _("opening hours"),
    }


def crisis_part_words(_: Words) -> dict[CrisisPart, str]:
    """Name the parts of a crisis plan."""
    return {
        "what": _("What counts as a crisis"),
        "decides": _("Who decides"),
        "deputy": _("Who decides in their absence"),
        "first_words": _("First words, ready to publish"),
        "told": _("Who is told"),
        "afterwards": _("What to look at afterwards"),
    }


def cost_kind_words(_: Words) -> dict[CostKind, str]:
    """Name the kinds of costs."""
    return {
        "tool": _("tool or subscription"),
        "production": _("photography, design, production"),
        "boost": _("paid boost of posts"),
        "other": _("other"),
    }
