"""The card of the budget: hours and money of a plan."""

from collections.abc import Iterator

from strategy_kit.figures.card import Card, Names, Table
from strategy_kit.i18n import Words
from strategy_kit.labels.strategy import cost_kind_words
from strategy_kit.objectives.forecast import WEEKS_A_MONTH
from strategy_kit.plan.budget import Amount, Budget

Cells = tuple[str, str, str]


def budget_card(budget: Budget, names: Names, _: Words) -> Card:
    """Show what a plan takes a month and over its weeks, in hours and in money: `budget.budget_of`."""
    over = _.plural("In the one week of the plan", "In the {n} weeks of the plan", budget.weeks)
    return Card(
        key="budget",
        title=_title(budget, _),
        subtitle=_("Hours of the calendar, and the costs you entered, in the currency of your country"),
        table=Table((_("What"), _("A month"), over), (*_hours(budget, _), *_money(budget, names, _)), (1, 2)),
        how=_(
            "The workbook knows no prices: every amount is yours. A month counts as {n} weeks.",
            n=_.number(WEEKS_A_MONTH, 2),
        ),
        note=_today(budget, _),
        alert=" ".join(_warnings(budget, names, _)),
    )


def _title(budget: Budget, _: Words) -> str:
    hours = _.hours(budget.hours.a_month)
    if not budget.costs and budget.work is None:
        return _("Your plan takes {hours} of work a month; no costs entered yet", hours=hours)
    words = {"hours": hours, "money": _money_words(budget.known.a_month, _)}
    if budget.work is None and budget.unknown:
        return _("Your plan takes {hours} of work and at least {money} a month", **words)
    if budget.work is None:
        return _("Your plan takes {hours} of work and {money} a month", **words)
    words["work"] = _money_words(budget.work.a_month, _)
    if budget.unknown:
        return _("Your plan costs at least {money} a month, of which {work} for {hours} of work", **words)
    return _("Your plan costs {money} a month, of which {work} for {hours} of work", **words)


def _money_words(amount: float, _: Words) -> str:
    """Write an amount: of more than ten, without decimals."""
    return _.money(round(amount) if amount > 10 else round(amount, 2))


def _hours(budget: Budget, _: Words) -> Iterator[Cells]:
    parts = (
        (_("Creating posts"), budget.making),
        (_("Answering after posts"), budget.answering),
        (_("Inbox checks"), budget.checking),
        (_("All hours"), budget.hours),
    )
    for name, minutes in parts:
        yield name, _.hours(minutes.a_month), _.hours(minutes.in_plan)


def _money(budget: Budget, names: Names, _: Words) -> Iterator[Cells]:
    kinds = cost_kind_words(_)

    def cells(name: str, amount: Amount | None) -> Cells:
        if amount is None:
            return name, _("not known yet"), _("not known yet")
        return name, _money_words(amount.a_month, _), _money_words(amount.in_plan, _)

    for cost, amount in budget.costs:
        of = names.get(cost.platform, cost.platform) if cost.platform else ""
        kind = ", ".join(filter(None, (kinds[cost.kind], of)))
        yield cells(_("{cost} ({kind})", cost=cost.what, kind=kind), amount)
    if budget.work:
        yield cells(_("Cost of the hours"), budget.work)
    if budget.costs or budget.work:
        yield cells(_("All known costs"), budget.known)


def _today(budget: Budget, _: Words) -> str:
    """Write how the costs of current activities relate to these."""
    if not budget.today.a_month:
        return ""
    return _(
        "Your current activities cost {money} a month. They are not part of this total, so that nothing counts twice: "
        "what goes on as part of this plan is entered here too.",
        money=_money_words(budget.today.a_month, _),
    )


def _warnings(budget: Budget, names: Names, _: Words) -> Iterator[str]:
    if budget.unknown:
        yield _("No amount yet, so not in the total: {costs}.", costs=_.all_of(budget.unknown))
    for cost in budget.stray:
        if cost.platform is None:
            yield _("{cost}: choose the platform of this boost.", cost=cost.what)
        else:
            platform = names.get(cost.platform, cost.platform)
            yield _("{cost}: {platform} is not a platform of this plan.", cost=cost.what, platform=platform)
    if budget.repeated:
        yield _("Also among your current activities, and counted only here: {costs}.", costs=_.all_of(budget.repeated))
