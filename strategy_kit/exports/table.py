"""CSV tables for people: safe in a spreadsheet, read back exactly."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.exports.csv_rows import SEPARATORS, csv_bytes, csv_rows
from strategy_kit.exports.entries import Entry, entries, opinion
from strategy_kit.exports.schedulers import TARGETS, Export, to_scheduler
from strategy_kit.exports.text import guarded, unguarded
from strategy_kit.i18n import Words
from strategy_kit.model import Plan
from strategy_kit.text import normalized_text, one_line

FORMAT = "strategy_kit.calendar.1"
WRITTEN = ("title", "text", "link")
"""The columns people fill in."""
CSV_TARGETS = tuple(key for key, target in TARGETS.items() if target.suffix == "csv")


@dataclass(frozen=True)
class Row:
    """
    One post, its fields in the order of the columns; "" is unknown or not applicable.

    `start_local` is wall time in `zone`; `utc_offset` and the times in UTC follow from it.
    """

    format: str
    plan_id: str
    post_id: str
    revision: int
    platform: str
    account: str
    status: str
    start_local: str
    zone: str
    utc_offset: str
    start_utc: str
    weekday: str
    title: str
    text: str
    link: str
    tags: str
    owner: str
    watch_until_utc: str
    note: str


HEADER = tuple(field.name for field in fields(Row))


def to_csv(
    plan: Plan,
    target: str = "plain",
    *,
    lang: str | None = None,
    separator: str | None = None,
    now: dt.datetime | None = None,
    platforms: Collection[str] = (),
    **options: object,
) -> bytes:
    """
    Write the calendar of a plan as one CSV in UTF-8: one row per post, every cell quoted, CRLF.

    Parameters
    ----------
    plan : Plan
    target : str
        "plain" for people, else a scheduler that takes CSV ("buffer", "sprout", "metricool", "brightbean").
    lang : code of a language, optional
        Absent: the plan's.
    separator : "," or ";", optional
        Absent: `Words.list_separator`.
    now, platforms, **options
        For schedulers, as in `schedulers.to_scheduler`.

    Raises
    ------
    InputError
        If target or separator is unknown, the calendar is invalid (`entries`), a post cannot go, or the scheduler needs
        several files: `schedulers.to_scheduler` writes those.

    Notes
    -----
    For people, a text that a spreadsheet would compute gets an apostrophe, which `read_plain_csv` removes.
    """
    _ = Words(lang or plan.brief.lang, plan.brief.country)
    _check(target, ("plain", *CSV_TARGETS), "target")
    _check(separator or ",", SEPARATORS, "separator")
    if target == "plain":
        rows = calendar_rows(plan, lang=_.lang)
        return _csv_of([HEADER, *(astuple(row) for row in rows)], separator or _.list_separator)
    export = to_scheduler(plan, target, options, now=now, lang=_.lang, platforms=platforms)
    return _only_file(export, _)


def calendar_rows(plan: Plan, *, lang: str) -> tuple[Row, ...]:
    """Return the rows of the plain CSV, in order of time, their text normalized."""
    _ = Words(lang, plan.brief.country)
    return tuple(_row(plan, entry, _) for entry in entries(plan))


def read_plain_csv(data: bytes) -> tuple[Row, ...]:
    """Read the CSV of `to_csv`, with either separator; refuse another table, naming the row."""
    lines = csv_rows(data)
    if not lines or tuple(lines[0]) != HEADER:
        raise InputError(
            "{field}: these are not the columns of the workbook's calendar. Load the file as the workbook wrote it.",
            field="file, row 1",
            value=lines[0] if lines else "",
        )
    return tuple(_row_of(cells, number) for number, cells in enumerate(lines[1:], start=2))


def read_texts(data: bytes, plan: Plan) -> dict[str, dict[str, str]]:
    """
    Read title, text and link of each post, by its id, from a plain CSV that people edited.

    A spreadsheet may have saved it: only these columns and `post_id` are needed, in any order. A title equal to the
    pillar's name is empty. Refuses missing columns, and an id that is unknown or stands twice.
    """
    header, *lines = csv_rows(data) or [[]]
    columns = [name.strip().casefold() for name in header]
    if "post_id" not in columns or not set(columns) & set(WRITTEN):
        raise InputError(
            "{field}: the columns post_id and text are not there. Load the calendar.csv of this plan.",
            field="file, row 1",
        )
    pillars = {slot.id: slot.pillar for slot in plan.slots}
    texts: dict[str, dict[str, str]] = {}
    for number, cells in enumerate(lines, start=2):
        row = dict(
            zip(columns, (normalized_text(unguarded(cell), f"file, row {number}") for cell in cells), strict=False)
        )
        post = row.get("post_id", "").strip()
        if not any(cells):
            continue
        if post not in pillars or post in texts:
            raise InputError(
                "{field}: found {value}, which names no post of this plan, or one a second time. "
                "Load the calendar.csv of this plan.",
                field=f"file, row {number}",
                value=post,
            )
        texts[post] = {field: row[field] for field in WRITTEN if field in row}
        if one_line(texts[post].get("title", "")) == pillars[post]:
            texts[post]["title"] = ""
    return texts


def frame_csv(frame: pd.DataFrame) -> bytes:
    r"""
    Write a frame without its index as CSV: numbers as numbers, unknown as an empty cell, text guarded.

    >>> frame = pd.DataFrame({"platform": ["x", "=1+1"], "support": [-0.5, float("nan")]})
    >>> frame_csv(frame).decode("utf-8-sig").splitlines()
    ['"platform","support"', '"x","-0.5"', '"\'=1+1",""']
    """
    choices = frame.notna().to_numpy()
    rows = [
        [value if is_known else "" for value, is_known in zip(values, row, strict=True)]
        for values, row in zip(frame.itertuples(index=False, name=None), choices, strict=True)
    ]
    return _csv_of([tuple(map(str, frame.columns)), *rows], ",")


def _only_file(export: Export, _: Words) -> bytes:
    if export.refusals:
        first = export.refusals[0]
        raise InputError(
            "{field}: the post {value} cannot go. {reason}",
            field="slots",
            value=first.post.id,
            reason=first.reasons[0].text(_),
        )
    if len(export.files) != 1:
        raise InputError(
            "{field}: {target} takes these posts in {value} files, not in one. Name one platform, or use to_scheduler.",
            field="slots",
            value=len(export.files),
            target=export.target.name,
        )
    return next(iter(export.files.values()))


def _row(plan: Plan, entry: Entry, _: Words) -> Row:
    slot = entry.slot
    start = slot.starts_at
    return Row(
        format=FORMAT,
        plan_id=plan.id,
        post_id=slot.id,
        revision=slot.revision,
        platform=slot.platform,
        account="",
        status=entry.status,
        start_local=f"{start:%Y-%m-%dT%H:%M}",
        zone=slot.zone,
        utc_offset=start.isoformat()[-6:],
        start_utc=_utc(start),
        weekday=_.weekday(slot.day.isoweekday()),
        title=normalized_text(entry.title),
        text=normalized_text(slot.text),
        link=slot.link,
        tags=", ".join((slot.format, *map(normalized_text, slot.tags))),
        owner=normalized_text(slot.owner),
        watch_until_utc=_utc(entry.answered_until) if entry.answered_until else "",
        note=opinion(slot, _),
    )


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%MZ}"


def _csv_of(rows: Iterable[Sequence[object]], separator: str) -> bytes:
    return csv_bytes(([_cell(value) for value in row] for row in rows), separator=separator)


def _cell(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, int | float | np.number):
        return str(value)
    return guarded(normalized_text(str(value)))


def _row_of(cells: list[str], number: int) -> Row:
    texts = [unguarded(cell) for cell in cells]
    values = dict(zip(HEADER, texts, strict=False))
    revision = values.pop("revision", "")
    if len(cells) != len(HEADER) or values["format"] != FORMAT or not (revision.isascii() and revision.isdigit()):
        raise InputError(
            "{field}: this is not a row as the workbook writes it. Load the file as the workbook wrote it.",
            field=f"file, row {number}",
        )
    return Row(revision=int(revision), **values)


def _check(value: str, choices: tuple[str, ...], field: str) -> None:
    if value not in choices:
        raise InputError(
            "{field}: found {value}. Use one of {expected}.", field=field, value=value, expected=" ".join(choices)
        )
