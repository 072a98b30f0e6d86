"""CSV tables for people: safe in a spreadsheet, read back exactly."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.exports.calendar_entries import CalendarEntry, calendar_entries, opinion
from strategy_kit.exports.csv_rows import SEPARATORS, csv_bytes, csv_rows, guarded, unguarded
from strategy_kit.exports.schedulers import TARGETS, Export, to_scheduler
from strategy_kit.i18n import Words
from strategy_kit.labels.strategy import voice_line
from strategy_kit.model import Plan
from strategy_kit.text import normalized_text, one_line

FORMAT = "strategy_kit.calendar.1"
WRITTEN = ("title", "text", "link")
"""The columns people fill in."""
CSV_TARGETS = tuple(key for key, target in TARGETS.items() if target.suffix == "csv")


COLUMNS: Mapping[str, Callable[[Plan, CalendarEntry, Words], object]] = {
    "format": lambda plan, post, _: FORMAT,
    "plan_id": lambda plan, post, _: plan.id,
    "post_id": lambda plan, post, _: post.slot.id,
    "revision": lambda plan, post, _: post.slot.revision,
    "platform": lambda plan, post, _: post.slot.platform,
    "account": lambda plan, post, _: "",
    "status": lambda plan, post, _: post.status,
    "start_local": lambda plan, post, _: f"{post.slot.starts_at:%Y-%m-%dT%H:%M}",
    "zone": lambda plan, post, _: post.slot.zone,
    "utc_offset": lambda plan, post, _: f"UTC{post.slot.starts_at.isoformat()[-6:]}",
    "start_utc": lambda plan, post, _: _utc(post.slot.starts_at),
    "weekday": lambda plan, post, _: _.weekday(post.slot.day.isoweekday()),
    "title": lambda plan, post, _: post.title,
    "text": lambda plan, post, _: post.slot.text,
    "link": lambda plan, post, _: post.slot.link,
    "tags": lambda plan, post, _: ", ".join((post.slot.format, *post.slot.tags)),
    "owner": lambda plan, post, _: post.slot.owner,
    "watch_until_utc": lambda plan, post, _: _utc(post.answered_until) if post.answered_until else "",
    "note": lambda plan, post, _: " ".join(
        filter(None, (opinion(post.slot, _), voice_line(plan.brief.brand_voice, _)))
    ),
}
"""The columns of the calendar; "" is unknown or not applicable."""


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
        If target or separator is unknown, the calendar is invalid (`calendar_entries`), a post cannot go, or the
        scheduler needs several files: `schedulers.to_scheduler` writes those.

    Notes
    -----
    For people, a text that a spreadsheet would compute gets an apostrophe, which `read_texts` removes.
    """
    _ = Words(lang or plan.brief.lang, plan.brief.country)
    _check(target, ("plain", *CSV_TARGETS), "target")
    _check(separator or ",", SEPARATORS, "separator")
    if target == "plain":
        rows = ([cell(plan, entry, _) for cell in COLUMNS.values()] for entry in calendar_entries(plan))
        return _csv_of([tuple(COLUMNS), *rows], separator or _.list_separator)
    export = to_scheduler(plan, target, options, now=now, lang=_.lang, platforms=platforms)
    return _only_file(export, _)


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
            "{field}: the columns post_id and text are missing. Load the calendar.csv of this plan.",
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
                "{field}: {value} is not a post of this plan, or appears twice. Load the calendar.csv of this plan.",
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
    rows = frame.astype(object).where(frame.notna(), "").itertuples(index=False, name=None)
    return _csv_of([tuple(map(str, frame.columns)), *rows], ",")


def _only_file(export: Export, _: Words) -> bytes:
    if export.refusals:
        first = export.refusals[0]
        raise InputError(
            "{field}: the post {value} cannot be exported. {reason}",
            field="slots",
            value=first.post.id,
            reason=first.reasons[0].text(_),
        )
    if len(export.files) != 1:
        raise InputError(
            "{field}: {target} needs {value} files for these posts, not one. Choose a single platform, or "
            "use to_scheduler.",
            field="slots",
            value=len(export.files),
            target=export.target.name,
        )
    return next(iter(export.files.values()))


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


def _check(value: str, choices: tuple[str, ...], field: str) -> None:
    if value not in choices:
        raise InputError(
            "{field}: found {value}. Use one of these: {expected}.",
            field=field,
            value=value,
            expected=" ".join(choices),
        )
