"""The formats of a first draft's content pillars: varied among those that the business makes and its platforms take."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from strategy_kit.effort import production
from strategy_kit.model import Brief
from strategy_kit.model.types import Format, Purpose

PREFERRED: Mapping[Purpose, tuple[Format, ...]] = {
    "help": ("short-video", "document", "video", "image", "text", "stories", "live", "local"),
    "inform": ("image", "text", "local", "document", "short-video", "stories", "video", "live"),
    "entertain": ("short-video", "stories", "image", "video", "live", "text", "document", "local"),
    "converse": ("text", "stories", "live", "image", "short-video", "video", "document", "local"),
    "sell": ("image", "local", "short-video", "stories", "text", "document", "video", "live"),
}
"""The formats of each purpose, the most usual first: our judgement, which a plan's own formats replace."""


def with_varied_formats(
    brief: Brief,
    platforms: Sequence[str],
    formats: pd.DataFrame,
    assumptions: Mapping[str, float],
    fits: Callable[[Brief], bool],
) -> Brief:
    """
    Return a brief whose pillars differ in format as far as that is possible.

    Parameters
    ----------
    brief : Brief
        Its pillars and the formats that the business makes.
    platforms : sequence of str
        The platforms chosen; where one does not take a pillar's format, its posts there are made in another.
    formats, assumptions
        As for `effort.production`.
    fits : function of a brief
        Whether its posts fit into the hours, asked where a post would take longer than before. If they do not, only the
        first pillar gets a format that takes longer, and if that does not fit either, none does.

    Examples
    --------
    >>> from strategy_kit.evidence.load import assumption_values, load_table
    >>> shop = Brief(name="Shop", formats=[{"format": "text"}, {"format": "image"}])
    >>> tables = load_table("platform_formats"), assumption_values()
    >>> [pillar.format for pillar in with_varied_formats(shop, ["facebook"], *tables, lambda brief: True).pillars]
    ['image', 'text', 'text', 'image']
    """
    made = _makeable(brief, platforms, formats)
    plain = _minutes(brief, platforms, formats, assumptions)
    takes = {each: _minutes(_all_in(brief, each), platforms, formats, assumptions) for each in made}
    quick = {
        pillar.name: [each for each in made if not _is_longer(takes[each], plain, pillar.name)] or made
        for pillar in brief.pillars
    }
    first = brief.pillars[0].name
    for choices in (dict.fromkeys(quick, made), {**quick, first: made}):
        varied = _assigned(brief, choices)
        if choices == quick or fits(varied):
            return varied
    return _assigned(brief, quick)


def _is_longer(minutes: "pd.Series[float]", plain: "pd.Series[float]", pillar: str) -> bool:
    """Whether a post of a pillar takes longer than before on some platform."""
    return bool(len(plain) and (minutes > plain).xs(pillar, level="pillar").any())


def _makeable(brief: Brief, platforms: Sequence[str], formats: pd.DataFrame) -> list[Format]:
    """Return the formats that the business makes and any of the platforms takes; all it makes if none takes one."""
    taken = set(formats.loc[(formats["supported"] == "yes") & formats["platform"].isin(list(platforms)), "format"])
    own: list[Format] = [effort.format for effort in brief.formats]
    return [each for each in own if each in taken] or own


def _assigned(brief: Brief, choices: Mapping[str, Sequence[Format]]) -> Brief:
    """Give each pillar, in turn, the least used of its formats; of those used as often the most usual."""
    used: Counter[Format] = Counter()
    pillars = []
    for pillar in brief.pillars:
        usual = [each for each in PREFERRED[pillar.purpose] if each in choices[pillar.name]]
        chosen = min(usual, key=lambda each: used[each], default=pillar.format)
        used[chosen] += 1
        pillars.append(pillar.changed(format=chosen))
    return brief.changed(pillars=pillars)


def _all_in(brief: Brief, made: Format) -> Brief:
    return brief.changed(pillars=[pillar.changed(format=made) for pillar in brief.pillars])


def _minutes(
    brief: Brief, platforms: Sequence[str], formats: pd.DataFrame, assumptions: Mapping[str, float]
) -> "pd.Series[float]":
    """Return the minutes of a post, by platform and pillar."""
    makings = production(brief, platforms, formats, assumptions)
    places = pd.MultiIndex.from_tuples(list(makings), names=["platform", "pillar"]) if makings else None
    return pd.Series([making.minutes for making in makings.values()], index=places, dtype=float)
