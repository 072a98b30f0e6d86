"""The answer so far of the platforms: where to start, and how sure that is."""

from collections.abc import Sequence

from strategy_kit.figures.card import Card, Names
from strategy_kit.figures.platforms.start import start_title
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import set_words
from strategy_kit.platforms import StartSet

Case = tuple[Sequence[str], int]
"""A set of platforms (none: all others), and in how many of 100 plausible cases it is the best choice."""


def platform_answer_card(
    start: StartSet, cases: Sequence[Case], names: Names, _: Words, *, level: Sequence[tuple[str, ...]] = ()
) -> Card:
    """
    Give the answer so far in one sentence: where to start, and in how many plausible cases that is the best choice.

    Parameters
    ----------
    cases : sequence of Case
        The platforms chosen, then what else is the best choice, the most frequent first; none say nothing of it.
    """
    sure = f"{_sureness(cases, names, _)} {rival_words(cases, names, _, is_own=start.fixed)}" if cases else ""
    return Card(key="answer", title=start_title(start, level, names, _), subtitle=sure.strip())


def _sureness(cases: Sequence[Case], names: Names, _: Words) -> str:
    (chosen, kept), *others = cases
    first = {"platforms": set_words(chosen, names, _), "n": str(kept)}
    if not others:
        return _("How sure: {platforms} first in {n} of 100 plausible cases.", **first)
    found = case_words(others, names, _)
    return _("How sure: {platforms} first in {n} of 100 plausible cases; otherwise {others}.", **first, others=found)


def rival_words(cases: Sequence[Case], names: Names, _: Words, *, is_own: bool) -> str:
    """Say why platforms that are the best choice in more cases are not those chosen; empty if there are none."""
    (chosen, kept), *others = cases
    rival, count = others[0] if others else ((), 0)
    if not rival or count <= kept:
        return ""
    fields = {"rival": set_words(rival, names, _), "platforms": set_words(chosen, names, _)}
    if is_own:
        return _("{rival} comes first more often; this plan is set to {platforms}.", **fields)
    return _(
        "{rival} comes first more often; {platforms} scores higher with exactly your weights and every missing figure "
        "in the middle of its range.",
        **fields,
    )


def case_words(cases: Sequence[Case], names: Names, _: Words) -> str:
    """Name sets of platforms, each with the number of cases in which it is the best choice."""
    named = [(set_words(members, names, _) or _("other platforms"), count) for members, count in cases]
    return _.all_of(_("{name} in {n}", name=name, n=str(count)) for name, count in named)
