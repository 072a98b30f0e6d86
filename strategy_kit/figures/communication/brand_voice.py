"""The card of the brand voice."""

from collections.abc import Sequence

from strategy_kit.figures.card import Card, table_of
from strategy_kit.i18n import Words
from strategy_kit.labels.strategy import trait_words
from strategy_kit.model import VoiceTrait

USUAL = 3
"""The fewest traits that are advised, up to five: a judgement, no study."""


def brand_voice_card(traits: Sequence[VoiceTrait], _: Words) -> Card:
    """Show the traits of the brand voice: what it is, what it is not, an example."""
    advice = _("Three to five traits are our advice, not a rule from a study.")
    if traits and len(traits) < USUAL:
        advice = _.plural(
            "You have one trait; three to five are our advice, not a rule from a study.",
            "You have {n} traits; three to five are our advice, not a rule from a study.",
            len(traits),
        )
    return Card(
        key="brand-voice",
        title=_("Your brand voice: {traits}", traits=_.apart(trait_words(trait, _) for trait in traits))
        if traits
        else _("Brand voice: nothing decided yet"),
        subtitle=_("How your business sounds in writing; each post in the calendar repeats it"),
        table=table_of(
            traits,
            (_("We are"), lambda trait: trait.we_are),
            (_("We are not"), lambda trait: trait.we_are_not),
            (_("Example"), lambda trait: trait.example),
        )
        if traits
        else None,
        note=advice,
    )
