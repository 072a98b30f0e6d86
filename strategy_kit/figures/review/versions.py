"""What a version of a plan changed against the one before."""

from collections.abc import Sequence

from strategy_kit.figures.card import Card, table_of
from strategy_kit.i18n import Words
from strategy_kit.labels.versions import ChangedPart
from strategy_kit.model import Plan


def version_card(plan: Plan, changes: Sequence[ChangedPart], _: Words) -> Card:
    """Show what a version changed, part by part: then and now."""
    before, now = str(plan.version - 1), str(plan.version)
    title = _.plural("Version {v} changes one thing", "Version {v} changes {n} things", len(changes), v=now)
    return Card(
        key="version",
        title=title if changes else _("Version {n} changes nothing yet", n=now),
        subtitle=_("Compared with version {n}, from {day}", n=before, day=_.date((plan.before or plan.terms).start)),
        table=table_of(
            changes,
            (_("Part of the plan"), lambda part: _.capital(part.name)),
            (_("Version {n}", n=before), lambda part: part.before or "–"),
            (_("Version {n}", n=now), lambda part: part.now or _("changed")),
        )
        if changes
        else None,
    )
