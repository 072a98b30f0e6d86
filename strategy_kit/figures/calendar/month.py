"""The card of the month: what is posted on each day, and who watches after it."""

import datetime as dt
import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from strategy_kit.figures.calendar.agenda import agenda, watch_span
from strategy_kit.figures.card import Card, Drawing, Key
from strategy_kit.figures.shapes.template import clean_label, figure, platform_token
from strategy_kit.i18n import Words
from strategy_kit.model import Slot, Watch

LETTERS = 13
"""Letters that fit into a day of the month."""
DAY_HEAD, LINE, GAP = 26, 15, 6

Line = tuple[str, str, str]
"""Kind (post, watch, flag, closed), words, colour token."""
Box = tuple[float, float, float, float, str]
"""Left, right, top, bottom, colour token."""
Label = tuple[float, float, str]
"""Left, middle, words."""


def month_card(
    slots: Sequence[Slot],
    watches: Sequence[Watch],
    days: Sequence[dt.date],
    _: Words,
    *,
    names: Mapping[str, str],
    initials: Mapping[str, str],
    closed: Mapping[dt.date, str],
    changes: Mapping[dt.date, str],
    place: str,
) -> Card:
    """
    Show the calendar week by week: what is posted, and who watches.

    Parameters
    ----------
    slots, watches : sequence
    days : sequence of date
        The horizon.
    _ : Words
    names, initials : mapping of platform
    closed : mapping of date to reason
        ``weekday`` for a weekday always closed, else the words shown.
    changes : mapping of date to words
        Days on which clocks change.
    place : str
        Whose clock the times are told in.
    """
    watch_of = {watch.slot: watch for watch in watches}
    told = {day: _day_lines(day, slots, watch_of, closed, changes, initials, _) for day in days}
    used = list(dict.fromkeys(slot.platform for slot in slots))
    return Card(
        key="month",
        title=_month_title(slots, changes, _),
        subtitle=_("Clock of {place}. Each post is followed by a watch: somebody answers.", place=place),
        drawing=_month(days, told, _),
        narrow=_dots(days, slots, closed, changes, _),
        legend=tuple(Key(f"{initials[platform]} {names[platform]}", platform_token(platform)) for platform in used),
        how=_(
            "A bar with a coloured edge is a post; the lines under it say from when to when who watches and answers."
        ),
        table=agenda(slots, watches, names, _),
        html=_agenda_list(slots, watch_of, names, _),
    )


def _month_title(slots: Sequence[Slot], changes: Mapping[dt.date, str], _: Words) -> str:
    if not slots:
        return _("No post fits these limits")
    unlucky = sum(slot.day in changes for slot in slots)
    posts = _.plural("One post", "{n} posts", len(slots))
    if not changes:
        return _("{posts}, each followed by somebody who answers", posts=posts)
    if unlucky:
        return _.plural(
            "{posts}, one of them on a day of clock change",
            "{posts}, {n} of them on a day of clock change",
            unlucky,
            posts=posts,
        )
    return _("{posts}, none on the day the clocks change", posts=posts)


def _day_lines(
    day: dt.date,
    slots: Sequence[Slot],
    watch_of: Mapping[str, Watch],
    closed: Mapping[dt.date, str],
    changes: Mapping[dt.date, str],
    initials: Mapping[str, str],
    _: Words,
) -> list[Line]:
    lines: list[Line] = []
    if day in changes:
        lines.append(("flag", _wrapped(changes[day]), ""))
    if day in closed:
        kind, words = ("closed", _("closed")) if closed[day] == "weekday" else ("flag", closed[day])
        lines.append((kind, _wrapped(words), ""))
    for slot in slots:
        if slot.day == day:
            head = f"<b>{initials[slot.platform]} {_.time(slot.time)}</b><br>{fitted(slot.pillar)}"
            lines.append(("post", head, platform_token(slot.platform)))
            if slot.id in watch_of:
                watch = watch_of[slot.id]
                lines.append(("watch", f"{watch_span(watch, _)}<br>{fitted(watch.person)}", ""))
    return lines


def fitted(words: str) -> str:
    """Cut words to what a day of the month holds."""
    label = clean_label(words)
    return label if len(label) <= LETTERS else label[: LETTERS - 1].rstrip() + "…"


def _wrapped(words: str) -> str:
    return "<br>".join(textwrap.wrap(clean_label(words), LETTERS + 2, max_lines=3, placeholder="…"))


def _depth(words: str) -> int:
    return LINE * (1 + words.count("<br>"))


def _height(lines: list[Line]) -> int:
    return DAY_HEAD + sum(_depth(words) + GAP for _kind, words, _token in lines)


def _month(days: Sequence[dt.date], told: Mapping[dt.date, list[Line]], _: Words) -> Drawing:
    """Draw one row per ISO week, one column per weekday; the unit of the vertical axis is the pixel."""
    weeks: dict[dt.date, list[dt.date]] = defaultdict(list)
    for day in days:
        weeks[day - dt.timedelta(days=day.weekday())].append(day)
    boxes: dict[str, list[Box]] = defaultdict(list)
    texts: dict[str, list[Label]] = defaultdict(list)
    for weekday in range(7):
        texts["head"].append((weekday + 0.06, 14, _.weekday(weekday + 1, "abbreviated")))
    top = 28.0
    for week in weeks.values():
        tall = max(max(_height(told[day]) for day in week), 64)
        for day in week:
            _draw_day(day, told[day], top, tall, boxes, texts, _)
        top += tall
    rules = [
        {"type": "line", "x0": 0, "x1": 7, "y0": y, "y1": y, "line": {"color": "@line", "width": 1}}
        for y in _rules(boxes, top)
    ]
    columns = [
        {"type": "line", "x0": x, "x1": x, "y0": 28, "y1": top, "line": {"color": "@line", "width": 1}}
        for x in range(8)
    ]
    hidden = {"visible": False, "showgrid": False}
    return figure(
        [*_boxes(boxes), *_texts(texts)],
        height=int(top) + 2,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={**hidden, "range": [0, 7]},
        yaxis={**hidden, "range": [top + 2, 0]},
        barmode="overlay",
        bargap=0,
        shapes=rules + columns,
    )


def _rules(boxes: Mapping[str, list[Box]], bottom: float) -> list[float]:
    return sorted({box[2] for box in boxes["cell"]} | {bottom})


def _draw_day(
    day: dt.date,
    lines: list[Line],
    top: float,
    tall: float,
    boxes: dict[str, list[Box]],
    texts: dict[str, list[Label]],
    _: Words,
) -> None:
    column = day.weekday()
    kinds = {kind for kind, _words, _token in lines}
    ground = _ground("flag" in kinds, "closed" in kinds)
    boxes["cell"].append((column, column + 1, top, top + tall, ground))
    label = _.date(day, "d MMM") if day.day == 1 else str(day.day)
    texts["day"].append((column + 0.06, top + 14, f"<b>{label}</b>"))
    y = top + DAY_HEAD
    for kind, words, token in lines:
        deep = _depth(words)
        if kind == "post":
            boxes["tint"].append((column + 0.05, column + 0.96, y, y + deep + 2, token))
            boxes["edge"].append((column + 0.05, column + 0.075, y, y + deep + 2, token))
        texts["post" if kind == "post" else kind].append(
            (column + (0.1 if kind in ("post", "watch") else 0.06), y + deep / 2 + 1, words)
        )
        y += deep + GAP


def _boxes(boxes: Mapping[str, list[Box]]) -> list[dict[str, Any]]:
    return [
        {
            "type": "bar",
            "x": [(x0 + x1) / 2 for x0, x1, *_rest in boxes[layer]],
            "width": [x1 - x0 for x0, x1, *_rest in boxes[layer]],
            "base": [y0 for _x0, _x1, y0, *_rest in boxes[layer]],
            "y": [y1 - y0 for _x0, _x1, y0, y1, _token in boxes[layer]],
            "marker": {"color": [token for *_rest, token in boxes[layer]], "line": {"width": 0}},
            "opacity": 0.12 if layer == "tint" else 1,
            "hoverinfo": "skip",
        }
        for layer in ("cell", "tint", "edge")
    ]


def _texts(texts: Mapping[str, list[Label]]) -> list[dict[str, Any]]:
    inks = {"head": "@ink-2", "day": "@ink", "post": "@ink", "watch": "@ink-2", "flag": "@warn", "closed": "@ink-2"}
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [x for x, _y, _words in texts[kind]],
            "y": [y for _x, y, _words in texts[kind]],
            "text": [words for _x, _y, words in texts[kind]],
            "textposition": "middle right",
            "textfont": {"size": 12, "color": ink},
            "hoverinfo": "skip",
        }
        for kind, ink in inks.items()
        if texts[kind]
    ]


def _dots(
    days: Sequence[dt.date],
    slots: Sequence[Slot],
    closed: Mapping[dt.date, str],
    changes: Mapping[dt.date, str],
    _: Words,
) -> Drawing:
    """Draw the same month for a phone: a dot for each post under its day."""
    first = days[0] - dt.timedelta(days=days[0].weekday())
    row = {day: (day - first).days // 7 for day in days}
    tall = max(row.values()) + 1
    boxes: dict[str, list[Box]] = {
        "cell": [
            (
                day.weekday(),
                day.weekday() + 1,
                row[day],
                row[day] + 1,
                _ground(day in changes or closed.get(day, "weekday") != "weekday", day in closed),
            )
            for day in days
        ]
    }
    texts = {"day": [(day.weekday() + 0.5, row[day] + 0.34, str(day.day)) for day in days]}
    traces = [
        _boxes({**boxes, "tint": [], "edge": []})[0],
        {**_texts(defaultdict(list, texts))[0], "textposition": "middle center"},
        _post_dots(slots, row),
    ]
    names = [_.weekday(day, "narrow") for day in range(1, 8)]
    return figure(
        traces,
        height=46 * tall + 26,
        xaxis={
            "range": [0, 7],
            "showgrid": False,
            "side": "top",
            "tickvals": [d + 0.5 for d in range(7)],
            "ticktext": names,
        },
        yaxis={"range": [tall, 0], "visible": False, "showgrid": False},
        margin={"l": 0, "r": 0, "t": 22, "b": 0},
        barmode="overlay",
        bargap=0,
        shapes=[
            {"type": "line", "x0": 0, "x1": 7, "y0": y, "y1": y, "line": {"color": "@line", "width": 1}}
            for y in range(tall + 1)
        ],
    )


def _post_dots(slots: Sequence[Slot], row: Mapping[dt.date, int]) -> dict[str, Any]:
    """Set the posts of a day side by side under its number."""
    seen: dict[dt.date, int] = defaultdict(int)
    across = []
    for slot in slots:
        across.append(slot.day.weekday() + 0.3 + 0.2 * (seen[slot.day] % 3))
        seen[slot.day] += 1
    return {
        "type": "scatter",
        "mode": "markers",
        "x": across,
        "y": [row[slot.day] + 0.72 for slot in slots],
        "marker": {"size": 8, "symbol": "square", "color": [platform_token(slot.platform) for slot in slots]},
        "hoverinfo": "skip",
    }


def _agenda_list(slots: Sequence[Slot], watch_of: Mapping[str, Watch], names: Mapping[str, str], _: Words) -> str:
    """The posts as a list, for phones: the drawing has room for dots only."""
    item = Markup(
        '<li><time datetime="{at}"><b>{day}</b>{time}</time>'
        "<div><b>{platform}</b>, {pillar}<br><span>{watch}</span></div></li>"
    )
    items = [
        item.format(
            at=slot.starts_at.isoformat(timespec="minutes"),
            day=_.date(slot.day, "EEE d"),
            time=_.time(slot.time),
            platform=names[slot.platform],
            pillar=slot.pillar,
            watch=_("Watch {span}, {person}", span=watch_span(watch_of[slot.id], _), person=watch_of[slot.id].person)
            if slot.id in watch_of
            else _("nobody watches"),
        )
        for slot in slots
    ]
    return Markup('<ul class="agenda only-narrow">{}</ul>').format(Markup("").join(items)) if items else ""


def _ground(flagged: bool, closed: bool) -> str:
    if flagged:
        return "@warn-weak"
    return "@sunken" if closed else "@surface"
