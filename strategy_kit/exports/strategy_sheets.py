"""The sheets of brand voice, profiles, peers, crisis plan and budget; each only where the plan has it."""

from collections.abc import Mapping

from strategy_kit.calendar.workload import plan_workload
from strategy_kit.exports.calendar_entries import platform_names
from strategy_kit.exports.sheet_table import SheetTable, cell_of, sheet_table
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.strategy import cost_kind_words, crisis_part_words, profile_item_words
from strategy_kit.model import Plan
from strategy_kit.model.types import CRISIS_PARTS, PROFILE_ITEMS
from strategy_kit.plan.budget import Amount, budget_of


def strategy_sheets(plan: Plan, _: Words) -> Mapping[str, SheetTable]:
    """Return the sheets of what the plan has, by name."""
    brief = plan.brief
    return {
        **({"Brand voice": brand_voice_sheet(plan, _)} if brief.brand_voice else {}),
        **({"Profiles": profiles_sheet(plan, _)} if brief.profiles else {}),
        **({"Peers": peers_sheet(plan, _)} if brief.peers else {}),
        **({"Crisis": crisis_sheet(plan, _)} if not brief.crisis.is_empty else {}),
        **({"Budget": budget_sheet(plan, _)} if brief.costs or brief.hourly_cost is not None else {}),
    }


def brand_voice_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per trait."""
    return sheet_table(
        plan.brief.brand_voice,
        (_("We are"), 24, lambda trait: trait.we_are),
        (_("We are not"), 24, lambda trait: trait.we_are_not),
        (_("Example"), 70, lambda trait: trait.example),
    )


def profiles_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per platform and item of its profile, in the order of the plan."""
    names, items, is_done = platform_names(plan), profile_item_words(_), {True: _("done"), False: _("missing")}
    return sheet_table(
        [(profile, item) for profile in plan.brief.profiles for item in PROFILE_ITEMS],
        (_("Platform"), 18, lambda row: names.get(row[0].platform, row[0].platform)),
        (_("Item"), 26, lambda row: items[row[1]]),
        (_("Status"), 12, lambda row: is_done[row[1] in row[0].done]),
        (_("Who completes it"), 18, lambda row: cell_of(None if row[1] in row[0].done else row[0].who)),
        (_("By when"), 16, lambda row: cell_of(None if row[1] in row[0].done else row[0].by)),
    )


def peers_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per peer and platform; blank = not known."""
    names, formats = platform_names(plan), format_words(_)
    return sheet_table(
        plan.brief.peers,
        (_("Peer"), 24, lambda peer: peer.name),
        (_("Platform"), 18, lambda peer: names.get(peer.platform, peer.platform)),
        (_("Seen on"), 16, lambda peer: cell_of(peer.seen)),
        (_("Posts a week"), 12, lambda peer: cell_of(peer.posts_per_week)),
        (_("Formats"), 28, lambda peer: ", ".join(formats[each] for each in peer.formats)),
    )


def crisis_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per part of the crisis plan; blank = not decided yet."""
    crisis, names = plan.brief.crisis, crisis_part_words(_)
    return sheet_table(
        CRISIS_PARTS,
        (_("Question"), 32, lambda part: names[part]),
        (_("Answer"), 90, lambda part: cell_of(getattr(crisis, part))),
    )


def budget_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per cost, then the cost of the hours and all that is known; blank = not known."""
    budget = budget_of(plan.brief, plan_workload(plan), plan.platforms, plan.weeks)
    names, kinds = platform_names(plan), cost_kind_words(_)
    rows: list[tuple[str, str, str, Amount | None]] = [
        (cost.what, kinds[cost.kind], names.get(cost.platform or "", cost.platform or ""), amount)
        for cost, amount in budget.costs
    ]
    if budget.work:
        rows.append((_("Cost of the hours"), "", "", budget.work))
    rows.append((_("All known costs"), "", "", budget.known))
    return sheet_table(
        rows,
        (_("What"), 34, lambda row: row[0]),
        (_("Kind"), 30, lambda row: row[1]),
        (_("Platform"), 18, lambda row: row[2]),
        (_("A month"), 12, lambda row: "" if row[3] is None else round(row[3].a_month, 2)),
        (
            _.plural("In the one week of the plan", "In the {n} weeks of the plan", budget.weeks),
            14,
            lambda row: "" if row[3] is None else round(row[3].in_plan, 2),
        ),
    )
