"""Cards of the heat: the hours of a week by platform, who speaks for each chosen hour, windows on other clocks."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import pandas as pd

from strategy_kit.calendar.best_window import Block
from strategy_kit.figures.card import Card, Drawing, Key, Names, SourceCard, Table, drawings
from strategy_kit.figures.shapes.bars import NO_FILL, points
from strategy_kit.figures.shapes.template import HATCH, OPINION_TOKENS, figure, source_cards
from strategy_kit.frames import HeatRow, WallTimeRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import opinion_class, opinion_words, span_words

SIDES = (0.5, 0.68, 0.84, 1.0)
CELL = 0.9
T = TypeVar("T")
Box = tuple[int, int, int, int]
"""Places of its first and last day in the week as it is shown, first hour, one past the last."""


def heat_card(
    heat: pd.DataFrame,
    platform: str,
    name: str,
    _: Words,
    *,
    place: str,
    sources: tuple[SourceCard, ...],
    block: Block | None,
    document: pd.DataFrame | None = None,
    slots: Iterable[tuple[int, float]] = (),
    note: str = "",
) -> Card:
    """
    Show the heat of one platform over a week.

    Parameters
    ----------
    heat : DataFrame
        `frames.HeatRow`, with rows of `platform`.
    platform, name : str
        Key and name shown.
    place : str
        Whose clock the hours are read on: "Paris".
    block : Block or None
        `best_window.favoured_block` of the platform.
    document : DataFrame, optional
        The heat of the document's own windows, to be outlined.
    slots : iterable of (weekday, hour as a number, 9.5 = 09:30), optional
        Chosen hours, to be marked.
    note : str
        Of the source line.
    """
    rows = heat[heat["platform"] == platform].sort_values(["weekday", "hour"])
    rows["place"] = rows["weekday"].map(_.week.index)
    outline = _outlines(document[document["platform"] == platform], _) if document is not None else []
    marks = sorted({(_.week.index(day), hour) for day, hour in slots})
    studied = int(rows["support"].count())
    hover = pd.Series([_hover(row, _) for row in rows_of(rows, HeatRow)], index=rows.index)
    return Card(
        key=f"heat-{platform}",
        title=_title(rows, block, name, _),
        subtitle=_subtitle(rows, place, _),
        **drawings(_drawing, rows, hover, outline, marks, _, when=studied),
        legend=_legend(rows, bool(outline), bool(marks), _) if studied else (),
        how=_how(studied, _),
        note=note,
        sources=sources,
        table=_table(rows, _),
    )


def _title(rows: pd.DataFrame, block: Block | None, name: str, _: Words) -> str:
    if not rows["support"].notna().any():
        return _("No data yet on posting hours for {platform}", platform=name)
    if block is None:
        return _("{platform}: no hour is clearly favoured by studies", platform=name)
    when = {
        "platform": name,
        "days": _.weekdays(range(block.first_day, block.last_day + 1)),
        "start": _.hour(block.start),
        "end": _.hour(block.end),
    }
    if block.against:
        return _("{platform}: {days}, {start} to {end}, though not all studies agree", **when)
    return _.plural(
        "{platform}: {days}, {start} to {end}, at least one study in favour, none against",
        "{platform}: {days}, {start} to {end}, at least {n} studies in favour, none against",
        block.favour,
        **when,
    )


def _subtitle(rows: pd.DataFrame, place: str, _: Words) -> str:
    studied = {"studies": int(rows["studies"].max()), "place": place}
    if not (unknown := len(rows[rows["support"].isna()])):
        return _("Average opinion of up to {studies} studies, by hour of the week, {place} time", **studied)
    return _(
        "Average opinion of up to {studies} studies, by hour of the week, {place} time; no data yet for "
        "{unknown} of 168 hours",
        **studied,
        unknown=unknown,
    )


def _how(studied: int, _: Words) -> str:
    if not studied:
        return _(
            "Posts are scheduled when your audience is awake and your team can answer: record the results. "
            "Hours without data are never filled in with averages from other platforms."
        )
    return _(
        "Colour: average opinion of the studies, weighted by their age, grade and sample. Size: number of "
        "studies. Hatched: no data yet, which is neither good nor bad. Dot: studies disagree."
    )


def _legend(rows: pd.DataFrame, outlined: bool, chosen: bool, _: Words) -> tuple[Key, ...]:
    classes = zip(opinion_words(_)[::-1], OPINION_TOKENS[::-1], strict=True)
    return (
        *(Key(word, token) for word, token in classes),
        Key(_("no data yet"), "@hatch", "hatch"),
        Key(_("1, 2, 3, 4 studies or more"), "@s5", "sizes"),
        *((Key(_("studies disagree"), "@ink", "dot"),) if rows["contested"].any() else ()),
        *((Key(_("published window in a how-to guide of about 2012"), "@ink", "outline"),) if outlined else ()),
        *((Key(_("chosen slot"), "@ink", "diamond"),) if chosen else ()),
    )


def _table(rows: pd.DataFrame, _: Words) -> Table:
    cells = {(row.weekday, row.hour): _number(row, _) for row in rows_of(rows, HeatRow)}
    return Table(
        columns=(_("Hour"), *(_.weekday(day, "abbreviated") for day in _.week)),
        rows=tuple((_.hour(hour), *(cells[day, hour] for day in _.week)) for hour in range(24)),
        numeric=tuple(range(1, 8)),
        caption=_("Average opinion from -1 (avoid) to 1 (best), and number of studies"),
    )


def _number(row: HeatRow, _: Words) -> str:
    if pd.isna(row.support):
        return _("no such hour (clock change)") if row.minutes == 0 else _("unknown")
    return f"{_.number(round(row.support, 2), 2)} ({row.studies})"


def _drawing(
    rows: pd.DataFrame, hover: pd.Series, boxes: list[Box], slots: list[tuple[int, float]], _: Words, *, wide: bool
) -> Drawing:
    """Draw the week with its hours across; on a phone down."""
    unstudied, contested = rows[rows["support"].isna()], rows[rows["contested"]]
    unknown = {"color": NO_FILL, "line": {"width": 0}, "pattern": dict(HATCH)}
    traces = [_cells(unstudied, [CELL] * len(unstudied), unknown, hover, wide)]
    classes = rows["support"].dropna().map(opinion_class)
    for place, token in enumerate(OPINION_TOKENS):
        chosen = rows.loc[classes.index[classes == place]]
        sides = [SIDES[min(int(n), 4) - 1] * CELL for n in chosen["studies"]]
        traces.append(_cells(chosen, sides, {"color": token, "line": {"width": 0}}, hover, wide))
    centres = _across(contested["hour"] + 0.5, contested["place"] + 0.5, wide)
    traces.append(points(*centres, {"size": 4, "color": "@ink"}))
    if slots:
        mark = {"size": 11, "symbol": "diamond", "color": "@surface", "line": {"width": 2, "color": "@ink"}}
        starts = _across([int(hour) + 0.5 for _place, hour in slots], [place + 0.5 for place, _hour in slots], wide)
        traces.append(points(*starts, mark))
    hours, names = range(0, 25, 3), [_.weekday(day, "wide" if wide else "abbreviated") for day in _.week]
    by_hour = {"range": [0, 24], "tickvals": list(hours), "ticktext": list(map(_.hour, hours))}
    by_day = {"range": [0, 7], "tickvals": [day + 0.5 for day in range(7)], "ticktext": names}
    xaxis, yaxis = _across(by_hour, by_day, wide)
    return figure(
        traces,
        height=230 if wide else 480,
        xaxis={**xaxis, "showgrid": False, "side": "top"},
        yaxis={**yaxis, "showgrid": False, "range": [7 if wide else 24, 0]},
        barmode="overlay",
        bargap=0,
        shapes=[_outline(*box, wide) for box in boxes],
    )


def _across(hours: T, days: T, wide: bool) -> tuple[T, T]:
    """Return what goes along x and along y."""
    return (hours, days) if wide else (days, hours)


def _cells(
    rows: pd.DataFrame, sides: list[float], marker: Mapping[str, Any], hover: "pd.Series[str]", wide: bool
) -> dict[str, Any]:
    x, y = _across(rows["hour"] + 0.5, rows["place"] + 0.5, wide)
    return {
        "type": "bar",
        "x": x.tolist(),
        "width": sides,
        "base": [centre - side / 2 for centre, side in zip(y, sides, strict=True)],
        "y": sides,
        "marker": marker,
        "hovertext": hover[rows.index].tolist(),
        "hoverinfo": "text",
    }


def _outline(first: int, last: int, start: int, end: int, wide: bool) -> dict[str, Any]:
    (x0, x1), (y0, y1) = _across((start, end), (first, last + 1), wide)
    return {"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": {"color": "@ink", "width": 2}}


def _hover(row: HeatRow, _: Words) -> str:
    day, start, end = _.weekday(row.weekday), _.hour(row.hour), _.hour(row.hour + 1)
    if pd.isna(row.support):
        return _("{day}, {hour}: no data yet", day=day, hour=start)
    word = opinion_words(_)[opinion_class(row.support)]
    opinion = _.plural(
        "{word}: {support} from one study",
        "{word}: {support} from {n} studies",
        row.studies,
        word=word,
        support=_.number(round(row.support, 2), 2),
    )
    when = _("{day}, {start} to {end}", day=day, start=start, end=end)
    sides = _("{favour} for, {against} against", favour=row.favour, against=row.against)
    return f"{when}<br>{opinion}<br>{sides}"


def _outlines(rows: pd.DataFrame, _: Words) -> list[Box]:
    """Join what the document calls best into boxes."""
    boxes: list[Box] = []
    best = [(row.weekday, row.hour) for row in rows_of(rows[rows["support"] > 0], HeatRow)]
    for place, day in enumerate(_.week):
        spans: list[list[int]] = []
        for hour in sorted(hour for weekday, hour in best if weekday == day):
            if spans and spans[-1][1] == hour:
                spans[-1][1] = hour + 1
            else:
                spans.append([hour, hour + 1])
        for start, end in spans:
            before = next((box for box in boxes if box[1] == place - 1 and box[2:] == (start, end)), None)
            if before:
                boxes[boxes.index(before)] = (before[0], place, start, end)
            else:
                boxes.append((place, place, start, end))
    return boxes


def slot_opinions_card(
    opinions: pd.DataFrame, slots: Iterable[tuple[str, int, int]], names: Names, short: Mapping[str, str], _: Words
) -> Card:
    """Show the studies for and against each chosen hour (platform, weekday, hour): `frames.OpinionRow` of a week."""
    lines, objections = [], 0
    for platform, weekday, hour in sorted(set(slots)):
        here = opinions[
            (opinions["platform"] == platform) & (opinions["weekday"] == weekday) & (opinions["hour"] == hour)
        ]
        favour = [short.get(voice, voice) for voice in here.loc[here["value"] > 0, "voice"]]
        against = [short.get(voice, voice) for voice in here.loc[here["value"] < 0, "voice"]]
        objections += bool(against)
        objection = _("against: {names}", names=", ".join(against)) if against else ""
        studies = _.apart(part for part in (", ".join(favour), objection) if part)
        when = _("{platform}, {day} {hour}", platform=names[platform], day=_.weekday(weekday), hour=_.hour(hour))
        lines.append((when, _.number(len(favour)), _.number(len(against)), studies or _("no data yet")))
    title = (
        _("None of the studies here advises against the chosen hours")
        if not objections
        else _.plural("Studies advise against one chosen hour", "Studies advise against {n} chosen hours", objections)
    )
    return Card(
        key="voices",
        title=title if lines else _("No hour chosen yet"),
        subtitle=_("Number of studies for and against each chosen hour; copies of the same study count once"),
        table=Table((_("Chosen slot"), _("For"), _("Against"), _("Which studies")), tuple(lines), (1, 2)),
    )


def wall_times_card(times: pd.DataFrame, names: Names, sources: pd.DataFrame, _: Words) -> Card:
    """Compare windows on several clocks, the first being the reference: `times` is `clocks.wall_times`."""
    first = times["starts_at"].iloc[0].date() if len(times) else dt.date.min
    monday = first - dt.timedelta(days=first.weekday())
    clocks = list(dict.fromkeys(times["clock"]))
    windows = dict.fromkeys(zip(times["source"], times["platform"], strict=True))
    return Card(
        key="wall-times",
        title=_wall_times_title(times, clocks, _),
        subtitle=_("Published windows, in the week of {day}", day=_.date(monday)) if len(times) else "",
        how=_(
            "Clocks do not change on the same date everywhere, so for some weeks of the year a published "
            "hour corresponds to a different hour for you."
        ),
        sources=source_cards(times["source"], sources, _),
        table=Table(
            (_("Platform"), *(_("{place} time", place=_.zone(clock)) for clock in clocks)),
            tuple(
                (names.get(platform, platform), *(_spans(times, source, platform, clock, _) for clock in clocks))
                for source, platform in windows
            ),
        ),
    )


def _wall_times_title(times: pd.DataFrame, clocks: list[str], _: Words) -> str:
    if not len(times):
        return _("No published window gives a time zone that can be converted")
    first = times[(times["source"] == times["source"].iloc[0]) & (times["weekday"] == times["weekday"].iloc[0])]
    by_clock = dict(zip(first["clock"], first["starts_at"], strict=False))
    places = [_("{time} in {place}", time=_.time(by_clock[clock].time()), place=_.zone(clock)) for clock in clocks]
    return _("{one} is {others}", one=places[0], others=_.all_of(places[1:])) if len(places) > 1 else places[0]


def _spans(times: pd.DataFrame, source: str, platform: str, clock: str, _: Words) -> str:
    rows = times[(times["source"] == source) & (times["platform"] == platform) & (times["clock"] == clock)]
    days: dict[tuple[dt.time, dt.time], list[int]] = {}
    for row in rows_of(rows, WallTimeRow):
        days.setdefault((row.starts_at.time(), row.ends_at.time()), []).append(row.starts_at.isoweekday())
    return _.apart(span_words(weekdays, *hours, _) for hours, weekdays in days.items())
