"""Cards of a review: its answer, posts and answers as they went, when results can say more, its decisions."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from strategy_kit.figures.card import Card, Names, Table, table_of
from strategy_kit.figures.review.behaviour import few_words
from strategy_kit.frames import Count, NAType, PublishingRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.review import act_words, reason_words
from strategy_kit.model import Review
from strategy_kit.plan.review import ReviewDay


class Said(NamedTuple):
    """
    What the results of an objective say: its KPI, what the chart says of chance, how sure that is, when a change would
    show, and whether the target is reached; empty: cannot be compared.
    """

    kpi: str
    said: str
    sure: str
    when: str
    reached: str = ""

    def sentence(self, _: Words) -> str:
        """Say whether the target is reached, then what the chart says of chance, without a full stop."""
        said = _("{reached}; {chance}", reached=self.reached, chance=self.said) if self.reached else self.said
        return _("{what}: {said}", what=self.kpi, said=said)


def review_answer_card(main: Said | None, others: Sequence[Said], *, has_results: bool, _: Words) -> Card:
    """
    Give the verdict in one sentence, how sure it is, and those on the other objectives.

    Parameters
    ----------
    main : Said, optional
        Absent: the plan has no objective.
    has_results : bool
        Whether any result is known.
    """
    if main is None:
        return Card(
            key="answer",
            title=_("No objective yet, so no result can be judged"),
            subtitle=_("Choose up to three objectives on the first page, each with a number to follow (KPI)."),
        )
    if not has_results:
        needed = _(
            "Add your results below, a row per week or month: eight are needed before any can be judged. Those from "
            "before the plan count too."
        )
        return Card(key="answer", title=_("No results yet"), subtitle=needed)
    rest = [other.sentence(_) + "." for other in others]
    sure = _("How sure: {words}", words=main.sure) if main.sure else main.when
    return Card(key="answer", title=main.sentence(_), subtitle=" ".join([sure, *rest]))


def no_results_card(_: Words) -> Card:
    """Say how results will be judged, where there is no objective to have any."""
    return Card(
        key="behaviour",
        title=_("Eight results of a number you follow (KPI) are needed before the first verdict"),
        how=few_words(_),
    )


def publishing_card(totals: pd.DataFrame, together: PublishingRow, names: Names, _: Words) -> Card:
    """
    Show posts and answers as they went, by platform and together.

    Parameters
    ----------
    totals : DataFrame
        `frames.PublishingRow`.
    together : PublishingRow
        Their sums.
    """
    rows = list(rows_of(totals, PublishingRow))
    shown = [*rows, together] if len(rows) > 1 else rows
    return Card(
        key="publishing",
        title=_publishing_title(together, _),
        subtitle=_("Posts and messages of the weeks recorded, by platform"),
        table=table_of(
            shown,
            (_("Platform"), lambda row: names.get(row.platform, row.platform) or _("Together")),
            (_("Planned"), lambda row: _count(row.planned, _)),
            (_("Published"), lambda row: _count(row.posts, _)),
            (_("Moved"), lambda row: _count(row.moved, _)),
            (_("Answered in time"), lambda row: _of(row.in_time, row.received, _)),
            numeric=(1, 2, 3, 4),
        ),
    )


def _publishing_title(together: PublishingRow, _: Words) -> str:
    said = []
    if isinstance(together.posts, NAType):
        pass
    elif isinstance(together.planned, NAType):
        said.append(_.plural("one post published", "{n} posts published", int(together.posts)))
    else:
        said.append(_("{n} of {planned} posts published", n=int(together.posts), planned=int(together.planned)))
    if not isinstance(together.received, NAType):
        said.append(
            _(
                "{part} of {all} messages answered in time",
                part=_count(together.in_time, _),
                all=_count(together.received, _),
            )
        )
    return _.capital(_("; ").join(said)) if said else _("No posts or messages recorded yet")


def _count(count: Count, _: Words) -> str:
    return _("unknown") if isinstance(count, NAType) else _.number(int(count))


def _of(part: Count, whole: Count, _: Words) -> str:
    if isinstance(part, NAType) or isinstance(whole, NAType):
        return _("unknown")
    return _("{part} of {all}", part=_count(part, _), all=_count(whole, _))


def when_card(said: Sequence[Said], days: Sequence[ReviewDay], _: Words) -> Card:
    """Show when each objective could know more, and the days on which a review can decide something."""
    first = days[0]
    rows = [(each.kpi, each.when) for each in said]
    rows += [(_("Review on {day}", day=_.date(each.day)), _.capital(reason_words(each.reasons, _))) for each in days]
    return Card(
        key="when",
        title=_("Next review on {day}: {reason}", day=_.date(first.day), reason=reason_words(first.reasons, _)),
        subtitle=_("When results can say more: review the plan then, not every week"),
        how=_(
            "The charts are process behaviour charts (XmR: values X and their moving range mR; Wheeler 1993): the "
            "usual range lies between the natural process limits, the average plus and minus 2.66 times the mean "
            "moving range, the change from one value to the next. From the usual variation of each KPI: the time "
            "after which a change of the size of the target would be found in 8 of 10 cases, and found in 1 of 20 "
            "where nothing changed (Poisson or negative binomial for counts, else Student’s t)."
        ),
        table=Table((_("Objective or day"), _("What can be decided")), tuple(rows)),
    )


def record_card(reviews: Sequence[Review], _: Words) -> Card:
    """Show the decisions of all reviews, the newest first."""
    acts = act_words(_)
    rows = [
        (review, decision)
        for review in sorted(reviews, key=lambda each: each.version, reverse=True)
        for decision in review.decisions
    ]
    return Card(
        key="record",
        title=_.plural("One decision recorded", "{n} decisions recorded", len(rows))
        if rows
        else _("No decision recorded yet"),
        subtitle=_("What each review of this plan decided"),
        table=table_of(
            rows,
            (_("Version"), lambda row: str(row[0].version)),
            (_("Day"), lambda row: _.date(row[0].day)),
            (_("Who took part"), lambda row: row[0].present),
            (_("Decision"), lambda row: acts[row[1].act]),
            (_("What"), lambda row: row[1].what),
            (_("Who"), lambda row: row[1].who or _("not decided yet")),
            (_("By when"), lambda row: _.date(row[1].by) if row[1].by else _("not decided yet")),
        )
        if rows
        else None,
    )
