"""Cards of a draft: how sure its platforms are, what it rests on, what is not sure."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from strategy_kit.figures.card import Card, Names, SourceCard, Table
from strategy_kit.figures.platforms.answer import Case, case_words, rival_words
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import set_words

Item = tuple[str, str]
"""A statement, and in smaller letters what it rests on or what to do."""
HEIGHT, LEAST = 24, 6
"""Pixels of the bar; percent from which a part has room for its number."""
SHOWN = 4
"""Statements shown before the others fold."""


def how_sure_card(
    cases: Sequence[Case], names: Names, _: Words, *, is_only: bool = False, is_own: bool = False
) -> Card:
    """
    Show in how many of 100 plausible cases the platforms are the best choice, and in how many others are.

    Parameters
    ----------
    cases : sequence of Case
        The platforms chosen, none of which give a card without a number; then what else is the best choice.
    is_only : bool
        Whether nothing else fits into the hours.
    is_own : bool
        Whether the business chose the platforms itself.
    """
    (chosen, kept), *others = cases
    if not chosen:
        return Card(key="how-sure", title=_("How sure: no platform is chosen yet"))
    first = {"platforms": set_words(chosen, names, _), "n": str(kept)}
    if others and others[0][1] > kept / 2:
        title = _("A close call: {platforms} first in {n} of 100 cases", **first)
    else:
        title = _("How sure: {platforms} first in {n} of 100 cases", **first)
    case = _("A case: your criteria weighted in one plausible way, missing data filled in with one plausible value.")
    said = _("Otherwise first: {found}. {case}", found=case_words(others, names, _), case=case) if others else case
    rival = rival_words(cases, names, _, is_own=is_own)
    rows = ((set_words(members, names, _) or _("other platforms"), str(count)) for members, count in cases)
    return Card(
        key="how-sure",
        title=title,
        note=_("Nothing else fits into your hours.") if is_only else "",
        html=_bar([count for _members, count in cases], title)
        + Markup('<p class="how">{}</p>').format(f"{said} {rival}".strip()),
        table=Table((_("First choice"), _("Cases")), tuple(rows), (1,)),
    )


def _bar(counts: Sequence[int], label: str) -> Markup:
    """Draw the parts of 100 as one bar, the first in a colour of its own."""
    drawn, left = [], 0
    for place, count in enumerate(counts):
        kind = "other" if place else "kept"
        drawn.append(
            Markup('<rect class="{}" x="{}%" width="{}%" height="{}"/>').format(kind, left, count, HEIGHT)
            + (
                Markup('<text class="{}" x="{}%" dx="8" y="16">{}</text>').format(kind, left, count)
                if count >= LEAST
                else Markup()
            )
        )
        left += count
    return Markup('<svg class="sure" width="100%" height="{}" role="img" aria-label="{}">{}</svg>').format(
        HEIGHT, label, Markup("").join(drawn)
    )


def foundations_card(items: Iterable[Item], sources: tuple[SourceCard, ...], _: Words) -> Card:
    """List what a draft rests on."""
    return Card(key="rests-on", title=_("What it rests on"), html=_listed(list(items), ""), sources=sources)


def uncertainties_card(items: Iterable[Item], _: Words) -> Card:
    """List what is not sure, each with the mark of what is unknown; those beyond the first few fold."""
    every = list(items)
    shown, folded = every[:SHOWN], every[SHOWN:]
    mark = Markup('<i class="mark hatch"></i>')
    more = Markup("")
    if folded:
        summary = _.plural("One other point", "{n} other points", len(folded))
        more = Markup("<details><summary>{}</summary>{}</details>").format(summary, _listed(folded, mark))
    nothing = _("Nothing this workbook can see.")
    return Card(
        key="not-sure",
        title=_("What is not sure"),
        subtitle="" if every else nothing,
        html=_listed(shown, mark) + more if every else "",
    )


def _listed(items: Sequence[Item], mark: str) -> Markup:
    lines = (Markup("<li>{}<div>{}<small>{}</small></div></li>").format(mark, text, small) for text, small in items)
    return Markup('<ul class="points">{}</ul>').format(Markup("").join(lines))
