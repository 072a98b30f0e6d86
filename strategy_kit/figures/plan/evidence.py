"""Cards of what is published: verdicts on the document, grades of the sources, effects, frequencies, answers."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd

from strategy_kit.figures.card import Card, Names, SourceCard, Table, table_of
from strategy_kit.figures.shapes.template import short_names, source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.evidence import (
    assumption_unit_words,
    cadence_words,
    consideration_words,
    grade_words,
    guide_words,
    verdict_words,
)
from strategy_kit.model import Assumption

GRADES = ("A", "B", "C", "D")


def claims_card(claims: pd.DataFrame, consideration: int, sources: tuple[SourceCard, ...], _: Words) -> Card:
    """Compare what the document says of one consideration, 1 to 4, with the evidence; `sources` are of these claims."""
    rows = claims[claims["consideration"] == consideration]
    verdicts = verdict_words(_)
    return Card(
        key=f"claims-{consideration}",
        title=confirmed_title(rows, _),
        subtitle=_("What the 2012 guide says, and what the evidence shows"),
        how=guide_words(_),
        table=table_of(
            rows.to_dict("records"),
            (_("The 2012 guide says"), lambda row: _.localized(row, "claim")),
            (_("Verdict"), lambda row: verdicts[row["verdict"]]),
            (_("What the evidence shows"), lambda row: _.localized(row, "finding")),
        ),
        sources=sources,
    )


def confirmed_title(claims: pd.DataFrame, _: Words) -> str:
    """Count the claims that are confirmed."""
    confirmed = len(claims[claims["verdict"] == "confirmed"])
    if not confirmed:
        return _("None of the 2012 guide’s {total} statements is confirmed as written", total=len(claims))
    return _.plural(
        "One of the 2012 guide’s {total} statements is confirmed",
        "{n} of the 2012 guide’s {total} statements are confirmed",
        confirmed,
        total=len(claims),
    )


def assumptions_card(assumptions: pd.DataFrame, own: tuple[Assumption, ...], _: Words) -> Card:
    """List every number of the sums that no study gives, and which of them the plan replaces by its own."""
    replaced = {assumption.key: _.number(assumption.value) for assumption in own}
    units = assumption_unit_words(_)
    return Card(
        key="assumptions",
        title=_.plural(
            "This plan uses {total} assumptions; one of them is yours",
            "This plan uses {total} assumptions; {n} of them are yours",
            len(replaced),
            total=len(assumptions),
        )
        if replaced
        else _("This plan uses {total} assumptions", total=len(assumptions)),
        subtitle=_("Figures that none of the studies here gives: our defaults, until you enter your own"),
        folded=True,
        table=table_of(
            assumptions.to_dict("records"),
            (_("Assumption"), lambda row: _.localized(row, "name")),
            (_("Default"), lambda row: _.number(float(row["value"]))),
            (_("Your value"), lambda row: replaced.get(row["key"], "")),
            (_("Unit"), lambda row: units[row["unit"]]),
            (_("Why"), lambda row: _.localized(row, "why")),
            numeric=(1, 2),
        ),
    )


def verdicts_card(claims: pd.DataFrame, _: Words) -> Card:
    """Count the verdicts on what the document says, by consideration."""
    words = verdict_words(_)

    def row(consideration: int, name: str) -> tuple[str, ...]:
        here = claims.loc[claims["consideration"] == consideration, "verdict"]
        counts = Counter(here)
        texts = [f"{words[verdict]} ({_.number(counts[verdict])})" for verdict in words if counts[verdict]]
        return f"{consideration}. {name}", _.number(len(here)), ", ".join(texts)

    return Card(
        key="verdicts",
        title=confirmed_title(claims, _),
        subtitle=_("The 2012 guide’s statements, checked against the evidence"),
        how=guide_words(_),
        table=Table(
            (_("Topic"), _("Statements"), _("Verdicts")),
            tuple(row(number, name) for number, name in consideration_words(_).items()),
            (1,),
        ),
    )


def grades_card(sources: pd.DataFrame, _: Words) -> Card:
    """Count the sources by how faithfully they were read."""
    counts = sources["quality"].value_counts()
    return Card(
        key="grades",
        title=_(
            "{n} of {total} sources were read in the original, or computed from its data",
            n=int(counts.get("A", 0)),
            total=len(sources),
        ),
        subtitle=_("How closely each source was read, not how good the study is"),
        table=Table(
            (_("Grade"), _("Meaning"), _("Sources")),
            tuple((grade, grade_words(grade, _), _.number(int(counts.get(grade, 0)))) for grade in GRADES),
            (2,),
        ),
    )


def effects_card(effects: pd.DataFrame, names: Names, sources: pd.DataFrame, _: Words) -> Card:
    """Show what the time of posting was found to change."""
    ceilings = effects[effects["bound"] == "at most"].sort_values("value", ascending=False)
    parts = [
        _("{share} on {platform}", share=_.percent(row["value"] / 100), platform=names[row["platform"]])
        for row in ceilings.to_dict("records")
    ]

    def change(row: Any) -> str:
        percent = row["value"]
        return _("no effect found") if pd.isna(percent) else _.percent(percent / 100, 0 if percent % 1 == 0 else 1)

    return Card(
        key="effects",
        title=_("A better posting time raised the response by at most {gains}", gains=_.all_of(parts))
        if parts
        else _("None of the studies here sets an upper limit on the gain from a better posting time"),
        subtitle=_("Measured effect of posting time, study by study"),
        sources=source_cards(effects["source"], sources, _),
        table=_statements(effects, names, sources, _("Change"), change, _),
    )


def frequencies_card(frequencies: pd.DataFrame, names: Names, sources: pd.DataFrame, _: Words) -> Card:
    """Show what is published on how often to post."""
    named = pd.concat([frequencies["posts_per_week_low"], frequencies["posts_per_week_high"]]).dropna()

    def per_week(row: Any) -> str:
        return cadence_words(row["posts_per_week_low"], row["posts_per_week_high"], _)

    return Card(
        key="frequencies",
        title=_(
            "Published advice ranges from {low} to {high} posts a week", low=int(named.min()), high=int(named.max())
        )
        if len(named)
        else _("No advice is known on how often to post"),
        subtitle=_("Published advice on posting frequency, by platform"),
        sources=source_cards(frequencies["source"], sources, _),
        table=_statements(frequencies, names, sources, _("Posts a week"), per_week, _),
    )


def half_lives_card(
    half_lives: pd.DataFrame, names: Names, terms: pd.DataFrame, sources: pd.DataFrame, _: Words
) -> Card:
    """Show how long a post draws a response; only rows of one measure compare."""
    labels = dict(zip(terms["key"], _.localized(terms, "label"), strict=True))
    short = short_names(sources)
    rows = half_lives.sort_values("half_life_minutes", kind="stable")
    cells = [
        (
            names.get(row["platform"], _("all platforms")),
            _.hours(row["half_life_minutes"]),
            labels[row["measure"]],
            short[row["source"]],
        )
        for row in rows.to_dict("records")
    ]
    parts = [_("{time} on {platform}", time=time, platform=platform) for platform, time, *_rest in cells]
    return Card(
        key="half-lives",
        title=_("A post gets half of its response within {times}", times=_.all_of(parts))
        if rows["measure"].nunique() == 1
        else _("A post gets half of its response within minutes or months, depending on what is counted"),
        subtitle=_("Time for a post to get half of its response, as each study counts it"),
        sources=source_cards(half_lives["source"], sources, _),
        table=Table((_("Platform"), _("Time to half"), _("What is counted"), _("Source")), tuple(cells), (1,)),
    )


def response_times_card(responses: pd.DataFrame, sources: pd.DataFrame, _: Words, *, newest: int) -> Card:
    """Show how fast people expect an answer, and how fast they got one; `newest` is the year of the newest study."""
    short = short_names(sources)
    hour = responses[(responses["measure"] == "expect an answer") & (responses["within_minutes"] == 60)]
    shares = [_.percent(value / 100) for value in sorted(hour["value"])]
    return Card(
        key="answers",
        title=_("{shares} of those who expect an answer want it within the hour", shares=_.any_of(shares))
        if shares
        else _("No data here on how fast people expect an answer"),
        subtitle=_(
            "Response times expected and observed; no study or press report after {year} could be read",
            year=str(newest),
        ),
        sources=source_cards(responses["source"], sources, _),
        table=table_of(
            responses.to_dict("records"),
            (_("What was found"), lambda row: _.localized(row, "statement")),
            (_("Source"), lambda row: short[row["source"]]),
            (_("Reading grade"), lambda row: row["quality"]),
        ),
    )


def _statements(
    rows: pd.DataFrame, names: Names, sources: pd.DataFrame, word: str, number: Callable[[Any], str], _: Words
) -> Table:
    short = short_names(sources)
    return table_of(
        rows.to_dict("records"),
        (_("Platform"), lambda row: names.get(row["platform"], _("all platforms"))),
        (_("What it reports"), lambda row: _.localized(row, "statement")),
        (word, number),
        (_("Source"), lambda row: short[row["source"]]),
        (_("Reading grade"), lambda row: row["quality"]),
        numeric=(2,),
    )
