"""Tables as CSV for people: they open in a spreadsheet, compute nothing, and read back exactly."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import Plan
from strategy_kit.writers.entries import Entry, entries, opinion
from strategy_kit.writers.text import clean, guarded, unguarded

FORMAT = "strategy_kit.calendar.1"
TARGETS = ("plain",)
SEPARATORS = (",", ";")


@dataclass(frozen=True)
class Row:
    """
    One post, its fields in the order of the columns; "" is not known, or does not apply.

    `start_local` is wall time in `zone`, `utc_offset` and the times in UTC are derived from it.
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


def to_csv(plan: Plan, target: str = "plain", *, lang: str, separator: str = ",") -> bytes:
    """
    Write the calendar of a plan as CSV, one row a post.

    Parameters
    ----------
    plan : Plan
    target : "plain"
        For whom: so far only people.
    lang : "en" or "fr"
        Of weekdays and notes.
    separator : "," or ";"
        The second for spreadsheets that write decimal commas.

    Returns
    -------
    bytes
        UTF-8 with byte order mark, every cell quoted, CRLF. A text that a spreadsheet would compute has one leading
        apostrophe; `read_plain_csv` takes it off.

    Raises
    ------
    InputError
        If target or separator is unknown, or the calendar makes no sense (`entries`).
    """
    _check(target, TARGETS, "target")
    _check(separator, SEPARATORS, "separator")
    return _written([HEADER, *(astuple(row) for row in calendar_rows(plan, lang=lang))], separator)


def calendar_rows(plan: Plan, *, lang: str) -> tuple[Row, ...]:
    """Return the rows of the plain CSV, in order of time, their text cleaned."""
    _ = Words(lang, plan.brief.country)
    return tuple(_row(plan, entry, _) for entry in entries(plan))


def read_plain_csv(data: bytes) -> tuple[Row, ...]:
    """
    Read back what `to_csv` wrote, with either separator.

    Raises
    ------
    InputError
        If the file is not that table, naming the row.
    """
    lines = _read(data)
    if not lines or tuple(lines[0]) != HEADER:
        raise InputError(
            "{field}: these are not the columns of the workbook's calendar. Load the file as the workbook wrote it.",
            field="file, row 1",
            value=lines[0] if lines else "",
        )
    return tuple(_row_of(cells, number) for number, cells in enumerate(lines[1:], start=2))


def frame_csv(frame: pd.DataFrame) -> bytes:
    r"""
    Write a frame as CSV for people: numbers as numbers, unknown as an empty cell, text guarded; the index is left out.

    >>> frame = pd.DataFrame({"platform": ["x", "=1+1"], "support": [-0.5, float("nan")]})
    >>> frame_csv(frame).decode("utf-8-sig").splitlines()
    ['"platform","support"', '"x","-0.5"', '"\'=1+1",""']
    """
    known = frame.notna().to_numpy()
    rows = [
        [value if there else "" for value, there in zip(values, row, strict=True)]
        for values, row in zip(frame.itertuples(index=False, name=None), known, strict=True)
    ]
    return _written([tuple(map(str, frame.columns)), *rows], ",")


def _row(plan: Plan, entry: Entry, _: Words) -> Row:
    slot = entry.slot
    start = slot.starts_at
    until = max((watch.ends_at.astimezone(dt.UTC) for watch in entry.watches), default=None)
    return Row(
        format=FORMAT,
        plan_id=plan.id,
        post_id=slot.id,
        revision=slot.revision,
        platform=slot.platform,
        account="",
        status=entry.standing,
        start_local=f"{start:%Y-%m-%dT%H:%M}",
        zone=slot.zone,
        utc_offset=start.isoformat()[-6:],
        start_utc=_utc(start),
        weekday=_.weekday(slot.day.isoweekday()),
        title=clean(slot.pillar),
        text="",
        link="",
        tags=slot.format,
        owner=clean(slot.owner),
        watch_until_utc=_utc(until) if until else "",
        note=opinion(slot, _),
    )


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%MZ}"


def _written(rows: Iterable[Sequence[object]], separator: str) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, int | float | np.number):
        return str(value)
    return guarded(clean(str(value)))


def _read(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        separator = next((mark for mark in SEPARATORS if mark in text.partition("\n")[0]), ",")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            "{field}: cannot be read as a table in UTF-8 ({reason}). Load the file as the workbook wrote it.",
            field="file",
            reason=str(error),
        ) from error


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


def _check(value: str, known: tuple[str, ...], field: str) -> None:
    if value not in known:
        raise InputError(
            "{field}: found {value}. Use one of {expected}.", field=field, value=value, expected=" ".join(known)
        )
