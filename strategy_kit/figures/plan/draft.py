"""Cards of a draft: how sure its platforms are, what it rests on, what is not sure."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from strategy_kit.figures.card import Card, Names, SourceCard, Table
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import set_words

Item = tuple[str, str]
"""A statement, and in smaller letters what it rests on or what to do."""
HEIGHT, LEAST = 24, 6
"""Pixels of the bar; percent from which a part has room for its number."""
SHOWN = 4
"""Statements shown before the others fold."""


def how_sure_card(
    parts: tuple[int, int, int],
    chosen: Sequence[str],
    rival: Sequence[str],
    names: Names,
    _: Words,
    *,
    is_only: bool = False,
    is_close: bool = False,
) -> Card:
    """
    Show how often plausible weights and performances keep the platforms.

    Parameters
    ----------
    parts : three int, 100 in all
        Of 100 draws, those that keep the platforms, that prefer others by their weights, that depend on missing data.
    chosen, rival : sequence of str
        The platforms (none give a card without a number), and those most often preferred by the weights.
    is_only, is_close : bool
        Whether nothing else fits into the hours; whether too small a change of weight puts another start level.
    """
    if not chosen:
        return Card(key="how-sure", title=_("How sure: no platform is chosen yet"))
    kept, weights, data = parts
    said = _sureness(parts, set_words(chosen, names, _), set_words(rival, names, _), _)
    title = _("How sure: {n} in 100, a close call", n=kept) if is_close else _("How sure: {n} in 100", n=kept)
    rows = [
        (_("keep the platforms"), str(kept)),
        (_("prefer others by their weights"), str(weights)),
        (_("depend on what is not measured"), str(data)),
    ]
    return Card(
        key="how-sure",
        title=title,
        note=_("Nothing else fits into your hours.") if is_only else "",
        html=_bar(parts, title) + Markup('<p class="how">{}</p>').format(said),
        table=Table((_("Of 100 ways to weigh your answers"), _("Ways")), tuple(rows), (1,)),
    )


def _sureness(parts: Sequence[int], platforms: str, rival: str, _: Words) -> str:
    kept, weights, data = parts
    sentences = [
        _.plural(
            "One of 100 ways to weigh your answers keeps {platforms}.",
            "{n} of 100 ways to weigh your answers keep {platforms}.",
            kept,
            platforms=platforms,
        )
    ]
    if weights:
        most = {"others": rival or _("other platforms")}
        sentences.append(_.plural("One prefers {others}.", "{n} prefer others, most often {others}.", weights, **most))
    if data:
        sentences.append(_.plural("One depends on what is not measured.", "{n} depend on what is not measured.", data))
    return " ".join(sentences)


def _bar(parts: Sequence[int], label: str) -> Markup:
    """Draw the parts of 100 as one bar; the last, unknown, is hatched."""
    drawn, left = [], 0
    for kind, part in zip(("kept", "other", "open"), parts, strict=True):
        if not part:
            continue
        place = Markup('x="{}%" width="{}%"').format(left, part)
        ground = Markup('<rect class="{}" {} height="{}"/>').format(kind, place, HEIGHT)
        if kind == "open":
            ground += Markup('<rect class="hatch" {} height="{}"/>').format(place, HEIGHT)
        if part >= LEAST:
            ground += Markup('<text class="{}" x="{}%" dx="8" y="16">{}</text>').format(kind, left, part)
        drawn.append(ground)
        left += part
    pattern = Markup(
        '<defs><pattern id="sure-hatch" width="5" height="5" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect class="line" width="1.5" height="5"/></pattern></defs>'
    )
    return Markup('<svg class="sure" width="100%" height="{}" role="img" aria-label="{}">{}{}</svg>').format(
        HEIGHT, label, pattern, Markup("").join(drawn)
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
