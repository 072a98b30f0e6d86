"""How a group works through the pages in one meeting."""

from strategy_kit.figures.card import Card
from strategy_kit.figures.plan.workshop import WorkshopStep, workshop_card
from strategy_kit.i18n import Words
from strategy_kit.plan.workings import Workings

BREAK = 10
"""Minutes, our judgement; those of the steps likewise."""


def workshop_view(_workings: Workings, _: Words) -> Card:
    """Show the order of a workshop."""
    steps = (
        WorkshopStep(
            *(_("Start"), 15, _("Write down up to three objectives.")),
            _("Read them out, tick three at most, and give each a target, a date and a person."),
        ),
        WorkshopStep(
            *(_("Audience"), 15, _("Note where your customers look before they buy.")),
            _("Compare, and agree on one row for each source."),
        ),
        WorkshopStep(
            *(_("Communication"), 20, _("Rate each content pillar: anticipated, personal, relevant.")),
            _("Discuss the rating you differ on most, then decide the shares."),
        ),
        WorkshopStep(
            *(_("Platforms"), 25, _("Give each criterion a weight, 0 if it does not matter.")),
            _("Let those who differ most explain why, then use the group’s weights."),
        ),
        WorkshopStep(
            *(_("Calendar"), 20, _("Write down the hours a week you can really give, and when.")),
            _("Enter them, and look at what no longer fits."),
        ),
        WorkshopStep(
            *(_("Plan"), 15, _("Look for the point you could not defend.")),
            _("Agree by name, set the date of the review, and print the report."),
        ),
    )
    return workshop_card(steps, BREAK, BREAK + sum(step.minutes for step in steps), _)
