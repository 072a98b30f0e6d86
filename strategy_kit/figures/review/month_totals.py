"""The totals of a KPI by calendar month, beside a target by month."""

from strategy_kit.figures.card import Card, table_of
from strategy_kit.frames import MonthTotalRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.review import day_words, result_amount
from strategy_kit.plan.review import ObjectiveResult

MONTHS_SHOWN = 3


def month_totals_card(result: ObjectiveResult, kpi: str, _: Words) -> Card:
    """
    Show what the weeks of the latest calendar months brought together; only whole months stand beside the target.

    Parameters
    ----------
    kpi : str
        Name of the KPI.
    """
    rows = list(rows_of(result.month_totals, MonthTotalRow))[-MONTHS_SHOWN:]
    whole = [row for row in rows if row.is_whole]
    title = (
        _("{kpi} by month: {total} in {month}", kpi=kpi, total=_total(whole[-1], result, _), month=_month(whole[-1], _))
        if whole
        else _("{kpi} by month: no whole month yet", kpi=kpi)
    )
    return Card(
        key=f"month-totals-{result.objective.key or 'own'}",
        title=title,
        subtitle=_("Totals of your weekly results by calendar month"),
        how=_(
            "A week that lies in two months is divided by its days, as if each day had brought as much (our "
            "judgement). The possible totals are without and with the whole of such weeks. A month of which some days "
            "are not known yet is not compared."
        ),
        table=table_of(
            rows,
            (_("Month"), lambda row: _month(row, _)),
            (_("Total"), lambda row: _total(row, result, _)),
            (_("Possible"), lambda row: _possible(row, result, _)),
            (_("Target"), lambda row: _target(row, result, _)),
            numeric=(1, 2),
        ),
    )


def _month(row: MonthTotalRow, _: Words) -> str:
    return day_words(row.month, "month", _)


def _total(row: MonthTotalRow, result: ObjectiveResult, _: Words) -> str:
    """Write a total: about where weeks were divided, so far where days are missing."""
    total = result_amount(row.total, result.unit, _)
    said = total if row.least == row.most else _("about {amount}", amount=total)
    return said if row.is_whole else _("{amount} so far", amount=said)


def _possible(row: MonthTotalRow, result: ObjectiveResult, _: Words) -> str:
    """Write between which totals a whole month can lie."""
    if not row.is_whole:
        return ""
    low, high = (result_amount(total, result.unit, _) for total in (row.least, row.most))
    return low if low == high else _("{low} to {high}", low=low, high=high)


def _target(row: MonthTotalRow, result: ObjectiveResult, _: Words) -> str:
    """Say whether a month reached a target by month."""
    found, objective = result.attainment, result.objective
    if found is None or objective.target is None or objective.per != "month":
        return ""
    target = result_amount(objective.target, result.unit, _)
    if row.month in found.reached:
        return _("{target}: reached", target=target)
    return _("{target}: not reached", target=target) if row.is_whole else _("not compared yet")
